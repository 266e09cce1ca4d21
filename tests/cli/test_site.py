"""`check` judges files as the site's gallery does."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from mkdocs_results_gallery.cli.__main__ import main
from tests.site.host import write

GOOD = "cities: {t_g: 1.00}\nfacts: {t_g: 0.96}\n"
BAD = "cities: {t_g: 1.00}\nfacts: {t_g: good}\n"
SITE = "site_name: T\nplugins:\n- results-gallery: {exclude: [drafts/**]}\n"


class Command:
    """Calls the command in a folder; gives its exit code and what it says."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *arguments: str) -> tuple[int, list[str]]:
        code = main(["check", *arguments])
        said = self._capsys.readouterr()
        return code, (said.out + said.err).splitlines()


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    folder = tmp_path / "site"
    write(folder, {"mkdocs.yml": SITE, "results/t.yaml": GOOD, "results/drafts/bad.yaml": BAD})
    monkeypatch.chdir(folder)
    return Command(folder, capsys)


def summary(good: int = 0, broken: int = 0, skipped: int = 0, errors: int = 0, warnings: int = 0) -> str:
    def counted(number: int, noun: str) -> str:
        return f"{number} {noun}{'' if number == 1 else 's'}"

    return ", ".join(
        [
            counted(good, "good file"),
            counted(broken, "broken file"),
            counted(skipped, "skipped file"),
            counted(errors, "error"),
            counted(warnings, "warning"),
        ]
    )


FINE = (0, [summary(good=1)])
LEFT_OUT = (
    "skipped: results/drafts/bad.yaml: expected a results file of the gallery, got one that `include` and "
    "`exclude` leave out; a hidden file or folder, too, is never read"
)


@pytest.mark.parametrize("arguments", [[], ["results"], ["."], ["results/t.yaml"], ["--config=mkdocs.yml"]])
def test_exclude_holds(check: Command, arguments: list[str]) -> None:
    assert check(*arguments) == FINE


def test_a_file_that_the_site_leaves_out_is_named(check: Command) -> None:
    assert check("results/t.yaml", "results/drafts/bad.yaml") == (0, [LEFT_OUT, summary(good=1, skipped=1)])
    assert check("results/drafts")[1][0].startswith(
        "skipped: results/drafts: expected a folder with a results file of the gallery, got one that"
    )


def test_a_file_of_another_kind_is_an_error(check: Command) -> None:
    write(check.folder, {"x.txt": GOOD, ".x.yaml": GOOD})
    for name in ("x.txt", ".x.yaml"):
        assert check(name) == (
            1,
            [
                f"error: {name}: expected a results file (.yaml, .yml, .json, .jsonl, .ndjson, .csv, .tsv) "
                "or a folder with one, got none; a hidden file or folder is never read",
                summary(errors=1),
            ],
        )


def test_without_the_configuration_all_is_read(check: Command) -> None:
    code, lines = check("--no-config")

    assert (code, lines[-1]) == (1, summary(good=1, broken=1, errors=1))
    assert lines[0].startswith("error: results/drafts/bad.yaml:2:14: facts > t_g: expected a number")
    assert check("--no-config", "results/drafts/bad.yaml")[0] == 1


@pytest.mark.parametrize(
    ("limits", "code"), [("{file_bytes: 39}", 0), ("{file_bytes: 38}", 1), ("{name_characters: 5}", 1)]
)
def test_limits_hold(check: Command, limits: str, code: int) -> None:
    assert len(GOOD) == 39
    write(check.folder, {"mkdocs.yml": SITE.replace("{exclude", f"{{limits: {limits}, exclude")})
    assert check()[0] == check("results/t.yaml")[0] == code


def test_include_and_the_folder_hold(check: Command) -> None:
    site = "plugins:\n- results-gallery: {results_dir: data, include: ['*.csv']}\n"
    write(check.folder, {"mkdocs.yml": site, "data/a.csv": "model,acc\na,0.5\n", "data/b.yaml": BAD})
    assert check() == FINE
    assert check("data") == FINE
    code, lines = check("data/a.csv", "data/b.yaml")
    assert (code, lines[-1]) == (0, summary(good=1, skipped=1))


