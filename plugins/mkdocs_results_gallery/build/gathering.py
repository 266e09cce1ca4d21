"""The pages of shared rows and metrics are joined from the lines of all tables that have them.

What the store has of them is taken from it: the key of a page holds the digests of all lines that it is
joined from, so that a build of what has not changed reads no line. Others are joined some at a time: their
tables are read once for all of them, and a line is let go when its page is joined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import msgspec

from mkdocs_results_gallery.analysis.shared import Membership
from mkdocs_results_gallery.build.kept import KeptContents, packed
from mkdocs_results_gallery.build.made import (
    Done,
    ExperimentLines,
    Job,
    JoinedPage,
    Made,
    MadeFile,
    MadePage,
    Parts,
    are_files_of,
    is_page_of,
    is_passive_page,
)
from mkdocs_results_gallery.build.memory import Memory
from mkdocs_results_gallery.errors import Fence, Subject
from mkdocs_results_gallery.model import Metric, Row
from mkdocs_results_gallery.pages.lines import DIGEST, Again, decoded_metric, decoded_row
from mkdocs_results_gallery.pages.metric import metric_page
from mkdocs_results_gallery.pages.page import Asset, Content, Gathered
from mkdocs_results_gallery.pages.row import row_page
from mkdocs_results_gallery.pages.standing import Found, Frame
from mkdocs_results_gallery.pages.templating import TemplateFailure
from mkdocs_results_gallery.pages.urls import Addresses
from mkdocs_results_gallery.passive import is_passive, is_passive_file
from mkdocs_results_gallery.store import DoubtedStore, get_if, key_of

MOST_CELLS = 250_000
"""Cells of the pages that are joined at a time: some 25 MB of lines."""
_LEAST_ORDERS = 4
"""Orders that are given to others, at least: for each all tables that it needs are read once more."""
_ORDERS = 3
"""Parts of `MOST_CELLS` of which one is given to a process at a time."""
_CELL = 0.000_008  # CPU seconds, as measured with tables of 36 cells


def _row(frame: Frame, uri: str, name: str, lines: Sequence[Again]) -> Gathered:
    return row_page(Found(frame, uri, name, [(table, decoded_row(line)) for table, line in lines]))


def _metric(frame: Frame, uri: str, name: str, lines: Sequence[Again]) -> Gathered:
    return metric_page(Found(frame, uri, name, [(table, decoded_metric(line)) for table, line in lines]))


GATHERED: Mapping[str, Callable[[Frame, str, str, Sequence[Again]], Gathered]] = {
    "metric": _metric,
    "row": _row,
}
"""How a page of each kind is joined: from its URI, the name, and the lines of all tables in their order."""


_DECODER = msgspec.msgpack.Decoder(JoinedPage)


@dataclass(slots=True)
class _Standpoint:
    """A shared name, and where it stands."""

    subject: Subject
    uri: str
    places: list[tuple[int, int]] = field(default_factory=list)
    """Which experiment that is done, and which of its tables; in the gallery's order."""
    digests: list[bytes] = field(default_factory=list)
    """Of its line in each."""
    cells: int = 0
    """How many its page has, about."""
    key: str = ""
    """Its page is kept under it."""


_Asked = tuple[Sequence[Again], bool]
"""What the page of a name is joined from, for each of its places; whether this user made all of it."""


@dataclass(frozen=True, slots=True)
class GatheredPages:
    """The pages of a build."""

    pages: Mapping[Subject, Gathered]
    failures: tuple[TemplateFailure, ...]
    """Of the user's templates on these pages."""


def _wanted(membership: Membership, addresses: Addresses) -> dict[Subject, str]:
    """The names that have a page that is gathered, with its URI."""
    return {
        Subject(kind, name): uri
        for kind in GATHERED
        for name in membership[kind]
        if (uri := addresses.shared(kind, name))
    }


