"""The local preview: it follows a change of a results file, once."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.site.host import tiny

ONE = "title: One\nresults:\n  cities: {t_p: 0.10}\n"
PAGE = "gallery/experiments/one/"


@contextmanager
def _serving(folder: Path) -> Iterator[tuple[str, Path]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = folder / "serve.log"
    with log.open("w") as sink:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-a", f"127.0.0.1:{port}"],
            cwd=folder,
            stdout=sink,
            stderr=subprocess.STDOUT,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )
    try:
        yield f"http://127.0.0.1:{port}/", log
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=20)


def _wait_for(url: str, text: str, seconds: float = 40) -> str:
    end = time.monotonic() + seconds
    html = ""
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                html = answer.read().decode()
        except OSError:
            html = ""
        if text in html:
            return html
        time.sleep(0.2)
    raise AssertionError(
        f"{text!r} not at {url} in {seconds} s; last seen: {re.sub('<[^>]*>', '', html)[-500:]}"
    )


@pytest.mark.slow
def test_the_page_follows_the_file_and_comes_back_after_an_error(tmp_path: Path) -> None:
    tiny(tmp_path, {"one.yaml": ONE})
    results = tmp_path / "results"
    with _serving(tmp_path) as (origin, log):
        _wait_for(origin + PAGE, "0.10</td>")

        (results / "one.yaml").write_text(ONE.replace("0.10", "0.20"))
        _wait_for(origin + PAGE, "0.20</td>")
        built = log.read_text().count("Reloading browsers")
        time.sleep(4)
        assert log.read_text().count("Reloading browsers") == built == 1
        assert log.read_text().count("Documentation built") == 1

        (results / "one.yaml").write_text(ONE.replace("0.10", "oops"))
        _wait_for(origin + PAGE, "oops")

        (results / "one.yaml").write_text(ONE.replace("0.10", "0.30"))
        _wait_for(origin + PAGE, "0.30</td>")

        (results / "two.yaml").write_text(ONE.replace("One", "Two"))
        _wait_for(origin + "gallery/", "Two")
        (results / "two.yaml").unlink()
        _wait_for(origin + "gallery/", "1 experiment<")
    assert "Traceback" not in log.read_text()


def test_without_a_cache_the_preview_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    tiny(tmp_path, {"one.yaml": ONE})
    (tmp_path / ".cache").write_text("")

    with _serving(tmp_path) as (url, _):
        _wait_for(url + PAGE, "0.10")
        during = list((tmp_path / "temporary").glob("results-gallery-*"))
        (tmp_path / "results/one.yaml").write_text(ONE.replace("0.10", "0.20"))
        _wait_for(url + PAGE, "0.20")
        assert list((tmp_path / "temporary").glob("results-gallery-*")) == during

    assert (len(during), list((tmp_path / "temporary").glob("results-gallery-*"))) == (1, [])


@pytest.mark.slow
def test_a_folder_that_comes_goes_and_comes_back_is_followed(tmp_path: Path) -> None:
    tiny(tmp_path, {})
    results = tmp_path / "results"
    results.rmdir()
    with _serving(tmp_path) as (origin, log):
        _wait_for(origin, "Home")
        time.sleep(2)
        assert log.read_text().count("Documentation built") == 1

        for number in ("0.10", "0.20"):
            results.mkdir()
            (results / "one.yaml").write_text(ONE.replace("0.10", number))
            _wait_for(origin + PAGE, f"{number}</td>")
            (results / "one.yaml").write_text(ONE.replace("0.10", f"{number}5"))
            _wait_for(origin + PAGE, f"{number}5</td>")
            shutil.rmtree(results)
            _wait_for(origin + "gallery/", "No results yet")

        built = log.read_text().count("Reloading browsers")
        time.sleep(3)
        assert log.read_text().count("Reloading browsers") == built
    assert "Traceback" not in log.read_text()
