"""`results-gallery check --suggest`: claims that hold, as the YAML of each file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import yaml

from mkdocs_results_gallery.analysis.judge.proposals import suggest
from mkdocs_results_gallery.analysis.lookup import Finder
from mkdocs_results_gallery.claim import RANKING, Claim, Comparison
from mkdocs_results_gallery.cli.targets import Target
from mkdocs_results_gallery.digits.number import exact, exact_number, is_finer
from mkdocs_results_gallery.errors import shown_path
from mkdocs_results_gallery.reading.anew import read_gallery

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


def suggested(targets: Sequence[Target]) -> str:
    """Give the claims that hold for the present tables of `targets`."""
    return "".join(text for target in targets for text in _of(target))


def _of(target: Target) -> Iterator[str]:
    gallery = read_gallery(target.folder, target.options, chosen=target.chosen)
    finder = Finder(gallery)
    for experiment in gallery.experiments:
        claims = [
            claim for number in range(len(experiment.tables)) for claim in suggest(finder, experiment, number)
        ]
        if claims:
            yield f"# {shown_path(target.shown(experiment.path))}\n{as_yaml(claims)}\n"


def as_yaml(claims: Iterable[Claim]) -> str:
    """Return a list under ``claims:``, as the reader reads it back."""
    document = {"claims": [_mapping(claim) for claim in claims]}
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=100)


def _mapping(claim: Claim) -> dict[str, Any]:
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
