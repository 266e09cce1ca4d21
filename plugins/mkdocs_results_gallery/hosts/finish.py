"""What happens to a page of a gallery once its address is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape
from itertools import groupby
from pathlib import Path
from urllib.parse import urljoin

from markupsafe import Markup
from markupsafe import escape as as_html

from mkdocs_results_gallery.embed.galleries import BACKLINKS, Guide, PlacedGallery
from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.heatmap.previews import SHARE_SIZE
from mkdocs_results_gallery.pages.cite import with_addresses
from mkdocs_results_gallery.pages.context import Book
from mkdocs_results_gallery.pages.page import Heading, Page, dense, in_language, inert, is_english, title_text

_ENOUGH = 80
"""Characters of a body that tell where it may begin: the search for a long text is slow."""


@dataclass(frozen=True, slots=True)
class PageAddress:
    """Where a host publishes a page."""

    link: Callable[[str], str]
    """From an address below the site's root to the same as this page writes it."""
    canonical: str = ""
    """The whole address, ``""`` where it is unknown."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page as a host lists it, as HTML: in its navigation, its search and its outline."""

    title: str
    description: str
    """``""`` for none."""
    search: str
    """Stands in the site's search instead of the page; ``""`` for a page that is not to be found."""
    outline: tuple[tuple[str, str], ...]
    """The id and the name of each heading below the title, in order."""
    tags: tuple[str, ...]
    """What a hand-written page would be tagged with to stand beside it."""


@dataclass(frozen=True, slots=True)
class Finished:
    """The HTML of a page: nothing is left to do with it."""

    body: str
    """One element, H1 included; dense."""
    head: str
    """Elements of ``<head>``: what other sites show of the page; ``""`` where its address is unknown."""


def checked_root(path: str) -> str:
    """`path` as a folder of the site; raises ValueError."""
    root = path.strip("/")
    parts = root.split("/")
    if not root or any(part in ("", ".", "..") or "\\" in part for part in parts):
        raise ValueError(f'path: expected a folder of the site such as "gallery", got {path!r}')
    return root


def check_apart(root: str, others: Sequence[str]) -> None:
    """Raise ValueError where another gallery of the site has the folder `root`."""
    if any(root.casefold() == other.casefold() for other in others):
        raise ValueError(
            f'path: expected another folder for each gallery, got "{root}" twice; '
            "give one of them another `path`"
        )


def check_unwatched(cache: Path, folders: Sequence[Path]) -> None:
    """Raise ValueError where the cache lies in one of `folders`, which are watched."""
    for folder in folders:
        if cache.is_relative_to(folder):
            raise ValueError(
                f"cache_dir lies in {folder.name}/, which is watched: every build would start "
                "the next one. Choose a folder outside docs_dir and results_dir."
            )


def place(book: Book, problems: tuple[Problem, ...], root: str, results: Path) -> PlacedGallery:
    """Put the gallery of the folder `results` into the folder `root` of a site; `problems` are its own."""
    return PlacedGallery(root, results, Guide(book), problems)


def neighbours(pages: Sequence[Page]) -> Iterator[tuple[Page, Page | None, Page | None]]:
    """Each page with the one before and the one after it; pages of different kinds are no neighbours."""
    for _, found in groupby(pages, key=lambda page: page.kind):
        run = [*found]
        yield from zip(run, [None, *run[:-1]], [*run[1:], None], strict=True)


def dense_around(html: str, body: str) -> str:
    """A whole page without what no reader sees of it; its `body` is dense already, so it is not looked at."""
    start = html.find(body[:_ENOUGH])
    if start < 0 or not html.startswith(body, start):
        return dense(html)  # another plugin has had a hand in it
    return dense(html[:start]) + body + dense(html[start + len(body) :])


def entry(page: Page, language: str) -> Entry:
    """List `page` in a site in `language`, a tag such as ``pt-BR``; all links of it may still be unknown."""
    outline = tuple((heading.id, _name(heading, language)) for heading in page.headings)
    return Entry(
        title_text(page.title), escape(page.description), inert(page.search), outline, listed_tags(page)
    )


def listed_tags(page: Page) -> tuple[str, ...]:
    """What a hand-written page would be tagged with to stand beside `page`."""
    return tuple(map(_tag, page.tags))


def _tag(text: str) -> str:
    """A tag as HTML: hosts take it for that. What means nothing there stays as the tag of any other page."""
    return text if set(text).isdisjoint("<>\"'") and unescape(text) == text else title_text(text)


def finish(page: Page, gallery: PlacedGallery, at: PageAddress, language: str) -> Finished:
    """Finish a page of `gallery`; call it once all hand-written pages have been read.

    It gets the addresses in its snippets, the pages that mention its experiment, words on which language is
    whose, and what other sites show of it.
    """
    body = with_addresses(str(page.html), at.canonical)
    index = gallery.guide.index(page.source)
    if index is not None:
        before, _, after = body.partition(BACKLINKS)
        mentions = gallery.mentions.html(index, at.link)
        body = f"{before}{mentions}{after}" if mentions else before + after.lstrip()
    return Finished(in_language(body, language), _head(page, gallery.root, at))


def _head(page: Page, root: str, at: PageAddress) -> str:
    if not at.canonical:
        return ""
    image = urljoin(urljoin(at.canonical, at.link(f"{root}/")), page.image) if page.image else ""
    return _share_tags(page, at.canonical, image)


def _share_tags(page: Page, url: str, image: str) -> str:
    """The ``<meta>`` elements of `page` at address `url`; `image` is that of its PNG, ``""`` for none."""
    said = {
        "og:type": "article",
        "og:title": page.title,
        "og:description": page.description,
        "og:url": url,
        "og:image": image,
        "og:image:width": str(SHARE_SIZE[0]) if image else "",
        "og:image:height": str(SHARE_SIZE[1]) if image else "",
        "og:image:alt": page.description if image else "",
    }
    tags = [
        f'<meta property="{name}" content="{escape(content)}">' for name, content in said.items() if content
    ]
    card = "summary_large_image" if image else "summary"
    return "\n".join([*tags, f'<meta name="twitter:card" content="{card}">', ""])


@lru_cache(maxsize=4_096)  # the names of rows stand on many pages
def _name(heading: Heading, language: str) -> str:
    # `shown` is HTML of ours, in which names are escaped
    name = heading.title if is_english(language) or not heading.shown else Markup(heading.shown)  # noqa: S704 - see above
    return in_language(inert(str(as_html(name))), language)
