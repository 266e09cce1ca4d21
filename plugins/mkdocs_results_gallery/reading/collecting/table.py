"""The files of a collection become an experiment: those that can't be read are left out of it, and told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from mkdocs_results_gallery.collector import without_collection
from mkdocs_results_gallery.errors import BUG, Problem, shown
from mkdocs_results_gallery.model import Experiment
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.beside import standing_beside
from mkdocs_results_gallery.reading.collecting.collection import (
    CollectedFiles,
    Member,
    Recall,
    Recorded,
    Recorder,
)
from mkdocs_results_gallery.reading.collecting.marks import MOST_FILES, ProblemsOfMany, mark_in, standing_in
from mkdocs_results_gallery.reading.collecting.means import CollectionKind, Means, MemberRecord
from mkdocs_results_gallery.reading.formats import OF_ROWS, Format, read_document
from mkdocs_results_gallery.reading.read import Read, Unread
from mkdocs_results_gallery.reading.schema.declared import DeclaredCollection, Settings
from mkdocs_results_gallery.reading.schema.keys import GALLERY, read_settings
from mkdocs_results_gallery.reading.schema.kinds import Reader
from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping
from mkdocs_results_gallery.reading.tree import Abort, MappingNode, Problems
from mkdocs_results_gallery.words.phrases import counted, first_few

_NAMED = 3
"""Files in a message, at most."""
_TRIES = 6
"""Times that the table is made without the files that were found wrong: of records, of names, of cells."""

Maker = Callable[[Shaped, bytes, str, Problems, Limits], Experiment | None]
"""`parsing.experiment_of`."""


def recorded_now(collected: CollectedFiles, _: str, record: Recorder) -> Sequence[Recorded]:
    """Read all members."""
    return [record(member, collected.contents) for member in collected.collection.members]


@dataclass(frozen=True, slots=True)
class CollectionReading:
    """Reads collections of one kind."""

    kind: CollectionKind
    make: Maker
    limits: Limits
    formats: Mapping[str, Format]
    recall: Recall

    def read(self, unread: Unread, collected: CollectedFiles) -> Read:
        """The experiment that the files of a collection are together. Never raises."""
        problems = Problems(unread.path)
        with without_collection():
            try:
                return self._read(unread, collected, problems)
            except Exception as error:
                # our own bug, as in `parse_bytes`
                message = f"{BUG}: {type(error).__name__}"
                problems.error("bug", 0, (), message, "please report it, with these files")
                return Read(None, problems.all(), unread.content)

    def _read(self, unread: Unread, collected: CollectedFiles, problems: Problems) -> Read:
        collection = collected.collection
        if len(collection.members) > MOST_FILES:
            message = f"expected at most {MOST_FILES:,} files in a table, got {len(collection.members):,}"
            problems.error("limit", 0, (), message, "make several tables of them")
            return Read(None, problems.all(), unread.content)
        means = self._means(unread)
        how = repr((collection.kind, means.lines, *means.pick.items(), *_of_lines(means.settings)))
        recorded = self.recall(collected, how, partial(self._recorded, means))
        reported = {problem for one in recorded for problem in one.problems}
        experiment = self._made(unread, collected, means, _lines(recorded, collection.members), reported)
        is_found = bool(self.kind.told)
        reported |= _of_the_whole(unread.path, experiment is not None, reported, len(recorded), is_found)
        return Read(experiment, tuple(sorted(reported)), unread.content)

    def _made(
        self,
        unread: Unread,
        collected: CollectedFiles,
        means: Means,
        lines: Sequence[MemberRecord],
        reported: set[Problem],
    ) -> Experiment | None:
        """The experiment, without those files that are wrong; adds what is wrong to what is `reported`."""
        collection = collected.collection
        beside = unread.sidecar.path if unread.sidecar else ""
        for _ in range(_TRIES if lines else 0):
            problems = ProblemsOfMany(unread.path, beside, [member.path for member in collection.members])
            if self.kind.told:
                count = counted(len(collection.members), "file")
                hint = "`collect` in _gallery.yaml says it otherwise, and `exclude` leaves files out"
                problems.notice("tool", 0, (), f"read as {self.kind.told}: {count}", hint)
            _report_unpicked(means, lines, problems)
            shaping = Shaping(means.settings, problems, self.limits)
            found = self.kind.tables(lines, collection.fields, means, shaping)
            made = self.make(found, unread.content, unread.path, problems, self.limits) if found else None
            if not problems.has_errors:
                reported |= {*problems.all()}
                return made and replace(
                    made,
                    title=made.title or collection.title,
                    sidecar=unread.sidecar,
                    sources=tuple(collected.contents),
                )
            reported |= {problem for problem in problems.all() if problem.severity == "error"}
            lines = [line for line in lines if line.file not in problems.wrong]
            if not (problems.wrong and lines):
                break
        return None

    def _means(self, unread: Unread) -> Means:
        declared = self._declared(unread) if unread.sidecar else None
        formats = {**self.formats, **OF_ROWS}
        if declared is None:
            return Means(self.limits, formats, unread.settings)
        return Means(
            self.limits,
            formats,
            declared.settings.under(unread.settings),
            declared.pick,
            declared.lines,
            is_key_said=bool(declared.settings.row_key),
            table=declared.table,
        )

    def _declared(self, unread: Unread) -> DeclaredCollection | None:
        """What the ``_gallery.yaml`` says of the table; what is wrong with it was reported of that file."""
        sidecar = unread.sidecar
        if sidecar is None:
            return None
        own = Problems(sidecar.path)
        with suppress(Abort):
            root = read_document(sidecar.content, sidecar.path, own, self.limits, self.formats).root
            if isinstance(root, MappingNode):
                standing_beside(root)
                return read_settings(root, GALLERY, (), Reader(own, self.limits)).collect
        return None

    def _recorded(self, means: Means, member: Member, contents: Mapping[str, bytes]) -> Recorded:
        problems = Problems(member.path)
        records: list[MappingNode] = []
        with suppress(Abort):
            records = self.kind.records(member, contents, means, problems)
        is_good = not problems.has_errors
        return Recorded(tuple(records) if is_good else (), problems.all(), is_good)


def _of_lines(settings: Settings) -> tuple[object, ...]:
    """What decides about lines of cells."""
    return settings.header, settings.row_key, *sorted(settings.metrics)


def _lines(recorded: Sequence[Recorded], members: Sequence[Member]) -> list[MemberRecord]:
    lines = []
    for number, (one, member) in enumerate(zip(recorded, members, strict=True)):
        whole = mark_in(number, 0)
        for record in one.records:
            standing_in(number, record)
            lines.append(MemberRecord(number, member.names, record, whole))
    return lines


def _report_unpicked(means: Means, lines: Sequence[MemberRecord], problems: Problems) -> None:
    """Warn of each metric that no file has at its place."""
    there = {key for names in {line.record.keys for line in lines} for key in names}
    own = means.settings.own.get("pick") if means.settings.own else None
    for name, where in means.pick.items():
        if name not in there:
            message = f"expected a place in the files, got {shown(where)}, which is in none"
            mark = own[0].key_mark(name) if own and isinstance(own[0], MappingNode) else 0
            problems.warning("unpicked", mark, ("pick", name), message)


def _of_the_whole(
    path: str, has_table: bool, reported: set[Problem], files: int, is_found: bool
) -> set[Problem]:
    """What is said of the table: which files it lacks, or that it has no numbers."""
    wrong = sorted({problem.file for problem in reported if problem.severity == "error"})
    if has_table and wrong:
        names = first_few([shown(name, 80) for name in wrong], _NAMED, "more")
        message = f"expected {counted(files, 'file')} in this table, got it without {names}"
        return {Problem(path, 0, 0, "", message, "mend that first", "warning", cause=wrong[0])}
    if not has_table and not wrong:
        if is_found:
            return {Problem(path, 0, 0, "", "no metric table: no numbers in these files", severity="skipped")}
        message = "expected numbers in the files of this table, got none"
        return {Problem(path, 0, 0, "", message, "`pick` says where they stand", "warning")}
    return set()
