"""A tracker store that forgets: the last few events of a conversation, for half an hour at most, in this process only.

Rasa's own in-memory store keeps every event of every conversation for as long as it runs, and reads them all again at
each turn, so that long conversations grow slow. Nothing here needs them: each act arrives with what Rasa must know.
Named in `endpoints.yml`.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.trackers import DialogueStateTracker


class ShortMemory(InMemoryTrackerStore):
    """Keeps `events` events a conversation, and forgets one that has been silent for `minutes` minutes."""

    def __init__(
        self,
        domain: Any,
        event_broker: Any = None,
        *,
        events: int,
        minutes: float,
        clock: Callable[[], float] = time.monotonic,
        **kwargs: Any,
    ) -> None:
        self._events = events
        self._seconds = minutes * 60
        self._clock = clock
        self._last_heard: dict[str, float] = {}
        super().__init__(domain, event_broker, **kwargs)

    def init_tracker(self, sender_id: str) -> DialogueStateTracker:
        return DialogueStateTracker(sender_id, self.domain.slots, max_event_history=self._events)

    async def save(self, tracker: DialogueStateTracker) -> None:
        self.forget_silent()
        if not tracker.events:  # how the site wipes a conversation: nothing of it stays, not even its number
            self._forget(tracker.sender_id)
            return
        await super().save(tracker)
        self._last_heard[tracker.sender_id] = self._clock()
        # The last conversation of the day must be forgotten too, though nobody speaks after it.
        asyncio.get_running_loop().call_later(self._seconds + 1, self.forget_silent)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        self.forget_silent()
        return await super().retrieve(sender_id)

    def forget_silent(self) -> None:
        """Forget every conversation that has been silent too long."""
        oldest = self._clock() - self._seconds
        for sender_id in [s for s, heard in self._last_heard.items() if heard < oldest]:
            self._forget(sender_id)

    def _forget(self, sender_id: str) -> None:
        self.store.pop(sender_id, None)
        self._last_heard.pop(sender_id, None)
