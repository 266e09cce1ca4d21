"""Pages of rows and metrics are joined from what is kept of each table, and only where that has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NoReturn

import pytest

from mkdocs_results_gallery.build import Counts, build, gathering, joining
from mkdocs_results_gallery.executor.crew import Crew
from mkdocs_results_gallery.executor.task import Outcome, Report, Task
from mkdocs_results_gallery.options import Options
from tests.build.test_warm import lay, made, warm

COLUMNS = "metrics: {acc: {higher_is_better: true, range: [0, 1]}, f1: {range: [0, 1]}}\n"
FILES = {
    # three tables with the same columns, and two by themselves
    "a.yaml": COLUMNS + "title: A\nresults: {r: {acc: 0.1, f1: 0.9}, s: {acc: 0.2, f1: 0.4}}\n",
    "b.yaml": COLUMNS + "title: B\nresults: {r: {acc: 0.3, f1: 0.8}, s: {acc: 0.4, f1: 0.4}}\n",
    "c.yaml": COLUMNS + "title: C\nresults: {r: {acc: 0.5, f1: null}, q: {acc: 0.6, f1: 0.4}}\n",
    "d.yaml": COLUMNS + "title: D\ntables:\n  x: {results: {r: {acc: 0.7}, s: {acc: 0.1}}}\n"
    "  y: {results: {r: {acc: 0.75, loss: 3}}}\n",
    "e.yaml": "title: E\nmetrics: {loss: {higher_is_better: false}}\nresults: {s: {loss: 2}, p: {loss: 1}}\n",
}
ALL = 5
"""Pages of shared names: of the rows r and s, and of the metrics acc, f1 and loss."""
LISTS = 3
"""The index, and the lists of these rows and metrics."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A gallery that was built once."""
    lay(tmp_path, FILES)
    assert warm(tmp_path).counts == Counts(read=5, drawn=5, made=5, gathered=ALL + LISTS)
    assert warm(tmp_path).counts == Counts()
    return tmp_path


def edited(name: str, *texts: str) -> dict[str, str | None]:
    """One of the files with a text instead of another one."""
    old, new = texts
    assert old in FILES[name]
    return {name: FILES[name].replace(old, new)}


CHANGES: Mapping[str, tuple[int, Mapping[str, str | None]]] = {
    # the row s and the metric acc
    "a number": (2, edited("a.yaml", "0.2", "0.25")),
    # as many more as have another rank
    "a number that passes another": (3, edited("a.yaml", "acc: 0.1", "acc: 0.25")),
    "a number in the same place of another table": (2, edited("d.yaml", "acc: 0.1", "acc: 0.15")),
    "a missing number": (1, edited("c.yaml", "null", "{missing: failed}")),
    "a number of a row without a page": (1, edited("c.yaml", "0.6", "0.55")),
    "a title": (4, edited("a.yaml", "A", "Another")),
    "a title that is another's": (4, edited("b.yaml", "title: B", "title: A")),
    "a title of a table": (3, edited("d.yaml", "x: {res", "x: {title: X, res")),
    "a name of a table": (3, edited("d.yaml", "  x:", "  z:")),
    "a label of a metric": (2, edited("e.yaml", "{higher", "{label: Loss, higher")),
    "a label of a row": (2, edited("a.yaml", "results:", "rows: {r: {label: The r}}\nresults:")),
    "a description of a row": (1, edited("a.yaml", "results:", "rows: {r: {description: Why}}\nresults:")),
    "a description of a metric": (1, {"_gallery.yaml": "metrics: {loss: {description: Why}}\n"}),
    "a direction": (2, edited("e.yaml", "false", "true")),
    "a unit": (2, edited("e.yaml", "{higher", "{unit: s, higher")),
    "a range": (2, edited("e.yaml", "{higher", "{range: [0, 9], higher")),
    "a palette": (2, edited("e.yaml", "title", "heatmap: {palette: slate}\ntitle")),
    "a description of the experiment": (0, edited("a.yaml", "title", "description: Why\ntitle")),
    "a tag": (0, edited("a.yaml", "title", "tags: [t]\ntitle")),
    "a claim": (0, edited("a.yaml", "title", "claims: [{text: so, metric: acc, best: s}]\ntitle")),
    "a file more": (4, {"f.yaml": FILES["a.yaml"]}),
    "a file less": (4, {"b.yaml": None}),
    "a rename": (4, {"b.yaml": None, "dd/b.yaml": FILES["b.yaml"]}),
    "a broken file": (4, {"b.yaml": "results: {r: {acc: [}\n"}),
    "a name that gets a page": (4, edited("c.yaml", "q:", "p:")),
    # the row r, which led there, and the row s, which has moved
    "a name that loses its page": (2, edited("e.yaml", "loss", "cost") | edited("e.yaml", "s:", "t:")),
}


