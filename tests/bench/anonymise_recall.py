"""How much the anonymiser leaves, how much it takes too much. Run: `python tests/bench/anonymise_recall.py [SET.jsonl] [--show]`.

Measured on `anonymise_set.jsonl` beside it: invented texts, two thirds written before the rules and one third after a
first version of them. The rules were mended after both were measured, so a set nobody has looked at will score lower:
on first sight of the second part recall was 0.87, and 14 % of its items with personal data had something left.

Where the environment variable HEARD_NHS_COMMENTS names the file of public NHS comments, the share of those touched is
shown too: they are published as holding no personal data, so nearly every one touched is touched wrongly.
"""

from __future__ import annotations

import csv
import json
import os
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from consultations.anonymise import engine
from consultations.types import RawText

SET = Path(__file__).with_name("anonymise_set.jsonl")
MAY_STAY = re.compile(
    r"\b(?:mr|mrs|ms|miss|dr|nurse|officer|sister|aunty|grandad|reverend|captain|big|father)\b|'s$|’s$|张?医生$|先生$|ngày|[\W_]",
    re.IGNORECASE,
)


def measure(path: Path, show: bool) -> None:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = left = items_left = clean = touched = wrong_kind = expected = 0
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    languages: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        text = row["text"]
        hits = engine.findings(RawText(text), row["language"])
        hidden = {i for hit in hits for i in range(hit.span.start, hit.span.end)}
        missed = []
        for want in row["redactions"]:
            expected += 1
            rest = "".join(text[i] if i not in hidden else " " for i in range(want["start"], want["end"]))
            ok = not MAY_STAY.sub("", rest)
            found += ok
            left += not ok
            kinds[want["kind"]]["found" if ok else "left"] += 1
            if not ok:
                missed.append(text[want["start"] : want["end"]])
            elif not any(
                h.kind.value == want["kind"] and h.span.start < want["end"] and want["start"] < h.span.end for h in hits
            ):
                wrong_kind += 1
                if show:
                    print("KIND", row["id"], text, [(h.kind.value, h.rule) for h in hits])
        items_left += bool(missed)
        clean += not row["redactions"]
        touched += (not row["redactions"]) and bool(hits)
        languages[row["language"]]["left"] += bool(missed)
        languages[row["language"]]["touched"] += (not row["redactions"]) and bool(hits)
        languages[row["language"]]["items"] += 1
        wanted = {i for want in row["redactions"] for i in range(want["start"], want["end"])}
        extra = [h for h in hits if not wanted & set(range(h.span.start, h.span.end))]
        if show and missed:
            print("LEFT", row["id"], text, missed)
        if show and extra:
            print("EXTRA", row["id"], text, [(text[h.span.start : h.span.end], h.rule) for h in extra])
    personal = len(rows) - clean
    print(
        f"items={len(rows)} clean={clean} recall={found / expected:.3f} items_left={items_left / personal:.3f} "
        f"clean_touched={touched / clean:.3f} other_kind={wrong_kind}"
    )
    print("left by kind:", {k: f"{c['left']}/{c['left'] + c['found']}" for k, c in sorted(kinds.items())})
    print("left, touched by language:", {k: f"{c['left']},{c['touched']} of {c['items']}" for k, c in sorted(languages.items())})


def measure_comments(show: bool) -> None:
    path = os.environ.get("HEARD_NHS_COMMENTS")
    if not path:
        print("NHS comments: skipped, HEARD_NHS_COMMENTS is not set")
        return
    with open(path, encoding="utf-8-sig", newline="") as handle:
        comments = [row["FFT answer"] or "" for row in csv.DictReader(handle)]
    rules: Counter[str] = Counter()
    touched = 0
    for comment in comments:
        hits = engine.findings(RawText(comment), "en")
        touched += bool(hits)
        rules.update(hit.rule for hit in hits)
        if show:
            for hit in hits:
                print(
                    hit.rule,
                    "|",
                    comment[max(0, hit.span.start - 25) : hit.span.start],
                    "<<",
                    comment[hit.span.start : hit.span.end],
                    ">>",
                    comment[hit.span.end : hit.span.end + 20].replace("\n", " "),
                )
    print(f"NHS comments: {len(comments)}, touched={touched / len(comments):.4f}", dict(rules.most_common()))


if __name__ == "__main__":
    sets = [Path(a) for a in sys.argv[1:] if not a.startswith("--")]
    measure(sets[0] if sets else SET, "--show" in sys.argv)
    measure_comments("--show-comments" in sys.argv)
