"""What a preview renders after an edit: what a whole build gives, and no more pages than have changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.host import tiny, write
from tests.site.preview import Driven, differences, drive, snapshot

TABLE = "title: {title}\nresults:\n  a: {{acc: {number}, f1: 0.5}}\n  {row}: {{acc: 0.3, f1: 0.4}}\n"


def table(title: str, number: str = "0.10", row: str = "b") -> str:
    return TABLE.format(title=title, number=number, row=row)


CARD = """---
model-index:
- {name: tiny, results: [{dataset: {name: a}, metrics: [{type: acc, value: 0.5}]}]}
---
"""
PROSE = """# Prose

It reaches [0.1](results:one/t1?row=a&metric=acc); see [this](gallery/experiments/two/t2.md).
"""
NAV = "nav: [index.md, prose.md, plain.md, gallery/index.md]"


def _site(folder: Path, theme: str = "material") -> Path:
    tiny(
        folder,
        {
            f"{group}/t{number}.yaml": table(f"T{number}", f"0.1{number}", f"r{number}")
            for number, group in enumerate(("one", "one", "two", "two"))
        },
        theme,
    )
    config = (folder / "mkdocs.yml").read_text().replace("nav: [index.md, gallery/index.md]", NAV)
    write(
        folder,
        {
            "mkdocs.yml": config,
            "docs/prose.md": PROSE,
            "docs/plain.md": "# Plain\n\nText.\n",
            "docs/data.txt": "1",
        },
    )
    return folder


def _own(rendered: list[str]) -> list[str]:
    return [uri.removeprefix("gallery/") for uri in rendered]


def _checked(preview: Driven, change: Callable[[], object]) -> list[str]:
    """Makes an edit; gives the pages that were rendered, all of which are as in a whole build."""
    log = preview.edit(change)
    site, of_whole = preview.whole()
    assert differences(snapshot(preview.site), site) == []
    assert _warnings(log) == _warnings(of_whole)
    assert preview.is_in_place(), log
    return _own(preview.preview.rendered)


def _warnings(log: str) -> list[str]:
    return sorted(line for line in log.splitlines() if line.startswith("WARNING"))


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_each_kind_of_edit_renders_what_it_changes_and_nothing_else(tmp_path: Path, theme: str) -> None:
    results, docs = _site(tmp_path, theme) / "results", tmp_path / "docs"

    def edits(preview: Driven) -> dict[str, list[str]]:
        def number() -> None:
            (results / "two/t3.yaml").write_text(table("T3", "0.99", "r3"))

        def mentioned() -> None:
            (results / "one/t1.yaml").write_text(table("T1", "0.77", "r1"))

        def prose() -> None:
            (docs / "plain.md").write_text("# Plain\n\nOther text.\n")

        def unmentioned() -> None:
            (docs / "prose.md").write_text(PROSE.replace("t1?", "t0?"))

        def copied() -> None:
            (docs / "data.txt").write_text("22")

        def passing() -> None:
            # as editors do, which write beside the file first
            (docs / "plain.md~").write_text("# Plain")
            (docs / "plain.md~").unlink()
            prose()
            (docs / "plain.md").touch()

        changes = (number, mentioned, prose, unmentioned, copied, passing)
        return {change.__name__: _checked(preview, change) for change in changes}

    shared = ["metrics/acc.md", "rows/a.md"]
    assert drive(tmp_path, edits) == {
        "number": ["index.md", "experiments/two/t3.md", *shared],
        "mentioned": ["prose.md", "index.md", "experiments/one/t1.md", *shared],
        "prose": ["plain.md"],
        "unmentioned": ["prose.md", "experiments/one/t0.md", "experiments/one/t1.md"],
        "copied": [],
        "passing": ["plain.md"],
    }


def test_files_that_come_go_break_and_are_mended_are_followed(tmp_path: Path) -> None:
    results = _site(tmp_path) / "results"

    def edits(preview: Driven) -> list[str]:
        rendered: list[str] = []
        for change in (
            lambda: (results / "two/t9.yaml").write_text(table("T9", row="r1")),
            lambda: (results / "one/t1.yaml").write_text("results: [oops"),
            lambda: (results / "one/t1.yaml").write_text(table("T1 again", "0.88", "r1")),
            lambda: (results / "two/t2.yaml").rename(results / "two/moved.yaml"),
            lambda: (results / "two/moved.yaml").rename(results / "two/t2.yaml"),
            lambda: (results / "two/_gallery.yaml").write_text("metrics: {acc: {unit: pt}}\n"),
            lambda: (results / "two/t9.yaml").unlink(),
            lambda: (results / "one/README.md").write_text(CARD),
            lambda: (results / "one/README.md").write_text(CARD.replace("0.5", "0.75")),
            lambda: (results / "one/README.md").write_text("# One\n"),
            lambda: [path.unlink() for path in results.rglob("*.yaml")],
        ):
            rendered = _checked(preview, change)
        return rendered

    # nothing is left but the index and the page that speaks of what was there
    assert drive(tmp_path, edits) == ["prose.md", "index.md"]


@pytest.mark.slow
def test_pages_beside_a_baseline_follow_it(tmp_path: Path) -> None:
    results = _site(tmp_path) / "results"
    beside = table("T3", "0.5", "r2")

    def edits(preview: Driven) -> list[list[str]]:
        changes: list[Callable[[], object]] = [
            lambda: (results / "two/_gallery.yaml").write_text("baseline: t2\n"),
            lambda: (results / "two/t2.yaml").write_text(table("T2", "0.7", "r2")),
            lambda: (results / "two/t3.yaml").write_text(f"baseline: {{row: a}}\n{beside}"),
            lambda: (results / "two/t3.yaml").write_text(f"baseline: t9\n{beside}"),
            lambda: (results / "two/t9.yaml").write_text(table("T9", "0.1", "r2")),
            lambda: (results / "two/t3.yaml").write_text(f"baseline: none\n{beside}"),
            lambda: (results / "two/t2.yaml").unlink(),
        ]
        return [[uri for uri in _checked(preview, one) if "baseline" in uri] for one in changes]

    assert drive(tmp_path, edits) == [
        ["baselines/two/t3.md"],
        ["baselines/two/t3.md"],
        ["baselines/two/t3.md"],
        [],
        ["baselines/two/t3.md", "baselines/two/t9.md"],
        ["baselines/two/t9.md"],
        [],
    ]


def test_what_stands_on_all_pages_builds_the_whole_site_and_says_why(tmp_path: Path) -> None:
    results, docs = _site(tmp_path) / "results", tmp_path / "docs"

    def edits(preview: Driven) -> list[str]:
        said = []
        for change in (
            lambda: (docs / "plain.md").write_text("# Another title\n"),
            lambda: (docs / "new.md").write_text("# New\n"),
            lambda: (docs / "new.md").unlink(),
            lambda: (results / "_gallery.yaml").write_text("title: My results\n"),
            lambda: (tmp_path / "mkdocs.yml").write_text((tmp_path / "mkdocs.yml").read_text() + "\n"),
        ):
            log = preview.edit(change)
            assert not preview.is_in_place()
            said += [line.split(": ", 2)[2] for line in log.splitlines() if "builds the whole site" in line]
            assert differences(snapshot(preview.site), preview.whole()[0]) == []
        # and the next edit is an update again
        _checked(preview, lambda: (docs / "plain.md").write_text("# Another title\n\nMore.\n"))
        return said

    assert drive(tmp_path, edits) == [
        "plain.md has another title or front matter, which other pages show",
        "new.md is none of the pages or files of the last build",
        "new.md is gone",
        "gallery/index.md has another title or front matter, which other pages show",
        "mkdocs.yml is none of the pages or files of the last build",
    ]


HOOK = "def {event}({argument}, **_):\n    return {argument}\n"


@pytest.mark.parametrize(
    ("hook", "said"),
    [
        (HOOK.format(event="on_page_markdown", argument="markdown"), ""),
        (HOOK.format(event="on_post_page", argument="output"), ""),
        (HOOK.format(event="on_nav", argument="nav"), "hooks.py may gather from all pages"),
        (
            HOOK.format(event="on_page_content", argument="html")
            + HOOK.format(event="on_post_page", argument="output"),
            "hooks.py may gather from all pages",
        ),
    ],
)
def test_what_may_gather_from_all_pages_builds_the_whole_site(tmp_path: Path, hook: str, said: str) -> None:
    folder = _site(tmp_path)
    (folder / "hooks.py").write_text(hook)
    (folder / "mkdocs.yml").write_text((folder / "mkdocs.yml").read_text() + "hooks: [hooks.py]\n")

    def edit(preview: Driven) -> tuple[bool, bool]:
        log = preview.edit(lambda: (folder / "docs/plain.md").write_text("# Plain\n\nMore.\n"))
        return preview.is_in_place(), said in log

    assert drive(folder, edit) == (not said, True)


@pytest.mark.parametrize(
    ("template", "in_place"), [("{{ page.title }}", True), ("{{ pages|length }}", False)]
)
def test_a_template_that_lists_all_pages_builds_the_whole_site(
    tmp_path: Path, template: str, in_place: bool
) -> None:
    folder = _site(tmp_path, "{name: material, custom_dir: theirs}")
    write(folder, {"theirs/partials/copyright.html": template})

    def edit(preview: Driven) -> bool:
        preview.edit(lambda: (folder / "docs/plain.md").write_text("# Plain\n\nMore.\n"))
        return preview.is_in_place()

    assert drive(folder, edit) == in_place


def test_a_page_that_includes_others_is_rendered_with_each_edit(tmp_path: Path) -> None:
    extensions = "markdown_extensions: [{pymdownx.snippets: {base_path: [.]}}]\n"
    folder = _site(tmp_path)
    (folder / "mkdocs.yml").write_text((folder / "mkdocs.yml").read_text() + extensions)
    (folder / "docs/plain.md").write_text(
        '# Plain\n\n--8<-- "results/one/t0.yaml"\n\n--8<-- "docs/index.md"\n'
    )

    def edits(preview: Driven) -> list[list[str]]:
        return [
            _checked(preview, lambda: (folder / "results/one/t0.yaml").write_text(table("T0", "0.5", "r0"))),
            _checked(preview, lambda: (folder / "docs/index.md").write_text("# Home\n\nText.\n")),
        ]

    first, second = drive(folder, edits)
    assert ("plain.md" in first, second) == (True, ["index.md", "plain.md"])


def test_an_update_that_fails_is_a_whole_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _site(tmp_path)

    def edit(preview: Driven) -> str:
        def broken(*_: object, **__: object) -> None:
            raise TypeError("another signature")

        with monkeypatch.context() as patch:
            patch.setattr("mkdocs_results_gallery.hosts.mkdocs.update.Update._render", broken)
            log = preview.edit(lambda: (folder / "results/one/t0.yaml").write_text(table("T0", "0.5", "r0")))
        assert differences(snapshot(preview.site), preview.whole()[0]) == []
        return log

    assert "an update in place failed: TypeError" in drive(folder, edit)


def test_with_dirty_pages_that_ask_for_results_are_right(tmp_path: Path) -> None:
    folder = _site(tmp_path)

    def edit(preview: Driven) -> tuple[bool, bool]:
        assert "--dirty leaves the search index" in preview.log.getvalue()
        (folder / "results/one/t1.yaml").write_text(table("T1", "0.77", "r1"))
        preview.server.builder()
        return (
            "0.77" in (preview.site / "prose/index.html").read_text(),
            "0.77" in (preview.site / "gallery/experiments/one/t1/index.html").read_text(),
        )

    assert drive(folder, edit, build_type="dirty") == (True, True)
