"""The Python-Markdown extension: links and images whose address asks for results."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Protocol
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, ETX, HTML_PLACEHOLDER_RE, STX

from mkdocs_results_gallery.embed.fragment import Fragment, WrongLink, marked
from mkdocs_results_gallery.embed.lines import LinkLines, SourceText, in_file, link_lines, nth_line, numbered
from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.pages.page import inert

_AFTER_INLINE = 15
"""Markdown has made the links (20); neither the table of contents (5) nor MkDocs' own links (0) have run."""

_BEFORE_AUTOLINK = 121
"""Markdown's own automatic links (120) know three schemes; what they leave becomes raw HTML (90)."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ESCAPED = re.compile(rf"{STX}([0-9]{{1,7}}){ETX}")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


@dataclass(slots=True)
class WrittenPage:
    """One hand-written page while it is read."""

    name: str
    """Its path, for messages."""
    path: Path | None
    """Its file; None where it has none."""
    source: SourceText
    link: Callable[[str], str]
    """From an address below the site's root to the same as this page writes it."""
    converted: str | None = None
    """The text that Markdown was given; None: that of the file."""
    experiments: dict[tuple[int, int], None] = field(default_factory=dict)
    """Each as a gallery's number and an index into its experiments."""
    markdown: Markdown | None = None
    """What has rendered it, while that may be asked for the lines of links."""
    _seen: Counter[str] = field(default_factory=Counter)
    _wrong: list[WrongLink] = field(default_factory=list)

    @property
    def has_problems(self) -> bool:
        """Whether anything is wrong."""
        return bool(self._wrong)

    def meet(self, url: str) -> int:
        """Count a link; return its place among those of its address."""
        self._seen[url] += 1
        return self._seen[url] - 1

    def keep(self, wrong: WrongLink) -> None:
        """Keep what is wrong with a link."""
        self._wrong.append(wrong)

    def problems(self) -> list[tuple[Problem, int | None]]:
        """List what is wrong, with the line where it is and the number of the gallery that it is about."""
        lines = self.lines({wrong.url for wrong in self._wrong}).markdown if self._wrong else {}
        return [
            (wrong.problem(self.name, nth_line(lines, wrong.url, wrong.nth)), wrong.fragment.gallery)
            for wrong in self._wrong
        ]

    def lines(self, urls: Collection[str]) -> LinkLines:
        """Where the links with these addresses are, once the page has been rendered."""
        text = self.source.text if self.converted is None else self.converted
        found = _located(self.markdown, text, urls) if self.markdown is not None else None
        return found.moved(in_file(text, self.source.text)) if found else self.source.lines(urls)


def _located(markdown: Markdown, text: str, urls: Collection[str]) -> LinkLines | None:
    """Find what `markdown`, which has rendered `text`, takes for links; None where it can't be asked."""
    processor = markdown.treeprocessors["results-gallery"]
    if not isinstance(processor, _Processor):
        return None
    links = processor.links = []
    try:
        markdown.reset()
        markdown.convert(numbered(text, urls))
    except _Collected:
        raw = [piece for piece in markdown.htmlStash.rawHtmlBlocks if isinstance(piece, str)]
        return link_lines(links, raw)
    except Exception:  # another extension that can't do it twice costs a line, not the build
        return None
    finally:
        processor.links = None
    return None


class Fills(Protocol):
    """The galleries of a site, as far as a page needs them."""

    def __len__(self) -> int: ...

    def fill(
        self, url: str, words: str, page: Path | None, link: Callable[[str], str], *, is_image: bool
    ) -> Fragment | None:
        """Fill a link of the page whose file is `page`; None for one that is not ours. Never raises."""

    def language(self, number: int | None) -> str:
        """Return the language of the site."""


