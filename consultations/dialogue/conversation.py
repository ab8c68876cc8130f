"""One turn of the conversation: something typed or pressed goes in, what to say next comes out."""

from __future__ import annotations

import contextlib

from consultations.dialogue import asking, commands, options, words
from consultations.dialogue.acts import Act, CoreUnavailable, DialogueCore
from consultations.dialogue.answers import Answers
from consultations.dialogue.asking import AGAIN, asked, buttons, prepare
from consultations.dialogue.reply import Button, Expects, Reply
from consultations.dialogue.site import Site
from consultations.journey.steps import Kind
from consultations.types import Level, RawText, Safeguarding

LONGEST_ACT = 8
"""Words. Whatever is longer, typed where a choice was asked, is taken for part of an answer and never sent to be understood."""


def turn(site: Site, core: DialogueCore, typed: RawText | None = None, button: str | None = None) -> Reply:
    """Take what a person typed, or the value of the button they pressed, and say what comes next.

    Before the first turn of a draft, or with neither, it greets or puts the question again. Safeguarding sees every typed
    text first. When the core is unavailable the reply offers the form; everything said by then is in the draft.
    """
    return Conversation(site, core).take(typed, button)


def now(site: Site) -> Reply:
    """The open question's buttons without a turn, for a page that is only looked at. Changes nothing; asks no core."""
    return Conversation(site, None).standing()


