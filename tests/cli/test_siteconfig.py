"""What the site's configuration says of its results, as the command reads it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mkdocs_results_gallery.cli.siteconfig import ConfigError, galleries_of, nearest_galleries
from mkdocs_results_gallery.options import Limits, Options

DEFAULT = Options()


def read(folder: Path, text: str) -> list[tuple[str, Options]]:
    (folder / "mkdocs.yml").write_text(text)
    found = galleries_of(folder / "mkdocs.yml")
    return [(gallery.results_dir.relative_to(folder).as_posix(), gallery.options) for gallery in found]


@pytest.mark.parametrize(
    "text",
    [
        "plugins: [search, results-gallery]",
        "plugins:\n- results-gallery:\n",
        "plugins:\n- results-gallery: {}\n",
        "plugins: {search: {}, results-gallery: {}}",
        "plugins:\n- results-gallery: {results_dir: null, limits: null, exclude: ~}\n",
        "plugins:\n- results-gallery: {palette: no such, workers: x, unknown: 1}\n",
    ],
)
def test_defaults(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == [("results", DEFAULT)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "site_name: T\n",
        "plugins: [search]\n",
        "plugins:\n",
        "plugins: 1\n",
        "- results-gallery\n",
        "text",
    ],
)
def test_a_site_without_a_gallery(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == []


def test_what_decides_how_files_are_read(tmp_path: Path) -> None:
    text = (
        "plugins:\n- results-gallery:\n    results_dir: data/a\n    include: ['*.csv']\n    title: T\n"
        "    exclude: [old/**]\n    limits: {files: 7}\n"
    )
    options = Options(include=("*.csv",), exclude=("old/**",), title="T", limits=Limits(files=7))
    assert read(tmp_path, text) == [("data/a", options)]


def test_two_galleries(tmp_path: Path) -> None:
    text = "plugins:\n- results-gallery: {results_dir: a}\n- search\n- results-gallery: {results_dir: b}\n"
    assert read(tmp_path, text) == [("a", DEFAULT), ("b", DEFAULT)]


def test_tags_of_others_are_neither_run_nor_minded(tmp_path: Path) -> None:
    text = (
        "site_url: !ENV [NO_SUCH_VARIABLE, '']\nhooks: !relative $config_dir/x\nday: 2024-13-45\n"
        "markdown_extensions:\n- emoji:\n    index: !!python/name:material.extensions.emoji.twemoji\n"
        f"evil: !!python/object/apply:os.system ['touch {tmp_path}/ran']\n"
        "plugins:\n- search: !!python/object/apply:os.system [exit]\n"
        f"- results-gallery: {{exclude: [!!python/object/apply:os.system 'touch {tmp_path}/ran', !x y]}}\n"
    )
    assert read(tmp_path, text) == [("results", Options(exclude=(f"touch {tmp_path}/ran", "y")))]
    assert [path.name for path in tmp_path.iterdir()] == ["mkdocs.yml"]


def test_variables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RG_FOLDER", "elsewhere")
    monkeypatch.setenv("RG_FILES", "12")
    text = (
        "plugins:\n- results-gallery:\n    results_dir: !ENV [RG_NONE, RG_FOLDER, x]\n"
        "    title: !ENV RG_NONE\n    exclude: [!ENV [RG_NONE, a/**]]\n    limits: {files: !ENV RG_FILES}\n"
    )
    options = Options(exclude=("a/**",), limits=Limits(files=12))
    assert read(tmp_path, text) == [("elsewhere", options)]


def test_anchors_and_merge_keys(tmp_path: Path) -> None:
    text = "x-a: &a {exclude: [a/**]}\nplugins:\n- results-gallery: {<<: *a, results_dir: r}\n"
    assert read(tmp_path, text) == [("r", Options(exclude=("a/**",)))]


@pytest.mark.parametrize(
    ("above", "own", "expected"),
    [
        ("[{results-gallery: {results_dir: a}}]", "", [("a", DEFAULT)]),
        ("[{results-gallery: {results_dir: a}}]", "[{results-gallery: {exclude: [x]}}]", [("results", "x")]),
        ("[results-gallery]", "[search]", []),
        (
            "{results-gallery: {results_dir: a, limits: {files: 1}}}",
            "{results-gallery: {limits: {depth: 2}}}",
            [("a", Options(limits=Limits(files=1, depth=2)))],
        ),
        ("{results-gallery: {results_dir: a}}", "{search: {}}", [("a", DEFAULT)]),
        ("{search: {}}", "{results-gallery: {}}", [("results", DEFAULT)]),
        ("[results-gallery]", "{search: {}}", []),
    ],
)
def test_an_inherited_file(tmp_path: Path, above: str, own: str, expected: list[tuple[str, object]]) -> None:
    (tmp_path / "base.yml").write_text(f"plugins: {above}\n")
    (tmp_path / "site").mkdir()
    text = f"INHERIT: ../base.yml\n{f'plugins: {own}' if own else ''}\n"
    expected = [
        (folder, Options(exclude=(said,)) if isinstance(said, str) else said) for folder, said in expected
    ]
    assert read(tmp_path / "site", text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [1\nb: 2\n", "mkdocs.yml:2:2: not readable as YAML: expected ',' or ']', but got ':'"),
        ("a: 1\n---\nb: 2\n", "mkdocs.yml:2:1: not readable as YAML: but found another document"),
        ("a: \x01", "mkdocs.yml: not readable as YAML: ReaderError"),
        ("- " * 5_000, "mkdocs.yml: not readable as YAML: RecursionError"),
        ('"\\UFFFFFFFF"', "mkdocs.yml: not readable as YAML: "),
        (
            "plugins: [results-gallery: {limits: {x: 1}}]",
            "mkdocs.yml: results-gallery: limits: unknown 'x'; ",
        ),
        (
            "plugins: [results-gallery: {exclude: a/**}]",
            "mkdocs.yml: results-gallery: exclude: expected a list of globs, got 'a/**'",
        ),
        (
            "plugins: [results-gallery: {include: [1]}]",
            "mkdocs.yml: results-gallery: include: expected a list of globs, got [1]",
        ),
        (
            "plugins: [results-gallery: {results_dir: [a]}]",
            "mkdocs.yml: results-gallery: results_dir: expected a folder, got \"['a']\"",
        ),
        (
            "plugins: [results-gallery: [a]]",
            "mkdocs.yml:1:28: not readable as YAML: expected settings at the key results-gallery",
        ),
        (
            "plugins: [results-gallery: {title: 2024-13-45}]",
            "mkdocs.yml:1:28: not readable as YAML: ValueError in the settings of results-gallery",
        ),
        ("INHERIT: none.yml\n", "none.yml: expected a readable file, got: No such file or directory"),
        ("INHERIT: mkdocs.yml\n", "mkdocs.yml: INHERIT: expected at most 10 files in a row, got more"),
        ("#" * (1024 * 1024 + 1), "mkdocs.yml: expected at most 1,048,576 bytes, got more"),
    ],
)
def test_a_broken_file_is_one_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, text)
    assert str(caught.value).startswith(f"{tmp_path}/{message}")
    assert "\n" not in str(caught.value)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "mkdocs.yml")
    with pytest.raises(ConfigError, match=r"expected a readable file, got: not a regular file$"):
        nearest_galleries(tmp_path)


def test_the_nearest_site_with_a_gallery_counts(tmp_path: Path) -> None:
    deep = tmp_path / "a/b/c"
    deep.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    (tmp_path / "mkdocs.yaml").write_text("plugins: [results-gallery]")
    (tmp_path / "a/b/mkdocs.yml").write_text("plugins: [search]")

    assert [gallery.config for gallery in nearest_galleries(deep)] == [tmp_path / "mkdocs.yaml"]
    (tmp_path / "a/mkdocs.yml").write_text("plugins: [results-gallery: {results_dir: x}]")
    assert [gallery.results_dir for gallery in nearest_galleries(deep)] == [tmp_path / "a/x"]
    (tmp_path / "a/b/.git").write_text("gitdir: x")
    assert nearest_galleries(deep) == ()


@pytest.mark.parametrize(("parents", "fits"), [(10, True), (11, False)])
def test_a_row_of_parents_has_a_limit(tmp_path: Path, parents: int, fits: bool) -> None:
    for number in range(1, parents):
        (tmp_path / f"{number}.yml").write_text(f"INHERIT: {number + 1}.yml\n")
    (tmp_path / f"{parents}.yml").write_text("plugins: [results-gallery]\n")
    if fits:
        assert read(tmp_path, "INHERIT: 1.yml\n") == [("results", DEFAULT)]
    else:
        with pytest.raises(ConfigError, match="INHERIT: expected at most 10 files in a row, got more"):
            read(tmp_path, "INHERIT: 1.yml\n")
