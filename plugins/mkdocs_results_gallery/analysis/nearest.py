"""The experiments that are nearest to each by the names that they share, with bounded work for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

_BLOCK = 128
"""Experiments that are compared with others at once."""
_REACH = 512
"""Experiments before and after one, in the order of paths, with which it is compared by its common names."""
_HOLDERS = 128
"""Experiments with which one is compared by a name that is not common, wherever they are: the next to it
in that order that have it."""
_COMMON = 8
"""A name that more than this part of all experiments have is common."""
_STRIP = 16
_WHOLE = 2520
"""The weight of a name that two experiments have: it is divided by small numbers, without a rest by most."""
_FINE, _COARSE = 6, 3
"""Binary digits up to which each is a step of its own, and how many make one beyond."""

RELATED = 2
"""The strength of names that together make a relation."""


@dataclass(frozen=True, slots=True)
class SharedName:
    """A name that experiments have."""

    experiments: tuple[int, ...]
    """Two or more, ascending."""
    strength: int
    """Its part of a relation: see `RELATED`."""

    @property
    def weight(self) -> int:
        """How much it says that two experiments have it: the more, the fewer do.

        Adamic and Adar's weight, 1 / log(experiments), in steps. Powers of two up to 64 and of eight beyond
        are the steps, so that few files change the weight of a name when they come or go, and with it the
        nearest of all that have the name.
        """
        steps = (len(self.experiments) - 1).bit_length()
        return _WHOLE // (steps if steps <= _FINE else steps + -steps % _COARSE)


_Rare = tuple[NDArray[np.intp], float]
"""Those with whom one experiment is compared by a name, and what that is worth."""


@dataclass(frozen=True, slots=True, eq=False)
class _Together:
    """Names, where those of the same experiments are one."""

    members: Sequence[NDArray[np.intp]]
    values: NDArray[np.float64]
    """The weight of each, times `unit`, and its strength: one sum of them holds both."""
    unit: int
    """A power of two, above the sum of the strengths of any experiment; 1 where each name is strong enough
    by itself, and the values are the weights."""


def nearest(names: Iterable[SharedName], total: int, limit: int) -> Iterator[list[int]]:
    """For each of `total` experiments at most `limit` others that are related to it, the nearest first.

    Of equals, those come first that come sooner after the experiment in the order of paths, which begins
    again at its end. So an experiment that comes or goes changes few others' nearest, not everybody's.
    """
    if limit < 1:
        yield from ([] for _ in range(total))
        return
    together = _together(names, total)
    is_common = np.array([len(members) * _COMMON > total for members in together.members], dtype=np.bool_)
    values = together.values[is_common]
    # single precision is exact for sums up to there, and faster
    worth = np.zeros((len(values), total), dtype=np.float32 if values.sum() < 2**24 else np.float64)
    common: list[list[int]] = [[] for _ in range(total)]
    rare: list[list[_Rare]] = [[] for _ in range(total)]
    at = 0
    for members, value, is_one in zip(together.members, together.values.tolist(), is_common, strict=True):
        if is_one:
            worth[at, members] = value
            for experiment in members.tolist():
                common[experiment].append(at)
            at += 1
        else:
            for experiment, others in _holders(members):
                rare[experiment].append((others, value))
    for start in range(0, total, _BLOCK):
        block = _Block(start, min(total, start + _BLOCK), total)
        near = block.near(worth, common)
        far = block.add(near, rare[start : block.stop])
        yield from block.best(near, far, together.unit, limit)


def _together(names: Iterable[SharedName], total: int) -> _Together:
    weights: dict[tuple[int, ...], tuple[int, int]] = {}
    for name in names:
        weight, strength = weights.get(name.experiments, (0, 0))
        weights[name.experiments] = weight + name.weight, strength + name.strength
    members = [np.array(experiments, dtype=np.intp) for experiments in weights]
    unit = 1
    if any(strength < RELATED for _, strength in weights.values()):
        most = np.zeros(total, dtype=np.intp)
        for some, (_, strength) in zip(members, weights.values(), strict=True):
            most[some] += strength
        unit = 1 << int(most.max()).bit_length()
    values = [weight * unit + (strength if unit > 1 else 0) for weight, strength in weights.values()]
    return _Together(members, np.array(values, dtype=np.float64), unit)


def _holders(members: NDArray[np.intp]) -> Iterator[tuple[int, NDArray[np.intp]]]:
    """Each of the experiments that have a name, with those that it is compared with for it."""
    half = _HOLDERS // 2
    is_few = len(members) <= 2 * half + 1
    ring = members if is_few else np.concatenate((members[-half:], members, members[:half]))
    for at, experiment in enumerate(members.tolist()):
        yield experiment, ring if is_few else ring[at : at + 2 * half + 1]


@dataclass(frozen=True, slots=True, eq=False)
class _Far:
    """Experiments beyond the reach of a block that share a rare name with one in it."""

    rows: NDArray[np.intp]
    """Which experiment of the block."""
    others: NDArray[np.intp]
    values: NDArray[np.float64]


class _Block:
    """Experiments `start` to `stop`, without the latter, and those within their reach."""

    def __init__(self, start: int, stop: int, total: int) -> None:
        self.start = start
        self.stop = stop
        self._total = total
        is_all = stop - start + 2 * _REACH >= total
        self._first = 0 if is_all else start - _REACH
        self._others = np.arange(self._first, total if is_all else stop + _REACH) % total

    def near(self, worth: NDArray[np.floating], common: Sequence[Sequence[int]]) -> NDArray[np.floating]:
        """What each experiment's common names are worth together with each other one within reach."""
        within = worth.take(self._others, axis=1)
        near = np.empty((self.stop - self.start, len(self._others)), dtype=worth.dtype)
        for row, names in enumerate(common[self.start : self.stop]):
            np.add.reduce(within.take(names, axis=0), axis=0, out=near[row])
        return near

    def add(self, near: NDArray[np.floating], rare: Sequence[Sequence[_Rare]]) -> _Far:
        """Add what the rare names of each experiment are worth to `near`, and return what is not in there."""
        found = [(row, *one) for row, some in enumerate(rare) for one in some]
        if not found:
            nothing = np.zeros(0, dtype=np.intp)
            return _Far(nothing, nothing, np.zeros(0))
        often = [len(others) for _, others, _ in found]
        rows = np.repeat([row for row, _, _ in found], often)
        others = np.concatenate([some for _, some, _ in found])
        values = np.repeat([value for _, _, value in found], often)
        at = (others - self._first) % self._total
        is_near = at < near.shape[1]
        np.add.at(near, (rows[is_near], at[is_near]), values[is_near].astype(near.dtype))
        is_far = ~is_near
        pairs, which = np.unique(rows[is_far] * self._total + others[is_far], return_inverse=True)
        sums = np.bincount(which, values[is_far], minlength=len(pairs)).astype(np.float64)
        return _Far(pairs // self._total, pairs % self._total, sums)

    def best(self, near: NDArray[np.floating], far: _Far, unit: int, limit: int) -> Iterator[list[int]]:
        """For each experiment of the block the others that are nearest."""
        size, width = near.shape
        ahead = self._first - self.start
        # what is ahead of one experiment is one place farther ahead of the one before it
        bonus = sliding_window_view(self._bonus(np.arange(ahead - size + 1, ahead + width)), width)[::-1]
        keys = self._keys(near, bonus, unit)
        rows, at = np.nonzero(keys >= self._least(keys, limit))
        beyond = self._keys(far.values, self._bonus(far.others - far.rows - self.start), unit)
        keys = np.concatenate((keys[rows, at], beyond))
        rows = np.concatenate((rows, far.rows))
        order = np.lexsort((-keys, rows))
        order = order[keys[order] >= self._total]
        ends = np.searchsorted(rows[order], np.arange(size + 1)).tolist()
        ordered = np.concatenate((self._others[at], far.others))[order].tolist()
        for begin, end in pairwise(ends):
            yield ordered[begin : min(end, begin + limit)]

    def _bonus(self, ahead: NDArray[np.intp]) -> NDArray[np.float64]:
        """What decides between equals, by how far one is ahead of the other: less than a weight of 1."""
        steps = ahead % self._total
        return np.where(steps, self._total - steps, -np.inf)

    def _keys(
        self, values: NDArray[np.floating], bonus: NDArray[np.float64], unit: int
    ) -> NDArray[np.float64]:
        """Numbers in whose order experiments are near; from `total` on they are related."""
        weights = values.astype(np.float64)
        if unit > 1:
            weights = np.floor(values / unit)
            weights[values - weights * unit < RELATED] = 0
        weights *= self._total
        weights += bonus
        return weights

    def _least(self, keys: NDArray[np.float64], limit: int) -> NDArray[np.float64]:
        """For each row a number that at least `limit` keys reach, but not many more; `total` where few do.

        It is that of the largest keys of many strips, which is found faster than that of all.
        """
        size, width = keys.shape
        strips = width // _STRIP
        if strips < limit:
            return np.full((size, 1), float(self._total))
        largest = keys[:, : strips * _STRIP].reshape(size, _STRIP, strips).max(axis=1)
        least = np.partition(largest, strips - limit, axis=1)[:, strips - limit]
        return np.maximum(least, self._total)[:, np.newaxis]
