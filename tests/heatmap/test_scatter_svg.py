"""Two metrics against each other: where points, ticks and names stand, and that nothing in them is markup."""

from __future__ import annotations

import random
import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from mkdocs_results_gallery.digits.number import Stated
from mkdocs_results_gallery.heatmap.glyphs import measure
from mkdocs_results_gallery.heatmap.scatter_svg import (
    Axis,
    Point,
    Scatter,
    as_document,
    as_fragment,
    draw_scatter,
)
from mkdocs_results_gallery.store import FolderStore, MemoryStore

SVG = "{http://www.w3.org/2000/svg}"


def scatter(*points: tuple[float, float, bool], x: Axis | None = None, y: Axis | None = None) -> Scatter:
    return Scatter(
        x or Axis("cost", False),
        y or Axis("acc", True),
        tuple(Point(row, f"r{row}", f"r{row}; words", *point) for row, point in enumerate(points)),
    )


def drawn(one: Scatter) -> ET.Element:
    return ET.fromstring(as_document(draw_scatter(one, MemoryStore()), label="L", description="D"))


def centres(root: ET.Element) -> dict[int, tuple[float, float]]:
    found = {}
    for group in root.iter(f"{SVG}g"):
        if "data-row" in group.attrib:
            circle = group.findall(f"{SVG}circle")[-1]
            found[int(group.attrib["data-row"])] = float(circle.attrib["cx"]), float(circle.attrib["cy"])
    return found


def ticks(root: ET.Element, anchor: str) -> list[tuple[str, float]]:
    """Of the x axis (``middle``) or the y axis (``end``), texts and places."""
    axis = "x" if anchor == "middle" else "y"
    return [
        (text.text or "", float(text.attrib[axis]))
        for text in root.iter(f"{SVG}text")
        if text.attrib.get("text-anchor") == anchor and "class" not in text.attrib
    ]


def test_more_is_further_right_and_further_up_and_differences_are_lengths() -> None:
    places = centres(drawn(scatter((1, 10, True), (2, 20, False), (4, 40, True))))

    assert places[0][0] < places[1][0] < places[2][0]
    assert places[0][1] > places[1][1] > places[2][1]
    assert places[2][0] - places[1][0] == pytest.approx(2 * (places[1][0] - places[0][0]), abs=0.02)


def test_on_a_logarithmic_axis_ratios_are_lengths_and_ticks_are_powers_of_ten() -> None:
    root = drawn(
        scatter((0.01, 1, True), (1, 2, False), (10_000, 3, True), x=Axis("cost", False, is_log=True))
    )
    places = centres(root)

    assert places[2][0] - places[1][0] == pytest.approx(2 * (places[1][0] - places[0][0]), abs=0.02)
    expected = ["0.01", "0.1", "1", "10", "100", "1000", "10000"]
    assert [text for text, _ in ticks(root, "middle")] == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (2, 7, ["2", "3", "4", "5", "6", "7"]),
        (0.3, 40, ["0.5", "1", "2", "5", "10", "20"]),
        (3, 3, ["3"]),
        (1e-300, 1e300, ["1e-300", "1e-214", "1e-128", "1e-42", "1e+44", "1e+130", "1e+216"]),
    ],
)
def test_a_logarithmic_axis_has_ticks_however_narrow_or_wide(
    low: float, high: float, expected: list[str]
) -> None:
    root = drawn(scatter((1, low, True), (2, high, True), y=Axis("n", True, is_log=True)))

    assert [text for text, _ in ticks(root, "end")] == expected


def test_numbers_beyond_float64_stand_apart_and_have_ticks() -> None:
    numbers = [Stated(text) for text in ("9007199254740991", "9007199254740992", "9007199254740999")]
    tiny = [Stated(text) for text in ("1e-400", "1e-200", "1")]
    points = [(x, y, True) for x, y in zip(numbers, tiny, strict=True)]
    root = drawn(scatter(*points, y=Axis("n", True, is_log=True)))
    places = centres(root)

    assert places[2][0] - places[0][0] == pytest.approx(8 * (places[1][0] - places[0][0]), abs=0.1)
    assert places[0][1] - places[1][1] == pytest.approx(places[1][1] - places[2][1], abs=0.02)
    assert [text for text, _ in ticks(root, "middle")] == ["9007199254740991", "9007199254740999"]
    other = scatter(
        *((Stated("9007199254740993"), *points[1][1:]) if one is points[1] else one for one in points)
    )
    assert scatter(*points).fingerprint() != other.fingerprint()


@pytest.mark.parametrize("numbers", [(5, 5), (-1.7e308, 1.7e308), (5e-324, 1e-323), (0, 0)])
def test_any_numbers_have_a_place(numbers: tuple[float, float]) -> None:
    one, other = numbers
    places = centres(drawn(scatter((one, one, True), (other, other, False))))

    assert all(0 < x < 480 and 0 < y < 340 for x, y in places.values())


