"""`heard serve`: the site alone; `heard up` starts it."""

from __future__ import annotations

import click
from waitress import serve

from web.app import create_app
from web.commands import instance


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--threads", default=8, show_default=True)
def command(host: str, port: int, threads: int) -> None:
    """Serve the site alone."""
    settings = instance.settings()
    instance.check_who_answers(settings)
    # `ident=None` sends no server name; waitress logs no requests.
    serve(create_app(settings), host=host, port=port, threads=threads, ident=None)
