"""The words of the field as types: settings, audiences, spans, and the three kinds of text that must never be mixed up."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NoReturn


class Setting(StrEnum):
    """Where health care was given (shared vocabulary of the Health Needs Assessment Toolkit, appendix B, and the framework)."""

    PRISON = "prison"
    WOMENS_PRISON = "womens_prison"
    YOI = "yoi"
    CHILDREN_SECURE = "children_secure"
    IRC = "irc"
    SHORT_TERM_HOLDING = "short_term_holding"
    PRE_DEPARTURE = "pre_departure"
    POLICE_CUSTODY = "police_custody"
    VOLUNTARY_INTERVIEW = "voluntary_interview"
    COURT = "court"
    PROBATION = "probation"
    COMMUNITY = "community"
    SECURE_HOSPITAL = "secure_hospital"


class Audience(StrEnum):
    """Who is answering."""

    PERSON = "person"
    CHILD = "child"
    FAMILY = "family"
    STAFF = "staff"
    ORGANISATION = "organisation"


class Channel(StrEnum):
    """How the answer reached Heard."""

    FORM = "form"
    CHAT = "chat"
    KIOSK = "kiosk"
    PAPER = "paper"
    ORGANISATION = "organisation"
    IMPORT = "import"


class Stage(StrEnum):
    """The framework's three stages."""

    BEFORE = "before"
    IN_CUSTODY = "in_custody"
    AFTER = "after"


class RedactionKind(StrEnum):
    """What a redaction hides; the names are part of the command-line contract."""

    PERSON = "PERSON"
    PRISON_NUMBER = "PRISON_NUMBER"
    NHS_NUMBER = "NHS_NUMBER"
    NI_NUMBER = "NI_NUMBER"
    HOME_OFFICE_REF = "HOME_OFFICE_REF"
    PHONE = "PHONE"
    EMAIL = "EMAIL"
    ADDRESS = "ADDRESS"
    DATE_OF_BIRTH = "DATE_OF_BIRTH"
    CELL_LOCATION = "CELL_LOCATION"
    EXACT_DATE = "EXACT_DATE"
    VEHICLE_REG = "VEHICLE_REG"
    URL_HANDLE = "URL_HANDLE"
    COURT_CASE_NUMBER = "COURT_CASE_NUMBER"


class Level(StrEnum):
    """How urgent a safeguarding finding is, least first."""

    NONE = "none"
    CONCERN = "concern"
    IMMEDIATE = "immediate"


