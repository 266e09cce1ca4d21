from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import ArrayLike

from mkdocs_results_gallery.choices import HeatmapChoice
from mkdocs_results_gallery.heatmap.drawing import draw_formats
from mkdocs_results_gallery.heatmap.painting import Painting
from mkdocs_results_gallery.heatmap.spec import paint
from mkdocs_results_gallery.model import Metric, Missing, Row, Table
from mkdocs_results_gallery.options import Limits

CHOICE, LIMITS = HeatmapChoice(), Limits()

FOUNDING = {
    "cities": (1.00, 1.00, 1.00),
    "neg_cities": (1.00, 0.00, 1.00),
    "sp_en_trans": (1.00, 1.00, 1.00),
    "neg_sp_en_trans": (1.00, 0.00, 1.00),
    "inventors": (0.97, 0.98, 0.94),
    "neg_inventors": (0.98, 0.03, 0.98),
    "animal_class": (1.00, 1.00, 1.00),
    "neg_animal_class": (1.00, 0.00, 1.00),
    "element_symb": (1.00, 1.00, 1.00),
    "neg_element_symb": (1.00, 0.00, 1.00),
    "facts": (0.96, 0.92, 0.96),
    "neg_facts": (0.93, 0.09, 0.93),
}


def make_table(
    values: ArrayLike,
    metrics: Sequence[Metric | str] | None = None,
    rows: Sequence[str] | None = None,
    choice: HeatmapChoice = CHOICE,
    missing: dict[tuple[int, int], Missing] | None = None,
) -> Table:
    array = np.array(values, dtype=np.float64)
    count, width = array.shape
    metrics = metrics if metrics is not None else [f"m{index}" for index in range(width)]
    rows = rows if rows is not None else [f"r{index}" for index in range(count)]
    return Table(
        name="",
        metrics=tuple(one if isinstance(one, Metric) else Metric(one, format=".2f") for one in metrics),
        rows=tuple(Row(row) for row in rows),
        values=array,
        missing=missing or {},
        heatmap=choice,
    )


def painted(table: Table, palette: str = "red-yellow", limits: Limits = LIMITS) -> Painting:
    return paint(table, palette=palette, limits=limits)


def drawn(painting: Painting, image_format: str = "svg") -> bytes:
    return draw_formats((painting, (image_format,)))[image_format]


def founding_painting() -> Painting:
    table = make_table(list(FOUNDING.values()), ["t_g", "t_p", "d_LR"], list(FOUNDING))
    return paint(
        table,
        palette="red-yellow",
        limits=Limits(),
        row_links=[f"rows/{name}.md" for name in FOUNDING],
        metric_links=["metrics/t_g.md", "", "metrics/d_LR.md"],
    )


@pytest.fixture(scope="session")
def founding() -> Painting:
    return founding_painting()


BAD_LABELS = (
    "", " ", "$", "$5", "$5 to $6", "$x", "$$x$$", "$\\alpha$", "$\\unknown$", "$\\frac{1$", "$x^2_3$",
    "\\$9", "\\", "\\input{file}", "$" + "\\sqrt{" * 60 + "x" + "}" * 60 + "$", "%", "100 %",
    "%s %(a)s {} {0} {{a}}", "#1 & co", "_a_", "*b*", "`c`", "<b>", "</text>", "]]>", "<!--", "&amp;",
    "&#60;", "&lt", "'", '"', '" onload="x', "javascript:x", "a\tb", "a\nb", "a\rb", "a\u2028b", "\u00a0",
    "\u200b", "a\u200db", "\u202eabc", "\u2066abc\u2069", "\ufeffa", "e\u0301", "a" + "\u0300" * 200,
    "\u5317\u4eac", "\u0627\u0644\u0639", "\u05d0\u05d1\u05d2", "\u0e01\u0e34", "\U0001f600",
    "\U0001f469\u200d\U0001f52c", "\U00012000", "\ue000", "\U0010fffd", "\ufffd", "\u2212 \u00b1 \u00d7",
    "W" * 300, "i" * 300, "word " * 80, "-" * 90, "null", "nan", "-0", "1e9", "None", "../..", "C:\\x",
    "a/b/c", "=1+1", "@a",
)  # fmt: skip # short words stay dense
"""Names that drawing may take for something else: formulas, commands, markup, control characters, widths."""


@pytest.fixture(scope="session")
def bad_labels() -> list[str]:
    return list(BAD_LABELS)
