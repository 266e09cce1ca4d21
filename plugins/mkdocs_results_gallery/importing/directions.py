"""Which end of a metric people call good or fast, where its name or its unit leaves no doubt.

It is used for one thing: to understand a sentence that a document says already.
No direction is written for it.
"""

from __future__ import annotations

import re

from mkdocs_results_gallery.model import Metric

_LOW = re.compile(
    r"(?:^|[^a-z])(?:loss|err(?:or)?s?|latency|latencies|(?:run)?time|duration|perplexity|ppl|wer|cer|per|eer|der|mae|rmse|mse|"
    r"mape|fid|nll|memory|ram|vram|rss|allocs?|allocations?|fail(?:ing|ures?|ed)?|invalid|side-effects?|cost|bytes|seconds?|"
    r"hours?|minutes?|overhead)(?:[^a-z]|$)",
    re.IGNORECASE,
)
_HIGH = re.compile(
    r"(?:^|[^a-z])(?:acc(?:uracy)?|auc|auroc|roc|auprc|f1|f-?score|f1-score|precision|recall|n?dcg|map|mrr|bleu|rouge|"
    r"throughput|speed|ops|qps|rps|fps|tps|reward|r2|r²|top-?[15]|hits?|pass|iou|miou|dice|psnr|ssim|em|score|speed-?up)"
    r"(?:[^a-z]|$)",
    re.IGNORECASE,
)
_ACCURACY = re.compile(
    r"(?:^|[^a-z])(?:acc(?:uracy)?|auc|auroc|err(?:or)?s?|f1|f-?score|precision|recall|r@\d+|n?dcg|map|mrr|wer|cer|mae|"
    r"rmse|mse|bleu|score|r2|r²|top-?\d|m?iou|invalid|fail\w*|correct\w*|wrong|rejected)(?:[^a-z]|$)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"ns|[uµμ]s|ms|s|secs?|seconds?|milliseconds?|min(?:ute)?s?|h(?:ou)?rs?|h|ns/\w+|[µmu]s/\w+",
    re.IGNORECASE,
)
_RATE = re.compile(r".+/s(?:ec(?:ond)?)?|[kM]?(?:fps|qps|rps|tps|iops)|.*flops", re.IGNORECASE)
_TIME_NAME = re.compile(
    r"latency|latencies|(?:run|wall)?-?time|duration|elapsed|ns/op|seconds", re.IGNORECASE
)
_RATE_NAME = re.compile(
    r"throughput|speed|bandwidth|per sec(?:ond)?|/s(?:ec)?\b|compression$|decompress\w*\.?$|"
    r"(?:ops|runs|requests|tokens|operations) per",
    re.IGNORECASE,
)


def is_good_high(metric: Metric) -> bool | None:
    """Whether high numbers are good; None where that can't be known."""
    if metric.higher_is_better is not None:
        return metric.higher_is_better
    fast = is_fast_high(metric)
    if fast is not None:
        return fast
    is_low, is_high = bool(_LOW.search(metric.name)), bool(_HIGH.search(metric.name))
    return None if is_low is is_high and not is_low else not is_low


def is_fast_high(metric: Metric) -> bool | None:
    """Whether what is fast has high numbers, of a time or a rate; None for what is neither."""
    if metric.unit and (_RATE.fullmatch(metric.unit) or _TIME.fullmatch(metric.unit)):
        return _RATE.fullmatch(metric.unit) is not None
    if _RATE_NAME.search(metric.name):
        return True
    return False if _TIME_NAME.search(metric.name) else None


def is_of_accuracy(metric: Metric) -> bool:
    """Whether it counts what is right or wrong."""
    return is_fast_high(metric) is None and _ACCURACY.search(metric.name) is not None
