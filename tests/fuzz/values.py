"""Numbers, names, texts and fragments that have broken such programs before."""

# ruff: noqa: E501 - lists of short words stay dense

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice(random.Random):
    """Chance from a seed, with the chance that a value is one that no file should have."""

    odd = 0.0
    stock: Sequence[str] = ()
    """The numbers of a file that has few; empty: any."""

    def either(self, right: Sequence[T], wrong: Sequence[T]) -> T:
        """One of the right ones, or seldom one of the wrong ones."""
        return self.choice(wrong if self.random() < self.odd else right)


NUMBERS = (
    "0", "-0", "0.0", "-0.0", "1", "-1", "0.5", "100", "5e-324", "-5e-324", "1e-323", "2.2250738585072014e-308",
    "2.225073858507201e-308", "1e-310", "1e-300", "1e-200", "1e-16", "1e-9", "1e15", "1e16", "9007199254740993",
    "9007199254740992", "-9007199254740993", "18446744073709551616", "1e200", "1e300", "1e307", "8.9e307", "-8.9e307",
    "1e308", "-1e308", "1.7976931348623157e308", "-1.7976931348623157e308", "1e-400", "0.1", "0.30000000000000001", "0.30000000000000004", "1.0000000000000002", "0.9999999999999999",
    "123456789012345678901234567890", "0.00000000000000000000000000000000000001", "+1", ".5", "5.", "1E5",
    "1e-0", "0e999", "0e-999", "3.4028235e38", "4.9e-324", "49.99999999999999", "99.995",
)  # fmt: skip # short words stay dense
"""As they are written in a file."""

MISSING = (
    "NaN", ".nan", "null", "~", "", "-", "NA", "N/A", "failed", "not run", "NOT_RUN", "below detection", "excluded",
)  # fmt: skip # short words stay dense

ODD_CELLS = (
    "1e309", "1e400", "-1e309", "00", "007", "1e9999999999", "0e999999", ".inf", "-.inf", "Infinity", "50%", "1e308%", "5e-324%", "86 ± 1", "86 +/- 1", "1e308 ± 1e308", "5e-324 ± 5e-324", "0 ± 0",
    "1 ± -1", "-1e308±1.7e308", "± 1", "1,013", "33G", "< 2.5", "0x1F", "0o7", "1_000", "12:30", "yes", "86.1 †",
    "< 1e308", "> -1e308", "≥ 5e-324", "<= 1e-400", "> 0 *", "≤ -0", "1e308 ms", "1 †‡*", "< 1e309", "1,013.5", "$-0", "5 (<b>)", "0 (1e308)",
    "12 ms", "x", "'", "1 (2)", "٣", "１", "1e", "--1", "1e5e5", "1.2.3", "−1", "∞", "½", "1e1000000000000000000000",
)  # fmt: skip # short words stay dense

NAMES = (
    "a", "b", "c", "acc", "f1", "m", "n", "cities", "neg_cities", "facts", "neg_facts", "x-instruct", "x", "hard/x",
    "model", "name", "dataset", "value", "results", "metrics", "rows", "tables", "groups", "title", "claims", "index",
    "con", "nul", "__proto__", "constructor", "no", "~", "1e3", "010", "0", "-1", "{metric}", "{0}", "%s", "%", "100%",
    "<b>", "</script>", '"', "'", "&amp;", "&", "*", "**", "?", "[", "[]", "a/b", "../x", "..", ".", "a,b", "a b", "#",
    "é", "e\u0301", "ß", "İ", "ǅ", "漢字", "שלום", "مرحبا", "🙂", "👩‍👩‍👧", "$x$", "\\", "`", "|", "=1+1", "@a", "+1",
    "mean", "best", "other", "All", "experiment", "ﬁ", "ⅷ", "a" * 60, "w " * 40 + "w", "0 a", "metric", "row", "\u00a0x",
)  # fmt: skip # short words stay dense

LINES = (
    "Plain text.", "Two words", "a *b* **c** `d` ~~e~~", "[x](http://a.b/c)", "<script>x</script>", "[" * 200, "&#0;",
    "{{ x }}", "{% x %}", "\\" * 50, "http://a.b", "🙂" * 40, "a\u0301" * 30, "$", "€", "a" * 900, "</title>", '"', "é",
)  # fmt: skip # short words stay dense

UNITS = ("s", "percent", "%", "Percent", "count", "ms", "AUROC", "USD", "€", "<b>")

