"""Where the files of results are in the web view of their repository."""

from __future__ import annotations

import os
import posixpath
import re
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from urllib.parse import quote, urljoin, urlsplit

# the last folder of an address: of its path or of a query, as it is or encoded; never the address's host
_LAST_FOLDER = re.compile(
    r"(?:\A|(?<=[^/:]/)|(?<==)|(?<=%2F))(?!\.\.?(?:/|%2F))(?:(?!%2F)[^/?#&=])+(?:/|%2F)\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SourceLinks:
    """How the repository's web view writes the address of a file.

    Names of files come from strangers and hosts print addresses as they are: each name is percent-encoded, so
    that no character of it can end an attribute, a path or a query.
    """

    repo_url: str
    """Address of the repository, ``""`` where it is unknown."""
    edit_uri: str
    """Leads to the folder `docs`, from `repo_url` or as a whole address; ``""`` for none."""
    template: str
    """Stands instead of `edit_uri`, with ``{path}``, ``{path!q}`` or ``{path_noext}`` where a path below
    `docs` goes; ``""`` for none."""
    docs: Path
    results: Path

    def edit_url(self, path: str) -> str:
        """Return the address that edits the results file at `path`; ``""`` for none."""
        if not self.template and not self.edit_uri:
            return ""
        return self._address(posixpath.join(self._folder(), path))

    def source_url(self) -> str:
        """Return the address of the folder `results`, behind which paths can be put; ``""`` for none."""
        leads_on = self.template.endswith("{path}") if self.template else bool(self.edit_uri)
        address = self._address(self._folder()) if leads_on else ""
        if not urlsplit(address).scheme or urlsplit(address).fragment:
            return ""
        return address.replace("/edit/", "/blob/", 1).rstrip("/")

    def _folder(self) -> str:
        folder = Path(os.path.relpath(self.results, self.docs)).as_posix()
        return "" if folder == "." else folder

    def _address(self, path: str) -> str:
        address = _filled(self.template, path) if self.template else _followed(self.edit_uri, path, safe="/")
        if self.repo_url and not address.startswith(("?", "#")):
            return urljoin(f"{self.repo_url.rstrip('/')}/", address)
        return urljoin(self.repo_url, address)


def _filled(template: str, path: str) -> str:
    """`template` with `path` at its places, each encoded as the template asks for."""
    address = ""
    for literal, field, _, conversion in Formatter().parse(template):
        if field:
            named = posixpath.splitext(path)[0] if field == "path_noext" else path
            address += _followed(literal, named, safe="" if conversion == "q" else "/")
        else:
            address += literal
    return address


def _followed(address: str, path: str, safe: str) -> str:
    """`path` behind `address`; its ``..`` take folders away, as in a query nobody else would."""
    names = path.split("/")
    while names[:1] == [".."] and _LAST_FOLDER.search(address):
        address = _LAST_FOLDER.sub("", address)
        del names[0]
    return address + quote("/".join(names), safe=safe, errors="surrogateescape")
