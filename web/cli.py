"""The `heard` command. Each subcommand lives in `web/commands/` and is imported only when it is called, so that
`heard tag` starts without Flask."""

from __future__ import annotations

import importlib
import pkgutil

import click

import web.commands


class _Lazy(click.Group):
    """Finds subcommand `x-y` as `command` in `web/commands/x_y.py` (`import` in `import_.py`: the word is Python's)."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_modules())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = _modules().get(cmd_name)
        if module is None:
            return None
        command: click.Command = importlib.import_module(f"web.commands.{module}").command
        return command


def _modules() -> dict[str, str]:
    names = (m.name for m in pkgutil.iter_modules(web.commands.__path__))
    return {name.rstrip("_").replace("_", "-"): name for name in names if name not in _HELPERS}


_HELPERS = {"jsonl", "instance"}


@click.group(cls=_Lazy)
@click.version_option(package_name="heard")
def main() -> None:
    """Heard: consultations on health care in custody and detention."""
