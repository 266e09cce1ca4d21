from __future__ import annotations

from mkdocs_results_gallery.words.order import natural, natural_path

NAMES = [
    "", "-", "0.5", "0.10", "007", "7", "a", "A", "a 2", "a 10", "a_b", "ab", "Step 3", "step3", "step3000",
    "step3000.yaml", "step13000", "step103000", "step99999999999999999999", "über", "Über 2", "UBER 10", "z",
    "日本", "𝒳", "😀",
]  # fmt: skip # short names stay dense


def test_numbers_in_names_count_by_size() -> None:
    assert sorted(["x10", "x9b", "x9", "x09", "x009", "X1"], key=natural) == [
        "X1",
        "x009",
        "x09",
        "x9",
        "x9b",
        "x10",
    ]


def test_the_files_of_a_folder_stand_before_its_sub_folders() -> None:
    paths = ["run2/b.yaml", "run10/a.yaml", "run2/a/x.yaml", "z.yaml", "run2/A.yaml"]

    assert sorted(paths, key=natural_path) == [
        "z.yaml",
        "run2/A.yaml",
        "run2/b.yaml",
        "run2/a/x.yaml",
        "run10/a.yaml",
    ]
