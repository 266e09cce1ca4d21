from __future__ import annotations

import pytest

from mkdocs_results_gallery.analysis.related import KnownShared, find_links
from mkdocs_results_gallery.analysis.shared import find_membership
from mkdocs_results_gallery.provenance import Reference
from tests.conftest import experiment, gallery, table


def test_the_nearest_share_most_and_say_what() -> None:
    one = experiment("one.yaml", table({"a": {"x": 1}, "b": {"x": 1}}), tags=("t",))
    two = experiment("two.yaml", table({"a": {"x": 1}, "b": {"x": 1}}), tags=("t",))
    three = experiment("three.yaml", table({"a": {"y": 1}}))
    four = experiment("four.yaml", table({"z": {"q": 1}}))
    found = gallery(one, two, three, four)

    links = find_links(found, find_membership(found), limit=5)

    assert [(item.experiment, item.reason) for item in links.shared[0]] == [
        (1, "shares 2 rows, 1 metric and 1 tag"),
        (2, "shares 1 row"),
    ]
    assert links.shared[3] == ()


def test_the_limit_cuts() -> None:
    found = gallery(*(experiment(f"{number}.yaml", table({"a": {"x": 1}})) for number in range(9)))

    links = find_links(found, find_membership(found), limit=3)

    assert [item.experiment for item in links.shared[8]] == [0, 1, 2]


@pytest.mark.parametrize(("common_names", "nearest"), [(4, "rare"), (6, "common0")])
def test_a_rare_name_weighs_more_than_several_common_ones(common_names: int, nearest: str) -> None:
    # the row of two weighs 1, each metric of 21 a fifth
    metrics = {f"m{number}": 1.0 for number in range(common_names)}
    one = experiment("one.yaml", table({"rare": metrics}))
    rare = experiment("rare.yaml", table({"rare": {"own": 1}}))
    common = [experiment(f"common{at}.yaml", table({f"row{at}": metrics})) for at in range(20)]
    found = gallery(one, rare, *common)

    links = find_links(found, find_membership(found), limit=1)

    assert found.experiments[links.shared[0][0].experiment].title == nearest


@pytest.mark.parametrize(
    ("tags", "others", "reasons"),
    [
        (("a",), ("z",), []),
        (("a", "b"), ("z",), ["shares 2 tags"]),
        # what all have, as by a folder's defaults, is no second tag
        (("a", "all"), ("all",), []),
        (("a", "b", "all"), ("all",), ["shares 3 tags"]),
    ],
)
def test_experiments_are_related_by_more_than_one_common_tag(
    tags: tuple[str, ...], others: tuple[str, ...], reasons: list[str]
) -> None:
    one = experiment("1.yaml", table({"r1": {"m1": 1}}), tags=tags)
    two = experiment("2.yaml", table({"r2": {"m2": 1}}), tags=tags)
    rest = [experiment(f"{at}.yaml", table({f"r{at}": {f"m{at}": 1}}), tags=others) for at in (3, 4)]
    found = gallery(one, two, *rest)

    links = find_links(found, find_membership(found), limit=5)

    assert [item.reason for item in links.shared[0]] == reasons
    assert [len(related) for related in links.shared[:2]] == [len(reasons)] * 2


@pytest.mark.parametrize("rows", [{"r2": {"m1": 1.0}}, {"r1": {"m2": 1.0}}])
def test_one_common_row_or_metric_relates_and_then_its_tag_counts(rows: dict[str, dict[str, float]]) -> None:
    one = experiment("1.yaml", table({"r1": {"m1": 1}}), tags=("a",))
    two = experiment("2.yaml", table(rows), tags=("a",))
    found = gallery(one, two)

    (related,) = find_links(found, find_membership(found), limit=5).shared[0]

    assert related.reason == ("shares 1 row and 1 tag" if "r1" in rows else "shares 1 metric and 1 tag")


def test_named_experiments_know_who_names_them() -> None:
    plain = table({"a": {"x": 1}})
    found = gallery(
        experiment(
            "deep/one.yaml", plain, related=(Reference("two", 3, 5), Reference("other/three.yaml", 4))
        ),
        experiment("deep/two.yaml", plain),
        experiment("other/three.yaml", plain),
        experiment("other/two.yaml", plain),
    )

    links = find_links(found, find_membership(found), limit=1)

    assert links.named[0] == (1, 2)
    assert links.named_by[1] == (0,)
    assert links.problems == ()


def test_a_name_that_leads_nowhere_gets_the_nearest() -> None:
    plain = table({"a": {"x": 1}})
    found = gallery(
        experiment("one.yaml", plain, related=(Reference("probing/fatcs", 7, 11),)),
        experiment("probing/facts.yaml", plain),
    )

    (problem,) = find_links(found, find_membership(found), limit=1).problems

    assert str(problem) == (
        'one.yaml:7:11: related: expected the path of an experiment, got "probing/fatcs"; '
        'did you mean "probing/facts"?'
    )
    assert problem.severity == "warning"


def test_a_name_that_fits_two_names_both() -> None:
    plain = table({"a": {"x": 1}})
    found = gallery(
        experiment("one.yaml", plain, related=(Reference("facts", 2, 3),)),
        experiment("a/facts.yaml", plain),
        experiment("b/facts.yaml", plain),
    )

    (problem,) = find_links(found, find_membership(found), limit=1).problems

    assert str(problem) == (
        'one.yaml:2:3: related: expected one experiment, got "facts", which fits 2; '
        'write "a/facts.yaml" or "b/facts.yaml"'
    )


def test_in_a_large_gallery_the_nearest_name_is_one_of_the_same_folder() -> None:
    plain = table({"a": {"x": 1}})
    many = [experiment(f"a/{number}.yaml", plain) for number in range(2_001)]
    one = experiment("one.yaml", plain, related=(Reference("b/fcats", 2, 3), Reference("c/fcats", 3, 3)))
    found = gallery(*many, one, experiment("b/facts.yaml", plain))

    problems = find_links(found, find_membership(found), limit=1).problems

    assert [problem.hint for problem in problems] == [
        'did you mean "b/facts"?',
        "a path below the results folder, like probing/facts",
    ]


def test_what_experiments_share_is_found_again_where_a_name_or_the_limit_is_another() -> None:
    tables = {"one": {"a": {"x": 1}}, "two": {"a": {"x": 1}}, "three": {"b": {"y": 1}}}
    steps = (
        (tables, 2),
        (tables | {"two": {"a": {"x": 9}}}, 2),
        (tables | {"two": {"b": {"y": 9}}}, 2),
        (tables | {"two": {"b": {"x": 9}}}, 2),
        (tables | {"two": {"b": {"x": 9}}}, 1),
        (tables | {"four": {"c": {"z": 1}}}, 1),
        ({"one": tables["one"]}, 1),
        (tables, 2),
    )
    known, found = KnownShared(), []
    for some, limit in steps:
        now = gallery(*(experiment(f"{name}.yaml", table(one)) for name, one in some.items()))
        found.append(find_links(now, find_membership(now), limit, known=known).shared)
        assert found[-1] == find_links(now, find_membership(now), limit).shared
    assert found[0] is found[1]  # only a number is another