class Conversation(Answers):
    """One turn in the making."""

    def take(self, typed: RawText | None, button: str | None) -> Reply:
        if self.site.draft.sent:
            return self.sent()
        said = self._title(button) if button else typed.reveal() if typed else None
        try:
            if not self.state.begun:
                self._begin()
            if typed:
                self._typed(typed)
            elif button:
                self._pressed(button)
        except CoreUnavailable:
            return self._form_instead(said)
        return self._reply(said)

    def standing(self) -> Reply:
        if self.site.draft.sent:
            return self.sent()
        return self._with_buttons(())

    def _begin(self) -> None:
        draft = self.site.draft
        if draft.audience is None and not draft.passed:
            self.state.sub = "hello"
        keys = self.act_keys(Act("begin"))
        self.state.begin()
        self.apply(keys)

    def _typed(self, typed: RawText) -> None:
        found = self.site.assess(typed)
        if found.level is not Level.NONE:
            self._in_danger(typed, found)
            return
        language = self.site.draft.language
        question = asked(self.site, self.state)
        if question.takes == "words":
            act = commands.match(language, typed.reveal(), words_asked=True)
            if act:
                self.do(act)
            else:
                self.tell_words(typed)
            return
        if self._typed_choice(typed):
            return
        if self.state.sub == "danger":
            if commands.match(language, typed.reveal(), words_asked=False) == "affirm":
                self.choose((asking.CARRY_ON,))
            elif act := commands.match(language, typed.reveal(), words_asked=True):
                self.do(act)
            else:
                self.add_words(typed)
            return
        act = commands.match(language, typed.reveal(), words_asked=False)
        if act is None and len(typed.reveal().split()) > LONGEST_ACT:
            self.hold(typed)
            return
        act = act or self._read(typed)
        if act == "tells_something":
            self.hold(typed)
        else:
            self.do(act if act in commands.ACTS else "nlu_fallback")

    def _read(self, typed: RawText) -> str:
        try:
            return self.core.read(typed)
        except CoreUnavailable:
            # It may have been part of an answer, and nothing that was typed may be lost.
            self.state.held = self.joined(self.state.held, typed)
            raise

    def _typed_choice(self, typed: RawText) -> bool:
        question = asked(self.site, self.state)
        language = self.site.draft.language
        if question.takes == "some":
            if self.state.picked and commands.plain(typed.reveal()) == commands.plain(words.say(language, words.THAT_IS_ALL)):
                self.choose((asking.DONE,))
                return True
            chosen = options.some_of(language, typed.reveal(), question.options)
            if chosen:
                self.choose(chosen)
            return bool(chosen)
        # "Delete" is part of "Yes, delete everything", and is no yes to it.
        partly = self.state.asking in ("nothing", "not_understood") and self.state.sub is None
        one = options.one_of(language, typed.reveal(), question.options, partly=partly)
        if one is not None:
            self.choose((one,))
        return one is not None

    def _pressed(self, button: str) -> None:
        kind, _, value = button.partition(":")
        if kind == "choice":
            known = {o.value for o in asked(self.site, self.state).options} | {asking.DONE}
            if value in known:
                self.choose((value,))
            elif value == AGAIN:
                self.do("again")
        elif kind == "act" and value in words.WAYS:
            self.do(value)

    def _in_danger(self, typed: RawText, found: Safeguarding) -> None:
        """Help comes first, in this same reply; the words are kept, and the conversation waits."""
        self.show_help(found)
        if self.state.sub == "hello":
            self.state.wait_after_help(then_onward=False)
            return
        takes_words = asked(self.site, self.state).takes == "words"
        if self.state.sub == "danger":
            self.add_words(typed)
        elif takes_words and self.keep_words(typed):
            self.state.wait_after_help(then_onward=True)
        else:
            if not takes_words and not self._is_choice(typed):
                self.state.held = self.joined(self.state.held, typed)
            self.state.wait_after_help(then_onward=False)
        # Shown here, so the form need not show it again.
        self.site.draft.help_for, self.site.draft.help_level = (), Level.NONE.value

    def _is_choice(self, typed: RawText) -> bool:
        question = asked(self.site, self.state)
        return bool(options.some_of(self.site.draft.language, typed.reveal(), question.options))

    def _title(self, button: str) -> str | None:
        return next((b.title for b in self._with_buttons(()).buttons if b.value == button), self._way_title(button))

    def _way_title(self, button: str) -> str | None:
        kind, _, value = button.partition(":")
        return words.say(self.site.draft.language, words.WAYS[value]) if kind == "act" and value in words.WAYS else None

    def _reply(self, said: str | None) -> Reply:
        if self.ended:
            self._forget()
            return Reply(tuple(self.messages), (), "end", help_shown=self.help_shown)
        if self.site.draft.sent:
            self._forget()
            return self.sent()
        prepare(self.site, self.state)
        if self.asks:
            self.messages += asked(self.site, self.state).words
            if not self.messages and self.state.sub == "danger":
                self.say(words.KEPT)
            self.state.read_out = (
                self.site.step().kind is Kind.CHECK and self.state.sub is None and self.state.asking == "nothing"
            )
        return self._log(said, self._with_buttons(tuple(self.messages)))

    def _with_buttons(self, messages: tuple[str, ...]) -> Reply:
        question = asked(self.site, self.state)
        pressable = buttons(question, self.site, self.state, everything=self.everything)
        expects: Expects = "text" if question.takes == "words" else "choice"
        return Reply(messages, pressable, expects, self.help_shown, self.show_form)

    def _form_instead(self, said: str | None) -> Reply:
        """The core does not answer: the draft holds everything up to here, and the form goes on from it."""
        language = self.site.draft.language
        kept = [words.say(language, words.UNAVAILABLE), words.say(language, words.USE_THE_FORM)]
        again = Button(words.say(language, words.TRY_AGAIN), f"choice:{AGAIN}")
        helped = self.messages[: self.help_lines]
        reply = Reply((*helped, *kept), (again,), "choice", self.help_shown, show_form=True)
        return self._log(said, reply)

    def _log(self, said: str | None, reply: Reply) -> Reply:
        if said:
            self.state.note("you", said)
        self.state.note("help", *reply.messages[: self.help_lines])
        self.state.note("heard", *reply.messages[self.help_lines :])
        return reply

    def _forget(self) -> None:
        with contextlib.suppress(CoreUnavailable):
            self.core.wipe(self.conversation_id)
