"""The engine on a codebook that is not ours: real NHS patients' comments with human labels, beside TF-IDF with an SVC.

The comments are not part of Heard. Say where they are in HEARD_NHS_COMMENTS (a CSV file with the columns of
pxtextmining's `v6framework` data). Labels with 40 comments or more, five folds, nobody's comments in two of them.
Run: python tests/bench/tagging_nhs.py [--folds N] [--without-baseline]
"""

from __future__ import annotations

import argparse
import csv
import os
import time
import warnings
from pathlib import Path

import numpy as np

from consultations.tagging import evaluation, training
from consultations.tagging.engine import Tagger
from consultations.tagging.examples import Example

AT_LEAST = 40
FOLDS = 5
FIRST_LABEL_AFTER = "Comment sentiment"
# Not themes: what the coders said about the coding.
NOT_THEMES = {"Not assigned", "Labelling not possible", "Safeguarding concerns?"}


def comments(path: Path) -> list[Example]:
    """Comments with at least one frequent theme, labelled with those."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = list(rows[0])
    themes = [c for c in columns[columns.index(FIRST_LABEL_AFTER) + 1 :] if c not in NOT_THEMES]
    frequent = [t for t in themes if sum(r[t] == "1" for r in rows) >= AT_LEAST]
    examples = [
        Example(
            id=r["Comment ID"],
            text=r["FFT answer"],
            question=r["FFT question"],
            group=r["Respondent ID"],
            labels=tuple(t for t in frequent if r[t] == "1"),
        )
        for r in rows
    ]
    return [e for e in examples if e.labels and e.text.strip()]


def ours(learn: list[Example], check: list[Example], labels: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Given and stated, (examples, labels)."""
    tagger = Tagger(training.train(learn))
    place = {label: k for k, label in enumerate(labels)}
    given = np.zeros((len(check), len(labels)), bool)
    stated = np.zeros(given.shape)
    for i, tagging in enumerate(tagger.tag_examples(check)):
        for tag in tagging.commitments:
            given[i, place[tag.commitment]] = tag.passed
            stated[i, place[tag.commitment]] = tag.probability
    return given, stated


def baseline(learn: list[Example], check: list[Example], labels: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """TF-IDF and one balanced SVC (C=15) a label, with probabilities cut at 0.3."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import SVC

    words = TfidfVectorizer()
    known, new = words.fit_transform([e.text for e in learn]), words.transform([e.text for e in check])
    truth = training.truth_of(learn, labels)
    stated = np.zeros((len(check), len(labels)))
    for k in range(len(labels)):
        machine = SVC(C=15, class_weight="balanced", probability=True, random_state=0).fit(known, truth[:, k])
        stated[:, k] = machine.predict_proba(new)[:, 1]
    return stated >= 0.3, stated


def main(folds: int, without_baseline: bool) -> None:
    where = os.environ.get("HEARD_NHS_COMMENTS")
    if not where or not Path(where).exists():
        print("skipped: set HEARD_NHS_COMMENTS to the CSV file of comments")
        return
    warnings.filterwarnings("ignore", category=FutureWarning)
    known = comments(Path(where))
    labels = training.label_order(known)
    fold = training.folds_of(known, FOLDS)
    print(f"{len(known)} comments, {len(labels)} labels, {folds} of {FOLDS} folds by respondent")
    for name, method in (("ours", ours), *(() if without_baseline else (("baseline", baseline),))):
        start = time.perf_counter()
        parts = []
        for k in range(folds):
            learn = [e for e, f in zip(known, fold, strict=True) if f != k]
            check = [e for e, f in zip(known, fold, strict=True) if f == k]
            parts.append((*method(learn, check, labels), training.truth_of(check, labels)))
        given, stated, truth = (np.vstack([p[i] for p in parts]) for i in range(3))
        result = evaluation.evaluate(given, truth, stated, labels)
        print(f"{name}: {result.last_line()} ece={result.calibration_error:.3f} in {time.perf_counter() - start:.0f} s")
        print(
            f"  micro {result.micro.low:.3f} to {result.micro.high:.3f}, macro {result.macro.low:.3f} to {result.macro.high:.3f}"
        )


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--folds", type=int, default=FOLDS, choices=range(1, FOLDS + 1))
    arguments.add_argument("--without-baseline", action="store_true")
    chosen = arguments.parse_args()
    main(chosen.folds, chosen.without_baseline)
