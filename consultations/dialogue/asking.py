"""What is asked now: the step's own question, or the side question that the conversation waits on. Presenting changes nothing."""

from __future__ import annotations

from collections.abc import Iterable

from consultations.definitions import framework
from consultations.dialogue import words
from consultations.dialogue.options import NO, YES
from consultations.dialogue.reply import Button
from consultations.dialogue.site import Asked, Option, Site
from consultations.dialogue.state import State
from consultations.dialogue.words import say
from consultations.journey.steps import Kind
from translations.locales import offered

CARRY_ON, SEND, DONE, AGAIN = "carry-on", "send", "done", "try-again"

_ALWAYS = ("go_back", "help", "stop_and_save")
_ON_REQUEST = (
    *("again", "easier", "what_does_word_mean", "read_aloud", "how_long", "change_answer", "change_language"),
    *("who_sees", "affects_my_case", "are_you_robot", "complain", "talk_to_person", "start_again", "delete_everything"),
)


def asked(site: Site, state: State) -> Asked:
    """The question as it stands now."""
    language = site.draft.language
    if state.asking in ("delete", "delete_again"):
        title = words.SURE if state.asking == "delete_again" else words.YES
        return _one((), (Option(YES, say(language, title), "yes"), Option(NO, say(language, words.KEEP), "no")))
    if state.asking in ("start_again", "complaint"):
        return _yes_or_no(language)
    match state.sub:
        case "hello":
            yes, no = say(language, words.YES_PLEASE), say(language, words.NOT_NOW)
            return _one((say(language, words.TAKE_PART),), (Option(YES, yes, "yes"), Option(NO, no, "no")))
        case "danger":
            return _one((), (Option(CARRY_ON, say(language, words.CARRY_ON)),))
        case "follow_up":
            topic = next((t for t in site.consultation.topics if t.id == state.topic), None)
            about = say(language, topic.easy_title) if topic else ""
            return _yes_or_no(language, say(language, words.MORE_ABOUT, topic=about))
        case "held":
            held = state.held.reveal() if state.held else ""
            return _yes_or_no(language, *site.asked(site.step()).words, say(language, words.IS_IT_THE_ANSWER), held)
        case "held_last":
            held = state.held.reveal() if state.held else ""
            return _yes_or_no(language, say(language, words.ADD_IT), held)
        case "members":
            return Asked((say(language, words.MEMBERS),), "words", skip=say(language, words.WAYS["skip"]))
        case "understood_each":
            commitment = next(c for c in framework() if c.id == to_judge(site, state)[0])
            title, more = say(language, commitment.easy_title), say(language, commitment.easy_text)
            return _yes_or_no(language, title, more, say(language, words.IS_THIS_RIGHT))
        case "understood_more":
            found = site.found()
            others = tuple(Option(c.id, say(language, c.easy_title)) for c in framework() if c.id not in found)
            first = words.ALSO if found else words.NOTHING_FOUND
            return Asked((say(language, first),), "some", others, skip=say(language, words.WAYS["skip"]))
        case "change":
            rows = tuple(Option(row.step_id, row.asked) for row in site.rows())
            return _one((say(language, words.WHICH_TO_CHANGE),), rows)
        case "language":
            return _one((), tuple(Option(each.id, each.name) for each in offered()))
        case "read_back":
            return _yes_or_no(language, say(language, words.READ_BACK))
    return _step(site, state)


def to_judge(site: Site, state: State) -> tuple[str, ...]:
    """The commitments found that the person has not yet said yes or no to."""
    return tuple(c for c in site.found() if c not in state.judged)


def _step(site: Site, state: State) -> Asked:
    language = site.draft.language
    step = site.step()
    match step.kind:
        case Kind.UNDERSTOOD:
            found = site.found()
            titles = tuple(say(language, c.easy_title) for c in framework() if c.id in found)
            options = (
                Option(YES, say(language, words.ALL_RIGHT), "yes"),
                Option(NO, say(language, words.NOT_RIGHT), "no"),
            )
            return _one((say(language, words.UNDERSTOOD), *titles, say(language, words.IS_IT_RIGHT)), options)
        case Kind.CHECK:
            options = (
                Option(YES, say(language, words.THIS_IS_RIGHT), "yes"),
                Option(NO, say(language, words.NOT_RIGHT), "write"),
            )
            read = () if state.read_out else _read_back(site)
            return _one((*read, say(language, words.IS_IT_RIGHT)), options)
        case Kind.SEND:
            return _one(site.asked(step).words, (Option(SEND, say(language, words.SEND), "send"),))
    return site.asked(step)


def _read_back(site: Site) -> tuple[str, ...]:
    language = site.draft.language
    read = [say(language, words.YOUR_ANSWERS)]
    for row in site.rows():
        read += [row.asked, row.said or say(language, words.NOT_ANSWERED)]
    if site.reads_like_complaint():
        read.append(say(language, words.READS_LIKE_COMPLAINT))
    return tuple(read)


def _one(said: tuple[str, ...], options: tuple[Option, ...]) -> Asked:
    return Asked(said, "one", options)


def _yes_or_no(language: str, *said: str) -> Asked:
    return _one(said, (Option(YES, say(language, words.YES), "yes"), Option(NO, say(language, words.NO), "no")))


def prepare(site: Site, state: State) -> None:
    """Open the side question that a step brings with it: words kept for it, or nothing found to be confirmed."""
    if state.sub is not None or state.asking != "nothing":
        return
    step = site.step()
    if step.kind in (Kind.UNDERSTOOD, Kind.CHECK) and state.held and site.last_words_asked():
        state.sub = "held_last"
    elif step.kind is Kind.UNDERSTOOD and not site.found():
        state.sub = "understood_more"
    elif step.question is not None and step.question.kind == "text" and state.held and step.id not in site.draft.answers:
        state.sub = "held"


def buttons(now: Asked, site: Site, state: State, *, everything: bool = False) -> tuple[Button, ...]:
    """What can be pressed now: the choices, then the ways out that always stand, or every way where help was asked for."""
    language = site.draft.language
    chosen = [Button(o.words, f"choice:{o.value}", o.picture) for o in now.options if o.value not in state.picked]
    if now.takes == "some" and state.picked:
        chosen.append(Button(say(language, words.THAT_IS_ALL), f"choice:{DONE}", "yes"))
    if state.sub == "hello":
        return (*chosen, *_ways(language, ("change_language", "who_sees", "affects_my_case", "are_you_robot")))
    if state.sub == "danger":
        return (*chosen, *_ways(language, ("stop_and_save", "talk_to_person", "delete_everything")))
    skip = (Button(now.skip, "act:skip", "skip", way=True),) if now.skip else ()
    extra: list[str] = []
    if now.easier:
        extra.append("easier")
    if site.step().kind is Kind.CHECK and state.sub is None:
        extra += ["again", *(["complain"] if site.reads_like_complaint() else ())]
    ways = dict.fromkeys((*extra, *_ALWAYS, *(_ON_REQUEST if everything else ())))
    return (*chosen, *skip, *_ways(language, ways))


def _ways(language: str, acts: Iterable[str]) -> tuple[Button, ...]:
    return tuple(Button(say(language, words.WAYS[act]), f"act:{act}", _PICTURES.get(act), way=True) for act in acts)


_PICTURES = {
    "skip": "skip",
    "go_back": "back",
    "help": "not-sure",
    "stop_and_save": "stop",
    "change_language": "language",
    "complain": "complain",
    "who_sees": "who-reads",
    "delete_everything": "delete",
    "talk_to_person": "phone",
    "change_answer": "write",
}
