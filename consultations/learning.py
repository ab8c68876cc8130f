"""Learning from people: what reviewers and respondents decided becomes training text, as long as their words are stored."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.orm import Session

from consultations.follow_up import about
from consultations.pipeline import Pipeline
from consultations.store import queries
from consultations.tagging import examples, training
from consultations.tagging.engine import Tagger
from consultations.tagging.examples import Example

_AT_ONCE = 200


def models(instance: Path) -> Path:
    """The folder of an installation's own models."""
    return instance / "models"


def adopted(instance: Path) -> Path:
    """The model an installation adopted; while there is none, the shipped one is in use."""
    return models(instance) / "adopted.model"


def candidate(instance: Path) -> Path:
    """The newest model that was trained with corrections and not adopted."""
    return models(instance) / "candidate.model"


def corrections(session: Session) -> Iterator[Example]:
    """One example for each response that a person decided on: its redacted words and the commitments that stand.

    Read from the responses themselves each time, so that what was taken back is not among them. Responses that were
    withheld teach nothing.
    """
    for number, response in enumerate(queries.decided_by_people(session), start=1):
        texts = [text.text for answer in response.answers if (text := queries.redacted(answer)) is not None]
        if not texts:
            continue
        yield Example(
            id=f"correction-{number}",
            text="\n".join(texts),
            labels=tuple(sorted(label for label, tag in queries.standing(response).items() if tag.applies)),
            setting=about(response.answers[0]).setting,
            audience=about(response.answers[0]).audience,
            language=response.language,
            group=response.id,
        )


def train(session: Session, instance: Path) -> tuple[Path, int]:
    """Train the shipped examples and the corrections together into the candidate; its path, and how many corrections.

    A word enters the model from corrections only if several responses hold it, so that no model keeps what one person
    alone wrote.
    """
    corrected = list(corrections(session))
    learnt = training.train(examples.load(examples.shipped()), corrections=corrected)
    path = candidate(instance)
    path.parent.mkdir(parents=True, exist_ok=True)
    learnt.save(path)
    return path, len(corrected)


@dataclass(slots=True)
class Changes:
    """What another model would change: answers looked at, answers with any change, and by commitment how many tags come
    and go."""

    answers: int = 0
    changed: int = 0
    come: Counter[str] = field(default_factory=Counter)
    go: Counter[str] = field(default_factory=Counter)


def changes(session: Session, pipeline: Pipeline, path: Path) -> Changes:
    """Compare the machine's tags as they stand with what the model at `path` would say, without changing anything."""
    other = Pipeline(path)
    found = Changes()
    after: str | None = ""
    while after is not None:
        answers = queries.answers_after(session, after, _AT_ONCE)
        items = [(text, about(answer)) for answer in answers if (text := queries.redacted(answer)) is not None]
        for now, then in zip(pipeline.tag(items), other.tag(items), strict=True):
            before = {t.commitment for t in now.commitments if t.passed}
            would = {t.commitment for t in then.commitments if t.passed}
            found.answers += 1
            found.changed += before != would
            found.come.update(would - before)
            found.go.update(before - would)
        after = answers[-1].id if len(answers) == _AT_ONCE else None
    return found


def adopt(instance: Path) -> Path:
    """Put the candidate in use. Raises `FileNotFoundError` when none was trained. `heard retag` then tags anew."""
    path = candidate(instance)
    Tagger.load(path)
    os.replace(path, adopted(instance))
    return adopted(instance)
