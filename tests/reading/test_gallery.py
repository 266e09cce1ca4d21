# ruff: noqa: E501 - a message is one line

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from mkdocs_results_gallery.errors import BUG
from mkdocs_results_gallery.model import Folder, Gallery
from mkdocs_results_gallery.options import Limits, Options
from mkdocs_results_gallery.reading import read_file, read_gallery
from mkdocs_results_gallery.reading.anew import ReadingAnew
from mkdocs_results_gallery.reading.formats import FORMATS
from mkdocs_results_gallery.reading.gallery import gather
from tests.conftest import ROOT
from tests.reading.conftest import cells


def gallery(root: Path, options: Options | None = None, **files: str) -> Gallery:
    """A gallery of files; ``__`` in a name is a folder, ``_`` before the suffix a point."""
    for name, text in files.items():
        stem, _, suffix = name.replace("__", "/").rpartition("_")
        path = root / f"{stem}.{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_gallery(root, options or Options())


def defaults(root: Path, text: str, folder: str = "") -> None:
    (root / folder).mkdir(parents=True, exist_ok=True)
    (root / folder / "_gallery.yaml").write_text(text, encoding="utf-8")


def test_one_broken_file_costs_its_own_page(tmp_path: Path) -> None:
    found = gallery(
        tmp_path,
        a_yaml="r: {acc: 1}\n",
        b_yaml="r: {acc: yes, f1: 1}\n",
        c_yaml="name: Config\nversion: 3\n",
        d_csv="name,acc\nx,1\n",
        e_json='{"r": {"acc": 1}',
    )
    assert [experiment.path for experiment in found.experiments] == ["a.yaml", "d.csv"]
    assert [file.path for file in found.broken] == ["b.yaml", "e.json"]
    assert [f"{problem.severity} {problem}" for problem in found.problems] == [
        'error b.yaml:1:10: r > acc: expected a number or a missing value, got "yes"; '
        "write 1 or 0 if it is a number, null if there is none",
        "skipped c.yaml:1:1: no metric table: one level of names and numbers",
        'error e.json:1:17: r: expected JSON, got the end of the file instead of "," or the closing bracket; '
        "close all brackets",
    ]
    assert found.broken[0].problems == (found.problems[0],)


def test_what_a_folder_two_above_says_orders_no_rows(tmp_path: Path) -> None:
    defaults(tmp_path, "rows: {b: {label: B}}\n")
    defaults(tmp_path, "title: Between\n", "sub")

    found = gallery(tmp_path, sub__a_yaml="a: {acc: 1}\nb: {acc: 2}\n", top_yaml="a: {acc: 1}\nb: {acc: 2}\n")

    assert [[row.name for row in one.tables[0].rows] for one in found.experiments] == [["a", "b"]] * 2


def test_scales_that_a_folder_can_t_mean_cost_no_page(tmp_path: Path) -> None:
    x, y = "x: {scale: log, domain: [0, 1]}", "y: {scale: quantile, domain: [0, 1]}"
    defaults(tmp_path, f"metrics:\n  {x}\n  {y}\n  z: {{domain: [0, 1]}}\n")
    defaults(tmp_path, "heatmap: {style: diverging}\nmetrics: {y: {scale: log}}\n", "sub")
    own = "metrics: {z: {scale: log}}\nresults: {r: {z: 1}}\n"

    found = gallery(tmp_path, a_yaml="a: {x: 1, y: 2, z: 3}\n", b_yaml=own, sub__c_yaml="r: {x: 1}\n")

    assert [(one.name, one.scale, one.domain) for one in found.experiments[0].tables[0].metrics] == [
        ("x", "log", None),
        ("y", "quantile", None),
        ("z", "", (0, 1)),
    ]
    assert [str(problem) for problem in found.problems] == [
        "_gallery.yaml:2:27: metrics > x > domain: expected a domain above 0, as the metric's scale is log, got 0; e.g. [1, 1000], [null, 1000], or `scale: symlog`",
        "_gallery.yaml:3:32: metrics > y > domain: expected no domain, as the metric's scale is quantile, which colours by rank; leave it out, or choose another scale",
        "b.yaml:1:22: metrics > z > domain: expected a domain above 0, as the metric's scale is log, got 0; e.g. [1, 1000], [null, 1000], or `scale: symlog`",
        'sub/_gallery.yaml:2:22: metrics > y > scale: expected linear or symlog, as the table\'s style is diverging, got "log"; symlog goes to both sides of the centre; else `style: sequential`',
        'sub/c.yaml: metrics > x > scale: expected linear or symlog, as the table\'s style is diverging, got "log"; symlog goes to both sides of the centre; else `style: sequential`',
    ]