@pytest.mark.parametrize(("joined", "change"), CHANGES.values(), ids=[*CHANGES])
def test_a_change_joins_the_pages_that_show_it_and_no_others(
    joined: int, change: Mapping[str, str | None], folder: Path
) -> None:
    before = made(warm(folder))
    lay(folder, change)

    site = warm(folder)  # and compares it with a build from nothing

    changed = {
        uri.removeprefix("page ").rpartition(".")[0]
        for uri, one in made(site).items()
        if before.get(uri) != one
    }
    lists = changed & {"index", "rows/index", "metrics/index", "tags/index"}
    shown = {uri for uri in changed - lists if uri.startswith(("rows/", "metrics/"))}
    assert len(shown) == joined
    # the index is rendered too where a card has something new that it does not show
    assert joined + len(lists) <= site.counts.gathered <= joined + len(lists | {"index"})


def test_pages_are_joined_some_at_a_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = made(warm(folder))
    for most in (1, 8, 1_000):
        monkeypatch.setattr(gathering, "MOST_CELLS", most)
        assert made(build(folder / "results", Options())) == before


def test_what_a_user_s_template_fails_at_is_told_of_pages_that_are_not_joined_anew(folder: Path) -> None:
    lay(folder / "theirs", {})
    options = Options(templates=folder / "theirs/results")
    every = ALL + LISTS
    for text, joined in (("one", every), ("{{ nothing }}", every), ("{{ nothing }}", 0), ("one", 0)):
        lay(folder / "theirs", {"row.html": f'<div class="rg">{text}</div>'})
        site = warm(folder, options)
        assert site.counts.gathered == joined
        assert [str(one) for one in site.making] == (
            [
                "results/row.html:1: this template failed on 2 pages, first on rows/r.md: UndefinedError: "
                "'nothing' is undefined; until it is mended, the gallery's own stands in for it"
            ]
            if "nothing" in text
            else []
        )


def test_lines_that_the_store_has_lost_are_made_again(folder: Path) -> None:
    entries = sorted((folder / "cache").iterdir())
    for number, part in enumerate((entries[::2], entries[1::2])):
        lay(folder, edited("a.yaml", "0.2", f"0.2{number + 1}"))
        for entry in part:
            entry.unlink()
        assert warm(folder).counts.gathered >= 2


def test_other_processes_join_pages_as_the_build_does(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = made(warm(folder))
    monkeypatch.setattr(gathering, "MOST_CELLS", 9)
    monkeypatch.setattr(gathering, "_CELL", 1.0)  # so that it seems to pay
    done: list[tuple[str, ...]] = []
    run = Crew.run

    def watched(
        crew: Crew,
        task: Task[Any, Any],
        items: Sequence[Any],
        report: Report[Any],
        *more: Callable[..., bool],
        **others: bool,
    ) -> None:
        def note(number: int, outcome: Outcome[Any]) -> None:
            if isinstance(task.work, joining.Joining):
                assert outcome.failure == ""
                done.append(outcome.result)
            report(number, outcome)

        run(crew, task, items, note, *more, **others)

    monkeypatch.setattr(Crew, "run", watched)

    site = build(folder / "results", Options(cache=folder / "other", workers=2))

    assert made(site) == before
    assert site.counts.gathered == ALL + LISTS
    assert len(done) > 1
    assert len({key for keys in done for key in keys}) == ALL


def test_what_other_processes_can_t_join_the_build_does(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = made(warm(folder))
    monkeypatch.setattr(gathering, "_CELL", 1.0)  # so that it seems to pay
    tried = []

    def fail(*_: object) -> NoReturn:
        tried.append(True)
        raise ZeroDivisionError

    monkeypatch.setattr(joining.Joining, "__call__", fail)
    # in an executor of threads, so that it is known what they try
    options = Options(cache=folder / "other", executor=lambda: ThreadPoolExecutor(1))

    site = build(folder / "results", options)

    assert tried
    assert (made(site), site.counts.gathered) == (before, ALL + LISTS)
