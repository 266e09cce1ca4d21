"""What a reviewer gets: one cell is changed, and that cell is named, no other."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from mkdocs_results_gallery.cli.__main__ import main
from mkdocs_results_gallery.diffing.reports.comment import MARKER
from tests.diffing.reports.github import Seen
from tests.revisions.repo import Repo, made

SITE = """\
site_name: T
strict: true
theme: {name: mkdocs}
plugins:
- results-gallery: {results_dir: data, shared_by: 3}
"""
TABLE = "metrics: {m: {higher_is_better: true}}\nresults:\n  row-a: {m: 1.0}\n  row-b: {m: 2.0}\n"
FILES = {
    "mkdocs.yml": SITE,
    "docs/index.md": "# Home\n",
    "data/one.yaml": TABLE,
    "data/other.yaml": TABLE.replace("row-", "line-"),
}
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    repo = made(tmp_path / "top")
    repo.commit(FILES)
    monkeypatch.chdir(repo.top)
    return repo


@pytest.fixture
def preview(capsys: pytest.CaptureFixture[str]) -> Call:
    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(["preview", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


ONE_CELL = f"""\
**1 cell better.** {MARKER}

Base: `HEAD`, head: `0123abcd`

### `one.yaml`: 1 better

| Metric | Row | Base | Head | Change | Verdict |
| --- | --- | --: | --: | --: | --- |
| `m` | `row-a` | 1.0 | 1.5 | +0.5 | ✓ better |

<details>
<summary>Pages of the gallery: 2 changed</summary>

- changed: `Results` in `gallery/index.html`
- changed: `one` in `gallery/experiments/one.html`

</details>
"""


@pytest.mark.slow
def test_one_cell(repo: Repo, preview: Call) -> None:
    repo.write({"data/one.yaml": TABLE.replace("1.0", "1.5")})

    code, out, err = preview("--revision", "0123abcd", "--output", "to/look")

    where = "to/look/comment.md, to/look/changes.json, to/look/pages.json, to/look/site/"
    assert (code, out, err) == (0, f"1 cell better.\n{where}\n", "")
    look = repo.top / "to/look"
    assert (look / "comment.md").read_text() == ONE_CELL
    told = json.loads((look / "changes.json").read_text())
    assert [(one["path"], one["status"]) for one in told["experiments"]] == [("one.yaml", "changed")]
    pages = json.loads((look / "pages.json").read_text())
    assert [one["address"] for one in pages["pages"]] == [
        "gallery/index.html",
        "gallery/experiments/one.html",
    ]
    assert all((look / "site" / one["address"]).is_file() for one in pages["pages"])


@pytest.mark.slow
def test_a_broken_file_leaves_a_site_to_look_at(repo: Repo, preview: Call) -> None:
    hostile = "</p><script>X(1)</script> @octocat #12"
    repo.write(
        {
            "data/one.yaml": TABLE.replace("2.0", "two"),
            "data/<img src=x onerror=X(1)> @octocat.yaml": TABLE.replace("row-", f"{hostile} "),
        }
    )

    assert preview("--revision", hostile)[0] == 1

    comment = (repo.top / "preview/comment.md").read_text()
    assert "one.yaml" in comment
    assert Seen(comment).wrong() == []
    assert "expected a number" in (repo.top / "preview/site/gallery/experiments/one.html").read_text()
    pages = [page.read_text() for page in (repo.top / "preview/site").rglob("*.html")]
    assert all("Preview of <bdi>&lt;/p&gt;&lt;script&gt;" in page for page in pages)
    assert not any("<script>X" in page or "<img src=x" in page for page in pages)
    # what is wrong with the call is found before anything is written over
    repo.write({"data/one.yaml": TABLE, "mkdocs.yml": f"{SITE}no_such: [\n"})
    code, _, err = preview()
    assert (code, err[:17]) == (2, "results-gallery: ")
    assert (repo.top / "preview/comment.md").read_text() == comment


@pytest.mark.slow
def test_a_site_that_cannot_be_built(repo: Repo, preview: Call) -> None:
    repo.commit({"mkdocs.yml": f"{SITE}theme: {{name: no-such}}\n"})

    code, _, err = preview()

    assert (code, err) == (1, "the site could not be built\n")
    comment = (repo.top / "preview/comment.md").read_text()
    assert comment == f"**Nothing has changed.** {MARKER}\n\nThe site could not be built; the log says why.\n"


NOTHING_IS_WRITTEN = {
    "docs/preview": "expected a folder apart from that of the pages",
    "data": "expected a folder apart from that of the results",
    ".": "expected a folder apart from that of the results",
    "mine": "expected an empty folder, or one of an earlier preview, got one with a.txt",
    "built": "expected an empty folder, or one of an earlier preview, got one with site",
    "mkdocs.yml": "File exists",
}


@pytest.mark.parametrize("output", NOTHING_IS_WRITTEN)
def test_a_folder_that_is_somebody_elses(repo: Repo, preview: Call, output: str) -> None:
    repo.write({"mine/a.txt": "", "built/site/index.html": ""})
    before = sorted(repo.top.rglob("*"))

    code, out, err = preview("--output", output)

    assert (code, out) == (2, "")
    assert NOTHING_IS_WRITTEN[output] in err
    assert sorted(repo.top.rglob("*")) == before


def test_the_head_is_what_is_checked_out(repo: Repo, preview: Call) -> None:
    repo.commit({})

    for names in (("HEAD", "HEAD~1"), ("HEAD...HEAD~1",), ("HEAD", "no-such")):
        code, out, err = preview(*names)
        assert (code, out) == (2, "")
        assert "expected what is checked out" in err or "no such revision" in err
    for names in (("a", "b", "c"), ("",)):  # "": a variable that is not set is not the last commit
        assert preview(*names)[0] == 2
    assert not (repo.top / "preview").exists()
