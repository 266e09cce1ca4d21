"""The line of a wrong link, however it and its likes are written: Markdown in, lines out."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown import Markdown

from mkdocs_results_gallery.build import build
from mkdocs_results_gallery.embed.galleries import Galleries, Guide, PlacedGallery
from mkdocs_results_gallery.embed.lines import SourceText, in_file
from mkdocs_results_gallery.embed.markdown import ResultsLinks, WrittenPage
from mkdocs_results_gallery.embed.resolve import LinkFiller
from mkdocs_results_gallery.options import Options

URL = "results:f?row=lost&metric=t"
LINK = f"[9]({URL})"
EXTENSIONS = [
    "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.details",
    "pymdownx.snippets", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist",
]  # fmt: skip # short words stay dense


@pytest.fixture(scope="module")
def extension(tmp_path_factory: pytest.TempPathFactory) -> ResultsLinks:
    folder = tmp_path_factory.mktemp("results")
    (folder / "f.yaml").write_text("a: {t: 0.5}\nb: {t: 0.7}\n", encoding="utf-8")
    (folder / "part.md").write_text(f"included {LINK}\n", encoding="utf-8")
    galleries = Galleries()
    galleries.add(PlacedGallery("G", folder, Guide(build(folder, Options()).book)))
    return ResultsLinks(LinkFiller(galleries))


def lines(extension: ResultsLinks, text: str, converted: str | None = None) -> list[int]:
    """The lines of what is wrong in a page."""
    given = text if converted is None else converted
    results = extension.fills.galleries[0].results
    extension.page = WrittenPage("page.md", results / "page.md", SourceText(text), lambda uri: uri, given)
    snippets = {"pymdownx.snippets": {"base_path": [str(results)]}}
    Markdown(extensions=[extension, *EXTENSIONS], extension_configs=snippets).convert(given)
    page, extension.page = extension.page, None
    return [problem.line for problem, _ in page.problems()]


@pytest.mark.parametrize(
    "before",
    [
        f"`{LINK}`",
        f"``a ` {LINK}``",
        f"    {LINK}",
        f"```\n{LINK}\n```",
        f"~~~ md\n```\n{LINK}\n```\n~~~",
        f"- item\n\n        {LINK}",
        f"!!! note\n\n        {LINK}",
        f"    > {LINK}",
        f"escaped \\{LINK}",
        f"escaped [9\\]({URL})",
        f"[9] ({URL})",
        f"{URL} alone",
        f"<div>{LINK}</div>",
        f"<div>\n\n{LINK}\n\n</div>",
        f"<p>\n{LINK}\n</p>",
        f'<a href="{URL}">9</a>',
        f'<a href="{URL.replace("&", "&amp;")}">9</a>',
        f'<img alt="{LINK}" src="x.png">',
        f"<!-- {LINK} -->",
        f"<!--\n\n{LINK}\n-->",
        f"<script>\n{LINK}\n</script>",
        f"[unused]: {URL}",
        f'<span title="{LINK}">x</span>',
        f'[x](other.md "{URL}")',
    ],
)
def test_what_is_no_link_of_markdown_is_passed_over(extension: ResultsLinks, before: str) -> None:
    text = f"# H\n\n{before}\n\nreal {LINK}\n"

    assert lines(extension, text) == [text.count("\n")]


@pytest.mark.parametrize(
    "link",
    [
        LINK,
        f"[9]({URL} 'title')",
        f"[9](<{URL}>)",
        f"<{URL}>",
        f"<{URL.replace('results', 'Results')}>",
        f"![9]({URL})",
        f"[a [b] c]({URL})",
        f"[![x](y.png)]({URL})",
        LINK.replace("&", "&amp;"),
        LINK.replace("=", "\\="),
        f"[9][r]\n\n[r]: {URL}",
        f"[9][]\n\n[9]: <{URL}> 'title'",
        f"- item\n\n    {LINK}",
        f"1. item\n\n    {LINK}",
        f"> {LINK}",
        f"!!! note\n\n    {LINK}",
        f"??? note\n    {LINK}",
        f'=== "A"\n\n    {LINK}',
        f"words\n    {LINK}",
        f"term\n:   {LINK}",
        f"note[^1]\n\n[^1]: {LINK}",
        f"| a | b |\n|---|---|\n| {LINK} | 1 |",
        f"## On {LINK}",
        f"<div markdown>\n\n{LINK}\n\n</div>",
        f'<div markdown="1">\n{LINK}\n</div>',
        f"<b>{LINK}</b>",
        f"- [x] {LINK}",
        f"**{LINK}**{{: .x }}",
    ],
)
def test_a_link_is_found_behind_code_with_the_same_address(extension: ResultsLinks, link: str) -> None:
    text = f"```\n{LINK}\n```\n\n{link}\n\n`{LINK}`\n"
    address = next(at for at, line in enumerate(text.split("\n"), 1) if at > 3 and "esults:" in line)

    assert lines(extension, text) == [address]


def test_each_of_many_has_its_own(extension: ResultsLinks) -> None:
    text = f"{LINK} a[^1]\n\n[^1]: {LINK}\n\n`{LINK}`\n\n![9]({URL})\n\n[x]({URL}1) {LINK}\n"

    assert sorted(lines(extension, text)) == [1, 3, 7, 9, 9]


def test_what_is_included_has_no_line(extension: ResultsLinks) -> None:
    assert lines(extension, f'`{LINK}`\n\n--8<-- "part.md"\n\n{LINK}\n') == [0, 5]


def test_lines_are_those_of_the_file(extension: ResultsLinks) -> None:
    body = f"# H\n\n`{LINK}`\n\n{LINK}\n"

    assert lines(extension, f"---\ntitle: x\n---\n\n{body}", body) == [9]
    filled = f"new\n\nnew\n{body}".replace("# H", "# Filled in")
    assert lines(extension, f"---\ntitle: x\n---\n{body}", filled) == [8]


@pytest.mark.parametrize(
    ("line", "converted", "file", "expected"),
    [
        (2, "a\nb", "a\nb", 2),
        (2, "a\nb", "---\n---\na\nb", 4),
        (2, "A\nb\nc", "a\nb\nc", 2),
        (1, "A\nb\nc", "a\nb\nc", 1),
        (1, "new\nnewer\na\nb", "{{x}}\na\nb", 0),
        (3, "new\nnewer\na\nb", "{{x}}\na\nb", 2),
        (0, "a", "b", 0),
    ],
)
def test_a_line_of_the_text_is_one_of_the_file(line: int, converted: str, file: str, expected: int) -> None:
    assert in_file(converted, file)(line) == expected


def test_an_extension_that_fails_the_second_time_costs_no_more_than_the_line(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_text("a: {t: 0.5}\n", encoding="utf-8")
    galleries = Galleries()
    galleries.add(PlacedGallery("G", tmp_path, Guide(build(tmp_path, Options()).book)))
    extension = ResultsLinks(LinkFiller(galleries))
    markdown = Markdown(extensions=[extension])
    source = SourceText(f"`{LINK}`\n\n{LINK}")
    extension.page = page = WrittenPage("page.md", None, source, lambda uri: uri)
    markdown.convert(source.text)
    markdown.preprocessors.register(None, "broken", 0)

    assert [problem.line for problem, _ in page.problems()] == [3]