TEXTS = (
    *LINES, "# h\n\ntext", "- a\n- b\n  - c", "[x](http://a.b/c)",
    "[x](javascript:x)", "<script>x</script>", "|a|b|\n|-|-|\n|1|2|", "![i](http://a.b/c.png)", "a\nb\n\nc", "> q\n> r",
    "[" * 200, "*" * 200, "`" * 99, "![[" * 60, "<" * 99, "> " * 99 + "x", "- " * 60 + "x", "[a][b]\n\n[b]: c", "&#0;",
    "&#x110000;", "{{ x }}", "{% x %}", "\\" * 50, "http://a.b", "1. a\n2. b", "a  \nb", "```\nx\n```", "    x", "***",
    "[x]: y\n" * 40, "(((" * 50, "__a__" * 30, "|" * 99, "🙂" * 40,
)  # fmt: skip # short words stay dense

FORMATS = (".2f", ".0f", ".3g", ".1%", ",.1f", ".2e", ".0%", ",.0f", ".9f")

ODD_FORMATS = (
    ".17g", ".30f", "g", "f", "e", "%", "", ".2", "d", "n",
    "010.2f", "+.2f", " .2f", ".99f", ".100f", ".999999f", "x", "{}", ",d", "_.2f", "z.2f", "=^20.2f", ".2F", ".3E",
)  # fmt: skip # short words stay dense

TOKENS = (
    "results:", "metrics:", "tables:", "rows:", "groups:", "row_key:", "orient: columns", "title:", "claims:", "related:",
    "heatmap:", "source:", "date:", "tags:", "authors:", "description:", "\n", "\n  ", "\n    ", "- ", ": ", ", ", "{", "}",
    "[", "]", "&a ", "*a", "<<: ", "? ", "|\n", ">-\n", "!!int ", "!x ", "---\n", "...\n", "%YAML 1.2\n", "#", "'", '"',
    "\\", "\t", "\r\n", "\r", "\u2028", "\ufeff", "\x00", "\x85", "\x1b", "\u202e", "\ud7ff", "!!binary ", "!!python/name:x ",
    "\\ud800", "\\U0010ffff", "{value: ", "sd: ", "ci: [", "n: ", "missing: ", "every: ", "below reference", "at most ", ">",
)  # fmt: skip # short words stay dense


def number(dice: Dice) -> str:
    """A number as written: hostile, ordinary, or any bits at all."""
    if dice.stock and dice.random() < 0.9:
        return dice.choice(dice.stock)
    kind = dice.random()
    if kind < 0.35:
        return dice.choice(NUMBERS)
    if kind < 0.8:
        return f"{dice.uniform(-1, 100):.{dice.randrange(5)}f}"
    if kind < 0.9:
        return f"{dice.random():.3f}"
    return f"{dice.choice(('', '-'))}{dice.randrange(1, 1000)}e{dice.randrange(-330, 306)}"


def few(dice: Dice) -> list[str]:
    """Two to four numbers that lie close together, so that a range, a reference and cells are the same."""
    if dice.random() < 0.4:
        return list(dice.choice(_EXTREMES))
    at = dice.randrange(len(_BY_SIZE))
    return [*_BY_SIZE[at : at + dice.choice((1, 2, 3))], "0"]


_EXTREMES = (
    ("0", "5e-324"),
    ("-5e-324", "0", "5e-324"),
    ("5e-324", "1e-323"),
    ("0", "2.2250738585072014e-308"),
    ("0", "1e-310"),
    ("-1.7976931348623157e308", "1.7976931348623157e308"),
    ("0", "1.7976931348623157e308"),
    ("1e308", "-1e308", "0"),
    ("1", "1.0000000000000002"),
    ("9007199254740992", "9007199254740993"),
    ("0", "-0", "0.0"),
    ("0", "100"),
)
_BY_SIZE = sorted(NUMBERS, key=lambda text: (float(text), text))


def cell(dice: Dice) -> str:
    """What stands in a cell, as text."""
    if dice.random() < dice.odd:
        return dice.choice(ODD_CELLS)
    kind = dice.random()
    if kind < 0.9:
        return number(dice)
    return f"{number(dice)} ± {number(dice).lstrip('-')}" if kind < 0.95 else dice.choice(MISSING)


def name(dice: Dice) -> str:
    """A name of a row, metric, tag, table or file."""
    if dice.random() < dice.odd:
        return "".join(chr(dice.choice((0x20, 0x7F, 0x300, 0x202E, 0x1F600, 0xFEFF))) for _ in range(3)) + "z"
    return dice.choice(NAMES)
