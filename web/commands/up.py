"""`heard up`: database, site, queue and bot together."""

from __future__ import annotations

import secrets
import sys

import click
import requests

from web.chat import bot_process
from web.commands import instance
from web.supervisor import Part, Supervisor, free_port, heard_command, port_is_free


@click.command("up")
@click.option("--port", default=8000, show_default=True, help="Where the site answers.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Which address the site listens on.")
def command(port: int, host: str) -> None:
    """Start everything; Ctrl-C stops everything."""
    if not port_is_free(port):
        raise click.ClickException(f"port {port} is in use: stop what uses it, or choose another with --port")
    if not bot_process.installed():
        raise click.ClickException("the bot is not set up: run make setup")
    settings = instance.settings()
    instance.check_who_answers(settings)
    with instance.session(settings):
        pass  # brings the tables up to date before three processes would
    bot_port, token = free_port(), secrets.token_urlsafe(24)
    bot_url = f"http://127.0.0.1:{bot_port}"
    shared = {"HEARD_BOT_URL": bot_url, "HEARD_BOT_TOKEN": token, "HEARD_INSTANCE": str(settings.instance)}
    site = f"http://127.0.0.1:{port}"
    parts = [
        Part("site", heard_command("serve", "--port", str(port), "--host", host), shared, lambda: _answers(f"{site}/health")),
        Part("queue", heard_command("worker"), shared, lambda: True),
        Part("bot", bot_process.command(bot_port), bot_process.environment(token), lambda: _answers(f"{bot_url}/"), quiet=True),
    ]
    sys.exit(Supervisor(parts, click.echo).run(site))


def _answers(url: str) -> bool:
    try:
        return requests.get(url, timeout=1).ok
    except requests.RequestException:
        return False
