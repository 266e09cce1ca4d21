"""Where the results are in the repository's web view."""

from __future__ import annotations

import os
import posixpath
from pathlib import Path
from urllib.parse import urlsplit


def source_url(repo_url: str | None, edit_uri: str | None, docs: Path, results: Path) -> str:
    """The address of the folder `results`; ``""`` where it is unknown.

    `edit_uri` leads to the folder `docs`, from `repo_url` or as a whole address.
    """
    if not repo_url or not edit_uri or edit_uri.startswith(("?", "#")):
        return ""
    root = edit_uri if urlsplit(edit_uri).scheme else f"{repo_url.rstrip('/')}/{edit_uri}"
    scheme, separator, rest = root.partition("://")
    folder = Path(os.path.relpath(results, docs)).as_posix()
    address = posixpath.normpath(posixpath.join(rest, folder)).replace("/edit/", "/blob/", 1)
    return f"{scheme}{separator}{address}"
