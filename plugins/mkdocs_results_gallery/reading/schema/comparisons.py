"""Comparisons as people write them: ``< 0.10``, ``at least 0.9``, ``0.92 to 1.00``, ``better than 0.5``.

A pure function of text, so that a claim in a results file and one in a page's link mean the same. The text is
read token by token against the tables below; it is never evaluated.
"""

from __future__ import annotations

import math
import re
from fractions import Fraction

from mkdocs_results_gallery.claim import Comparison, Operator, Term
from mkdocs_results_gallery.digits.number import Stated, exact, is_too_small
from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.reading.notation import DIGITS

EXAMPLES = '"< 0.10", at least 0.9, 0.92 to 1.00, better than reference'
"""Examples for hints."""

LONGEST = 200
"""Characters of one text of comparisons."""

_SYMBOLS: dict[str, Operator] = {
    "<": "<",
    "<=": "<=",
    "≤": "<=",
    ">": ">",
    ">=": ">=",
    "≥": ">=",
    "=": "=",
    "==": "=",
    "!=": "!=",
    "≠": "!=",
}
_PHRASES: dict[str, Operator] = {
    "below": "<", "under": "<", "less than": "<", "smaller than": "<", "lower than": "<",
    "above": ">", "over": ">", "more than": ">", "greater than": ">", "larger than": ">", "higher than": ">",
    "at least": ">=", "not below": ">=", "not under": ">=", "no less than": ">=", "not less than": ">=",
    "at most": "<=", "not above": "<=", "not over": "<=", "no more than": "<=", "not more than": "<=",
    "equal to": "=", "equals": "=", "exactly": "=", "is": "=",
    "not": "!=", "is not": "!=", "not equal to": "!=", "unequal to": "!=", "different from": "!=",
    "better than": "better", "worse than": "worse",
}  # fmt: skip # words beside their sign
OPERATORS: dict[str, Operator] = {
    **_SYMBOLS,
    **_PHRASES,
    **{f"is {phrase}": operator for phrase, operator in _PHRASES.items() if not phrase.startswith("is")},
}
"""Every way to write an operator."""

_FLIPPED: dict[Operator, Operator] = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_CHAINS = ({"<", "<="}, {">", ">="})
_MOST_WORDS = max(phrase.count(" ") + 1 for phrase in OPERATORS)
_TOKEN = re.compile(
    rf"(?P<symbol><=|>=|==|!=|[<>=≤≥≠])|(?P<number>{DIGITS})[ ]?%?(?![\w.%])|(?P<word>[a-z]+)"
)
_NUMBER = re.compile(rf"({DIGITS})[ ]?(%?)")


