"""Hand-written pages in a real site: the prose follows the numbers."""

from __future__ import annotations

import re
from pathlib import Path

from tests.site.checker import check
from tests.site.host import build, tiny, write

FACTS = """\
metrics: {t_p: {format: .2f}}
results:
  cities: {t_p: 1.00}
  facts: {t_p: 0.92}
"""
PAGE = """\
---
title: What we found
---

# Findings

On facts it is [0.50](results:facts?row=facts&metric=t_p),
see [the file](../../results/facts.yaml).

![All of it](results:facts?show=both)
"""


def project(folder: Path, results: str = FACTS) -> Path:
    tiny(
        folder,
        {"facts.yaml": results},
        more="validation: {links: {unrecognized_links: warn, anchors: warn}}\n",
    )
    config = (folder / "mkdocs.yml").read_text().replace("nav: [index.md,", "nav: [index.md, deep/found.md,")
    write(folder, {"mkdocs.yml": config, "docs/deep/found.md": PAGE})
    return folder


def test_the_prose_follows_the_numbers(tmp_path: Path) -> None:
    project(tmp_path)
    before = build(tmp_path, "--strict", "-d", str(tmp_path / "before"))
    (tmp_path / "results/facts.yaml").write_text(FACTS.replace("0.92", "0.88"))

    after = build(tmp_path, "--strict")

    assert (before.code, after.code) == (0, 0), before.log + after.log
    assert ">0.92</a></span>,\n" in before.page("deep/found/index.html")
    assert ">0.88</a></span>,\n" in after.page("deep/found/index.html")
    assert [problem for problem in check(after.site).problems if "deep/found" in problem] == []


def test_a_renamed_row_names_page_and_line(tmp_path: Path) -> None:
    project(tmp_path, FACTS.replace("facts:", "factoids:"))

    built = build(tmp_path, "--strict")

    assert built.code == 1
    assert built.warnings == [
        "results-gallery: deep/found.md:7: results:facts?row=facts&metric=t_p: expected a row of the table, "
        'got "facts"; did you mean "factoids"?'
    ]


def test_an_experiment_names_the_pages_that_speak_of_it(tmp_path: Path) -> None:
    project(tmp_path)

    page = build(tmp_path).page("gallery/experiments/facts/index.html")

    assert '<li><a href="../../../deep/found/"><bdi>What we found</bdi></a></li>' in page
    assert page.count("deep/found/") >= 1
    assert "rg-backlinks" not in page


def test_a_page_is_listed_by_the_title_that_its_readers_see(tmp_path: Path) -> None:
    tiny(tmp_path, {"facts.yaml": FACTS})
    link = "[0](results:facts?row=facts&metric=t_p)\n"
    starts = {
        "a": "# Q & A\n\n",
        "b": "# Of `<b>` and *more*\n\n",
        "c": "---\ntitle: Q & A &amp; R\n---\n\n",
        "d": "---\ntitle: <i>One</i> < two\n---\n\n",
        "e": "---\ntitle: 2024\n---\n\n",
        "f": "# News on ",
    }
    write(tmp_path, {f"docs/{name}.md": start + link for name, start in starts.items()})

    page = build(tmp_path).page("gallery/experiments/facts/index.html")

    assert re.findall(r'<li><a href="[./]*/(\w)/"><bdi>(.*)</bdi></a></li>', page) == [
        ("a", "Q &amp; A"),
        ("b", "Of &lt;b&gt; and more"),
        ("c", "Q &amp; A &amp; R"),
        ("d", "One &lt; two"),
        ("e", "2024"),
        ("f", "News on 0.92"),
    ]


def test_a_contradicted_claim_fails_the_build_at_its_line(tmp_path: Path) -> None:
    project(tmp_path, FACTS + "claims:\n  - {text: All is well, metric: t_p, every: '= 1'}\n")

    built = build(tmp_path, "--strict")

    assert built.code == 1
    assert built.warnings == [
        'results-gallery: facts.yaml:6:12: claims: contradicted: "All is well": facts is 0.92'
    ]
    html = build(tmp_path).page("gallery/experiments/facts/index.html")
    assert 'class="rg-claim rg-claim-contradicted" data-rg-cells="0:1" tabindex="0"' in html
    assert "contradicted: facts is 0.92" in html


