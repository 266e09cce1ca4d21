"""A site that is compared with another state of its results: as it is built, and as it is edited."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mkdocs_results_gallery.hosts.base import Base
from tests.revisions.repo import Repo, made
from tests.site.host import build, tiny
from tests.site.preview import Driven, differences, drive, snapshot

TABLE = """\
title: {title}
metrics: {{acc: {{higher_is_better: true}}}}
results: {{r: {{acc: {number}}}, s{title}: {{acc: 0.3}}}}
"""


def table(title: str, number: str) -> str:
    return TABLE.format(title=title, number=number)


def compare(folder: Path, name: str) -> None:
    """Let the site be compared with what `name` means."""
    config = (folder / "mkdocs.yml").read_text()
    config = re.sub("- results-gallery.*", f"- results-gallery: {{compare_to: {name}}}", config)
    (folder / "mkdocs.yml").write_text(config)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A site in a repository, of which nothing has changed since its only commit."""
    repo = made(tmp_path)
    tiny(tmp_path, {"a.yaml": table("A", "0.5"), "b.yaml": table("B", "0.6")}, "mkdocs")
    compare(tmp_path, "HEAD")
    repo.commit({".gitignore": "site\n.cache\n"})
    return repo


def verdict(site: Path) -> str:
    page = (site / "gallery/changes/index.html").read_text()
    return "".join(re.findall('<p class="rg-verdict-of-all">(.*)</p>', page))


def test_a_base_that_is_not_there_is_no_warning_that_strict_counts(repo: Repo) -> None:
    compare(repo.top, "v9")
    built = build(repo.top, "--strict")

    assert built.code == 0, built.log
    assert not (built.site / "gallery/changes").exists()
    assert [line for line in built.log.splitlines() if "compare_to" in line] == [
        "INFO    -  results-gallery: compare_to: v9: the repository has no such revision; "
        "`git log --all --oneline` lists what it has; the gallery has no page of changes"
    ]


@pytest.mark.slow
def test_a_preview_follows_edits_and_commits(repo: Repo) -> None:
    results = repo.top / "results"
    signs = Base("HEAD", repo.top, "results", repo.top / "docs").signs()

    def stamps() -> list[int]:
        return [path.stat().st_mtime_ns if path.exists() else 0 for path in signs]

    def body(preview: Driven) -> list[list[str]]:
        def follow(*, verdict_is: str) -> list[str]:
            site, _ = preview.whole()
            assert differences(snapshot(preview.site), site) == []
            assert verdict(preview.site) == verdict_is
            assert preview.is_in_place(), preview.log.getvalue()
            return [uri.removeprefix("gallery/") for uri in preview.preview.rendered]

        preview.edit(lambda: (results / "b.yaml").write_text(table("B", "0.7")))
        edited = follow(verdict_is="1 cell better.")
        claim = "# Home\n\n[Low](results:b?rows=r&metric=acc&every=below+0.5)\n"
        preview.edit(lambda: (repo.top / "docs/index.md").write_text(claim))
        claimed = follow(verdict_is="1 cell better; 1 new claim does not hold.")
        before = stamps()
        repo.commit({})
        assert stamps() != before
        # as the watch reports it, with nothing else
        preview.edit(lambda: preview.preview._changes._paths.add(str(results)))
        return [edited, claimed, follow(verdict_is="Nothing has changed.")]

    assert drive(repo.top, body) == [
        ["index.md", "changes.md", "experiments/b.md", "metrics/acc.md", "rows/r.md"],
        # the page itself, and what it mentions
        ["index.md", "index.md", "changes.md", "experiments/b.md"],
        ["index.md", "changes.md", "experiments/b.md", "metrics/acc.md", "rows/r.md"],
    ]
