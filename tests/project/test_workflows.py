"""What the workflows of a pull request do: their steps are run as they stand in the YAML."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.diffing.reports.github import Seen
from tests.project.api import BOT, GitHub, answering, packed
from tests.revisions.repo import NOBODY, Repo, made

ROOT = Path(__file__).parents[2]
OURS = ROOT / ".github/workflows"
MARK = "<!-- results-gallery preview -->"
RUN = "https://github.com/o/r/actions/runs/7"
SHA = "0123456789abcdef0123456789abcdef01234567"


def documented() -> dict[str, str]:
    """The workflows that docs/publishing.md tells to save, by their file names."""
    page = (ROOT / "docs/publishing.md").read_text(encoding="utf-8")
    found = {}
    saved = r"`\.github/workflows/([\w-]+\.yml)`(?:(?!```).)*```yaml\n(.*?)^```"
    for name, block in re.findall(saved, page, re.DOTALL | re.MULTILINE):
        taken = re.fullmatch(r'--8<-- "(.*)"\n', block)
        found[name] = (ROOT / taken[1]).read_text(encoding="utf-8") if taken else block
    return found


def steps(text: str) -> dict[str, dict[str, Any]]:
    """All steps of a workflow that run something, by their names."""
    jobs = yaml.safe_load(text)["jobs"].values()
    return {step["name"]: step for job in jobs for step in job["steps"] if "run" in step and "name" in step}


def test_the_documented_workflows_are_ours_where_they_do_the_same() -> None:
    found = documented()
    assert [*found] == ["pages.yml", "pull-request.yml", "preview-comment.yml"]
    assert found["preview-comment.yml"] == (OURS / "preview-comment.yml").read_text(encoding="utf-8")
    ours = steps((OURS / "pull-request.yml").read_text(encoding="utf-8"))
    theirs = steps(found["pull-request.yml"])
    assert [name for name in theirs if name not in ours or theirs[name]["run"] != ours[name]["run"]] == []
    assert theirs["Build"]["env"].items() <= ours["Build"]["env"].items()


@pytest.mark.parametrize("name", ["pages.yml", "pull-request.yml", "preview-comment.yml"])
def test_documented_actions_are_those_of_ours(name: str) -> None:
    ours = set(re.findall(r"uses: *(\S+ # \S+)", "".join(path.read_text() for path in OURS.glob("*.yml"))))
    assert [one for one in re.findall(r"uses: *(\S+ # \S+)", documented()[name]) if one not in ours] == []


def test_zizmor_finds_nothing(tmp_path: Path) -> None:
    folder = tmp_path / ".github/workflows"
    folder.mkdir(parents=True)
    for name, text in documented().items():
        (folder / name).write_text(text, encoding="utf-8")
    command = [str(Path(sys.executable).with_name("zizmor")), "--offline", "--no-progress", "--pedantic"]
    done = subprocess.run([*command, str(folder), str(OURS)], capture_output=True, text=True, timeout=60)
    assert (done.returncode, "No findings to report" in done.stdout) == (0, True), done.stdout


def test_no_word_of_a_request_is_part_of_a_command() -> None:
    for text in (*documented().values(), *(path.read_text() for path in OURS.glob("*.yml"))):
        assert [step["run"] for step in steps(text).values() if "${{" in step["run"]] == []


# the first stage

SITE = "site_name: T\ntheme: {name: mkdocs}\nplugins: [results-gallery]\n"
TABLE = "metrics: {m: {higher_is_better: true}}\nresults:\n  row-a: {m: 1.0}\n  row-b: {m: 2.0}\n"
BRANCH = "a$(touch${IFS}made)'`b"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """What is checked out: a request merged into its base, which has gone on; at a depth of 2."""
    folder = tmp_path_factory.mktemp("request")
    origin = made(folder / "origin")
    origin.commit({"mkdocs.yml": SITE, "docs/index.md": "# Home\n", "results/one.yaml": TABLE})
    for number in range(3):
        origin.commit({"results/more.yaml": TABLE.replace("2.0", f"{number}.5")})
    origin.git("switch", "-q", "-c", "request", "HEAD~2")
    origin.commit({"results/one.yaml": TABLE.replace("1.0", "1.5")})
    origin.git("switch", "-q", "main")
    origin.commit({"results/others.yaml": TABLE})
    origin.git("merge", "-q", "--no-edit", "request")
    origin.git("branch", "-m", BRANCH)
    clone = Repo(folder / "clone")
    address = (folder / "origin").as_uri()
    subprocess.run(["git", "clone", "-q", "--depth", "2", address, str(clone.top)], check=True, timeout=60)
    clone.git("switch", "-q", "--detach")
    clone.git("branch", "-q", "-D", BRANCH)
    return clone


def ran(step: dict[str, Any], where: Path, said: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """A step, as the runner of a workflow runs it."""
    kept = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "HOME": str(where)}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=where,
        env={**kept, **NOBODY, "NO_MKDOCS_2_WARNING": "1", **said},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.slow
def test_a_request_is_compared_with_its_base_alone(checkout: Repo) -> None:
    found = steps((OURS / "pull-request.yml").read_text(encoding="utf-8"))

    done = ran(found["Build"], checkout.top, {"BASE": BRANCH, "COMMIT": SHA})

    assert done.returncode == 0, done.stderr
    comment = (checkout.top / "preview/comment.md").read_text(encoding="utf-8")
    assert comment.startswith("**1 cell better.**")
    assert SHA in comment
    told = json.loads((checkout.top / "preview/changes.json").read_text())
    assert [(one["path"], one["status"]) for one in told["experiments"]] == [("one.yaml", "changed")]
    site = checkout.top / "preview/site"
    assert f"Preview of <bdi>{SHA}</bdi>" in (site / "index.html").read_text()
    # the marks of cells name the one that has changed: in its table, and in the heatmap of differences
    marked = [
        page.name for page in (site / "gallery/experiments").glob("*.html") if "+0.5" in page.read_text()
    ]
    assert marked == ["one.html"]
    changes = (site / "gallery/changes.html").read_text()
    assert "row-a" in changes
    assert "others" not in re.sub(r"<head>.*</head>", "", changes, flags=re.DOTALL)
    assert not list(checkout.top.rglob("made"))

    summary = checkout.top / "summary"
    done = ran(found["Say what has changed"], checkout.top, {"GITHUB_STEP_SUMMARY": str(summary)})
    assert (done.returncode, summary.read_text(encoding="utf-8")) == (0, comment)


def test_what_is_no_merge_is_refused(checkout: Repo) -> None:
    found = steps((OURS / "pull-request.yml").read_text(encoding="utf-8"))
    checkout.git("switch", "-q", "--detach", "HEAD^1")
    try:
        done = ran(found["Build"], checkout.top, {"BASE": "main", "COMMIT": SHA})
    finally:
        checkout.git("switch", "-q", "--detach", "-")
    assert (done.returncode, done.stdout.startswith("::error::expected the merge")) == (2, True)


# the second stage

CHANGED = """\
**1 cell better.** <!-- results-gallery diff -->

