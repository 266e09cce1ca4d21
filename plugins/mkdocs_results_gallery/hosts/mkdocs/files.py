"""Our files, added to those of MkDocs."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_results_gallery.errors import Problem, shown_path
from mkdocs_results_gallery.hosts.generated_files import BackgroundWrites, BackingFiles
from mkdocs_results_gallery.hosts.mkdocs.kinds import BackedFile, DataFile
from mkdocs_results_gallery.hosts.mkdocs.settings import NAME
from mkdocs_results_gallery.pages.page import Asset, Page, digest_of
from mkdocs_results_gallery.pages.urls import ASSETS, SHARED

log = get_plugin_logger("results-gallery")

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO}


@dataclass(frozen=True, slots=True)
class Renewed:
    """What another build of a gallery has changed among the files of a site."""

    pages: Mapping[str, Page]
    """All of them now, by their URI."""
    made: Collection[str]
    """URIs of those that are new or have changed."""
    came: Collection[str]
    """URIs of pages and files that weren't there before."""
    gone: Collection[File]
    """What isn't there any more."""
    files: Collection[File]
    """What is to be written beside the pages."""


@dataclass(frozen=True, slots=True)
class _Renewal:
    """How far the files of a site are brought to what has been made anew."""

    before: Mapping[str, str]
    """The key of each file of ours that was there, by its URI."""
    old: Mapping[str, File]
    pages: dict[str, Page] = field(default_factory=dict)
    kept: list[File] = field(default_factory=list)
    """What is there now, in its order."""
    made: list[str] = field(default_factory=list)
    written: list[File] = field(default_factory=list)


class HostFiles:
    """Adds files below one folder of the site; what the project itself has there stands instead of ours."""

    def __init__(
        self, config: MkDocsConfig, root: str, backing: BackingFiles, writes: BackgroundWrites
    ) -> None:
        """`root` is the folder of the site, without slashes around it."""
        self._config = config
        self._root = root
        self._backing = backing
        self._writes = writes
        self._own: dict[str, str] = {}
        """The key of each file of ours, by its URI, in order."""
        self._site_dir = os.path.join(os.path.abspath(config.site_dir), "")  # noqa: PTH100, PTH118 - as below

    def add_page(self, files: Files, page: Page, theirs: Mapping[str, str], frame: str = "") -> str:
        """Add a page; gives its URI, ``""`` where the project has its own (`theirs`, by address).

        `frame` says what else decides about it: what the theme shows around it.
        """
        key = page.key
        file = self._page_file(files, page, theirs, key, frame)
        if file is None:
            return ""
        self._append(files, file, key)
        return file.src_uri

    def add_asset(self, files: Files, asset: Asset) -> None:
        """Add a file beside the pages."""
        uri = f"{self._root}/{asset.uri}"
        if self._free(files, uri):
            self._append(files, self._asset_file(uri, asset), asset.key)

    def renew(
        self, files: Files, pages: Collection[Page], assets: Collection[Asset], theirs: Mapping[str, str]
    ) -> Renewed:
        """Bring `files` to what has been made anew, in the order that a whole build gives them.

        A page that stays keeps its file: others may know it. Raises OSError where one can't be written.
        """
        before, known = self._own, files.src_uris
        self._own = {}
        old = {uri: known[uri] for uri in before if uri in known}
        renewal = _Renewal(before, old)
        for page in pages:
            self._renew_page(files, page, theirs, renewal)
        for asset in assets:
            self._renew_asset(files, asset, renewal)
        kept = renewal.kept
        if len(old) != len(kept) or any(
            one is not other for one, other in zip(old.values(), kept, strict=True)
        ):
            _rearrange(files, before, kept)
        came = [uri for uri in self._own if uri not in before]
        gone = [file for uri, file in old.items() if uri not in self._own]
        return Renewed(renewal.pages, renewal.made, came, gone, renewal.written)

    def _renew_page(self, files: Files, page: Page, theirs: Mapping[str, str], renewal: _Renewal) -> None:
        uri, key = f"{self._root}/{page.uri}", page.key
        file = renewal.old.get(uri)
        if file is None:
            file = self._page_file(files, page, theirs, key)
        elif renewal.before[uri] != key:
            self._refill(file, _source(key))
        if file is None:
            return
        if renewal.before.get(uri) != key:
            renewal.made.append(uri)
        renewal.pages[uri] = page
        self._keep(file, key, renewal)

    def _renew_asset(self, files: Files, asset: Asset, renewal: _Renewal) -> None:
        uri, key = f"{self._root}/{asset.uri}", asset.key
        file = renewal.old.get(uri)
        if file is None and not self._free(files, uri):
            return
        if file is None or renewal.before[uri] != key:
            file = self._asset_file(uri, asset)
            renewal.written.append(file)
        self._keep(file, key, renewal)

    def _keep(self, file: File, key: str, renewal: _Renewal) -> None:
        self._take(file, key, is_known=file.src_uri in renewal.before)
        renewal.kept.append(file)

    def _page_file(
        self, files: Files, page: Page, theirs: Mapping[str, str], key: str, frame: str = ""
    ) -> File | None:
        uri = f"{self._root}/{page.uri}"
        if not self._free(files, uri):
            return None
        nav = InclusionLevel.UNDEFINED if page.uri == "index.md" else InclusionLevel.NOT_IN_NAV
        file = self._backed(uri, partial(_source, key, frame), nav)
        if file.dest_uri in theirs:
            log.info(f"{theirs[file.dest_uri]}: your own page stands instead of the gallery's")
            return None
        # the host would put a path in as it is; our pages know their edit link themselves
        file.edit_uri = None
        return file

    def _asset_file(self, uri: str, asset: Asset) -> File:
        # other plugins want to read PNG of figures, scripts and styles; what no page shows, and data, goes
        # straight to the site
        if asset.uri.startswith(ASSETS) or (uri.endswith(".png") and not uri.endswith(SHARED)):
            return self._backed(uri, asset.body.load, InclusionLevel.NOT_IN_NAV)
        file = DataFile.generated(self._config, uri, content=b"", inclusion=InclusionLevel.NOT_IN_NAV)
        assert isinstance(file, DataFile)  # noqa: S101 - the class method makes what it is called on
        file.writes, file.load = self._writes, asset.body.load
        return file

    def _free(self, files: Files, uri: str) -> bool:
        """Whether `uri` may be ours; a file of our own from an earlier language is made way for."""
        old = files.src_uris.get(uri)
        if old is None:
            return True
        if old.generated_by == NAME:
            if uri not in self._own:
                raise PluginError(
                    f'{NAME}: path: "{self._root}" and another gallery both have a page {uri}; '
                    "give one of them another `path`"
                )
            files.remove(old)
            return True
        log.info(f"{uri}: your own page stands instead of the gallery's")
        return False

    def _backed(self, uri: str, load: Callable[[], bytes], inclusion: InclusionLevel) -> File:
        content = load()
        path = self._backing.write(uri, content)
        if path is None:
            return File.generated(self._config, uri, content=content, inclusion=inclusion)
        file = BackedFile.generated(self._config, uri, abs_src_path=str(path), inclusion=inclusion)
        assert isinstance(file, BackedFile)  # noqa: S101 - the class method makes what it is called on
        file.load = load
        return file

    def _refill(self, file: File, content: bytes) -> None:
        if isinstance(file, BackedFile) and self._backing.write(file.src_uri, content) is not None:
            file.load = lambda: content
        else:
            file.content_bytes = content

    def _append(self, files: Files, file: File, key: str) -> None:
        self._take(file, key)
        files.append(file)

    def _take(self, file: File, key: str, *, is_known: bool = False) -> None:
        file.generated_by = NAME
        if not is_known and not self._is_of_site(file):
            raise PluginError(f"{NAME}: {file.src_uri} would be written outside the site")
        self._own[file.src_uri] = key

    def _is_of_site(self, file: File) -> bool:
        """Whether it is written below the site's folder: surely so where no part of its address leads out."""
        uri = file.dest_uri
        if _LEADS_ON.isdisjoint(uri.split("/")) and _SEPARATES.isdisjoint(uri):
            return True
        return os.path.abspath(file.abs_dest_path).startswith(self._site_dir)  # noqa: PTH100 - as above


