"""Fifty edits in a preview that a browser looks at: after each it shows what a cold build gives."""

from __future__ import annotations

import itertools
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Page, expect

from tests.forks import FORKS
from tests.site.browser import chromium, free_port, needs_chromium
from tests.site.host import write
from tests.site.preview import Driven, cold, differences, drive, snapshot

CONFIG = """\
site_name: Edited
dev_addr: 127.0.0.1:{port}
theme: {{name: material, font: false}}
nav: [index.md, prose.md, plain.md, gallery/index.md]
plugins: [search, results-gallery]
"""
TABLES = 24
TURN = 10
"""Edits of a turn: one of each kind."""
RESULTS = "results"


@dataclass
class Edited:
    """A project that is edited, and what it is to show."""

    folder: Path
    titles: dict[str, str] = field(default_factory=dict)
    """By the path of the file, without its suffix."""
    broken: list[str] = field(default_factory=list)

    def path(self, stem: str) -> Path:
        return self.folder / RESULTS / f"{stem}.yaml"

    def put(self, stem: str, title: str, number: str = "0.5") -> None:
        """Writes a table; its name decides about its rows, so that it shares some with others."""
        turn = int(re.sub(r"\D", "", stem) or 0)
        rows = [f"row {turn % 7}", f"row {turn % 11 + 7}", f"own {stem}"]
        lines = "".join(f"  {row}: {{accuracy: {number}, f1: 0.25}}\n" for row in rows)
        self.write(f"{RESULTS}/{stem}.yaml", f"title: {title}\nresults:\n{lines}")
        self.titles[stem] = title

    def write(self, name: str, text: str) -> None:
        """Writes a file at once, as editors do: nobody sees half of it, which would be an edit of its own."""
        path, fresh = self.folder / name, self.folder / "fresh"
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)

    def page(self, stem: str) -> str:
        return f"gallery/experiments/{stem}/"


@dataclass(frozen=True)
class Edit:
    """One edit, and what a reader then sees."""

    change: Callable[[], object]
    url: str
    """Of the page that is looked at."""
    text: str
    query: str = ""
    """Searched for; ``""`` for nothing."""
    is_found: bool = True


def _edits(site: Edited) -> Iterator[Edit]:
    """Mixed edits, endless; each is made before the next is asked for."""
    for turn in itertools.count():
        yield from _turn(site, turn)


def _turn(site: Edited, turn: int) -> Iterator[Edit]:
    stems = sorted(site.titles)
    one, other = stems[turn * 7 % len(stems)], stems[(turn * 13 + 5) % len(stems)]
    number, second = f"0.{1001 + turn}", f"0.{5001 + turn}"
    yield Edit(lambda: site.put(one, site.titles[one], number), site.page(one), number)

    words = f"It reaches [0](results:{other}?row=row+{_row(other)}&metric=accuracy) in turn {turn}."
    prose = "docs/prose.md", f"# Prose\n\n{words}\n"
    yield Edit(lambda: site.write(*prose), "prose/", f"in turn {turn}.")
    yield Edit(lambda: site.put(other, site.titles[other], second), "prose/", second)

    new = f"group{turn % 3}/new{turn}"
    name = f"Fresh{turn}"
    yield Edit(lambda: site.put(new, name), "gallery/", name, name)
    renamed = f"group{(turn + 1) % 3}/renamed{turn}"

    def rename() -> None:
        site.path(new).rename(site.path(renamed))
        site.titles[renamed] = site.titles.pop(new)

    yield Edit(rename, site.page(renamed), name, name)
    yield Edit(lambda: site.write(f"{RESULTS}/{other}.yaml", "results: [oops"), "prose/", "file with errors")
    yield Edit(lambda: site.put(other, f"Mended{turn}"), site.page(other), f"Mended{turn}", f"Mended{turn}")

    def delete() -> None:
        site.path(renamed).unlink()
        del site.titles[renamed]

    yield Edit(delete, "gallery/", f"{len(site.titles) - 1} experiments", name, is_found=False)
    unit = f"{RESULTS}/group1/_gallery.yaml", f"metrics: {{accuracy: {{unit: u{turn}}}}}\n"
    inside = next(stem for stem in sorted(site.titles) if stem.startswith("group1/"))
    yield Edit(lambda: site.write(*unit), site.page(inside), f"u{turn}")
    plain = "docs/plain.md", f"# Plain\n\nWords{turn} and nothing else.\n"
    yield Edit(lambda: site.write(*plain), "plain/", f"Words{turn} and", f"Words{turn}")


def _of_many_files(site: Edited) -> Iterator[Edit]:
    """Edits of files that are read together: one beside another one, and those that are one table."""
    write, beside, many = site.write, "gallery/experiments/beside/", "gallery/experiments/many/"
    file, said, added = (f"{RESULTS}/{name}" for name in ("beside.csv", "beside.csv.yaml", "many/b.json"))
    yield Edit(lambda: write(file, "row,acc\na,0.5111\nb,0.25\n"), beside, "0.5111")
    yield Edit(lambda: write(said, "title: Said beside\n"), beside, "Said beside", "beside")
    yield Edit(lambda: write(said, "title: Said anew\n"), beside, "Said anew", "anew")
    yield Edit((site.folder / said).unlink, beside, "0.5111", "anew", is_found=False)
    declared = f"{RESULTS}/many/_gallery.yaml", 'collect: {pattern: "{model}.json"}\n'
    yield Edit(lambda: write(f"{RESULTS}/many/a.json", '{"acc": 0.6111}\n'), "gallery/", "skipped")
    yield Edit(lambda: write(*declared), many, "0.6111")
    yield Edit(lambda: write(added, '{"acc": 0.6222}\n'), many, "0.6222")
    yield Edit((site.folder / added).unlink, many, "1 row")


