"""`results-gallery check --suggest`: claims that hold, as the YAML of each file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mkdocs_results_gallery.analysis.finding import Finder
from mkdocs_results_gallery.analysis.suggest import suggest
from mkdocs_results_gallery.claimtext import as_yaml
from mkdocs_results_gallery.cli.outcome import Outcome
from mkdocs_results_gallery.cli.targets import Target
from mkdocs_results_gallery.errors import shown_path
from mkdocs_results_gallery.reading import read_gallery


def suggested(targets: Sequence[Target]) -> Outcome:
    """Claims that hold for the present tables of `targets`."""
    return Outcome("".join(text for target in targets for text in _of(target)), 0)


def _of(target: Target) -> Iterator[str]:
    gallery = read_gallery(target.folder, target.options, chosen=target.chosen)
    finder = Finder(gallery)
    for experiment in gallery.experiments:
        claims = [
            claim for number in range(len(experiment.tables)) for claim in suggest(finder, experiment, number)
        ]
        if claims:
            yield f"# {shown_path(target.shown(experiment.path))}\n{as_yaml(claims)}\n"
