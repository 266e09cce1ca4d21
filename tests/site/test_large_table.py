"""A table above the limit in a real browser: it opens, and the rest comes on demand."""

from __future__ import annotations

from pathlib import Path

from tests.site.browser import chromium, needs_chromium, served
from tests.site.host import build, tiny

pytestmark = needs_chromium

ROWS, METRICS = 1_500, 40


def test_the_rest_of_a_large_table_comes_on_demand_and_can_be_sorted(tmp_path: Path) -> None:
    lines = [",".join(["row", *(f"m{at}" for at in range(METRICS))])]
    lines += [
        ",".join([f"r{row}", *(str(row * METRICS + at) for at in range(METRICS))]) for row in range(ROWS)
    ]
    built = build(tiny(tmp_path, {"large.csv": "\n".join(lines) + "\n"}), "--strict")
    assert built.code == 0, built.log
    with served(built.site) as origin, chromium() as browser:
        page = browser.new_page()
        page.goto(f"{origin}/gallery/experiments/large/", wait_until="networkidle")
        shown = page.locator(".rg-table tr[data-row]")
        assert shown.count() == 500
        for expected in (1_000, 1_500):
            page.get_by_role("button", name="Show more rows").click()
            page.wait_for_function(
                "(n) => document.querySelectorAll('.rg-table tr[data-row]').length === n", arg=expected
            )
        assert page.get_by_role("button", name="Show more rows").is_hidden()

        last = shown.last
        assert last.locator("th").text_content() == "r1499"
        assert last.locator("td").all_text_contents() == [str(1_499 * METRICS + at) for at in range(METRICS)]

        # the figure of so many cells is one image; it can be asked all the same
        image = page.locator(".rg-heatmap image")
        box = image.bounding_box()
        assert box is not None
        image.hover(position={"x": box["width"] * 2.5 / METRICS, "y": 1})
        assert page.locator(".rg-tip").first.text_content() == "r0, m2: 2"
        assert page.locator("td.rg-linked").all_text_contents() == ["2"]

        page.get_by_role("button", name="Sort by m0", exact=True).click()
        assert shown.first.locator("th").text_content() == "r1499"
        opened = page.evaluate("() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
        print("content loaded after, ms:", round(opened))
