"""A conversation with the site's own code behind it, and a core that follows the bot's rule files."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from consultations.definitions import load
from consultations.dialogue.conversation import turn
from consultations.dialogue.reply import Reply
from consultations.journey.draft import Draft
from consultations.types import Channel, RawText
from tests.integration.chat.rule_core import RuleCore
from web import i18n
from web.app import create_app
from web.chat.site import FormSite
from web.settings import Settings


class Talk:
    """One conversation, spoken to as `heard chat` does: a line is a button's value, or typed."""

    def __init__(self, core: RuleCore, language: str, consultation: str) -> None:
        self.core = core
        self.wiped = False
        draft = Draft(consultation_id=consultation, language=language, channel=Channel.CHAT)
        self.site = FormSite(draft, load(consultation), self._wipe)
        self.last: Reply = turn(self.site, core)

    def _wipe(self) -> None:
        self.wiped = True

    def __call__(self, *lines: str) -> Reply:
        for line in lines:
            if line in {b.value for b in self.last.buttons}:
                self.last = turn(self.site, self.core, button=line)
            else:
                self.last = turn(self.site, self.core, typed=RawText(line))
        return self.last

    @property
    def text(self) -> str:
        return "\n".join(self.last.messages)


@pytest.fixture
def core() -> RuleCore:
    return RuleCore()


@pytest.fixture(scope="package")
def one_site(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """One site for all conversations: making one takes longer than talking with it."""
    folder = tmp_path_factory.mktemp("talk")
    return create_app(Settings(instance=folder, database_url=f"sqlite:///{folder / 'heard.db'}", extra={"TESTING": True}))


@pytest.fixture
def talk(one_site: Flask, core: RuleCore) -> Iterator[Callable[..., Talk]]:
    """Start a conversation; several may run in one test."""
    with one_site.test_request_context("/"):

        def begin(language: str = "en", consultation: str = "twelve-commitments") -> Talk:
            i18n.choose(language)
            return Talk(core, language, consultation)

        yield begin
