"""Faults in the plugin that the reader must find; at least one for each threshold that the docs name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutant:
    """One replacement in one file."""

    file: str
    old: str
    new: str
    what: str


MUTANTS = (
    # digits
    Mutant("digits/number.py", "LEAST = 4", "LEAST = 3", "three significant digits"),
    Mutant("digits/number.py", "MOST = 8", "MOST = 7", "at most seven digits"),
    Mutant("digits/number.py", "MOST = 8", "MOST = 9", "at most nine digits"),
    Mutant(
        "digits/number.py",
        "Fraction(-1), Fraction(1), Fraction(100))",
        "Fraction(-1))",
        "0.99999 as 1.0000",
    ),
    Mutant("digits/number.py", "is_apart = len", "is_apart = True or len", "two numbers that look equal"),
    Mutant("digits/number.py", "(quotient % 2 == 1)", "(quotient % 2 == 0)", "halves to odd"),
    Mutant("digits/number.py", "twice > unit", "twice > 2 * unit", "rounded down"),
    Mutant(
        "digits/number_format.py",
        "_WIDE = Context(prec=2_500, rounding=ROUND_HALF_EVEN)",
        "from decimal import ROUND_HALF_UP\n_WIDE = Context(prec=2_500, rounding=ROUND_HALF_UP)",
        "halves up by a declared format",
    ),
    Mutant(
        "digits/writing.py",
        "    if not finer:\n        return places",
        "    return places",
        "the order of float64",
    ),
    Mutant(
        "digits/table_digits.py",
        "np.cumsum(~alike)",
        "np.cumsum(alike | True)",
        "a format that hides nothing",
    ),
    Mutant(
        "digits/table_digits.py",
        "if not shown.is_declared.any() or not shown.is_rounded.any():\n        return order",
        "if not shown.is_rounded.any():\n        return order\n"
        "    shown = ShownColumn(shown.texts, shown.is_rounded, np.ones(len(shown.texts), dtype=np.bool_))",
        "an automatic format that makes equal",
    ),
    Mutant(
        "pages/cells.py",
        "(self.digits, self.spread, place.told, computed)",
        "(self.spread, place.told, computed)",
        "no digits in the tip",
    ),
    # what stands beside a number
    Mutant("words/uncertainty.py", "_TELLING = 2", "_TELLING = 1", "spreads of one digit"),
    Mutant("words/uncertainty.py", "_TELLING = 2", "_TELLING = 3", "spreads of three digits"),
    Mutant(
        "words/uncertainty.py",
        "max(_TELLING - 1 - number.adjusted(), decimals)",
        "_TELLING - 1 - number.adjusted()",
        "spreads coarser than their numbers",
    ),
    Mutant(
        "words/uncertainty.py",
        "len(number.as_tuple().digits) <= LEAST\n",
        "len(number.as_tuple().digits) <= LEAST - 1\n",
        "spreads of four digits cut",
    ),
    Mutant("words/uncertainty.py", "{Fraction(0), *BOUNDS, *bounds}", "bounds", "an end shown as one"),
    Mutant("pages/cells.py", "(self.digits, self.spread, ", "(self.digits, ", "no spread in the tip"),
    # differences and ranks
    Mutant("analysis/welch.py", "ALPHA = 0.05", "ALPHA = 0.1", "p < 0.1"),
    Mutant("analysis/welch.py", "ALPHA = 0.05", "ALPHA = 0.01", "p < 0.01"),
    Mutant("analysis/welch.py", "\nZ = 1.96\n", "\nZ = 1.645\n", "1.645 standard errors"),
    Mutant("analysis/differences.py", "np.hypot(*widths)", "widths[0] + widths[1]", "sums of half-widths"),
    Mutant(
        "analysis/differences.py",
        "width = Z * spread / np.sqrt(n)",
        "width = Z * spread / np.sqrt(n if n == n else 1)",
        "sd without n tells apart",
    ),
    Mutant(
        "analysis/differences.py",
        "(one.kind == other.kind) & (one.level == other.level)",
        "one.kind == other.kind",
        "levels mixed",
    ),
    Mutant("analysis/welch.py", "STANDARD_LEVEL = 95.0", "STANDARD_LEVEL = 90.0", "90 % where nobody says"),
    Mutant(
        "analysis/differences.py",
        "if said.n is not None and said.n > 1",
        "if said.n is not None and said.n > 2",
        "n of 3 or more",
    ),
    Mutant(
        "analysis/ranks.py",
        "np.lexsort((width, blocks))",
        "np.lexsort((-width, blocks))",
        "the least sure first",
    ),
    Mutant(
        "pages/rank.py",
        'rg-best" if self.is_best',
        'rg-best" if 0 < self.place <= 2',
        "bold seconds",
    ),
    # sentences, each beside its threshold
    Mutant("analysis/observe/groups.py", "_LEAST = 2", "_LEAST = 3", "three rows on a side"),
    Mutant("analysis/observe/groups.py", "_LEAST = 2", "_LEAST = 1", "one row on a side"),
    Mutant(
        "analysis/observe/groups.py",
        "(steps != steps[0]).any()",
        "(steps != steps[0]).all()",
        "some pairs differ",
    ),
    Mutant(
        "analysis/observe/extremes.py",
        "if len(column.rows) < 3:\n            continue\n        if column.is_level",
        "if len(column.rows) < 4:\n            continue\n        if column.is_level",
        "four equal rows",
    ),
    Mutant(
        "analysis/observe/extremes.py",
        "if len(column.rows) < 3:\n            continue\n        if column.is_level",
        "if len(column.rows) < 2:\n            continue\n        if column.is_level",
        "two equal rows",
    ),
    Mutant("analysis/observe/extremes.py", "_LEAST_BUT_ONE = 5", "_LEAST_BUT_ONE = 6", "six rows but one"),
    Mutant("analysis/observe/extremes.py", "_LEAST_BUT_ONE = 5", "_LEAST_BUT_ONE = 4", "four rows but one"),
    Mutant(
        "analysis/observe/extremes.py",
        "_NARROW = Fraction(1, 10)",
        "_NARROW = Fraction(12, 100)",
        "an eighth of the range",
    ),
    Mutant(
        "analysis/observe/extremes.py",
        "_NARROW = Fraction(1, 10)",
        "_NARROW = Fraction(8, 100)",
        "a twelfth of the range",
    ),
    Mutant(
        "analysis/observe/extremes.py",
        "_MOST_TOGETHER = 4",
        "_MOST_TOGETHER = 3",
        "four narrow columns told apart",
    ),
    Mutant(
        "analysis/observe/extremes.py",
        "_MOST_TOGETHER = 4",
        "_MOST_TOGETHER = 5",
        "five narrow columns together",
    ),
    Mutant(
        "analysis/observe/extremes.py",
        "if set(first[0]) & set(last[0]):",
        "if False:",
        "best and worst of a tie",
    ),
    Mutant("analysis/observe/extremes.py", '(how != "mean" and how != "sum")', 'how != "mean"', "no sums"),
    Mutant(
        "analysis/observe/agreement.py",
        "_OPPOSED = Fraction(-6, 10)",
        "_OPPOSED = Fraction(-4, 10)",
        "a correlation of -0.4",
    ),
    Mutant(
        "analysis/observe/agreement.py",
        "_OPPOSED = Fraction(-6, 10)",
        "_OPPOSED = Fraction(-7, 10)",
        "a correlation of -0.7",
    ),
    Mutant(
        "analysis/observe/agreement.py",
        "_LEAST_OPPOSED_ROWS = 5",
        "_LEAST_OPPOSED_ROWS = 6",
        "six rows in order",
    ),
    Mutant(
        "analysis/observe/agreement.py",
        "_LEAST_OPPOSED_ROWS = 5",
        "_LEAST_OPPOSED_ROWS = 4",
        "four rows in order",
    ),
    Mutant(
        "analysis/observe/groups.py",
        "_OF_SIDE = Fraction(1, 2)",
        "_OF_SIDE = Fraction(1, 5)",
        "groups a fifth of a side apart",
    ),
    Mutant(
        "analysis/observe/groups.py",
        "_OF_SIDE = Fraction(1, 2)",
        "_OF_SIDE = Fraction(4, 5)",
        "groups four fifths of a side apart",
    ),
    Mutant(
        "analysis/observe/groups.py",
        "distance is None or not column.is_told_apart(one.rows.tolist(), other.rows.tolist())",
        "distance is None",
        "groups within uncertainty",
    ),
    Mutant(
        "analysis/observe/groups.py",
        "if (~one.mask).tobytes() not in kept:",
        "if True:",
        "both of two groups",
    ),
    Mutant(
        "analysis/observe/groups.py",
        "if gaps.is_even or column.is_unsure else",
        "if gaps.is_even else",
        "most for a row that is unsure",
    ),
    Mutant(
        "analysis/observe/extremes.py",
        "if not column.is_told_apart([odd], rest):",
        "if False:",
        "an exception within uncertainty",
    ),
    Mutant(
        "analysis/observe/extremes.py",
        "_LEAST_ROWS = 3",
        "_LEAST_ROWS = 4",
        "a leader of four rows",
    ),
    Mutant(
        "analysis/observe/extremes.py",
        "_LEAST_ROWS = 3",
        "_LEAST_ROWS = 2",
        "a leader of two rows",
    ),
    Mutant(
        "analysis/observe/extremes.py",
        "_LEAST_COLUMNS = 3",
        "_LEAST_COLUMNS = 4",
        "a leader in four columns",
    ),
    Mutant(
        "analysis/observe/extremes.py",
        "_LEAST_COLUMNS = 3",
        "_LEAST_COLUMNS = 2",
        "a leader in two columns",
    ),
    Mutant(
        "analysis/observe/extremes.py",
        "2 * most < of",
        "2 * most <= of",
        "a leader in more than half",
    ),
    Mutant(
        "analysis/observe/extremes.py",
        "2 * most < of",
        "3 * most < of",
        "a leader in a third",
    ),
    Mutant(
        "analysis/observe/extremes.py",
        "(others and others[0][1] == most)",
        "False",
        "one of two leaders",
    ),
    Mutant(
        "analysis/observe/columns.py",
        "_LEAST_ROWS, _MOST_ROWS = 3,",
        "_LEAST_ROWS, _MOST_ROWS = 4,",
        "complements in four rows",
    ),
    Mutant(
        "analysis/observe/columns.py",
        "_LEAST_ROWS, _MOST_ROWS = 3,",
        "_LEAST_ROWS, _MOST_ROWS = 2,",
        "complements in two rows",
    ),
    Mutant(
        "analysis/observe/columns.py",
        "if direction is not None and direction == other.metric.higher_is_better:",
        "if False:",
        "complements of one direction",
    ),
    Mutant(
        "analysis/observe/columns.py",
        "if one.is_level or other.is_level:",
        "if False:",
        "complements of one number",
    ),
    Mutant(
        "analysis/observe/columns.py",
        "one.metric.common_unit == other.metric.common_unit and",
        "",
        "complements of two units",
    ),
    Mutant(
        "analysis/observe/columns.py",
        "return self.other if _meanings(self.one) >= _meanings(self.other) else self.one",
        "return self.one",
        "the first of two complements",
    ),
    Mutant(
        "analysis/observe/agreement.py",
        "2 * len(further) >= len(rows)",
        "True",
        "apart in a few rows",
    ),
    Mutant(
        "analysis/observe/agreement.py",
        "2 * len(further) >= len(rows)",
        "3 * len(further) >= 2 * len(rows)",
        "apart in two thirds of the rows",
    ),
    Mutant("analysis/observe/agreement.py", "_APART = 4", "_APART = 3", "three times as far"),
    Mutant("analysis/observe/agreement.py", "_APART = 4", "_APART = 6", "six times as far"),
    Mutant(
        "analysis/observe/agreement.py",
        "_LEAST_ROWS, _MOST_ROWS = 3,",
        "_LEAST_ROWS, _MOST_ROWS = 6,",
        "six common rows",
    ),
    Mutant(
        "analysis/observe/groups.py",
        "len(column.rows) < 2",
        "len(column.rows) < 3",
        "three rows beside a reference",
    ),
    Mutant(
        "analysis/observe/groups.py",
        "near(column.table, column.index, rows, reference)",
        "0",
        "sure of the reference",
    ),
    Mutant(
        "analysis/pareto.py",
        "_LEAST_ON_FRONT, _MOST_ON_FRONT = 2,",
        "_LEAST_ON_FRONT, _MOST_ON_FRONT = 3,",
        "fronts of three",
    ),
    Mutant(
        "analysis/pareto.py",
        "_LEAST_ON_FRONT, _MOST_ON_FRONT = 2,",
        "_LEAST_ON_FRONT, _MOST_ON_FRONT = 1,",
        "fronts of one",
    ),
    Mutant(
        "analysis/pareto.py",
        "2 * len(found.rows) < found.compared",
        "2 * len(found.rows) <= found.compared",
        "half of the rows on a front",
    ),
    Mutant(
        "analysis/pareto.py",
        "2 * len(found.rows) < found.compared",
        "3 * len(found.rows) < found.compared",
        "a third of the rows on a front",
    ),
    Mutant(
        "analysis/pareto.py",
        "better is not None and column not in unsure",
        "better is not None",
        "fronts of unsure numbers",
    ),
    Mutant(
        "analysis/pareto.py",
        "            and front(table, pair, shown=True).rows == found.rows\n",
        "",
        "fronts that no reader sees",
    ),
    Mutant(
        "analysis/pareto.py",
        "-order if better else order",
        "order if better else order",
        "fronts against the direction",
    ),
    Mutant(
        "analysis/pareto.py",
        "lowest[1:] < lowest[:-1]",
        "lowest[1:] <= lowest[:-1]",
        "beaten rows on a front",
    ),
    Mutant(
        "analysis/judge/ranking.py",
        "if not (beaten or empty or unnamed):",
        "if not (beaten or empty):",
        "claims of a part of a front",
    ),
    Mutant(
        "analysis/judge/ranking.py",
        "if not (beaten or empty or unnamed):",
        "if not (empty or unnamed):",
        "claims of more than a front",
    ),
    Mutant("analysis/board.py", "- tied + Fraction(tied, 2)", "", "ties of a board as wins"),
    Mutant(
        "analysis/board.py",
        "last = len(self._rows) if",
        "last = len(self._rows) + 1 if",
        "a board's last rank below the last",
    ),
    Mutant(
        "analysis/board.py",
        "places[number] = before + 1",
        "places[number] = len(places) + 1",
        "a board's dense ranks",
    ),
    Mutant("analysis/board.py", "reverse=is_high", "reverse=not is_high", "a board upside down"),
    Mutant(
        "analysis/board.py",
        "is_in &= self._present.all(axis=1)",
        "is_in &= self._present.any(axis=1)",
        "a board of incomplete rows",
    ),
    Mutant(
        "words/numbers.py",
        "len(set(shown.values())) == len(texts)",
        "True",
        "a board's numbers that look alike",
    ),
    Mutant("analysis/observe/__init__.py", "MOST = 6", "MOST = 9", "nine sentences"),
    Mutant("analysis/observe/__init__.py", "_MOST_OF_A_KIND = 3", "_MOST_OF_A_KIND = 5", "five of a kind"),
    # what else is said of cells
    Mutant("analysis/judge/verdict.py", '"<=": operator.le', '"<=": operator.lt', "at most as below"),
    Mutant("analysis/judge/ranking.py", "if others and len(", "if False and len(", "a tie that leads"),
    Mutant(
        "analysis/judge/ranking.py",
        "rests_on = hidden_difference(self.table, self.named[0], self._cells(self.below))",
        'rests_on = ""',
        "verdicts that don't say their tie",
    ),
    Mutant("analysis/judge/proposals.py", "first is None", "False", "suggestions without a first"),
    Mutant(
        "analysis/judge/proposals.py",
        "not column.is_told_apart(one.rows.tolist(), other.rows.tolist())",
        "False",
        "suggestions on a tie",
    ),
    Mutant(
        "pages/exports.py",
        "table.digits.written_column(metric)",
        "[str(v) if v == v else '' for v in table.values[:, metric].tolist()]",
        "float64 in the CSV",
    ),
    Mutant(
        "analysis/aggregate.py",
        'return total if how == "sum"',
        'return total + 1 if how == "sum"',
        "sums that are wrong",
    ),
    # colours; `test_colours` holds the thresholds that random files rarely meet
    Mutant(
        "heatmap/styles.py",
        "ends = metric.domain or metric.range",
        "ends = metric.range or metric.domain",
        "colour: a range before a domain",
    ),
    Mutant(
        "heatmap/scales.py",
        "np.cumsum(counts) - (counts + 1) / 2",
        "np.cumsum(counts) - 1.0",
        "colour: equals take the last of their ranks",
    ),
    Mutant(
        "heatmap/scales.py",
        '_DECADES = Decimal("1e-5")',
        '_DECADES = Decimal("1e-3")',
        "colour: symlog, near",
    ),
    Mutant(
        "heatmap/colour.py",
        "np.where(column == MISSING, MISSING, _TOP - column)",
        "np.where(column == MISSING, MISSING, column)",
        "colour: not turned where lower is better",
    ),
    Mutant(
        "heatmap/styles.py",
        "return NEUTRAL if metric.higher_is_better is None else SEQUENTIAL",
        "return SEQUENTIAL",
        "colour: no grey without a direction",
    ),
    Mutant(
        "heatmap/bars.py",
        "levels = [min(max((float(number) - low) / span, 0.0), 1.0)",
        "levels = [min(max((float(number) - low) / span, 0.0), 1.0) ** 1.1",
        "colour: ticks beside their numbers",
    ),
    Mutant(
        "heatmap/svg.py",
        'box = f"{left}{top}{fills[level]}"',
        'box = f"{left}{top}{fills[max(0, level - 1)]}"',
        "colour: another in the figure",
    ),
)
