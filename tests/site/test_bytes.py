"""Same input, same bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.site.host import build_alone, tiny


def _results(count: int) -> dict[str, str]:
    return {
        f"{'ab'[number % 2]}/{number:03}.yaml": (
            f"title: Number {number}\ntags: [even]\nresults:\n"
            f"  cities: {{t_g: 0.{number:03}, t_p: null}}\n  facts: {{t_g: 1.00, t_p: 0.5}}\n"
        )
        for number in range(count)
    }


def _digests(site: Path) -> dict[str, str]:
    # the sitemaps hold the day of the build
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file() and not path.name.startswith("sitemap")
    }


def _site(folder: Path, workers: int, seed: str, count: int) -> dict[str, str]:
    folder.mkdir(exist_ok=True)
    tiny(folder, _results(count))
    config = folder / "mkdocs.yml"
    settings = f"  - results-gallery: {{workers: {workers}, figures: [svg, png]}}\n"
    config.write_text(config.read_text().replace("  - results-gallery\n", settings))
    built = build_alone(folder, "--strict", PYTHONHASHSEED=seed, SOURCE_DATE_EPOCH="0")
    assert built.code == 0, built.log
    return _digests(built.site)


def test_two_folders_two_seeds_and_any_number_of_workers_give_the_same_bytes(tmp_path: Path) -> None:
    here = _site(tmp_path / "here", 0, "1", 12)

    assert _site(tmp_path / "there", 2, "2", 12) == here
    # warm: the cache of the first build is used
    assert _site(tmp_path / "here", 0, "3", 12) == here


@pytest.mark.slow
def test_a_gallery_that_is_drawn_by_processes_has_the_same_bytes(tmp_path: Path) -> None:
    here = _site(tmp_path / "here", 0, "1", 300)

    assert len([name for name in here if name.endswith(".svg")]) == 300
    assert _site(tmp_path / "there", 2, "2", 300) == here
    assert _site(tmp_path / "there", 1, "3", 300) == here
