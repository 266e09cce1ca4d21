"""A function that the owner of a site names in its configuration, as ``module:function``, and what it makes.

That runs code, as a hook of MkDocs does. So such a name is taken from a configuration only, never from a
results file.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from mkdocs_results_gallery.errors import shown

_NAME = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*:[^\W\d]\w*(\.[^\W\d]\w*)*")


@dataclass(frozen=True, slots=True)
class Factory:
    """What is called without arguments, when what it makes is needed."""

    name: str
    """``module:function``."""
    folder: Path
    """Where a module is looked for first: that of the configuration."""

    def __call__(self) -> Any:  # noqa: ANN401 - whatever it makes
        """Import it, and call it. Raises whatever that raises."""
        module, function = self.name.split(":")
        with _found_in(self.folder):
            made: Any = importlib.import_module(module)
            for name in function.split("."):
                made = getattr(made, name)
            return made()


def named_factory(name: str, folder: Path) -> Factory:
    """The factory of a name, which is imported when it is called. Raises ValueError."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"expected module:function, got {shown(name)}")
    top = name.split(":", maxsplit=1)[0].split(".", maxsplit=1)[0]
    with _found_in(folder):
        try:
            is_there = find_spec(top) is not None
        except ValueError:  # it has no spec, as a main module
            is_there = top in sys.modules
    if not is_there:
        raise ValueError(
            f"expected a module that is installed or beside the configuration, got {shown(top)}, which isn't"
        )
    return Factory(name, folder)


@contextmanager
def _found_in(folder: Path) -> Iterator[None]:
    path = str(folder)
    sys.path.insert(0, path)
    try:
        yield
    finally:
        sys.path.remove(path)
