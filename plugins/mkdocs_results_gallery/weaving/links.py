"""The Python-Markdown extension: links and images whose address asks for results."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.pages.headers import inert
from mkdocs_results_gallery.weaving.address import AddressError, address_of
from mkdocs_results_gallery.weaving.answer import Answer
from mkdocs_results_gallery.weaving.source import Source
from mkdocs_results_gallery.weaving.weaver import Weaver

_AFTER_INLINE = 15
"""Markdown has made the links (20); neither the table of contents (5) nor MkDocs' own links (0) have run."""


@dataclass(slots=True)
class Reading:
    """One page while it is read."""

    name: str
    """Its path, for messages."""
    path: Path | None
    """Its file; None where it has none."""
    source: Source
    link: Callable[[str], str]
    """From a page of the gallery to its address as this page writes it."""
    problems: list[Problem] = field(default_factory=list)
    experiments: dict[int, None] = field(default_factory=dict)


class ResultsLinks(Extension):
    """Turns addresses of results into what they stand for, in the page that `reading` tells of."""

    def __init__(self, results: Path) -> None:
        super().__init__()
        self.results = results
        self.weaver: Weaver | None = None
        """Set by the host when the gallery has been built."""
        self.reading: Reading | None = None
        """Set by the host for each page; None: leave all links alone."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Markdown's
        """Called by Markdown."""
        md.treeprocessors.register(_Processor(md, self), "results-gallery", _AFTER_INLINE)


class _Processor(Treeprocessor):
    def __init__(self, md: Markdown, extension: ResultsLinks) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, root: Element) -> None:
        """Look at each link and image, in the order of the page."""
        if self._extension.weaver is None or self._extension.reading is None:
            return
        for parent in [*root.iter()]:
            for element in [*parent]:
                if element.tag in ("a", "img"):
                    self._weave(parent, element, self._extension.weaver, self._extension.reading)

    def _weave(self, parent: Element, element: Element, weaver: Weaver, reading: Reading) -> None:
        is_image = element.tag == "img"
        url = element.get("src" if is_image else "href", "")
        words = element.get("alt", "") if is_image else "".join(element.itertext())
        try:
            address = address_of(url, reading.path, self._extension.results)
            if address is None:
                return
            answer = (
                weaver.image(address, words, reading.link)
                if is_image
                else weaver.link(address, words, reading.link)
            )
        except AddressError as error:
            answer = Answer(problem=error.message, hint=error.hint)
        line = reading.source.line(url)
        reading.experiments |= dict.fromkeys(answer.experiments)
        if answer.is_block and not self._is_alone(parent, element):
            answer = Answer(
                problem="expected the image in a paragraph of its own", hint="put empty lines around it"
            )
        if answer.problem:
            message = f"{url}: {answer.problem}"
            reading.problems.append(Problem(reading.name, line, 0, "", message, answer.hint, "warning"))
        if answer.is_block:
            # a paragraph that holds nothing but a stashed block gives way to it
            attributes = {} if parent.tag == "p" else dict(parent.attrib)
            tail = parent.tail
            parent.clear()
            parent.attrib.update(attributes)
            parent.text, parent.tail = self.md.htmlStash.store(answer.html), tail
        else:
            self._replace(element, answer, words if is_image else "")

    def _is_alone(self, parent: Element, element: Element) -> bool:
        text = (parent.text or "") + (element.tail or "")
        return parent.tag in ("p", "li", "td", "div") and len(parent) == 1 and not text.strip()

    def _replace(self, element: Element, answer: Answer, words: str) -> None:
        """Keep the element's place and what follows it; its tag becomes one that nobody looks at."""
        tail = element.tail

        def store(html: str) -> str:
            # it may stand in a heading, and so become the title of the page
            return self.md.htmlStash.store(inert(html))

        if answer.html:
            element.clear()
            element.tag = "span"
            element.set("class", "rg rg-woven")
            element.text = store(answer.html)
        elif answer.before:
            children, text = [*element], element.text or ""
            element.clear()
            element.tag = "span"
            element.set("class", "rg rg-woven")
            element.text = store(answer.before) + text
            element.extend(children)
            closing = store(answer.after)
            if children:
                children[-1].tail = (children[-1].tail or "") + closing
            else:
                element.text += closing
        else:
            children, text = [*element], element.text or escape(words)
            element.clear()
            element.tag = "span"
            element.text = text
            element.extend(children)
        element.tail = tail
