"""Building a site as a user does, by ours and by each peer, and whether it holds what was asked for."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import Cost, command

MULTIQC = (
    *("multiqc", "in", "--outdir", "out", "--force", "--quiet", "--no-ansi"),
    *("--no-version-check", "--no-megaqc-upload", "--no-ai"),
    # without the data files that it writes besides the report: its fastest way
    "--no-data-dir",
)


def build_ours(site: Path, *, cold: bool, experiments: int, under: Sequence[str] = ()) -> Cost:
    """One build by MkDocs with Material. A cold one has neither a site nor a cache to start from.

    `under`: a module that runs it, with its own arguments.
    """
    shutil.rmtree(site / "site", ignore_errors=True)
    if cold:
        shutil.rmtree(site / ".cache", ignore_errors=True)
    cost = command(*under, "mkdocs", "build", "--quiet", cwd=site)
    made = site / "site/gallery/experiments"
    found = sum(1 for _ in made.glob("group-*/table-*/index.html"))
    figures = sum(1 for _ in made.glob("group-*/table-*.svg"))
    if (found, figures) != (experiments, experiments):
        raise SystemExit(f"{found} pages and {figures} figures of {experiments} experiments")
    return cost


def build_plain(site: Path, pages: int) -> Cost:
    """One build of MkDocs with Material alone."""
    shutil.rmtree(site / "site", ignore_errors=True)
    cost = command("mkdocs", "build", "--quiet", cwd=site)
    if count_pages(site) != pages:
        raise SystemExit(f"the plain site has {count_pages(site)} pages instead of {pages}")
    return cost


def build_multiqc(folder: Path, count: int) -> Cost:
    """One report."""
    cost = command(*MULTIQC, cwd=folder)
    report = (folder / "out/multiqc_report.html").read_text(encoding="utf-8")
    found = len(set(re.findall(r'id="(table-\d{4,}-plot)-wrapper"', report)))
    if found != count:
        raise SystemExit(f"MultiQC shows {found} of {count} heatmaps")
    return cost


def build_scripts(site: Path, count: int) -> Cost:
    """Run all scripts of mkdocs-gallery, and build its site."""
    for made in ("site", "docs/made"):
        shutil.rmtree(site / made, ignore_errors=True)
    cost = command("mkdocs", "build", "--quiet", cwd=site)
    found = len({*(site / "site/made/images").glob("mkd_glr_plot_table_*_001.png")})
    if found != count:
        raise SystemExit(f"mkdocs-gallery shows {found} of {count} heatmaps")
    return cost


def count_pages(site: Path) -> int:
    """Count the pages of a built site, without that for addresses which don't exist."""
    return sum(path.name != "404.html" for path in (site / "site").rglob("*.html"))


def write_again(sizes: list[tuple[Path, int]], folder: Path) -> Cost:
    """Write files of these names and sizes, and nothing else: what the disk alone costs."""
    shutil.rmtree(folder, ignore_errors=True)
    wall, cpu = time.perf_counter(), time.process_time()
    for path, size in sizes:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(bytes(size))
    return Cost(time.perf_counter() - wall, time.process_time() - cpu)


def sizes_of(folder: Path) -> list[tuple[Path, int]]:
    """List the files of a folder, each with its bytes."""
    return [(path.relative_to(folder), path.stat().st_size) for path in folder.rglob("*") if path.is_file()]
