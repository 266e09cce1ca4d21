"""Reading what differs, and what that needs, gives what reading everything gives."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from mkdocs_results_gallery.analysis.comparison import GalleryComparison
from mkdocs_results_gallery.diffing import compared
from mkdocs_results_gallery.diffing.compared import Wish, compare
from mkdocs_results_gallery.diffing.reports import REPORTS
from mkdocs_results_gallery.diffing.states import SiteFolders, StateNames
from mkdocs_results_gallery.options import Options
from tests.site.host import write

NAMES = ("a", "b", "c", "other")


def test_of_random_galleries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at(range(5), tmp_path, monkeypatch)


@pytest.mark.slow
def test_of_many_random_galleries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at(range(5, 100), tmp_path, monkeypatch)


def looked_at(seeds: range, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = 0
    for seed in seeds:
        dice = random.Random(seed)
        base = {path: content(dice, path) for path in sorted(paths(dice))}
        head = edited(dice, base)
        write(tmp_path / f"{seed}/base", base)
        write(tmp_path / f"{seed}/head", head)
        part = said(found(f"./{seed}"))
        with monkeypatch.context() as everything:
            everything.setattr(compared, "first", lambda base, head, _: {*base.paths, *head.paths})
            whole = said(found(f"./{seed}"))
        assert part == whole, seed
        told += '"status"' in part
    assert told > len(seeds) * 0.8


def found(place: str) -> GalleryComparison:
    return compare(
        StateNames(f"{place}/base", f"{place}/head"), SiteFolders(Path("nowhere")), Wish(Options())
    )


def said(comparison: GalleryComparison) -> str:
    return REPORTS["json"](comparison, None)


def paths(dice: random.Random) -> set[str]:
    """Some of these, always enough of them to differ."""
    every = {
        *(f"{name}.yaml" for name in NAMES),
        *(f"sub/{name}.yaml" for name in NAMES),
        *(f"sub/deep/{name}.csv" for name in NAMES[:2]),
        "sub/deep/a.csv.yaml",
        "_gallery.yaml",
        "sub/_gallery.yaml",
        "sets/_gallery.yaml",
        *(f"sets/{name}.json" for name in NAMES[:3]),
        *(f"runs/{name}/metrics.json" for name in NAMES[:3]),
        "runs/a/all_results.json",
        "notes.json",
    }
    return {path for path in sorted(every) if dice.random() < 0.8}


def content(dice: random.Random, path: str) -> str:
    number = f"{dice.randint(0, 40) / 10}"
    if path.endswith("_gallery.yaml"):
        return folder(dice, path)
    if path.endswith(".csv.yaml"):
        return f"title: T{number}\n{claims(dice)}"
    if path.endswith(".csv"):
        return f"name,acc,m\nx,{number},1\ny,2.5,{number}\n"
    if path.endswith(".json"):
        if dice.random() < 0.1:
            return '{"words": "alone"}'
        return f'{{"acc": {number}, "loss": 1, "epoch": 3, "eval_m": {number}}}'
    if dice.random() < 0.1:
        return f"x: {{m: {number}}}\ny: {{m: no}}\n"
    return f"{claims(dice)}results:\n  x: {{acc: 1.5, m: {number}}}\n  y: {{acc: {number}, m: 2}}\n"


def folder(dice: random.Random, path: str) -> str:
    lines = [
        f"metrics: {{m: {{unit: u{dice.randint(0, 1)}, higher_is_better: {dice.choice(['true', 'false'])}}}}}"
    ]
    if path == "sets/_gallery.yaml":
        lines = [
            'collect:\n  pattern: "{name}.json"\n',
            *(f"  {line}" for line in claims(dice).splitlines(True)),
        ]
    return "".join(lines) + "\n"


def claims(dice: random.Random) -> str:
    """None, one about the file itself, or one that names another experiment, perhaps one of several."""
    kind = dice.random()
    if kind < 0.4:
        return ""
    name = dice.choice([*NAMES, "sub/a", "deep/b", "sets", "nothing"])
    against = f"{{above: {{experiment: {name}, row: x, metric: m}}}}" if kind > 0.6 else "above 1"
    return f"claims: [{{text: t, metric: acc, rows: x, any: {against}}}]\n"


def edited(dice: random.Random, base: dict[str, str]) -> dict[str, str]:
    head = dict(base)
    for path in dice.sample(sorted(head), dice.randint(1, 3)):
        what = dice.random()
        if what < 0.15:
            del head[path]
        elif what < 0.25:
            head[f"sub/moved-{path.rpartition('/')[2]}"] = head.pop(path)
        else:
            head[path] = content(dice, path)
    if dice.random() < 0.3:
        head["sub/new.yaml"] = content(dice, "new.yaml")
    return head