def test_it_is_called_from_another_folder(check: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    write(check.folder, {"results/bad.yaml": BAD, "docs/a/x.md": ""})
    monkeypatch.chdir(check.folder / "docs/a")
    assert check()[1][0].startswith("error: ../../results/bad.yaml:2:14: ")
    assert check("../../results/bad.yaml")[1][0].startswith("error: ../../results/bad.yaml:2:14: ")
    monkeypatch.chdir(check.folder.parent)
    assert check("site/results/t.yaml") == FINE
    absolute = f"{check.folder}/results/bad.yaml"
    assert check(absolute)[1][0].startswith(f"error: {absolute}:2:14: ")
    assert check("--config", "site/mkdocs.yml")[1][0].startswith("error: site/results/bad.yaml:2:14: ")


def test_a_folder_outside_of_the_sites_results_is_judged_by_itself(check: Command) -> None:
    write(check.folder, {"other/drafts/bad.yaml": BAD, "other/t.yaml": GOOD})
    assert check("other")[1][-1] == summary(good=1, broken=1, errors=1)
    assert check("other/t.yaml") == FINE
    code, lines = check("mkdocs.yml", "results/t.yaml")
    assert (code, lines[-1]) == (0, summary(good=1, skipped=1))


def test_several_galleries(check: Command) -> None:
    site = (
        "plugins:\n- results-gallery: {results_dir: a}\n"
        "- results-gallery: {results_dir: a/b, exclude: [x.yaml]}\n"
    )
    write(check.folder, {"mkdocs.yml": site, "a/x.yaml": BAD, "a/b/y.yaml": GOOD, "a/b/x.yaml": BAD})

    assert check("a/b") == FINE
    assert check("a/b/x.yaml")[1][-1] == summary(skipped=1)
    assert check("a/x.yaml")[1][-1] == summary(broken=1, errors=1)
    code, lines = check()
    assert (code, lines[-1]) == (1, summary(good=2, broken=2, errors=2))
    assert json.loads("\n".join(check("--format", "json")[1]))["files"] == ["a/b/y.yaml", "a/b/y.yaml"]
    assert json.loads("\n".join(check("a", "--format", "json")[1]))["files"] == ["b/y.yaml"]


DEFAULTS = {
    "results/_gallery.yaml": "row_key: by\n",
    "results/s/t.csv": "id,by,acc\na,r1,0.5\nb,r2,0.6\n",
}


@pytest.mark.parametrize("arguments", [[], ["--no-config"]])
@pytest.mark.parametrize("path", ["results/s/t.csv", "results/s", "results/s/../s/t.csv"])
def test_defaults_of_all_folders_above_count(check: Command, path: str, arguments: list[str]) -> None:
    write(check.folder, DEFAULTS)
    code, lines = check(path, "--suggest", *arguments)
    assert (code, lines[0]) == (0, "# results/s/t.csv")
    assert "r2" in "".join(lines)  # a name of a row only by the row_key from above
    assert check(path, *arguments) == FINE


def test_defaults_count_without_a_site(check: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    (check.folder / "mkdocs.yml").unlink()
    write(check.folder, {f"data/{name}": text for name, text in DEFAULTS.items()})
    assert "r2" in "".join(check("data/results/s/t.csv", "--suggest")[1])
    assert "r2" in "".join(check("data/results/s", "--suggest")[1])
    monkeypatch.chdir(check.folder / "data/results/s")
    # nothing says that the folder above belongs to it
    assert "r2" not in "".join(check("t.csv", "--suggest")[1])


def test_a_mistake_in_what_a_file_inherits_is_told_with_it(check: Command) -> None:
    write(
        check.folder,
        {**DEFAULTS, "results/_gallery.yaml": "row_key: [", "results/x/_gallery.yaml": "["},
    )
    code, lines = check("results/s/t.csv")
    assert [line.split(":")[1] for line in lines[:-1]] == [" results/_gallery.yaml"]
    assert code == 1


CLAIM = (
    "results:\n  cities: {t_g: 1.00}\n"
    "claims:\n- {text: As high, metric: t_g, rows: cities, every: {equal to: {experiment: OTHER}}}\n"
)


def test_claims_on_other_files_are_judged(check: Command) -> None:
    write(check.folder, {"results/one.yaml": CLAIM.replace("OTHER", "t"), "results/bad.yaml": BAD})
    assert check("results/one.yaml") == (0, [f"{summary(good=1)}, 1 of 1 claim hold"])
    write(check.folder, {"results/one.yaml": CLAIM.replace("OTHER", "none")})
    code, lines = check("results/one.yaml")
    assert (code, lines[-1]) == (1, f"{summary(good=1, warnings=1)}, 0 of 1 claim hold")


def test_related_files_are_looked_up(check: Command) -> None:
    write(check.folder, {"results/one.yaml": "related: [none]\nresults:\n  cities: {t_g: 1.00}\n"})
    assert check("results/one.yaml") == check("results/one.yaml", "results/t.yaml")[:0] + check(
        "results/one.yaml"
    )
    assert "none" in check("results/one.yaml")[1][0]
    assert check("results/t.yaml") == FINE


def test_a_broken_configuration_is_one_line(check: Command) -> None:
    write(check.folder, {"mkdocs.yml": "plugins: [results-gallery: {limits: {x: 1}}]\n"})
    code, lines = check("results")
    assert (code, len(lines)) == (2, 1)
    assert lines[0].startswith(
        f"results-gallery: {check.folder}/mkdocs.yml: results-gallery: limits: unknown 'x'"
    )
    assert lines[0].endswith("; mend it, or call with --no-config")
    assert check("results/t.yaml", "--no-config") == FINE


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ["--config", "no.yml"],
            "no.yml: expected a readable file, got: No such file or directory; ",
        ),
        (
            ["--config", "results/t.yaml"],
            "results/t.yaml: expected the plugin results-gallery under ",
        ),
        (["results", "none.yaml"], "none.yaml: no such file or directory"),
        (["results/t.yaml/x"], "results/t.yaml/x: not a directory"),
        (["x\0y"], "x\\x00y: no path has such a name"),
        (["\x1b[31m\u202e"], "\\x1b[31m\\u202e: no such file or directory"),
        (["a" * 300], f"{'a' * 199}…: file name too long"),
        ([""], ": no such file or directory"),
    ],
)
def test_a_wrong_call_is_one_line(check: Command, arguments: list[str], line: str) -> None:
    code, lines = check(*arguments)
    assert (code, len(lines)) == (2, 1)
    assert lines[0].startswith(f"results-gallery: {line}")


