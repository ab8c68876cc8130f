"""Real input through everything: comments in, through `heard import`, to the released table; time for each stage.

    HEARD_NHS_COMMENTS=…/comments.csv .venv/bin/python tests/bench/travel.py [how many]

The file is not part of this project (see the environment variable); without it the benchmark says so and does nothing.
"""

from __future__ import annotations

import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from consultations.anonymise import engine as anonymiser
from consultations.definitions import load
from consultations.pipeline import About, Pipeline
from consultations.safeguarding import detector
from consultations.types import Audience, RawText, Setting

HEARD = Path(sys.executable).with_name("heard")
SETTINGS = ["prison"] * 6 + ["womens_prison", "irc", "probation", "secure_hospital"]


def comments(path: Path, most: int) -> Iterator[str]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        texts = (row["FFT answer"].strip() for row in csv.DictReader(handle))
        for number, text in enumerate(t for t in texts if t):
            if number == most:
                return
            yield text


def stages(texts: list[str]) -> None:
    """Each stage by itself, in one process, warm."""
    pipeline = Pipeline()
    question = load("twelve-commitments").question("c6-what-happened")
    about = About("en", Setting.PRISON, Audience.PERSON, question, load("twelve-commitments"))
    raw = [RawText(t) for t in texts]
    pipeline.process([(r, about) for r in raw[:5]])
    began = time.perf_counter()
    for r in raw:
        detector.assess(r, "en")
    safeguarded = time.perf_counter()
    redacted = [anonymiser.anonymise(r, "en") for r in raw]
    anonymised = time.perf_counter()
    pipeline.tag([(r, about) for r in redacted])
    tagged = time.perf_counter()
    for name, seconds in (
        ("safeguard", safeguarded - began),
        ("anonymise", anonymised - safeguarded),
        ("tag", tagged - anonymised),
    ):
        print(f"{name:12} {seconds:6.2f} s  {1000 * seconds / len(texts):6.2f} ms a text")


def travel(texts: list[str]) -> None:
    rng = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        instance = Path(folder) / "instance"
        source = Path(folder) / "in.jsonl"
        with source.open("w", encoding="utf-8") as handle:
            for number, text in enumerate(texts):
                answers = [{"question": "c6-what-happened", "text": text}, {"question": "c6-how", "choice": rng.choice("12345")}]
                record = {"id": f"n{number}", "language": "en", "audience": "person", "setting": rng.choice(SETTINGS)}
                handle.write(json.dumps({**record, "channel": "import", "answers": answers}) + "\n")

        def heard(*words: str) -> tuple[str, float]:
            began = time.perf_counter()
            env = {**os.environ, "HEARD_INSTANCE": str(instance)}
            out = subprocess.run([HEARD, *words], env=env, capture_output=True, text=True, check=True)
            return out.stdout, time.perf_counter() - began

        heard("demo", "--empty")
        out, seconds = heard("import", "twelve-commitments", "--input", str(source))
        lines = [json.loads(line) for line in out.splitlines()]
        stored = sum("reference" in line for line in lines)
        refused = sum("error" in line for line in lines)
        print(
            f"{'import':12} {seconds:6.2f} s  {len(texts)} in, {stored} stored, {refused} refused with a reason "
            "(start of the program included)"
        )
        release, seconds = heard("release", "twelve-commitments", "--by", "bench", "--reason", "bench", "--unreviewed")
        print(f"{'release':12} {seconds:6.2f} s  {release.strip().splitlines()[0]}")
        target = Path(folder) / "out.json"
        _, seconds = heard("export", "twelve-commitments", "--format", "json", "--output", str(target))
        report = json.loads(target.read_text(encoding="utf-8"))
        tables = {table["id"]: table for table in report["tables"]}
        answers = next(c["count"] for c in tables["answers"]["cells"] if c["dimensions"] == {"question": "c6-how"})
        print(
            f"{'export':12} {seconds:6.2f} s  {report['people']} responses and {answers} answers to c6-how in the released tables"
        )
        assert len(texts) == stored + refused, "a comment got lost"


def main() -> None:
    path = os.environ.get("HEARD_NHS_COMMENTS")
    if not path or not Path(path).exists():
        print("skipped: set HEARD_NHS_COMMENTS to the comments' CSV file")
        return
    texts = list(comments(Path(path), int(sys.argv[1]) if len(sys.argv) > 1 else 500))
    stages(texts)
    travel(texts)


main()
