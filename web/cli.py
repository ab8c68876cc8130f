"""The `heard` command. Each subcommand lives in `web/commands/` and is imported only when it is called, so that
`heard tag` starts without Flask."""

from __future__ import annotations

import importlib
import pkgutil

import click

import web.commands


class _Lazy(click.Group):
    """Finds subcommand `x-y` as `command` in `web/commands/x_y.py`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(m.name.replace("_", "-") for m in pkgutil.iter_modules(web.commands.__path__) if m.name not in _HELPERS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"web.commands.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command


_HELPERS = {"jsonl", "instance"}


@click.group(cls=_Lazy)
@click.version_option(package_name="heard")
def main() -> None:
    """Heard: consultations on health care in custody and detention."""
