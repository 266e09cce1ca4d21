"""Files that tools write, read as they are: each tool one module, recognised by what no other file has.

A tool gives rows of cells and what it says of its metrics: directions, units, ranges. Nothing is taken from
what a metric is called.

tool.py        the noun
parts.py       parts of a file, and cells of them
patchwork.py   rows put together of parts of a file
measured.py    what files of benchmarks have in common
about.py       files that hold no results
asv.py         airspeed velocity
benchstat.py   benchstat, of Go
benchmarkdotnet.py  BenchmarkDotNet
codemodels.py  BigCode's harness, EvalPlus
criterion.py   Criterion.rs
estimates.py   what Criterion.rs estimates
everyeval.py   Every Eval Ever
fio.py         fio
githubaction.py  github-action-benchmark
googlebenchmark.py  Google Benchmark
helm.py        HELM
huggingface.py model cards, .eval_results, evaluate
hyperfine.py   hyperfine
inspectai.py   Inspect
javascript.py  tinybench, Benchmark.js, vitest bench
jmh.py         JMH
k6.py          k6
lmeval.py      lm-evaluation-harness, lighteval
locust.py      Locust
modelindex.py  model zoos: model-index files
mteb.py        mteb
multiqc.py     MultiQC
openproblems.py  Open Problems
promptfoo.py   promptfoo
pyperf.py      pyperf
pytestbenchmark.py  pytest-benchmark
search.py      searches for parameters: scikit-learn, Optuna
sklearn.py     scikit-learn's classification report
spacy.py       spaCy's evaluate
transformers.py  transformers' Trainer
"""

from __future__ import annotations

from collections import Counter

from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping
from mkdocs_results_gallery.reading.tools.about import ABOUT
from mkdocs_results_gallery.reading.tools.asv import ASV
from mkdocs_results_gallery.reading.tools.benchmarkdotnet import BENCHMARK_DOTNET
from mkdocs_results_gallery.reading.tools.codemodels import BIGCODE, EVALPLUS
from mkdocs_results_gallery.reading.tools.criterion import CRITERION
from mkdocs_results_gallery.reading.tools.everyeval import EVERY_EVAL_EVER
from mkdocs_results_gallery.reading.tools.fio import FIO
from mkdocs_results_gallery.reading.tools.githubaction import GITHUB_ACTION, GITHUB_ACTION_HISTORY
from mkdocs_results_gallery.reading.tools.googlebenchmark import GOOGLE_BENCHMARK, GOOGLE_BENCHMARK_CSV
from mkdocs_results_gallery.reading.tools.helm import HELM
from mkdocs_results_gallery.reading.tools.huggingface import EVAL_RESULTS, EVALUATE, MODEL_CARD
from mkdocs_results_gallery.reading.tools.hyperfine import HYPERFINE, HYPERFINE_CSV
from mkdocs_results_gallery.reading.tools.inspectai import INSPECT
from mkdocs_results_gallery.reading.tools.javascript import BENCHMARK_JS, TINYBENCH, TINYBENCH_TABLE, VITEST
from mkdocs_results_gallery.reading.tools.jmh import JMH
from mkdocs_results_gallery.reading.tools.k6 import K6
from mkdocs_results_gallery.reading.tools.lmeval import LIGHTEVAL, LM_EVAL_3, LM_EVAL_4, LM_EVAL_PROMPTS
from mkdocs_results_gallery.reading.tools.locust import LOCUST
from mkdocs_results_gallery.reading.tools.modelindex import MODEL_INDEX
from mkdocs_results_gallery.reading.tools.mteb import MTEB, MTEB_OLDER
from mkdocs_results_gallery.reading.tools.multiqc import MULTIQC
from mkdocs_results_gallery.reading.tools.openproblems import OPEN_PROBLEMS
from mkdocs_results_gallery.reading.tools.promptfoo import PROMPTFOO
from mkdocs_results_gallery.reading.tools.pyperf import PYPERF
from mkdocs_results_gallery.reading.tools.pytestbenchmark import PYTEST_BENCHMARK, PYTEST_BENCHMARK_CSV
from mkdocs_results_gallery.reading.tools.search import CV_RESULTS, OPTUNA
from mkdocs_results_gallery.reading.tools.sklearn import CLASSIFICATION_REPORT, CLASSIFICATION_REPORT_CSV
from mkdocs_results_gallery.reading.tools.spacy import SPACY
from mkdocs_results_gallery.reading.tools.tool import Tool
from mkdocs_results_gallery.reading.tools.transformers import TRAINER_RESULTS, TRAINER_STATE
from mkdocs_results_gallery.reading.tree import MappingNode, Node, SequenceNode

