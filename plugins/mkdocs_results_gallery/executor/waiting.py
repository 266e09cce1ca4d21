"""The items of a run that are still to be given to someone, by their numbers."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

Batch = Sequence[int]
"""Numbers of items that are given together; never empty."""


class Waiting:
    """First come, first served; what comes back is served first."""

    def __init__(self, count: int) -> None:
        self._batches: deque[Batch] = deque([range(count)] if count else [])
        self._count = count

    def __len__(self) -> int:
        """How many items are waiting."""
        return self._count

    def take(self, most: int, takers: int) -> Batch:
        """The next items: `most`, or fewer towards the end, so that no taker waits long for another."""
        size = max(1, min(most, self._count // (2 * takers)))
        batch = self._batches.popleft()
        if len(batch) > size:
            self._batches.appendleft(batch[size:])
            batch = batch[:size]
        self._count -= len(batch)
        return batch

    def put_back(self, batch: Batch) -> None:
        """Take items back."""
        if batch:
            self._batches.appendleft(batch)
            self._count += len(batch)

    def put_back_apart(self, batch: Batch) -> None:
        """Take items back that shall be given singly."""
        for number in reversed(batch):
            self.put_back((number,))
