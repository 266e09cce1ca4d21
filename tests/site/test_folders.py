"""Folders that can't be written: the site is built without the cache, and one line says so."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.privilege import drop_privilege
from tests.site.host import TIMEOUT, Built, build, tiny

ONE = "title: One\nresults:\n  cities: {t_p: 0.10}\n  facts: {t_p: 0.30}\n"
WITHOUT = 'INFO    -  results-gallery: cache_dir ".cache/plugin/results-gallery" can\'t be written '
PAGE = "gallery/experiments/one/index.html"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    return tiny(folder, {"one.yaml": ONE}, theme="mkdocs")


def lines_about_the_cache(built: Built) -> list[str]:
    return [line for line in built.log.splitlines() if "cache" in line]


def expect_whole(built: Built, reason: str) -> None:
    assert (built.code, lines_about_the_cache(built)) == (
        0,
        [f"{WITHOUT}({reason}): the build goes on without the cache"],
    )
    assert "Traceback" not in built.log
    assert "0.30" in built.page(PAGE)
    assert (built.site / "gallery/assets/results-gallery.css").stat().st_size > 1_000


def test_a_file_in_place_of_the_cache(project: Path) -> None:
    (project / ".cache").write_text("")

    expect_whole(build(project, "--strict"), "Not a directory, at gallery/index.md")

    assert (project / ".cache").read_text() == ""


def test_a_folder_in_place_of_a_cached_page(project: Path) -> None:
    build(project)
    (page,) = project.glob(".cache/plugin/results-gallery/pages/*/gallery/experiments/one.md")
    page.unlink()
    page.mkdir()

    expect_whole(build(project, "--strict"), "Is a directory, at gallery/experiments/one.md")


def test_a_file_in_place_of_the_figures(project: Path) -> None:
    (project / ".cache/plugin/results-gallery").mkdir(parents=True)
    (project / ".cache/plugin/results-gallery/figures").write_text("")

    expect_whole(build(project, "--strict"), "Not a directory, at figures")


def test_a_pipe_in_place_of_a_cached_page(project: Path) -> None:
    build(project)
    (page,) = project.glob(".cache/plugin/results-gallery/pages/*/gallery/experiments/one.md")
    page.unlink()
    os.mkfifo(page)

    built = build(project, "--strict")

    place = page.relative_to(project / ".cache/plugin/results-gallery").as_posix()
    assert (built.code, lines_about_the_cache(built)) == (
        0,
        [
            'INFO    -  results-gallery: cache_dir ".cache/plugin/results-gallery" held what is no file of '
            f"the gallery's, now replaced: {place}"
        ],
    )
    assert stat.S_ISREG(page.lstat().st_mode)
    assert lines_about_the_cache(build(project)) == []


@pytest.mark.parametrize("folder", ["x" * 300, r"x\0y", "mkdocs.yml/deep/er"])
def test_an_impossible_cache(project: Path, folder: str) -> None:
    config = (project / "mkdocs.yml").read_text()
    (project / "mkdocs.yml").write_text(
        config.replace("- results-gallery", f'- results-gallery: {{cache_dir: "{folder}"}}')
    )

    built = build(project, "--strict")

    (line,) = [line for line in built.log.splitlines() if "cache_dir" in line]
    assert line.endswith(", at gallery/index.md): the build goes on without the cache")
    assert (built.code, "0.30" in built.page(PAGE)) == (0, True)


VANISH = """
import shutil
def on_env(env, config, files):
    shutil.rmtree(".cache")