OPTION = "the option `results_dir` says where it is"


@pytest.mark.parametrize(
    ("name", "got", "cure"),
    [
        ("nothing", "nothing there", f"create it; {OPTION}"),
        ("file", "a file", f"create it; {OPTION}"),
        ("result", "nothing there", f'{OPTION}; did you mean "results"?'),
        ("output", "nothing there", f'{OPTION}; did you mean "results"?'),
        ("reslts/llama", "nothing there", f'{OPTION}; did you mean "results/llama"?'),
        ("reslts/mistral", "nothing there", f'{OPTION}; did you mean "results"?'),
        ("results/lama", "nothing there", f'{OPTION}; did you mean "llama"?'),
    ],
)
def test_a_missing_directory_is_a_problem(tmp_path: Path, name: str, got: str, cure: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / ".results").mkdir()
    if "did you mean" in cure:
        (tmp_path / "results" / "llama").mkdir(parents=True)
    else:
        (tmp_path / "docs").mkdir()
    found = read_gallery(tmp_path / name, Options())
    assert found.experiments == found.broken == ()
    assert [str(problem) for problem in found.problems] == [
        f'.: expected a results directory "{name.rpartition("/")[2]}", got {got}; {cure}'
    ]


EXAMPLE = "e.g. a file first.yaml with `cities: {acc: 0.97}`"


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ((), f'expected a results file in "r", got none; put one there, {EXAMPLE}; {OPTION}'),
        (("_gallery.yaml", ".x", "~$x.csv"), f'expected a results file in "r", got none; put one there, {EXAMPLE}; {OPTION}'),
        (("a.txt",), 'expected a results file in "r", got 1 file that is left out; results files end in .yaml, .yml, .json, .jsonl, .ndjson, .csv or .tsv; see the options `include` and `exclude`'),
        (("a.txt", "b/c.md"), 'expected a results file in "r", got 2 files that are left out; results files end in .yaml, .yml, .json, .jsonl, .ndjson, .csv or .tsv; see the options `include` and `exclude`'),
        (("a.yaml",), f'expected a table of numbers in "r", got none in the only file; each skipped file is listed with the reason; a table maps rows to metrics, {EXAMPLE}'),
        (("a.yaml", "b.csv", "c.txt"), f'expected a table of numbers in "r", got none in any of 2 files; each skipped file is listed with the reason; a table maps rows to metrics, {EXAMPLE}'),
    ],
)  # fmt: skip # a case is a line
def test_a_folder_without_any_table_is_a_warning(tmp_path: Path, files: tuple[str, ...], told: str) -> None:
    root = tmp_path / "r"
    (root / "b").mkdir(parents=True)
    for name in files:
        (root / name).touch()
    found = read_gallery(root, Options())
    assert (found.experiments, found.broken) == ((), ())
    assert [str(one) for one in found.problems if one.severity != "skipped"] == [f".: {told}"]
    assert found.problems[0].severity == "warning"


def test_a_folder_whose_files_are_broken_is_told_no_second_time(tmp_path: Path) -> None:
    found = gallery(tmp_path, a_yaml="r: {acc: yes, f1: 1}\n", b_yaml="a: b\n")
    assert [problem.severity for problem in found.problems] == ["error", "skipped"]
    found = gallery(tmp_path, a_yaml="r: {t: 30s}\ns: {t: 20s}\n")
    assert [problem.severity for problem in found.problems] == ["warning", "skipped"]


