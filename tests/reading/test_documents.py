"""A document with a table of numbers among the results gets a word, any other document none."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading.anew import read_gallery

WORD = (
    "README.md: a document with a table of numbers, which is not read; "
    "`results-gallery import` makes a results file of it"
)


def words(folder: Path, text: str) -> list[str]:
    (folder / "a.yaml").write_text("x: {acc: 1}\n")
    (folder / "README.md").write_text(text)
    return [str(problem) for problem in read_gallery(folder, Options()).problems]


@pytest.mark.parametrize(
    "text",
    [
        "# Results\n\n| a | b |\n|---|---|\n| x | 1 |\n",
        "a | b\r\n:-: | --:\r\nx | **1.5**\r\n",
        "<table><tr><th>a</th></tr><tr><td><b>1</b></td></tr></table>",
    ],
)
def test_a_document_with_numbers_is_noticed(tmp_path: Path, text: str) -> None:
    assert words(tmp_path, text) == [WORD]


@pytest.mark.parametrize(
    "text", ["# Words\n", "| a | b |\n|---|---|\n| x | y |\n", "a|b\n\n1|2\n", "--|--\n1|2"]
)
def test_any_other_is_not(tmp_path: Path, text: str) -> None:
    assert words(tmp_path, text) == []


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("| a | b |\n|---|---|\n| x | 1 |\n")
    results = tmp_path / "results"
    results.mkdir()
    (results / "a.yaml").write_text("x: {acc: 1}\n")
    (results / "README.md").symlink_to(tmp_path / "elsewhere")

    assert read_gallery(results, Options()).problems == ()


def test_alone_in_its_folder_it_is_told_in_the_warning_too(tmp_path: Path) -> None:
    (tmp_path / "RESULTS.md").write_text("| a | b |\n|---|---|\n| x | 1 |\n")

    (told,) = [one for one in read_gallery(tmp_path, Options()).problems if one.severity == "warning"]

    assert told.hint.startswith(
        "RESULTS.md has a table, and `results-gallery import` makes a results file of it; results files end"
    )
