"""What was read of a file, as bytes and back."""

from __future__ import annotations

import ast
import random
from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_results_gallery.choices import Board, HeatmapChoice, Tolerance
from mkdocs_results_gallery.claim import Claim, Comparison, Selection, Term
from mkdocs_results_gallery.digits.bound import Bound
from mkdocs_results_gallery.model import (
    Experiment,
    Metric,
    Missing,
    Row,
    Table,
    TextColumn,
    Uncertainty,
)
from mkdocs_results_gallery.options import Limits, Options
from mkdocs_results_gallery.provenance import Author, Baseline, Reference, Sidecar, Source
from mkdocs_results_gallery.reading.collecting.collection import CollectedFiles, Collection, Member
from mkdocs_results_gallery.reading.folders import parse_folder
from mkdocs_results_gallery.reading.frozen import OF_THE_GALLERY, ReadKeys, freeze, thaw
from mkdocs_results_gallery.reading.parsing import parse
from mkdocs_results_gallery.reading.read import Read, Unread
from mkdocs_results_gallery.reading.schema.declared import Settings
from tests.conftest import ROOT
from tests.fuzz import files as fuzz
from tests.fuzz.values import Dice
from tests.independent.files import gallery
from tests.same import differences

EVERYTHING = """\
title: All of it
repeat: true
ci_level: 95
description: Words
date: 2024-10-18
tags: [one, two]
source: {url: "https://example.org/1", doi: 10.1000/182, commit: "00123", command: run}
authors: [{name: Ada Lovelace, orcid: 0000-0002-1825-0097, affiliation: Home}, {organisation: A Lab}]
related: [other]
heatmap: {style: diverging, palette: red-blue, scale: column, uncertainty: true}
board: {by: mean rank, metrics: [acc, loss, count, "e*"], missing: worst rank, weights: {acc: 0.5}}
scatter: [[loss, acc]]
baseline: {row: a}
claims:
  - {text: A is good, metric: acc, rows: a, every: {at least: {row: b, plus: 0.10}}}
  - {text: Some, metric: acc, count: 2, where: {">=": {metric: loss, times: 0.10, plus: 1.0}}}
  - {text: The best, metric: acc, best: [a], missing: ignore}
  - {text: As chance, metric: acc, every: {">": reference}}
metrics:
  acc: {label: Accuracy, higher_is_better: true, range: [0, 1.0], reference: 0.50, unit: share,
        format: .2f, description: Share, aggregate: mean, domain: [0, 1], paired: true}
  loss: {higher_is_better: false, scale: symlog, domain: [0.10, null], ignore: true}
  empty: {higher_is_better: true, tolerance: {abs: 0.10, rel: 1e-3}}
rows:
  a: {label: The first, description: Words}
groups: {first: [a, b]}
results:
  a: {acc: 0.90 ± 0.010, loss: 9007199254740993, empty: null, count: 1}
  b: {acc: {value: 0.8, ci: [0.7, 0.90], n: 5}, loss: 1e-400, empty: null}
  c: {acc: null, loss: {missing: failed, note: it broke}, empty: null}
  d: {acc: 0.5 †, loss: 1.50e3, empty: null}
  e: {acc: "<= 0.40", loss: 2, empty: null}
  f: {acc: [0.25, 0.75], loss: 2, empty: null}
"""

RECORDS = """\
- {model: a, commit: 0012, acc: 0.5}
- {model: b, commit: 0e12, acc: 0.25}
"""


BESIDE = Unread(
    "x.csv",
    b"model,acc\na,1\nb,2\n",
    Settings(),
    Sidecar("x.csv.yaml", b"related: [other]\nclaims: [{text: B is best, metric: acc, highest: b}]\n"),
)

MEMBERS = tuple(Member(path, (name,), (path,)) for path, name in (("a.json", "a"), ("b.json", "b")))
MANY = CollectedFiles(
    Collection("*.json", "declared", ("run",), MEMBERS),
    {"a.json": b'{"acc": 0.50}', "b.json": b'{"acc": 0.25}'},
)
TOGETHER = Unread("*.json", MANY.manifest, Settings(), None, MANY)


