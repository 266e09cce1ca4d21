from __future__ import annotations

import pytest

from mkdocs_results_gallery.pages.cells import recoloured


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        (' class="rg-l37">0.5', ' class="rg-l37 rg-palette-greys">0.5'),
        (' class="rg-l0 rg-best" title="x">1', ' class="rg-l0 rg-palette-greys rg-best" title="x">1'),
        (' class="rg-l37 rg-palette-viridis">0.5', ' class="rg-l37">0.5'),
        (' class="rg-l37 rg-palette-blues rg-best">0.5', ' class="rg-l37 rg-palette-blues rg-best">0.5'),
        (' class="rg-off">5', ' class="rg-off">5'),
        # what a stranger wrote is never looked at
        (
            ' class="rg-missing" title=" class=&quot;rg-l1">–',
            ' class="rg-missing" title=" class=&quot;rg-l1">–',
        ),
    ],
)
def test_a_cell_says_its_palette_where_it_stands_among_others(rest: str, expected: str) -> None:
    assert recoloured(rest, "greys", "viridis") == expected
