"""How fast is a whole site, and how large are its pages?"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.inputs import multiqc_files, our_site, plain_site, scripts_site, tables, write
from benchmarks.lines import Answer, Benchmark, Question, Run
from benchmarks.measure import Cost, alternate, inside
from benchmarks.sites import (
    build_multiqc,
    build_ours,
    build_plain,
    build_scripts,
    count_pages,
    sizes_of,
    write_again,
)

_EDITS = 9
"""Warm builds with and without an edit, in turn: a tenth can't be told from three."""

_COLD = "cold build of 1,000 tables"
_MULTIQC = (
    Question(f"{_COLD}, against MultiQC with 1,000 heatmaps: wall time", "wall", "≤ 0.6"),
    Question(f"{_COLD}, against MultiQC with 1,000 heatmaps: CPU time, all processes", "cpu", "≤ 0.6"),
)
_LIMITS = (
    Question(f"{_COLD}, against as many plain pages of MkDocs with Material: wall time", "wall"),
    Question(f"{_COLD}, against writing as many files of the same sizes to the same disk: wall time", "wall"),
    Question(f"{_COLD}, against parsing the same files with `CSafeLoader`: CPU time", "cpu"),
)
_PLAIN = "warm build of 1,000 tables, against as many plain pages, none in the navigation"
_WARM = (
    Question(f"{_PLAIN}: wall time", "wall", "≤ 1.25"),
    Question(f"{_PLAIN}: CPU time", "cpu", "≤ 1.25"),
)
_NAVIGATION = Question(
    "warm build of 1,000 tables, against as many plain pages, all in the navigation: wall time", "wall"
)
_EDITED = Question(
    "warm build of 1,000 tables with one edit, against one with none: CPU time, median of 9", "cpu", "≤ 1.1"
)
_SCRIPTS = Question(
    "each further table of a cold build (1,000), against each further script of mkdocs-gallery (20) "
    "that draws one by seaborn: wall time",
    "wall",
    scale=1000,
    unit="ms",
)
_WEIGHT = Question(
    "page of an experiment, against a plain page with the same table: bytes, compressed, without figure, "
    "style and script",
    "size",
    scale=1 / 1024,
    unit="kB",
)


def _cold(run: Run) -> Iterator[Answer]:
    """From nothing to a site, against one MultiQC report with as many heatmaps, and what nobody can save."""
    count = run.count(1000)
    site, peer, plain, again = (run.folder / name for name in ("ours", "multiqc", "plain", "again"))
    our_site(site, count)
    multiqc_files(peer, count)
    build_ours(site, cold=True, experiments=count)  # the first reads programs from disk
    pages, sizes = count_pages(site), sizes_of(site / "site")
    plain_site(plain, pages)
    ours, multiqc, *limits = alternate(
        run.rounds,
        {
            "ours": partial(build_ours, site, cold=True, experiments=count),
            "MultiQC": partial(build_multiqc, peer, count),
            "plain pages": partial(build_plain, plain, pages),
            "writing": partial(write_again, sizes, again),
            "parsing": partial(inside, "parse-pyyaml", str(site / "results")),
        },
    )
    for question in _MULTIQC:
        yield question.answer(ours, multiqc)
    for question, limit in zip(_LIMITS, limits, strict=True):
        yield question.answer(ours, limit)


def _warm(run: Run) -> Iterator[Answer]:
    """With the store of the last build, against plain pages that nobody lists in a navigation."""
    ours, plain = _against_plain(run, in_nav=False)
    for question in _WARM:
        yield question.answer(ours, plain)


def _navigation(run: Run) -> Iterator[Answer]:
    """The same against what MkDocs does when nobody tells it otherwise: all pages in the navigation."""
    yield _NAVIGATION.answer(*_against_plain(run, in_nav=True))


def _against_plain(run: Run, *, in_nav: bool) -> list[list[Cost]]:
    site, peer, count = run.folder / "ours", run.folder / "plain", run.count(1000)
    our_site(site, count)
    build_ours(site, cold=True, experiments=count)
    pages = count_pages(site)
    plain_site(peer, pages, in_nav=in_nav)
    sides = {
        "ours": partial(build_ours, site, cold=False, experiments=count),
        "plain pages": partial(build_plain, peer, pages),
    }
    return alternate(run.rounds, sides)


def _edit(run: Run) -> Iterator[Answer]:
    """One number of one file, and its page must show it."""
    site, count = run.folder / "edit", run.count(1000)
    our_site(site, count)
    build_ours(site, cold=True, experiments=count)
    table = next(tables(count))
    edits = iter(range(10_000, 100_000))

    def edited() -> Cost:
        number = f"0.{next(edits)}"
        old = str(table.values[0][0])
        text = table.yaml().replace(f"{table.metrics[0]}: {old}", f"{table.metrics[0]}: {number}", 1)
        write(site / f"results/group-000/{table.name}.yaml", text)
        cost = build_ours(site, cold=False, experiments=count)
        if number not in (site / f"site/gallery/experiments/group-000/{table.name}/index.html").read_text(
            "utf-8"
        ):
            raise SystemExit(f"the page of {table.name} does not show {number}")
        return cost

    none = partial(build_ours, site, cold=False, experiments=count)
    without, with_edit = alternate(3 if run.quick else _EDITS, {"no edit": none, "one edit": edited})
    yield _EDITED.answer(with_edit, without)


def _scripts(run: Run) -> Iterator[Answer]:
    """Heatmaps that scripts draw, as a gallery of scripts does; a site of one is taken off both."""
    count, few = run.count(1000), 3 if run.quick else 21
    sides: dict[str, Callable[[], Cost]] = {}
    for number in (1, count):
        site = run.folder / f"ours-{number}"
        our_site(site, number)
        sides[f"{number} tables"] = partial(build_ours, site, cold=True, experiments=number)
    for number in (1, few):
        site = run.folder / f"scripts-{number}"
        scripts_site(site, number)
        sides[f"{number} scripts"] = partial(build_scripts, site, number)
    one, many, script, scripts = alternate(run.rounds, sides)
    yield _SCRIPTS.answer(further(one, many, count - 1), further(script, scripts, few - 1))


def _weight(run: Run) -> Iterator[Answer]:
    """What a reader loads. It is no measurement, so once is enough."""
    site, plain, count = run.folder / "ours", run.folder / "plain", run.count(100)
    our_site(site, count)
    plain_site(plain, count + 1)
    build_ours(site, cold=True, experiments=count)
    build_plain(plain, count + 1)
    yield _WEIGHT.answer([Cost(0, size=_compressed(site))], [Cost(0, size=_compressed(plain))])


def _compressed(project: Path) -> float:
    pages = [*(project / "site").rglob("group-*/table-*/index.html")]
    return sum(len(gzip.compress(page.read_bytes(), mtime=0)) for page in pages) / len(pages)


def further(few: list[Cost], many: list[Cost], count: int) -> list[Cost]:
    """Divide what each of `count` more items costs in each round: Python's start would hide growth."""
    return [Cost((b.wall - a.wall) / count, (b.cpu - a.cpu) / count) for a, b in zip(few, many, strict=True)]


COLD = Benchmark(_cold, (*_MULTIQC, *_LIMITS))
WARM = Benchmark(_warm, _WARM)
EDIT = Benchmark(_edit, (_EDITED,))
NAVIGATION = Benchmark(_navigation, (_NAVIGATION,))
SCRIPTS = Benchmark(_scripts, (_SCRIPTS,))
WEIGHT = Benchmark(_weight, (_WEIGHT,))
