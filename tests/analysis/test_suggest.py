"""Suggested claims hold, and are read back as what they were."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mkdocs_results_gallery.analysis.finding import Finder
from mkdocs_results_gallery.analysis.suggest import suggest
from mkdocs_results_gallery.claimtext import as_yaml
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
        "t_p lies between 0.00 and 1.00 on every row.",
        "t_g lies between 0.96 and 1.00 on every row with a value.",
    ]


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
