"""What was read of a file as bytes, by a key of all that decides about it, so that it is read once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from fractions import Fraction

import msgspec
import numpy as np

from mkdocs_results_gallery.codec import Codec, DamagedError
from mkdocs_results_gallery.digits.number import Stated
from mkdocs_results_gallery.digits.number_format import FORMAT
from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.model import Cell, Experiment, Table
from mkdocs_results_gallery.options import SCALE_NAMES, STYLE_NAMES, Limits
from mkdocs_results_gallery.palettes import PALETTES
from mkdocs_results_gallery.provenance import Baseline
from mkdocs_results_gallery.reading.formats.yaml import LOADER
from mkdocs_results_gallery.reading.read import Read, Unread
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.schema.kinds import is_web_address
from mkdocs_results_gallery.store import environment, key_of
from mkdocs_results_gallery.words.missing import MISSING_KINDS

OF_THE_GALLERY = frozenset(
    [
        "files", "file_bytes", "total_bytes",  # whether a file is read
        "cells", "unwritten_cells",  # whether what was read is taken
        "annotated_cells", "drawn_rows", "drawn_metrics", "listed_cells",  # how it is shown
        "shared_pages", "shared_cells",
    ]
)  # fmt: skip # one line for each reason
"""The limits that decide about nothing that is read of a file. A new one counts until it is named here."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A `Read` without what is known before: path and content."""

    experiment: Experiment | None
    problems: tuple[Problem, ...]


_CODEC: Codec[_Kept] = Codec(_Kept)


class ReadKeys:
    """The keys of what is read of files under some limits."""

    def __init__(self, limits: Limits, world: str = "") -> None:
        """`world` stands for the code that reads; ``""``: whatever may ever read, as the store needs it."""
        names = [one.name for one in fields(Limits) if one.name not in OF_THE_GALLERY]
        values = [f"{name}={getattr(limits, name)}" for name in names]
        # one parser of YAML or another, as the library was built
        self._common = key_of("read", world or environment(), LOADER.__name__, *values)
        self._inherited: dict[int, tuple[Settings, bytes]] = {}
        """By identity: the files of a folder have one object."""

    def of(self, unread: Unread) -> str:
        """64 hexadecimal digits."""
        said = unread.settings
        found = self._inherited.get(id(said))
        if found is None:
            found = self._inherited[id(said)] = said, _SETTINGS.encode(said)
        beside = (unread.sidecar.path, unread.sidecar.content) if unread.sidecar else ()
        kind = (unread.collected.said,) if unread.collected else ()
        return key_of(self._common, unread.path, found[1], unread.content, *beside, *kind)


def _as_bytes(number: object) -> msgspec.msgpack.Ext:
    if isinstance(number, Stated):
        return msgspec.msgpack.Ext(1, number.text.encode())
    if isinstance(number, Fraction):
        return msgspec.msgpack.Ext(2, str(number).encode())
    raise TypeError(f"settings hold a {type(number).__name__}")


_SETTINGS = msgspec.msgpack.Encoder(enc_hook=_as_bytes)


def freeze(read: Read) -> bytes:
    """Return the bytes that `thaw` makes the same of."""
    experiment = read.experiment
    if experiment is not None:
        experiment = replace(experiment, path="", content=b"", sidecar=None, sources=())
    return _CODEC.encode(_Kept(experiment, read.problems))


def thaw(frozen: bytes, unread: Unread) -> Read | None:
    """Return what was read of a file; None where these bytes say nothing that could have been read of it."""
    try:
        kept = _CODEC.decode(frozen)
    except DamagedError:
        return None
    experiment = kept.experiment
    sources = tuple(unread.collected.contents) if unread.collected else ()
    files = {unread.path, unread.sidecar.path if unread.sidecar else "", *sources}
    if any(problem.file not in files for problem in kept.problems):
        return None
    if experiment is None and not kept.problems:  # a file is read, or there is a reason
        return None
    if experiment is not None:
        if not _could_be_read(experiment):
            return None
        experiment = replace(
            experiment,
            path=unread.path,
            content=unread.content,
            sidecar=unread.sidecar,
            sources=sources,
        )
    return Read(experiment, kept.problems, unread.content, key_of_read(frozen, unread))


def key_of_read(frozen: bytes, unread: Unread) -> str:
    """The key of what was read of a file, by its `frozen` bytes, which hold all but its path and content."""
    beside = (unread.sidecar.path, unread.sidecar.content) if unread.sidecar else ()
    return key_of("what was read", unread.path, unread.content, frozen, *beside)


def _could_be_read(experiment: Experiment) -> bool:
    """Whether a reader would let it pass: addresses are followed, and choices must be some of ours."""
    url = experiment.source.url
    return (
        (not url or is_web_address(url))
        and bool(experiment.tables)
        and not experiment.apart
        and all(_fits(table) and _is_known(table) for table in experiment.tables)
    )


def _fits(table: Table) -> bool:
    """Whether the parts of a table belong to one of its shape."""
    names = {metric.name for metric in table.metrics}
    writing, board = table.writing, table.board
    return (
        0 not in table.shape
        and table.values.shape == table.shape
        and not np.isinf(table.values).any()
        and _are_in(table.shape, (*table.missing, *table.uncertainty, *table.bounds, *table.notes))
        and all(np.isnan(table.values[cell]) for cell in table.bounds)
        and all(len(column.values) == len(table.rows) for column in table.texts)
        and all({x, y} <= names for x, y in table.scatters)
        and _has(table, table.baseline)
        and (board is None or (names.issuperset(board.metrics) and len(board.metrics) == len(board.weights)))
        and (writing is None or writing.decimals.shape == table.shape)
        and table.carried is None
    )


def _has(table: Table, baseline: Baseline | None) -> bool:
    """Whether a baseline that is a row is one of the table."""
    return not (baseline and baseline.row) or any(row.name == baseline.row for row in table.rows)


def _are_in(shape: tuple[int, int], cells: Iterable[Cell]) -> bool:
    return all(0 <= row < shape[0] and 0 <= metric < shape[1] for row, metric in cells)


def _is_known(table: Table) -> bool:
    """Whether its choices are some of ours."""
    choice = table.heatmap
    return (
        choice.palette in ("", *PALETTES)
        and choice.style in ("", *STYLE_NAMES)
        and choice.scale in ("", *SCALE_NAMES)
        and all(not metric.format or FORMAT.fullmatch(metric.format) for metric in table.metrics)
        and all(missing.kind in MISSING_KINDS for missing in table.missing.values())
    )