### `a.yaml`: 1 better

| Metric | Row |
| --- | --: |
| `m` | 1 |
"""
NOTHING = "**Nothing has changed.** <!-- results-gallery diff -->\n"
HEAD = (
    "What `0123456789` changes in the results, as its own build says. "
    f"[Preview of the site]({RUN}/artifacts/2): unpack it and open `index.html`. {MARK}"
)


class Stage:
    """The script of the second stage, and all that it is run on."""

    def __init__(self, folder: Path) -> None:
        text = (OURS / "preview-comment.yml").read_text(encoding="utf-8")
        self.script = compile(steps(text)["Keep the comment"]["run"], "preview-comment.yml", "exec")
        self.folder = folder
        self.github = GitHub()
        self.run: dict[str, Any] = {
            "id": 7,
            "head_sha": SHA,
            "head_branch": "fix/a b&c",
            "conclusion": "success",
            "html_url": RUN,
            "head_repository": {"id": 5, "owner": {"login": "fork"}},
        }
        self.pull(12)

    def pull(self, number: int, sha: str = SHA, state: str = "open") -> None:
        label = "fork:fix/a b&c"
        self.github.pulls.append({"number": number, "label": label, "state": state, "head": {"sha": sha}})

    def leave(self, comment: str | bytes | None, **more: str | bytes) -> None:
        """Let the run leave these files."""
        files = {"comment.md": comment, **more} if comment is not None else more
        self.store(1, "preview-report", packed(files))
        self.store(2, "site-preview", packed({"index.html": "x"}))

    def store(self, number: int, name: str, content: bytes, branch: str = "fix/a b&c", run: int = 7) -> None:
        made = {"id": run, "head_repository_id": 5, "head_branch": branch}
        self.github.artifacts.append(
            {"id": number, "name": name, "size_in_bytes": len(content), "workflow_run": made}
        )
        self.github.archives[number] = content

    def comment(self, body: str, user: dict[str, str] = BOT, issue: int = 12) -> None:
        number = len(self.github.comments) + 1
        self.github.comments.append({"id": number, "issue": issue, "user": user, "body": body})

    def __call__(self, monkeypatch: pytest.MonkeyPatch) -> str:
        event = self.folder / "event.json"
        event.write_text(json.dumps({"workflow_run": self.run}))
        with answering(self.github) as address, redirect_stdout(io.StringIO()) as told:
            for name, text in {
                "GITHUB_API_URL": address,
                "GITHUB_REPOSITORY": "o/r",
                "GITHUB_EVENT_PATH": str(event),
                "TOKEN": "secret",
            }.items():
                monkeypatch.setenv(name, text)
            exec(self.script, {"__name__": "__main__"})
        return told.getvalue().strip()

    @property
    def bodies(self) -> list[str]:
        return [one["body"] for one in self.github.comments]


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


def test_one_comment_is_written_and_then_edited(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.leave(CHANGED)
    stage.comment(f"{MARK} not by the bot", {"login": "github-actions[bot]", "type": "User"})
    stage.comment(f"by the bot, of another workflow\n{MARK}")
    for number in range(150):
        stage.comment(f"{number}")
    others = [*stage.bodies]

    assert stage(monkeypatch) == "comment written in pull request 12"
    text = CHANGED.replace(" <!-- results-gallery diff -->", " ").strip()
    assert stage.bodies == [*others, f"{HEAD}\n\n{text}"]
    assert stage.github.asked == ["stored, token: none", "POST /repos/o/r/issues/12/comments"]

    # the same again is no edit; nothing changed is one line; and so is what can't be known
    assert stage(monkeypatch) == "nothing to write in pull request 12"
    stage.github.archives[1] = packed({"comment.md": NOTHING})
    assert stage(monkeypatch) == "comment edited in pull request 12"
    assert stage.bodies == [*others, f"**Nothing has changed.** {MARK}"]
    stage.github.archives[1] = b"no archive"
    stage(monkeypatch)
    assert stage.bodies[-1] == f"The report of this commit can't be read: BadZipFile. {MARK}"
    stage.github.artifacts.clear()
    stage(monkeypatch)
    assert stage.bodies[-1] == f"This commit has left no report; [its log]({RUN}) says why. {MARK}"


@pytest.mark.parametrize("left", [NOTHING, None])
def test_nothing_is_said_where_nothing_has_changed(
    stage: Stage, left: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.leave(left)
    assert stage(monkeypatch) == "nothing to write in pull request 12"
    assert stage.bodies == []


def test_a_closed_request_keeps_one_line_and_no_preview(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.github.pulls[0]["state"] = "closed"
    stage.leave(CHANGED)
    stage.store(3, "site-preview", b"", run=6)
    stage.store(4, "site-preview", b"", branch="other")
    stage.store(5, "pictures", b"")
    stage.comment(f"{HEAD}\n\ntext")

    assert stage(monkeypatch) == "comment edited in pull request 12"
    assert stage.bodies == [f"The preview is gone: this pull request is closed. {MARK}"]
    assert [one["id"] for one in stage.github.artifacts] == [4, 5]


@pytest.mark.parametrize(
    ("pulls", "run", "told"),
    [
        ([(12, "f" * 40, "open")], {}, "0 open pull requests have this commit as their last one"),
        (
            [(12, SHA, "open"), (13, SHA, "open")],
            {},
            "2 open pull requests have this commit as their last one",
        ),
        ([(12, SHA, "open")], {"conclusion": "cancelled"}, "another run follows, or the fork is gone"),
        ([(12, SHA, "open")], {"head_repository": None}, "another run follows, or the fork is gone"),
        (
            [(12, SHA, "open")],
            {"head_branch": "other"},
            "0 open pull requests have this commit as their last one",
        ),
        ([(11, SHA, "closed"), (12, SHA, "open")], {}, "comment written in pull request 12"),
    ],
)
def test_which_request_is_meant(
    stage: Stage,
    pulls: list[tuple[int, str, str]],
    run: dict[str, Any],
    told: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stage.leave(CHANGED, number="99")
    stage.github.pulls.clear()
    for pull in pulls:
        stage.pull(*pull)
    stage.run |= run
    assert stage(monkeypatch) == told
    assert len(stage.bodies) == ("written" in told)


_PLAIN = {"h1", "h2", "ol", "blockquote", "pre", "em"}
"""Elements that do nothing."""

HOSTILE = """\
@octocat @o/team &#64;octocat &commat;octocat \\@octocat a@b.example
#12 GH-12 gh\\-12 o/r#12 o/r@0123456 #<!-- -->12 #&#49;2 @\u200boctocat #\u206012 https://github.com/o/r/issues/1
[link](https://evil.example) ![picture](https://evil.example/p.png) [a]: https://evil.example [a] [a][a]
<https://evil.example> https://evil.example http:\\/\\/evil.example www.evil.example mailto:a@b.example
<img src="https://evil.example/p.png"> <script>X()</script> <details open> <a href="//evil.example">a</a>
| `a | b @octocat` | [x](//evil.example) |
| --- | --- | --- |
| `c | @octocat` | #12 |

[b]: https://evil.example
[b]
/merge
> /merge
- /merge

```mermaid
graph LR; A-->B; click A "https://evil.example"
```
1. ~~~geojson
<!-- results-gallery preview -->
\x00\x1b[31m \u202e\ud800 </details></details><summary>
# `unclosed @octocat
"""


def test_a_text_of_a_stranger_can_only_be_read(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.leave(HOSTILE.encode("utf-8", "surrogatepass"))

    stage(monkeypatch)

    (body,) = stage.bodies
    head, _, text = body.partition("\n")
    assert head == HEAD
    assert body.count(MARK) == 1
    seen = Seen(text)
    assert not re.search(r"\b(?:href|src|open|class|id)\b", str(seen.strange))
    assert [one.partition(" ")[0] for one in seen.strange if one.partition(" ")[0] not in _PLAIN] == []
    # an emoji, a formula and a link to a commit of the same repository do nothing to anybody
    harmless = ("element", "character U+2060", "an emoji", "a formula", "a commit")
    assert [one for one in seen.wrong() if not one.startswith(harmless)] == []
    assert not re.search(r"^[\s>*+.)\d-]*(?:/|`{3}|~{3})", text, re.MULTILINE)
    assert "octocat" in seen.text


def test_a_large_text_is_cut_between_lines(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.leave("a line\n" * 20_000, **{"../../up": "x", "/etc/x": "y"})
    stage(monkeypatch)
    (body,) = stage.bodies
    assert len(body) < 60_500
    assert body.endswith("a line\n\nand more, which is in the report")


def test_an_archive_that_unpacks_to_more_than_there_is_room(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.leave(b"x" * 1_000_000)
    stage.github.artifacts[0]["size_in_bytes"] = 20_000_001
    stage(monkeypatch)
    assert (stage.bodies, stage.github.asked) == ([], [])
    stage.github.artifacts[0]["size_in_bytes"] = 20_000_000
    stage(monkeypatch)
    assert stage.bodies == [f"{HEAD}\n\n{'x' * 60_000}\n\nand more, which is in the report"]
