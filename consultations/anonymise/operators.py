"""What is done with findings: overlaps settled, neighbours joined, then each stretch replaced by its mark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from consultations.types import Finding, RawText, RedactedText, Redaction, Span, redact


def settle(findings: Iterable[Finding], words: str) -> list[Finding]:
    """One finding for each stretch, in order. The stronger, then the longer, wins; what a loser covers beyond it stays
    hidden too,
    as long as a letter or digit is left in it."""
    kept: list[Finding] = []
    ranked = sorted(_merged(findings), key=lambda f: (-f.strength, f.span.start - f.span.end, f.span.start))
    taken = bytearray(len(words))
    for finding in ranked:
        start, end = finding.span.start, finding.span.end
        if not any(taken[start:end]):
            kept.append(finding)
        else:
            kept += [
                Finding(span, finding.kind, finding.rule, finding.strength)
                for span in _free(taken, start, end)
                if _says_something(words, span)
            ]
        taken[start:end] = b"\x01" * (end - start)
    return sorted(kept, key=lambda f: f.span)


def _merged(findings: Iterable[Finding]) -> list[Finding]:
    """Overlapping findings of one kind become one, named after the strongest rule."""
    merged: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (f.kind, f.span)):
        last = merged[-1] if merged else None
        if last and last.kind == finding.kind and last.span.overlaps(finding.span):
            best = max(last, finding, key=lambda f: f.strength)
            span = Span(last.span.start, max(last.span.end, finding.span.end))
            merged[-1] = Finding(span, best.kind, best.rule, best.strength)
        else:
            merged.append(finding)
    return merged


def _free(taken: bytearray, start: int, end: int) -> list[Span]:
    spans: list[Span] = []
    begin: int | None = None
    for i in range(start, end):
        if taken[i]:
            if begin is not None:
                spans.append(Span(begin, i))
            begin = None
        elif begin is None:
            begin = i
    if begin is not None:
        spans.append(Span(begin, end))
    return spans


def _says_something(words: str, span: Span) -> bool:
    return any(c.isalnum() for c in words[span.start : span.end])


def hide(raw: RawText, findings: Sequence[Finding]) -> RedactedText:
    """Replace each settled finding by its mark."""
    return redact(raw, [Redaction(f.span, f.kind) for f in findings])