def unread(text: str | bytes, path: str = "a.yaml", settings: Settings | None = None) -> Unread:
    content = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return Unread(path, content, settings or Settings())


def parsed(one: Unread, limits: Limits | None = None) -> Read:
    return parse(one, limits or Limits())


def unlike(one: Unread) -> list[str]:
    """In what a file that was frozen differs from the same file as it is read."""
    read = parsed(one)
    back = thaw(freeze(read), one)
    return list(differences(read, back and replace(back, key="")))


def experiment_of(read: Read) -> Experiment:
    assert [str(one) for one in read.problems] == []
    assert read.experiment is not None
    return read.experiment


def reached(noun: Any, found: set[str]) -> set[str]:  # noqa: ANN401 - any noun
    """The fields, anywhere below `noun`, that say something else than by default."""
    if is_dataclass(noun):
        blank = {"": "", "values": None}
        for one in fields(noun):
            value = getattr(noun, one.name)
            default = one.default_factory() if callable(one.default_factory) else one.default
            if not isinstance(value, np.ndarray) and value != default and value not in (blank[""], ()):
                found.add(f"{type(noun).__name__}.{one.name}")
            reached(value, found)
    elif isinstance(noun, tuple):
        for value in noun:
            reached(value, found)
    elif hasattr(noun, "items"):
        for value in noun.values():
            reached(value, found)
    return found


NEVER_READ = {
    "Table.carried",  # of parts of tables
    "Experiment.apart",  # of a gallery, which knows the other files
    "Term.experiment", "Term.table", "Claim.table",  # of files with several tables
    "Table.name", "Table.title", "Table.description",
}  # fmt: skip # one line for each reason


def test_all_fields_come_back() -> None:
    files = [unread(EVERYTHING), unread(RECORDS), BESIDE, TOGETHER]
    assert [unlike(one) for one in files] == [[], [], [], []]
    found: set[str] = set()
    for one in files:
        reached(experiment_of(parsed(one)), found)
    # a field that no file here gives a value would not be seen to get lost
    nouns = (Experiment, Table, TextColumn, Metric, Row, Missing, Uncertainty, Source, Author, Reference)
    nouns += (Bound, Sidecar, Claim, Selection, Term, Comparison, Board, HeatmapChoice, Tolerance)
    wanted = {f"{noun.__name__}.{one.name}" for noun in nouns for one in fields(noun) if one.init}
    assert wanted - found - NEVER_READ == {"Table.values"}


BAD = ("r: {acc: yes, f1: 1}\n", "name: Config\nversion: 3\n", "r: {acc: 1}\nrows: {x: {}}\n", "[")


def test_a_problem_is_kept_too() -> None:
    for text in BAD:
        assert parsed(unread(text)).problems
        assert unlike(unread(text)) == []


@settings(deadline=None)
@given(st.integers(0, 10**9))
def test_files_of_every_kind_come_back(seed: int) -> None:
    suffix, content = fuzz.results_file(Dice(seed))
    assert unlike(unread(content, f"a{suffix}")) == []


@settings(deadline=None)
@given(st.integers(0, 10**6))
def test_galleries_come_back(seed: int) -> None:
    for path, text in gallery(seed, 3).items():
        assert unlike(unread(text, path)) == []


@pytest.mark.parametrize(
    "path", sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "results").rglob("[!_]*.*"))
)
def test_the_demo_comes_back(path: str) -> None:
    assert unlike(unread((ROOT / path).read_bytes(), path)) == []