class WrongComparisonError(ValueError):
    """A text that is no comparison; says what was expected and found, and the cure."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(f"{message}; {hint}" if hint else message)
        self.message = message
        """``expected …, got …``."""
        self.hint = hint
        """A right one, as an example."""


def comparisons(text: str, *, percent: bool = False) -> tuple[Comparison, ...]:
    """Read the demands of `text` on a number: one comparison or several, all of which must hold.

    The right side is a number or the word ``reference``. ``between 0.92 and 1``, ``0.92 to 1`` and
    ``0.92 <= x <= 1`` are two comparisons, ends included or as the signs say. `percent` allows percent signs,
    which are then dropped: ``82.2%`` is 82.2. Raises `WrongComparisonError`, a ValueError.
    """
    return _Tokens(text, percent).read()


def counts(text: str) -> tuple[Comparison, ...]:
    """Read the demands of `text` on a number of cells: whole numbers only, a bare ``6`` means exactly 6.

    Raises `WrongComparisonError`, a ValueError.
    """
    bare = re.fullmatch(r"[0-9]{1,15}", text.strip())
    found = (Comparison("=", Term(float(bare[0]))),) if bare else comparisons(text)
    for comparison in found:
        number = comparison.term.number
        if (
            comparison.operator in ("better", "worse")
            or number is None
            or number < 0
            or not _is_whole(number)
        ):
            raise WrongComparisonError(
                f"expected a comparison with a number of cells, got {shown(text)}",
                "e.g. 6, at least 4, at most 2",
            )
    return found


def _is_whole(number: float) -> bool:
    return Fraction(exact(number)).denominator == 1


def operator_of(text: str) -> Operator | None:
    """The operator that `text` alone is; None for none."""
    return OPERATORS.get(" ".join(text.lower().split()))


def number_of(text: str, *, percent: bool = False) -> float | None:
    """The finite number that `text` alone is, by the rule for cells; None for none."""
    match = _NUMBER.fullmatch(text.strip())
    if match is None or len(text) > LONGEST or (match[2] and not percent):
        return None
    number = Stated(match[1])
    return number if math.isfinite(number) and not is_too_small(match[1]) else None


class _Tokens:
    """The tokens of one text, taken from the left."""

    def __init__(self, text: str, percent: bool) -> None:
        self.text = text
        self.percent = percent
        self.at = 0
        if not text.strip():
            hint = 'a text that starts with ">" needs quotes: ">0.5", or write: above 0.5'
            raise self.wrong("nothing", hint)
        if len(text) > LONGEST:
            raise self.wrong(f"a text of {len(text):,} characters", f"at most {LONGEST}")
        self.tokens = self.tokenized(" ".join(text.lower().split()))

    def tokenized(self, text: str) -> list[str]:
        tokens: list[str] = []
        at = 0
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match is None:
                raise self.wrong(shown(self.text), _cure(self.text))
            tokens.append(match[0])
            at = match.end()
            while text[at : at + 1] == " ":
                at += 1
        return tokens

    def read(self) -> tuple[Comparison, ...]:
        found = [*self.clause()]
        while self.at < len(self.tokens):
            if not self.take("and"):
                raise self.wrong(shown(self.text), _cure(self.text))
            found += self.clause()
        return tuple(found)

    def clause(self) -> tuple[Comparison, ...]:
        start = self.at
        if self.take("between") or self.take("is", "between"):
            low = self.operand()
            self.expect("and", "between 0.92 and 1.00")
            return self.both_ends(low, self.operand())
        if self.take("from"):
            low = self.operand()
            self.expect("to", "from 0.92 to 1.00")
            return self.both_ends(low, self.operand())
        if self.is_operand():
            return self.after_number(self.operand())
        self.take("x")
        operator = self.operator()
        if operator is None:
            self.at = start
            raise self.wrong(shown(self.text), _cure(self.text))
        return (Comparison(operator, self.operand()),)

    def after_number(self, left: Term) -> tuple[Comparison, ...]:
        """``0.92 to 1.00``, ``0.92 <= x`` and ``0.92 <= x <= 1.00``."""
        if self.take("to"):
            return self.both_ends(left, self.operand())
        operator = self.operator()
        if operator is None or not self.take("x"):
            raise self.wrong(shown(self.text), self.cure_of_number(operator))
        flipped = _FLIPPED.get(operator)
        if flipped is None:
            raise self.wrong(shown(self.text), 'write the number on the right: "= 0.5"')
        first = Comparison(flipped, left)
        second = self.operator()
        if second is None:
            return (first,)
        if not any({operator, second} <= chain for chain in _CHAINS):
            raise self.wrong(shown(self.text), "both signs of a chain point the same way: 0.92 <= x <= 1.00")
        return self.ordered(first, Comparison(second, self.operand()), flip=operator in _CHAINS[1])

    def cure_of_number(self, operator: Operator | None) -> str:
        """The cure for a number at the start: bare, or with an operator that leads nowhere."""
        number = self.text.strip()
        if operator is None and self.at == len(self.tokens) == 1:
            return f'write "= {number}", or at least {number}, at most {number}'
        return _cure(self.text)

    def both_ends(self, low: Term, high: Term) -> tuple[Comparison, ...]:
        return self.ordered(Comparison(">=", low), Comparison("<=", high), flip=False)

    def ordered(self, first: Comparison, second: Comparison, flip: bool) -> tuple[Comparison, ...]:
        """Both, unless no number can lie between them."""
        low, high = (second, first) if flip else (first, second)
        if (
            low.term.number is not None
            and high.term.number is not None
            and exact(low.term.number) > exact(high.term.number)
        ):
            raise self.wrong(shown(self.text), "no number lies between these: write the lower end first")
        return first, second

    def is_operand(self) -> bool:
        return self.following() == "reference" or self.following()[:1] in set("+-.0123456789")

    def following(self) -> str:
        """The next token; ``""`` at the end."""
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def operand(self) -> Term:
        self.take("the")
        if self.take("reference"):
            return Term(reference=True)
        token = self.following()
        if token.endswith("%") and not self.percent:
            raise self.wrong(
                shown(self.text), "a percent sign needs `unit: percent`: write the number without %"
            )
        number = number_of(token, percent=self.percent)
        if number is None:
            raise self.wrong(shown(self.text), _cure(self.text))
        self.at += 1
        return Term(number)

    def operator(self) -> Operator | None:
        """The longest operator that comes next."""
        for words in range(min(_MOST_WORDS, len(self.tokens) - self.at), 0, -1):
            operator = OPERATORS.get(" ".join(self.tokens[self.at : self.at + words]))
            if operator is not None:
                self.at += words
                return operator
        return None

    def take(self, *words: str) -> bool:
        if tuple(self.tokens[self.at : self.at + len(words)]) != words:
            return False
        self.at += len(words)
        return True

    def expect(self, word: str, example: str) -> None:
        if not self.take(word):
            raise self.wrong(shown(self.text), f"e.g. {example}")

    @staticmethod
    def wrong(got: str, hint: str) -> WrongComparisonError:
        return WrongComparisonError(f"expected a comparison, got {got}", hint)


# What people write instead, and what to write: the first that fits. All are linear.
_CURES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL | re.IGNORECASE), cure)
    for pattern, cure in (
        (r".*[0-9][ ]?[–—-][ ]?[0-9].*", "write a range as 0.92 to 1.00"),
        (r".*[−‒–—][0-9.].*", "write the minus sign as -"),
        (r".*[0-9],[0-9].*", "write numbers as in cells: a decimal point, no thousands separators"),
        (r".*\b(?:chance|baseline|control|random)\b.*", "write: reference"),
        (r".*\bor\b.*", "one comparison, or several joined by and"),
        (r".*±.*", "write the ends: 0.92 to 1.00"),
    )
)


def _cure(text: str) -> str:
    return next((cure for pattern, cure in _CURES if pattern.fullmatch(text)), f"e.g. {EXAMPLES}")