def test_suffixes_count_in_any_case(tmp_path: Path) -> None:
    (tmp_path / "_Gallery.YAML").write_text("metrics: {acc: {unit: x}}\n", encoding="utf-8")
    found = gallery(
        tmp_path, RUN1_CSV="model,acc\na,0.5\n", run2_Yml="a: {acc: 1}\n", c_JSON='{"a": {"acc": 1}}'
    )
    assert found.problems == ()
    assert [experiment.path for experiment in found.experiments] == ["c.JSON", "RUN1.CSV", "run2.Yml"]
    assert {one.tables[0].metrics[0].unit for one in found.experiments} == {"x"}
    assert read_file(tmp_path / "RUN1.CSV", Options()).experiments[0].tables[0].metrics[0].unit == "x"
    assert read_file(tmp_path / "_Gallery.YAML", Options()).experiments == ()


def test_nearer_defaults_win_field_by_field(tmp_path: Path) -> None:
    defaults(tmp_path, "title: All\nmetrics: {acc: {label: Accuracy, range: [0, 1], unit: x}}\ntags: [top]\n")
    defaults(tmp_path, "description: Inner.\nmetrics: {acc: {unit: y}}\nrows: {r: {label: R}}\n", "a/b")
    found = gallery(
        tmp_path,
        a__b__c_yaml="metrics: {acc: {label: A}}\ntags: [own]\nresults: {r: {acc: 0.5}}\n",
        a__d_yaml="r: {acc: 0.5}\n",
    )
    assert found.problems == ()
    outer, inner = found.experiments
    (metric,) = inner.tables[0].metrics
    assert (metric.label, metric.range, metric.unit) == ("A", (0, 1), "y")
    assert inner.tables[0].rows[0].label == "R"
    assert (inner.title, inner.description, inner.tags) == ("c", "", ("own", "top"))
    (metric,) = outer.tables[0].metrics
    assert (metric.label, metric.range, metric.unit) == ("Accuracy", (0, 1), "x")
    assert (outer.title, outer.tags) == ("d", ("top",))
    assert found.folders == {"": Folder("All", ""), "a/b": Folder("", "Inner.")}


def test_defaults_tell_the_key_and_the_unit(tmp_path: Path) -> None:
    defaults(tmp_path, "row_key: model\nmetrics: {acc: {unit: percent}}\n")
    found = gallery(tmp_path, a_csv="model,run,acc\nx,1,50%\ny,1,60\n")
    assert found.problems == ()
    (table,) = found.experiments[0].tables
    assert cells(table) == {"x": {"run": 1, "acc": 50}, "y": {"run": 1, "acc": 60}}


def test_what_defaults_declare_needs_not_occur(tmp_path: Path) -> None:
    defaults(tmp_path, "metrics: {f1: {}}\nrows: {x: {}}\ngroups: {g: y*}\n")
    assert gallery(tmp_path, a_yaml="r: {acc: 1}\n").problems == ()


def test_broken_defaults_are_told_and_cost_no_page(tmp_path: Path) -> None:
    defaults(tmp_path, "metrics: {acc: {label: A, range: wide}}\ncolour: red\n")
    defaults(tmp_path, "[", "a")
    defaults(tmp_path, "- a\n", "b")
    defaults(tmp_path, "# nothing yet\n", "c")
    found = gallery(tmp_path, a__x_yaml="r: {acc: 1}\n", b__y_yaml="r: {acc: 1}\n")
    assert len(found.experiments) == 2
    assert found.experiments[0].tables[0].metrics[0].label == "A"
    assert [f"{problem.severity} {problem}" for problem in found.problems] == [
        'error _gallery.yaml:1:34: metrics > acc > range: expected two numbers, got "wide"; '
        "e.g. [0, 1], or [0, null] without an upper end",
        'warning _gallery.yaml:2:1: expected a known key, got "colour"; '
        "known are collect, title, description, tags, files, metrics, rows, groups, heatmap, board, scatter, baseline, row_key, "
        "header, repeat, orient, ci_level, paired, ignore",
        "error a/_gallery.yaml:1:1: expected YAML, got something else: did not find expected node content "
        "(while parsing a flow node); mend the brackets and commas",
        "error b/_gallery.yaml:1:1: expected a mapping of settings, got a list",
    ]


