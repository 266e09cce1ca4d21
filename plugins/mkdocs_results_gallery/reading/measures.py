"""Names that results are called by."""

from __future__ import annotations

import re

_MEASURES = frozenset(
    [
        "acc", "accuracy", "ap", "ap50", "ap75", "auc", "auprc", "auroc", "bleu", "bpb", "bpc", "brier",
        "cer", "chrf", "comet", "correct", "dice", "ece", "elo", "em", "err", "error", "exact", "f1", "fid",
        "fps", "hits", "iou", "kappa", "latency", "loss", "mae", "map", "map50", "mape", "mcc", "meteor",
        "miou", "mrr", "mse", "ndcg", "pearson", "perplexity", "ppl", "precision", "psnr", "qps", "r2",
        "recall", "return", "reward", "rmse", "roc", "rouge", "rouge1", "rouge2", "rougel", "runtime",
        "score", "spearman", "speedup", "spl", "ssim", "success", "throughput", "top1", "top5", "tps", "wer",
        "winrate",
    ]
)  # fmt: skip # short words stay dense
"""Words that a result is called by, and no setting alone."""
_SETTINGS = frozenset(
    [
        "coef", "coefficient", "column", "config", "dim", "factor", "fn", "function", "id", "index", "key",
        "lambda", "limit", "name", "patience", "path", "scale", "size", "smoothing", "target", "threshold",
        "tolerance", "type", "version", "weight", "weights",
    ]
)  # fmt: skip # as above
_WORD = re.compile(r"[A-Z]?[a-z]+[0-9]*|[A-Z]+(?![a-z])[0-9]*")


def is_measure(name: str) -> bool:
    """Whether a name has a word that results are called by, and none of a setting."""
    words = {word.lower() for word in _WORD.findall(name)}
    return not words.isdisjoint(_MEASURES) and words.isdisjoint(_SETTINGS)
