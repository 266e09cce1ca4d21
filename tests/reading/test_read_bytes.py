from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.discover import read_bytes
from mkdocs_results_gallery.reading.tree import Abort, Problems


def attempt(path: Path, limits: Limits | None = None, left: int = 10**9) -> bytes | list[str]:
    problems = Problems("a.yaml")
    try:
        return read_bytes(path, problems, limits or Limits(), left)
    except Abort:
        return [f"{problem.severity} {problem}" for problem in problems.all()]


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbfa\r\nb\r\x00\xff" + b"x" * 3_000_000
    (tmp_path / "a").write_bytes(content)
    assert attempt(tmp_path / "a") == content


def test_a_vanished_file_is_a_warning(tmp_path: Path) -> None:
    assert attempt(tmp_path / "a") == [
        "warning a.yaml: expected a file, got none: it vanished while the folder was read"
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes need rights there")
def test_what_became_no_file_after_the_listing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("secret", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    os.mkfifo(tmp_path / "pipe")
    link = "error a.yaml: expected a file, got a symbolic link, which is never followed"
    assert attempt(tmp_path / "link") == [link]
    assert attempt(tmp_path / "pipe") == ["error a.yaml: expected a regular file, got something else"]
    assert attempt(tmp_path) == ["error a.yaml: expected a regular file, got something else"]
    assert attempt(Path("/dev/zero")) == ["error a.yaml: expected a regular file, got something else"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is unreadable here")
def test_an_unreadable_file(tmp_path: Path) -> None:
    (tmp_path / "a").touch(0)
    assert attempt(tmp_path / "a") == ["error a.yaml: expected a readable file, got: Permission denied"]


def test_impossible_names(tmp_path: Path) -> None:
    assert attempt(tmp_path / "a\0b") == ["error a.yaml: expected a readable file, got: it has no valid name"]
    (told,) = attempt(tmp_path / ("a" * 5_000))
    assert str(told).startswith("error a.yaml: expected a readable file, got: ")


@pytest.mark.parametrize(("size", "fits"), [(9, True), (10, True), (11, False)])
def test_size_limits(tmp_path: Path, size: int, fits: bool) -> None:
    (tmp_path / "a").write_bytes(b"x" * size)
    one = attempt(tmp_path / "a", Limits(file_bytes=10))
    assert one == (
        b"x" * size if fits else ["error a.yaml: expected at most 10 bytes, got more; split the file"]
    )
    together = attempt(tmp_path / "a", Limits(total_bytes=1_000), left=10)
    assert together == (
        b"x" * size
        if fits
        else [
            "error a.yaml: expected at most 1,000 bytes in all files together, got more with this one; "
            "raise the limit `total_bytes`, or leave files out with `exclude`"
        ]
    )
