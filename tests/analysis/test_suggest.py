"""Suggested claims hold, and are read back as what they were."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mkdocs_results_gallery.analysis.judge.proposals import suggest
from mkdocs_results_gallery.analysis.lookup import Finder
from mkdocs_results_gallery.cli.suggest import as_yaml
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading import read_gallery
from tests.analysis.test_claims import PROBES
from tests.conftest import ROOT


def test_what_is_suggested_for_a_table_with_groups(tmp_path: Path) -> None:
    (tmp_path / "probes.yaml").write_text(PROBES.partition("claims:")[0])
    found = read_gallery(tmp_path, Options())

    claims = suggest(Finder(found), found.experiments[0], 0)

    assert [claim.text for claim in claims] == [
        "t_p is at most 0.0949 on every row of negated.",
        "t_p is at most 0.0949 on every row of neg_*.",
        "size is at least 8.0 on every row of negated.".replace("8.0", "8"),
        "size is at least 8 on every row of neg_*.",
        "cities has the best t_p.",
        "neg_facts has the highest size.",
    ]


@pytest.mark.parametrize(
    ("affix", "texts"),
    [
        ("neg_", ["t is at most 0.2 on every row of neg_*.", "a has the highest t."]),
        ("neg?_", ["a has the highest t."]),  # as a glob it would mean further rows
    ],
)
def test_an_affix_is_a_glob_where_it_means_itself_alone(tmp_path: Path, affix: str, texts: list[str]) -> None:
    rows = {"a": 0.9, "b": 0.8, "c": 0.85, f"{affix}a": 0.1, f"{affix}b": 0.2, f"{affix}c": 0.1}
    lines = "".join(f"  '{row}': {{t: {number}}}\n" for row, number in rows.items())
    (tmp_path / "x.yaml").write_text(f"metrics: {{t: {{range: [0, 1]}}}}\nresults:\n{lines}")
    found = read_gallery(tmp_path, Options())

    assert [claim.text for claim in suggest(Finder(found), found.experiments[0], 0)] == texts


@pytest.mark.parametrize(
    ("results", "texts"),
    [
        ("{a: {t: .9 ± .1}, b: {t: .5 ± .1}, c: {t: .4 ± .1}}", ["a has the best t."]),
        ("{a: {t: .9 ± .3}, b: {t: .5 ± .3}, c: {t: .1 ± .3}}", []),  # 0.4 is within hypot(0.3, 0.3)
        ("{a: {t: .9}, b: {t: .5}, c: {t: .1 ± .8}}", []),  # c is not told from a, though b is
        ("{a: {t: .901}, b: {t: .899}, c: {t: .4}}", []),  # both look like 0.90
        ("{a: {t: .9, u: .5}, b: {t: .9, u: .6}}", ["b has the highest u."]),
        ("{a: {u: .5}, b: {u: .6 ± .1}}", []),
        ("{a: {r: .61 ± .1}, b: {r: .61 ± .1}}", ["r is above the reference on every row."]),
        ("{a: {r: .59 ± .1}, b: {r: .9 ± .1}}", []),
        ("{a: {r: .5001}, b: {r: .5001}}", []),  # looks like the reference
        (
            "{a: {g: .8 ± .1}, b: {g: .9 ± .1}, h1: {g: .1 ± .1}, h2: {g: .2 ± .1}}",
            ["g is at most 0.2 on every row of hard."],
        ),
        ("{a: {g: .8 ± .5}, b: {g: .9 ± .1}, h1: {g: .1 ± .1}, h2: {g: .2 ± .4}}", []),
        (  # two levels of confidence: b and h1 are never told apart, though they are the furthest
            "{a: {g: .8}, b: {g: {value: .9, ci: [.85, .95]}}, "
            "h1: {g: {value: .1, ci: [.05, .15], ci_level: 90}}, h2: {g: .2}}",
            [],
        ),
        ("{a: {v: .8, w: .7}, b: {v: .8, w: .7}, c: {v: .8, w: .7}}", ["v is above w on every row."]),
        ("{a: {v: .8, w: .7 ± .1}, b: {v: .8, w: .7}, c: {v: .8, w: .7}}", []),
        ("{a: {v: .82, w: .78}, b: {v: .8, w: .7}, c: {v: .8, w: .7}}", ["a has the highest w."]),
        ("{a: {v: .82, z: .8}, b: {v: .9, z: .7}, c: {v: .9, z: .7}}", ["a has the highest z."]),
        (
            "{a: {y: .82, z: .81}, b: {y: .9, z: .7}, c: {y: .9, z: .7}}",
            ["a has the highest z.", "y is above z on every row."],
        ),
    ],
)
def test_nothing_that_stands_on_a_tie_is_suggested(tmp_path: Path, results: str, texts: list[str]) -> None:
    metrics = (
        "t: {higher_is_better: true, format: .2f}, u: {format: .2f}, r: {reference: .5, format: .2f}, "
        "v: {unit: s, format: .1f}, w: {unit: s, format: .1f}, y: {unit: s}, z: {unit: s}, "
        "g: {unit: m, format: .2f}"
    )
    text = f"groups: {{hard: h*}}\nmetrics: {{{metrics}}}\nresults: {results}\n"
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    found = read_gallery(tmp_path, Options())

    claims = suggest(Finder(found), found.experiments[0], 0)

    assert [
        claim.text for claim in claims if "highest r" not in claim.text and "highest g" not in claim.text
    ] == texts


def test_every_suggestion_for_our_own_results_is_read_back(tmp_path: Path) -> None:
    results = read_gallery(ROOT / "results", Options())
    finder = Finder(results)
    seen = 0
    for experiment in results.experiments:
        if not experiment.path.endswith(".yaml") or len(experiment.tables) > 1:
            continue
        claims = suggest(finder, experiment, 0)
        lines = experiment.content.decode().splitlines(keepends=True)
        keys = [number for number, line in enumerate(lines) if line.startswith("claims:")]
        if keys:  # its own claims make way
            end = next(n for n in range(keys[0] + 1, len(lines)) if lines[n][0].isalpha())
            del lines[keys[0] : end]
        target = tmp_path / experiment.path.replace("/", "-")
        target.write_text("".join(lines).rstrip() + "\n" + as_yaml(claims), encoding="utf-8")
        for folder in (ROOT / "results" / experiment.path).parents:
            if (folder / "_gallery.yaml").is_file() and folder != ROOT / "results":
                (tmp_path / "_gallery.yaml").write_bytes((folder / "_gallery.yaml").read_bytes())
        (read,) = read_gallery(tmp_path, Options()).experiments
        assert [replace(claim, line=0, column=0) for claim in read.claims] == list(claims)
        seen += len(claims)
        target.unlink()
        (tmp_path / "_gallery.yaml").unlink(missing_ok=True)

    assert seen > 40
