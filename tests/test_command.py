"""The command, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = "cities: {t_g: 1.00}\nfacts: {t_g: 0.96}\n"
BAD = "cities: {t_g: 1.00, t_p: 0.5}\nfacts: {t_g: good, t_p: 0.5}\n"
ODD = "cities: {t_g: .nan, t_p: 0.5}\n"


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs_results_gallery.cli", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "results").mkdir()
    (tmp_path / "results/good.yaml").write_text(GOOD)
    return tmp_path


def test_all_is_well(folder: Path) -> None:
    assert run(folder, "check") == (
        0,
        "1 good file, 0 broken files, 0 skipped files, 0 errors, 0 warnings\n",
        "",
    )


def test_a_problem_is_told_where_it_stands(folder: Path) -> None:
    (folder / "results/bad.yaml").write_text(BAD)

    code, out, err = run(folder, "check")

    assert (code, err) == (1, "")
    lines = out.splitlines()
    assert lines[0].startswith("error: results/bad.yaml:2:14: facts > t_g: expected a number")
    assert lines[1:] == ["1 good file, 1 broken file, 0 skipped files, 1 error, 0 warnings"]


def test_one_file_alone(folder: Path) -> None:
    assert run(folder, "check", "results/good.yaml")[:2] == (
        0,
        "1 good file, 0 broken files, 0 skipped files, 0 errors, 0 warnings\n",
    )


def test_warnings_fail_when_strict(folder: Path) -> None:
    (folder / "results/odd.yaml").write_text(ODD)

    assert run(folder, "check")[0] == 0
    assert run(folder, "check", "--strict")[0] == 1


def test_annotations_stay_on_their_line(folder: Path) -> None:
    (folder / "results/50%,a:b.yaml").write_text(
        BAD.replace("facts", '"x\\n::error::boo"').replace("good", "1%")
    )
    (folder / "results/bad.yaml").write_text(BAD)

    code, out, _ = run(folder, "check", "--format", "github")

    assert code == 1
    annotations = [line for line in out.splitlines() if line.startswith("::")]
    assert annotations[-1].startswith(
        "::error file=results/bad.yaml,line=2,col=14::facts > t_g: expected a number"
    )
    assert all(line.startswith(("::error file=", "::warning file=")) for line in annotations)
    assert all("file=results/50%25%2Ca%3Ab.yaml,line=2" in line for line in annotations[:-1])
    assert len(annotations) >= 2


def test_json_for_other_tools(folder: Path) -> None:
    (folder / "results/bad.yaml").write_text(BAD)

    document = json.loads(run(folder, "check", "--format", "json")[1])

    assert document["files"] == ["good.yaml"]
    assert document["broken"] == ["bad.yaml"]
    (problem,) = document["problems"]
    assert (problem["file"], problem["line"], problem["column"]) == ("bad.yaml", 2, 14)
    assert (problem["place"], problem["severity"]) == ("facts > t_g", "error")


def test_json_with_cures(folder: Path) -> None:
    (folder / "results/runs.yaml").write_text(
        "- {run: x, seed: 1, acc: 0.5}\n- {run: x, seed: 2, acc: 0.6}\n"
    )
    (folder / "more").mkdir()
    (folder / "more/bad.yaml").write_text(BAD)

    (problem,) = json.loads(run(folder, "check", "--format", "json", "results/runs.yaml")[1])["problems"]
    of_both = json.loads(run(folder, "check", "--format", "json", "results/runs.yaml", "more")[1])["problems"]

    cure = problem["cure"]
    assert {**cure, "text": ""} == {"kind": "insert", "file": "runs.yaml.yaml", "line": 0, "text": ""}
    assert cure["text"].startswith("row_key: ")
    assert [one["cure"] and one["cure"]["file"] for one in of_both] == ["results/runs.yaml.yaml", None]


def test_a_wrong_call(folder: Path) -> None:
    assert run(folder, "check", "nowhere") == (2, "", "results-gallery: nowhere: no such file or directory\n")
    assert run(folder, "fly")[0] == 2


@pytest.mark.parametrize("kind", ["results", "gallery"])
def test_the_schema_is_a_schema(folder: Path, kind: str) -> None:
    import jsonschema

    code, out, _ = run(folder, "schema", kind)

    assert code == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(out))


CLAIMS = GOOD.replace("cities", "results:\n  cities").replace("facts", "  facts") + (
    "claims:\n"
    "  - {text: All is high, metric: t_g, every: at least 0.9}\n"
    "  - {text: All is one, metric: t_g, every: equal to 1}\n"
)


def test_a_contradicted_claim_fails_without_strict(folder: Path) -> None:
    (folder / "results/good.yaml").write_text(CLAIMS)

    assert run(folder, "check") == (
        1,
        'warning: results/good.yaml:6:12: claims: contradicted: "All is one": facts is 0.96\n'
        "1 good file, 0 broken files, 0 skipped files, 0 errors, 1 warning, 1 of 2 claims hold "
        "(1 contradicted)\n",
        "",
    )
    _, out, _ = run(folder, "check", "--format", "json")
    assert [(one["line"], one["outcome"], one["reason"]) for one in json.loads(out)["claims"]] == [
        (5, "holds", ""),
        (6, "contradicted", "facts is 0.96"),
    ]


def test_one_file_alone_is_not_blamed_for_what_it_cannot_see(folder: Path) -> None:
    (folder / "results/other.yaml").write_text(GOOD)
    other = "  - {text: It is stable, metric: t_g, rows: facts, every: {equal to: {experiment: other}}}\n"
    (folder / "results/good.yaml").write_text(CLAIMS.rpartition("  - ")[0] + other)

    assert run(folder, "check")[0] == 0
    code, out, _ = run(folder, "check", "results/good.yaml")

    assert code == 0
    assert out.splitlines()[0] == (
        "skipped: results/good.yaml:6:12: claims: not checked, it speaks of another experiment: "
        '"It is stable"'
    )


def test_claims_are_suggested_ready_to_paste(folder: Path) -> None:
    code, out, _ = run(folder, "check", "--suggest", "results/good.yaml")

    assert (code, out) == (
        0,
        "# results/good.yaml\n"
        "claims:\n"
        "- text: cities has the highest t_g.\n  metric: t_g\n  highest: cities\n\n",
    )


def test_what_only_follows_from_a_broken_file_is_counted_in_it(folder: Path) -> None:
    (folder / "results/bad.yaml").write_text(BAD)
    (folder / "results/good.yaml").write_text(
        "related: [bad]\n"
        "claims: [{text: More, metric: t_g, rows: facts, every: {above: {experiment: bad, metric: t_g}}}]\n"
        "results: {facts: {t_g: 0.96}}\n"
    )

    code, out, _ = run(folder, "check")

    assert code == 1
    assert out.splitlines()[0].endswith(
        "2 more follow from this: results/good.yaml:1:11, results/good.yaml:2:17"
    )
    assert len(out.splitlines()) == 2
    problems = json.loads(run(folder, "check", "--format", "json")[1])["problems"]
    assert [one["cause"] for one in problems] == ["", "bad.yaml", "bad.yaml"]


def test_a_missing_row_is_told_once_and_its_claims_are_counted(folder: Path) -> None:
    for name, row in (("a", "lost"), ("b", "lost"), ("c", "gone")):
        claim = f"text: {name}, rows: facts, every: {{above: {{experiment: good, metric: t_g, row: {row}}}}}"
        text = f"claims: [{{metric: t_g, {claim}}}]\nresults: {{facts: {{t_g: 1}}}}\n"
        (folder / f"results/{name}.yaml").write_text(text)

    lines = run(folder, "check")[1].splitlines()

    assert [line.split(": ", 3)[1] for line in lines[:-1]] == ["results/a.yaml:1:30", "results/c.yaml:1:30"]
    assert lines[0].endswith('; there are "cities", "facts"; 1 more follows from this: results/b.yaml:1:30')
    assert '"gone"; there are' in lines[1]
