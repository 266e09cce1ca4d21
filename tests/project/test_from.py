"""The pages on files of other tools: each is listed, and its example is what is read of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mkdocs_results_gallery.model import Metric, Table, Uncertainty
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading import read_gallery
from mkdocs_results_gallery.reading.tools import TOOLS
from tests.conftest import ROOT

FROM = ROOT / "docs/from"
PAGES = sorted(path for path in FROM.glob("*.md") if path.stem != "index")
EXAMPLE = re.compile(r'^```\w+ title="results/([^"]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
SAYING = {"dvc.yaml", "params.yaml", "mlruns/3/meta.yaml"}
"""Files of examples that say which others are read, and what they are called."""
_ARROWS = {True: " ↑", False: " ↓", None: ""}


def test_each_tool_has_a_page() -> None:
    assert {tool.docs for tool in TOOLS if tool.is_told} - {page.stem for page in PAGES} == set()


def test_the_overview_and_the_navigation_list_each_page() -> None:
    overview = (FROM / "index.md").read_text(encoding="utf-8")
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")

    assert [page.name for page in PAGES if f"]({page.name}) |" not in overview] == []
    assert [page.name for page in PAGES if f": from/{page.name}\n" not in navigation] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_examples_become_the_tables_beside_them(page: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    examples = EXAMPLE.findall(text)
    assert examples
    for path, content in examples:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content, encoding="utf-8")

    gallery = read_gallery(tmp_path, Options())

    assert [str(problem) for problem in gallery.problems if problem.severity != "notice"] == []
    read = [file for one in gallery.experiments for file in one.sources or (one.path,)]
    assert sorted({*read}) == sorted({path for path, _ in examples} - SAYING)
    for experiment in gallery.experiments:
        for table in experiment.tables:
            assert _markdown(table) in text, _markdown(table)


def _markdown(table: Table) -> str:
    """The table as a page has it: the numbers of the file, with what is known of them."""
    heads = ["", *map(_head, table.metrics)]
    heads += [column.name for column in table.texts]
    lines = [heads, ["---"] * len(heads)]
    for i, row in enumerate(table.rows):
        cells = [_cell(table, (i, j)) for j in range(len(table.metrics))]
        lines.append([row.name, *cells, *(column.values[i] for column in table.texts)])
    first, rule, *rest = (f"| {' | '.join(cells)} |" for cells in lines)
    return "\n".join([first, rule.replace(" ", ""), *rest]) + "\n"


def _head(metric: Metric) -> str:
    unit = f" ({metric.unit})" if metric.unit else ""
    return f"{metric.name}{unit}{_ARROWS[metric.higher_is_better]}"


def _cell(table: Table, cell: tuple[int, int]) -> str:
    said = table.uncertainty.get(cell)
    return table.written(cell) + (_uncertainty(said) if said else "")


def _uncertainty(said: Uncertainty) -> str:
    ends = f" [{said.interval[0]}, {said.interval[1]}]" if said.interval else ""
    spread = f" ± {said.spread}" if said.spread is not None else ""
    kind = f" ({said.kind})" if spread and said.kind != "unspecified" else ""
    return spread + kind + ends + (f", n = {said.n}" if said.n else "")
