"""Generated files on disk: whatever lies in their way, the build has them, and nothing outside changes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mkdocs_results_gallery.hosts.generated_files import (
    BackgroundWrites,
    BackingFiles,
    GeneratedFiles,
    SpareFolder,
)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    GeneratedFiles(tmp_path / "cache", "pages/x").write("a/b.md", b"old")
    (tmp_path / "outside").write_text("mine")
    return tmp_path / "cache"


@pytest.fixture
def spare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SpareFolder:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    return SpareFolder()


def files_below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def test_what_stays_the_same_keeps_its_time(cache: Path) -> None:
    path = cache / "pages/x/a/b.md"
    os.utime(path, (1_000_000, 1_000_000))
    files = GeneratedFiles(cache, "pages/x")

    assert files.write("a/b.md", b"old") == path
    assert path.stat().st_mtime == 1_000_000
    files.write("a/b.md", b"new")
    assert (path.read_bytes(), files.replaced) == (b"new", [])
    assert path.stat().st_mtime > 1_000_000


def _pipe(path: Path, outside: Path) -> None:
    os.mkfifo(path)


def _link(path: Path, outside: Path) -> None:
    path.symlink_to(outside)


def _dangling(path: Path, outside: Path) -> None:
    path.symlink_to(outside / "nowhere")


@pytest.mark.parametrize("lay", [_pipe, _link, _dangling])
@pytest.mark.parametrize("place", ["pages/x/a/b.md", "pages/x/a", "pages/x", "pages"])
def test_a_pipe_or_a_link_makes_way(cache: Path, lay: object, place: str) -> None:
    assert callable(lay)
    (cache / place).rename(cache.parent / "gone")
    lay(cache / place, cache.parent / "outside")
    backing = BackingFiles(GeneratedFiles(cache, "pages/x"), SpareFolder())

    assert backing.write("a/b.md", b"new") == cache / "pages/x/a/b.md"

    assert (cache / "pages/x/a/b.md").read_bytes() == b"new"
    assert (cache.parent / "outside").read_text() == "mine"
    assert backing.trouble == f"held what is no file of the gallery's, now replaced: {place}"


def test_a_linked_folder_is_not_entered(cache: Path) -> None:
    (cache / "pages/x/a").rename(cache.parent / "theirs")
    (cache / "pages/x/a").symlink_to(cache.parent / "theirs")

    GeneratedFiles(cache, "pages/x").write("a/b.md", b"new")

    assert (cache.parent / "theirs/b.md").read_bytes() == b"old"
    assert not (cache / "pages/x/a").is_symlink()


def test_the_cache_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "cache").symlink_to(tmp_path / "disk")

    GeneratedFiles(tmp_path / "cache", "pages/x").write("a.md", b"new")

    assert files_below(tmp_path / "disk") == ["pages/x/a.md"]


def test_a_folder_in_its_place_stays_and_the_spare_folder_is_used(cache: Path, spare: SpareFolder) -> None:
    (cache / "pages/x/a/b.md").unlink()
    (cache / "pages/x/a/b.md").mkdir()
    (cache / "pages/x/a/b.md/mine").write_text("mine")
    backing = BackingFiles(GeneratedFiles(cache, "pages/x"), spare)

    path = backing.write("a/b.md", b"new")
    other = backing.write("c.md", b"too")

    assert path is not None
    assert other is not None
    assert (path.read_bytes(), other.read_bytes()) == (b"new", b"too")
    assert backing.trouble == (
        "can't be written (Is a directory, at a/b.md): the build goes on without the cache"
    )
    assert files_below(cache) == ["pages/x/a/b.md/mine"]
    spare.remove()
    assert not path.exists()


@pytest.mark.parametrize("place", ["cache", "cache/pages/x/a/b.md/more"])
def test_a_file_in_place_of_the_folder(tmp_path: Path, spare: SpareFolder, place: str) -> None:
    (tmp_path / "cache").write_text("mine")
    backing = BackingFiles(GeneratedFiles(tmp_path / place, "pages/x"), spare)

    path = backing.write("a.md", b"new")

    assert path is not None
    assert path.read_bytes() == b"new"
    assert "the build goes on without the cache" in backing.trouble
    assert (tmp_path / "cache").read_text() == "mine"


def test_where_no_folder_takes_a_file_there_is_none(tmp_path: Path, spare: SpareFolder) -> None:
    (tmp_path / "cache").write_text("")
    (tmp_path / "tmp").rmdir()
    backing = BackingFiles(GeneratedFiles(tmp_path / "cache"), spare)

    assert backing.write("a.md", b"new") is None
    assert "can't be written" in backing.trouble


def test_an_impossible_folder_is_one_that_cannot_be_written(spare: SpareFolder) -> None:
    for folder in (Path("/x\0y"), Path("/" + "x" * 5_000)):
        backing = BackingFiles(GeneratedFiles(folder), spare)
        assert backing.write("a.md", b"new") is not None
        assert "the build goes on without the cache" in backing.trouble


def test_a_cache_that_vanishes_is_made_anew(cache: Path) -> None:
    files = GeneratedFiles(cache, "pages/x")
    files.write("a/b.md", b"new")
    cache.rename(cache.parent / "moved")

    assert files.write("a/c.md", b"too").read_bytes() == b"too"


def test_a_full_disk_leaves_no_stump(tmp_path: Path) -> None:
    code = f"""
