"""Several galleries in one site."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.checker import check
from tests.site.host import build, tiny, write

PLUGINS = """\
  - results-gallery: {results_dir: results, path: new}
  - results-gallery: {results_dir: old, path: old}
"""


def two(folder: Path, page: str, plugins: str = PLUGINS) -> Path:
    """Galleries new/ (t, only, y) and old/ (t, deep/past), and a page."""
    tiny(folder, {"t.yaml": "a: {x: 1.0}\n", "only.yaml": "a: {x: 2.0, y: 1}\n", "y.yaml": "a: {y: 2.0}\n"})
    write(
        folder, {"old/t.yaml": "a: {x: 7.0}\n", "old/deep/past.yaml": "a: {x: 8.0}\n", "docs/index.md": page}
    )
    config = (folder / "mkdocs.yml").read_text().replace("  - results-gallery\n", plugins)
    write(folder, {"mkdocs.yml": config.replace("nav: [index.md, gallery/index.md]\n", "")})
    return folder


def test_each_name_is_found_where_it_is(tmp_path: Path) -> None:
    page = """# Home

[0](results:only?row=a&metric=x), [0](results:past?row=a&metric=x), [0](results:new/t?row=a&metric=x),
[0](results:old/t?row=a&metric=x), [0](../old/t.yaml?row=a&metric=x), [0](../results/t.yaml?row=a&metric=x).

[y](results:?metric=y), [x](results:old/?metric=x), [new](results:new), [old](results:old/),
[](results:old/deep/past)

![f](results:old/t)
"""
    built = build(two(tmp_path, page), "--strict")

    assert (built.code, built.warnings) == (0, []), built.log
    assert check(built.site).problems == ()
    html = built.page("index.html")
    values = [part.split("</a>")[0].rpartition(">")[2] for part in html.split('class="rg-value"')[1:]]
    assert values == ["2.0", "8.0", "1.0", "7.0", "7.0", "1.0"]
    for href in ("new/metrics/y/", "old/metrics/x/", "new/", "old/", "old/experiments/deep/past/"):
        assert f'"><a href="{href}">' in html
    assert "Mentioned in" in built.page("old/experiments/t/index.html")
    assert "Mentioned in" not in built.page("new/experiments/y/index.html")


def test_the_script_of_several_galleries_is_in_a_page_once(tmp_path: Path) -> None:
    built = build(two(tmp_path, "# Home\n"))

    html = built.page("old/experiments/t/index.html")
    assert [part.split('"')[0] for part in html.split("assets/results-gallery")[1:]] == [
        ".css",
        ".css",
        ".js",
    ]
    assert (built.site / "new/assets/results-gallery.js").is_file()
    assert [path.name for path in (built.site / "old/assets").iterdir()] == ["results-gallery.css"]


@pytest.mark.parametrize(
    ("url", "message"),
    [
        (
            "results:t?row=a&metric=x",
            'expected what one gallery has, got "t", which new and old have; '
            "write results:new/t or results:old/t",
        ),
        (
            "results:?metric=x",
            'expected what one gallery has, got "results:?metric=x", which new and old have; '
            "write results:new/ or results:old/",
        ),
        ("results:nope", 'expected the path of an experiment, got "nope"'),
        ("results:old/onyl?row=a&metric=x", 'expected the path of an experiment, got "onyl"'),
        (
            "results:onyl?row=a&metric=x",
            'expected the path of an experiment, got "onyl"; did you mean "only"?',
        ),
    ],
)
def test_a_name_of_both_or_none_is_told(tmp_path: Path, url: str, message: str) -> None:
    built = build(two(tmp_path, f"# Home\n\n[0]({url})\n"), "--strict")

    (warning,) = built.warnings
    assert built.code == 1
    assert warning.startswith(f"results-gallery: index.md:3: {url}: {message}")


@pytest.mark.parametrize(
    ("other", "message"),
    [
        (
            "new",
            'path: expected another folder for each gallery, got "new" twice; '
            "give one of them another `path`",
        ),
        ("NEW/", 'path: expected another folder for each gallery, got "NEW" twice'),
        ("new/experiments", 'path: "new/experiments" and another gallery both have a page new/experiments/'),
    ],
)
def test_two_galleries_in_one_place_are_refused(tmp_path: Path, other: str, message: str) -> None:
    two(tmp_path, "# Home\n", PLUGINS.replace("path: old", f"path: {other}"))
    write(tmp_path, {"results/experiments/t.yaml": "a: {x: 1}\n"})

    built = build(tmp_path)

    assert built.code != 0
    assert message in built.log
    assert "Traceback" not in built.log


def test_galleries_may_lie_in_each_other(tmp_path: Path) -> None:
    built = build(two(tmp_path, "# Home\n", PLUGINS.replace("path: old", "path: new/old")), "--strict")

    assert (built.code, built.warnings) == (0, [])
    assert check(built.site).problems == ()


def test_a_name_that_another_gallery_has_in_a_broken_file_stays_ambiguous(tmp_path: Path) -> None:
    two(tmp_path, "# Home\n\n[0](results:t?row=a&metric=x), [0](results:new/t?row=a&metric=x)\n")
    write(tmp_path, {"results/t.yaml": "a: {x: 1, x: 2}\n"})

    built = build(tmp_path)

    assert [warning.split(": ", 1)[1][:40] for warning in built.warnings] == [
        "t.yaml:1:11: a: expected each name once,"[:40],
        "index.md:3: results:t?row=a&metric=x: expected what one gallery"[:40],
    ]
    assert "write results:new/t or results:old/t" in built.warnings[1]
    assert (
        'results:new/t?row=a&metric=x: expected an experiment, got "t.yaml", a file with errors' in built.log
    )


def test_no_gallery_has_its_cache_in_the_results_of_another(tmp_path: Path) -> None:
    two(tmp_path, "# Home\n", PLUGINS.replace("path: new", "path: new, cache_dir: old/.cache"))

    built = build(tmp_path)

    assert built.code != 0
    assert "cache_dir lies in old/, which is watched" in built.log
