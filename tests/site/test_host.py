"""What MkDocs makes of a results directory, in all the ways it can be set up."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from tests.site.checker import check
from tests.site.host import build, tiny, write

ONE = "title: One\ntags: [t]\nresults:\n  cities: {t_g: 1.00, t_p: 1.00}\n  facts: {t_g: 0.96, t_p: 0.92}\n"
TWO = "title: Two\ntags: [t]\nrelated: [one]\nresults:\n  cities: {t_p: 0.50}\n"
BAD = "cities: {t_g: 1.00, t_p: 0.5}\nfacts: {t_g: good, t_p: 0.5}\nwords: {t_g: 1_000, t_p: 0.5}\n"


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
@pytest.mark.parametrize("directory_urls", ["true", "false"])
def test_any_theme_and_both_kinds_of_address(tmp_path: Path, theme: str, directory_urls: str) -> None:
    tiny(tmp_path, {"one.yaml": ONE, "two.yaml": TWO}, theme, f"use_directory_urls: {directory_urls}\n")

    built = build(tmp_path, "--strict")

    assert (built.code, built.warnings) == (0, []), built.log
    ours = [problem for problem in check(built.site).problems if problem.startswith("gallery/")]
    # the themes' own markup is not ours to mend
    assert [problem for problem in ours if "rg" in problem or "gallery" in problem.split(":", 2)[2]] == []
    page = "experiments/two/index.html" if directory_urls == "true" else "experiments/two.html"
    html = built.page(f"gallery/{page}")
    assert html.count("<h1") == 1
    assert "shares 1 row, 1 metric and 1 tag" in html


def test_links_have_reasons_and_backlinks(tmp_path: Path) -> None:
    tiny(tmp_path, {"one.yaml": ONE, "two.yaml": TWO})

    built = build(tmp_path)

    assert "named by this file; shares" in built.page("gallery/experiments/two/index.html")
    assert "names this file; shares" in built.page("gallery/experiments/one/index.html")
    assert (built.site / "gallery/rows/cities/index.html").is_file()
    # facts occurs once: no page of its own
    assert not (built.site / "gallery/rows/facts").exists()


def test_a_broken_file_costs_its_own_page(tmp_path: Path) -> None:
    tiny(tmp_path, {"one.yaml": ONE, "two.yaml": TWO, "bad.yaml": BAD})

    built = build(tmp_path)

    assert built.code == 0
    assert "2 of 3 files shown, 1 failed" in built.page("gallery/index.html")
    page = built.page("gallery/experiments/bad/index.html")
    assert "Line 2" in page
    assert "Line 3" in page
    assert [line.split(": ")[1] for line in built.warnings] == [
        "bad.yaml:2:14",
        "bad.yaml:3:14",
    ]


def test_strict_fails_with_every_problem(tmp_path: Path) -> None:
    tiny(tmp_path, {"bad.yaml": BAD, "worse.yaml": "a: {x: 1}\na: {x: 2}\n"})

    built = build(tmp_path, "--strict")

    assert built.code == 1
    assert [
        place for place in ("bad.yaml:2:14", "bad.yaml:3:14", "worse.yaml:2:1") if place not in built.log
    ] == []
    assert "Traceback" not in built.log


def test_a_file_that_is_no_table_is_only_mentioned(tmp_path: Path) -> None:
    tiny(tmp_path, {"one.yaml": ONE, "names.yaml": "a: b\nc: d\n"})

    built = build(tmp_path, "--strict")

    assert (built.code, built.warnings) == (0, [])
    assert "names.yaml" in built.log


def test_no_results_and_a_missing_folder_are_warnings(tmp_path: Path) -> None:
    tiny(tmp_path, {})
    built = build(tmp_path)

    assert built.code == 0
    assert [line.partition(": expected ")[2].partition(";")[0] for line in built.warnings] == [
        'a results file in "results", got none'
    ]
    assert "No results yet" in built.page("gallery/index.html")
    assert build(tmp_path, "--strict").code == 1

    (tmp_path / "results").rename(tmp_path / "result")
    built = build(tmp_path)

    assert built.code == 0
    assert built.warnings == [
        'results-gallery: .: expected a results directory "results", got nothing there; '
        'the option `results_dir` says where it is; did you mean "result"?'
    ]
    assert "No results yet" in built.page("gallery/index.html")


@pytest.mark.skipif(sys.platform != "linux", reason="such names can't be made elsewhere")
def test_names_that_are_no_text_stop_no_build(tmp_path: Path) -> None:
    tiny(tmp_path, {"one.yaml": ONE})
    results = os.fsencode(tmp_path / "results")
    Path(os.fsdecode(results + b"/file\xff.yaml")).write_text(ONE, encoding="utf-8")
    Path(os.fsdecode(results + b"/link\xff")).symlink_to(tmp_path)

    built = build(tmp_path)

    assert built.code == 0, built.log
    assert built.warnings == [
        r"results-gallery: file\udcff.yaml: expected a file name that can be shown, "
        "got one with the lone surrogate U+DCFF"
    ]
    assert r"<code>link\udcff</code>: a linked folder" in built.page("gallery/index.html")


def test_suffixes_count_in_any_case(tmp_path: Path) -> None:
    tiny(tmp_path, {"RUN1.CSV": "model,acc\na,0.5\nb,0.7\n", "run2.YML": "a: {x: 1}\n"})
    links = "[](../results/RUN1.CSV?row=a&metric=acc) [](results:run2?row=a&metric=x)"
    write(tmp_path, {"docs/index.md": f"# Home\n\n{links}\n"})

    built = build(tmp_path, "--strict")

    assert (built.code, built.warnings) == (0, [])
    titles = re.findall(r'title="(a, [^"]*)"', built.page("index.html"))
    assert titles == ["a, acc: 0.5", "a, x: 1"]
    copies = sorted(path.name for path in (built.site / "gallery/experiments").glob("*.source.*"))
    assert [re.sub("-[0-9a-f]{10}", "", name) for name in copies] == ["run1.source.csv", "run2.source.yml"]


def test_the_users_page_wins_with_a_notice(tmp_path: Path) -> None:
    tiny(tmp_path, {"one.yaml": ONE, "two.yaml": TWO})
    write(tmp_path, {"docs/gallery/experiments/one.md": "# Mine\n"})

    built = build(tmp_path, "--strict")

    assert built.code == 0, built.log
    assert "Mine" in built.page("gallery/experiments/one/index.html")
    assert "gallery/experiments/one.md: your own page stands instead of the gallery's" in built.log


def test_detail_pages_have_a_place_without_being_in_the_navigation(tmp_path: Path) -> None:
    more = "repo_url: https://example.org/owner/name\nedit_uri: edit/main/docs/\n"
    tiny(tmp_path, {"a/one.yaml": ONE, "two.yaml": TWO}, more=more)
    config = tmp_path / "mkdocs.yml"
    features = (
        "theme:\n  name: material\n  font: false\n"
        "  features: [navigation.tabs, navigation.path, navigation.footer, content.action.edit]\n"
    )
    config.write_text(config.read_text().replace("theme: material\n", features))

    built = build(tmp_path, "--strict")

    assert built.code == 0, built.log
    html = built.page("gallery/experiments/a/one/index.html")
    assert 'class="md-path__link"' in html
    assert "md-tabs__item--active" in html
    assert "md-footer__link--prev" in html
    assert "https://example.org/owner/name/edit/main/results/a/one.yaml" in html
    assert "https://example.org/owner/name/blob/main/results/a/one.yaml#L4" in html
    navigation = html[html.index('class="md-nav ') : html.index("md-content")]
    assert "experiments/two" not in navigation


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("path: ../up", "expected a folder of the site"),
        ("limits: {speed: 3}", "unknown 'speed'"),
        ("limits: {values: -1}", "expected a number above 0"),
        ("cache_dir: docs/cache", "which is watched"),
        ("palette: rainbow", "palette"),
    ],
)
def test_a_wrong_setting_says_so(tmp_path: Path, setting: str, message: str) -> None:
    tiny(tmp_path, {"one.yaml": ONE})
    config = tmp_path / "mkdocs.yml"
    config.write_text(
        config.read_text().replace("  - results-gallery\n", f"  - results-gallery: {{{setting}}}\n")
    )

    built = build(tmp_path)

    assert built.code != 0
    assert message in built.log
    assert "Traceback" not in built.log


def test_a_template_of_the_users_replaces_ours(tmp_path: Path) -> None:
    tiny(tmp_path, {"one.yaml": ONE})
    write(tmp_path, {"mine/experiment.html": '<div class="rg"><h1>Mine: {{ experiment.title }}</h1></div>'})
    config = tmp_path / "mkdocs.yml"
    config.write_text(
        config.read_text().replace("  - results-gallery\n", "  - results-gallery: {templates: mine}\n")
    )

    assert "<h1>Mine: One</h1>" in build(tmp_path, "--strict").page("gallery/experiments/one/index.html")


def test_a_large_gallery_has_an_index_of_several_pages(tmp_path: Path) -> None:
    tiny(tmp_path, {f"{number:03}.yaml": f"r{number}: {{acc: 0.5}}\n" for number in range(100)})

    built = build(tmp_path, "--strict")

    assert (built.code, built.warnings) == (0, [])
    assert check(built.site).problems == ()
    assert built.page("gallery/index.html").count('<li class="rg-card">') == 96
    assert built.page("gallery/list/2/index.html").count('<li class="rg-card">') == 4
    # one metric is shared by all, and no row is: no page for each of the hundred rows
    assert sorted(path.name for path in (built.site / "gallery/metrics").iterdir()) == [
        "acc",
        "acc.csv",
        "index.html",
    ]
    assert not (built.site / "gallery/rows").exists()


def test_a_readme_of_the_users_is_the_index_of_its_folder(tmp_path: Path) -> None:
    tiny(tmp_path, {"one.yaml": ONE})
    write(tmp_path, {"docs/gallery/README.md": "# Mine\n\nMy own words.\n"})
    config = tmp_path / "mkdocs.yml"
    config.write_text(config.read_text().replace("gallery/index.md", "gallery/README.md"))

    built = build(tmp_path)

    assert "My own words" in built.page("gallery/index.html")
    assert "gallery/README.md: your own page stands instead of the gallery's" in built.log


def test_a_small_file_cannot_make_a_huge_site(tmp_path: Path) -> None:
    names = ", ".join(f"m{number}: 0" for number in range(1000))
    bomb = f"base: &a {{{names}}}\n" + "".join(f"r{number}: *a\n" for number in range(400))
    from mkdocs_results_gallery.options import Limits, Options
    from mkdocs_results_gallery.reading import read_gallery

    write(tmp_path, {f"{number}.yaml": bomb for number in range(4)})

    found = read_gallery(tmp_path, Options(limits=Limits()))

    assert len(found.experiments) == 2
    assert [problem.message for problem in found.problems] == [
        "expected at most 1,000,000 cells in all files together that are not written in them, "
        "got 388,610 more here"
    ] * 2


@pytest.mark.parametrize("setting", ["shared_by: 0", "workers: -1", "draw_seconds: 0", "related: -1"])
def test_a_number_out_of_range_says_so(tmp_path: Path, setting: str) -> None:
    tiny(tmp_path, {"one.yaml": ONE})
    config = tmp_path / "mkdocs.yml"
    config.write_text(
        config.read_text().replace("  - results-gallery\n", f"  - results-gallery: {{{setting}}}\n")
    )

    built = build(tmp_path)

    assert built.code != 0
    assert "or more, got" in built.log


def test_other_sites_are_told_what_a_page_shows(tmp_path: Path) -> None:
    tiny(tmp_path, {"one.yaml": ONE.replace("One", 'One "<b>'), "two.yaml": TWO})
    config = (tmp_path / "mkdocs.yml").read_text().replace('site_url: ""', "site_url: https://x.org/p/")
    (tmp_path / "mkdocs.yml").write_text(config)

    page = build(tmp_path, "--strict").page("gallery/experiments/one/index.html")

    assert '<meta property="og:title" content="One &quot;&lt;b&gt;">' in page
    assert '<meta property="og:url" content="https://x.org/p/gallery/experiments/one/">' in page
    assert '<meta property="og:image" content="https://x.org/p/gallery/experiments/one.share.png">' in page
    assert (tmp_path / "site/gallery/experiments/one.share.png").read_bytes()[16:24] == bytes(
        [0, 0, 600 >> 8, 600 & 255, 0, 0, 315 >> 8, 315 & 255]
    )
    # no page shows it, and so no other plugin needs a copy of it
    assert [path for path in tmp_path.rglob("one.share.png") if "site" not in path.parts] == []
    assert "[![One" in page
    assert "](https://x.org/p/gallery/experiments/one.svg)](https://x.org/p/gallery/experiments/one/)" in page


def test_what_no_experiment_has_is_not_called_missing(tmp_path: Path) -> None:
    results = {
        "one.yaml": "results: {a: {acc: 0.1, err: failed}, b: {acc: 0.2, err: 1}}\n",
        "two.yaml": "results: {a: {acc: 0.3}}\n",
        "three.yaml": "results: {a: {acc: 0.3}, c: {acc: 1}}\n",
    }
    built = build(tiny(tmp_path, results), "--strict")

    assert "1 of 4 cells</bdi> is missing" in built.page("gallery/experiments/one/index.html")
    for page in ("metrics/acc", "rows/a"):
        assert "cells</bdi>" not in built.page(f"gallery/{page}/index.html")


def test_one_experiments_words_on_a_metric_are_not_everyones(tmp_path: Path) -> None:
    results = {
        "one.yaml": "metrics: {ms: {description: Median of ten runs.}}\nresults: {a: {ms: 1}}\n",
        "two.yaml": "results: {a: {ms: 2}}\n",
    }
    built = build(tiny(tmp_path, results), "--strict")

    assert "Median of ten runs." in built.page("gallery/experiments/one/index.html")
    assert "Median of ten runs." not in built.page("gallery/metrics/ms/index.html")
