from __future__ import annotations

import io
import itertools
import os
import subprocess
import sys
import time
import warnings
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PIL import Image

from mkdocs_results_gallery.heatmap.drawing import missing_glyphs
from mkdocs_results_gallery.heatmap.geometry import LONGEST_SIDE
from mkdocs_results_gallery.heatmap.glyphs import measure
from mkdocs_results_gallery.heatmap.layout import lay_out
from mkdocs_results_gallery.heatmap.painting import Painting
from mkdocs_results_gallery.heatmap.previews import THUMBNAIL, cells_png, thumbnail
from mkdocs_results_gallery.heatmap.svg import as_document, as_fragment
from mkdocs_results_gallery.heatmap.text_fit import boundary, shorten
from mkdocs_results_gallery.model import Metric
from mkdocs_results_gallery.options import Limits

from .conftest import FOUNDING, drawn, founding_painting, make_table, painted

SVG = "{http://www.w3.org/2000/svg}"


def elements(painting: Painting) -> Any:  # noqa: ANN401 - an XML element
    return ET.fromstring(drawn(painting))


def parsed(fragment: str) -> ET.Element:
    """The element of a page, in which the prefix xlink needs no declaration."""
    wrapped = f'<g xmlns:xlink="http://www.w3.org/1999/xlink">{fragment}</g>'
    return ET.fromstring(wrapped)[0]


