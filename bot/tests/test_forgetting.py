"""The tracker store forgets: at a wipe, and after half an hour of silence."""

from __future__ import annotations

import asyncio

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.trackers import DialogueStateTracker

from short_memory import ShortMemory


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(clock: Clock) -> ShortMemory:
    return ShortMemory(Domain.empty(), events=5, minutes=30, clock=clock)


def tracker(name: str, events: int = 1) -> DialogueStateTracker:
    return DialogueStateTracker.from_events(name, [ActionExecuted("action_listen")] * events)


async def save(store: ShortMemory, *trackers: DialogueStateTracker) -> None:
    for one in trackers:
        await store.save(one)


def test_saving_an_empty_conversation_leaves_nothing_of_it(store):
    asyncio.run(save(store, tracker("a")))
    assert "a" in store.store
    asyncio.run(save(store, tracker("a", events=0)))
    assert store.store == {}


def test_half_an_hour_of_silence_is_forgotten_and_the_others_stay(store, clock):
    asyncio.run(save(store, tracker("old")))
    clock.now = 20 * 60
    asyncio.run(save(store, tracker("new")))
    clock.now = 30 * 60 + 1
    assert asyncio.run(store.retrieve("old")) is None
    assert set(store.store) == {"new"}


def test_the_bot_is_served_with_this_store(agent):
    store = agent.tracker_store
    inner = getattr(store, "_tracker_store", store)
    assert isinstance(inner, ShortMemory)
    assert (inner._events, inner._seconds) == (20, 30 * 60)