"""
VANISH_EARLY = VANISH.replace("on_env(env, config", "on_nav(nav, config")


@pytest.mark.parametrize("hook", [VANISH, VANISH_EARLY])
def test_a_cache_that_vanishes_while_the_site_is_built(project: Path, hook: str) -> None:
    whole = build(project)
    before = {path: path.read_bytes() for path in whole.site.rglob("*") if path.is_file()}
    (project / "hook.py").write_text(hook)
    with (project / "mkdocs.yml").open("a") as config:
        config.write("hooks: [hook.py]\n")

    built = build(project, "--strict")

    assert (built.code, "Traceback" in built.log) == (0, False)
    after = {path: path.read_bytes() for path in built.site.rglob("*") if path.is_file()}
    assert {path.name for path in before if before[path] != after.get(path)} <= {
        "sitemap.xml.gz",
        "index.html",
    }
    assert after.keys() == before.keys()


def build_as_anyone(folder: Path, *arguments: str, **environment: str) -> Built:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        preexec_fn=drop_privilege,
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
    )
    site = Path(arguments[arguments.index("-d") + 1]) if "-d" in arguments else folder / "site"
    return Built(site, done.returncode, done.stdout + done.stderr)


@contextmanager
def _read_only(*folders: Path) -> Iterator[None]:
    for folder in folders:
        folder.chmod(0o555)
    probe = [sys.executable, "-c", f"open({str(folders[0] / 'probe')!r}, 'w')"]
    try:
        if subprocess.run(probe, preexec_fn=drop_privilege, capture_output=True).returncode == 0:
            pytest.skip("rights of files don't bind here")
        yield
    finally:
        for folder in folders:
            folder.chmod(0o755)


@pytest.mark.skipif(sys.platform != "linux", reason="drops privileges by a call of Linux")
def test_a_read_only_project(project: Path, tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()

    with _read_only(project, project / "results", project / "docs"):
        built = build_as_anyone(
            project, "--strict", "-d", str(tmp_path / "elsewhere"), TMPDIR=str(tmp_path / "tmp")
        )

    expect_whole(built, "Permission denied, at gallery/index.md")
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="drops privileges by a call of Linux")
def test_no_folder_but_the_sites_can_be_written(project: Path, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    code = "import tempfile, runpy; tempfile.tempdir = %r; runpy.run_module('mkdocs', run_name='__main__')"
    with _read_only(project):
        done = subprocess.run(
            [sys.executable, "-c", code % str(nowhere), "build", "--strict", "-d", str(tmp_path / "site")],
            cwd=project,
            preexec_fn=drop_privilege,
            capture_output=True,
            text=True,
            timeout=TIMEOUT,
        )

    built = Built(tmp_path / "site", done.returncode, done.stdout + done.stderr)
    expect_whole(built, "Permission denied, at gallery/index.md")


@pytest.mark.skipif(sys.platform != "linux", reason="drops privileges by a call of Linux")
def test_a_site_that_cannot_be_written_is_one_error(project: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()

    with _read_only(site):
        built = build_as_anyone(project, "-d", str(site))

    assert built.code == 1
    assert "Traceback" not in built.log
    errors = [line for line in built.log.splitlines() if line.startswith("Error: ")]
    assert len(errors) == 1
    assert errors[0].startswith(f"Error: results-gallery: the site could not be written to {site}: ")


@contextmanager
def _small_disk(folder: Path, size: str) -> Iterator[None]:
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_under_the_cache(project: Path) -> None:
    with _small_disk(project / ".cache", "64k"):
        built = build(project, "--strict")
        stumps = [path.name for path in (project / ".cache").rglob(".tmp-*")]

    assert stumps == []
    (line,) = lines_about_the_cache(built)
    assert line.startswith(f"{WITHOUT}(No space left on device, at gallery/")
    assert (built.code, "0.30" in built.page(PAGE)) == (0, True)


@pytest.mark.parametrize("size", ["64k", "800k", "1500k"])
def test_a_full_disk_under_the_site_is_one_error(project: Path, tmp_path: Path, size: str) -> None:
    with _small_disk(tmp_path / "full", size):
        built = build(project, "-d", str(tmp_path / "full"))

    assert (built.code, "Traceback" in built.log) == (1, False)
    errors = [line for line in built.log.splitlines() if line.startswith("Error: ")]
    assert len(errors) == 1
    assert "No space left on device" in errors[0]
