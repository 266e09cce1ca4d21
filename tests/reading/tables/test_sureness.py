"""What is said of how sure numbers are, under the names that people and programs use."""

from __future__ import annotations

import pytest

from mkdocs_results_gallery.model import Uncertainty
from mkdocs_results_gallery.reading.tables.partnames import divided, may_say_how_sure
from tests.reading.conftest import read


def first(text: str, path: str = "a.csv") -> tuple[list[str], Uncertainty | None]:
    """The metrics, and what is said of the first number."""
    experiment = read(text, path).experiment
    assert experiment is not None
    (table,) = experiment.tables
    return [metric.name for metric in table.metrics], table.uncertainty.get((0, 0))


_DEVIATIONS = (
    "acc_std", "acc.sd", "acc-stdev", "acc stddev", "acc (std)", "accStd", "ACC STD", "std_acc", "sd acc",
    "acc / std", "acc standard deviation", "acc_std_dev",
)  # fmt: skip # short words stay dense
_ERRORS = ("acc_stderr", "acc.se", "acc sem", "acc_std_err", "acc standard error", "se_acc")


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        *(
            (name, "sd")
            for name in ("acc_std", "acc.sd", "acc-stdev", "acc stddev", "acc (std)", "accStd", "ACC STD")
        ),
        *(
            (name, "sd")
            for name in ("std_acc", "sd acc", "acc / std", "acc standard deviation", "acc_std_dev")
        ),
        *(
            (name, "se")
            for name in ("acc_stderr", "acc.se", "acc sem", "acc_std_err", "acc standard error", "se_acc")
        ),
        *(
            (name, "unspecified")
            for name in ("acc_err", "acc error", "acc ±", "acc +/-", "acc_ci", "acc_ci95")
        ),
        *(
            (name, None)
            for name in ("accstd", "acc_stdx", "bcc_std", "acc_max", "acc_rank", "acc_n", "acc_low")
        ),
    ],
)
def test_a_column_beside_another_is_its_uncertainty(column: str, kind: str | None) -> None:
    metrics, said = first(f"model,acc,{column}\na,0.5,3\nb,0.625,4\n")

    assert metrics == (["acc", column] if kind is None else ["acc"])
    assert said == (None if kind is None else Uncertainty(kind, 3))


@pytest.mark.parametrize(
    ("head", "metrics", "said"),
    [
        ("acc,acc_std,acc_n", ["acc"], Uncertainty("sd", 0.25, None, 5)),
        ("acc,acc_ci_high,acc_ci_low", ["acc", "acc_ci_high", "acc_ci_low"], None),  # which don't hold it
        ("mean,stddev,max", ["mean", "max"], Uncertainty("sd", 0.25)),
        ("Estimate,Std. Error,t", ["Estimate", "t"], Uncertainty("se", 0.25)),
        ("mean_acc,std_acc,n_acc", ["mean_acc"], Uncertainty("sd", 0.25, None, 5)),
        ("acc mean,acc std,acc count", ["acc mean"], Uncertainty("sd", 0.25, None, 5)),
        ("train-auc-mean,train-auc-std,x", ["train-auc-mean", "x"], Uncertainty("sd", 0.25)),
        ("mean_error,std_error,x", ["mean_error", "x"], Uncertainty("sd", 0.25)),
        ("latency (ms),latency std (ms),x", ["latency (ms)", "x"], Uncertainty("sd", 0.25)),
        ("value,error,x", ["value", "x"], Uncertainty("unspecified", 0.25)),
        ("score,error,x", ["score", "error", "x"], None),  # rather another metric
        ("length_controlled_rate,lc_stderr,x", ["length_controlled_rate", "x"], Uncertainty("se", 0.25)),
        ("acc,std,x", ["acc", "x"], Uncertainty("sd", 0.25)),
        ("acc,x,std", ["acc", "x"], None),  # that of x
        ("acc,count,x", ["acc", "count", "x"], None),
        ("test,test_error,x", ["test", "test_error", "x"], None),
        # of two kinds that which says more: an sd needs n
        ("acc,acc_std,acc_sem", ["acc", "acc_std"], Uncertainty("se", 5)),
    ],
)
def test_which_number_a_column_speaks_of(head: str, metrics: list[str], said: Uncertainty | None) -> None:
    assert first(f"model,{head}\na,0.5,0.25,5\nb,0.625,0.5,7\n") == (metrics, said)


