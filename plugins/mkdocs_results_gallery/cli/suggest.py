"""`results-gallery check --suggest`: claims that hold, as the YAML of each file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import yaml

from mkdocs_results_gallery.analysis.judge.proposals import suggest
from mkdocs_results_gallery.analysis.lookup import Finder
from mkdocs_results_gallery.claim import Claim
from mkdocs_results_gallery.cli.targets import Target
from mkdocs_results_gallery.errors import shown_path
from mkdocs_results_gallery.importing.claimyaml import said_of
from mkdocs_results_gallery.reading.anew import read_gallery


def suggested(targets: Sequence[Target]) -> str:
    """Give the claims that hold for the present tables of `targets`."""
    return "".join(text for target in targets for text in _of(target))


def _of(target: Target) -> Iterator[str]:
    gallery = read_gallery(target.folder, target.options, chosen=target.chosen)
    finder = Finder(gallery)
    for experiment in gallery.experiments:
        claims = [
            claim for number in range(len(experiment.tables)) for claim in suggest(finder, experiment, number)
        ]
        if claims:
            yield f"# {shown_path(target.shown(experiment.path))}\n{as_yaml(claims)}\n"


def as_yaml(claims: Iterable[Claim]) -> str:
    """Return a list under ``claims:``, as the reader reads it back."""
    document = {"claims": [said_of(claim) for claim in claims]}
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=100)
