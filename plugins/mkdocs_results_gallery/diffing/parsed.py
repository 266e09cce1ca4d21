"""Both states are read, as far as it is needed; what is the same in both is parsed once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mkdocs_results_gallery.diffing.sideread import SideRead
from mkdocs_results_gallery.model import Experiment
from mkdocs_results_gallery.options import Limits, Options
from mkdocs_results_gallery.reading.anew import ReadingAnew
from mkdocs_results_gallery.reading.frozen import ReadKeys
from mkdocs_results_gallery.reading.gallery import gather
from mkdocs_results_gallery.reading.read import Read, SaidOfFolder, Unread
from mkdocs_results_gallery.reading.tree import Problems
from mkdocs_results_gallery.revisions.excerpt import Excerpt

_WORLD = "this process"


@dataclass(slots=True)
class SharedReading:
    """What was parsed, by all that decides about it."""

    options: Options
    reads: dict[str, Read] = field(default_factory=dict)
    folders: dict[tuple[str, bytes], SaidOfFolder] = field(default_factory=dict)

    def of(self, excerpt: Excerpt) -> SideRead:
        """Read all that was brought of a state."""
        reading = _ParsingOnce(self)
        gallery = gather(excerpt.root, self.options, reading)
        reads = {path: self.reads[key] for path, key in reading.keys.items()}
        found = {one.path: _as_read(one, reads) for one in gallery.experiments}
        broken = {one.path: one for one in gallery.broken}
        return SideRead(excerpt, gallery, frozenset(reading.tableless), reading.keys, found, broken)


class _ParsingOnce:
    """Parses what has not been parsed before."""

    def __init__(self, shared: SharedReading) -> None:
        self._shared = shared
        self._anew = ReadingAnew()
        self.keys: dict[str, str] = {}
        self.tableless: set[str] = set()

    def content(self, path: str, problems: Problems, limits: Limits, left: int) -> bytes:
        """The bytes of a file."""
        return self._anew.content(path, problems, limits, left)

    def folder(self, content: bytes, path: str, limits: Limits) -> SaidOfFolder:
        """What a ``_gallery.yaml`` says."""
        known = self._shared.folders
        if (path, content) not in known:
            known[path, content] = self._anew.folder(content, path, limits)
        return known[path, content]

    def files(self, unread: Sequence[Unread], limits: Limits) -> Iterator[Read]:
        """Each file, in order."""
        keys = ReadKeys(limits, _WORLD)
        known = self._shared.reads
        for one in unread:
            key = self.keys[one.path] = keys.of(one)
            if key not in known:
                (known[key],) = self._anew.files([one], limits)
            read = known[key]
            is_wrong = any(problem.severity == "error" for problem in read.problems)
            if one.collected is None and read.experiment is None and not is_wrong:
                self.tableless.add(one.path)
            yield read


def _as_read(experiment: Experiment, reads: Mapping[str, Read]) -> Experiment:
    """`experiment` without a title that was made of paths: another file may give it another one."""
    read = reads.get(experiment.path)
    return read.experiment if read and read.experiment else experiment