def test_an_interval_has_the_level_of_its_names() -> None:
    found = first("model,acc,acc_ci90_lower,acc_ci90_upper\na,0.5,0.25,0.75\nb,0.5,0.25,0.75\n")

    assert found == (["acc"], Uncertainty("ci", None, (0.25, 0.75), None, 90))


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("{mean: .5, std: .25}", Uncertainty("sd", 0.25)),
        ("{mean: .5, std: .25, n: 3}", Uncertainty("sd", 0.25, None, 3)),
        ("{value: .5, stderr: .25}", Uncertainty("se", 0.25)),
        ("{avg: .5, error: .25, count: 3}", Uncertainty("unspecified", 0.25, None, 3)),
        ("{value: .5, ±: .25}", Uncertainty("unspecified", 0.25)),
        ("{estimate: .5, lower: .25, upper: 1}", Uncertainty("ci", None, (0.25, 1))),
        ("{score: .5, ci_95: [.25, 1]}", Uncertainty("ci", None, (0.25, 1), None, 95)),
        ("{value: .5, sd: .25, n: 3, computed: true}", Uncertainty("sd", 0.25, None, 3, None, computed=True)),
    ],
)
def test_a_cell_that_is_a_mapping(cell: str, said: Uncertainty) -> None:
    assert first(f"a: {{acc: {cell}}}\nb: {{acc: 1}}\n", "a.yaml") == (["acc"], said)


@pytest.mark.parametrize(
    ("lists", "are_repeats"),
    [
        ("[.5, .75, .625]", True),
        ("[.5, .75]", False),  # perhaps an interval
        ("[5, 7, 6]", False),  # perhaps sizes
        ("[" + ", ".join(["0.5", "0.75"] * 15) + "]", True),
        ("[" + ", ".join(["0.5", "0.75"] * 15) + ", 1.0]", False),  # rather a curve
        ("[.1, .2, .3, .4, .5, .6, .7]", True),  # up by less than 2.6 standard errors
        ("[.1, .2, .3, .4, .5, .6, .7, .8]", False),
    ],
)
def test_which_lists_are_repeats(lists: str, are_repeats: bool) -> None:
    found = read(f"a: {{acc: {lists}}}\nb: {{acc: .5, f1: .5}}\n").experiment

    assert (found is not None) is are_repeats


def test_what_repeats_make() -> None:
    found = first("repeat: true\nresults: {a: {acc: [0.70, 0.72, 0.71]}}\n", "a.yaml")

    assert found == (["acc"], Uncertainty("sd", 0.01, None, 3, None, computed=True))


@pytest.mark.parametrize(
    "word", ["std", "sd", "std_dev", "stderr", "standard_error", "err", "ci_low", "upper", "±"]
)
@pytest.mark.parametrize("form", ["acc_{}", "acc.{}", "{} acc", "acc ({})", "ACC-{}", "acc2 {}"])
def test_no_name_that_says_so_is_passed_over(word: str, form: str) -> None:
    for name in (form.format(word), form.format(word.upper()), "acc" + word.title().replace("_", "")):
        assert may_say_how_sure(f"model\n{name}\nf1")
        assert any(part for _, part, _ in divided(name))


def test_plain_names_are_passed_over() -> None:
    assert not may_say_how_sure("model\naccuracy\nf1_macro\nlosses\nsession\ncirca\nselfies\nhistory")
