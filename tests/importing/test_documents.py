"""Small documents, each with the results file that is made of it and what is said about it.

`pytest tests/importing --update-goldens` writes what becomes of them now; a reviewer reads the diff.
"""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from pytest_golden.plugin import GoldenTestFixture

from mkdocs_results_gallery.importing.made import Imports, NothingToImport, of_markdown
from mkdocs_results_gallery.model import Experiment
from tests.reading.conftest import read

FOLDER = Path(__file__).parent / "documents"


def made(text: str, *, apart: bool = False) -> Imports:
    return of_markdown(text, "README.md", apart=apart)


def experiment(text: str) -> Experiment:
    """What our own reader reads of the results file of a document, without a word."""
    done = read(made(text).texts[""])
    assert done.experiment is not None, done.problems
    return done.experiment


@pytest.mark.golden_test("documents/*.yml")
def test_what_becomes_of_a_document(golden: GoldenTestFixture) -> None:
    done = made(golden["text"])

    assert golden.out.get("made") == done.texts[""]
    assert golden.out.get("words") == ("".join(f"{word}\n" for word in done.words) or None)
    assert done.is_whole


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=lambda path: path.stem)
def test_each_number_of_a_document_is_there_or_named(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    source, _, rest = text.partition("\nmade:")
    document = source.partition("text: |")[2]
    lines = [line for line in document.splitlines() if line.count("|") > 1 or "<td" in line]
    plain = re.sub(r"<su[bp]>|<[^>]*>|```.*?```", " ", "\n".join(lines))
    numbers = {number.replace(",", "") for number in re.findall(r"(?<![\w.])\d[\d,]*(?:\.\d+)?", plain)}
    said = {number.replace(",", "") for number in re.findall(r"\d[\d,]*(?:\.\d+)?", rest)}

    if path.stem == "derived":  # of those that a comment names by their column or their row
        numbers = {f"{number}.0" for number in (50, 60, 70, 55, 66, 71, 61, 74)}
    if path.stem == "leaderboard":
        numbers -= {"1.00", "3.67", "0.15"}  # likewise
    if path.stem == "escaped-and-ragged":
        numbers -= {"1"}  # in a block of code
    assert numbers - said == set()


def test_nothing_to_import_is_said() -> None:
    with pytest.raises(
        NothingToImport, match="expected a table with names and a column of numbers, got none"
    ):
        made("# Words\n\n| a | b |\n|---|---|\n| x | y |\n")


@pytest.mark.parametrize(
    ("text", "path", "title"),
    [
        ("", "a: b\n- \x07c.md", "a: b - c"),
        ("", "\u202e.md", "Results"),
        (f"# {'n' * 5000}\n", "x.md", "n" * 200),
    ],
)
def test_a_title_is_one_that_a_results_file_may_have(text: str, path: str, title: str) -> None:
    made = of_markdown(
        f"{text}\n| net | acc | f1 |\n|-|-|-|\n| a | 1 | 2 |\n| b | 3 | 4 |\n", path, apart=False
    )

    assert made.is_whole
    assert yaml.safe_load(made.texts[""])["title"] == title


def test_one_file_for_each_table() -> None:
    text = "# A\n\n|n|x|\n|-|-|\n|a|1|\n\n## B\n\n|n|y|\n|-|-|\n|b|2|\n"

    assert {name: "title: " + name in one for name, one in made(text, apart=True).texts.items()} == {
        "A": True,
        "B": True,
    }


def test_a_sentence_that_no_longer_holds_is_named_and_left_out() -> None:
    text = "# Speed\n\n|tool|time (s)|\n|-|-|\n|ant|2.5|\n|bee|1.5|\n\nant is the fastest.\n"

    done = made(text)

    assert done.words == (
        'line 8: the sentence does not hold: "ant is the fastest.": time of bee is 1.5, of ant is 2.5',
    )
    assert read(done.texts[""]).experiment.claims == ()


def test_best_of_a_metric_without_direction_is_read_as_it_stands_and_that_is_said() -> None:
    text = "# Nets\n\n|net|gap|\n|-|-|\n|ant|2.5|\n|bee|1.5|\n|cat|2|\n\n{} has the best gap.\n"

    assert (
        "# line 9, read as lowest, since the metric has no direction\n" in made(text.format("Bee")).texts[""]
    )
    assert made(text.format("Cat")).words == (
        'line 9: the sentence does not hold: "Cat has the best gap.": gap of bee is 1.5, of cat is 2',
    )


def test_numbers_keep_their_digits() -> None:
    found = experiment("|n|x|\n|-|-|\n|a|0.6800|\n|b|9007199254740993|\n|c|-.5|\n|d|1e-5|\n")

    table = found.tables[0]
    assert [table.written((row, 0)) for row in range(4)] == ["0.6800", "9007199254740993", "-.5", "1e-5"]
    assert Fraction(table.exact((1, 0))) == 9007199254740993
