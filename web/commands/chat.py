"""`heard chat`: the same conversation as on the chat page, on standard input and output."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from consultations.definitions import load
from consultations.dialogue.acts import CoreUnavailable, DialogueCore
from consultations.dialogue.conversation import turn
from consultations.dialogue.reply import Reply
from consultations.journey.draft import Draft
from consultations.types import Channel, RawText
from translations.locales import SOURCE, find
from web import i18n
from web.app import create_app
from web.chat import bot_process
from web.chat.rasa_client import NoCore, RasaCore
from web.chat.site import FormSite
from web.commands import instance
from web.extensions import db
from web.settings import Settings

DEFAULT = "twelve-commitments"


@click.command("chat")
@click.option("--language", default=SOURCE, show_default=True, help="The language to begin in.")
@click.option("--consultation", "consultation_id", default=DEFAULT, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object out for each line in.")
def command(language: str, consultation_id: str, as_json: bool) -> None:
    """Talk with Heard. Type an answer, a number, or a button's value in [brackets]."""
    settings = instance.settings()
    instance.consultation(consultation_id)
    spoken = find(language)
    if spoken is None:
        raise click.ClickException(f"no language {language!r} is offered")
    app = create_app(settings)
    with _core(settings) as core, app.test_request_context(f"/?lang={spoken.id}"):
        i18n.choose(spoken.id)
        _talk(consultation_id, spoken.id, core, as_json=as_json)


def _talk(consultation_id: str, language: str, core: DialogueCore, *, as_json: bool) -> None:
    draft = Draft(consultation_id=consultation_id, language=language, channel=Channel.CHAT)
    ended: list[bool] = []
    site = FormSite(draft, load(consultation_id), lambda: ended.append(True))
    last: Reply | None = None
    if not as_json:
        last = turn(site, core)
        _show(last, as_json=False)
    for line in sys.stdin.buffer:
        typed = line.decode("utf-8", errors="replace").rstrip("\r\n")
        last = Reply((), (), "end") if ended else _take(site, core, typed, last)
        _show(last, as_json=as_json)
        if last.expects == "end" and not as_json:
            break
    if not ended:
        with contextlib.suppress(CoreUnavailable):
            core.wipe(site.draft.chat.get("id", ""))


def _take(site: FormSite, core: DialogueCore, typed: str, last: Reply | None) -> Reply:
    if last is not None and typed in {b.value for b in last.buttons}:
        reply = turn(site, core, button=typed)
    else:
        reply = turn(site, core, typed=RawText(typed)) if typed.strip() else turn(site, core)
    db.session.commit()
    return reply


def _show(reply: Reply, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(reply.as_json(), ensure_ascii=False))
        return
    for message in reply.messages:
        click.echo(message)
    for number, button in enumerate((b for b in reply.buttons if not b.way), start=1):
        click.echo(f"  {number}. {button.title}  [{button.value}]")
    ways = [b for b in reply.buttons if b.way]
    if ways:
        click.echo("  " + "   ".join(f"{b.title} [{b.value}]" for b in ways))


@contextmanager
def _core(settings: Settings) -> Iterator[DialogueCore]:
    """The bot of this installation if it answers, else one of our own; without one, the conversation offers the form."""
    if settings.bot_url and settings.bot_token:
        core = RasaCore(settings.bot_url, settings.bot_token, settings.bot_timeout)
        if core.ready():
            yield core
            return
    if not bot_process.installed():
        click.echo("The bot is not set up. Run: make setup", err=True)
        yield NoCore()
        return
    with bot_process.running(settings.bot_timeout) as own:
        yield own
