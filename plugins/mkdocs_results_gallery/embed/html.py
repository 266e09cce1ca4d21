"""Fill links to results that are left in finished HTML and in feeds, or report them.

Raw HTML, notebooks, and what other plugins render by themselves never pass our Markdown extension. Feeds
(RSS, Atom and JSON Feed) are written by others, from the source of pages.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape, unescape
from html.parser import HTMLParser

from mkdocs_results_gallery.embed.fragment import Fragment, WrongLink
from mkdocs_results_gallery.embed.query import SCHEME, is_named, may_have_paths
from mkdocs_results_gallery.pages.page import inert

Ask = Callable[[str, str], Fragment | None]
"""From a link's address and words to what it becomes; None for one that is not ours."""

IsPath = Callable[[str], bool]

_LINKING = frozenset({"href", "src", "xlink:href"})

# what a reference to a character of "results:" looks like, blanks before it included
_ENCODED = re.compile(
    rb"&(?:#(?:x0*(?:[57]2|[46]5|[57]3|[57]5|[46]c|[57]4|3a|20|[9ad])|"
    rb"0*(?:82|114|69|101|83|115|85|117|76|108|84|116|58|32|9|10|13))(?![0-9a-f])|colon;|tab;|newline;)"
)
_BEFORE = re.compile(rb"(?:=|=\s*[\"'])\s*\Z")


_ELEMENT = Fragment(
    problem="expected a link or an image of Markdown, got an address in HTML that can't be filled",
    hint="write ![…](results:…) in a page of Markdown, in a paragraph of its own",
)
_ENDLESS = Fragment(problem="expected </a> behind the words of the link, got none", hint="close it")


def filled(html: str, ask: Ask, is_path: IsPath | None = None) -> tuple[str, tuple[WrongLink, ...]]:
    """`html` with each ``<a href="results:…">`` as what it stands for, and what is wrong with links in it.

    `is_path` says whether another address is the path to a results file. A page without a link costs a
    search for a few letters.
    """
    if not may_have_links(html) and not (is_path and may_have_paths(html)):
        return html, ()
    finder = _LinkFinder(html, ask, is_path or (lambda _: False))
    finder.feed(html)
    finder.close()
    return finder.filled(), tuple(finder.left)


def may_have_links(html: str) -> bool:
    """Whether it is worth reading: an attribute may begin with ``results:``, in any writing of it."""
    # ten times as fast as the lower case of a text with other letters than ASCII's
    text, scheme = html.encode(errors="replace").lower(), SCHEME.encode()
    at = text.find(scheme)
    while at >= 0:
        if text[at - 1 : at] == b"<" or _BEFORE.search(text, max(0, at - 40), at):
            return True
        at = text.find(scheme, at + 1)
    return _ENCODED.search(text) is not None


class _LinkFinder(HTMLParser):
    def __init__(self, html: str, ask: Ask, is_path: IsPath) -> None:
        super().__init__(convert_charrefs=True)
        self.left: list[WrongLink] = []
        self._html = html
        self._ask = ask
        self._is_path = is_path
        self._lines = [0, *(found.end() for found in re.finditer("\n", html))]
        self._open: tuple[str, int, int, int] | None = None
        """The link that is being read: address, its place among those of it, where its tag and its words
        begin."""
        self._seen: Counter[str] = Counter()
        self._words: list[str] = []
        self._pieces: list[str] = []
        self._done = 0

    def parse_html_declaration(self, i: int) -> int:
        """As browsers do, take ``<![if …]>`` for a comment; the standard library may raise there."""
        is_odd = self.rawdata.startswith("<![", i) and not self.rawdata.startswith("<![CDATA[", i)
        return self.parse_bogus_comment(i) if is_odd else super().parse_html_declaration(i)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at each attribute that links."""
        if is_named(tag):
            self._fill_element(self.get_starttag_text() or "")
        for name, value in attrs:
            url = (value or "").strip()
            if tag == "a" and name == "href":
                if is_named(url) or self._is_path(url):
                    self._begin(url)
            elif name in _LINKING and is_named(url):
                self._leave(url, _ELEMENT, self._meet(url))

    def handle_data(self, data: str) -> None:
        """Keep the words of a link."""
        if self._open:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Ask what the link becomes that ends here."""
        if tag != "a" or self._open is None:
            return
        (url, nth, begin, inner), self._open = self._open, None
        end = self._at()
        after = self._html.find(">", end) + 1
        fragment = self._ask(url, " ".join("".join(self._words).split()))
        if fragment is None:
            return
        if fragment.problem:
            self._leave(url, fragment, nth)
        html = (
            inert(fragment.html) or f"{inert(fragment.before)}{self._html[inner:end]}{inert(fragment.after)}"
        )
        self._pieces += [self._html[self._done : begin], _embedded(html)]
        self._done = after

    def close(self) -> None:
        """Leave a link that never ends as it is."""
        super().close()
        if self._open:
            self._leave(self._open[0], _ENDLESS, self._open[1])

    def filled(self) -> str:
        """Return the whole, once it has been read."""
        return "".join([*self._pieces, self._html[self._done :]])

    def _begin(self, url: str) -> None:
        if self._open:
            self._leave(self._open[0], _ENDLESS, self._open[1])
        begin = self._at()
        self._open = url, self._meet(url), begin, begin + len(self.get_starttag_text() or "")
        self._words = []

    def _fill_element(self, text: str) -> None:
        """Markdown knows no such scheme: where ours doesn't look, ``<results:facts>`` is an element."""
        url = unescape(text[1:-1])
        nth = self._meet(url)
        fragment = self._ask(url, "") if " " not in url and not self._open else None
        if fragment is None:
            self._leave(url, _ELEMENT, nth)
            return
        begin = self._at()
        self._pieces += [
            self._html[self._done : begin],
            _embedded(inert(fragment.html or f"{fragment.before}{fragment.after}")),
        ]
        self._done = begin + len(text)
        if fragment.problem:
            self._leave(url, fragment, nth)

    def _meet(self, url: str) -> int:
        self._seen[url] += 1
        return self._seen[url] - 1

    def _leave(self, url: str, fragment: Fragment, nth: int) -> None:
        self.left.append(WrongLink(url, fragment, nth))

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