class SafeguardingKind(StrEnum):
    """What a safeguarding finding is about; the names are part of the command-line contract."""

    SUICIDE_SELF_HARM = "suicide_self_harm"
    MEDICAL_EMERGENCY = "medical_emergency"
    ABUSE_BY_STAFF = "abuse_by_staff"
    VIOLENCE_OR_THREAT = "violence_or_threat"
    SEXUAL_ABUSE = "sexual_abuse"
    CHILD_AT_RISK = "child_at_risk"
    EXPLOITATION_TRAFFICKING = "exploitation_trafficking"
    HUNGER_STRIKE = "hunger_strike"
    SERIOUS_NEGLECT = "serious_neglect"
    THIRD_PARTY_RISK = "third_party_risk"


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """A half-open stretch of text, `[start, end)`, in Unicode code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}..{self.end}")

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, order=True, slots=True)
class Redaction:
    """One hidden stretch: `span` lies in the text as the person wrote it."""

    span: Span
    kind: RedactionKind


@dataclass(frozen=True, slots=True)
class Finding:
    """What a recogniser found, before overlaps are settled. `rule` names the rule and never holds the words found."""

    span: Span
    kind: RedactionKind
    rule: str
    strength: float = 1.0


class RawText:
    """Words exactly as a person wrote them.

    Not a `str`: printing, logging, formatting or pickling it shows its length only, so that no log line, template or
    exception can carry somebody's words by accident. `reveal()` is the one way to the words; call it only where they are
    encrypted, redacted, safeguarded, or read back to the person who wrote them.
    """

    __slots__ = ("_words",)

    def __init__(self, words: str) -> None:
        if not isinstance(words, str):
            raise TypeError("RawText is made from str")
        self._words = words

    def reveal(self) -> str:
        return self._words

    def __len__(self) -> int:
        return len(self._words)

    def __bool__(self) -> bool:
        return bool(self._words.strip())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RawText) and other._words == self._words

    def __hash__(self) -> int:
        return hash((RawText, self._words))

    def __repr__(self) -> str:
        return f"<RawText of {len(self._words)} characters>"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return repr(self)

    def __reduce__(self) -> NoReturn:
        raise TypeError("RawText is never pickled")


class RedactedText:
    """Text from which whatever could identify anyone was taken out.

    Made by `redact()` below, called only by `consultations.anonymise`, and by `RedactedText.stored()`, called only by
    `consultations.store` (a test holds both). `text` has each redaction replaced by its mark, `[PERSON]`; `redactions` lie
    in the original.
    """

    __slots__ = ("_marks", "redactions", "text")

    def __init__(self, text: str, redactions: tuple[Redaction, ...], *, _key: object = None) -> None:
        if _key is not _MAKER:
            raise TypeError("RedactedText is made by consultations.anonymise, not by hand")
        self.text = text
        self.redactions = redactions
        # For each redaction: where its mark starts and ends in `text`, and where the hidden stretch ends in the original.
        marks: list[tuple[int, int, int, int]] = []
        shift = 0
        for r in redactions:
            start = r.span.start + shift
            end = start + len(mark_for(r.kind))
            marks.append((start, end, r.span.start, r.span.end))
            shift += (end - start) - (r.span.end - r.span.start)
        self._marks = tuple(marks)

    @classmethod
    def stored(cls, text: str, redactions: Iterable[Redaction]) -> RedactedText:
        """Reload what `redact()` made and the store kept."""
        return cls(text, tuple(sorted(redactions)), _key=_MAKER)

    @property
    def marks(self) -> tuple[tuple[Span, RedactionKind], ...]:
        """Where each redaction's mark stands in `text`, and the kind of what it hides."""
        return tuple((Span(start, end), r.kind) for (start, end, _, _), r in zip(self._marks, self.redactions, strict=True))

    def to_original(self, span: Span) -> Span:
        """The stretch of the original text that `span` of the redacted text stands for (a cut mark stands for all it hides)."""
        return Span(self._back(span.start, at_end=False), self._back(span.end, at_end=True))

    def _back(self, position: int, *, at_end: bool) -> int:
        i = bisect.bisect_right([m[0] for m in self._marks], position - (1 if at_end else 0)) - 1
        if i < 0:
            return position
        mark_start, mark_end, start, end = self._marks[i]
        inside = mark_start < position <= mark_end if at_end else mark_start <= position < mark_end
        if inside:
            return end if at_end else start
        return position - mark_end + end

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text.strip())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RedactedText) and (other.text, other.redactions) == (self.text, self.redactions)

    def __hash__(self) -> int:
        return hash((self.text, self.redactions))

    def __repr__(self) -> str:
        return f"<RedactedText of {len(self.text)} characters, {len(self.redactions)} redactions>"


_MAKER: Any = object()


def mark_for(kind: RedactionKind) -> str:
    """What stands in the text where something was hidden."""
    return f"[{kind.value}]"


def redact(raw: RawText, redactions: Sequence[Redaction]) -> RedactedText:
    """Replace each redaction by its mark. Redactions must not overlap (`ValueError`)."""
    words = raw.reveal()
    ordered = tuple(sorted(redactions))
    out: list[str] = []
    at = 0
    for r in ordered:
        if r.span.start < at or r.span.end > len(words):
            raise ValueError("redactions overlap or leave the text")
        out += (words[at : r.span.start], mark_for(r.kind))
        at = r.span.end
    out.append(words[at:])
    return RedactedText("".join(out), ordered, _key=_MAKER)


@dataclass(frozen=True, slots=True)
class CommitmentTag:
    """One commitment with its calibrated probability and the words that earned it (spans of the redacted text)."""

    commitment: str
    probability: float
    evidence: tuple[Span, ...]
    passed: bool = True


@dataclass(frozen=True, slots=True)
class QuestionTag:
    """One official question, as `consultation-id/question-id`, with the probability that the text helps to answer it."""

    question: str
    probability: float
    passed: bool


@dataclass(frozen=True, slots=True)
class Tagging:
    """All the engine says of one text."""

    language: str
    commitments: tuple[CommitmentTag, ...]
    questions: tuple[QuestionTag, ...]
    needs_translation: bool
    model: str


@dataclass(frozen=True, slots=True)
class Safeguarding:
    """What the detector says of one text. `rules` name what fired (never the words); `evidence` are spans of the raw text."""

    level: Level
    kinds: tuple[SafeguardingKind, ...]
    rules: tuple[str, ...] = ()
    evidence: tuple[Span, ...] = ()
