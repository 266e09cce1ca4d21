"""One input to each door: reading, addresses, a whole build. Each says what is wrong with what came out."""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from markdown import Markdown

from mkdocs_results_gallery.build import Site, build
from mkdocs_results_gallery.embed.fragment import Fragment
from mkdocs_results_gallery.embed.galleries import Galleries, Guide, PlacedGallery
from mkdocs_results_gallery.embed.html import filled
from mkdocs_results_gallery.embed.lines import SourceText
from mkdocs_results_gallery.embed.markdown import ResultsLinks, WrittenPage
from mkdocs_results_gallery.embed.query import QueryError
from mkdocs_results_gallery.embed.resolve import LinkFiller
from mkdocs_results_gallery.errors import BUG, Problem
from mkdocs_results_gallery.options import Limits, Options
from mkdocs_results_gallery.reading.parsing import parse_bytes
from mkdocs_results_gallery.reading.schema.declared import Settings
from tests.fuzz import addresses, files, trees
from tests.fuzz.values import Dice

_LIMITS = Limits(file_bytes=100_000, values=2_000, depth=8)
_OURS = (BUG, "could not be drawn")
_HREF = re.compile(r'\s(?:href|data-src)="([^"#?]*)')
_FOLDERS = ("", "", "", "x/", "x/y/", "é/")
_STEMS = ("a", "b", "c", "index", "a b", "é", "_x", "con", "a--b", "<b>", "a#b", "%41", "漢字", "d", "e", "&")


def reading(dice: Dice) -> list[str]:
    """One results file of any format."""
    suffix, content = files.results_file(dice)
    read = parse_bytes(content, f"a{suffix}", Settings(), _LIMITS)
    return _bugs(read.problems)


class Prose:
    """Pages with addresses, before one gallery."""

    def __init__(self, folder: Path, dice: Dice) -> None:
        self.folder = folder
        self.names = lay_down(dice, folder)
        self.site = build(folder / "results", _options(dice))

    def weave(self, dice: Dice) -> list[str]:
        """One page of hand-written Markdown."""
        return woven(self.site, self.folder, addresses.page(dice, self.names))


def building(dice: Dice, folder: Path) -> list[str]:
    """One whole gallery, and a page that speaks of it."""
    names = lay_down(dice, folder)
    try:
        site = build(folder / "results", _options(dice))
        wrong = _bugs(site.problems) + list(dangling(site)) + list(lost(site, folder))
        return wrong + woven(site, folder, addresses.page(dice, names))
    finally:
        shutil.rmtree(folder)


def lay_down(dice: Dice, folder: Path) -> list[str]:
    """Write a gallery below `folder`; the names of its experiments as addresses write them."""
    names = []
    for _ in range(dice.choice((1, 1, 2, 3, 5, 8))):
        suffix, content = files.well_made(dice) if dice.random() < 0.9 else files.results_file(dice)
        name = f"{dice.choice(_FOLDERS)}{dice.choice(_STEMS)}"
        _write(folder / "results" / f"{name}{suffix}", content)
        names.append(name)
    for place in ("", "x/"):
        if dice.random() < 0.3:
            text = files.written(dice, trees.defaults(dice), ".yaml")
            _write(folder / "results" / place / "_gallery.yaml", text.encode("utf-8", "surrogatepass"))
    return names


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _options(dice: Dice) -> Options:
    limits = Limits(
        listed_cells=dice.choice((8, 20_000)),
        drawn_rows=dice.choice((2, 1_000)),
        annotated_cells=dice.choice((3, 1_000)),
        shared_pages=dice.choice((1, 3, 20_000, 20_000)),
        shared_cells=dice.choice((30, 20_000_000, 20_000_000)),
    )
    return Options(
        workers=0,
        shared_by=dice.choice((1, 2, 2, 3)),
        related=dice.choice((0, 1, 8)),
        palette=dice.choice(("red-yellow", "viridis", "purple-orange")),
        directory_urls=dice.random() < 0.8,
        repository=dice.choice(("", "https://example.org/r/blob/main/results")),
        share_images=dice.random() < 0.03,
        limits=limits,
    )


def woven(site: Site, folder: Path, text: str) -> list[str]:
    """What is wrong after `text`, a page in ``docs/`` beside the results, has become HTML."""
    galleries = Galleries()
    galleries.add(PlacedGallery("gallery", folder / "results", Guide(site.book)))
    links = ResultsLinks(LinkFiller(galleries))
    links.page = WrittenPage(
        "page.md", folder / "docs" / "page.md", SourceText(text), lambda address: address
    )
    html = Markdown(extensions=[links, "tables", "toc"]).convert(text)
    filled(html, lambda url, words: _answered(galleries, url, words, folder))
    return _bugs([problem for problem, _ in links.page.problems()])


def _answered(galleries: Galleries, url: str, words: str, folder: Path) -> Fragment | None:
    """What a link in finished HTML becomes."""
    try:
        meant = galleries.meant(url, folder / "docs" / "page.md")
    except QueryError as error:
        return Fragment(problem=error.message)
    return LinkFiller(galleries).fragment(meant, words, lambda address: address) if meant else None


def _bugs(problems: Iterator[Problem] | list[Problem] | tuple[Problem, ...]) -> list[str]:
    return [str(problem) for problem in problems if any(words in problem.message for words in _OURS)]


def dangling(site: Site) -> Iterator[str]:
    """Links between pages and files of the gallery that lead nowhere."""
    address = site.book.addresses.address
    known = {address(page.uri) for page in site.pages} | {asset.uri for asset in site.assets}
    for page in site.pages:
        here = address(page.uri)
        for found in {*_HREF.findall(str(page.html))}:
            target = unescape(found)
            if not target or ":" in target:
                continue
            path = posixpath.normpath(posixpath.join(posixpath.dirname(here) if here else "", target))
            if not {path, f"{path}/", "" if path == "." else path} & known:
                yield f"{page.uri} links to {target}, which is not there"


def lost(site: Site, folder: Path) -> Iterator[str]:
    """Files that are neither shown nor told of."""
    told = {problem.file for problem in site.problems} | {one.path for one in site.book.gallery.experiments}
    for file in (folder / "results").rglob("*"):
        path = file.relative_to(folder / "results").as_posix()
        if file.is_file() and not file.name.startswith(("_", ".")) and path not in told:
            yield f"{path} is neither shown nor told of"