OF_MANY_FILES = 8


def _row(stem: str) -> int:
    return int(re.sub(r"\D", "", stem) or 0) % 7


@pytest.fixture
def project(tmp_path: Path) -> Edited:
    site = Edited(tmp_path / "project")
    for number in range(TABLES):
        site.put(f"group{number % 3}/table{number:02}", f"Table number {number:02}")
    texts = {
        "docs/index.md": "# Home\n",
        "docs/prose.md": "# Prose\n",
        "docs/plain.md": "# Plain\n",
        "mkdocs.yml": CONFIG.format(port=free_port()),
    }
    write(site.folder, texts)
    return site


@dataclass(frozen=True)
class Serving:
    """`mkdocs serve` in a process of its own."""

    origin: str
    site: Path
    log: Path

    @property
    def shown(self) -> int:
        """How often the server has asked browsers to reload."""
        return self.log.read_text().count("Reloading browsers")

    def wait(self, shown: int) -> None:
        """Until it has done so `shown` times."""
        end = time.monotonic() + 120
        while self.shown < shown:
            assert time.monotonic() < end, self.log.read_text()[-2000:]
            time.sleep(0.05)
        assert self.shown == shown, "an edit was followed twice"


@contextmanager
def serving(site: Edited, temporary: Path) -> Iterator[Serving]:
    temporary.mkdir()
    log = temporary / "log"
    with log.open("w") as sink:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--livereload"],
            cwd=site.folder,
            stdout=sink,
            stderr=subprocess.STDOUT,
            env={**os.environ, "TMPDIR": str(temporary), "NO_MKDOCS_2_WARNING": "1"},
        )
    try:
        end = time.monotonic() + 120
        while "Serving on" not in log.read_text():
            assert time.monotonic() < end, log.read_text()
            assert server.poll() is None, log.read_text()
            time.sleep(0.1)
        origin = re.search(r"Serving on (\S+)", log.read_text())
        assert origin is not None
        yield Serving(origin[1], next(temporary.glob("mkdocs_*")), log)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=20)


@needs_chromium
@pytest.mark.slow
def test_fifty_edits_show_what_a_cold_build_gives(project: Edited, tmp_path: Path) -> None:
    with serving(project, tmp_path / "temporary") as server, chromium() as browser:
        page = browser.new_page()
        some = itertools.islice(_edits(project), 50 - OF_MANY_FILES)
        for turn, edit in enumerate(itertools.chain(some, _of_many_files(project)), 1):
            before = page.goto(server.origin + edit.url)
            edit.change()
            server.wait(turn)
            if before is None or not before.ok:
                page.goto(server.origin + edit.url)
            # what was there before loads by itself
            expect(page.locator("body")).to_contain_text(edit.text, timeout=20_000)
            if edit.query:
                assert _finds(page, edit.query) == edit.is_found
            # what is wrong stays so until it is written again: each kind counts twice, each turn at its end
            if turn <= TURN or turn > 4 * TURN or turn % TURN == 0:
                assert differences(snapshot(server.site), cold(project.folder)[0]) == [], (turn, edit)
        time.sleep(3)
        # each edit was followed once
        assert server.shown == 50
        log = server.log.read_text()
    # all but the first were updates in place
    assert log.count("Updated ") == 50
    assert log.count("Documentation built") == 1
    assert "Traceback" not in log


def _finds(page: Page, query: str) -> bool:
    """Whether the site's search, on the page that is open, has a page for `query`."""
    page.locator("input.md-search__input").click()
    page.locator("input.md-search__input").press_sequentially(query)
    said = page.locator(".md-search-result__meta")
    expect(said).to_contain_text(re.compile("matching|No matching"), timeout=20_000)
    found = "No matching" not in said.inner_text()
    page.keyboard.press("Escape")
    return found


@pytest.mark.slow
def test_a_hundred_edits_leave_the_memory_as_it_was(project: Edited) -> None:
    ours, theirs = FORKS.Pipe(duplex=False)
    # in a process of its own, whose memory is that of the preview
    process = FORKS.Process(target=_measure, args=(project, theirs))
    process.start()
    theirs.close()
    megabytes = ours.recv() if ours.poll(240) else []
    process.join(20)
    assert len(megabytes) == 100
    # what twenty edits have not needed, eighty more don't either
    assert megabytes[-1] < megabytes[19] + 16, megabytes


def _measure(project: Edited, to: Connection) -> None:
    def body(one: Driven) -> None:
        megabytes = []
        for edit in itertools.islice(_edits(project), 100):
            one.edit(edit.change)
            assert one.is_in_place()
            megabytes.append(psutil.Process().memory_info().rss / 2**20)
        to.send(megabytes)

    drive(project.folder, body)