def test_two_defaults_in_one_folder_are_told(tmp_path: Path) -> None:
    found = gallery(tmp_path, _gallery_yaml="title: A\n", _gallery_yml="title: B\n")
    assert found.folders[""].title == "A"
    assert [str(problem) for problem in found.problems] == [
        "_gallery.yml: expected one such file in a folder, got _gallery.yaml and _gallery.yml"
    ]


def test_all_files_together_have_a_limit(tmp_path: Path) -> None:
    options = Options(limits=Limits(total_bytes=30))
    found = gallery(tmp_path, options, a_yaml="r: {acc: 1}\n", b_yaml="r: {acc: 2}\n", c_yaml="r: {acc: 3}\n")
    assert [experiment.path for experiment in found.experiments] == ["a.yaml", "b.yaml"]
    assert [file.path for file in found.broken] == ["c.yaml"]


def test_an_included_file_of_another_kind_is_told(tmp_path: Path) -> None:
    found = gallery(tmp_path, Options(include=("**",)), a_txt="r: {acc: 1}\n")
    assert [str(problem) for problem in found.problems] == [
        "a.txt: expected one of .yaml, .yml, .json, .jsonl, .ndjson, .csv, .tsv, got another suffix"
    ]


def test_a_bug_of_ours_costs_one_page(tmp_path: Path) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    gallery(tmp_path, a_yaml="r: {acc: 1}\n", b_json="{}", _gallery_yml="title: A\n")
    formats = {**FORMATS, ".json": broken, ".yml": broken}
    found = gather(tmp_path, Options(), ReadingAnew(formats))
    assert [experiment.path for experiment in found.experiments] == ["a.yaml"]
    assert [str(problem) for problem in found.problems] == [
        f"_gallery.yml: {BUG}: ZeroDivisionError; please report it, with this file",
        f"b.json: {BUG}: ZeroDivisionError; please report it, with this file",
    ]
    assert gc.isenabled()


def test_one_file_is_read_with_the_defaults_beside_it(tmp_path: Path) -> None:
    defaults(tmp_path, "metrics: {acc: {unit: percent}}\n")
    gallery(tmp_path, a_yaml="r: {acc: 5%}\n", b_yaml="r: {acc: x, f1: 1}\n")
    found = read_file(tmp_path / "a.yaml", Options())
    assert (len(found.experiments), found.broken, found.problems) == (1, (), ())
    assert found.experiments[0].content == b"r: {acc: 5%}\n"
    found = read_file(tmp_path / "b.yaml", Options())
    assert (found.experiments, len(found.broken), len(found.problems)) == ((), 1, 1)
    found = read_file(tmp_path / "_gallery.yaml", Options())
    assert (found.experiments, found.broken, found.problems) == ((), (), ())
    found = read_file(tmp_path / "c.yaml", Options())
    assert (found.experiments, found.broken, found.problems) == ((), (), ())


def test_the_same_directory_gives_the_same_gallery(tmp_path: Path) -> None:
    gallery(tmp_path, b_yaml="r: {acc: 1}\n", a__b_yaml="r: {acc: x, b: 1}\n", c_csv="n,a\nx,1\n")
    first, second = (read_gallery(tmp_path, Options()) for _ in range(2))
    assert first.problems == second.problems
    assert [one.title for one in first.experiments] == [one.title for one in second.experiments]


def test_titles_come_from_the_path(tmp_path: Path) -> None:
    table = "r: {acc: 1}\n"
    found = gallery(
        tmp_path,
        coco__metafile_yml=table,
        mpii__metafile_yml=table,
        hand__coco__hrnet_yml=table,
        body__coco__hrnet_yml=table,
        results_yaml=table,
        said_yaml=f"title: Own words\nresults: {{{table.strip()}}}\n",
    )
    assert {experiment.path: experiment.title for experiment in found.experiments} == {
        "coco/metafile.yml": "coco",
        "mpii/metafile.yml": "mpii",
        "hand/coco/hrnet.yml": "hand/coco/hrnet",
        "body/coco/hrnet.yml": "body/coco/hrnet",
        "results.yaml": "results",
        "said.yaml": "Own words",
    }


def test_our_own_results_have_no_problem() -> None:
    found = read_gallery(ROOT / "results", Options())
    assert found.broken == ()
    assert [str(problem) for problem in found.problems if problem.severity != "skipped"] == []