import resource, signal, tempfile
from pathlib import Path
from mkdocs_results_gallery.hosts.generated_files import BackingFiles, GeneratedFiles, SpareFolder
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
tempfile.tempdir = {str(tmp_path)!r}
backing = BackingFiles(GeneratedFiles(Path({str(tmp_path)!r}), "pages"), SpareFolder())
assert backing.write("small", bytes(500)) is not None
assert backing.write("large", bytes(5000)) is None
assert backing.trouble == "can't be written (File too large, at large): the build goes on without the cache"
"""
    subprocess.run([sys.executable, "-c", code], check=True)
    assert files_below(tmp_path) == ["pages/small"]
    assert [path.name for path in tmp_path.iterdir()] == ["pages"]


def test_old_files_and_stumps_are_pruned(cache: Path) -> None:
    files = GeneratedFiles(cache, "pages/x")
    for name, age in (("old", 4_000), (".tmp-old", 4_000), ("young", 3_000), (".tmp-young", 3_000)):
        (cache / "pages/x" / name).write_text("")
        os.utime(cache / "pages/x" / name, (time.time() - age,) * 2)
    kept = files.write("a/b.md", b"old")
    os.utime(kept, (1_000_000, 1_000_000))

    files.prune()

    assert files_below(cache / "pages/x") == [".tmp-young", "a/b.md", "young"]


def test_a_cache_that_failed_is_not_pruned(cache: Path, spare: SpareFolder) -> None:
    os.utime(cache / "pages/x/a/b.md", (1_000_000, 1_000_000))
    (cache / "pages/x/c.md").mkdir()
    backing = BackingFiles(GeneratedFiles(cache, "pages/x"), spare)
    backing.write("c.md", b"")

    backing.prune()

    assert files_below(cache) == ["pages/x/a/b.md"]


def test_spare_folders_of_killed_builds_are_removed(tmp_path: Path, spare: SpareFolder) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    old = time.time() - 4_000
    for name in (f"results-gallery-{dead.pid}-x", f"results-gallery-{os.getpid()}-x", "results-gallery-mine"):
        (tmp_path / "tmp" / name / "gallery").mkdir(parents=True)
        os.utime(tmp_path / "tmp" / name, (old, old))
    (tmp_path / "tmp" / f"results-gallery-{dead.pid}-young").mkdir()

    written = spare.write("a.md", b"")

    assert {path.name for path in (tmp_path / "tmp").iterdir()} == {
        f"results-gallery-{os.getpid()}-x",
        "results-gallery-mine",
        f"results-gallery-{dead.pid}-young",
        written.parent.name,
    }


def test_the_spare_folder_goes_with_the_process(tmp_path: Path) -> None:
    code = f"""
import tempfile
from mkdocs_results_gallery.hosts.generated_files import SpareFolder
tempfile.tempdir = {str(tmp_path)!r}
spare = SpareFolder()
print(spare.write("a.md", b"x").read_text())
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert (done.stdout, list(tmp_path.iterdir())) == ("x\n", [])


@pytest.mark.parametrize(("count", "size"), [(64, 1), (65, 1), (200, 100_000)])
def test_all_that_is_written_in_the_background_is_there(tmp_path: Path, count: int, size: int) -> None:
    writes = BackgroundWrites()
    content = {f"{number}/a.csv": bytes([number]) * size for number in range(count)}
    for uri, some in content.items():
        writes.submit(str(tmp_path / uri), some)

    writes.finish()

    assert {uri: (tmp_path / uri).read_bytes() for uri in content} == content
    assert len(files_below(tmp_path)) == count


def test_one_failure_costs_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    writes = BackgroundWrites()
    for uri in ("a", "file/b", "c"):
        writes.submit(str(tmp_path / uri), b"x")

    with pytest.raises(OSError, match="file"):
        writes.finish()

    assert files_below(tmp_path) == ["a", "c", "file"]
    writes.finish()  # it is told once


def test_a_write_in_the_background_waits_for_no_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    writes = BackgroundWrites()
    writes.submit(str(tmp_path / "deep/a.csv"), b"a")
    writes.submit(str(tmp_path / "pipe"), b"a")

    with pytest.raises(OSError, match="No such device or address"):
        writes.finish()

    assert (tmp_path / "deep/a.csv").read_bytes() == b"a"
