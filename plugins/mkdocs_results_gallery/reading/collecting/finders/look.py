"""A look at the files of a results directory, for those that tools write into several of them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from mkdocs_results_gallery.reading.tree import Node


class Look:
    """The files that are in no declared table."""

    def __init__(
        self,
        asked: Sequence[str],
        unasked: Sequence[str],
        content: Callable[[str], bytes],
        root: Callable[[str], Node | None],
    ) -> None:
        """`asked` and `unasked` are paths in natural order.

        `content` gives the bytes of a file, none where it can't be opened; `root` gives its tree, None where
        it can't be read. Both are told where the file is read for good.
        """
        self.asked = asked
        self.unasked = unasked
        self.content = content
        self.root = root

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """All files."""
        return (*self.asked, *self.unasked)

    @cached_property
    def known(self) -> frozenset[str]:
        """The same, to ask for one."""
        return frozenset(self.paths)

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in self.asked:
            found.setdefault(posixpath.basename(path), []).append(path)
        return found

    def named(self, names: Iterable[str]) -> list[str]:
        """The files with one of these names that are asked for."""
        return [path for name in names for path in self._by_name.get(name, ())]