def words(root: Any) -> list[str]:  # noqa: ANN401 - an XML element
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def test_the_founding_figure_is_as_its_document_describes(founding: Painting) -> None:
    root = elements(founding)
    cells = [element for element in root.iter(f"{SVG}g") if element.get("class") == "rg-cell"]
    assert [cell.find(f"{SVG}text").text for cell in cells] == [
        f"{value:.2f}" for row in FOUNDING.values() for value in row
    ]
    assert [(cell.get("data-row"), cell.get("data-metric")) for cell in cells[:4]] == [
        ("0", "0"),
        ("0", "1"),
        ("0", "2"),
        ("1", "0"),
    ]
    fills = [cell.find(f"{SVG}rect").get("fill") for cell in cells]
    assert fills[:6] == ["#ffff00", "#ffff00", "#ffff00", "#ffff00", "#ff0000", "#ffff00"]
    assert {cell.find(f"{SVG}text").get("fill") for cell in cells} == {"#000000"}
    assert cells[13].find(f"{SVG}title").text == "inventors, t_p: 0.98"
    assert words(root)[36:] == ["t_g", "t_p", "d_LR", *FOUNDING, "0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]


def test_rows_go_down_metrics_across_the_bar_is_above(founding: Painting) -> None:
    layout = lay_out(founding, measure)
    assert [text.text for text in sorted(layout.row_labels, key=lambda text: text.y)] == list(FOUNDING)
    assert [text.text for text in sorted(layout.metric_labels, key=lambda text: text.x)] == [
        "t_g",
        "t_p",
        "d_LR",
    ]
    grid, (legend,) = layout.grid, layout.bars
    bar = legend.box
    assert all(text.y < grid.y for text in layout.metric_labels)
    assert all(text.x < grid.x and text.anchor == "end" for text in layout.row_labels)
    assert bar.x + bar.width < 320
    assert all(bar.y + bar.height < text.y for text in layout.metric_labels)
    assert legend.ticks[0] == bar.x  # 0.0 at the left, 1.0 at the right
    assert legend.ticks[-1] == bar.x + bar.width


def test_labels_link_to_their_pages(founding: Painting) -> None:
    fragment = as_fragment(drawn(founding), label="x", href=lambda uri: f"../{uri}?a&b")
    assert '<a xlink:href="../rows/cities.md?a&amp;b" tabindex="-1">' in fragment
    assert fragment.count("<a ") == 14
    assert "<a " not in as_fragment(drawn(founding), label="x", href=lambda uri: "")


def test_a_fragment_may_stand_in_a_page_beside_others(founding: Painting) -> None:
    fragment = as_fragment(drawn(founding), label='a "b" <c>', href=lambda uri: uri)
    root = parsed(fragment)
    assert root.get("aria-label") == 'a "b" <c>'
    assert (root.get("class"), root.get("role")) == ("rg-heatmap", "document")
    found = {attribute for element in root.iter() for attribute in element.attrib}
    # nor a plain href: Material's instant navigation would break on it
    assert not found & {"id", "style", "clip-path", "font-family", "href"}
    assert {element.tag for element in root.iter()} <= {"svg", "g", "a", "rect", "text", "title", "path"}


def test_a_document_has_a_title_and_follows_the_scheme(founding: Painting) -> None:
    document = as_document(drawn(founding), label="A & B", description="12 x 3")
    root = ET.fromstring(document)
    assert document.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
    assert [root.find(f"{SVG}{name}").text for name in ("title", "desc")] == ["A & B", "12 x 3"]
    assert b"href" not in document
    assert "prefers-color-scheme:dark" in root.find(f"{SVG}style").text


def test_only_our_own_svg_is_wrapped() -> None:
    with pytest.raises(ValueError, match="expected an SVG made by draw_svg"):
        as_fragment(b"<svg onload='x'></svg>", label="", href=lambda uri: "")


def test_missing_cells_are_hatched_and_explained() -> None:
    root = elements(painted(make_table([[0.5, float("nan")]])))
    cell = [element for element in root.iter(f"{SVG}g") if element.get("class") == "rg-cell"][1]
    assert cell.find(f"{SVG}path").get("stroke") == "currentColor"
    assert {rect.get("fill") for rect in cell.iter(f"{SVG}rect")} == {"currentColor"}
    assert {rect.get("fill-opacity") for rect in cell.iter(f"{SVG}rect")} == {"0"}
    assert words(root).count("missing") == 1
    assert "missing" not in words(elements(painted(make_table([[0.5, 1]]))))


def test_long_labels_are_shortened_and_kept() -> None:
    long = "a rather long label " * 10
    root = elements(painted(make_table([[1.0]], [long], [long])))
    assert len([word for word in words(root) if word.startswith("a rather")]) == 2
    assert all(len(word) < 40 and "…" in word for word in words(root) if word.startswith("a rather"))
    assert [title.text for title in root.iter(f"{SVG}title")].count(long) == 2


@pytest.mark.parametrize(
    ("text", "cut", "expected"),
    [
        ("abcdef", 3, 3),
        ("ae\u0301f", 2, 1),
        ("a👩‍🚀b", 3, 1),
        ("a🇩🇪🇫🇷", 4, 3),
        ("👍🏽", 1, 0),
        ("a" + "\u0301" * 40, 30, 30),
    ],
)
def test_no_character_is_cut_in_half(text: str, cut: int, expected: int) -> None:
    place = boundary(text, cut)
    assert place == expected
    assert shorten(text, 100, len) == text


@pytest.mark.parametrize("image_format", ["svg", "png"])
def test_any_label_is_drawn(bad_labels: list[str], image_format: str) -> None:
    names = list(dict.fromkeys(bad_labels))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for start in range(0, len(names), 25):
            part = names[start : start + 25]
            painting = painted(make_table(np.zeros((len(part), 2)), ["$a$", part[0]], part))
            image = drawn(painting, image_format)
            if image_format == "svg":
                fragment = as_fragment(image, label=part[0], href=lambda uri: uri)
                root = parsed(fragment)
                assert {element.tag for element in root.iter()} <= {
                    "svg",
                    "g",
                    "rect",
                    "text",
                    "title",
                    "path",
                }
                assert not [key for element in root.iter() for key in element.attrib if key.startswith("on")]
                shown = {*words(ET.fromstring(image)), *(title.text for title in root.iter("title"))}
                assert {name for name in part if name.isprintable() and name} <= shown


def test_dollars_are_literal() -> None:
    labels = ["cost $5", "$\\frac{a$", "$100% of 5$"]
    assert set(labels) <= set(words(elements(painted(make_table([[1.0]] * 3, rows=labels)))))


def test_a_glyph_that_no_font_has_is_counted_and_silent() -> None:
    painting = painted(make_table([[1.0]], rows=["ab \U000e0fff\ufdd0 \U0001fbff"]))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert drawn(painting, "png")
    assert missing_glyphs(painting) >= 1
    assert missing_glyphs(founding_painting()) == 0


SHAPES = [(0, 0), (0, 3), (3, 0), (1, 1), (1, 200), (300, 1), (1000, 1), (40, 25), (1000, 200), (10_000, 200)]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_has_a_picture_of_bounded_size(shape: tuple[int, int]) -> None:
    values = np.random.default_rng(1).random(shape)
    painting = painted(make_table(values))
    started = time.process_time()
    root = elements(painting)
    assert time.process_time() - started < 2
    layout = lay_out(painting, measure)
    assert max(layout.width, layout.height) <= LONGEST_SIDE
    assert float(root.get("width")) == layout.width
    for texts in (layout.row_labels, layout.metric_labels):
        assert all(text.size >= 9 for text in texts)
    places = [text.y for text in layout.row_labels]
    assert all(below - above >= 8 for above, below in itertools.pairwise(places))
    png = Image.open(io.BytesIO(drawn(painting, "png")))
    assert max(png.size) <= LONGEST_SIDE
    thumb = Image.open(io.BytesIO(thumbnail(painting)))
    assert max(thumb.size) <= THUMBNAIL


def test_nothing_is_outside_of_the_picture(founding: Painting) -> None:
    wide = painted(make_table(np.zeros((3, 8)), [f"a long metric label {index}" for index in range(8)]))
    for painting in (founding, wide):
        layout = lay_out(painting, measure)
        for text in layout.labels:
            reach = measure(text.text) * text.size
            left = text.x - {"start": 0.0, "middle": reach / 2, "end": reach}[text.anchor]
            if not text.angle:
                assert left >= 0
                assert left + reach <= layout.width
            assert text.size <= text.y <= layout.height


def test_a_large_table_says_what_is_missing() -> None:
    table = make_table(np.zeros((8256, 3)))
    assert "first 1,000 of 8,256 rows drawn; every 6th row is" in " ".join(words(elements(painted(table))))
    assert " ".join(words(elements(painted(table)))).endswith("numbers are in the table")


def test_large_tables_are_one_image_in_the_same_colours() -> None:
    values = np.linspace(0, 1, 2000).reshape(1000, 2)
    values[5, 1] = np.nan
    root = elements(painted(make_table(values)))
    image = root.find(f".//{SVG}image")
    import base64

    pixels = Image.open(io.BytesIO(base64.b64decode(image.get("href").partition(",")[2]))).convert("RGBA")
    assert pixels.size == (2, 1000)
    assert pixels.getpixel((0, 0)) == (255, 0, 0, 255)
    assert pixels.getpixel((1, 999)) == (255, 255, 0, 255)
    assert pixels.getpixel((1, 5))[3] == 0


def test_png_and_pdf_are_dark_on_white(founding: Painting) -> None:
    image = Image.open(io.BytesIO(drawn(founding, "png"))).convert("RGB")
    layout = lay_out(founding, measure)
    box = layout.grid.cell(1, 1)
    assert image.getpixel((2, 2)) == (255, 255, 255)
    assert image.getpixel((int((box.x + 4) * 1.5), int((box.y + 4) * 1.5))) == (255, 0, 0)
    assert "Software" not in image.info
    pdf = drawn(founding, "pdf")
    assert pdf.startswith(b"%PDF-")
    assert b"CreationDate" not in pdf


def test_an_unknown_format_is_refused(founding: Painting) -> None:
    with pytest.raises(ValueError, match="expected png or pdf, got 'gif'"):
        drawn(founding, "gif")


CODE = """
import hashlib, sys
sys.path.insert(0, {tests!r})
from tests.heatmap.conftest import drawn, founding_painting
from mkdocs_results_gallery.heatmap.previews import thumbnail
painting = founding_painting()
printed = [drawn(painting, name) for name in ("png", "pdf")]
for content in [drawn(painting), *printed, thumbnail(painting)]:
    print(hashlib.sha256(content).hexdigest())
"""


def test_bytes_are_the_same_in_every_process() -> None:
    from pathlib import Path

    code = CODE.format(tests=str(Path(__file__).resolve().parents[2]))
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": epoch},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed, epoch in (("0", "1"), ("1", "2000000000"))
    }
    assert len(said) == 1