def forged(**more: Any) -> Read | None:  # noqa: ANN401 - any field of an Experiment or its table
    """What is thawed of an entry that somebody wrote with other values than were read."""
    one = unread(EVERYTHING)
    read = parsed(one)
    whole = experiment_of(read)
    table = {name: more.pop(name) for name in [*more] if name in Table.__slots__ and name not in ("title",)}
    tables = (replace(whole.tables[0], **table),) if table else whole.tables
    lie = replace(whole, **({"tables": tables} | more))
    return thaw(freeze(Read(lie, read.problems)), one)


def whole_table() -> Table:
    return experiment_of(parsed(unread(EVERYTHING))).tables[0]


def test_a_forged_text_is_believed() -> None:
    found = forged(title="Another")
    assert found is not None
    assert found.experiment is not None
    assert found.experiment.title == "Another"


def test_neither_path_nor_content_come_from_the_entry() -> None:
    found = forged(path="../../x.yaml", content=b"x")
    assert found is not None
    assert found.experiment is not None
    assert (found.experiment.path, found.experiment.content) == ("a.yaml", EVERYTHING.encode())


def lies() -> dict[str, dict[str, Any]]:
    table = whole_table()
    source = experiment_of(parsed(unread(EVERYTHING))).source
    assert table.writing is not None
    assert table.board is not None
    first, *others = table.metrics
    no_cells: dict[str, Any] = {"missing": {}, "uncertainty": {}}
    return {
        "an address that runs": {"source": replace(source, url="javascript:alert(1)")},
        "no table": {"tables": ()},
        "fewer rows": {"rows": table.rows[:-1]},
        "no rows": {"rows": (), "values": table.values[:0], "writing": None, **no_cells},
        "an infinite number": {"values": np.where(table.values == 0.5, np.inf, table.values)},
        "a cell beyond": {"missing": {(99, 0): table.why_missing((2, 0))}},
        "a cell before": {"uncertainty": {(-1, 0): table.uncertainty[0, 0]}},
        "a short column": {"texts": (TextColumn("x", ("a",)),)},
        "a scatter of nothing": {"scatters": (("acc", "nothing"),)},
        "a baseline of nothing": {"baseline": Baseline(row="nothing")},
        "a board of nothing": {"board": replace(table.board, metrics=("no", "loss"))},
        "a board without weights": {"board": replace(table.board, weights=())},
        "other writing": {"writing": replace(table.writing, decimals=table.writing.decimals[:1])},
        "no palette": {"heatmap": replace(table.heatmap, palette="none")},
        "no style": {"heatmap": replace(table.heatmap, style="none")},
        "no scale": {"heatmap": replace(table.heatmap, scale="none")},
        "a long number": {"metrics": (replace(first, format=".999999999f"), *others)},
        "no reason": {"missing": {(2, 0): replace(table.why_missing((2, 0)), kind="none")}},
        "a bound nowhere": {"bounds": {(9, 0): table.bounds[4, 0]}},
        "a bound that is a number": {"bounds": {(0, 0): table.bounds[4, 0]}},
        "a note nowhere": {"notes": {(0, 9): "†"}},
        "settled texts": {"carried": table.digits.cells},
    }


@pytest.mark.parametrize("lie", lies())
def test_what_no_reader_gives_is_a_miss(lie: str) -> None:
    assert forged() is not None
    assert forged(**lies()[lie]) is None


def test_the_problems_of_another_file_are_a_miss() -> None:
    read = parsed(unread("[", "b.yaml"))
    assert thaw(freeze(read), unread("[", "b.yaml")) is not None
    assert thaw(freeze(read), unread("[", "a.yaml")) is None


@settings(deadline=None)
@given(st.integers(0, 10**9))
def test_damage_is_a_miss_or_another_text(seed: int) -> None:
    dice, one = random.Random(seed), unread(EVERYTHING)
    whole = bytearray(freeze(parsed(one)))
    for _ in range(dice.randint(1, 3)):
        whole[dice.randrange(len(whole))] = dice.randrange(256)
    found = thaw(bytes(whole), one)
    assert found is None or found.content == one.content


def key(one: Unread, limits: Limits | None = None) -> str:
    return ReadKeys(limits or Limits()).of(one)


