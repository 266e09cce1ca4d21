"""Files that tools write beside their results, and that hold none: descriptions, samples, checks.

Numbers stand in them too, and some are lists of records, so that they would become tables.
"""

from __future__ import annotations

from collections.abc import Callable

from mkdocs_results_gallery.reading.tables.rawtable import Shaping
from mkdocs_results_gallery.reading.tools.parts import is_number
from mkdocs_results_gallery.reading.tools.tool import Tool
from mkdocs_results_gallery.reading.tree import MappingNode, Node, SequenceNode


def _is_list(root: Node) -> bool:
    return isinstance(root, SequenceNode)


def _is_mapping(root: Node) -> bool:
    return isinstance(root, MappingNode)


def _lists_benchmarks(root: Node) -> bool:
    """Whether a file is asv's ``benchmarks.json``: benchmarks by name, each with its code."""
    if not isinstance(root, MappingNode) or not is_number(root.get("version")):
        return False
    others = [value for key, _, value, _ in root.items() if key != "version"]
    fields = {"code", "name", "param_names", "type", "unit"}
    return bool(others) and all(isinstance(one, MappingNode) and fields <= {*one.keys} for one in others)


def _tells_of_metrics(root: Node) -> bool:
    """Whether records of Open Problems are of the computing of metrics, and have none."""
    first = root.values[0] if isinstance(root, SequenceNode) else root
    keys = {*first.keys} if isinstance(first, MappingNode) else set()
    return bool(keys & {"metric_id", "metric_component_name"}) and "metric_values" not in keys


def _about(name: str, keys: str, fits: Callable[[Node], bool], what: str) -> Tool:
    """A file with these keys that holds something else than results."""

    def skip(root: Node, shaping: Shaping) -> None:
        mark = 0 if isinstance(root, str) else root.mark
        shaping.problems.skipped(mark, f"no metric table: {what}")

    return Tool(name, frozenset(keys.split()), fits, skip, "", is_told=False)


_OPEN_PROBLEMS, _ASV, _CRITERION = "Open Problems", "asv", "Criterion"
_EVERY_EVAL_EVER = "Every Eval Ever"
ABOUT: tuple[Tool, ...] = (
    _about(
        "HELM",
        "instance_id train_trial_index stats",
        _is_list,
        "statistics of each instance by HELM; those of the run stand in stats.json",
    ),
    _about(
        "lm-evaluation-harness",
        "doc_id doc target arguments filtered_resps",
        _is_list,
        "answers to single questions, of lm-evaluation-harness; its results stand in results_….json",
    ),
    _about(
        _EVERY_EVAL_EVER,
        "schema_version evaluation_id model_id sample_id evaluation",
        _is_list,
        "single questions of Every Eval Ever; the results stand in the file beside it",
    ),
    _about(
        _EVERY_EVAL_EVER,
        "object_uuid object_path eval_schema_version",
        _is_list,
        "a list of files of Every Eval Ever",
    ),
    _about(_ASV, "version", _lists_benchmarks, "what the benchmarks of asv are, not what they gave"),
    _about(_ASV, "arch cpu machine os ram version", _is_mapping, "a machine of asv"),
    _about(
        _OPEN_PROBLEMS,
        "task_id method_id method_name method_summary",
        _is_list,
        "what the methods of Open Problems are, not what they gave",
    ),
    _about(
        _OPEN_PROBLEMS,
        "dataset_id dataset_name dataset_summary data_reference",
        _is_list,
        "what the data sets of Open Problems are",
    ),
    _about(
        _OPEN_PROBLEMS,
        "dataset_id method_id resources",
        _tells_of_metrics,
        "what the computing of metrics took in Open Problems",
    ),
    _about(
        _OPEN_PROBLEMS,
        "task_id category severity severity_value code message",
        _is_list,
        "checks of Open Problems, no results",
    ),
    _about(_CRITERION, "group_id function_id full_id title", _is_mapping, "a benchmark of Criterion by name"),
    _about(_CRITERION, "sampling_mode iters times", _is_mapping, "single samples of Criterion"),
    _about(
        _CRITERION,
        "group function value sample_measured_value unit iteration_count",
        _is_list,
        "single samples of Criterion",
    ),
)
"""By the keys of the root, or of the first record."""
