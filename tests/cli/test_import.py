"""`results-gallery import`: what it prints, what it writes, and what it never writes over."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_results_gallery.cli.__main__ import main

README = "# Nets\n\n| net | acc |\n|---|---|\n| alpha | 0.5 |\n| b | 0.25 |\n\nalpha has the lowest acc.\n"
CARD = """---
model-index:
- {name: tiny, results: [{dataset: {name: Cats}, metrics: [{type: wer, value: 12.5}]}]}
---
# tiny
"""
TWO = README + "\n## Speed\n\n| net | ms |\n|---|---|\n| a | 3 |\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "README.md").write_text(README)
    return tmp_path


def test_the_file_is_printed_and_what_fails_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "README.md"]) == 0

    out, err = capsys.readouterr()
    assert "results:\n  alpha: {acc: 0.5}\n  b: {acc: 0.25}\n" in out
    assert err == (
        'README.md: line 8: the sentence does not hold: "alpha has the lowest acc.": '
        "acc of b is 0.25, of alpha is 0.5\n"
    )
    assert [path.name for path in folder.iterdir()] == ["README.md"]


def test_a_new_file_is_written_and_never_written_over(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "README.md", "-o", "new/nets.yaml"]) == 0
    assert capsys.readouterr().out == "new/nets.yaml\n"
    (folder / "new/nets.yaml").write_text("mine\n")

    assert main(["import", "README.md", "-o", "new/nets.yaml"]) == 2

    assert "new/nets.yaml: expected no such file, got one; nothing was written" in capsys.readouterr().err
    assert (folder / "new/nets.yaml").read_text() == "mine\n"


def test_a_folder_gets_a_file_for_each_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "README.md").write_text(TWO)

    assert main(["import", "README.md", "-o", "tables/"]) == 0

    assert sorted(capsys.readouterr().out.split()) == ["tables/nets.yaml", "tables/speed.yaml"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.md", b"", "expected a table with names and a column of numbers, got none"),
        ("latin.md", b"caf\xe9", "expected text in UTF-8, got byte 3 that is none"),
        ("bad.yaml", b"a: {acc: x, ms: 1}\n", "bad.yaml:1:10: a > acc: expected a number"),
        ("words.json", b"{}", "words.json"),
    ],
)
def test_what_gives_nothing_is_said(
    folder: Path, name: str, content: bytes, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / name).write_bytes(content)

    assert main(["import", name]) == 1
    out, err = capsys.readouterr()
    assert (out, message in err) == ("", True)


def test_a_card_without_a_table_gives_what_it_says_in_front(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "README.md").write_text(CARD)

    assert main(["import", "README.md"]) == 0

    assert "title: tiny\nresults:\n  Cats: {wer: 12.5}\n" in capsys.readouterr().out


def test_what_is_not_there_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "nothing.md"]) == 2
    assert capsys.readouterr().err == "results-gallery: nothing.md: no such file or directory\n"


def test_a_folder_of_a_tool_becomes_the_table_that_it_is(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, accuracy in (("bert", "0.75"), ("gpt", "0.5")):
        (folder / "runs" / name).mkdir(parents=True)
        (folder / "runs" / name / "metrics.json").write_text(f'{{"accuracy": {accuracy}, "loss": 0.25}}')

    assert main(["import", "runs"]) == 0

    out = capsys.readouterr().out
    assert "  bert: {accuracy: 0.75, loss: 0.25}\n  gpt: {accuracy: 0.5, loss: 0.25}\n" in out


def test_a_folder_of_several_needs_a_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "results").mkdir()
    for name in ("one", "two"):
        (folder / f"results/{name}.csv").write_text("model,acc\nx,1\ny,2\n")

    assert main(["import", "results"]) == 2
    assert capsys.readouterr().err == (
        "results-gallery: results: holds 2 results files; name a folder: -o FOLDER/\n"
    )
    assert main(["import", "results", "-o", "new/"]) == 0
    assert sorted(capsys.readouterr().out.split()) == ["new/one.yaml", "new/two.yaml"]


def test_front_matter_gives_the_title(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "post.md").write_text(
        "---\ntitle: 'A post'\ntags: [x]\n---\n| n | acc |\n|---|---|\n| alpha | 1 |\n"
    )

    assert main(["import", "post.md"]) == 0
    assert "title: A post\n# line 5\n" in capsys.readouterr().out
