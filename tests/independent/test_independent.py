"""No page says what its file doesn't; and the reader who finds that out can't be lied to.

`python -m tests.independent 20000` looks at twenty thousand tables.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import replace

import pytest

from mkdocs_results_gallery.build import Site
from mkdocs_results_gallery.pages.page import held
from tests.conftest import ROOT
from tests.independent import flips, lies
from tests.independent.cells import Looks
from tests.independent.faults import MUTANTS, Mutant
from tests.independent.files import gallery
from tests.independent.pages import parsed, tables
from tests.independent.reader import Doubt, Reader
from tests.independent.reading import read
from tests.independent.sentences import wrong
from tests.independent.trial import built, look_at, read_site


def _seeds(quick: int, slow: int) -> list[object]:
    return [*range(quick), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(quick, slow))]


@pytest.mark.parametrize("seed", _seeds(9, 120))
def test_no_page_says_what_its_file_does_not(seed: int) -> None:
    assert look_at(seed).contradictions == []


def test_there_is_much_to_look_at() -> None:
    counts = sum((look_at(seed).counts for seed in (0, 1, 5, 8)), Counter[str]())

    assert {what for what, count in counts.items() if count > 5} >= {
        "tables",
        "cells",
        "ranks",
        "sentences",
        "claims",
        "suggestions",
        "cards",
        "pair tables",
        "cells again",
        "values in prose",
    }


@pytest.mark.parametrize("seed", _seeds(3, 30))
def test_the_reader_believes_no_sentence_that_says_something_else(seed: int) -> None:
    files = gallery(seed)
    pages = {page.source: page.html for page in built(files).pages if page.kind == "experiment"}
    believed, tried = [], 0
    for path, html in pages.items():
        for table, shown in zip(read(path, files[path]).tables, tables(parsed(html)), strict=False):
            reader = Reader(Looks(table, shown))
            names = {*reader.all_titles, *reader.lines}
            for sentence in shown.sentences:
                for lie in lies.of_sentence(sentence, names, list(reader.lines)):
                    tried += 1
                    if _is_believed(reader, lie):
                        believed.append((sentence, lie))

    assert believed == []
    assert tried > 30 or seed > 2  # some galleries have few sentences, or none


@pytest.mark.parametrize("seed", _seeds(1, 40))
def test_no_sentence_outlives_a_number_that_it_rests_on(seed: int) -> None:
    answers = {
        place: stays for path, text in gallery(seed).items() for place, stays in flips.surviving(path, text)
    }

    assert [place for place, stays in answers.items() if stays] == []
    assert answers or seed


@pytest.mark.parametrize("seed", _seeds(1, 15))
def test_the_reader_believes_no_sentence_about_another_table(seed: int) -> None:
    dice = random.Random(f"flips {seed}")
    believed, tried = [], 0
    for path, text in gallery(seed).items():
        products = flips.read_tables({path: text})
        for table in read(path, text).tables:
            for one in flips.told(products[path, table.name]) if (path, table.name) in products else ():
                sentence, cell = one.sentence(products[path, table.name]), dice.choice(one.cells)
                answers = [
                    _is_told_of(path, flip, table.name, sentence) for flip in flips.flips(text, table, cell)
                ]
                tried += 1
                # of these a number that gets worse may change nothing
                if all(answers) if one.kind in ("leads", "pareto") else any(answers):
                    believed.append((path, sentence, cell))

    assert believed == []
    assert tried > 20 or seed


def _is_told_of(path: str, text: str, name: str, sentence: str) -> bool:
    """Whether the reader believes a sentence about a table of this file."""
    (page,) = [page for page in built({path: text}).pages if page.kind == "experiment"]
    found = [
        table
        for table in read(path, text).tables
        if any(cell.text or cell.sign for cell in table.cells.values())
    ]
    (both,) = [both for both in zip(found, tables(parsed(page.html)), strict=True) if both[0].name == name]
    return _is_believed(Reader(Looks(*both)), sentence)


def test_nothing_is_best_or_worst_where_no_direction_is_known() -> None:
    words = re.compile(r"\b(best|worst|better)\b")  # "worse" is a row
    said = [
        one.sentence(product)
        for seed in range(25)
        for product in flips.read_tables(_without_directions(gallery(seed))).values()
        for one in flips.told(product)
    ]

    assert [sentence for sentence in said if words.search(sentence)] == []
    assert len(said) > 500


def _without_directions(files: dict[str, str]) -> dict[str, str]:
    """The same numbers, where nothing that takes a direction (a claim, a board) is said of them."""
    asks_for_one = re.compile(r"(?m)^ *(board:|claims:|- \{text: (claim|front)).*\n")
    return {
        path: re.sub(r"higher_is_better: \w+", "description: any", asks_for_one.sub("", text))
        for path, text in files.items()
    }


def _is_believed(reader: Reader, sentence: str) -> bool:
    try:
        return not wrong(reader, sentence)
    except Doubt:
        return False


@pytest.mark.parametrize("seed", _seeds(3, 30))
def test_the_reader_sees_every_change_of_a_page(seed: int) -> None:
    files, dice = gallery(seed), random.Random(f"lies {seed}")
    site = built(files)
    unseen = []
    for page in site.pages:
        if page.kind == "experiment":
            file = {page.source: files[page.source]}
            honest = set(read_site(file, site, is_whole=False).contradictions)
            for what, html in lies.of_page(page.html, dice):
                lying = _with_page(site, page.uri, html)
                if not set(read_site(file, lying, is_whole=False).contradictions) - honest:
                    unseen.append((page.uri, what, _difference(page.html, html)))

    assert unseen == []


def _difference(one: str, other: str) -> str:
    at = next(at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1])
    return other[at - 80 : at + 40]


def _with_page(site: Site, uri: str, html: str) -> Site:
    pages = tuple(replace(page, body=held(html)) if page.uri == uri else page for page in site.pages)
    return replace(site, pages=pages)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.what)
def test_a_mutant_finds_what_it_changes(mutant: Mutant) -> None:
    text = (ROOT / "plugins/mkdocs_results_gallery" / mutant.file).read_text(encoding="utf-8")

    assert text.count(mutant.old) == 1
