"""What each link and image of a page becomes: Markdown in, HTML and problems out."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from markdown import Markdown

from mkdocs_results_gallery.build import Site, build
from mkdocs_results_gallery.embed.galleries import Galleries, Guide, PlacedGallery
from mkdocs_results_gallery.embed.lines import SourceText
from mkdocs_results_gallery.embed.markdown import ResultsLinks, WrittenPage
from mkdocs_results_gallery.embed.resolve import LinkFiller
from mkdocs_results_gallery.options import Options

FACTS = """\
title: Facts & more
tags: [probing]
metrics:
  t_p: {higher_is_better: true, range: [0, 1], reference: 0.5, format: .2f}
  acc: {unit: percent, format: .1f}
  gone: {aggregate: none}
groups: {negated: neg_*}
results:
  cities:     {t_p: 1.00, acc: 91.26, gone: 1}
  neg_cities: {t_p: 0.0912, acc: failed, gone: 2}
  "a/b, c":   {t_p: 0.5, acc: 12, gone: 3}
"""
ODD = 'a&b: {100%: 1, c#: 2}\n"f=1": {100%: 3, c#: 4}\n'
TWO = "tags: [probing]\ntables:\n  one: {results: {cities: {x: 1}}}\n  two: {results: {cities: {x: 2}}}\n"


@dataclass
class Woven:
    html: str
    problems: list[str]
    experiments: list[int]


def links_to(folder: Path, site: Site) -> ResultsLinks:
    galleries = Galleries()
    galleries.add(PlacedGallery("G", folder, Guide(site.book)))
    return ResultsLinks(LinkFiller(galleries))


@pytest.fixture(scope="module")
def extension(tmp_path_factory: pytest.TempPathFactory) -> ResultsLinks:
    folder = tmp_path_factory.mktemp("project") / "results"
    (folder / "probing").mkdir(parents=True)
    (folder / "probing" / "facts.yaml").write_text(FACTS, encoding="utf-8")
    (folder / "two.yaml").write_text(TWO, encoding="utf-8")
    (folder / "odd.yaml").write_text(ODD, encoding="utf-8")
    site = build(folder, Options())
    assert site.problems == ()
    return links_to(folder, site)


def woven(extension: ResultsLinks, text: str) -> Woven:
    """The HTML of a page ``docs/page.md`` with this text, spans of ours left out."""
    page = extension.fills.galleries[0].results.parent / "docs" / "page.md"
    extension.page = WrittenPage("page.md", page, SourceText(text), lambda address: address.removesuffix("/"))
    done = Markdown(extensions=[extension, "toc", "attr_list"]).convert(text)
    page, extension.page = extension.page, None
    return Woven(
        done, [str(problem) for problem, _ in page.problems()], [index for _, index in page.experiments]
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[x](results:facts?row=cities&metric=t_p)",
         '<a class="rg-value" href="G/experiments/probing/facts#cell-cities--t_p" '
         'title="cities, t_p: 1.00; reference 0.5">1.00</a>'),
        ("[x](../results/probing/facts.yaml?row=neg_cities&metric=t_p)",
         '<a class="rg-value" href="G/experiments/probing/facts#cell-neg_cities--t_p" '
         'title="neg_cities, t_p: 0.0912; reference 0.5">0.09</a>'),
        ("[90%](results:facts?row=cities&metric=acc)",
         '<a class="rg-value" href="G/experiments/probing/facts#cell-cities--acc" '
         'title="cities, acc: 91.26 percent">91.3%</a>'),
        ("[x](results:facts?row=neg_cities&metric=acc)",
         '<a class="rg-value" href="G/experiments/probing/facts#cell-neg_cities--acc" '
         'title="neg_cities, acc: failed">failed</a>'),
        ("[x](results:facts?row=a/b%2C+c&metric=t_p)",
         '<a class="rg-value" href="G/experiments/probing/facts#cell-a-b-c-f69663c793--t_p" '
         'title="a/b, c, t_p: 0.5; reference 0.5">0.50</a>'),
        ("[x](<results:facts?row=a/b, c&metric=t_p>)",
         '<a class="rg-value" href="G/experiments/probing/facts#cell-a-b-c-f69663c793--t_p" '
         'title="a/b, c, t_p: 0.5; reference 0.5">0.50</a>'),
        ("[x](results:facts?mean&metric=t_p)",
         '<a class="rg-value" href="G/experiments/probing/facts#metric-t_p" '
         'title="t_p: mean of 3">0.53</a>'),
        ("[x](results:facts?max&metric=acc)",
         '<a class="rg-value" href="G/experiments/probing/facts#metric-acc" '
         'title="acc: max of 2 of 3">91.3 (2 of 3)</a>'),
        ("[](results:facts)", '<a href="G/experiments/probing/facts"><bdi>Facts &amp; more</bdi></a>'),
        ("[**our** file](results:probing/facts.yaml)",
         '<a href="G/experiments/probing/facts"><strong>our</strong> file</a>'),
        ("[the row][r]\n\n[r]: results:?row=cities", '<a href="G/rows/cities">the row</a>'),
        ("[tag](results:?tag=probing)", '<a href="G/tags/probing">tag</a>'),
        ("<results:facts?row=cities&metric=t_p>",
         '<a class="rg-value" href="G/experiments/probing/facts#cell-cities--t_p" '
         'title="cities, t_p: 1.00; reference 0.5">1.00</a>'),
        ("[x](results:facts?row=cities&amp;metric=t_p)",
         '<a class="rg-value" href="G/experiments/probing/facts#cell-cities--t_p" '
         'title="cities, t_p: 1.00; reference 0.5">1.00</a>'),
        ("[x](results:facts?mean&metric=t_p&rows=a/b%2C+c,cities)",
         '<a class="rg-value" href="G/experiments/probing/facts#metric-t_p" '
         'title="t_p: mean of 2">0.75</a>'),
        ("[x](results:odd?row=a%26b&metric=100%25)",
         '<a class="rg-value" href="G/experiments/odd#cell-a-b-4e012385d7--100-32e48995f9" '
         'title="a&amp;b, 100%: 1">1</a>'),
        ("[x](results:odd?row=f=1&metric=c%23)",
         '<a class="rg-value" href="G/experiments/odd#cell-f-1-8a686a32e7--c-951a4d36e0" '
         'title="f=1, c#: 4">4</a>'),
        ("[so](results:odd?metric=c%23&rows=f%3D1,a%26b&highest=f=1)",
         '<a class="rg-claim-holds" href="G/experiments/odd" title="holds">so'
         '<span class="rg-mark" aria-hidden="true"> ✓</span><span class="rg-sr"> (holds)</span></a>'),
        ("<RESULTS:facts>", '<a href="G/experiments/probing/facts"><bdi>Facts &amp; more</bdi></a>'),
        ("[all](results:)", '<a href="G">all</a>'),
        ("[low](results:facts?metric=t_p&rows=negated&every=below+0.10)",
         '<a class="rg-claim-holds" href="G/experiments/probing/facts" title="holds">low'
         '<span class="rg-mark" aria-hidden="true"> ✓</span><span class="rg-sr"> (holds)</span></a>'),
    ],
)  # fmt: skip # a case is a line or two
def test_a_link_becomes(extension: ResultsLinks, text: str, expected: str) -> None:
    done = woven(extension, f"A {text.partition(chr(10))[0]} b.{text[len(text.partition(chr(10))[0]) :]}")

    assert done.problems == []
    assert done.html == f'<p>A <span class="rg rg-woven">{expected}</span> b.</p>'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[x](results:fats)",
         'results:fats: expected the path of an experiment, got "fats"; did you mean "facts"?'),
        ("[x](results:facts?row=citis&metric=t_p)",
         "results:facts?row=citis&metric=t_p: expected a row of the table, got \"citis\"; "
         'did you mean "cities"?'),
        ("[x](results:facts?row=cities&metric=t_q)",
         "results:facts?row=cities&metric=t_q: expected a metric of the table, got \"t_q\"; "
         'did you mean "t_p"?'),
        ("[x](results:facts?rwo=cities)",
         'results:facts?rwo=cities: expected a known key, got "rwo"; did you mean "row"?'),
        ("[x](results:facts?row=cities)",
         "results:facts?row=cities: expected both row= and metric=; or an aggregate: ?mean&metric=t_p"),
        ("[x](results:facts?mean&metric=gone)",
         "results:facts?mean&metric=gone: gone says aggregate: none"),
        ("[x](results:facts?mean)",
         "results:facts?mean: gone says aggregate: none"),
        ("[x](results:?row=neg_cities)",
         'results:?row=neg_cities: the row "neg_cities" has no page: fewer than 2 experiments have it; '
         "link to the experiment instead"),
        ("[x](results:two?row=cities&metric=x)",
         "results:two?row=cities&metric=x: expected one of the 2 tables of the file to be named; "
         'table: one of "one", "two"'),
        ("[low](results:facts?metric=t_p&rows=negated&every=below+0.09)",
         'results:facts?metric=t_p&rows=negated&every=below+0.09: contradicted: "low": neg_cities is 0.09'),
        ("[low](results:facts?metric=t_p&every=low)",
         "results:facts?metric=t_p&every=low: "),
        ("A ![x](results:facts) b",
         "results:facts: expected the image in a paragraph of its own; put empty lines around it"),
        ("![x](results:facts?show=all)",
         'results:facts?show=all: expected show= one of heatmap, table, both, got "all"'),
    ],
)  # fmt: skip # a case is a line or two
def test_what_leads_nowhere_is_told_with_its_line_and_keeps_its_words(
    extension: ResultsLinks, text: str, problem: str
) -> None:
    done = woven(extension, f"---\ntitle: x\n---\n\n`{text}`\n\n```\n{text}\n```\n\n{text}\n")

    (told,) = done.problems
    assert told.startswith(f"page.md:11: {problem}")
    words = re.sub("<[^>]*>", "", done.html).split("\n")[-1]
    assert ("low" if "[low]" in text else "x") in words


MARKED = (
    '<span class="rg rg-woven"><span class="rg-stale" title="can&#39;t be filled: {why}">{words}'
    '<span class="rg-mark" aria-hidden="true"> ✗</span>{said}</span></span>'
)
NO_ROW = "expected a row of the table, got &#34;citis&#34;"
NO_FILE = "expected the path of an experiment, got &#34;fats&#34;"


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        ("[0.9 &amp; *so*](results:facts?row=citis&metric=t_p)", "0.9 &amp; <em>so</em>", NO_ROW),
        ("[0.9](results:facts?mean&metric=t_p&rows=citis)", "0.9", NO_ROW.replace("row", "row or group")),
        ("[so](results:fats)", "so", NO_FILE),
        ("[](results:fats)", "", NO_FILE),
        ("![a < b](results:fats)", "a &lt; b", NO_FILE),
    ],
)
def test_what_can_not_be_filled_is_marked(extension: ResultsLinks, text: str, words: str, why: str) -> None:
    said = f'<span class="rg-sr"> (can&#39;t be filled: {why})</span>'

    assert woven(extension, text).html == f"<p>{MARKED.format(why=why, words=words, said=said)}</p>"


def test_the_outline_has_the_sign_but_not_the_reason(extension: ResultsLinks) -> None:
    done = woven(extension, "# Of [0.9](results:facts?row=citis&metric=t_p)")

    marked = MARKED.format(why=NO_ROW, words="0.9", said="")
    assert done.html == f'<h1 id="of-09">Of {marked}</h1>'


def test_entities_and_escapes_in_brackets_are_read(extension: ResultsLinks) -> None:
    text = "[9&nbsp;% &#177; **1**](results:facts?row=cities&metric=acc) "
    text += "[a \\* &amp; b](results:facts?metric=t_p&highest=neg_cities)"

    done = woven(extension, text)

    assert ">91.3\u00a0%</a>" in done.html
    assert done.problems[0].partition(": contradicted: ")[2] == (
        '"a * & b": t_p of cities is 1.00, of neg_cities is 0.09'
    )


def test_a_figure_stands_in_place_of_its_paragraph(extension: ResultsLinks) -> None:
    done = woven(extension, "Before\n\n![Two rows](results:facts?rows=cities,neg_*&metrics=t_p)\n\nAfter")

    assert done.problems == []
    assert done.html.startswith('<p>Before</p>\n<div class="rg rg-embed rg-results">')
    assert done.html.endswith("</div>\n<p>After</p>")
    assert 'aria-label="Two rows. Heatmap of 2 rows by 1 metric.' in done.html
    assert re.findall(r'data-row="(\d)" data-metric="(\d)"', done.html) == [("0", "0"), ("1", "0")]
    assert '<a xlink:href="G/rows/cities"' in done.html


@pytest.mark.parametrize(
    ("show", "views", "first"),
    [
        ("heatmap", ["figure"], "figure"),
        ("table", ["table"], "table"),
        ("both", ["figure", "table"], "figure"),
    ],
)
def test_a_figure_is_the_block_of_a_gallery(
    extension: ResultsLinks, show: str, views: list[str], first: str
) -> None:
    done = woven(extension, f"![x](results:facts?show={show})").html

    assert re.findall(r'<div class="rg-block" data-rg-view="(\w+)">', done) == views[:1]
    assert re.findall(r'<div class="rg-view-(\w+)[ "]', done) == views
    # a switch where there is something to switch
    assert re.findall(r'<button type="button" data-rg-view="(\w+)"', done) == (
        views if len(views) > 1 else []
    )


def test_signs_of_missing_cells_are_explained_where_there_are_any(extension: ResultsLinks) -> None:
    whole = woven(extension, "![x](results:facts?show=table)").html
    part = woven(extension, "![x](results:facts?show=table&rows=cities)").html

    line = '<p class="rg-note rg-reasons"><span><span aria-hidden="true">✕</span> failed</span></p>'
    assert (whole.count(line), part.count("rg-reasons")) == (1, 0)


def test_a_figure_may_fill_an_item_of_a_list(extension: ResultsLinks) -> None:
    done = woven(extension, "- one\n- ![x](results:facts)\n- three")

    assert done.problems == []
    assert '<li><div class="rg rg-embed rg-results">' in done.html
    assert done.html.endswith("</div></li>\n<li>three</li>\n</ul>")


def test_a_cell_of_a_part_looks_as_in_the_whole(extension: ResultsLinks) -> None:
    whole = woven(extension, "![x](results:facts?show=table)").html
    part = woven(extension, "![x](results:facts?show=table&rows=neg_cities&metrics=t_p)").html

    def cell(text: str) -> str:
        found = re.search(r'<tr[^>]*><th scope="row"><bdi>neg_cities</bdi>.*(<td .*?rg-l9.*?</td>)', text)
        assert found is not None
        return found[1]

    # its rank is that among all rows
    assert cell(part) == cell(whole)
    assert "rank 3 of 3" in cell(part)


def test_the_mention_is_remembered(extension: ResultsLinks) -> None:
    done = woven(extension, "[](results:facts) [](results:two) [](results:facts)")

    experiments = extension.fills.galleries[0].guide.book.gallery.experiments
    assert [experiments[at].path for at in done.experiments] == ["probing/facts.yaml", "two.yaml"]


def test_other_links_and_code_stay_as_they_are(extension: ResultsLinks) -> None:
    text = "[a](other.yaml) [b](../results/x.txt) [c](https://x.org/results:facts) `[d](results:facts)`"

    done = woven(extension, text)

    assert done.problems == []
    assert html.unescape(done.html) == (
        '<p><a href="other.yaml">a</a> <a href="../results/x.txt">b</a> '
        '<a href="https://x.org/results:facts">c</a> <code>[d](results:facts)</code></p>'
    )


def test_a_heading_and_its_entry_in_the_contents_have_the_value(extension: ResultsLinks) -> None:
    text = "## t_p is [x](results:facts?row=cities&metric=t_p)"
    page = extension.fills.galleries[0].results.parent / "docs" / "page.md"
    extension.page = WrittenPage("page.md", page, SourceText(text), lambda uri: uri)
    markdown = Markdown(extensions=[extension, "toc"])
    markdown.convert(text)
    extension.page = None

    assert [entry["name"] for entry in markdown.toc_tokens] == ["t_p is 1.00"]


def test_names_of_strangers_are_text(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text('title: <b>t\nresults: {"<i>r": {"<u>m": 1}}\n')
    extension = links_to(tmp_path, build(tmp_path, Options()))

    done = woven(
        extension, "[](results:x)\n\n[v](results:x?row=%3Ci%3Er&metric=%3Cu%3Em)\n\n![](results:x?show=both)"
    )

    assert done.problems == []
    assert [tag for tag in ("<b>", "<i>", "<u>") if tag in done.html] == []


def test_a_name_stays_text_in_a_title_that_is_unescaped(tmp_path: Path) -> None:
    name = "</title><b> & a<1 <\u00e9 id=2"
    (tmp_path / "results").mkdir()
    (tmp_path / "results/x.yaml").write_text(
        f"title: {name}\nresults: {{<i>: {{'!<m': 1}}}}\n", encoding="utf-8"
    )
    extension = links_to(tmp_path / "results", build(tmp_path / "results", Options()))
    extension.page = WrittenPage("page.md", None, SourceText(""), lambda uri: uri)
    markdown = Markdown(extensions=[extension, "toc"])

    page = markdown.convert("# On [](results:x) [0](results:x?row=<i>&metric=!<m)")

    joiner = "\u2060"
    text = f"On &lt;{joiner}/title&gt;&lt;{joiner}b&gt; &amp; a&lt;1 &lt;\u00e9 id&#61;2 1"
    assert markdown.toc_tokens[0]["name"] == text
    assert f'title="&lt;{joiner}i&gt;, !&lt;{joiner}m: 1"' in page
    assert html.unescape(page).count(joiner) == 4
