"""A claim as a results file says it."""

from __future__ import annotations

from typing import Any

from mkdocs_results_gallery.claim import RANKING, Claim, Comparison
from mkdocs_results_gallery.digits.number import exact, exact_number, is_finer

_WORDS = {
    "<": "below",
    "<=": "at most",
    ">": "above",
    ">=": "at least",
    "=": "equal to",
    "!=": "not",
    "better": "better than",
    "worse": "worse than",
}


def said_of(claim: Claim) -> dict[str, Any]:
    """Give the mapping that the reader reads as `claim`, of texts, numbers, lists and mappings."""
    said: dict[str, Any] = {"text": claim.text}
    if claim.table:
        said["table"] = claim.table
    said |= _names("metric", "metrics", claim.selection.metrics)
    said |= _names("rows", "rows", claim.selection.rows)
    if claim.quantifier in RANKING:
        said |= _names(claim.quantifier, claim.quantifier, claim.rows)
    elif claim.quantifier == "count":
        said["where"] = _compared(claim.comparisons)
        said["count"] = _compared(claim.counted)
    else:
        said[claim.quantifier] = _compared(claim.comparisons)
    if claim.ignores_missing:
        said["missing"] = "ignore"
    return said


def _names(one: str, many: str, names: tuple[str, ...]) -> dict[str, Any]:
    if not names:
        return {}
    return {one: names[0]} if len(names) == 1 else {many: list(names)}


def _compared(comparisons: tuple[Comparison, ...]) -> Any:  # noqa: ANN401 - a text, or a mapping of terms
    if all(_is_plain(one) for one in comparisons):
        numbers = [one.term.number for one in comparisons]
        if [one.operator for one in comparisons] == [">=", "<="] and None not in numbers:
            low, high = (exact_number(number) for number in numbers if number is not None)
            return f"{low} to {high}"
        return " and ".join(f"{_WORDS[one.operator]} {_term(one)}" for one in comparisons)
    return {one.operator: _cell(one) for one in comparisons}


def _is_plain(comparison: Comparison) -> bool:
    term = comparison.term
    return (term.number is not None or term.reference) and exact(term.times) == 1 and not exact(term.plus)


def _term(comparison: Comparison) -> str:
    number = comparison.term.number
    return "reference" if number is None else exact_number(number)


def _cell(comparison: Comparison) -> Any:  # noqa: ANN401 - as above
    term = comparison.term
    if _is_plain(comparison):
        return _number(term.number) if term.number is not None else "reference"
    said: dict[str, Any] = {
        key: getattr(term, key) for key in ("experiment", "table", "row", "metric") if getattr(term, key)
    }
    said |= {"times": _number(term.times)} if exact(term.times) != 1 else {}
    return said | ({"plus": _number(term.plus)} if exact(term.plus) else {})


def _number(number: float) -> float | str:
    """For YAML; as text where a float64 would lose digits."""
    return exact_number(number) if is_finer(number) else float(number)
