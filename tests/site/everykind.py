"""A small site that has every kind of page, and of each part of a page one at least."""

from __future__ import annotations

from pathlib import Path

from mkdocs_results_gallery.analysis.comparison import GalleryComparison
from mkdocs_results_gallery.hosts.base import Base
from mkdocs_results_gallery.options import Options
from tests.site.host import Built, build, tiny, write

THEME = (
    "{name: material, font: false, features: [navigation.instant, content.code.copy], palette: ["
    "{media: '(prefers-color-scheme: light)', scheme: default,"
    " toggle: {icon: material/weather-night, name: dark}}, "
    "{media: '(prefers-color-scheme: dark)', scheme: slate,"
    " toggle: {icon: material/weather-sunny, name: light}}]}"
)

RESULTS = {
    "_gallery.yaml": "title: All kinds\ndescription: Every *kind* of page.\n",
    "probing/founding.yaml": """\
title: Founding
description: Two metrics over six datasets, with `neg_` pairs.
date: 2024-10-18
tags: [probing, new]
authors:
  - {name: Ada Lovelace, orcid: 0000-0002-1825-0097, affiliation: Analytical Society}
  - {organisation: The Difference & Co}
source: {url: https://example.org/paper, doi: 10.1000/182, commit: 0282574, command: make all}
metrics:
  t_g: {higher_is_better: true, range: [0, 1], reference: 0.5, unit: AUROC, format: .2f, aggregate: mean}
  t_p: {higher_is_better: true, range: [0, 1], reference: 0.5, unit: AUROC, format: .2f, description: A *p*.}
groups: {negated: neg_*, affirmative: "*"}
rows:
  cities: {description: Which country a city lies in.}
results:
  cities: {t_g: 1.0, t_p: {value: 0.98, sd: 0.01, n: 10}}
  neg_cities: {t_g: 1.0, t_p: 0.0}
  facts: {t_g: 0.96, t_p: 0.92}
  neg_facts: {t_g: 0.93, t_p: 0.09}
  דיוק: {t_g: 0.97, t_p: failed}
  neg_inventors: {t_g: 0.98, t_p: {missing: not run, note: later}}
claims:
  - {text: t_g is never below chance., metric: t_g, rows: "*", every: above reference}
  - {text: t_p shows 0.00 on every negation., metric: t_p, rows: negated, every: "= 0.00", missing: ignore}
related: [speed]
baseline: {experiment: speed, table: small}
""",
    "speed.yaml": """\
title: Speed & size
tags: [probing, new]
tables:
  small:
    title: Small
    metrics:
      t_g: {higher_is_better: true, unit: AUROC, range: [0, 1]}
      time: {higher_is_better: false, unit: s}
    groups: {fast: [cities, a], slow: [b, c]}
    results:
      cities: {t_g: 0.5, time: 1.5}
      a: {t_g: 0.75, time: 2.5 ± 0.5}
      b: {t_g: 0.25, time: 20}
      c: {t_g: 0.125, time: 30}
  records:
    results:
      - {model: cities, t_g: 0.5 †, note: some text}
      - {model: other, t_g: "> 0.25 ‡", note: "<b>other</b> text"}
  board:
    baseline: {row: a}
    board: {by: mean rank, weights: {time: 2}, missing: leave out}
    scatter: [time, t_g]
    metrics:
      t_g: {higher_is_better: true, unit: AUROC, range: [0, 1]}
      time: {higher_is_better: false, unit: s}
      size: {}
    results:
      cities: {t_g: 0.5, time: 1.5, size: 1}
      a: {t_g: 0.75, time: 20, size: 2}
      b: {t_g: 0.25, time: 3, size: 2}
      c: {t_g: null, time: null, size: 3}
""",
    "large.csv": "row,m0,m1\n" + "".join(f"r{row},{row},{row * 2}\n" for row in range(120)),
    "wrong.yaml": "title: Wrong\nresults:\n  a: {x: 0,5}\n  b: {x: [one]}\n",
}
BEFORE = {
    "_gallery.yaml": RESULTS["_gallery.yaml"],
    "probing/founding.yaml": RESULTS["probing/founding.yaml"]
    .replace("t_g: {higher_is_better: true, range: [0, 1], ref", "t_g: {higher_is_better: true, ref")
    .replace("cities: {t_g: 1.0, t_p: {value: 0.98, sd", "cities: {t_g: 0.9, t_p: {value: 0.975, sd")
    .replace("facts: {t_g: 0.96, t_p: 0.92}", "truths <b>: {t_g: 0.96, t_p: 0.92}", 1)
    .replace("neg_facts: {t_g: 0.93, t_p: 0.09}", "neg_facts: {t_g: 0.97, t_p: 0.00}")
    .replace("t_p: failed", "t_p: 0.91")
    .replace("missing: not run", "missing: failed"),
    "speed.yaml": RESULTS["speed.yaml"].replace("b: {t_g: 0.25, time: 20}", "b: {t_g: 0.25, time: 30}", 1),
    "old/<u>.yaml": "results: {r: {x: 1}}\n",
    "wrong.yaml": "title: Wrong\nresults:\n  a: {x: 0.5}\n",
}
"""The same results as they were before."""


def since(folder: Path) -> GalleryComparison:
    """The comparison of the files in the folders ``before`` and ``results`` below `folder`."""
    return Base("./before", folder, "results", folder / "docs").compared(Options())


PROSE = """\
# In words

The value is [0.96](results:probing/founding?row=facts&metric=t_g), see [the page](results:probing/founding).

![A figure of six datasets](results:probing/founding)

![A table](results:speed?table=small&show=table)
"""

KINDS = {
    "index": "gallery/",
    "experiment": "gallery/experiments/probing/founding/",
    "tables": "gallery/experiments/speed/",
    "large": "gallery/experiments/large/",
    "broken": "gallery/experiments/wrong/",
    "metric": "gallery/metrics/t_g/",
    "row": "gallery/rows/cities/",
    "tag": "gallery/tags/probing/",
    "names": "gallery/metrics/",
    "baseline": "gallery/baselines/probing/founding/",
    "changes": "gallery/changes/",
    "prose": "words/",
}


def build_every_kind(folder: Path, address: str = "") -> Built:
    """The built site; of `address` it says that it will be published there."""
    tiny(folder, RESULTS, THEME)
    write(folder, {"docs/words.md": PROSE})
    write(folder / "before", BEFORE)
    config = (folder / "mkdocs.yml").read_text()
    config = config.replace("nav: [index.md, ", "nav: [index.md, words.md, ")
    config = config.replace('site_url: ""', f'site_url: "{address}"')
    settings = "{compare_to: ./before, preview: now, limits: {listed_cells: 80, drawn_rows: 60}}"
    config = config.replace("  - results-gallery\n", f"  - results-gallery: {settings}\n")
    (folder / "mkdocs.yml").write_text(config)
    return build(folder)
