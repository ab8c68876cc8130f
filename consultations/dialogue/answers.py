"""What an answer, a choice or an act does: to the draft, to the dialogue's state, and to what is said next."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence

from accessibility.easy_read.words import hard_words_in
from consultations.dialogue import words
from consultations.dialogue.acts import Act, CoreUnavailable, DialogueCore, More
from consultations.dialogue.asking import CARRY_ON, DONE, SEND, asked, to_judge
from consultations.dialogue.options import YES
from consultations.dialogue.reply import Reply
from consultations.dialogue.site import Site
from consultations.dialogue.state import State
from consultations.journey.draft import DraftAnswer
from consultations.journey.steps import Kind, Step, shown_by
from consultations.journey.submission import NotReady
from consultations.safeguarding.help import Fact
from consultations.types import Level, RawText, Safeguarding, SafeguardingKind
from translations.locales import SOURCE

MOST_FOLLOW_UPS = 2
SIDE_QUESTIONS = ("change", "language")
"""Asked only because the person wanted something; anything else they say closes them."""


class Answers:
    """The doing half of a turn."""

    def __init__(self, site: Site, core: DialogueCore | None) -> None:
        self.site = site
        self._core = core
        self.state = State(site.draft)
        self.conversation_id = self.state.conversation_id
        self.messages: list[str] = []
        self.help_shown = self.show_form = self.everything = self.ended = False
        self.asks = True
        self.help_lines = 0
        """How many of the messages, from the first, are help for somebody in danger."""

    @property
    def core(self) -> DialogueCore:
        if self._core is None:
            raise CoreUnavailable
        return self._core

    def say(self, *sentences: str, **values: object) -> None:
        self.messages += [words.say(self.site.draft.language, s, **values) for s in sentences]

    # Acts

    def do(self, name: str) -> None:
        """Send an act to the core and do what the keys say."""
        act = Act(name, self.state.asking)
        keys = self.act_keys(act)
        self.state.asking = "nothing"
        if name == "again":
            self.state.read_out = False
        if self.state.sub in SIDE_QUESTIONS:
            self.state.sub = None
        self.apply(keys)

    def act_keys(self, act: Act) -> list[str]:
        return self.core.send(self.conversation_id, act)

    def apply(self, keys: Sequence[str]) -> None:
        for key in keys:
            self.say(*words.SAID.get(key, ()))
            handle = getattr(self, f"_{key}", None)
            if handle is not None:
                handle()

    def _utter_hello(self) -> None:
        # Who comes over from the form has read the rest there.
        self.say(*(words.HELLO if self.state.sub == "hello" else words.HELLO[:1]))

    def _utter_help(self) -> None:
        self.say(words.WHAT_YOU_CAN_DO)
        self.everything = True

    def _utter_easier(self) -> None:
        question = asked(self.site, self.state)
        if question.easier:
            self.site.draft.easy = True
        else:
            self.messages.pop()
            self._explain(question.help)

    def _utter_help_with_words(self) -> None:
        self._explain(asked(self.site, self.state).help)

    def _explain(self, more: str | None) -> None:
        question = asked(self.site, self.state)
        explained = [more] if more else []
        if self.site.draft.language == SOURCE:
            hard = {
                w.word: w.meaning for said in (*question.words, *(o.words for o in question.options)) for w in hard_words_in(said)
            }
            explained += hard.values()
        self.messages += explained
        if not explained:
            self.say(words.NO_OTHER_WORDS)

    def _utter_how_long(self) -> None:
        progress = self.site.progress(self.site.step())
        if progress:
            self.say(words.HOW_MANY_LEFT, number=progress.number, of=progress.of)
        self.say(words.HOW_LONG_UNKNOWN)

    def _utter_talk_to_person(self) -> None:
        self._lines(self.site.help((), Level.CONCERN).lines[:3])

    def _utter_change_language(self) -> None:
        self.state.sub = "language"

    def _utter_offer_complaint(self) -> None:
        self.state.asking = "complaint"

    def _utter_complaint_routes(self) -> None:
        self.messages += self.site.complaint_steps()

    def _utter_confirm_delete(self) -> None:
        self.state.asking = "delete"

    def _utter_confirm_delete_again(self) -> None:
        self.state.asking = "delete_again"

    def _utter_deleted(self) -> None:
        self.site.wipe()
        self.ended = True

    def _utter_confirm_start_again(self) -> None:
        self.state.asking = "start_again"

    def _utter_started_again(self) -> None:
        self.site.start_again()
        self.state.restart(self.site.draft)

    def _utter_not_understood(self) -> None:
        self.state.asking = "not_understood"

    def _utter_offer_form(self) -> None:
        self.show_form = True

    def _utter_skip(self) -> None:
        if self.state.sub == "hello":
            return
        if self.state.sub == "danger":
            # After help was shown, to skip is to carry on: the answer is kept and the wait is over.
            self.choose((CARRY_ON,))
            return
        step = self.site.step()
        if self.state.sub == "follow_up":
            self.state.settle()
        elif self.state.sub in ("held", "held_last"):
            self.state.held = None
            self.state.settle()
        elif self.state.sub in ("understood_each", "understood_more"):
            self._understood(())
        elif self.state.sub in ("members", "read_back"):
            self._onward(step)
        elif asked(self.site, self.state).skip:
            self.site.leave_out(step)
            self._onward(step)
        elif step.kind in (Kind.UNDERSTOOD, Kind.QUOTE, Kind.RECEIPT):
            self._onward(step)
        else:
            self.say(words.NO_SKIP)

    def _utter_back(self) -> None:
        if self.state.sub in ("hello", "danger"):
            return
        if self.state.sub is not None:
            self.state.settle()
        elif not self.site.back(self.site.step()):
            self.say(words.FIRST_STEP)
        self.state.picked = ()

    def _utter_change_answer(self) -> None:
        if self.site.rows():
            self.state.sub = "change"
        else:
            self.say(words.NOTHING_TO_CHANGE)

    def _utter_confirm_send(self) -> None:
        if self.site.draft.answers:
            self.state.settle()
            self.site.change(Kind.CHECK.value)
        else:
            self.messages.pop()
            self.say(words.NOTHING_YET)

    def _utter_saved(self) -> None:
        self.say(*words.SAVED, hours=self.site.kept_hours)
        self.asks = False

    def _utter_yes(self) -> None:
        self._yes_or_no("yes")

    def _utter_no(self) -> None:
        self._yes_or_no("no")

    def _yes_or_no(self, value: str) -> None:
        question = asked(self.site, self.state)
        if value == "no" and question.takes == "some" and question.skip:
            self.messages.pop()
            self._utter_skip()
            return
        if value in {o.value for o in asked(self.site, self.state).options}:
            self.messages.pop()
            self.choose((value,))

    # Answers

    def choose(self, values: Sequence[str]) -> None:
        """Take choices that are among those offered now."""
        value = values[0]
        if self.state.asking in ("delete", "delete_again", "start_again", "complaint"):
            sure = self.state.asking == "delete_again" and value == YES
            self.do("delete_for_good" if sure else "affirm" if value == YES else "deny")
            return
        self.state.asking = "nothing"
        step = self.site.step()
        match self.state.sub:
            case None:
                self._choose_at_step(step, values)
            case "hello" if value == YES:
                self.state.settle()
                self._tell("yes")
            case "hello":
                self.say(words.GOODBYE)
                self.site.wipe()
                self.ended = True
            case "danger" if value == CARRY_ON:
                onward = self.state.then_onward
                self.state.carry_on()
                if onward:
                    self._answered(step)
            case "follow_up":
                self._follow_up(accepted=value == YES)
            case "held":
                held, self.state.held = self.state.held, None
                self.state.settle()
                if value == YES and held:
                    self.tell_words(held)
            case "held_last":
                held, self.state.held = self.state.held, None
                self.state.settle()
                self._add_to_last(held if value == YES else None)
            case "understood_each":
                self.state.judged[to_judge(self.site, self.state)[0]] = value == YES
                if not to_judge(self.site, self.state):
                    self.state.sub = "understood_more"
            case "understood_more":
                self._pick(values, self._understood)
            case "change":
                self.state.settle()
                self.site.change(value)
            case "language":
                self.state.settle()
                self.site.choose_language(value)
            case "read_back":
                self._keep(step, ("yes", "read-back") if value == YES else ("yes",))

    def _choose_at_step(self, step: Step, values: Sequence[str]) -> None:
        match step.kind:
            case Kind.UNDERSTOOD if values[0] == YES:
                self.site.keep(step, self.site.found())
                self._answered(step)
            case Kind.UNDERSTOOD:
                self.state.forget_judged()
                self.state.sub = "understood_each"
            case Kind.CHECK if values[0] == YES:
                self._answered(step)
            case Kind.CHECK:
                self.do("change_answer")
            case Kind.SEND if values[0] == SEND:
                self._send()
            case Kind.RECEIPT if values[0] == YES:
                self.state.sub = "read_back"
            case _ if asked(self.site, self.state).takes == "some":
                self._pick(values, lambda chosen: self._keep(step, chosen))
            case _:
                self._keep(step, values)

    def _pick(self, values: Sequence[str], done: Callable[[Sequence[str]], None]) -> None:
        if values[0] != DONE:
            self.state.picked = tuple(dict.fromkeys((*self.state.picked, *values)))
            titles = [o.words for o in asked(self.site, self.state).options if o.value in self.state.picked]
            self.say(words.YOU_CHOSE, chosen=", ".join(titles))
            self.say(words.ANYTHING_ELSE)
            self.asks = False
        else:
            done(self.state.picked)

    def _understood(self, chosen: Sequence[str]) -> None:
        step = self.site.step()
        judged = self.state.judged
        self.site.draft.understood = {**judged, **dict.fromkeys(chosen, True)}
        self._answered(step)

    def _follow_up(self, *, accepted: bool) -> None:
        topic = self.state.topic
        self.state.settle()
        if accepted and topic:
            self.site.draft.topics = (*self.site.draft.topics, topic)
            # Its questions may come before where the person is: the first one not asked yet is next.
            self.site.next_open()
        self._tell("yes")

    def _keep(self, step: Step, said: Sequence[str]) -> None:
        problem = self.site.keep(step, said)
        if problem:
            self.messages.append(problem)
        elif step.question and (level := shown_by(step.question, said)):
            self.show_help(Safeguarding(level, (SafeguardingKind.THIRD_PARTY_RISK,)))
            self.state.wait_after_help(then_onward=True)
        else:
            self._answered(step)

    def tell_words(self, typed: RawText) -> None:
        """Take words as the answer to the question that asks for them."""
        step = self.site.step()
        if self.keep_words(typed):
            if step.kind is Kind.ORGANISATION and self.state.sub is None:
                self.state.sub = "members"
            else:
                self._answered(step)

    def keep_words(self, typed: RawText) -> bool:
        """Keep words in the draft; what is wrong with them is said, and they stay in the conversation."""
        step = self.site.step()
        problem = self.site.keep(step, typed)
        if problem:
            self.messages.append(problem)
        return problem is None

    def add_words(self, typed: RawText) -> None:
        """More words after help was shown: to the answer just given, or kept for the next question that asks for words."""
        step = self.site.step()
        given = self.site.draft.answers.get(step.id, DraftAnswer())
        if self.state.then_onward and given.words:
            if self.keep_words(self.joined(given.words, typed)):
                self.say(words.ADDED)
        elif self.state.resume != "hello":
            self.state.held = self.joined(self.state.held, typed)

    @staticmethod
    def joined(before: RawText | None, more: RawText) -> RawText:
        return RawText(f"{before.reveal()}\n{more.reveal()}") if before else more

    def _add_to_last(self, held: RawText | None) -> None:
        last = self.site.last_words_asked()
        if held is None or last is None:
            return
        given = self.site.draft.answers.get(last.id, DraftAnswer())
        problem = self.site.keep(last, self.joined(given.words, held))
        self.say(words.ADDED) if problem is None else self.messages.append(problem)

    def hold(self, typed: RawText) -> None:
        """Part of a story, typed where a choice was asked: kept, and offered as the answer when words are asked for."""
        if self.state.sub != "hello":
            self.state.held = self.joined(self.state.held, typed)
            self.say(words.HELD)
        else:
            self.say(*words.SAID["utter_choose"])

    def _answered(self, step: Step) -> None:
        after = self._onward(step)
        topic, commitment = self._follow_up_topic(step)
        last = step.kind is Kind.QUESTION and after.kind in (Kind.UNDERSTOOD, Kind.CHECK)
        if topic:
            self.state.topic = topic
            self.state.sub = "follow_up"
        self._tell("follow_up" if topic else "no" if last else "yes", commitment)

    def _onward(self, step: Step) -> Step:
        after = self.site.onward(step)
        self.state.settle()
        self.state.forget_judged()
        return after

    def _tell(self, more: More, topic: str | None = None) -> None:
        # The reference is random: the core learns that something was answered, and nothing of what or how.
        act = Act("tell", answer_ref=secrets.token_hex(4), more=more, topic=topic)
        self.apply(self.act_keys(act))

    def _follow_up_topic(self, step: Step) -> tuple[str | None, str | None]:
        draft = self.site.draft
        given = draft.answers.get(step.id, DraftAnswer())
        if not given.words or draft.audience is None or len(self.state.offered) >= MOST_FOLLOW_UPS:
            return None, None
        open_topics = self.site.consultation.topics_for(draft.audience, draft.setting)
        for commitment in self.site.likely(step):
            for topic in open_topics:
                if commitment in topic.commitments:
                    if topic.id not in draft.topics and topic.id not in self.state.offered:
                        return topic.id, commitment
                    break
        return None, None

    def _send(self) -> None:
        try:
            keys = self.act_keys(Act("send_now"))
            self.site.send()
        except NotReady:
            self.say(words.NOTHING_YET)
            self.site.change(self.site.first_question())
            return
        self.apply(keys)

    def sent(self) -> Reply:
        """What is shown once the response is stored: the receipt, while the draft still holds it."""
        self.messages = []
        self.say(words.SENT)
        number = self.site.receipt()
        if number:
            self.say(words.RECEIPT, number=number)
            self.say(words.KEEP_IT_SAFE)
        self.say(words.NOT_TODAY)
        return Reply(tuple(self.messages), (), "end")

    # Help

    def show_help(self, found: Safeguarding) -> None:
        """The help for what was written, where the person is; before anything else in this reply."""
        shown = self.site.help(found.kinds, found.level)
        self.say(shown.easy_title, shown.easy_text)
        self._lines(shown.lines)
        self.say(shown.kept_easy_title, shown.kept_easy_text)
        self.help_shown = True
        self.help_lines = len(self.messages)

    def _lines(self, lines: Sequence[Fact]) -> None:
        for line in lines:
            text = words.say(self.site.draft.language, line.easy_text)
            self.messages.append(f"{text} {words.in_order(line.phone)}" if line.phone else text)