def test_a_results_folder_that_is_not_there(check: Command) -> None:
    write(check.folder, {"mkdocs.yml": "plugins: [results-gallery: {results_dir: none}]\n"})
    assert check() == (
        2,
        ["results-gallery: none: no such file or directory (results_dir in mkdocs.yml)"],
    )


def test_a_linked_folder_leads_to_the_gallery(check: Command, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(check.folder / "results")
    assert check(str(tmp_path / "link/t.yaml"))[1][-1] == summary(good=1)
    assert check(str(tmp_path / "link/drafts/bad.yaml"))[1][-1] == summary(skipped=1)


def annotated(check: Command, *arguments: str) -> list[str]:
    lines = check(*arguments, "--format", "github")[1]
    return [line.split(",")[0].split("file=")[1] for line in lines if line.startswith("::")]


def test_annotations_name_the_path_from_the_root_of_the_checkout(
    check: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(check.folder, {"results/bad.yaml": BAD})
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    for path in ("results", "results/bad.yaml", str(check.folder / "results")):
        assert annotated(check, path) == ["site/results/bad.yaml"]
    (tmp_path / "link").symlink_to(tmp_path)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "link"))
    assert annotated(check) == ["site/results/bad.yaml"]
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "another"))
    assert annotated(check) == ["results/bad.yaml"]
    monkeypatch.delenv("GITHUB_WORKSPACE")
    assert annotated(check) == ["results/bad.yaml"]
    (tmp_path / ".git").mkdir()
    assert annotated(check) == ["site/results/bad.yaml"]


def test_annotations_hold_no_character_that_cannot_be_seen(check: Command) -> None:
    name = "\x1b[2J\u202e\t\n::error::x,y:50%.yaml"
    write(check.folder, {f"results/{name}": BAD})
    (check.folder / "results" / os.fsdecode(b"\xff.yaml")).write_text(BAD)

    code, lines = check("--format", "github")

    assert code == 1
    assert all(line.isprintable() for line in lines)
    assert [line for line in lines if not line.startswith("::error file=")] == lines[-1:]
    assert any("\\x1b[2J\\u202e\\t\\n%3A%3Aerror%3A%3Ax%2Cy%3A50%25.yaml" in line for line in lines)