def _embedded(html: str) -> str:
    return f'<span class="rg rg-woven">{html}</span>'


SUFFIXES = frozenset({".xml", ".rss", ".atom", ".json"})
"""Of files that may be feeds."""

_TEXT = re.compile(r"<!\[CDATA\[(?P<cdata>.*?)\]\]>|(?<=>)(?P<text>[^<]+)(?=<)", re.S)
_CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.S)
_CUT = re.compile(r"\]\(\s*(?:<|&lt;)?([^)\s<]*)")
_CUT_SHORT = Fragment(
    problem="expected a whole link, got the beginning of one: the feed cuts the text of the page there",
    hint="give the page a description, or let the feed take more of it",
)
_BEGINNING = 4_000
"""Characters in which a feed says that it is one."""


def is_feed(text: str, suffix: str) -> bool:
    """Whether `text` is a feed by its beginning, not a site map or somebody's data."""
    marks = ("jsonfeed.org/version",) if suffix == ".json" else ("<rss", "<feed", "<rdf:RDF")
    return any(mark in text[:_BEGINNING] for mark in marks)


def filled_feed(
    text: str, suffix: str, ask: Ask, is_path: IsPath | None = None
) -> tuple[str, tuple[WrongLink, ...]]:
    """Fill the links of the feed `text`, and say what is wrong with them; `suffix` is that of its format."""
    left: list[WrongLink] = []

    def whole(html: str) -> str:
        html, stays = filled(html, ask, is_path)
        left.extend([*stays, *_cut(html)])
        return html

    if suffix == ".json":
        return _json(text, whole), tuple(left)
    return _TEXT.sub(lambda found: _xml(found, whole), text), tuple(left)


def _cut(html: str) -> Iterator[WrongLink]:
    """Return what is left of a page's source that was cut within a link: neither link nor words."""
    if "](" in html:
        for found in _CUT.finditer(_CODE.sub("", html)):
            url = unescape(found[1])
            if is_named(url):
                yield WrongLink(url, replace(_CUT_SHORT, cause=f"cut {url}"))


def _xml(found: re.Match[str], whole: Callable[[str], str]) -> str:
    """One text of the document, in the way of escaping that it has."""
    if found["cdata"] is not None:
        return f"<![CDATA[{whole(found['cdata'])}]]>"
    html = unescape(found["text"])
    done = whole(html)
    return found["text"] if done == html else escape(done)


def _json(text: str, whole: Callable[[str], str]) -> str:
    try:
        document = json.loads(text)
    except ValueError:
        return text
    for value in dict.fromkeys(_strings(document)):
        done = whole(value)
        if done != value:
            for ascii_only in (True, False):
                old, new = (json.dumps(one, ensure_ascii=ascii_only) for one in (value, done))
                text = text.replace(old, new)
    return text


def _strings(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from _strings(value)
    elif isinstance(node, list):
        for value in node:
            yield from _strings(value)
