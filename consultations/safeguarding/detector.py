"""How urgent a person's words are, and of what kind: what the rules find and what was learnt from examples, together."""

from __future__ import annotations

from collections.abc import Sequence

from consultations.safeguarding.learnt import default, signals, windows
from consultations.safeguarding.learnt.model import Chances, Model
from consultations.safeguarding.words import Word
from consultations.types import Level, RawText, Safeguarding, SafeguardingKind, Span

VERSION = "safeguarding-2"
"""Stored beside every finding; raise it whenever rules, examples or engine change what is found."""

_KINDS = list(SafeguardingKind)
_WORDS_SHOWN = 6
_FEW_WORDS = 6


def assess(raw: RawText, language: str | None = None) -> Safeguarding:
    """Judge `raw`, of any length, in any language; `language` (BCP 47) is a hint and may be wrong.

    Never raises on a text. The result names rules as `language:signal:phrase number`, or `learnt:danger` and `learnt:now`,
    never the words found; evidence spans are code points of the raw text.
    """
    text = raw.reveal()
    reads = signals.read(text, language)
    words = reads[0].words if reads else []
    model = default.load()
    cuts = windows.cut(words)
    if not cuts:
        return Safeguarding(Level.NONE, ())
    noticed = [tuple(signals.of(reads, words[first].start, words[last - 1].end)) for first, last in cuts]
    chances = model.ask([words[first:last] for first, last in cuts], noticed)
    flagged = [
        (cut, chance, names)
        for cut, chance, names in zip(cuts, chances, noticed, strict=True)
        if chance.danger >= _cut(model, names, cut[1] - cut[0])
    ]
    if not flagged:
        return Safeguarding(Level.NONE, ())
    now = any(chance.now >= model.now_cut for _, chance, _ in flagged)
    kinds = set(_learnt_kinds(model, [chance for _, chance, _ in flagged]))
    rules = {"learnt:now" if now else "learnt:danger"}
    evidence = {span for (first, last), _, _ in flagged for span in _carried(model, words[first:last])}
    for read in reads:
        for judged in read.found:
            start, end = read.words[judged.first].start, read.words[judged.last - 1].end
            if any(words[first].start <= start and end <= words[last - 1].end for (first, last), _, _ in flagged):
                kinds |= judged.kinds
                rules.add(judged.rule)
                evidence.add(Span(start, end))
    return Safeguarding(
        level=Level.IMMEDIATE if now else Level.CONCERN,
        kinds=tuple(sorted(kinds, key=_KINDS.index)),
        rules=tuple(sorted(rules)),
        evidence=tuple(sorted(evidence)),
    )


_IMMEDIATE = f"level {Level.IMMEDIATE.value}"


def _cut(model: Model, names: Sequence[str], words: int) -> float:
    """From which chance of danger a window is flagged. A few plain words that the rules know need nothing more."""
    if _IMMEDIATE not in names:
        return model.danger_cut
    return 0.0 if words <= _FEW_WORDS else model.danger_cut_with_rules


def _learnt_kinds(model: Model, chances: Sequence[Chances]) -> list[SafeguardingKind]:
    """Kinds that are likely enough in any flagged window; the likeliest when none is."""
    highest = [max(c.kinds[k] for c in chances) for k in range(len(_KINDS))]
    likely = [kind for kind, chance, cut in zip(_KINDS, highest, model.kind_cuts, strict=True) if chance >= cut]
    return likely or [_KINDS[highest.index(max(highest))]]


def _carried(model: Model, words: Sequence[Word]) -> list[Span]:
    """The few words of a window that spoke most for danger, neighbours joined."""
    weights = model.weights(words)
    strongest = sorted(range(len(words)), key=lambda i: -weights[i])[:_WORDS_SHOWN]
    spans: list[Span] = []
    for i in sorted(i for i in strongest if weights[i] > 0):
        if spans and words[i - 1].end == spans[-1].end and i > 0:
            spans[-1] = Span(spans[-1].start, words[i].end)
        else:
            spans.append(Span(words[i].start, words[i].end))
    return spans
