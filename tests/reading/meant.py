"""Files that are meant as results and are not right: what each is, its name, its text, and what is told."""

# ruff: noqa: E501 - a file is one line here, and so is a message

from __future__ import annotations

MEANT: tuple[tuple[str, str, str, list[str]], ...] = (
    (
        "results-misspelt-alone",
        "a.yaml",
        "rseults:\n  a: {x: 1}\n",
        ['error 1:1: expected `results:` around the rows, got "rseults"; did you mean results?'],
    ),
    (
        "results-misspelt-empty",
        "a.yaml",
        "resutls:\n",
        ['error 1:1: expected `results:` around the rows, got "resutls"; did you mean results?'],
    ),
    (
        "results-in-capitals",
        "a.yaml",
        "RESULTS:\n  a: {acc: 0.5}\n",
        ['error 1:1: expected `results:` around the rows, got "RESULTS"; did you mean results?'],
    ),
    (
        "tables-in-capitals",
        "a.yaml",
        "TABLES: {t: {results: {a: {x: 1}}}}\n",
        ['error 1:1: expected `tables:` around the rows, got "TABLES"; did you mean tables?'],
    ),
    (
        "results-misspelt-records",
        "a.yaml",
        "result:\n- {model: a, acc: 1}\n- {model: b, acc: 2}\n",
        ['error 1:1: expected `results:` around the rows, got "result"; did you mean results?'],
    ),
    (
        "results-misspelt-beside-title",
        "a.yaml",
        "title: T\nreults: {a: {acc: 86.1 †}}\n",
        ['error 2:1: expected `results:` around the rows, got "reults"; did you mean results?'],
    ),
    (
        "results-misspelt-in-json",
        "a.json",
        '{"resultss": {"a": {"x": 1}}}',
        ['error 1:2: expected `results:` around the rows, got "resultss"; did you mean results?'],
    ),
    (
        "table-is-results",
        "a.yaml",
        "table: {a: {x: 1}}\n",
        ['error 1:1: expected `results:` around the rows, got "table"; did you mean results?'],
    ),
    (
        "tables-misspelt",
        "a.yaml",
        "tabels: {t: {results: {a: {x: 1}}}}\n",
        ['error 1:1: expected `tables:` around the rows, got "tabels"; did you mean tables?'],
    ),
    (
        "results-empty",
        "a.yaml",
        "title: T\nresults:\n",
        [
            "error 2:1: results: expected rows of numbers, got none; e.g. `cities: {acc: 0.97}` under `results:`"
        ],
    ),
    (
        "results-empty-list",
        "a.json",
        '{"results": []}',
        [
            "error 1:2: results: expected rows of numbers, got none; e.g. `cities: {acc: 0.97}` under `results:`"
        ],
    ),
    (
        "results-empty-beside-misspelt",
        "a.yaml",
        "titel: T\nresults: {}\n",
        [
            'warning 1:1: expected a known key, got "titel"; did you mean "title"?',
            "error 2:1: results: expected rows of numbers, got none; e.g. `cities: {acc: 0.97}` under `results:`",
        ],
    ),
    (
        "results-empty-of-others",
        "a.yaml",
        "error: none\nresults:\n",
        [
            'warning 2:1: no metric table: `results:` is empty, and "error" is no key of a results file; put the rows under it, e.g. `cities: {acc: 0.97}`, or leave the file out with the option `exclude`'
        ],
    ),
    (
        "results-all-missing",
        "a.yaml",
        "results: {a: {acc: failed}, b: {acc: not run}}\n",
        ["warning no metric table: all of its cells are missing; a page needs one number at least"],
    ),
    (
        "tables-null",
        "a.yaml",
        "tables:\n",
        [
            "error 1:1: tables: expected tables with a name each, got none; e.g. `tables: {dev: {results: {cities: {acc: 0.97}}}}`"
        ],
    ),
    (
        "table-without-rows",
        "a.yaml",
        "tables: {t: {results: {}}}\n",
        ["warning 1:14: tables > t > results: expected rows of numbers, got none"],
    ),
    (
        "only-claims",
        "a.yaml",
        "claims: [{text: S, metric: a, every: < 1}]\n",
        [
            "error 1:1: expected rows of numbers beside `claims:`, got none; put them under `results:`, e.g. `cities: {acc: 0.97}`; what holds for a whole folder stands in _gallery.yaml"
        ],
    ),
    (
        "only-row-key",
        "a.yaml",
        "row_key: model\n",
        [
            "error 1:1: expected rows of numbers beside `row_key:`, got none; put them under `results:`, e.g. `cities: {acc: 0.97}`; what holds for a whole folder stands in _gallery.yaml"
        ],
    ),
    (
        "row-key-beside-others",
        "a.yaml",
        "row_key: model\nrecords: [{model: a, x: 1}]\n",
        [
            "warning 1:1: expected rows of numbers beside `row_key:`, got none; put them under `results:`, e.g. `cities: {acc: 0.97}`; what holds for a whole folder stands in _gallery.yaml"
        ],
    ),
    (
        "only-metrics",
        "a.yaml",
        "title: T\nmetrics: {acc: {higher_is_better: true}}\n",
        [
            "error 2:1: expected rows of numbers beside `metrics:`, got none; put them under `results:`, e.g. `cities: {acc: 0.97}`; what holds for a whole folder stands in _gallery.yaml"
        ],
    ),
    (
        "only-metrics-as-others-do",
        "a.yaml",
        "title: T\nmetrics: {acc: {unit: s}}\n",
        [
            "warning 2:1: expected rows of numbers beside `metrics:`, got none; put them under `results:`, e.g. `cities: {acc: 0.97}`; what holds for a whole folder stands in _gallery.yaml"
        ],
    ),
    (
        "rows-beside-metrics",
        "a.yaml",
        "metrics: {acc: {range: [0, 1]}}\na: {acc: .5}\n",
        [
            'error 2:1: expected `results:` around the rows, got "a" beside `metrics:`; put the rows under `results:`, indented by two spaces'
        ],
    ),
    (
        "rows-beside-title",
        "a.yaml",
        "title: T\na: {acc: .5}\nb: {acc: .6}\n",
        [
            'error 2:1: expected `results:` around the rows, got "a" beside `title:`; put the rows under `results:`, indented by two spaces'
        ],
    ),
    (
        "row-beside-title",
        "a.yaml",
        "title: T\na: {acc: .5}\n",
        [
            'warning 2:1: expected `results:` around the rows, got "a" beside `title:`; put the rows under `results:`, indented by two spaces'
        ],
    ),
    (
        "results-of-marked-beside-others",
        "a.yaml",
        "benchmark: x\nresults: {a: {acc: 12 ms}}\n",
        [
            'warning 1:1: expected a known key, got "benchmark"',
            'error 2:20: results > a > acc: expected a number or a missing value, got "12 ms"; write the bare number, and its unit as `unit:` of the metric',
        ],
    ),
    (
        "results-of-lists",
        "a.yaml",
        "results: {a: {acc: [.5, .6]}}\n",
        [
            "error 1:20: results > a > acc: expected a number or a missing value, got a list; write one number per cell; several runs as {value: 0.9, sd: 0.01}"
        ],
    ),
    (
        "results-of-settings",
        "a.yaml",
        "results:\n- {model: a, t: 30s}\n",
        [
            'error 2:17: results > a > t: expected a number or a missing value, got "30s"; write the bare number, and its unit as `unit:` of the metric'
        ],
    ),
    (
        "cell-dagger",
        "a.yaml",
        "a: {acc: 86.1 †}\n",
        [
            'error 1:10: a > acc: expected a number or a missing value, got "86.1 †"; write the bare number, and the remark in the description'
        ],
    ),
    (
        "cell-star",
        "a.yaml",
        "a: {acc: 86.1*}\n",
        [
            'error 1:10: a > acc: expected a number or a missing value, got "86.1*"; write the bare number, and the remark in the description'
        ],
    ),
    (
        "cell-brackets",
        "a.yaml",
        "a: {acc: 86.1 (0.3)}\n",
        [
            'error 1:10: a > acc: expected a number or a missing value, got "86.1 (0.3)"; write one number, or value and spread as 0.93 ± 0.01'
        ],
    ),
    (
        "cell-bold",
        "a.yaml",
        'a: {acc: "**0.9**"}\n',
        [
            'error 1:10: a > acc: expected a number or a missing value, got "**0.9**"; write the bare number, and the remark in the description'
        ],
    ),
    (
        "cell-medal",
        "a.yaml",
        "a: {acc: 0.9 🥇}\n",
        [
            'error 1:10: a > acc: expected a number or a missing value, got "0.9 🥇"; write the bare number, and the remark in the description'
        ],
    ),
    (
        "cell-money",
        "a.yaml",
        "a: {acc: $1.50}\n",
        [
            'error 1:10: a > acc: expected a number or a missing value, got "$1.50"; write the bare number, and its unit as `unit:` of the metric'
        ],
    ),
    (
        "cell-euro",
        "a.yaml",
        "a: {acc: 1.50 €}\n",
        [
            'error 1:10: a > acc: expected a number or a missing value, got "1.50 €"; write the bare number, and its unit as `unit:` of the metric'
        ],
    ),
    (
        "cell-of",
        "a.yaml",
        "a: {acc: 90% (n=5)}\n",
        [
            'error 1:10: a > acc: expected a number or a missing value, got "90% (n=5)"; write the bare number, and the remark in the description'
        ],
    ),
    (
        "cell-interval",
        "a.yaml",
        'a: {acc: "0.5 [0.4, 0.6]"}\n',
        [
            'error 1:10: a > acc: expected a number or a missing value, got "0.5 [0.4, 0.6]"; say the interval as {value: 0.5, ci: [0.4, 0.6]}, or write the bare number'
        ],
    ),
    (
        "cell-in-parentheses",
        "a.yaml",
        "a: {acc: (0.5)}\n",
        [
            'error 1:10: a > acc: expected a number or a missing value, got "(0.5)"; write the bare number, and the remark in the description'
        ],
    ),
    (
        "cell-in-square-brackets",
        "a.yaml",
        'a: {acc: "[0.1]"}\n',
        [
            'error 1:10: a > acc: expected a number or a missing value, got "[0.1]"; write the bare number, and the remark in the description'
        ],
    ),
    (
        "cell-spread-and-star",
        "a.yaml",
        "a: {acc: 0.93 ± 0.01*}\n",
        [
            'error 1:10: a > acc: expected a number or a missing value, got "0.93 ± 0.01*"; write the number and one spread, and no more: 0.93 ± 0.01'
        ],
    ),
    (
        "cell-power",
        "a.yaml",
        "a: {acc: 1.2 × 10^5}\n",
        [
            'error 1:10: a > acc: expected a number or a missing value, got "1.2 × 10^5"; write the exponent with e: 1.2e5'
        ],
    ),
    (
        "cell-minus",
        "a.yaml",
        "a: {acc: −0.5}\n",
        ['error 1:10: a > acc: expected a number or a missing value, got "−0.5"; write the minus sign as -'],
    ),
    (
        "grid-unit",
        "a.yaml",
        "a: {x: 12 ms}\nb: {x: 12 ms}\n",
        [
            'error 1:8: a > x: expected a number or a missing value, got "12 ms"; write the bare number, and its unit as `unit:` of the metric',
            'error 2:8: b > x: expected a number or a missing value, got "12 ms"; write the bare number, and its unit as `unit:` of the metric',
        ],
    ),
    (
        "grid-size",
        "a.yaml",
        "a: {x: 7B}\nb: {x: 7B}\n",
        [
            'error 1:8: a > x: expected a number or a missing value, got "7B"; write the bare number, and its unit as `unit:` of the metric',
            'error 2:8: b > x: expected a number or a missing value, got "7B"; write the bare number, and its unit as `unit:` of the metric',
        ],
    ),
    (
        "grid-times",
        "a.yaml",
        "a: {x: 1.5x}\nb: {x: 1.5x}\n",
        [
            'error 1:8: a > x: expected a number or a missing value, got "1.5x"; write the bare number, and its unit as `unit:` of the metric',
            'error 2:8: b > x: expected a number or a missing value, got "1.5x"; write the bare number, and its unit as `unit:` of the metric',
        ],
    ),
    (
        "grid-about",
        "a.yaml",
        "a: {x: ~0.5}\nb: {x: ~0.5}\n",
        [
            'error 1:8: a > x: expected a number or a missing value, got "~0.5"; a bound is no number: write null, and the bound in the description',
            'error 2:8: b > x: expected a number or a missing value, got "~0.5"; a bound is no number: write null, and the bound in the description',
        ],
    ),
    (
        "grid-below",
        "a.yaml",
        "a: {x: <2.5}\nb: {x: <2.5}\n",
        [
            'error 1:8: a > x: expected a number or a missing value, got "<2.5"; a bound is no number: write {missing: below detection, note: less than 2.5}',
            'error 2:8: b > x: expected a number or a missing value, got "<2.5"; a bound is no number: write {missing: below detection, note: less than 2.5}',
        ],
    ),
    (
        "grid-rate",
        "a.yaml",
        "a: {x: 12 tok/s}\nb: {x: 12 tok/s}\n",
        [
            'error 1:8: a > x: expected a number or a missing value, got "12 tok/s"; write the bare number, and its unit as `unit:` of the metric',
            'error 2:8: b > x: expected a number or a missing value, got "12 tok/s"; write the bare number, and its unit as `unit:` of the metric',
        ],
    ),
    (
        "grid-of-settings",
        "a.yaml",
        "a: {t: 30s}\nb: {t: 20s}\n",
        [
            'warning 1:8: no metric table: numbers stand alone in a cell, and "30s" has something beside it; write bare numbers, and a unit as `unit:` of the metric; if it is no table, leave it out with the option `exclude`'
        ],
    ),
    (
        "grid-of-pins",
        "a.yaml",
        "a: {t: '>=1.2'}\nb: {t: '>=1.3'}\n",
        [
            'warning 1:8: no metric table: numbers stand alone in a cell, and ">=1.2" has something beside it; write bare numbers, and a unit as `unit:` of the metric; if it is no table, leave it out with the option `exclude`'
        ],
    ),
    (
        "grid-of-ratios",
        "a.yaml",
        "a: {acc: 8/10}\nb: {acc: 9/10}\n",
        [
            'warning 1:10: no metric table: numbers stand alone in a cell, and "8/10" has something beside it; write bare numbers, and a unit as `unit:` of the metric; if it is no table, leave it out with the option `exclude`'
        ],
    ),
    (
        "no-grid-of-units",
        "a.yaml",
        "a: {x: 12 ms, y: 13 ms}\n",
        [
            'warning 1:8: no metric table: numbers stand alone in a cell, and "12 ms" has something beside it; write bare numbers, and a unit as `unit:` of the metric; if it is no table, leave it out with the option `exclude`'
        ],
    ),
    (
        "mean-and-std",
        "a.yaml",
        "a: {acc: {mean: .5, std: .1}}\n",
        [
            "error 1:10: a > acc: expected a number or a missing value, got a mean under another name; say {value: 0.5, sd: 0.1, n: 10}: the number is the value, its deviation one of sd, se and ci"
        ],
    ),
    (
        "mean-and-stderr-and-n",
        "a.json",
        '{"a": {"acc": {"mean": 0.5, "std_err": 0.1, "n": 5}}}',
        [
            "error 1:15: a > acc: expected a number or a missing value, got a mean under another name; say {value: 0.5, sd: 0.1, n: 10}: the number is the value, its deviation one of sd, se and ci"
        ],
    ),
    (
        "mean-and-ci",
        "a.yaml",
        "a: {acc: {mean: .5, ci95: [.4, .6]}}\n",
        [
            "error 1:10: a > acc: expected a number or a missing value, got a mean under another name; say {value: 0.5, sd: 0.1, n: 10}: the number is the value, its deviation one of sd, se and ci"
        ],
    ),
    (
        "repeats",
        "a.yaml",
        "a: {acc: [.5, .6]}\n",
        [
            "error 1:10: a > acc: expected a number or a missing value, got a list; write one number per cell; several runs as {value: 0.9, sd: 0.01}"
        ],
    ),
    (
        "repeats-grid",
        "a.yaml",
        "a: {acc: [.5, .6], f1: [.1, .2]}\nb: {acc: [.7]}\n",
        [
            "error 1:10: a > acc: expected a number or a missing value, got a list; write one number per cell; several runs as {value: 0.9, sd: 0.01}",
            "error 1:24: a > f1: expected a number or a missing value, got a list; write one number per cell; several runs as {value: 0.9, sd: 0.01}",
            "error 2:10: b > acc: expected a number or a missing value, got a list; write one number per cell; several runs as {value: 0.9, sd: 0.01}",
        ],
    ),
    (
        "repeats-no-grid",
        "a.yaml",
        "a: {acc: [.5, .6], f1: [.3, .4]}\n",
        [
            "warning 1:10: no metric table: a cell is one number, and this one is a list; write bare numbers, and a unit as `unit:` of the metric; if it is no table, leave it out with the option `exclude`"
        ],
    ),
    (
        "repeats-of-whole-numbers",
        "a.yaml",
        "a: {acc: [1, 2]}\nb: {acc: [3, 4]}\n",
        [
            "warning 1:10: no metric table: a cell is one number, and this one is a list; write bare numbers, and a unit as `unit:` of the metric; if it is no table, leave it out with the option `exclude`"
        ],
    ),
    (
        "one-cell-wrong",
        "a.yaml",
        "a: {acc: 0.5, f1: 0.6, x: 3}\nb: {loss: O.3}\n",
        [
            'error 2:11: b > loss: expected a number or a missing value, got "O.3"; write a number, or null for a missing value'
        ],
    ),
    (
        "one-cell-a-word",
        "a.yaml",
        "a: {acc: 0.5, f1: 0.6, x: 3}\nb: {loss: good}\n",
        [
            'warning 2:11: no metric table: all of its cells but "good" are numbers; mend that cell; if it is no table, leave it out with the option `exclude`'
        ],
    ),
    (
        "a-level-missing",
        "a.yaml",
        "a: {acc: 0.5, f1: 0.6}\nb: 0.4\n",
        [
            'warning 2:1: no metric table: "b" is a number beside rows of numbers; a row has metrics, e.g. `cities: {acc: 0.97}`; if it is no table, leave it out with the option `exclude`'
        ],
    ),
    (
        "a-cube",
        "a.yaml",
        "s: {a: {x: 1, y: 2}}\nt: {a: {x: 1, y: 2}}\n",
        [
            "warning 1:1: no metric table: numbers are three or more levels deep; name one table per outer name under `tables:`; if it is no table, leave it out with the option `exclude`"
        ],
    ),
    (
        "records-marked",
        "a.yaml",
        "- {model: a, acc: 86.1 †}\n- {model: b, acc: 85}\n",
        [
            'error 1:19: a > acc: expected a number or a missing value, got "86.1 †"; write the bare number, and the remark in the description'
        ],
    ),
    (
        "records-of-means",
        "a.yaml",
        "- {model: a, acc: {mean: .5, std: .1}}\n",
        [
            "error 1:19: a > acc: expected a number or a missing value, got a mean under another name; say {value: 0.5, sd: 0.1, n: 10}: the number is the value, its deviation one of sd, se and ci"
        ],
    ),
    (
        "records-of-repeats",
        "a.json",
        '[{"model": "a", "acc": [0.5, 0.6]}]',
        [
            "error 1:24: a > acc: expected a number or a missing value, got a list; write one number per cell; several runs as {value: 0.9, sd: 0.01}"
        ],
    ),
    (
        "records-one-wrong",
        "a.yaml",
        "- {m: a, v: 1}\n- {m: b, v: x}\n- {m: c, v: 3}\n",
        [
            'error 2:13: b > v: expected a number or a missing value, got "x"; write a number, or null for a missing value'
        ],
    ),
    (
        "csv-brackets",
        "a.csv",
        "model,acc\na,86.1 (0.3)\n",
        [
            'error 2:3: a > acc: expected a number or a missing value, got "86.1 (0.3)"; write one number, or value and spread as 0.93 ± 0.01'
        ],
    ),
    (
        "csv-daggers",
        "a.csv",
        "model,acc\na,86.1 †\nb,84.0\nc,83.2\n",
        [
            'error 2:3: a > acc: expected a number or a missing value, got "86.1 †"; write the bare number, and the remark in the description'
        ],
    ),
    (
        "csv-sizes",
        "a.csv",
        "model,params\na,7B\n",
        [
            'error 2:3: a > params: expected a number or a missing value, got "7B"; write the bare number, and its unit as `unit:` of the metric'
        ],
    ),
    (
        "csv-units",
        "a.tsv",
        "model\tlatency\na\t12 ms\n",
        [
            'error 2:3: a > latency: expected a number or a missing value, got "12 ms"; write the bare number, and its unit as `unit:` of the metric'
        ],
    ),
    (
        "csv-seconds",
        "a.csv",
        "model,time\na,30s\n",
        [
            'error 2:3: a > time: expected a number or a missing value, got "30s"; write the bare number, and its unit as `unit:` of the metric'
        ],
    ),
    (
        "csv-ratios",
        "a.csv",
        "model,eps\na,8/255\n",
        [
            'error 2:3: a > eps: expected a number or a missing value, got "8/255"; write the quotient as a number'
        ],
    ),
    (
        "csv-most-are-numbers",
        "a.csv",
        "model,acc\na,0.5\nb,oops\nc,0.6\nd,bad\ne,.7\n",
        [
            'error 3:3: b > acc: expected a number or a missing value, got "oops"; write a number, or null for a missing value',
            'error 5:3: d > acc: expected a number or a missing value, got "bad"; write a number, or null for a missing value',
        ],
    ),
    (
        "csv-units-beside-numbers",
        "a.csv",
        "model,latency,acc\na,12 ms,1\nb,13 ms,2\n",
        [
            'warning 2:3: latency: expected numbers only, got "12 ms" and 1 more like it: this field is shown as text; write the bare number, and its unit as `unit:` of the metric'
        ],
    ),
    (
        "csv-brackets-beside-numbers",
        "a.csv",
        "model,acc,f1\na,86.1 (0.3),1\nb,85.0,2\n",
        [
            'warning 2:3: acc: expected numbers only, got "86.1 (0.3)": this field is shown as text; write one number, or value and spread as 0.93 ± 0.01'
        ],
    ),
    (
        "csv-numbers-for-names",
        "a.csv",
        "net-a,0.71,0.70\nnet-b,0.72,0.71\n",
        [
            'warning 1:7: expected a first line with the names of the columns, got the number "0.71"; put a line of names first, or declare them under `metrics:` of _gallery.yaml if they are names'
        ],
    ),
    (
        "csv-whole-numbers-for-names",
        "a.csv",
        "net-a,71,72\nnet-b,72,73\n",
        [
            'warning 1:7: expected a first line with the names of the columns, got the number "71"; put a line of names first, or declare them under `metrics:` of _gallery.yaml if they are names'
        ],
    ),
    (
        "csv-numbers-for-names-and-one-row-name",
        "a.csv",
        "net-a,0.71,0.70\nnet-a,0.72,0.71\nnet-a,0.73,0.72\n",
        [
            'error 3:1: net-a: expected a field that is different in every record, got "net-a" again, first on line 2; the first line has numbers for names: put a line of names first'
        ],
    ),
    (
        "csv-one-number-twice-for-names",
        "a.csv",
        "net-a,0.71,0.71\nnet-b,0.72,0.71\n",
        [
            'error 1:12: expected each column once, got "0.71" again, first in column 2; put a line of names first'
        ],
    ),
)