def test_what_follows_from_a_broken_file_is_not_told_again(tmp_path: Path) -> None:
    tiny(tmp_path, {"t.yaml": "title: T\nresults:\n  a: {acc: 0.5}\n   b: {acc: 0.6}\n"})
    page = (
        "# H\n\n[0.5](results:t?row=a&metric=acc)\n\n[0.6](results:t?row=b&metric=acc)\n\n"
        "![f](results:t?show=table)\n\n[](results:t)\n\n[acc](results:?metric=acc)\n"
    )
    write(tmp_path, {"docs/index.md": page})

    built = build(tmp_path, "--strict")

    (warning,) = built.warnings
    assert built.code == 1
    assert warning.startswith("results-gallery: t.yaml:4:4: expected YAML")
    assert [line for line in built.log.splitlines() if "index.md:" in line] == [
        "INFO    -  results-gallery: index.md:3: results:t?row=a&metric=acc: expected an experiment, got "
        '"t.yaml", a file with errors; mend that file first; '
        "4 more follow from this: index.md:5, index.md:7, index.md:9, index.md:11"
    ]


def test_a_wrong_folder_is_told_once(tmp_path: Path) -> None:
    tiny(tmp_path, {"facts.yaml": FACTS})
    write(tmp_path, {"docs/index.md": "# H\n\n[1](results:facts?row=a&metric=x)\n\n[m](results:?metric=x)\n"})
    config = (tmp_path / "mkdocs.yml").read_text()
    ours = "  - results-gallery"
    write(tmp_path, {"mkdocs.yml": config.replace(f"{ours}\n", f"{ours}: {{results_dir: res}}\n")})

    built = build(tmp_path, "--strict")

    (warning,) = built.warnings
    assert built.code == 1
    assert '"res"' in warning
    assert "1 more follows from this: index.md:5" in built.log


def test_a_row_that_is_missing_on_many_pages_is_told_once_and_another_one_too(tmp_path: Path) -> None:
    project(tmp_path)
    for name in "abcdefgh":
        write(tmp_path, {f"docs/{name}.md": "# P\n\n[1](results:facts?row=lost&metric=t_p)\n"})
    write(tmp_path, {"docs/h.md": "# P\n\n[1](results:facts?row=gone&metric=t_p)\n"})

    warnings = build(tmp_path).warnings

    tail = 'expected a row of the table, got "{}"; there are "cities", "facts"'
    assert warnings == [
        f"results-gallery: a.md:3: results:facts?row=lost&metric=t_p: {tail.format('lost')}; "
        "6 more follow from this: b.md:3, c.md:3, d.md:3, e.md:3, f.md:3 and 1 more",
        f"results-gallery: h.md:3: results:facts?row=gone&metric=t_p: {tail.format('gone')}",
    ]


def test_what_can_not_be_filled_is_marked_in_a_lenient_build(tmp_path: Path) -> None:
    project(tmp_path)
    page = (
        "# H\n\n[9](results:facts?row=lost&metric=t_p), [so](results:lost)\n\n"
        '<p><a href="results:facts?row=lost&amp;metric=t_p">9.9</a></p>\n\n![f](results:facts?rows=lost)\n'
    )
    write(tmp_path, {"docs/index.md": page})

    built = build(tmp_path)

    marked = re.findall(
        r'<span class="rg-stale" title="([^"]*)">([^<]*)<span class="rg-mark"', built.page("index.html")
    )
    no_row = "can&#39;t be filled: expected a row of the table, got &#34;lost&#34;"
    no_file = "can&#39;t be filled: expected the path of an experiment, got &#34;lost&#34;"
    no_rows = no_row.replace("a row", "a row or group")
    assert built.code == 0
    assert marked == [(no_row, "9"), (no_file, "so"), (no_row, "9.9"), (no_rows, "f")]
    assert [warning.rpartition("; ")[2] for warning in built.warnings] == [
        "2 more follow from this: index.md:5, index.md:7",
        "a path below the results folder, like probing/facts",
    ]