def test_the_front_is_a_staircase_over_what_it_beats() -> None:
    root = drawn(scatter((1, 10, True), (3, 30, True), (2, 5, False)))
    places = centres(root)
    (line,) = (path.attrib["d"] for path in root.iter(f"{SVG}path") if path.attrib.get("class") == "rg-front")

    # lower cost and higher accuracy are better: the corner has the worse cost and the worse accuracy
    corner = re.fullmatch(r"M\S+ \S+L(\S+) (\S+)L\S+ \S+", line)
    assert corner is not None
    assert (float(corner[1]), float(corner[2])) == (places[1][0], places[0][1])


@pytest.mark.parametrize("seed", range(20))
def test_names_of_the_front_touch_neither_each_other_nor_its_points(seed: int) -> None:
    dice = random.Random(seed)
    points = tuple(
        Point(row, f"model {'m' * dice.randrange(30)} {row}", "w", dice.random(), dice.random(), is_front)
        for row, is_front in enumerate([True] * 25 + [False] * 40)
    )
    root = drawn(Scatter(Axis("cost", False), Axis("acc", True), points))
    size = float(next(group.attrib["font-size"] for group in root.iter(f"{SVG}g")))
    names = [text for text in root.iter(f"{SVG}text") if text.attrib.get("class") == "rg-label-of-point"]
    boxes = []
    for text in names:
        x, y = float(text.attrib["x"]), float(text.attrib["y"])
        boxes.append((x, y - 0.8 * size, x + size * measure(text.text or ""), y + 0.2 * size))

    assert 3 < len(boxes) <= 24
    assert all(left >= 0 and right <= 480.1 for left, _, right, _ in boxes)
    assert [
        (one, other)
        for one, other in combinations(boxes, 2)
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ] == []
    fronts = [centres(root)[point.row] for point in points if point.is_front]
    assert not [
        (x, y)
        for x, y in fronts
        for left, top, right, bottom in boxes
        if left < x < right and top < y < bottom
    ]


def test_a_name_that_is_not_beside_its_point_has_a_line_that_leads_there() -> None:
    crowd = [Point(row, "m" * 12, "w", 50 + row % 3, 50 + row // 3, is_front=True) for row in range(9)]
    root = drawn(
        Scatter(
            Axis("cost", False), Axis("acc", True), (*crowd, *scatter((0, 0, False), (99, 99, False)).points)
        )
    )
    lines = [
        path.attrib["d"]
        for path in root.iter(f"{SVG}path")
        if re.fullmatch("M[0-9.]+ [0-9.]+V[0-9.]+", path.attrib["d"])
    ]

    far = [tuple(map(float, re.split("[MV ]", line)[1:])) for line in lines]
    assert len(far) == 3
    assert {(x, y) for x, y, _ in far} <= {centres(root)[point.row] for point in crowd}
    # farther than one line of text, or it would be beside its point
    assert [abs(y - end) > 14 for _, y, end in far] == [True] * 3


def test_letters_are_nine_pixels_high_on_a_phone() -> None:
    root = drawn(scatter((1, 1, True)))
    sizes = [float(size) for size in re.findall(r'font-size="([0-9.]+)"', ET.tostring(root).decode())]

    assert min(sizes) * 328 / float(root.attrib["width"]) >= 9


def test_names_are_text_and_links_lead_to_rows() -> None:
    hostile = '"><script>alert(1)</script>&\x00'
    points = Point(3, hostile, hostile, 1, 1, True), Point(4, "b", "b", 2, 0, False)
    one = Scatter(Axis(hostile, False), Axis(hostile, True), points)
    body = draw_scatter(one, MemoryStore())

    fragment = as_fragment(body, label=hostile, href={3: '#row-"a', 4: ""}.__getitem__)
    root = ET.fromstring(as_document(body, label=hostile, description=hostile))

    assert "<script" not in fragment
    assert 'xlink:href="#row-&quot;a" tabindex="0"' in fragment
    assert fragment.count("xlink:href") == 1
    assert next(title.text for title in root.iter(f"{SVG}title")) == hostile.replace("\x00", "\ufffd")
    assert not [link for link in root.iter(f"{SVG}a") if link.attrib]


def test_a_picture_is_drawn_once(tmp_path: Path) -> None:
    store, one = FolderStore(tmp_path), scatter((1, 1, True))
    first = draw_scatter(one, store)
    (kept,) = tmp_path.iterdir()
    before = kept.stat().st_mtime_ns

    assert draw_scatter(one, store) == first == draw_scatter(one, MemoryStore())
    assert kept.stat().st_mtime_ns == before
    assert one.fingerprint() != scatter((1, 1, False)).fingerprint()
