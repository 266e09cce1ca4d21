"""What the reference says is what the program knows."""

from __future__ import annotations

import dataclasses
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_results_gallery.analysis.comparison import ExperimentComparison, GalleryComparison
from mkdocs_results_gallery.build import build
from mkdocs_results_gallery.diffing.reports.diffschema import diff_schema
from mkdocs_results_gallery.executor import dask, elsewhere
from mkdocs_results_gallery.heatmap.styles import STYLES
from mkdocs_results_gallery.hosts.mkdocs import ResultsGalleryConfig
from mkdocs_results_gallery.options import Limits, Options
from mkdocs_results_gallery.palettes import PALETTES
from mkdocs_results_gallery.reading.formats import FORMATS, GLOBS
from mkdocs_results_gallery.reading.schema.keys import gallery_schema, results_schema
from tests.conftest import ROOT
from tests.independent.files import gallery
from tests.independent.flips import read_tables, told
from tests.site.host import write

REFERENCE = ROOT / "docs/reference"


def rows(page: str, heading: str) -> dict[str, list[str]]:
    """The first table after `heading`: first cell (without backticks) to the others."""
    text = (REFERENCE / page).read_text(encoding="utf-8")
    table = text[text.index(heading) :].split("\n|---", 1)[1].split("\n\n", 1)[0]
    lines = [line.strip("| ").split(" | ") for line in table.splitlines()[1:]]
    return {line[0].strip("`"): line[1:] for line in lines}


def test_every_option_is_documented_with_its_default() -> None:
    options = ResultsGalleryConfig()
    known = {key: option.default for key, option in options._schema}

    documented = {key: cells[0].strip("`") for key, cells in rows("options.md", "# Options").items()}

    assert set(documented) == set(known)
    for key, default in known.items():
        expected = None if documented[key] == "unset" else yaml.safe_load(documented[key])
        assert expected == default, key


def test_every_limit_is_documented_with_its_default() -> None:
    known = {field.name: field.default for field in dataclasses.fields(Limits)}

    documented = {key: int(cells[0].strip("`")) for key, cells in rows("options.md", "## Limits").items()}

    assert documented == known


def test_every_palette_and_style_is_documented() -> None:
    text = (REFERENCE / "colours.md").read_text(encoding="utf-8")

    assert set(rows("colours.md", "## Palettes")) == set(PALETTES)
    assert all(f"\n`{style}`\n" in text for style in STYLES)


def test_every_key_of_a_file_is_documented() -> None:
    schema = results_schema()
    text = json.dumps(schema)

    documented = set(rows("format.md", "## Keys of a file"))

    assert {f'"{key}"' for key in documented if f'"{key}"' not in text} == set()
    assert set(rows("format.md", "Of a metric:")) == {
        "label", "higher_is_better", "range", "domain", "scale", "reference", "unit", "format",
        "description", "aggregate", "ci_level", "parentheses", "paired", "tolerance", "ignore",
    }  # fmt: skip # short words stay dense
    page = (REFERENCE / "format.md").read_text(encoding="utf-8")
    assert [key for key in gallery_schema()["properties"] if f"`{key}`" not in page] == []
    assert [suffix for suffix in FORMATS if f"`{suffix}`" not in page] == []
    options = (REFERENCE / "options.md").read_text(encoding="utf-8")
    assert f"| `include` | `{json.dumps(list(GLOBS))}` |" in options


def test_the_documented_hook_takes_every_format() -> None:
    page = (ROOT / "docs/publishing.md").read_text(encoding="utf-8")
    (files,) = re.findall(r"^ +files: (.*)$", page, re.MULTILINE)

    assert [suffix for suffix in FORMATS if not re.search(files, f"results/a{suffix}")] == []


@pytest.mark.parametrize("page", ["format.md", "../guide.md", "../claims.md"])
def test_examples_are_read_without_a_word(page: str, tmp_path: Path) -> None:
    text = (REFERENCE / page).read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    examples = [block for block in blocks if re.search(r"^(results|cities):", block, re.MULTILINE)]
    assert len(examples) >= 1
    for number, block in enumerate(examples):
        (tmp_path / f"{number}.yaml").write_text(block, encoding="utf-8")

    site = build(tmp_path, Options())

    assert [str(problem) for problem in site.problems if problem.severity != "notice"] == []


