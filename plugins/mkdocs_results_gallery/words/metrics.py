"""What the numbers of a metric mean, in words: unit, direction, range."""

from __future__ import annotations

from mkdocs_results_gallery.digits.number import exact_number

Direction = bool | None
"""As `Metric.higher_is_better`."""

_DIRECTIONS = {True: "higher is better", False: "lower is better", None: ""}
_ARROWS = {True: "↑", False: "↓", None: ""}


def unit_sign(common_unit: str) -> str:
    """A `Metric.common_unit` as it stands beside a name, ``%`` for percent; ``""`` for none."""
    return "%" if common_unit == "percent" else common_unit


def direction_words(higher_is_better: Direction) -> str:
    """``higher is better``, ``lower is better``, or ``""`` where the direction is unset."""
    return _DIRECTIONS[higher_is_better]


def direction_arrow(higher_is_better: Direction) -> str:
    """The same as a sign: ``↑``, ``↓``, or ``""``."""
    return _ARROWS[higher_is_better]


def range_words(low: float | None, high: float | None) -> str:
    """``0 to 100``, ``0 or more``, ``1 or less``; ``""`` for no bound."""
    if low is None:
        return "" if high is None else f"{exact_number(high)} or less"
    return f"{exact_number(low)} or more" if high is None else f"{exact_number(low)} to {exact_number(high)}"


def scale_words(
    unit: str, low: float | None, high: float | None, higher_is_better: Direction, *, is_declared: bool
) -> str:
    """``percent, 0 to 100, higher is better``; ``any number`` where nothing is known.

    Without `is_declared`, both ends are only those that the numbers seem to keep to.
    """
    ends = range_words(low, high)
    if ends and not is_declared and low is not None and high is not None:
        ends = f"values within {ends}"
    return ", ".join(filter(None, (unit, ends, direction_words(higher_is_better)))) or "any number"


def end_words(higher_is_better: list[Direction], *, in_column: bool) -> tuple[str, str]:
    """What is true of the low and the high end of a scale for every metric.

    `in_column`: the ends are the lowest and the highest number of each column itself.
    """
    directed = [one is not None for one in higher_is_better]
    if all(directed):
        return ("worst", "best") if in_column else ("worse", "better")
    if not any(directed):
        return ("lowest", "highest") if in_column else ("lower", "higher")
    if in_column:
        return "lowest or worst", "highest or best"
    return "lower or worse", "higher or better"
