"""A small tagger, trained once on the seed examples: it knows enough for the promises tested here."""

import pytest

from consultations.tagging import examples, training
from consultations.tagging.engine import Tagger


@pytest.fixture(scope="session")
def seed_examples() -> list[examples.Example]:
    return examples.load([examples.HOME / "seed.jsonl"])


@pytest.fixture(scope="session")
def tagger(seed_examples: list[examples.Example]) -> Tagger:
    return Tagger(training.train(seed_examples))
