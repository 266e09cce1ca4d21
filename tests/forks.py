"""Processes forked from one that has imported what tests start: to import it anew takes longer than most."""

from __future__ import annotations

import multiprocessing

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(
    [
        "mkdocs.__main__",
        "mkdocs.commands.build",
        "material.plugins.search.plugin",
        "matplotlib.backends.backend_agg",
        "mkdocs_results_gallery.hosts.mkdocs",
        "mkdocs_results_gallery.heatmap.print",
    ]
)