SIDECARS = (Sidecar("a.csv.yaml"), Sidecar("a.csv.yaml", b"title: T"), Sidecar("a.csv.yml", b"title: T"))


def test_the_key_is_of_all_that_decides() -> None:
    texts = [
        "metrics: {acc: {range: [0, 1]}}",
        "metrics: {acc: {range: [0, 1.0]}}",
        "metrics: {acc: {range: [0, 10]}}",
        "metrics: {acc: {parentheses: sd}}",
        "metrics: {acc: {parentheses: se}}",
        "metrics: {acc: {label: A}, f1: {label: F}}",
        "metrics: {f1: {label: F}, acc: {label: A}}",
        "board: {by: mean}",
        "board: {by: mean, weights: {acc: 2}}",
        "scatter: [[acc, f1]]",
        "baseline: a",
        "baseline: {row: a}",
        "ci_level: 90",
        "ci_level: 95",
        *(
            "tags: [a]",
            "tags: [b]",
            "paired: true",
            "heatmap: {palette: blues}",
            "groups: {a: b}",
            "row_key: x",
            "header: false",
            "header: [a, b]",
        ),
    ]
    inherited = [Settings(), *(said(text) for text in texts)]
    keys = {key(unread("a: {b: 1}\n", settings=one)) for one in inherited}
    others = [unread("a: {b: 2}\n"), unread("a: {b: 1}\n", "b.yaml"), unread("a: {b: 1}\n", "a.csv")]
    others += [replace(one, sidecar=sidecar) for one in others[2:] for sidecar in SIDECARS]
    assert len({*keys, *map(key, others)}) == len(inherited) + 3 + len(SIDECARS)


def said(text: str) -> Settings:
    """What the files below inherit of a ``_gallery.yaml``."""
    found = parse_folder(text.encode(), "_gallery.yaml", Limits())
    assert found.problems == ()
    return found.settings.inherited()


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("tags: [a]", "title: T\ndescription: D\ntags: [a]"),
        ("board: {by: mean, weights: {a: 2}}", "\n# a comment\nboard:\n  by: mean\n  weights:\n    a: 2\n"),
        ("scatter: [[a, b]]", "title: T\nscatter:\n  - [a, b]\n"),
        ("baseline: a", "title: T\nbaseline:\n  experiment: a\n"),
        ("rows: {a: {label: A}}", "rows: {a: {label: A}}\ntitle: T"),
    ],
)
def test_what_a_folder_says_of_itself_is_no_part_of_the_key(text: str, other: str) -> None:
    keys = [key(unread("a: {b: 1}\n", settings=said(one))) for one in (text, other)]
    assert keys[0] == keys[1]


@pytest.mark.parametrize("limit", Limits.__slots__)
def test_a_limit_is_part_of_the_key_unless_it_decides_nothing(limit: str) -> None:
    one = unread("a: {b: 1}\n")
    assert (key(one, Limits(**{limit: 7})) == key(one)) is (limit in OF_THE_GALLERY)


def test_what_reads_a_file_asks_for_no_limit_that_is_no_part_of_the_key() -> None:
    room = ROOT / "plugins/mkdocs_results_gallery/reading"
    asked = {
        node.attr
        for path in room.rglob("*.py")
        if path.name not in ("gallery.py", "discover.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and ast.unparse(node.value).endswith("limits")
    }
    assert "values" in asked
    assert asked & OF_THE_GALLERY == set()
    assert Options().limits == Limits()


def test_a_cure_is_kept() -> None:
    one = unread("- {seed: 1, date: x, acc: 0.5}\n- {seed: 2, date: x, acc: 0.5}\n")
    read = parsed(one)
    assert [problem.cure for problem in read.problems] != [None]

    kept = thaw(freeze(read), one)

    assert kept is not None
    assert [problem.cure for problem in kept.problems] == [problem.cure for problem in read.problems]