_LEADS_ON = frozenset(["", ".", ".."])
"""Parts of a path that are no name."""
_SEPARATES = frozenset("\\:")
"""Characters that part a path on some system."""


def _source(key: str, frame: str = "") -> bytes:
    """What stands for the Markdown of a page: its `key` makes --dirty see a change that only the HTML has."""
    return f"<!-- results-gallery {digest_of(f'{key} {frame}')} -->\n".encode()


def _rearrange(files: Files, before: Mapping[str, str], kept: Collection[File]) -> None:
    """Put `kept` where the files of the URIs `before` were, all in one place."""
    every = [*files]
    others = [file for file in every if file.src_uri not in before]
    first = next((at for at, file in enumerate(every) if file.src_uri in before), len(others))
    for file in every:
        files.remove(file)
    for file in (*others[:first], *kept, *others[first:]):
        files.append(file)


def log_problems(problems: Iterable[Problem]) -> None:
    """Errors and warnings count under --strict; what is only mentioned does not."""
    for problem in problems:
        if problem.counts:
            log.warning(str(problem))
        else:
            log.info(str(problem))


def is_ours(file: File) -> bool:
    """Whether a file is of some gallery."""
    return file.generated_by == NAME


def refusal(error: Exception, site_dir: str) -> PluginError | None:
    """Return one line for an `error` that comes from the folder of the site; None: it doesn't."""
    if not isinstance(error, OSError) or not _is_of_site(error, site_dir):
        return None
    return PluginError(f"{NAME}: the site could not be written to {shown_path(site_dir)}: {error}")


def _is_of_site(error: OSError, site_dir: str) -> bool:
    """Whether it is the folder of the site that refuses; an error of writing bytes names no file."""
    named = error.filename2 or error.filename
    if not isinstance(named, str):
        return error.errno in _FULL
    return os.path.join(os.path.abspath(named), "").startswith(os.path.join(site_dir, ""))  # noqa: PTH100, PTH118 - resolve() would follow links
