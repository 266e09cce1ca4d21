"""Boards and fronts against an independent computation: random tables with ties, holes, mixed directions."""

from __future__ import annotations

import random
from pathlib import Path
from typing import cast

from mkdocs_results_gallery.analysis.board import overall
from mkdocs_results_gallery.analysis.pareto import front
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading import read_gallery
from tests.independent.boards import standing, unbeaten
from tests.independent.cells import Looks
from tests.independent.pages import ShownTable
from tests.independent.reader import Doubt, Reader
from tests.independent.reading import read

NUMBERS = ["0", "0.5", ".50", "1", "1.0", "2", "-1", "1e-3", "0.1", "9007199254740993", "9007199254740992"]


def random_table(seed: int) -> str:
    dice = random.Random(seed)
    metrics = [f"m{at}" for at in range(dice.randint(1, 5))]
    holes = dice.choice([0, 0.2, 0.5])
    by = dice.choice(["mean rank", "win rate", "mean"])
    way = dice.choice(["true", "false"])
    lines = ["metrics:"]
    for metric in metrics:
        unset = dice.random() < 0.15
        own = way if by == "mean" else dice.choice(["true", "false"])
        lines.append(f"  {metric}: {{{'' if unset else f'higher_is_better: {own}'}}}")
    missing = dice.choice(["leave out", "require"] + (["worst rank"] if by != "mean" else []))
    weights = ", ".join(
        f"{metric}: {dice.choice(['2', '0.3', '7'])}" for metric in metrics if dice.random() < 0.3
    )
    lines.append(f"board: {{by: {by}, missing: {missing}, weights: {{{weights}}}}}")
    lines.append("results:")
    for row in range(dice.randint(1, 9)):
        cells = []
        for metric in metrics:
            text = "null" if dice.random() < holes else dice.choice(NUMBERS)
            unsure = text != "null" and dice.random() < 0.1
            cells.append(f"{metric}: {text} ± 0.4" if unsure else f"{metric}: {text}")
        lines.append(f"  r{row}: {{{', '.join(cells)}}}")
    return "\n".join(lines) + "\n"


def test_overall_numbers_and_fronts_are_those_of_an_independent_computation(tmp_path: Path) -> None:
    compared = 0
    for seed in range(400):
        text = random_table(seed)
        (tmp_path / "x.yaml").write_text(text)
        found = read_gallery(tmp_path, Options())
        if not found.experiments:  # nothing that can be ranked, or no number at all
            assert [problem.severity for problem in found.problems], text
            continue
        product = found.experiments[0].tables[0]
        (mine,) = read("x.yaml", f"title: X\n{text}").tables
        # without a format, what numbers look like is what they are
        reader = Reader(Looks(mine, cast(ShownTable, None)))
        said = overall(product)
        assert said is not None, text
        try:
            expected = standing(reader)
        except Doubt:
            continue
        got = {row: (one.exact, one.covered) for row, one in enumerate(said.scores) if one is not None}
        assert got == expected, text
        shown = [one.text for one in said.scores if one is not None]
        assert len(set(shown)) == len({number for number, _ in got.values()}), text
        directed = [at for at, metric in enumerate(mine.metrics) if metric.higher is not None]
        if len(directed) > 1:
            assert list(front(product, directed).rows) == unbeaten(mine, range(len(mine.rows)), directed), (
                text
            )
        compared += 1

    assert compared > 250
