"""The names beside a figure that is one image, in the order that a reader chooses in a real browser."""

from __future__ import annotations

from pathlib import Path

from tests.site.browser import chromium, figure_rows, needs_chromium, served, visit
from tests.site.host import build, tiny

pytestmark = needs_chromium

NAMES = [
    "organisation-of-many/model-1-instruct-with-a-long-ending",
    "organisation-of-many/model-2-instruct-with-a-long-ending",
    "organisation-of-many/model-3-of-a-kind/alpha/with-a-long-ending",
    "organisation-of-many/model-3-of-a-kind/gamma/with-a-long-ending",
    "short",
]


def test_long_names_are_cut_so_that_each_is_known(tmp_path: Path) -> None:
    rows = "".join(f"  {name}: {{m0: {at}, m1: {9 - at}}}\n" for at, name in enumerate(NAMES))
    results = f"metrics: {{m1: {{higher_is_better: true}}}}\nresults:\n{rows}"
    tiny(tmp_path, {"long.yaml": results}, "{name: material, font: false}")
    config = (tmp_path / "mkdocs.yml").read_text()
    limits = "  - results-gallery: {limits: {annotated_cells: 5}}\n"
    (tmp_path / "mkdocs.yml").write_text(config.replace("  - results-gallery\n", limits))
    built = build(tmp_path, "--strict")
    assert built.code == 0, built.log

    with served(built.site) as origin, chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        visit(page, f"{origin}/gallery/experiments/long/?sort=m0")
        labels = figure_rows(page)

    assert len(set(labels)) == len(NAMES)
    assert all(len(label) < 40 for label in labels)
    # the lowest number stands last
    parts = ["…del-1-", "…del-2-", "…del-3-of-a-k", "…del-3-of-a-k", "short"]
    assert [label[: len(part)] for label, part in zip(labels[::-1], parts, strict=True)] == parts