TOOLS: tuple[Tool, ...] = (
    MODEL_INDEX,
    LM_EVAL_4,
    LM_EVAL_3,
    LM_EVAL_PROMPTS,
    LIGHTEVAL,
    HELM,
    INSPECT,
    EVERY_EVAL_EVER,
    MODEL_CARD,
    EVAL_RESULTS,
    EVALUATE,
    MTEB,
    MTEB_OLDER,
    PROMPTFOO,
    BIGCODE,
    EVALPLUS,
    SPACY,
    TRAINER_STATE,
    TRAINER_RESULTS,
    CLASSIFICATION_REPORT,
    CLASSIFICATION_REPORT_CSV,
    CV_RESULTS,
    OPTUNA,
    PYTEST_BENCHMARK,
    PYTEST_BENCHMARK_CSV,
    HYPERFINE,
    HYPERFINE_CSV,
    GOOGLE_BENCHMARK,
    GOOGLE_BENCHMARK_CSV,
    ASV,
    GITHUB_ACTION,
    GITHUB_ACTION_HISTORY,
    JMH,
    OPEN_PROBLEMS,
    CRITERION,
    BENCHMARK_DOTNET,
    FIO,
    TINYBENCH,
    TINYBENCH_TABLE,
    BENCHMARK_JS,
    VITEST,
    PYPERF,
    K6,
    LOCUST,
    MULTIQC,
    *ABOUT,
)
"""The first that fits reads a file."""

_USES = Counter(key for tool in TOOLS for key in tool.keys)


def _places_by_key() -> dict[str, tuple[int, ...]]:
    """The places of tools in `TOOLS` by the rarest of their keys; under ``""`` of those without any."""
    found: dict[str, tuple[int, ...]] = {"": ()}
    for at, tool in enumerate(TOOLS):
        rarest = min(tool.keys, key=lambda key: (_USES[key], key), default="")
        found[rarest] = (*found.get(rarest, ()), at)
    return found


_PLACES = _places_by_key()


def tool_of(root: Node) -> Tool | None:
    """The tool that wrote a file; None for a file of no tool that is known."""
    head = root.values[0] if isinstance(root, SequenceNode) and root.values else root
    if not isinstance(head, MappingNode):
        return None
    places = _PLACES[""]
    if not _PLACES.keys().isdisjoint(head.keys):
        places = tuple(sorted({*places, *(at for key in head.keys for at in _PLACES.get(key, ()))}))
    for tool in map(TOOLS.__getitem__, places):
        if all(key in head.keys for key in tool.keys) and tool.fits(root):
            return tool
    return None


def read_by(tool: Tool, root: MappingNode | SequenceNode, shaping: Shaping) -> Shaped | None:
    """The tables of a file that `tool` wrote, with a notice of what it was taken for."""
    problems = shaping.problems
    # texts of other programs hold anything; those that are taken are looked at again
    problems.withdraw("character")
    for key in tool.unread:
        for kind in ("name", "empty name", "duplicate name"):
            problems.withdraw(kind, key)
    found = tool.tables(root, shaping)
    if found is not None and not any(line.cells.keys for table in found.tables for line in table.lines):
        if not problems.has_errors:
            problems.skipped(root.mark, f"no metric table: a result file of {tool.name} without numbers")
        return None
    if found is not None and found.tables and tool.is_told:
        problems.notice("tool", root.mark, (), f"read as a result file of {tool.name}")
    return found
