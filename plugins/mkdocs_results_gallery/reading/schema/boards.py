"""The settings `board:`, one number that ranks the rows, and `scatter:`, metrics drawn against others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from mkdocs_results_gallery.choices import BOARD_POLICIES, MISSING_POLICIES
from mkdocs_results_gallery.digits.number import decimal_of
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.notation import NUMBER
from mkdocs_results_gallery.reading.schema.compounds import Group, Setting, Texts
from mkdocs_results_gallery.reading.schema.declared import NONE, DeclaredBoard, DeclaredScatters
from mkdocs_results_gallery.reading.schema.kinds import Choice, JsonSchema, Reader
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, Place, SequenceNode, is_null, nfc
from mkdocs_results_gallery.words.phrases import nearest

_EXAMPLE = "e.g. {by: mean rank, metrics: [accuracy, cost], missing: leave out}"
_SMALLEST, _LARGEST = Fraction(1, 10**6), Fraction(10**6)
"""Weights beyond make differences of numbers that nobody can read."""
_MOST_WEIGHTS = 1_000
_MOST_SCATTERS = 6


@dataclass(frozen=True, slots=True)
class _Weights:
    """Numbers above 0 by metric."""

    def read(
        self, node: Node, mark: Mark, place: Place, reader: Reader
    ) -> dict[str, tuple[Fraction, Mark]] | None:
        """The weights that are right, and where each stands."""
        if not isinstance(node, MappingNode) or len(node.keys) > _MOST_WEIGHTS:
            expected = f"a mapping from at most {_MOST_WEIGHTS:,} metrics to weights"
            reader.wrong(mark, place, expected, node, "e.g. {accuracy: 2}")
            return None
        found: dict[str, tuple[Fraction, Mark]] = {}
        for name, key_mark, value, at in node.items():
            weight = _weight(value, at, reader.limits)
            if weight is None:
                expected = "a weight from 0.000001 to 1,000,000"
                reader.wrong(at or key_mark, (*place, name), expected, value, "e.g. 2 or 0.5")
            else:
                found[name] = weight, key_mark
        return found if len(found) == len(node.keys) else None

    def schema(self) -> JsonSchema:
        """An object of numbers."""
        names = {"minLength": 1, "maxLength": Limits().name_characters}
        number = {"type": "number", "minimum": float(_SMALLEST), "maximum": float(_LARGEST)}
        return {
            "type": "object",
            "propertyNames": names,
            "additionalProperties": number,
            "maxProperties": _MOST_WEIGHTS,
        }


def _weight(node: Node, mark: Mark, limits: Limits) -> Fraction | None:
    if not isinstance(node, str) or is_null(node, mark) or len(node) > limits.number_characters:
        return None
    if NUMBER.fullmatch(node) is None or abs(decimal_of(node).adjusted()) > 9:
        return None
    weight = Fraction(decimal_of(node))
    return weight if _SMALLEST <= weight <= _LARGEST else None


_BOARD = Group(
    {
        "by": Setting(
            Choice((*BOARD_POLICIES, NONE)), "How a row gets its number; none: no board in this file."
        ),
        "metrics": Setting(
            Texts("metrics", "[accuracy, mmlu_*]", one=True, may_be_empty=False, are_globs=True),
            "Names and globs of the metrics that go in; left out: all that have a direction.",
        ),
        "weights": Setting(_Weights(), "By metric, a name or glob; 1 where unsaid."),
        "missing": Setting(
            Choice(MISSING_POLICIES), "What a missing cell means; needed where one of these cells is missing."
        ),
    },
    required=("by",),
    strict=True,
)


@dataclass(frozen=True, slots=True)
class BoardKind:
    """One number that ranks the rows."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> DeclaredBoard | None:
        """The board; None after reporting what is wrong."""
        if not isinstance(node, MappingNode):
            cure = f"{{by: {node}}}" if node in (*BOARD_POLICIES, NONE) else _EXAMPLE
            reader.wrong(mark, place, "a board (a mapping)", node, cure)
            return None
        said = {key for key, _, value, at in node.items() if not is_null(value, at)}
        found = _BOARD.read(node, mark, place, reader) or {}
        if "by" not in said:
            # a key that is nearly `by` is an error itself
            if not nearest("by", said - set(_BOARD.settings)):
                message = f"expected `by`, got none: one of {', '.join((*BOARD_POLICIES, NONE))}"
                reader.problems.error("setting", node.mark, place, message, _EXAMPLE)
            return None
        if said != set(found) or self._mixes(found, node, place, reader):
            return None
        return DeclaredBoard(
            found["by"],
            _marks(node, found.get("metrics")),
            found.get("weights", {}),
            found.get("missing"),
            node.mark,
            place,
        )

    @staticmethod
    def _mixes(found: Mapping[str, object], node: MappingNode, place: Place, reader: Reader) -> bool:
        """Whether a mean is to have ranks, after reporting it."""
        if (found["by"], found.get("missing")) != ("mean", "worst rank"):
            return False
        _, at = node.get("missing") or ("", node.mark)
        message = "expected leave out or require beside `by: mean`, got worst rank"
        hint = "a mean has no ranks; by: mean rank or win rate has"
        reader.problems.error("setting", at, (*place, "missing"), message, hint)
        return True

    def schema(self) -> JsonSchema:
        """An object with a policy."""
        mean = {"by": {"const": "mean"}, "missing": {"const": "worst rank"}}
        return {**_BOARD.schema(), "not": {"properties": mean, "required": ["by", "missing"]}}


