"""Page and Asset: all that a host ever sees. And foreign texts as safe HTML, with their language."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from functools import lru_cache
from html import escape
from itertools import islice
from typing import Generic, TypeVar

import mistune
import nh3
from markupsafe import Markup
from markupsafe import escape as as_html

from mkdocs_results_gallery.words.missing import MISSING_KINDS


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a page's table of contents."""

    id: str
    """The id of the element, unique on the page."""
    title: str
    """Plain text."""
    shown: str = ""
    """The same as HTML, where it has words of ours in a site that isn't English; else ``""``."""


@dataclass(frozen=True, slots=True)
class Link:
    """A title and where it leads."""

    title: str
    href: str


Loaded = TypeVar("Loaded", str, bytes)


@dataclass(frozen=True, slots=True)
class Content(Generic[Loaded]):
    """The text of a page, or the bytes of a file: loaded at each access, so that nobody needs to hold it."""

    key: str
    """64 hexadecimal digits; contents of one key are equal."""
    load: Callable[[], Loaded] = field(compare=False, repr=False)
    """Gives it; never fails."""


def held(content: Loaded) -> Content[Loaded]:
    """Hold `content` itself."""
    return Content(digest_of(content), lambda: content)


def digest_of(content: str | bytes) -> str:
    """Give the key of a content that is known: SHA-256, as hexadecimal digits."""
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class Page:
    """One finished page. Its HTML needs no further processing: no Markdown, no template."""

    uri: str
    """Below the gallery's root, with ``/`` and ``.md``, e.g. ``experiments/probing/facts.md``."""
    kind: str
    """``gallery``, ``changes``, ``experiment``, ``baseline``, ``metric``, ``row``, ``tag``, ``names`` or
    ``broken``."""
    title: str
    """Plain text, not escaped; no HTML and no Markdown."""
    body: Content[str]
    """Where `html` comes from."""
    headings: tuple[Heading, ...] = ()
    """The H2s of `html`, in order."""
    description: str = ""
    """One or two sentences of plain text for search engines and link previews."""
    edits: str = ""
    """The file that a link for editing leads to; ``""`` where there is none, or several."""
    source: str = ""
    """The results file behind the page, below the results directory; ``""`` for gathered pages."""
    image: str = ""
    """URI of a picture to share, a PNG; ``""`` for none."""
    tags: tuple[str, ...] = ()
    """Those that a reader of the whole site finds the page by; plain text."""
    search: str = ""
    """HTML that the site's search indexes instead of `html`: names and words, no cell numbers (`searching`);
    ``""`` for a page that is not to be found."""

    @property
    def html(self) -> str:
        """One element ``<div class="rg">``, H1 included, dense; links are relative to the page's own address.

        It is loaded at each access and not kept.
        """
        return self.body.load()

    @property
    def key(self) -> str:
        """64 hexadecimal digits: pages of one key are equal in all that a host sees of them."""
        return digest_of(repr([getattr(self, one.name) for one in fields(self)]))


@dataclass(frozen=True, slots=True)
class Asset:
    """One file beside the pages: a picture, a download, a stylesheet."""

    uri: str
    """Below the gallery's root, with ``/``."""
    body: Content[bytes]
    """Where `content` comes from."""

    @property
    def content(self) -> bytes:
        """Its bytes, loaded at each access and not kept."""
        return self.body.load()

    @property
    def key(self) -> str:
        """64 hexadecimal digits that decide about its bytes."""
        return self.body.key


@dataclass(frozen=True, slots=True)
class Gathered:
    """The page of a shared name, with what it offers to download."""

    page: Page
    downloads: tuple[Asset, ...]


MOST_CELLS = 2_000
"""Cells up to which each has an id of its own; in a larger table the browser finds it by row and column."""

_TAG = re.compile("&lt;(?=[A-Za-z/!?])")
_WORD_JOINER = "\u2060"


@lru_cache(maxsize=4_096)  # the same rows and metrics stand in many tables
def name(text: str, language: str = "") -> str:
    """A foreign name as HTML, or a text in another `language` than the names are in."""
    # bdi: a right-to-left name must not turn its neighbours around
    return f'<bdi lang="{language}">{escape(text)}</bdi>' if language else f"<bdi>{escape(text)}</bdi>"


def link(text: str, href: str) -> str:
    """A foreign name as HTML, leading to `href` if that is not ``""``."""
    return f'<a href="{escape(href)}">{name(text)}</a>' if href else name(text)


def title_text(text: str) -> str:
    """Foreign text as HTML for a title: of a page, of an entry of its outline, or of an element."""
    return inert(escape(text))


def inert(html: str) -> str:
    """`html` whose escaped text stays text where a host takes it for HTML once more.

    Material does so with titles: with a page's in ``<title>``, and in its tooltips with those that it cuts
    off and with all attributes ``title``. An invisible character keeps a ``<`` from beginning a tag there.
    """
    return _TAG.sub(f"&lt;{_WORD_JOINER}", html)


_AS_WRITTEN = re.compile(r"(<(?:pre|textarea|script|style)\b.*?</(?:pre|textarea|script|style)>)", re.DOTALL)
_INDENT = re.compile(r"\n\s+")


def dense(html: str) -> str:
    """HTML without blank lines and indentation, which no reader sees.

    A quarter of what a theme puts around a page is nothing else, on each of the pages of some thousand rows.
    """
    parts = _AS_WRITTEN.split(html)
    return "".join(part if at % 2 else _INDENT.sub("\n", part) for at, part in enumerate(parts))


_TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "strong",
    "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip # short words stay dense
_DEEPEST_HEADING = 6
_SHALLOWEST_HEADING = 4


class _Renderer(mistune.HTMLRenderer):
    def heading(self, text: str, level: int, **attrs: object) -> str:
        # the page's own outline ends at h3
        level = min(_DEEPEST_HEADING, level + _SHALLOWEST_HEADING - 1)
        return f"<h{level}>{text}</h{level}>\n"

    def link(self, text: str, url: str, title: str | None = None) -> str:
        # what leads elsewhere than to a web page or a mailbox is only its words
        if not url.lower().startswith(("http://", "https://", "mailto:")):
            return text
        return f'<a href="{mistune.escape(url)}">{text}</a>'

    def image(self, text: str, url: str, title: str | None = None) -> str:
        # a picture from elsewhere would show its server who reads the page
        return mistune.escape(text)


_markdown = mistune.create_markdown(renderer=_Renderer(escape=True), plugins=["table", "strikethrough"])


def safe_html(markdown: str) -> Markup:
    """`markdown` (at most 8 KiB, checked when read) as HTML without scripts, images or foreign attributes."""
    if not markdown.strip():
        return Markup()
    html = str(_markdown(markdown))
    cleaned = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow ugc noopener noreferrer",
    )
    return Markup(cleaned)  # noqa: S704 - nh3 has just cleaned it


OURS = "en"
"""The language of our words."""

_ROOT = re.compile(r'<div class="rg(?: [^"]*)?"')
_REASON = "|".join(re.escape(kind.word) for kind in MISSING_KINDS.values())
_THEIRS = re.compile(
    r'<(?:bdi|code|option|span class="rg-unit"|dl class="rg-definitions"'
    r'|div class="rg-description"|dd class="rg-definition"|output class="rg-told"'
    # of a figure: names among words of ours, labels, whole labels where they are shortened, groups, points,
    # and cells that have a number
    r'|tspan class="rg-name"|text [^<>]*class="rg-label(?:-of-point)?"[^<>]*|g class="rg-groups"'
    r'|g(?=><title>)|g class="rg-point[^<>]*'
    rf'|g class="rg-cell"[^<>]*(?=><title>(?![^<]*: (?:{_REASON})\b)))(?=>)'
)
_NOTE = re.compile(rf'(<span class="rg-sr">(?:{_REASON})(?:: | \())([^<]+)(?=</span>)')


@lru_cache(maxsize=8)  # each word of each page asks for that of the site
def is_english(language: str) -> bool:
    """Whether a site in `language`, a tag such as ``pt-BR``, needs no word about that of ours."""
    return language.replace("_", "-").partition("-")[0].lower() in ("", OURS)


def in_language(html: str, language: str) -> str:
    """`html`, a page or a block of ours, for a site in `language`."""
    if is_english(language):
        return html
    theirs = f' lang="{escape(language)}"'
    html = _ROOT.sub(lambda root: f'{root[0]} lang="{OURS}"', html, count=1)
    html = _NOTE.sub(r"\1<bdi>\2</bdi>", html)
    return _THEIRS.sub(lambda opening: opening[0] + theirs, html)


def ours(text: str) -> Markup:
    """Words of ours among the user's; HTML stays HTML."""
    return Markup('<span lang="{}">{}</span>').format(OURS, text)


def marked(text: str, *names: str) -> Markup:
    """A text of ours with the user's `names` in it marked as such."""
    known = sorted((name for name in names if name and name in text), key=len, reverse=True)
    if not known:
        return Markup(escape(text))  # noqa: S704 - escaped
    pieces = re.split(rf"(?<!\w)({'|'.join(map(re.escape, known))})(?!\w)", text)
    return Markup("").join(
        Markup("<bdi>{}</bdi>").format(piece) if number % 2 else piece for number, piece in enumerate(pieces)
    )


_CODE = re.compile(r'"(?:[^"\\]|\\.)*"|`([^`]+)`')
"""What stands in backticks in a message, and what it quotes, in which backticks are the user's."""


def with_code(text: str, *names: str) -> Markup:
    """A message of ours as HTML: what it has in backticks is code, the user's `names` beside are marked."""
    html, at = Markup(), 0
    for found in _CODE.finditer(text):
        if found[1]:
            # with its direction, because it is no name of the user's
            code = Markup('<code dir="ltr">{}</code>').format(found[1])
            html += marked(text[at : found.start()], *names) + code
            at = found.end()
    return html + marked(text[at:], *names)


_MOST_NAMES = 5_000
"""Names of one kind that are indexed of one page; rows that matter have a page of their own."""


_MOST_GATHERED = 100
"""Experiments up to which a page that gathers them is found by their titles. Each has an entry of its own,
and a search looks through whole texts."""


def found_by(title: str, prose: str = "", *, experiments: Iterable[str] = (), **names: Iterable[str]) -> str:
    """HTML for the index: `title` as heading, `prose` (safe HTML), and a list for each kind of `names`."""
    gathered = [*dict.fromkeys(experiments)]
    if gathered and len(gathered) <= _MOST_GATHERED:
        names = {**names, "experiments": gathered}
    parts = [f"<h1>{as_html(title)}</h1>", prose]
    for kind, texts in names.items():
        listed = ", ".join(islice(dict.fromkeys(texts), _MOST_NAMES))
        if listed:
            parts.append(f"<p>{kind.capitalize()}: {as_html(listed)}</p>")
    return "".join(parts)