def test_the_catalogue_has_the_documented_keys(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("cities: {t_p: 1.00}\n")
    since = GalleryComparison("v1", "", (ExperimentComparison("a.yaml", "added"),))
    site = build(tmp_path, Options(), comparison=since)
    (asset,) = (asset for asset in site.assets if asset.uri == "gallery.json")
    catalogue = json.loads(asset.content)
    (experiment,) = catalogue["experiments"]
    (table,) = experiment["tables"]

    documented = set(rows("catalogue.md", "| key | what it is |"))

    assert documented == {
        *catalogue,
        *(f"experiments[].{key}" for key in experiment if key != "tables"),
        *(f"experiments[].tables[].{key}" for key in table),
    }


def test_the_report_of_diff_has_the_documented_keys() -> None:
    documented = {
        place: re.findall(r"`(\w+)`", cells[0])
        for places, cells in rows("diff.md", "| where | keys").items()
        for place in places.split("`, `")
    }
    known = list(keys_of(diff_schema(), "all"))
    places = [max((one for one in documented if place.endswith(one)), key=len) for place, _ in known]

    assert [documented[place] for place in places] == [keys for _, keys in known]
    assert set(places) == set(documented)


def keys_of(schema: dict[str, Any], place: str) -> Iterator[tuple[str, list[str]]]:
    """Each object of a JSON Schema, and its keys."""
    if "properties" in schema:
        yield place, list(schema["properties"])
    for name, inner in schema.get("properties", {}).items():
        beneath = name if place == "all" else f"{place}.{name}"
        yield from keys_of(inner, beneath)
        yield from keys_of(inner.get("items", {}), f"{beneath}[]")


def test_the_contradicted_example_is_what_the_command_prints() -> None:
    command = [sys.executable, "-m", "mkdocs_results_gallery.cli", "check", "docs/examples/contradicted"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)

    assert done.returncode == 1
    assert done.stdout == (ROOT / "docs/examples/contradicted/output.txt").read_text(encoding="utf-8")


def test_every_kind_of_observation_is_documented() -> None:
    page = (ROOT / "docs/observations.md").read_text(encoding="utf-8")
    tables = (shown for seed in range(100) for shown in read_tables(gallery(seed)).values())
    kinds = {one.kind for shown in tables for one in told(shown)}

    assert set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == kinds


def test_the_documented_observer_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a package that pip has installed: the two listings of the page, and nothing else."""
    page = (ROOT / "docs/observations.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    (toml,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    ((group, points),) = tomllib.loads(toml)["project"]["entry-points"].items()
    ((name, target),) = points.items()
    write(
        tmp_path,
        {
            "results/a.yaml": "a: {x: 1}\nb: {x: 3.5}\n",
            "my_package/__init__.py": "",
            "my_package/observers.py": code,
            "my_package-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: my-package\nVersion: 1\n",
            "my_package-1.dist-info/entry_points.txt": f"[{group}]\n{name} = {target}\n",
        },
    )
    monkeypatch.syspath_prepend(tmp_path)

    site = build(tmp_path / "results", Options())

    assert site.problems == ()
    (shown,) = (page for page in site.pages if page.kind == "experiment")
    assert re.findall(r"<li[^>]*>(.* spreads .*)</li>", shown.html) == [
        "<bdi>x</bdi> spreads over <bdi>2.5</bdi>."
    ]


def test_the_table_of_when_a_cluster_pays_is_computed() -> None:
    page = (ROOT / "docs/cluster.md").read_text(encoding="utf-8")
    handing = float(re.findall(r"`d = ([\d.]+)` ms", page)[0])
    connecting = float(re.findall(r"`k = ([\d.]+)` seconds", page)[0])
    workers = [int(number) for number in re.findall(r"(\d+) workers \|", page)]
    lines = re.findall(r"^\| (\d+ × \d+) \| (\d+) \| (.*) \|$", page, re.MULTILINE)
    assert (len(lines), workers) == (3, [4, 8, 32])
    for _, cost, cells in lines:
        pays = [1000 * connecting / (float(cost) * (1 / 2 - 1 / one) - handing) for one in workers]
        assert cells.split(" | ") == [f"{round(count, -1):,.0f}" for count in pays]


def test_the_times_of_a_lost_cluster_are_those_of_the_code() -> None:
    page = (ROOT / "docs/cluster.md").read_text(encoding="utf-8")
    said = re.findall(r"after (\d+) seconds of trying|back for (\d+) seconds", page)
    assert [int(one or other) for one, other in said] == [dask.CONNECTION_SECONDS, elsewhere.PATIENCE]
