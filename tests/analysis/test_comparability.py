from __future__ import annotations

from mkdocs_results_gallery.analysis.comparability import Comparability, comparability
from mkdocs_results_gallery.model import Gallery
from tests.conftest import experiment, gallery, table


def scales(found: Gallery, metric: str) -> list[tuple[str, list[str]]]:
    """The words of each scale of a metric, with the experiments on it."""
    parts: dict[Comparability, list[str]] = {}
    for one in found.experiments:
        (of,) = one.tables
        index = [column.name for column in of.metrics].index(metric)
        parts.setdefault(comparability(of.metrics[index], of.values[:, index]), []).append(one.path)
    return [(scale.words, paths) for scale, paths in parts.items()]


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
        ("any number", ["none.yaml"]),
    ]


def test_directions_and_units_stand_apart() -> None:
    kinds = ({"unit": "s"}, {"unit": "ms"}, {"unit": "s", "higher_is_better": False})
    found = gallery(
        *(experiment(f"{at}.yaml", table({"r": {"time": 1}}, time=kind)) for at, kind in enumerate(kinds))
    )

    assert scales(found, "time") == [
        ("s", ["0.yaml"]),
        ("ms", ["1.yaml"]),
        ("s, lower is better", ["2.yaml"]),
    ]
