"""Names with a number each, one level only: the rows of one metric, or the metrics of one row.

Which of the two is never guessed. Either the file says it, by what stands beside them and by the words that
the names are made of, or somebody declares the one metric; else a message asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.reading.tables.fields import words_in
from mkdocs_results_gallery.reading.tables.leaves import is_missing, is_number
from mkdocs_results_gallery.reading.tables.rawtable import RawRow, RawTable, Spot
from mkdocs_results_gallery.reading.tables.said import said_there, where_said
from mkdocs_results_gallery.reading.tree import (
    MappingNode,
    Mark,
    Node,
    is_null,
    nfc,
    wrong_in_name,
)
from mkdocs_results_gallery.words.phrases import first_few

_SURE = frozenset(
    [
        "acc", "accuracy", "precision", "recall", "f1", "f2", "fscore", "auc", "auroc", "auprc", "mae",
        "mse", "rmse", "mape", "smape", "rmsle", "r2", "loss", "perplexity", "ppl", "bleu", "sacrebleu",
        "rouge", "rouge1", "rouge2", "rougel", "meteor", "chrf", "comet", "bertscore", "wer", "cer", "iou",
        "miou", "psnr", "ssim", "lpips", "fid", "mcc", "ndcg", "mrr", "specificity", "sensitivity",
        "logloss", "brier", "ece", "nll", "latency", "throughput", "speedup", "rps", "qps", "p50", "p90",
        "p95", "p99", "silhouette", "top1", "top5",
    ]
)  # fmt: skip # short words stay dense
"""Words that only names of metrics have."""
_LIKELY = _SURE | frozenset(
    [
        "ap", "avg", "average", "correlation", "cost", "count", "coverage", "dice", "duration", "elapsed",
        "em", "err", "error", "flops", "fps", "kappa", "map", "max", "mean", "median", "memory", "min",
        "ms", "params", "pct", "pearson", "percent", "rate", "ratio", "reward", "roc", "runtime", "score",
        "scores", "seconds", "spearman", "std", "stddev", "stdev", "support", "ter", "time", "total",
        "tps",
    ]
)  # fmt: skip # short words stay dense
"""Words that names of metrics have, and of settings; names of what is measured hardly."""
_SAYS_METRIC = ("metric", "metric_name", "measure", "benchmark", "benchmark_name", "leaderboard")
"""Keys that say what numbers are numbers of, the clearest first."""
_SAYS_ROW = (
    "model", "model_name", "method", "system", "algorithm", "run", "run_name", "run_id", "experiment",
    "checkpoint", "architecture", "classifier", "estimator", "approach", "name",
)  # fmt: skip # short words stay dense
"""Keys that say what was measured, the clearest first."""
_OF_RESULTS = frozenset(
    [
        "metrics", "metric", "scores", "score", "results", "result", "evaluation", "eval", "benchmark",
        "benchmarks",
    ]
)  # fmt: skip # short words stay dense
"""The last word of the names of files that hold results."""
_FEW = 3
"""So many names may be anything."""
_NAMED = 5
"""Names in a message, at most."""


def flat_table(node: MappingNode, root: MappingNode | None, spot: Spot) -> RawTable | None:
    """The table of names and numbers that stand under ``results:`` of `root`; None after reporting a doubt.

    `root` is None where it is not the only table of a file.
    """
    declared = spot.settings.metrics
    if spot.settings.orient != "columns":
        if len(declared) == 1 and declared.keys().isdisjoint(node.keys):
            return _of_one_metric({next(iter(declared)): node}, spot)
        if declared and declared.keys() >= set(node.keys):
            return _of_one_row(node, _name_of(root, spot), spot)
        metric = _said(root, _SAYS_METRIC)
        are_rows = len(node.keys) > _FEW and len(_with_words(node.keys, _LIKELY)) * 5 < len(node.keys)
        if metric and are_rows and not _said(root, _SAYS_ROW):
            return _of_one_metric({metric: node, **_beside(node, root, spot)}, spot)
        are_likely = len(_with_words(node.keys, _LIKELY)) * 5 >= len(node.keys) * 4
        if are_likely or _are_metrics(node.keys):
            return _of_one_row(node, _name_of(root, spot), spot)
    _report(node, spot)
    return None


def _are_metrics(names: Iterable[str]) -> bool:
    """Whether most of these names say that they are metrics."""
    all_names = list(names)
    return bool(all_names) and len(_with_words(all_names, _SURE)) * 2 > len(all_names)


def _with_words(names: Iterable[str], words: frozenset[str]) -> list[str]:
    return [name for name in names if not words.isdisjoint(words_in(name))]


def _said(root: MappingNode | None, keys: Iterable[str]) -> str:
    """What the file says under the first of some keys that has a name; ``""`` for none."""
    for key in keys:
        node, mark = (root.get(key) if root else None) or ("", 0)
        if isinstance(node, str) and not is_null(node, mark) and not wrong_in_name(node, 100):
            return nfc(node)
    return ""


def _name_of(root: MappingNode | None, spot: Spot) -> str:
    """The name of the only row: as the file says, or as it is called."""
    path = PurePosixPath(spot.problems.file)
    is_silent = path.stem.lower() in _OF_RESULTS and path.parent.name
    said = _said(root, (*_SAYS_ROW, *_SAYS_METRIC))
    return spot.name or said or (path.parent.name if is_silent else path.stem)


def _is_cell(node: Node, mark: Mark) -> bool:
    return isinstance(node, str) and is_number(node, mark)


def _beside(node: MappingNode, root: MappingNode | None, spot: Spot) -> dict[str, MappingNode]:
    """What else a file says of the same rows, by its keys."""
    names = set(node.keys)
    found = {}
    for key, _, other, _ in root.items() if root else ():
        if other is node or not isinstance(other, MappingNode) or names.isdisjoint(other.keys):
            continue
        cells = [
            _is_cell(*cell) or is_missing(cell[0]) for cell in zip(other.values, other.marks, strict=True)
        ]
        if all(cells) and key not in spot.settings.metrics:
            found[key] = other
    return found


def _of_one_metric(columns: dict[str, MappingNode], spot: Spot) -> RawTable:
    """A table of columns, each with a number for each of its rows."""
    lines = [RawRow(name, column.mark, column) for name, column in columns.items()]
    names = [shown(line.name) for line in lines]
    message = f"names with a number each are read as rows: their metric is {names[0]}"
    if names[1:]:
        message += f", and beside it {first_few(names[1:], _NAMED, 'more')}"
    spot.problems.notice("one level", spot.mark, spot.place, message)
    return RawTable(spot.name, spot.place, spot.mark, tuple(lines), spot.settings, by_columns=True)


def _of_one_row(node: MappingNode, name: str, spot: Spot) -> RawTable:
    """A table of one row."""
    message = f"names with a number each are read as metrics of one row, {shown(name)}"
    spot.problems.notice("one level", spot.mark, spot.place, message)
    return RawTable(spot.name, spot.place, spot.mark, (RawRow(name, node.mark, node),), spot.settings)


def _report(node: MappingNode, spot: Spot) -> None:
    if spot.settings.orient == "columns":
        hint = "with `orient: columns` it is metric -> row -> number, e.g. `acc: {net-a: 0.71}`"
        spot.error("expected row -> metric -> number, got name -> number", hint)
        return
    said = "metrics: {score: {}}"
    where = where_said(spot.problems.file, spot.place)
    hint = f"if these are the rows of one metric, name it, `{said}`, {where}; "
    hint += "if they are metrics, name the row: `results: {net-a: {acc: 0.71}}`"
    cure = None if spot.settings.metrics else said_there(spot.problems.file, (), 0, said)
    spot.error("expected row -> metric -> number, got name -> number", hint, cure)
