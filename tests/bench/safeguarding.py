"""Measure the safeguarding detector: `python tests/bench/safeguarding.py [SET.jsonl ...] [--missed]`.

`safeguarding_set.jsonl` is what it is judged on; `safeguarding_dev.jsonl` is for tuning, and its misses may be read. Both are
invented, and one person wrote them and the rules: a set by somebody else will show lower figures.

Prints, over all and by language: how often anything immediate is flagged at all, how often the level is right, how often a text
without danger is flagged; the time a text; and, where HEARD_NHS_COMMENTS names a CSV of real comments, how often those
are flagged.
"""

from __future__ import annotations

import csv
import json
import os
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

from consultations.safeguarding.detector import VERSION, assess
from consultations.types import RawText

SET = Path(__file__).with_name("safeguarding_set.jsonl")


def main(arguments: list[str]) -> None:
    missed = "--missed" in arguments
    files = [Path(a) for a in arguments if not a.startswith("--")] or [SET]
    items = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    for item in items:
        assess(RawText(item["text"]), item["language"])
    started = time.process_time()
    found = [assess(RawText(item["text"]), item["language"]) for item in items]
    each = (time.process_time() - started) / len(items)
    unhinted = sum(assess(RawText(item["text"])).level == f.level for item, f in zip(items, found, strict=True))

    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    for item, result in zip(items, found, strict=True):
        for group in (item["language"], "all"):
            _count(tallies[group], item, result.level.value, {k.value for k in result.kinds})
        if missed and item["level"] != result.level.value:
            print(f"{item['level']:>9} -> {result.level.value:<9} {item['id']}: {item['text']}  {' '.join(result.rules)}")
    same = unhinted / len(items)
    print(f"{VERSION}: {len(items)} texts, {each * 1000:.2f} ms of processor time each; same level without the hint: {same:.3f}")
    print(f"{'language':<8}{'n':>4}{'immediate flagged':>20}{'level right':>14}{'false alarms':>15}{'kinds found':>14}")
    for group in sorted(tallies, key=lambda g: (g == "all", g)):
        t = tallies[group]
        print(
            f"{group:<8}{t['n']:>4}{_share(t, 'flagged', 'immediate'):>20}{_share(t, 'right', 'n'):>14}"
            f"{_share(t, 'alarm', 'none'):>15}{_share(t, 'kinds found', 'kinds'):>14}"
        )
    if comments := os.environ.get("HEARD_NHS_COMMENTS"):
        _real_comments(Path(comments), missed)


def _count(tally: Counter[str], item: dict[str, object], level: str, kinds: set[str]) -> None:
    tally["n"] += 1
    tally[str(item["level"])] += 1
    tally["right"] += level == item["level"]
    tally["flagged"] += item["level"] == "immediate" and level != "none"
    tally["alarm"] += item["level"] == "none" and level != "none"
    wanted = set(item["kinds"]) if isinstance(item["kinds"], list) else set()
    tally["kinds"] += len(wanted)
    tally["kinds found"] += len(wanted & kinds)


def _share(tally: Counter[str], part: str, whole: str) -> str:
    return f"{tally[part] / tally[whole]:.3f}" if tally[whole] else "-"


def _real_comments(path: Path, show: bool) -> None:
    with path.open(encoding="utf-8", errors="replace", newline="") as handle:
        texts = [row["FFT answer"] for row in csv.DictReader(handle) if row["FFT answer"].strip()]
    started = time.process_time()
    results = [assess(RawText(t), "en") for t in texts]
    each = (time.process_time() - started) / len(texts)
    levels = Counter(r.level.value for r in results)
    flagged = (len(texts) - levels["none"]) / len(texts)
    print(f"real comments: {len(texts)}, flagged {flagged:.4f} ({dict(levels)}), {each * 1000:.2f} ms a text")
    if show:
        for rule, n in Counter(rule for r in results for rule in r.rules).most_common(40):
            print(n, rule)


if __name__ == "__main__":
    main(sys.argv[1:])
