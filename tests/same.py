"""Whether two nouns are the same in every field, down to the kinds of their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import zip_longest
from typing import Any

import numpy as np

from mkdocs_results_gallery.digits.number import Stated
from mkdocs_results_gallery.digits.table_digits import TableDigits
from mkdocs_results_gallery.model import Table

_NONE = object()


def differences(one: Any, other: Any, place: str = "") -> Iterator[str]:  # noqa: ANN401 - any noun
    """The places in which they differ."""
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        data, its = (array.tolist() if array.dtype == object else array.tobytes() for array in (one, other))
        is_same = (one.dtype, one.shape, data) == (other.dtype, other.shape, its)
        if not is_same or one.flags.writeable != other.flags.writeable:
            yield place
    elif isinstance(one, Stated) and isinstance(other, Stated):
        if one.text != other.text:
            yield place
    elif isinstance(one, Mapping) and isinstance(other, Mapping):
        # their order counts
        yield from differences(tuple(one.items()), tuple(other.items()), f"{place} items")
    elif type(one) is not type(other):
        yield f"{place}: {type(one).__name__} and {type(other).__name__}"
    elif isinstance(one, TableDigits):
        pass  # made of the other fields
    elif is_dataclass(one):
        for field in fields(one):
            at = f"{place}.{field.name}"
            yield from differences(getattr(one, field.name), getattr(other, field.name), at)
        if isinstance(one, Table):
            yield from _differences_of_texts(one, other, place)
    elif isinstance(one, tuple | list):
        for number, (each, their) in enumerate(zip_longest(one, other, fillvalue=_NONE)):
            yield from differences(each, their, f"{place}[{number}]")
    elif one != other:
        yield place


def _differences_of_texts(one: Table, other: Table, place: str) -> Iterator[str]:
    """Of what its cells say."""
    for row, metric in np.ndindex(one.shape):
        cell = row, metric
        for name in ("shown", "written"):
            if getattr(one, name)(cell) != getattr(other, name)(cell):
                yield f"{place}.{name}{cell}"
        if one.written(cell) and one.exact(cell) != other.exact(cell):
            yield f"{place}.exact{cell}"
