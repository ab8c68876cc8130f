"""How many texts a second the anonymiser does on one core, with every recogniser on. Run: `python
tests/bench/anonymise_speed.py`.

Texts are those of `anonymise_set.jsonl`, and the public NHS comments where HEARD_NHS_COMMENTS names their file. Ends with
the time of one
text of 100,000 characters, and of one twice as long: linear work takes about twice the time.
"""

from __future__ import annotations

import csv
import json
import os
import time
from pathlib import Path

from consultations.anonymise import engine
from consultations.types import RawText

SET = Path(__file__).with_name("anonymise_set.jsonl")


def rate(name: str, texts: list[str]) -> None:
    engine.findings(RawText(texts[0]))
    start = time.process_time()
    for text in texts:
        engine.findings(RawText(text))
    took = time.process_time() - start
    size = sum(map(len, texts)) / len(texts)
    print(f"{name}: {len(texts) / took:.0f} texts a second ({len(texts)} texts of {size:.0f} characters on average)")


def long_texts(texts: list[str]) -> None:
    joined = ". ".join(texts)
    for size in (100_000, 200_000):
        text = (joined * (size // len(joined) + 1))[:size]
        start = time.process_time()
        engine.findings(RawText(text))
        print(f"one text of {size} characters: {time.process_time() - start:.2f} s")


if __name__ == "__main__":
    invented = [json.loads(line)["text"] for line in SET.read_text(encoding="utf-8").splitlines()]
    rate("invented set", invented)
    path = os.environ.get("HEARD_NHS_COMMENTS")
    if path:
        with open(path, encoding="utf-8-sig", newline="") as handle:
            rate("NHS comments", [row["FFT answer"] or "" for row in csv.DictReader(handle)])
    else:
        print("NHS comments: skipped, HEARD_NHS_COMMENTS is not set")
    long_texts(invented)