def test_a_small_table_takes_milliseconds(founding: Painting) -> None:
    drawn(founding)
    times = []
    for _ in range(5):
        started = time.process_time()
        drawn(founding)
        times.append(time.process_time() - started)
    assert min(times) < 0.008


def test_drawing_leaves_the_settings_of_others_alone(founding: Painting) -> None:
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    drawn(founding)
    drawn(founding, "png")
    assert dict(mpl.rcParams) == before


def test_units_in_the_bar_are_literal() -> None:
    table = make_table([[0.2], [0.8]], [Metric("a", unit="<b>$x$</b>", format=".1f")])
    assert "<b>$x$</b>" in words(elements(painted(table)))


def test_the_longest_labels_and_most_cells_are_drawn_in_bounded_time_and_size() -> None:
    """What is drawn in the build's own process has no step that a file can make long."""
    limits = Limits()
    long = [
        "\U0001f1e9" * 100_000,
        "a" + "\u0301" * 100_000,
        "<&" * 100_000,
        "word " * 50_000,
        "\u200d" * 100_000,
    ]
    side = int(limits.annotated_cells**0.5)
    for rows, metrics in ((side, side), (side + 1, side), (limits.drawn_rows + 1, limits.drawn_metrics + 1)):
        values = np.full((rows, metrics), np.nan)
        values[::2] = 1.0
        rest = [f"r{index}" for index in range(rows - len(long))]
        painting = painted(make_table(values, rows=[*long, *rest]))
        started = time.process_time()
        image = drawn(painting)
        assert time.process_time() - started < 20
        titles = sum(map(len, [*sum(painting.tooltips, ()), *painting.rows]))
        assert len(image) < 6 * titles + 2_000_000


def test_each_column_is_drawn_in_its_own_palette() -> None:
    better, plain = Metric("a", higher_is_better=True), Metric("b")
    table = make_table([[0.0, 1.0], [1.0, float("nan")]], [better, plain])
    expected = [["#233661", "#cdd1d6"], ["#eee67b", None]]

    cells = elements(painted(table, "")).iter(f"{SVG}g")
    fills = [cell.find(f"{SVG}rect").get("fill") for cell in cells if cell.get("class") == "rg-cell"]
    assert fills == ["#233661", "#cdd1d6", "#eee67b", "currentColor"]
    # and so it is where all cells are one image
    painting = painted(table, "")
    pixels = Image.open(io.BytesIO(cells_png(painting.levels, painting.palettes))).convert("RGBA")
    assert [[_shade(pixels.getpixel((x, y))) for x in range(2)] for y in range(2)] == expected


def _shade(pixel: tuple[int, int, int, int]) -> str | None:
    return "#{:02x}{:02x}{:02x}".format(*pixel[:3]) if pixel[3] else None