class ResultsLinks(Extension):
    """Turns addresses of results into what they stand for, in the page that `page` is."""

    def __init__(self, fills: Fills, unread: Callable[[object], WrittenPage | None] | None = None) -> None:
        """`unread` finds out what an instance of Markdown renders for which the host has set no `page`."""
        super().__init__()
        self.fills = fills
        self.unread = unread
        self.page: WrittenPage | None = None
        """Set by the host for each page; None: leave all links alone that `unread` doesn't know."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Markdown's
        """Do what Markdown calls this for."""
        md.inlinePatterns.register(
            _Autolink(r"<(results:[^<>\s]+)>", md), "results-gallery", _BEFORE_AUTOLINK
        )
        md.treeprocessors.register(_Processor(md, self), "results-gallery", _AFTER_INLINE)


def read_alone(text: str, page: WrittenPage, fills: Fills) -> str:
    """Return the HTML of a `page` without its site, by what most sites extend Markdown with."""
    links = ResultsLinks(fills)
    links.page = page
    return Markdown(extensions=["extra", links]).convert(text)


class _Autolink(InlineProcessor):
    """``<results:facts?row=a&metric=b>``: a link without words."""

    def __init__(self, pattern: str, md: Markdown) -> None:
        super().__init__(pattern, md)
        self.compiled_re = re.compile(pattern, re.IGNORECASE)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override] # noqa: N802 - Markdown's
        """Do what Markdown calls this for."""
        element = Element("a")
        element.set("href", self.unescape(m[1]))
        return element, m.start(0), m.end(0)


class _Collected(Exception):  # noqa: N818 - a fragment, not an accident
    """All links have been seen; what else would be done with the page is done already."""


class _Processor(Treeprocessor):
    def __init__(self, md: Markdown, extension: ResultsLinks) -> None:
        super().__init__(md)
        self._extension = extension
        self.links: list[str] | None = None
        """Where the addresses of links and images are to be collected, and nothing else be done."""

    def run(self, root: Element) -> None:
        """Look at each link and image, in the order of the page."""
        if self.links is not None:
            self.links += [_address_of(element) for _, element in _links(root)]
            raise _Collected
        page = self._page()
        if page is None or not len(self._extension.fills):
            return
        in_headings = {
            below for heading in root.iter() if heading.tag in _HEADINGS for below in heading.iter()
        }
        for parent, element in _links(root):
            self._fill(parent, element, page, in_heading=parent in in_headings)

    def _page(self) -> WrittenPage | None:
        """Find the page that is rendered; None for one that nobody has written by hand."""
        page = self._extension.page
        if page is not None:
            page.markdown = self.md
        elif self._extension.unread is not None:
            return self._extension.unread(self.md)
        return page

    def _fill(self, parent: Element, element: Element, page: WrittenPage, *, in_heading: bool) -> None:
        is_image = element.tag == "img"
        url = _address_of(element)
        nth = page.meet(url)
        words = self._plain(element.get("alt", "") if is_image else "".join(element.itertext()))
        fragment = self._fragment(url, words, page, is_image)
        if fragment is None:
            return
        if fragment.is_block and not self._is_alone(parent, element):
            fragment = Fragment(
                problem="expected the image in a paragraph of its own", hint="put empty lines around it"
            )
        if fragment.problem:
            page.keep(WrongLink(url, fragment, nth))
            language = self._extension.fills.language(fragment.gallery)
            fragment = marked(fragment, language, in_heading=in_heading)
        if fragment.is_block:
            # a paragraph that holds nothing but a stashed block gives way to it
            attributes = {} if parent.tag == "p" else dict(parent.attrib)
            tail = parent.tail
            parent.clear()
            parent.attrib.update(attributes)
            parent.text, parent.tail = self.md.htmlStash.store(fragment.html), tail
        else:
            self._replace(element, fragment, words if is_image else "")

    def _fragment(self, url: str, words: str, page: WrittenPage, is_image: bool) -> Fragment | None:
        """Fill a link and keep what it speaks of; None for one that is not ours."""
        fragment = self._extension.fills.fill(url, words, page.path, page.link, is_image=is_image)
        if fragment is not None and fragment.gallery is not None:
            page.experiments |= dict.fromkeys((fragment.gallery, index) for index in fragment.experiments)
        return fragment

    def _is_alone(self, parent: Element, element: Element) -> bool:
        text = (parent.text or "") + (element.tail or "")
        return parent.tag in ("p", "li", "td", "div") and len(parent) == 1 and not text.strip()

    def _plain(self, text: str) -> str:
        """`text` with what Markdown has put aside in it: entities, escaped characters, tags."""

        def stashed(found: re.Match[str]) -> str:
            kept = self.md.htmlStash.rawHtmlBlocks[int(found[1])]
            return unescape(re.sub("<[^>]*>", "", kept)) if isinstance(kept, str) else ""

        text = HTML_PLACEHOLDER_RE.sub(stashed, text)
        return _ESCAPED.sub(lambda found: chr(int(found[1])), text).replace(AMP_SUBSTITUTE, "&")

    def _replace(self, element: Element, fragment: Fragment, words: str) -> None:
        """Keep the element's place and what follows it; its tag becomes one that nobody looks at."""
        tail = element.tail

        def store(html: str) -> str:
            # it may stand in a heading, and so become the title of the page
            return self.md.htmlStash.store(inert(html))

        if fragment.html:
            element.clear()
            element.tag = "span"
            element.set("class", "rg rg-woven")
            element.text = store(fragment.html)
        else:
            children, text = [*element], element.text or words
            element.clear()
            element.tag = "span"
            element.set("class", "rg rg-woven")
            element.text = store(fragment.before) + text
            element.extend(children)
            closing = store(fragment.after)
            if children:
                children[-1].tail = (children[-1].tail or "") + closing
            else:
                element.text += closing
        element.tail = tail


def _links(root: Element) -> list[tuple[Element, Element]]:
    """Each link and image with what it stands in, in the order of the page."""
    return [(parent, element) for parent in root.iter() for element in parent if element.tag in ("a", "img")]


def _address_of(element: Element) -> str:
    """Return the address of a link or image, without what authors have encoded in it, ``&amp;`` above all."""
    url = element.get("src" if element.tag == "img" else "href", "")
    # not html.unescape of the whole: that knows names without a semicolon too, such as &sect in &section=
    return _ENTITY.sub(lambda found: unescape(found[0]), url)