def _marks(node: MappingNode, names: tuple[str, ...] | None) -> dict[str, Mark] | None:
    """Where each of `names` stands below ``metrics:``; None where there is none."""
    if names is None:
        return None
    found, mark = node.get("metrics") or ("", 0)
    if not isinstance(found, SequenceNode):
        return dict.fromkeys(names, mark)
    marks = {nfc(text.strip()): at for text, at in found.items() if isinstance(text, str)}
    return {name: marks.get(name, mark) for name in names}


_PAIR = Texts("two metrics", "[cost, accuracy]", most=2)
_SCATTER_EXAMPLE = "e.g. [cost, accuracy], x before y, or a list of such pairs"


@dataclass(frozen=True, slots=True)
class ScatterKind:
    """A pair of metrics, or a list of pairs; none: no picture, whatever the folders above say."""

    def read(self, node: Node, mark: Mark, place: Place, reader: Reader) -> DeclaredScatters | None:
        """The pairs; None after reporting what is wrong."""
        if not isinstance(node, SequenceNode):
            hint = "[] for no picture" if node == NONE else _SCATTER_EXAMPLE
            reader.wrong(mark, place, "two metrics", node, hint)
            return None
        is_one = bool(node.values) and all(isinstance(value, str) for value in node.values)
        items = [(node, mark)] if is_one else list(node.items())
        if len(items) > _MOST_SCATTERS:
            message = f"expected at most {_MOST_SCATTERS} pairs of metrics, got {len(items):,}"
            reader.problems.error("limit", mark, place, message)
            return None
        pairs = [
            self._pair(value, at, place if is_one else (*place, f"item {number}"), reader)
            for number, (value, at) in enumerate(items, start=1)
        ]
        first: dict[tuple[str, str], tuple[str, str, Mark]] = {}
        for pair in pairs:
            if pair is None:
                return None
            first.setdefault(pair[:2], pair)
        return DeclaredScatters(tuple(first.values()), place)

    @staticmethod
    def _pair(node: Node, mark: Mark, place: Place, reader: Reader) -> tuple[str, str, Mark] | None:
        if not isinstance(node, SequenceNode):
            reader.wrong(mark, place, "two metrics", node, _SCATTER_EXAMPLE)
            return None
        texts = [nfc(value.strip()) if isinstance(value, str) else "" for value in node.values]
        if len(texts) != 2 or texts[0] == texts[1] != "":
            got = "one twice" if len(texts) == 2 else f"{len(texts):,}"
            reader.problems.error(
                "setting", mark, place, f"expected two metrics, got {got}", _SCATTER_EXAMPLE
            )
            return None
        names = _PAIR.read(node, mark, place, reader)
        return (names[0], names[1], mark) if names and len(names) == 2 else None

    def schema(self) -> JsonSchema:
        """A pair, or an array of pairs."""
        pair = {**_PAIR.schema(), "minItems": 2}
        return {"anyOf": [pair, {"type": "array", "items": pair, "maxItems": _MOST_SCATTERS}]}