class Gathering:
    """Joins pages, or takes them from the store."""

    def __init__(
        self,
        store: DoubtedStore,
        conditions: str,
        make: Callable[[Job], tuple[Made, Parts]],
        frame: Frame,
        done: Sequence[Done],
        memory: Memory | None = None,
    ) -> None:
        """`done` are all experiments of the gallery, in its order, made by `make` under the `conditions`."""
        self._store = store
        self._conditions = conditions
        self._frame = frame
        self._done = done
        self._memory = memory
        self._kept = KeptContents(store, make)
        self.joined = 0
        """How many pages were joined, and not taken from the store."""

    def of(
        self, membership: Membership, addresses: Addresses, fence: Fence, send: Send | None = None
    ) -> GatheredPages:
        """The pages of all names that have one, in the order of `membership`; what can't be joined falls.

        Where that pays, they are first given to `send`.
        """
        names = [*self._found(_wanted(membership, addresses)).values()]
        made = {name.subject: self._known(name) for name in names}
        if send:
            made |= self._sent([name for name in names if made[name.subject] is None], send)
        # what nobody has joined is joined here: then it is known what is wrong with it
        for batch in _batches([name for name in names if made[name.subject] is None], MOST_CELLS):
            made |= self._joined(batch, fence)
        pages = {name.subject: self._finished(name, one) for name in names if (one := made[name.subject])}
        failures = (failure for one in made.values() if one for failure in one.templating)
        return GatheredPages(pages, tuple(failures))

    def _sent(self, missing: Sequence[_Standpoint], send: Send) -> dict[Subject, JoinedPage | None]:
        """Have the pages of some names joined by others, where that pays; gives what can be had then."""
        cells = sum(name.cells for name in missing)
        if not missing or not send.pays(_CELL * cells):
            return {}
        most = min(MOST_CELLS // _ORDERS, cells // _LEAST_ORDERS)
        send.do([self._order(batch) for batch in _batches(missing, most)])
        made = {name.subject: self._known(name) for name in missing}
        self.joined += sum(one is not None for one in made.values())
        return made

    def _found(self, wanted: Mapping[Subject, str]) -> dict[Subject, _Standpoint]:
        """Look at each table once for the names that have a page."""
        names = {subject: _Standpoint(subject, uri) for subject, uri in wanted.items()}
        rows = {subject.name: name for subject, name in names.items() if subject.kind == "row"}
        metrics = {subject.name: name for subject, name in names.items() if subject.kind == "metric"}
        for at, one in enumerate(self._done):
            tables = one.job.experiment.tables
            around = one.job.surroundings.tables
            for number, (table, links, digests) in enumerate(
                zip(tables, around, one.made.lines, strict=True)
            ):
                place, (height, width) = (at, number), table.shape
                _note(rows, table.rows, links.row_links, digests["row"], place, width)
                _note(metrics, table.metrics, links.metric_links, digests["metric"], place, height)
        frame = key_of("gathered", self._conditions, self._frame.own_title)
        for name in names.values():
            name.key = key_of(frame, *name.subject, name.uri, b"".join(name.digests))
        return names

    def _order(self, names: Sequence[_Standpoint]) -> JoinOrder:
        """Say which pages are to be joined, and of what, in the least bytes."""
        keys = {at: self._done[at].key for name in names for at, _ in name.places}
        return JoinOrder(keys, tuple(replace(name, digests=[]) for name in names))

    def _tables(self, at: int, *, in_doubt: bool) -> ExperimentLines:
        """The lines of an experiment; `in_doubt`: only those that this user has made."""
        one = self._done[at]
        known = self._memory.lines.get(one.key) if self._memory else None
        if known is None:
            known = self._kept.lines(one.key, one.job, in_doubt=in_doubt)
            if self._memory and known.is_own:
                self._memory.lines.put(one.key, known, known.size)
        return known

    def _known(self, name: _Standpoint) -> JoinedPage | None:
        known = self._memory.joined.get(name.key) if self._memory else None
        if known is None and (known := self._found_page(name)) and self._memory:
            self._memory.joined.put(name.key, known)
        return known

    def _found_page(self, name: _Standpoint) -> JoinedPage | None:
        """What the store has of a page."""
        found = self._store.find(name.key)
        try:
            made = None if found is None else _DECODER.decode(found.content)
        except (msgspec.MsgspecError, ValueError):
            return None
        if made is None or found is None or found.is_own:  # the key holds the place
            return made
        is_admitted = is_page_of(made.page, name.uri)
        return made if is_admitted and are_files_of(made.files, [name.uri.removesuffix(".md")]) else None

    def _joined(self, names: Sequence[_Standpoint], fence: Fence) -> dict[Subject, JoinedPage | None]:
        """Join the pages of some names."""
        lines = self._lines(names)
        made: dict[Subject, JoinedPage | None] = {}
        for name in names:
            with fence.around(name.subject):
                made[name.subject] = self._join(name, lines.pop(name.subject))[0]
        return made

    def _lines(self, names: Sequence[_Standpoint], *, in_doubt: bool = False) -> dict[Subject, _Asked]:
        """Read the lines of some names: those of one experiment together, each experiment once."""
        asked: dict[int, list[tuple[int, _Standpoint, int]]] = {}
        for name in names:
            for order, (at, number) in enumerate(name.places):
                asked.setdefault(at, []).append((order, name, number))
        found: dict[Subject, dict[int, Again]] = {name.subject: {} for name in names}
        doubtful: set[Subject] = set()
        for at, some in sorted(asked.items()):
            lines = self._tables(at, in_doubt=in_doubt)
            for order, name, number in some:
                found[name.subject][order] = lines.tables[number].again(name.subject)
                if not lines.is_own:
                    doubtful.add(name.subject)
        return {
            subject: ([again for _, again in sorted(some.items())], subject not in doubtful)
            for subject, some in found.items()
        }

    def _join(self, name: _Standpoint, lines: _Asked) -> tuple[JoinedPage, Gathered]:
        """Join the page of a name, and keep it: the small part last, so that the others are where that is."""
        failures = self._frame.templates.failures
        before = len(failures)
        join = GATHERED[name.subject.kind]
        again, is_own = lines
        gathered = join(self._frame, name.uri, name.subject.name, again)
        # by a line that somebody wrote, or by the user's templates
        if not is_own and not is_passive(gathered.page.html):
            del failures[before:]
            again, _ = self._lines([name], in_doubt=True)[name.subject]
            gathered = join(self._frame, name.uri, name.subject.name, again)
        templating = tuple(failures[before:])
        del failures[before:]
        files = tuple(MadeFile(one.uri, one.key) for one in gathered.downloads)
        made = JoinedPage(MadePage.of(gathered.page), files, templating)
        self._store.put(_page_key(name.key), str(gathered.page.html).encode("utf-8", "surrogatepass"))
        for one in gathered.downloads:
            self._store.put(_file_key(name.key, one.uri), one.content)
        self._store.put(name.key, packed(made))
        self.joined += 1
        return made, gathered

    def _finished(self, name: _Standpoint, made: JoinedPage) -> Gathered:
        """Give what is loaded when it is asked for."""
        page = made.page.page(Content(made.page.digest, partial(self._html, name)))
        downloads = (
            Asset(file.uri, Content(file.digest, partial(self._file, name, made, number)))
            for number, file in enumerate(made.files)
        )
        return Gathered(page, tuple(downloads))

    def _html(self, name: _Standpoint) -> str:
        entry = get_if(self._store, _page_key(name.key), is_passive_page)
        return str(self._again(name).page.html) if entry is None else entry.decode("utf-8", "surrogatepass")

    def _file(self, name: _Standpoint, made: JoinedPage, number: int) -> bytes:
        uri = made.files[number].uri
        entry = get_if(self._store, _file_key(name.key, uri), partial(is_passive_file, uri))
        return self._again(name).downloads[number].content if entry is None else entry

    def _again(self, name: _Standpoint) -> Gathered:
        """Join once more what the store has lost."""
        return self._join(name, self._lines([name])[name.subject])[1]


@dataclass(frozen=True, slots=True)
class JoinOrder:
    """Pages that are to be joined, wherever that is."""

    keys: Mapping[int, str]
    """Under which an experiment is kept, by its number in the places of names."""
    names: tuple[_Standpoint, ...]

    @property
    def cost(self) -> float:
        """CPU seconds, roughly."""
        return _CELL * sum(name.cells for name in self.names)


@dataclass(frozen=True, slots=True)
class Send:
    """Others than the build, who can join pages."""

    pays: Callable[[float], bool]
    """Whether they save time with what takes so many CPU seconds."""
    do: Callable[[Sequence[JoinOrder]], None]
    """Has orders done, as far as that is possible."""


def _note(
    names: Mapping[str, _Standpoint],
    parts: Sequence[Row | Metric],
    links: Sequence[str],
    digests: bytes,
    place: tuple[int, int],
    cells: int,
) -> None:
    """Note for the rows or the metrics of a table that have a page that they stand there."""
    paged = (part for part, link in zip(parts, links, strict=True) if link)
    for start, part in zip(range(0, len(digests), DIGEST), paged, strict=True):
        name = names[part.name]
        name.places.append(place)
        name.digests.append(digests[start : start + DIGEST])
        name.cells += cells


def _batches(names: Sequence[_Standpoint], most: int) -> Iterator[list[_Standpoint]]:
    """Some names at a time, with up to so many cells."""
    batch: list[_Standpoint] = []
    cells = 0
    for name in names:
        if batch and cells + name.cells > most:
            yield batch
            batch, cells = [], 0
        batch.append(name)
        cells += name.cells
    if batch:
        yield batch


def _page_key(key: str) -> str:
    return key_of("page", key)


def _file_key(key: str, uri: str) -> str:
    # with its place: what this user has made for one is not taken for another
    return key_of("file", key, uri)
