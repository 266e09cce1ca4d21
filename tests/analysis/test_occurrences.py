from __future__ import annotations

from dataclasses import replace

import numpy as np

from mkdocs_results_gallery.analysis.occurrences import (
    Comparability,
    comparability,
    find_occurrences,
    names_of,
)
from mkdocs_results_gallery.errors import Subject
from mkdocs_results_gallery.model import Gallery
from tests.conftest import experiment, gallery, table


def scales(found: Gallery, metric: str) -> list[tuple[str, list[str]]]:
    """The words of each scale of a metric, with the experiments on it."""
    subject = Subject("metric", metric)
    parts: dict[Comparability, list[str]] = {}
    for one in find_occurrences(found, [subject])[subject]:
        values = one.table.values[:, one.index]
        if not np.isnan(values).all():
            scale = comparability(one.table.metrics[one.index], values)
            parts.setdefault(scale, []).append(one.experiment.path)
    return [(scale.words, paths) for scale, paths in parts.items()]


def test_only_what_is_wanted_is_looked_for() -> None:
    found = gallery(
        experiment("one.yaml", table({"a": {"acc": 0.1, "f1": 0.2}, "b": {"acc": 0.9}})),
        experiment("two.yaml", table({"b": {"acc": 0.3}}, name="x"), table({"c": {"f1": 0.3}}, name="y")),
    )
    wanted = [Subject("row", "b"), Subject("metric", "f1"), Subject("tag", "t"), Subject("row", "z")]

    places = {
        (subject.kind, subject.name): [(one.experiment.path, one.number, one.index) for one in some]
        for subject, some in find_occurrences(found, wanted).items()
    }

    assert places == {
        ("row", "b"): [("one.yaml", 0, 1), ("two.yaml", 0, 0)],
        ("metric", "f1"): [("one.yaml", 0, 1), ("two.yaml", 1, 0)],
        ("row", "z"): [],
    }


def test_one_name_on_two_scales_stands_apart() -> None:
    found = gallery(
        experiment("unit.yaml", table({"a": {"AP": 0.71}})),
        experiment("percent.yaml", table({"a": {"AP": 71.0}})),
        experiment("declared.yaml", table({"a": {"AP": 0.5}}, AP={"range": (0.0, 1.0)})),
        experiment("none.yaml", table({"a": {"AP": None, "x": 1}})),
    )

    assert scales(found, "AP") == [
        ("values within 0 to 1", ["unit.yaml", "declared.yaml"]),
        ("values within 0 to 100", ["percent.yaml"]),
    ]


def test_directions_and_units_stand_apart() -> None:
    kinds = ({"unit": "s"}, {"unit": "ms"}, {"unit": "s", "higher_is_better": False})
    found = gallery(
        *(
            experiment(f"{at}.yaml", table({"r": {"time": 1}}, time=kind))  # type: ignore[arg-type] # any trait
            for at, kind in enumerate(kinds)
        )
    )

    assert scales(found, "time") == [
        ("s", ["0.yaml"]),
        ("ms", ["1.yaml"]),
        ("s, lower is better", ["2.yaml"]),
    ]


def test_tables_of_one_title_are_told_apart_by_where_they_are() -> None:
    one, other = (table({"a": {"acc": value}}, name=name) for value, name in ((0.1, "x"), (0.2, "y")))
    found = gallery(
        experiment("p.yaml", table({"a": {"acc": 0.3}}), title="T"),
        experiment("q.yaml", table({"a": {"acc": 0.4}}), title="T"),
        experiment("r.yaml", table({"a": {"acc": 0.5}}), title="T (p.yaml)"),
        experiment("s.yaml", replace(one, title="S"), replace(other, title="S"), title="R"),
        experiment("t.yaml", table({"a": {"acc": 0.6}}), title="0 a"),
    )
    subject = Subject("metric", "acc")

    assert names_of(find_occurrences(found, [subject])[subject]) == [
        "T (p.yaml) (p.yaml)",
        "T (q.yaml)",
        "T (p.yaml) (r.yaml)",
        "R: S (s.yaml / x)",
        "R: S (s.yaml / y)",
        "0 a",
    ]
