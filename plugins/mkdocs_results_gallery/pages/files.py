"""The files of one experiment: pictures, downloads, the rest of large tables."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_results_gallery.heatmap.previews import share_card
from mkdocs_results_gallery.pages.block import rests, scatter_assets
from mkdocs_results_gallery.pages.context import Sheet
from mkdocs_results_gallery.pages.exports import DOWNLOADS, as_json
from mkdocs_results_gallery.pages.page import Asset, held
from mkdocs_results_gallery.pages.urls import SHARED


def experiment_files(sheet: Sheet) -> Iterator[Asset]:
    """All files that belong to the page of an experiment."""
    experiment, around, tables = sheet.experiment, sheet.surroundings, sheet.tables
    for shown in tables:
        yield from shown.assets()
        for suffix, content_of in DOWNLOADS.items():
            yield Asset(f"{shown.plan.stem}.{suffix}", held(content_of(shown.table)))
        yield from rests(sheet, shown)
        yield from scatter_assets(sheet, shown)
    if sheet.options.share_images:
        card = share_card(tables[0].painting, experiment.title)
        yield Asset(f"{tables[0].plan.stem}{SHARED}", held(card))
    said = [shown.findings.observations for shown in tables]
    yield Asset(around.data, held(as_json(experiment, said, sheet.verdicts)))
    yield Asset(around.source, held(experiment.content))
    if experiment.sidecar:
        yield Asset(around.sidecar, held(experiment.sidecar.content))
