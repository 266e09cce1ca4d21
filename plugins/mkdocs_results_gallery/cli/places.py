"""The working directory, and paths as whoever calls would write them."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs_results_gallery.cli.reply import CallError


def here() -> Path:
    """Return the working directory. Raises CallError where it is gone."""
    try:
        return Path.cwd()
    except OSError as error:
        raise CallError(f"the working directory: {(error.strerror or 'none').lower()}") from error


def from_here(path: Path) -> str:
    """Return `path` from the working directory, with ``/``."""
    return Path(os.path.relpath(path)).as_posix()
