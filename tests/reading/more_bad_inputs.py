"""Bad inputs of our own, each with everything that is told of it. See `test_more_bad_inputs`."""

# ruff: noqa: E501 - a message is one line

from __future__ import annotations

CASES: tuple[tuple[str, str, str | bytes, list[str], dict[str, dict[str, float | None]] | None], ...] = (
    (
        "cell-underscore-in-fraction",
        "a.yaml",
        "r1: {acc: 0.5, f1: 0.1_5}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "0.1_5"; write a decimal number: 1000, not 1_000'
        ],
        None,
    ),
    (
        "cell-thousands-space",
        "a.yaml",
        "r1: {acc: 0.5, f1: '1 013'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "1 013"; write the number without thousands separators, e.g. 1013.01'
        ],
        None,
    ),
    (
        "cell-thousands-apostrophe",
        "a.yaml",
        'r1: {acc: 0.5, f1: "1\'013"}\nr2: {acc: 0.6, f1: 0.7}\n',
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "1\'013"; write the number without thousands separators, e.g. 1013.01'
        ],
        None,
    ),
    (
        "cell-thousands-narrow-space",
        "a.yaml",
        'r1: {acc: 0.5, f1: "1\u202f013"}\nr2: {acc: 0.6, f1: 0.7}\n',
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "1\\u202f013"; write the number without thousands separators, e.g. 1013.01'
        ],
        None,
    ),
    (
        "cell-thousands-percent",
        "a.yaml",
        "r1: {acc: 0.5, f1: '1,013%'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "1,013%"; write the number without thousands separators, e.g. 1013.01'
        ],
        None,
    ),
    (
        "cell-decimal-comma",
        "a.yaml",
        "r1: {acc: 0.5, f1: '0,5'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "0,5"; write the decimal point as a point, e.g. 0.5'
        ],
        None,
    ),
    (
        "cell-octal-plain",
        "a.yaml",
        "r1: {acc: 0.5, f1: 010}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "010"; YAML versions and JSON differ about leading zeros: write the number without them'
        ],
        None,
    ),
    (
        "cell-leading-zeros-negative",
        "a.yaml",
        "r1: {acc: 0.5, f1: -007}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "-007"; YAML versions and JSON differ about leading zeros: write the number without them'
        ],
        None,
    ),
    (
        "cell-octal-0o",
        "a.yaml",
        "r1: {acc: 0.5, f1: 0o17}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "0o17"; write a decimal number: 8, not 0o10'
        ],
        None,
    ),
    (
        "cell-binary",
        "a.yaml",
        "r1: {acc: 0.5, f1: 0b101}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "0b101"; write a decimal number: 2, not 0b10'
        ],
        None,
    ),
    (
        "cell-hex-upper",
        "a.yaml",
        "r1: {acc: 0.5, f1: 0XFF}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "0XFF"; write a decimal number: 16, not 0x10'
        ],
        None,
    ),
    (
        "cell-time",
        "a.yaml",
        "r1: {acc: 0.5, f1: '12:30'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "12:30"; write a time in one unit, e.g. seconds: 1342'
        ],
        None,
    ),
    (
        "cell-ratio-spaces",
        "a.yaml",
        "r1: {acc: 0.5, f1: '8 / 255'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "8 / 255"; write the quotient as a number'
        ],
        None,
    ),
    (
        "cell-bound-at-most",
        "a.yaml",
        "r1: {acc: 0.5, f1: '<= 2.5'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "<= 2.5"; a bound is no number: write {missing: below detection, note: less than 2.5}'
        ],
        None,
    ),
    (
        "cell-bound-unicode",
        "a.yaml",
        "r1: {acc: 0.5, f1: '≥ 0.9'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "≥ 0.9"; a bound is no number: write null, and the bound in the description'
        ],
        None,
    ),
    (
        "cell-about",
        "a.yaml",
        "r1: {acc: 0.5, f1: '~0.5'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "~0.5"; a bound is no number: write null, and the bound in the description'
        ],
        None,
    ),
    (
        "cell-unit-ms",
        "a.yaml",
        "r1: {acc: 0.5, f1: 12ms}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "12ms"; write the bare number, and its unit as `unit:` of the metric'
        ],
        None,
    ),
    (
        "cell-unit-space",
        "a.yaml",
        "r1: {acc: 0.5, f1: '12 ms'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "12 ms"; write the bare number, and its unit as `unit:` of the metric'
        ],
        None,
    ),
    (
        "cell-unit-M",
        "a.yaml",
        "r1: {acc: 0.5, f1: 24.3M}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "24.3M"; write the bare number, and its unit as `unit:` of the metric'
        ],
        None,
    ),
    (
        "cell-euro",
        "a.yaml",
        "r1: {acc: 0.5, f1: '€5'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "€5"; write the bare number, and its unit as `unit:` of the metric'
        ],
        None,
    ),
    (
        "cell-bold-markdown",
        "a.yaml",
        "r1: {acc: 0.5, f1: '**0.93**'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "**0.93**"; write the bare number, and the remark in the description'
        ],
        None,
    ),
    (
        "cell-dagger",
        "a.yaml",
        "r1: {acc: 0.5, f1: '0.93†'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "0.93†"; write the bare number, and the remark in the description'
        ],
        None,
    ),
    (
        "cell-spaces-around",
        "a.yaml",
        "r1: {acc: 0.5, f1: ' 0.93 '}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got " 0.93 "; write the number without spaces around it'
        ],
        None,
    ),
    (
        "cell-tab-after",
        "a.yaml",
        'r1: {acc: 0.5, f1: "0.93\\t"}\nr2: {acc: 0.6, f1: 0.7}\n',
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "0.93\\t"; write the number without spaces around it'
        ],
        None,
    ),
    (
        "cell-newline-after",
        "a.yaml",
        'r1: {acc: 0.5, f1: "0.93\\n"}\nr2: {acc: 0.6, f1: 0.7}\n',
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "0.93\\n"; write the number without spaces around it'
        ],
        None,
    ),
    (
        "cell-minus-en-dash",
        "a.yaml",
        "r1: {acc: 0.5, f1: '–0.5'}\nr2: {acc: 0.6, f1: 0.7}\n",
        ['error 1:20: r1 > f1: expected a number or a missing value, got "–0.5"; write the minus sign as -'],
        None,
    ),
    (
        "cell-minus-in-exponent",
        "a.yaml",
        "r1: {acc: 0.5, f1: '1e−5'}\nr2: {acc: 0.6, f1: 0.7}\n",
        ['error 1:20: r1 > f1: expected a number or a missing value, got "1e−5"; write the minus sign as -'],
        None,
    ),
    (
        "cell-digits-devanagari",
        "a.yaml",
        "r1: {acc: 0.5, f1: '०.५'}\nr2: {acc: 0.6, f1: 0.7}\n",
        ['error 1:20: r1 > f1: expected a number or a missing value, got "०.५"; write the digits 0 to 9'],
        None,
    ),
    (
        "cell-digits-superscript",
        "a.yaml",
        "r1: {acc: 0.5, f1: '²'}\nr2: {acc: 0.6, f1: 0.7}\n",
        ['error 1:20: r1 > f1: expected a number or a missing value, got "²"; write the digits 0 to 9'],
        None,
    ),
    (
        "cell-fraction-half",
        "a.yaml",
        "r1: {acc: 0.5, f1: '½'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "½"; write a number, or null for a missing value'
        ],
        None,
    ),
    (
        "cell-roman",
        "a.yaml",
        "r1: {acc: 0.5, f1: 'Ⅳ'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "Ⅳ"; write a number, or null for a missing value'
        ],
        None,
    ),
    (
        "cell-bool-python",
        "a.yaml",
        "r1: {acc: 0.5, f1: True}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "True"; write 1 or 0 if it is a number, null if there is none'
        ],
        None,
    ),
    (
        "cell-bool-on",
        "a.yaml",
        "r1: {acc: 0.5, f1: ON}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "ON"; write 1 or 0 if it is a number, null if there is none'
        ],
        None,
    ),
    (
        "cell-none-python",
        "a.yaml",
        "r1: {acc: 0.5, f1: None}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "None"; write null for a missing value'
        ],
        None,
    ),
    (
        "cell-missing-lower",
        "a.yaml",
        "r1: {acc: 0.5, f1: n/a}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "n/a"; write null for a missing value'
        ],
        None,
    ),
    (
        "cell-missing-na-lower",
        "a.yaml",
        "r1: {acc: 0.5, f1: na}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "na"; write null for a missing value'
        ],
        None,
    ),
    (
        "cell-missing-nil",
        "a.yaml",
        "r1: {acc: 0.5, f1: nil}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "nil"; write null for a missing value'
        ],
        None,
    ),
    (
        "cell-missing-question",
        "a.yaml",
        "r1: {acc: 0.5, f1: '?'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "?"; write null for a missing value'
        ],
        None,
    ),
    (
        "cell-missing-em-dash",
        "a.yaml",
        "r1: {acc: 0.5, f1: '—'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "—"; write null for a missing value'
        ],
        None,
    ),
    (
        "cell-infinity-plain",
        "a.yaml",
        "r1: {acc: 0.5, f1: Infinity}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "Infinity"; infinity is no metric value: write null, and the reason in the description'
        ],
        None,
    ),
    (
        "cell-infinity-sign",
        "a.yaml",
        "r1: {acc: 0.5, f1: +.inf}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "+.inf"; infinity is no metric value: write null, and the reason in the description'
        ],
        None,
    ),
    (
        "cell-infinity-short",
        "a.yaml",
        "r1: {acc: 0.5, f1: inf}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "inf"; infinity is no metric value: write null, and the reason in the description'
        ],
        None,
    ),
    (
        "cell-overflow-quoted",
        "a.yaml",
        "r1: {acc: 0.5, f1: '1e309'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "1e309", which is infinite; no float64 is that large'
        ],
        None,
    ),
    (
        "cell-overflow-digits",
        "a.yaml",
        "r1: {acc: 0.5, f1: 1000000000000000000000000000000000000000000000000000000000000e999}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            "error 1:20: r1 > f1: expected a number or a missing value, got a text of 65 characters; a number has at most 64"
        ],
        None,
    ),
    (
        "cell-overflow-negative",
        "a.yaml",
        "r1: {acc: 0.5, f1: -2e308}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "-2e308", which is infinite; no float64 is that large'
        ],
        None,
    ),
    (
        "cell-exponent-fraction",
        "a.yaml",
        "r1: {acc: 0.5, f1: '1e0.5'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "1e0.5"; write a number, or null for a missing value'
        ],
        None,
    ),
    (
        "cell-exponent-double",
        "a.yaml",
        "r1: {acc: 0.5, f1: '1e5e5'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "1e5e5"; write a number, or null for a missing value'
        ],
        None,
    ),
    (
        "cell-plus-minus-alone",
        "a.yaml",
        "r1: {acc: 0.5, f1: '±'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "±"; write a number, or null for a missing value'
        ],
        None,
    ),
    (
        "cell-plus-minus-no-spread",
        "a.yaml",
        "r1: {acc: 0.5, f1: '86 ±'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "86 ±"; write a number, or null for a missing value'
        ],
        None,
    ),
    (
        "cell-plus-minus-negative",
        "a.yaml",
        "r1: {acc: 0.5, f1: '86 ± -1'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "86 ± -1"; a spread is a number of 0 or more, without a sign'
        ],
        None,
    ),
    (
        "cell-plus-minus-percent",
        "a.yaml",
        "r1: {acc: 0.5, f1: '86% ± 1%'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "86% ± 1%" in a metric that is no percentage; declare `unit: percent` for the metric under `metrics:`, or write the number without %'
        ],
        None,
    ),
    (
        "cell-plus-minus-infinite",
        "a.yaml",
        "r1: {acc: 0.5, f1: '86 ± 1e999'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "86 ± 1e999"; a spread is a number of 0 or more, without a sign'
        ],
        None,
    ),
    (
        "cell-plus-minus-two",
        "a.yaml",
        "r1: {acc: 0.5, f1: '86 ± 1 ± 2'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "86 ± 1 ± 2"; write the number and one spread, and no more: 0.93 ± 0.01'
        ],
        None,
    ),
    (
        "cell-asymmetric",
        "a.yaml",
        "r1: {acc: 0.5, f1: '86 +1 -2'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "86 +1 -2"; write a number, or null for a missing value'
        ],
        None,
    ),
    (
        "cell-brackets",
        "a.yaml",
        "r1: {acc: 0.5, f1: '0.93 (0.01)'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "0.93 (0.01)"; write one number, or value and spread as 0.93 ± 0.01'
        ],
        None,
    ),
    (
        "cell-range-text",
        "a.yaml",
        "r1: {acc: 0.5, f1: '0.5-0.6'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "0.5-0.6"; write a number, or null for a missing value'
        ],
        None,
    ),
    (
        "cell-two-lines",
        "a.yaml",
        "r1: {acc: 0.5, f1: '0.5\n\n  0.6'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "0.5\\n0.6"; write a number, or null for a missing value'
        ],
        None,
    ),
    (
        "cell-long-digits",
        "a.yaml",
        "r1: {acc: 0.5, f1: 0.111111111111111111111111111111111111111111111111111111111111111}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            "error 1:20: r1 > f1: expected a number or a missing value, got a text of 65 characters; a number has at most 64"
        ],
        None,
    ),
    (
        "cell-text-empty-list",
        "a.yaml",
        "r1: {acc: 0.5, f1: []}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            "error 1:20: r1 > f1: expected a number or a missing value, got a list; write one number per cell; several runs as {value: 0.9, sd: 0.01}"
        ],
        None,
    ),
    (
        "cell-text-empty-map",
        "a.yaml",
        "r1: {acc: 0.5, f1: {}}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            "error 1:20: r1 > f1: expected a number or a missing value, got a mapping; a cell with more than a number looks like {value: 0.98, sd: 0.01, n: 10}"
        ],
        None,
    ),
    (
        "cell-list-one",
        "a.yaml",
        "r1: {acc: 0.5, f1: [0.5]}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            "error 1:20: r1 > f1: expected a number or a missing value, got a list; write one number per cell; several runs as {value: 0.9, sd: 0.01}"
        ],
        None,
    ),
    (
        "cell-map-odd",
        "a.yaml",
        "r1: {acc: 0.5, f1: {mean: 0.5}}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            "error 1:20: r1 > f1: expected a number or a missing value, got a mapping; a cell with more than a number looks like {value: 0.98, sd: 0.01, n: 10}"
        ],
        None,
    ),
    (
        "cell-map-unknown-field",
        "a.yaml",
        "r1: {acc: 0.5, f1: {value: 0.5, std: 0.1}}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:33: r1 > f1: expected a number or a missing value, got a mapping with "std"; a cell with more than a number looks like {value: 0.98, sd: 0.01, n: 10}'
        ],
        None,
    ),
    (
        "cell-map-two-spreads",
        "a.yaml",
        "r1: {acc: 0.5, f1: {value: 0.5, sd: 0.1, se: 0.2}}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            "error 1:42: r1 > f1: expected a number or a missing value, got both sd and se; give one of sd, se and ci"
        ],
        None,
    ),
    (
        "cell-map-negative-sd",
        "a.yaml",
        "r1: {acc: 0.5, f1: {value: 0.5, sd: -0.1}}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:37: r1 > f1: expected a number or a missing value, got "-0.1" as sd; a spread is a number of 0 or more, without a sign'
        ],
        None,
    ),
    (
        "cell-map-n-zero",
        "a.yaml",
        "r1: {acc: 0.5, f1: {value: 0.5, n: 0}}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:36: r1 > f1: expected a number or a missing value, got "0"; n counts runs or samples: 1, 2, 3'
        ],
        None,
    ),
    (
        "cell-map-n-half",
        "a.yaml",
        "r1: {acc: 0.5, f1: {value: 0.5, n: 1.5}}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:36: r1 > f1: expected a number or a missing value, got "1.5"; n counts runs or samples: 1, 2, 3'
        ],
        None,
    ),
    (
        "cell-map-n-text",
        "a.yaml",
        "r1: {acc: 0.5, f1: {value: 0.5, n: ten}}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:36: r1 > f1: expected a number or a missing value, got "ten" as n; write a number, or null for a missing value'
        ],
        None,
    ),
    (
        "cell-map-ci-one",
        "a.yaml",
        "r1: {acc: 0.5, f1: {value: 0.5, ci: [0.4]}}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            "error 1:37: r1 > f1: expected a number or a missing value, got an unclear ci; ci is [low, high] with low <= high"
        ],
        None,
    ),
    (
        "cell-map-ci-text",
        "a.yaml",
        "r1: {acc: 0.5, f1: {value: 0.5, ci: 0.4-0.6}}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            "error 1:37: r1 > f1: expected a number or a missing value, got an unclear ci; ci is [low, high] with low <= high"
        ],
        None,
    ),
    (
        "cell-map-ci-turned",
        "a.yaml",
        "r1: {acc: 0.5, f1: {value: 0.5, ci: [0.6, 0.4]}}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            "error 1:37: r1 > f1: expected a number or a missing value, got an unclear ci; ci is [low, high] with low <= high"
        ],
        None,
    ),
    (
        "cell-map-value-map",
        "a.yaml",
        "r1: {acc: 0.5, f1: {value: {value: 0.5}}}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            "error 1:28: r1 > f1: expected a number or a missing value, got a value within a value; a cell with more than a number looks like {value: 0.98, sd: 0.01, n: 10}"
        ],
        None,
    ),
    (
        "cell-map-value-pm",
        "a.yaml",
        "r1: {acc: 0.5, f1: {value: 0.5 ± 0.1}}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            "error 1:28: r1 > f1: expected a number or a missing value, got a value within a value; a cell with more than a number looks like {value: 0.98, sd: 0.01, n: 10}"
        ],
        None,
    ),
    (
        "cell-map-value-text",
        "a.yaml",
        "r1: {acc: 0.5, f1: {value: good}}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:28: r1 > f1: expected a number or a missing value, got "good"; write a number, or null for a missing value'
        ],
        None,
    ),
    (
        "cell-map-sd-percent",
        "a.yaml",
        "r1: {acc: 0.5, f1: {value: 0.5, sd: 1%}}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:37: r1 > f1: expected a number or a missing value, got "1%" as sd in a metric that is no percentage; declare `unit: percent` for the metric under `metrics:`, or write the number without %'
        ],
        None,
    ),
    (
        "cell-hash-like",
        "a.yaml",
        "r1: {acc: 0.5, f1: 1e1000000}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "1e1000000", which is infinite; no float64 is that large'
        ],
        None,
    ),
    (
        "cell-nan-sign",
        "a.yaml",
        "r1: {acc: 0.5, f1: -nan}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "-nan"; write a number, or null for a missing value'
        ],
        None,
    ),
    (
        "cell-number-sign",
        "a.yaml",
        "r1: {acc: 0.5, f1: '#5'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "#5"; write a number, or null for a missing value'
        ],
        None,
    ),
    (
        "cell-json-in-text",
        "a.yaml",
        "r1: {acc: 0.5, f1: '{\"a\": 1}'}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "{\\"a\\": 1}"; write a number, or null for a missing value'
        ],
        None,
    ),
    (
        "cell-html",
        "a.yaml",
        "r1: {acc: 0.5, f1: <b>0.5</b>}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "<b>0.5</b>"; write a number, or null for a missing value'
        ],
        None,
    ),
    (
        "cell-formula",
        "a.yaml",
        "r1: {acc: 0.5, f1: =1+1}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "=1+1"; write a number, or null for a missing value'
        ],
        None,
    ),
    (
        "cell-complex",
        "a.yaml",
        "r1: {acc: 0.5, f1: 1+2j}\nr2: {acc: 0.6, f1: 0.7}\n",
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "1+2j"; write a number, or null for a missing value'
        ],
        None,
    ),
    (
        "cell-nbsp-before",
        "a.yaml",
        'r1: {acc: 0.5, f1: "\xa00.5"}\nr2: {acc: 0.6, f1: 0.7}\n',
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "\\xa00.5"; write the number without spaces around it'
        ],
        None,
    ),
    (
        "cell-zero-width",
        "a.yaml",
        'r1: {acc: 0.5, f1: "0.5\u200b"}\nr2: {acc: 0.6, f1: 0.7}\n',
        [
            'error 1:20: r1 > f1: expected a number or a missing value, got "0.5\\u200b"; write a number, or null for a missing value'
        ],
        None,
    ),
    (
        "name-space",
        "a.yaml",
        "' ': {acc: 0.5}\nr: {acc: 1}\n",
        ["error 1:1: expected a name, got an empty one; a name is one line of text"],
        None,
    ),
    (
        "name-nbsp-only",
        "a.yaml",
        '"\\_": {acc: 0.5}\nr: {acc: 1}\n',
        ["error 1:1: expected a name, got an empty one; a name is one line of text"],
        None,
    ),
    (
        "name-tab",
        "a.yaml",
        '"a\\tb": {acc: 0.5}\n',
        [
            'error 1:1: expected a name, got one with the control character U+0009: "a\\tb"; a name is one line of text'
        ],
        None,
    ),
    (
        "name-carriage-return",
        "a.yaml",
        '"a\\rb": {acc: 0.5}\n',
        [
            'error 1:1: expected a name, got one with the control character U+000D: "a\\rb"; a name is one line of text'
        ],
        None,
    ),
    (
        "name-nel",
        "a.yaml",
        '"a\\Nb": {acc: 0.5}\n',
        [
            'error 1:1: expected a name, got one with the control character U+0085: "a\\x85b"; a name is one line of text'
        ],
        None,
    ),
    (
        "name-line-separator",
        "a.yaml",
        '"a\\Lb": {acc: 0.5}\n',
        [
            'error 1:1: expected a name, got one with the control character U+2028: "a\\u2028b"; a name is one line of text'
        ],
        None,
    ),
    (
        "name-line-separator-raw",
        "a.yaml",
        "a\u2028b: {acc: 0.5}\n",
        ["error 1:2: expected text, got the control character U+2028; take that character out"],
        None,
    ),
    (
        "name-isolate",
        "a.yaml",
        '"a\\u2066b": {acc: 0.5}\n',
        [
            'error 1:1: expected a name, got one with the bidi control U+2066: "a\\u2066b"; a name is one line of text'
        ],
        None,
    ),
    (
        "name-noncharacter",
        "a.yaml",
        '"\\uFDD0": {acc: 0.5}\n',
        [
            'error 1:1: expected a name, got one with the noncharacter U+FDD0: "\\ufdd0"; a name is one line of text'
        ],
        None,
    ),
    (
        "name-noncharacter-astral",
        "a.yaml",
        '"\\U0001FFFE": {acc: 0.5}\n',
        [
            'error 1:1: expected a name, got one with the noncharacter U+1FFFE: "\\U0001fffe"; a name is one line of text'
        ],
        None,
    ),
    (
        "name-long",
        "a.yaml",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: {acc: 0.5}\n",
        [
            'error 1:1: expected a name, got one of 257 characters (at most 256): "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…"; a name is one line of text'
        ],
        None,
    ),
    (
        "name-bom-inside",
        "a.yaml",
        "a\ufeffb: {acc: 0.5}\n",
        ["error 1:2: expected text, got the byte order mark U+FEFF; take that character out"],
        None,
    ),
    (
        "name-bom-escaped",
        "a.yaml",
        '"a\\uFEFFb": {acc: 0.5}\n',
        [
            'error 1:1: expected a name, got one with the byte order mark U+FEFF: "a\\ufeffb"; a name is one line of text'
        ],
        None,
    ),
    (
        "name-merge-plain-root",
        "a.yaml",
        "<<: {acc: 0.5}\nr: {acc: 1}\n",
        ["error 1:1: expected a name, got the merge key <<; write the fields out, they are read as written"],
        None,
    ),
    (
        "name-question-mark",
        "a.yaml",
        "? |\n  a\n  b\n: {acc: 0.5}\nr: {acc: 1}\n",
        [
            'error 1:3: expected a name, got one with the control character U+000A: "a\\nb\\n"; a name is one line of text'
        ],
        None,
    ),
    (
        "name-alias-of-list",
        "a.yaml",
        "a: &x [1]\n*x : {acc: 0.5}\n",
        ["error 2:1: expected a name, got a list or a mapping; a name is one line of text"],
        None,
    ),
    (
        "name-duplicate-nfc-cell",
        "a.yaml",
        "r: {é: 1, é: 2}\n",
        [
            'error 1:11: r: expected each name once, got "é" again, first on the same line 1; rename or remove one of them'
        ],
        None,
    ),
    (
        "name-duplicate-empty",
        "a.yaml",
        "r: {? : 1, ? : 2}\n",
        [
            "error 1:7: r: expected a name, got an empty one; a name is one line of text",
            "error 1:14: r: expected a name, got an empty one; a name is one line of text",
        ],
        None,
    ),
    (
        "name-duplicate-via-alias",
        "a.yaml",
        "&k r: {acc: 1}\n*k : {acc: 2}\n",
        ['error 2:1: expected each name once, got "r" again, first on line 1; rename or remove one of them'],
        None,
    ),
    (
        "name-many-duplicates",
        "a.yaml",
        "r: {a: 1, a: 1, a: 1, a: 1, a: 1, a: 1, a: 1, a: 1, a: 1, a: 1, a: 1, a: 1, a: 1, a: 1, a: 1, a: 1, a: 1, a: 1, a: 1, a: 1, a: 1, a: 1, a: 1, a: 1, a: 1, a: 1, a: 1, a: 1, a: 1, a: 1}\n",
        [
            'error 1:11: r: expected each name once, got "a" again, first on the same line 1; rename or remove one of them',
            'error 1:17: r: expected each name once, got "a" again, first on the same line 1; rename or remove one of them',
            'error 1:23: r: expected each name once, got "a" again, first on the same line 1; rename or remove one of them',
            'error 1:29: r: expected each name once, got "a" again, first on the same line 1; rename or remove one of them',
            'error 1:35: r: expected each name once, got "a" again, first on the same line 1; rename or remove one of them',
            'error 1:41: r: expected each name once, got "a" again, first on the same line 1; rename or remove one of them',
            'error 1:47: r: expected each name once, got "a" again, first on the same line 1; rename or remove one of them',
            'error 1:53: r: expected each name once, got "a" again, first on the same line 1; rename or remove one of them',
            'error 1:59: r: expected each name once, got "a" again, first on the same line 1; rename or remove one of them',
            'error 1:65: r: expected each name once, got "a" again, first on the same line 1; rename or remove one of them',
            'error 1:71: r: expected each name once, got "a" again, first on the same line 1; rename or remove one of them',
            'error 1:77: r: expected each name once, got "a" again, first on the same line 1; rename or remove one of them',
            'error 1:83: r: expected each name once, got "a" again, first on the same line 1; rename or remove one of them',
            'error 1:89: r: expected each name once, got "a" again, first on the same line 1; rename or remove one of them',
            'error 1:95: r: expected each name once, got "a" again, first on the same line 1; rename or remove one of them',
            'error 1:101: r: expected each name once, got "a" again, first on the same line 1; rename or remove one of them',
            'error 1:107: r: expected each name once, got "a" again, first on the same line 1; rename or remove one of them',
            'error 1:113: r: expected each name once, got "a" again, first on the same line 1; rename or remove one of them',
            'error 1:119: r: expected each name once, got "a" again, first on the same line 1; rename or remove one of them',
            'error 1:125: r: expected each name once, got "a" again, first on the same line 1; rename or remove one of them',
            "error 1:131: r: 9 more of the same kind from here on (duplicate name)",
        ],
        None,
    ),
    (
        "yaml-unclosed-brace",
        "a.yaml",
        "r: {acc: 0.5\n",
        [
            "error 1:4: expected YAML, got something else: did not find expected ',' or '}' (while parsing a flow mapping); mend the brackets and commas"
        ],
        None,
    ),
    (
        "yaml-tab-after-dash",
        "a.yaml",
        "-\tname: a\n\tacc: 1\n",
        [
            "error 1:2: expected YAML, got something else: found character that cannot start any token (while scanning for the next token); indent with spaces, not with tabs"
        ],
        None,
    ),
    (
        "yaml-percent-start",
        "a.yaml",
        "r: {acc: %5}\n",
        [
            "error 1:10: expected YAML, got something else: found character that cannot start any token (while scanning for the next token); quote the text"
        ],
        None,
    ),
    (
        "yaml-colon-no-space",
        "a.yaml",
        "r:{acc: 0.5}\n",
        ["skipped 1:1: no metric table: none of its values is a row of metrics"],
        None,
    ),
    (
        "yaml-document-end-only",
        "a.yaml",
        "...\n",
        [
            "error 1:1: expected YAML, got something else: did not find expected node content (while parsing a block node)"
        ],
        None,
    ),
    ("yaml-anchor-alone", "a.yaml", "&a\n", ["skipped 1:1: no metric table: the file is empty"], None),
    (
        "yaml-alias-alone",
        "a.yaml",
        "*a\n",
        ['error 1:1: expected a value, got the undefined alias *a; write "*a" in quotes if it is text'],
        None,
    ),
    (
        "yaml-anchor-cycle-key",
        "a.yaml",
        "&a ? *a : 1\n",
        ["error 1:4: expected YAML, got something else: mapping keys are not allowed in this context"],
        None,
    ),
    (
        "yaml-second-document",
        "a.yaml",
        "r: {acc: 1}\n---\n",
        ["error 2:1: expected one YAML document, got a second one; make each document a file of its own"],
        None,
    ),
    (
        "yaml-directive-unknown",
        "a.yaml",
        "%FOO bar\n---\nr: {acc: 1}\n",
        [
            "error 1:5: expected YAML, got something else: found unknown directive name (while scanning a directive)"
        ],
        None,
    ),
    (
        "yaml-yaml-1.3",
        "a.yaml",
        "%YAML 1.3\n---\nr: {acc: 1}\n",
        ["error 1:1: expected YAML, got something else: found incompatible YAML document"],
        None,
    ),
    (
        "yaml-bad-escape",
        "a.yaml",
        'r: {"\\q": 1}\n',
        [
            "error 1:6: expected YAML, got something else: found unknown escape character (while parsing a quoted scalar); write the character itself; between single quotes a backslash is just a backslash"
        ],
        None,
    ),
    (
        "yaml-bad-escape-digits",
        "a.yaml",
        'r: {"\\xZZ": 1}\n',
        [
            "error 1:8: expected YAML, got something else: did not find expected hexdecimal number (while parsing a quoted scalar); write the character itself; between single quotes a backslash is just a backslash"
        ],
        None,
    ),
    (
        "yaml-unclosed-anchor",
        "a.yaml",
        "r: {acc: & 1}\n",
        [
            "error 1:11: expected YAML, got something else: did not find expected alphabetic or numeric character (while scanning an anchor)"
        ],
        None,
    ),
    (
        "yaml-block-in-flow",
        "a.yaml",
        "r: {acc: |\n 1}\n",
        [
            "error 1:10: expected YAML, got something else: found character that cannot start any token (while scanning for the next token); quote the text"
        ],
        None,
    ),
    (
        "yaml-conflict-in-block",
        "a.yaml",
        "results:\n<<<<<<< a\n  r: {acc: 1}\n=======\n  r: {acc: 2}\n>>>>>>> b\n",
        [
            "error 2:1: expected results, got the markers of a merge conflict; settle the conflict and remove the lines <<<<<<<, ======= and >>>>>>>"
        ],
        None,
    ),
    (
        "yaml-nul",
        "a.yaml",
        "r: {acc: \x00}\n",
        ["error 1:10: expected text, got the control character U+0000; take that character out"],
        None,
    ),
    (
        "yaml-escape-raw",
        "a.yaml",
        "r: {acc: \x1b[31m}\n",
        ["error 1:10: expected text, got the control character U+001B; take that character out"],
        None,
    ),
    (
        "yaml-form-feed",
        "a.yaml",
        "r: {acc: 1}\x0c\n",
        ["error 1:12: expected text, got the control character U+000C; take that character out"],
        None,
    ),
    (
        "yaml-del",
        "a.yaml",
        "r: {acc: \x7f}\n",
        ["error 1:10: expected text, got the control character U+007F; take that character out"],
        None,
    ),
    ("yaml-utf7", "a.yaml", "+ADw-script+AD4-: {acc: 1}\n", [], {"+ADw-script+AD4-": {"acc": 1.0}}),
    (
        "yaml-tag-merge",
        "a.yaml",
        "r: !!merge {acc: 1}\n",
        ['error 1:4: r: expected a plain value, got the tag "!!merge"; remove the tag'],
        None,
    ),
    (
        "yaml-tag-set",
        "a.yaml",
        "r: !!set {acc, f1}\n",
        ['error 1:4: r: expected a plain value, got the tag "!!set"; remove the tag'],
        None,
    ),
    (
        "yaml-tag-nonspecific",
        "a.yaml",
        "r: {acc: ! 1}\n",
        ['error 1:10: r > acc: expected a plain value, got the tag "!"; remove the tag'],
        None,
    ),
    (
        "yaml-tag-undefined-handle",
        "a.yaml",
        "r: {acc: !x!y 1}\n",
        ["error 1:10: expected YAML, got something else: found undefined tag handle (while parsing a node)"],
        None,
    ),
    (
        "yaml-tag-on-alias",
        "a.yaml",
        "a: &a {acc: 1}\nb: !!map *a\n",
        [
            'error 2:4: b: expected a plain value, got the tag "!!map"; remove the tag',
            "error 2:10: expected YAML, got something else: did not find expected key (while parsing a block mapping); mend the indentation",
        ],
        None,
    ),
    (
        "yaml-two-anchors",
        "a.yaml",
        "r: &a &b {acc: 1}\n",
        [
            "error 1:7: expected YAML, got something else: did not find expected key (while parsing a block mapping); mend the indentation"
        ],
        None,
    ),
    (
        "yaml-utf32",
        "a.yaml",
        b"\xff\xfe\x00\x00r\x00\x00\x00:\x00\x00\x00 \x00\x00\x00{\x00\x00\x00a\x00\x00\x00c\x00\x00\x00c\x00\x00\x00:\x00\x00\x00 \x00\x00\x001\x00\x00\x00}\x00\x00\x00",
        [
            "error 1:1: expected UTF-8, got something else at byte 0; it looks like UTF-16: save the file as UTF-8"
        ],
        None,
    ),
    (
        "yaml-cp1252-euro",
        "a.yaml",
        b"preis \x80: {acc: 1}",
        ["error 1:7: expected UTF-8, got something else at byte 6; save the file as UTF-8"],
        None,
    ),
    (
        "yaml-truncated",
        "a.yaml",
        b"r: {acc: 1}\n\xc3",
        ["error 2:1: expected UTF-8, got something else at byte 12; save the file as UTF-8"],
        None,
    ),
    (
        "yaml-two-boms",
        "a.yaml",
        b"\xef\xbb\xbf\xef\xbb\xbfr: {acc: 1}\n",
        ["error 1:1: expected text, got the byte order mark U+FEFF; take that character out"],
        None,
    ),
    (
        "setting-title-list",
        "a.yaml",
        "title: [a]\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ["error 1:8: title: expected a text, got a list"],
        None,
    ),
    (
        "setting-title-lines",
        "a.yaml",
        "title: |\n  a\n  b\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['error 1:8: title: expected one line of text, got "a\\nb\\n"'],
        None,
    ),
    (
        "setting-title-long",
        "a.yaml",
        "title: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ["error 1:8: title: expected at most 1,000 characters, got 1,001"],
        None,
    ),
    (
        "setting-description-map",
        "a.yaml",
        "description: {a: b}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ["error 1:14: description: expected a text, got a mapping"],
        None,
    ),
    (
        "setting-date-text",
        "a.yaml",
        "date: yesterday\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        [
            'error 1:7: date: expected a date, got "yesterday"; e.g. 2024-10-18, 2024-10 or 2024-10-18T09:30:00Z'
        ],
        None,
    ),
    (
        "setting-date-month-13",
        "a.yaml",
        "date: 2024-13\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['error 1:7: date: expected a date, got "2024-13"; e.g. 2024-10-18, 2024-10 or 2024-10-18T09:30:00Z'],
        None,
    ),
    (
        "setting-date-feb-30",
        "a.yaml",
        "date: 2024-02-30\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        [
            'error 1:7: date: expected a date, got "2024-02-30"; e.g. 2024-10-18, 2024-10 or 2024-10-18T09:30:00Z'
        ],
        None,
    ),
    (
        "setting-date-not-leap",
        "a.yaml",
        "date: 2023-02-29\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        [
            'error 1:7: date: expected a date, got "2023-02-29"; e.g. 2024-10-18, 2024-10 or 2024-10-18T09:30:00Z'
        ],
        None,
    ),
    (
        "setting-date-slashes",
        "a.yaml",
        "date: 18/10/2024\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        [
            'error 1:7: date: expected a date, got "18/10/2024"; e.g. 2024-10-18, 2024-10 or 2024-10-18T09:30:00Z'
        ],
        None,
    ),
    (
        "setting-tags-text",
        "a.yaml",
        "tags: probing\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['error 1:7: tags: expected a list of tags, got "probing"; e.g. [probing, llama]'],
        None,
    ),
    (
        "setting-tags-map",
        "a.yaml",
        "tags: {a: 1}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ["error 1:7: tags: expected a list of tags, got a mapping; e.g. [probing, llama]"],
        None,
    ),
    (
        "setting-tags-trailing-comma",
        "a.yaml",
        "tags: [a, ]\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        [],
        {"r1": {"acc": 50.0}, "r2": {"acc": 60.0}},
    ),
    (
        "setting-tags-nested",
        "a.yaml",
        "tags: [[a]]\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ["error 1:8: tags > item 1: expected a text, got a list"],
        None,
    ),
    (
        "setting-tags-empty-text",
        "a.yaml",
        "tags: ['']\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['error 1:8: tags > item 1: expected a text, got ""'],
        None,
    ),
    (
        "setting-tags-long",
        "a.yaml",
        "tags: [aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa]\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ["error 1:8: tags > item 1: expected at most 256 characters, got 257"],
        None,
    ),
    (
        "setting-source-script",
        "a.yaml",
        "source: javascript:alert(1)\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        [
            'error 1:9: source: expected a web address, got "javascript:alert(1)"; e.g. https://example.org/run/1'
        ],
        None,
    ),
    (
        "setting-source-relative",
        "a.yaml",
        "source: ../x\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['error 1:9: source: expected a web address, got "../x"; e.g. https://example.org/run/1'],
        None,
    ),
    (
        "setting-source-no-host",
        "a.yaml",
        "source: 'https://'\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['error 1:9: source: expected a web address, got "https://"; e.g. https://example.org/run/1'],
        None,
    ),
    (
        "setting-source-file",
        "a.yaml",
        "source: file:///etc/passwd\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        [
            'error 1:9: source: expected a web address, got "file:///etc/passwd"; e.g. https://example.org/run/1'
        ],
        None,
    ),
    (
        "setting-source-space",
        "a.yaml",
        "source: https://example.org/a b\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        [
            'error 1:9: source: expected a web address, got "https://example.org/a b"; e.g. https://example.org/run/1'
        ],
        None,
    ),
    (
        "setting-source-port",
        "a.yaml",
        "source: https://example.org:99999/\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        [
            'error 1:9: source: expected a web address, got "https://example.org:99999/"; e.g. https://example.org/run/1'
        ],
        None,
    ),
    (
        "setting-source-quote",
        "a.yaml",
        "source: 'https://example.org/\"onclick=\"x'\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        [
            'error 1:9: source: expected a web address, got "https://example.org/\\"onclick=\\"x"; e.g. https://example.org/run/1'
        ],
        None,
    ),
    (
        "setting-source-bracket",
        "a.yaml",
        "source: 'http://[::1'\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['error 1:9: source: expected a web address, got "http://[::1"; e.g. https://example.org/run/1'],
        None,
    ),
    (
        "setting-source-doi",
        "a.yaml",
        "source: {doi: doi:10.1/x}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['error 1:15: source > doi: expected a DOI, got "doi:10.1/x"; bare, e.g. 10.1000/182'],
        None,
    ),
    (
        "setting-source-list",
        "a.yaml",
        "source: [a]\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ["error 1:9: source: expected a web address, got a list; e.g. https://example.org/run/1"],
        None,
    ),
    (
        "setting-source-unknown",
        "a.yaml",
        "source: {link: https://example.org}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['warning 1:10: source: expected a known key, got "link"; known are url, doi, commit, command'],
        {"r1": {"acc": 50.0}, "r2": {"acc": 60.0}},
    ),
    (
        "setting-metrics-list",
        "a.yaml",
        "metrics: [acc]\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ["error 1:10: metrics: expected a mapping from names, got a list"],
        None,
    ),
    (
        "setting-metrics-text",
        "a.yaml",
        "metrics: {acc: Accuracy}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        [
            'error 1:16: metrics > acc: expected a mapping, got "Accuracy"; with any of label, higher_is_better, range, reference, unit, format, description, aggregate, ci_level, paired'
        ],
        None,
    ),
    (
        "setting-flag-yes",
        "a.yaml",
        "metrics: {acc: {higher_is_better: yes}}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        [
            'error 1:35: metrics > acc > higher_is_better: expected true or false, got "yes"; leave it out when it is unknown'
        ],
        None,
    ),
    (
        "setting-flag-quoted",
        "a.yaml",
        "metrics: {acc: {higher_is_better: 'true'}}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        [
            'error 1:35: metrics > acc > higher_is_better: expected true or false, got "true"; leave it out when it is unknown'
        ],
        None,
    ),
    (
        "setting-flag-one",
        "a.yaml",
        "metrics: {acc: {higher_is_better: 1}}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        [
            'error 1:35: metrics > acc > higher_is_better: expected true or false, got "1"; leave it out when it is unknown'
        ],
        None,
    ),
    (
        "setting-range-text",
        "a.yaml",
        "metrics: {acc: {range: 0-1}}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        [
            'error 1:24: metrics > acc > range: expected two numbers, got "0-1"; e.g. [0, 1], or [0, null] without an upper end'
        ],
        None,
    ),
    (
        "setting-range-three",
        "a.yaml",
        "metrics: {acc: {range: [0, 1, 2]}}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        [
            "error 1:24: metrics > acc > range: expected two numbers, got a list; e.g. [0, 1], or [0, null] without an upper end"
        ],
        None,
    ),
    (
        "setting-range-turned",
        "a.yaml",
        "metrics: {acc: {range: [1, 0]}}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ["error 1:24: metrics > acc > range: expected low < high, got 1 and 0; e.g. [0, 1]"],
        None,
    ),
    (
        "setting-range-equal",
        "a.yaml",
        "metrics: {acc: {range: [1, 1]}}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ["error 1:24: metrics > acc > range: expected low < high, got 1 and 1; e.g. [0, 1]"],
        None,
    ),
    (
        "setting-range-inf",
        "a.yaml",
        "metrics: {acc: {range: [0, .inf]}}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['error 1:28: metrics > acc > range > item 2: expected a number, got ".inf"'],
        None,
    ),
    (
        "setting-range-map",
        "a.yaml",
        "metrics: {acc: {range: {low: 0}}}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        [
            "error 1:24: metrics > acc > range: expected two numbers, got a mapping; e.g. [0, 1], or [0, null] without an upper end"
        ],
        None,
    ),
    (
        "setting-reference-text",
        "a.yaml",
        "metrics: {acc: {reference: chance}}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['error 1:28: metrics > acc > reference: expected a number, got "chance"'],
        None,
    ),
    (
        "setting-reference-nan",
        "a.yaml",
        "metrics: {acc: {reference: .nan}}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['error 1:28: metrics > acc > reference: expected a number, got ".nan"'],
        None,
    ),
    (
        "setting-format-width",
        "a.yaml",
        "metrics: {acc: {format: 10.2f}}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['error 1:25: metrics > acc > format: expected a number format, got "10.2f"; e.g. .2f, .3g, ,.0f'],
        None,
    ),
    (
        "setting-format-braces",
        "a.yaml",
        "metrics: {acc: {format: '{:.2f}'}}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['error 1:25: metrics > acc > format: expected a number format, got "{:.2f}"; e.g. .2f, .3g, ,.0f'],
        None,
    ),
    (
        "setting-format-d",
        "a.yaml",
        "metrics: {acc: {format: d}}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['error 1:25: metrics > acc > format: expected a number format, got "d"; e.g. .2f, .3g, ,.0f'],
        None,
    ),
    (
        "setting-metric-unknown-key",
        "a.yaml",
        "metrics: {acc: {lable: A}}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['warning 1:17: metrics > acc: expected a known key, got "lable"; did you mean "label"?'],
        {"r1": {"acc": 50.0}, "r2": {"acc": 60.0}},
    ),
    (
        "setting-metric-better",
        "a.yaml",
        "metrics: {acc: {better: higher}}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        [
            'warning 1:17: metrics > acc: expected a known key, got "better"; known are label, higher_is_better, range, reference, unit, format, description, aggregate, ci_level, paired'
        ],
        {"r1": {"acc": 50.0}, "r2": {"acc": 60.0}},
    ),
    (
        "setting-metric-unused",
        "a.yaml",
        "metrics: {acc: {}, f1: {}}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['warning 1:20: metrics: expected a metric of the results, got "f1"'],
        {"r1": {"acc": 50.0}, "r2": {"acc": 60.0}},
    ),
    (
        "setting-row-unused",
        "a.yaml",
        "rows: {r3: {}}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['warning 1:8: rows: expected a row of the results, got "r3"'],
        {"r1": {"acc": 50.0}, "r2": {"acc": 60.0}},
    ),
    (
        "setting-row-unknown-key",
        "a.yaml",
        "rows: {r1: {colour: red}}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['warning 1:13: rows > r1: expected a known key, got "colour"; known are label, group, description'],
        {"r1": {"acc": 50.0}, "r2": {"acc": 60.0}},
    ),
    (
        "setting-rows-list",
        "a.yaml",
        "rows: [r1, r2]\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ["error 1:7: rows: expected a mapping from names, got a list"],
        None,
    ),
    (
        "setting-groups-list",
        "a.yaml",
        "groups: [a]\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ["error 1:9: groups: expected a mapping from names, got a list"],
        None,
    ),
    (
        "setting-groups-map",
        "a.yaml",
        "groups: {g: {a: b}}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ["error 1:13: groups > g: expected a list of globs, got a mapping; e.g. [neg_*]"],
        None,
    ),
    (
        "setting-groups-no-match",
        "a.yaml",
        "groups: {g: x*}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['warning 1:13: groups > g: expected a glob that matches a row, got "x*"'],
        {"r1": {"acc": 50.0}, "r2": {"acc": 60.0}},
    ),
    (
        "setting-groups-stars",
        "a.yaml",
        "groups: {g: '*a*b*c*d*e*f*g*h*i'}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['error 1:13: groups > g: expected a glob with at most 8 stars, got "*a*b*c*d*e*f*g*h*i"'],
        None,
    ),
    (
        "setting-heatmap-style",
        "a.yaml",
        "heatmap: {style: rainbow}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['error 1:18: heatmap > style: expected one of sequential, diverging, got "rainbow"'],
        None,
    ),
    (
        "setting-heatmap-palette",
        "a.yaml",
        "heatmap: {palette: virdis}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        [
            'error 1:20: heatmap > palette: expected one of red-yellow, viridis, cividis, magma, blues, purple-orange, red-blue, brown-teal, got "virdis"; did you mean "viridis"?'
        ],
        None,
    ),
    (
        "setting-heatmap-scale",
        "a.yaml",
        "heatmap: {scale: log}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['error 1:18: heatmap > scale: expected one of shared, column, got "log"'],
        None,
    ),
    (
        "setting-heatmap-text",
        "a.yaml",
        "heatmap: viridis\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        [
            'error 1:10: heatmap: expected a mapping, got "viridis"; with any of style, palette, scale, uncertainty'
        ],
        None,
    ),
    (
        "setting-heatmap-key",
        "a.yaml",
        "heatmap: {pallete: viridis}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['warning 1:11: heatmap: expected a known key, got "pallete"; did you mean "palette"?'],
        {"r1": {"acc": 50.0}, "r2": {"acc": 60.0}},
    ),
    (
        "setting-orient-wrong",
        "a.yaml",
        "orient: transposed\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['error 1:9: orient: expected one of rows, columns, got "transposed"'],
        None,
    ),
    (
        "setting-claims-text",
        "a.yaml",
        "claims: true\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['error 1:9: claims: expected a list of claims, got "true"'],
        None,
    ),
    (
        "setting-related-text",
        "a.yaml",
        "related: other\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['error 1:10: related: expected a list of file names, got "other"; e.g. [unseen-topics]'],
        None,
    ),
    (
        "setting-related-map",
        "a.yaml",
        "related: [{a: b}]\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ["error 1:11: related > item 1: expected a text, got a mapping"],
        None,
    ),
    (
        "setting-tables-and-results",
        "a.yaml",
        "tables: {a: {results: {r: {acc: 1}}}}\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        [
            "error 1:1: expected either results or tables, got both; put these rows under `tables:`, with a name of their own"
        ],
        None,
    ),
    (
        "setting-key-typo",
        "a.yaml",
        "titel: a\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['warning 1:1: expected a known key, got "titel"; did you mean "title"?'],
        {"r1": {"acc": 50.0}, "r2": {"acc": 60.0}},
    ),
    (
        "setting-key-foreign",
        "a.yaml",
        "colour: blue\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['warning 1:1: expected a known key, got "colour"'],
        {"r1": {"acc": 50.0}, "r2": {"acc": 60.0}},
    ),
    (
        "setting-key-capital",
        "a.yaml",
        "Title: a\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ['warning 1:1: expected a known key, got "Title"; did you mean "title"?'],
        {"r1": {"acc": 50.0}, "r2": {"acc": 60.0}},
    ),
    (
        "setting-duplicate-key",
        "a.yaml",
        "title: a\ntitle: b\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        [
            'error 2:1: expected each name once, got "title" again, first on line 1; rename or remove one of them'
        ],
        None,
    ),
    (
        "setting-description-long",
        "a.yaml",
        "description: ééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n",
        ["error 1:14: description: expected at most 8,192 bytes of text, got 8,194"],
        None,
    ),
    (
        "setting-description-bidi",
        "a.yaml",
        'description: "a\\u202eb"\nresults: {r1: {acc: 50}, r2: {acc: 60}}\n',
        [
            'error 1:14: description: expected text, got one with the bidi control U+202E: "a\\u202eb"; take that character out'
        ],
        None,
    ),
    (
        "shape-results-text",
        "a.yaml",
        "results: soon\n",
        [
            'error 1:1: results: expected rows of numbers, got "soon"; e.g. `cities: {acc: 0.97}` under `results:`'
        ],
        None,
    ),
    (
        "shape-results-number",
        "a.yaml",
        "results: 5\n",
        [
            'error 1:1: results: expected rows of numbers, got "5"; e.g. `cities: {acc: 0.97}` under `results:`'
        ],
        None,
    ),
    (
        "shape-results-flat",
        "a.yaml",
        "results: {r1: 0.5, r2: 0.6}\n",
        [
            "error 1:1: results: expected row -> metric -> number, got name -> number; name the metric: `results: {net-a: {acc: 0.71}}`, or `orient: columns` beside `results: {acc: {net-a: 0.71, net-b: 0.83}}`"
        ],
        None,
    ),
    (
        "shape-results-flat-columns",
        "a.yaml",
        "orient: columns\nresults: {r1: 0.5}\n",
        [
            "error 2:1: results: expected row -> metric -> number, got name -> number; with `orient: columns` it is metric -> row -> number, e.g. `acc: {net-a: 0.71}`"
        ],
        None,
    ),
    (
        "shape-results-deep",
        "a.yaml",
        "results: {a: {b: {acc: 0.5}}, c: {d: {acc: 0.6}}}\n",
        [
            "error 1:1: results: expected row -> metric -> number, got another level of names or lists in between; make a table of each outer name, under `tables:`, or join names: `net-a / train: {acc: 0.9}`"
        ],
        None,
    ),
    (
        "shape-results-list-of-numbers",
        "a.yaml",
        "results: [1, 2]\n",
        [
            'error 1:11: results > item 1: expected a record (a mapping), got "1"',
            'error 1:14: results > item 2: expected a record (a mapping), got "2"',
        ],
        None,
    ),
    (
        "shape-results-empty",
        "a.yaml",
        "results:\n",
        [
            "error 1:1: results: expected rows of numbers, got none; e.g. `cities: {acc: 0.97}` under `results:`"
        ],
        None,
    ),
    (
        "shape-results-empty-map",
        "a.yaml",
        "results: {}\n",
        [
            "error 1:1: results: expected rows of numbers, got none; e.g. `cities: {acc: 0.97}` under `results:`"
        ],
        None,
    ),
    (
        "shape-results-no-metrics",
        "a.yaml",
        "results: {a: {}, b: }\n",
        ["error 1:1: results: expected rows of metrics, got no metric at all"],
        None,
    ),
    (
        "shape-results-all-missing",
        "a.yaml",
        "results: {a: {acc: null}, b: {acc: NA}}\n",
        ["warning no metric table: all of its cells are missing; a page needs one number at least"],
        None,
    ),
    (
        "shape-results-row-number",
        "a.yaml",
        "results: {a: {acc: 1}, b: 2}\n",
        ['error 1:27: results > b: expected the metrics of the row, got "2"; e.g. {acc: 0.71}'],
        None,
    ),
    (
        "shape-results-row-list",
        "a.yaml",
        "results: {a: {acc: 1}, b: [2]}\n",
        ["error 1:27: results > b: expected the metrics of the row, got a list; e.g. {acc: 0.71}"],
        None,
    ),
    (
        "shape-results-all-text",
        "a.yaml",
        "results: {a: {acc: good}, b: {acc: bad}}\n",
        [
            'error 1:20: results > a > acc: expected a number or a missing value, got "good"; write a number, or null for a missing value',
            'error 1:36: results > b > acc: expected a number or a missing value, got "bad"; write a number, or null for a missing value',
        ],
        None,
    ),
    (
        "shape-results-columns-hint",
        "a.yaml",
        "metrics: {acc: {}, f1: {}}\nresults: {acc: {a: 1, b: 2}, f1: {a: 3}}\n",
        [
            'warning 1:11: metrics: expected a metric of the results, got "acc"',
            'warning 1:20: metrics: expected a metric of the results, got "f1"',
            "warning 2:1: results: expected row -> metric -> number, got names of metrics on the outside; if this is metric -> row -> number, say `orient: columns`",
        ],
        {"acc": {"a": 1.0, "b": 2.0}, "f1": {"a": 3.0}},
    ),
    (
        "shape-tables-list",
        "a.yaml",
        "tables: [{results: {a: {b: 1}}}]\n",
        ["error 1:9: tables: expected a mapping from table names, got a list"],
        None,
    ),
    (
        "shape-tables-text",
        "a.yaml",
        "tables: none\n",
        ['error 1:9: tables: expected a mapping from table names, got "none"'],
        None,
    ),
    (
        "shape-tables-bare",
        "a.yaml",
        "tables: {t: {a: {b: 1}}}\n",
        ["error 1:10: tables > t: expected a table with `results:`, got a mapping without it"],
        None,
    ),
    ("shape-tables-number", "a.yaml", "tables: {t: 5}\n", [], {"tables": {"t": 5.0}}),
    (
        "shape-tables-empty",
        "a.yaml",
        "tables: {}\n",
        [
            "error 1:1: tables: expected tables with a name each, got none; e.g. `tables: {dev: {results: {cities: {acc: 0.97}}}}`"
        ],
        None,
    ),
    (
        "shape-tables-one-empty",
        "a.yaml",
        "tables: {t: {results: {a: {b: 1}}}, u: {results: }}\n",
        ["warning 1:41: tables > u > results: expected rows of numbers, got none"],
        {"a": {"b": 1.0}},
    ),
    (
        "shape-tables-key",
        "a.yaml",
        "tables: {t: {tags: [a], results: {a: {b: 1}}}}\n",
        [
            'warning 1:14: tables > t: expected a known key, got "tags"; known are title, description, metrics, rows, groups, heatmap, row_key, orient, ci_level, paired, results, claims'
        ],
        {"a": {"b": 1.0}},
    ),
    (
        "shape-bare-title",
        "a.yaml",
        "title: T\nr1: {acc: 0.5}\n",
        [
            'warning 2:1: expected `results:` around the rows, got "r1" beside `title:`; put the rows under `results:`, indented by two spaces'
        ],
        None,
    ),
    (
        "shape-bare-flat",
        "a.yaml",
        "acc: 0.5\nf1: 0.6\n",
        [
            "skipped 1:1: no metric table: one level of names and numbers; a table has rows and metrics, e.g. `cities: {acc: 0.97}`"
        ],
        None,
    ),
    (
        "shape-bare-texts",
        "a.yaml",
        "a: b\nc: d\n",
        ["skipped 1:1: no metric table: none of its values is a row of metrics"],
        None,
    ),
    (
        "shape-bare-cube",
        "a.yaml",
        "a: {x: {acc: 1}, y: {acc: 2}}\nb: {x: {acc: 3}, y: {acc: 4}}\n",
        [
            "warning 1:1: no metric table: numbers are three or more levels deep; name one table per outer name under `tables:`; if it is no table, leave it out with the option `exclude`"
        ],
        None,
    ),
    (
        "shape-bare-config",
        "a.yaml",
        "model: {layers: 12, name: net}\ntraining: {lr: 0.1, schedule: cosine}\n",
        [
            "skipped 1:1: no metric table: its parts have nothing in common; put the rows under `results:` if it is one"
        ],
        None,
    ),
    (
        "shape-bare-one-number-row",
        "a.yaml",
        "a: {acc: 1}\nb: {acc: 2}\nc: 3\n",
        ['error 3:4: c: expected the metrics of the row, got "3"; e.g. {acc: 0.71}'],
        None,
    ),
    (
        "shape-bare-list-values",
        "a.yaml",
        "a: [1, 2]\nb: [3, 4]\n",
        ["skipped 1:1: no metric table: none of its values is a row of metrics"],
        None,
    ),
    ("shape-empty", "a.yaml", "", ["skipped no metric table: the file is empty"], None),
    ("shape-comment", "a.yaml", "# later\n", ["skipped no metric table: the file is empty"], None),
    ("shape-null", "a.yaml", "null\n", ["skipped 1:1: no metric table: the file is empty"], None),
    ("shape-empty-list", "a.yaml", "[]\n", ["skipped 1:1: no metric table: no records in it"], None),
    (
        "shape-number",
        "a.yaml",
        "5\n",
        [
            'skipped 1:1: no metric table: the file is "5"; a table maps rows to metrics, e.g. `cities: {acc: 0.97}`'
        ],
        None,
    ),
    (
        "shape-records-no-key",
        "a.yaml",
        "- {acc: 1}\n- {acc: 2}\n",
        [
            "error 1:3: expected a field that names the rows, got none that is text in every record; say which field names the rows: `row_key: model`, or `row_key: [model, dataset]`; beside `results:`, or in _gallery.yaml"
        ],
        None,
    ),
    (
        "shape-records-same-name",
        "a.yaml",
        "- {name: a, acc: 1}\n- {name: a, acc: 2}\n",
        [
            'error 2:10: name: expected a field that is different in every record, got "a" again, first on line 1; say which field names the rows: `row_key: model`, or `row_key: [model, dataset]`; beside `results:`, or in _gallery.yaml'
        ],
        None,
    ),
    (
        "shape-records-key-unknown",
        "a.yaml",
        "row_key: modl\nresults:\n- {model: a, acc: 1}\n",
        [
            'error 1:10: results: expected row_key to name a field of the records, got "modl"; the fields are model, acc'
        ],
        None,
    ),
    (
        "shape-records-key-missing",
        "a.yaml",
        "row_key: model\nresults:\n- {model: a, acc: 1}\n- {acc: 2}\n",
        ["error 4:3: results > model: expected the text that names the row, got none"],
        None,
    ),
    (
        "shape-records-key-twice",
        "a.yaml",
        "row_key: model\nresults:\n- {model: a, acc: 1}\n- {model: a, acc: 2}\n",
        [
            'error 4:11: results > model: expected each row once, got "a" again, first on line 3; give `row_key` more fields, e.g. [model, dataset], or remove one of the records'
        ],
        None,
    ),
    (
        "shape-records-text-among",
        "a.yaml",
        "- {name: a, acc: 1}\n- {name: b, acc: 2}\n- {name: c, acc: 3}\n- {name: d, acc: OOM}\n",
        [
            'error 4:18: d > acc: expected a number or a missing value, got "OOM"; a run that gave no number is {missing: failed, note: out of memory}'
        ],
        None,
    ),
    (
        "shape-records-percent",
        "a.yaml",
        "- {name: a, acc: 50%}\n- {name: b, acc: 60%}\n",
        [
            'error 1:18: a > acc: expected a number or a missing value, got "50%" in a metric that is no percentage; declare `unit: percent` for the metric under `metrics:`, or write the number without %',
            'error 2:18: b > acc: expected a number or a missing value, got "60%" in a metric that is no percentage; declare `unit: percent` for the metric under `metrics:`, or write the number without %',
        ],
        None,
    ),
    (
        "shape-records-thousands",
        "a.yaml",
        "- {name: a, n: '1,013'}\n- {name: b, n: '2,026'}\n",
        [
            'error 1:16: a > n: expected a number or a missing value, got "1,013"; write the number without thousands separators, e.g. 1013.01',
            'error 2:16: b > n: expected a number or a missing value, got "2,026"; write the number without thousands separators, e.g. 1013.01',
        ],
        None,
    ),
    (
        "shape-records-nested",
        "a.yaml",
        "- {name: a, acc: 1, x: {y: 1}}\n- {name: b, acc: 2, x: {y: 2}}\n",
        ["warning 1:24: x: expected numbers or texts, got lists or mappings: this field is left out"],
        {"a": {"acc": 1.0}, "b": {"acc": 2.0}},
    ),
    (
        "shape-records-mixed",
        "a.yaml",
        "- {name: a, acc: 1}\n- {name: b, acc: 2}\n- text\n",
        ['error 3:3: item 3: expected a record (a mapping), got "text"'],
        None,
    ),
    (
        "shape-records-no-number",
        "a.yaml",
        "- {name: a, kind: b}\n- {name: c, kind: d}\n",
        ["skipped 1:1: no metric table: no field of the records is numeric"],
        None,
    ),
    (
        "shape-records-row-long",
        "a.yaml",
        "- {name: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, acc: 1}\n",
        [
            'error 1:10: name: expected a row name, got one of 257 characters (at most 256): "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…"'
        ],
        None,
    ),
    (
        "shape-models-twice",
        "a.yaml",
        "Models:\n- {Name: a, Results: {Dataset: d, Metrics: {acc: 1}}}\n- {Name: a, Results: {Dataset: d, Metrics: {acc: 2}}}\n",
        [
            'error 3:10: Models > a: expected each model and dataset once, got "a" again, first on line 2; give the models, or their datasets, different names'
        ],
        None,
    ),
    (
        "shape-models-no-name",
        "a.yaml",
        "Models:\n- {Results: {Dataset: d, Metrics: {acc: 1}}}\n",
        ["error 2:3: Models > item 1: expected a model with a Name, got none"],
        None,
    ),
    (
        "shape-models-percent-mixed",
        "a.yaml",
        "Models:\n- {Name: a, Results: {Dataset: d, Metrics: {acc: 50%}}}\n- {Name: b, Results: {Dataset: d, Metrics: {acc: 60}}}\n",
        [
            'error 2:50: Models > a > acc: expected a number or a missing value, got "50%" in a metric that is no percentage; declare `unit: percent` for the metric under `metrics:`, or write the number without %'
        ],
        None,
    ),
    (
        "shape-models-text",
        "a.yaml",
        "Models:\n- {Name: a, Results: {Dataset: d, Metrics: {acc: good, f1: 2}}}\n",
        [
            'error 2:50: Models > a > acc: expected a number or a missing value, got "good"; write a number, or null for a missing value'
        ],
        None,
    ),
    (
        "shape-models-metrics-list",
        "a.yaml",
        "Models:\n- {Name: a, Results: {Dataset: d, Metrics: [1]}}\n",
        ["error 2:44: Models > a > Results > Metrics: expected a mapping of metrics, got something else"],
        None,
    ),
    (
        "shape-percent-mixed",
        "a.yaml",
        "metrics: {acc: {unit: percent}}\nresults: {a: {acc: 82.21%}, b: {acc: 0.8221}}\n",
        [
            'error 2:38: results > b > acc: expected a percentage as in the column\'s other cells, got "0.8221" without %; write 82.21 or 82.21%, not 0.8221'
        ],
        None,
    ),
    (
        "shape-alike-rows",
        "a.yaml",
        "A b: {acc: 1}\nA  B: {acc: 2}\n",
        [
            'warning 2:1: A  B: expected row names that differ visibly, got "A  B" beside "A b", line 1; the same? then write them the same way'
        ],
        {"A b": {"acc": 1.0}, "A  B": {"acc": 2.0}},
    ),
    (
        "shape-alike-invisible",
        "a.yaml",
        '"a": {acc: 1}\n"a\u200b": {acc: 2}\n',
        [
            'warning 2:1: a\\u200b: expected row names that differ visibly, got "a\\u200b" beside "a", line 1; the same? then write them the same way'
        ],
        {"a": {"acc": 1.0}, "a\u200b": {"acc": 2.0}},
    ),
    (
        "json-comma-end",
        "a.json",
        '{"r": {"acc": 1,}}',
        ["error 1:16: r > acc: expected JSON, got a comma before the closing bracket; remove the comma"],
        None,
    ),
    (
        "json-comment",
        "a.json",
        '{"r": {"acc": 1}} // end',
        ["error 1:19: expected JSON, got more text after the end; a JSON file holds one value"],
        None,
    ),
    (
        "json-comment-inside",
        "a.json",
        '{"r": /* x */ 1}',
        ["error 1:7: r: expected JSON, got a comment; JSON has none; YAML does"],
        None,
    ),
    (
        "json-single-quotes",
        "a.json",
        "{'r': {'acc': 1}}",
        [
            "error 1:2: expected JSON, got \"'r'\" instead of a name in double quotes; JSON wants double quotes"
        ],
        None,
    ),
    (
        "json-no-quotes",
        "a.json",
        "{r: 1}",
        ['error 1:2: expected JSON, got "r" instead of a name in double quotes'],
        None,
    ),
    (
        "json-unclosed",
        "a.json",
        '{"r": {"acc": 1}',
        [
            'error 1:17: r: expected JSON, got the end of the file instead of "," or the closing bracket; close all brackets'
        ],
        None,
    ),
    (
        "json-two",
        "a.json",
        '{"r": {"acc": 1}} {}',
        ["error 1:19: expected JSON, got more text after the end; a JSON file holds one value"],
        None,
    ),
    (
        "json-hex",
        "a.json",
        '{"r": {"acc": 0x1F}}',
        ['error 1:15: r > acc: expected JSON, got "0x1F" instead of a value'],
        None,
    ),
    (
        "json-leading-zero",
        "a.json",
        '{"r": {"acc": 010}}',
        ['error 1:15: r > acc: expected JSON, got "010" instead of a value'],
        None,
    ),
    (
        "json-plus",
        "a.json",
        '{"r": {"acc": +1}}',
        ['error 1:15: r > acc: expected JSON, got "+1" instead of a value'],
        None,
    ),
    (
        "json-dot",
        "a.json",
        '{"r": {"acc": .5}}',
        ['error 1:15: r > acc: expected JSON, got ".5" instead of a value'],
        None,
    ),
    (
        "json-dot-end",
        "a.json",
        '{"r": {"acc": 5.}}',
        ['error 1:15: r > acc: expected JSON, got "5." instead of a value'],
        None,
    ),
    (
        "json-duplicate",
        "a.json",
        '{"r": {"acc": 1, "acc": 2}}',
        [
            'error 1:18: r: expected each name once, got "acc" again, first on the same line 1; rename or remove one of them'
        ],
        None,
    ),
    (
        "json-duplicate-escape",
        "a.json",
        '{"r": {"acc": 1, "\\u0061cc": 2}}',
        [
            'error 1:18: r: expected each name once, got "acc" again, first on the same line 1; rename or remove one of them'
        ],
        None,
    ),
    (
        "json-surrogate",
        "a.json",
        '{"\\ud800": {"acc": 1}}',
        [
            'error 1:2: expected a name, got one with the lone surrogate U+D800: "\\ud800"; a name is one line of text'
        ],
        None,
    ),
    (
        "json-surrogate-value",
        "a.json",
        '{"r": {"acc": "\\udc00"}}',
        [
            'error 1:15: r > acc: expected text, got one with the lone surrogate U+DC00: "\\udc00"; take that character out'
        ],
        None,
    ),
    (
        "json-control",
        "a.json",
        '{"r\\u0000": {"acc": 1}}',
        [
            'error 1:2: expected a name, got one with the control character U+0000: "r\\x00"; a name is one line of text'
        ],
        None,
    ),
    (
        "json-newline",
        "a.json",
        '{"r\n": {"acc": 1}}',
        [
            "error 1:4: expected JSON, got a broken text (invalid control character); a text is one line in double quotes, with \\n and \\t for line ends and tabs"
        ],
        None,
    ),
    (
        "json-bad-escape",
        "a.json",
        '{"r\\x": {"acc": 1}}',
        [
            "error 1:4: expected JSON, got a broken text (invalid \\escape); a text is one line in double quotes, with \\n and \\t for line ends and tabs"
        ],
        None,
    ),
    (
        "json-bad-u",
        "a.json",
        '{"r\\u12": {"acc": 1}}',
        [
            "error 1:5: expected JSON, got a broken text (invalid \\uxxxx escape); a text is one line in double quotes, with \\n and \\t for line ends and tabs"
        ],
        None,
    ),
    (
        "json-unclosed-text",
        "a.json",
        '{"r',
        [
            "error 1:2: expected JSON, got a broken text (unterminated string starting); a text is one line in double quotes, with \\n and \\t for line ends and tabs"
        ],
        None,
    ),
    (
        "json-infinity",
        "a.json",
        '{"r": {"acc": Infinity, "f1": 1}}',
        [
            'error 1:15: r > acc: expected a number or a missing value, got "Infinity"; infinity is no metric value: write null, and the reason in the description'
        ],
        None,
    ),
    (
        "json-true",
        "a.json",
        '{"r": {"acc": true, "f1": 1}}',
        [
            'error 1:15: r > acc: expected a number or a missing value, got "true"; write 1 or 0 if it is a number, null if there is none'
        ],
        None,
    ),
    (
        "json-python",
        "a.json",
        '{"r": {"acc": None}}',
        ['error 1:15: r > acc: expected JSON, got "None" instead of a value'],
        None,
    ),
    (
        "json-deep",
        "a.json",
        "[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]",
        [
            "error 1:17: item 1 > item 1 > item 1 > item 1 > item 1 > item 1 > item 1 > item 1 > item 1 > item 1 > item 1 > item 1 > item 1 > item 1 > item 1 > item 1: expected at most 16 levels of nesting, aliases written out, got more"
        ],
        None,
    ),
    (
        "json-colon",
        "a.json",
        '{"r" {"acc": 1}}',
        ['error 1:6: r: expected JSON, got "{" instead of ":" after the name'],
        None,
    ),
    ("json-value", "a.json", '{"r": }', ['error 1:7: r: expected JSON, got "}" instead of a value'], None),
    (
        "json-bracket",
        "a.json",
        '{"r": [1}',
        ['error 1:9: r > item 2: expected JSON, got "}" instead of "," or the closing bracket'],
        None,
    ),
    ("json-empty", "a.json", "", ["skipped no metric table: the file is empty"], None),
    ("json-spaces", "a.json", " \n ", ["skipped no metric table: the file is empty"], None),
    (
        "json-text",
        "a.json",
        '"a"',
        [
            'skipped 1:1: no metric table: the file is "a"; a table maps rows to metrics, e.g. `cities: {acc: 0.97}`'
        ],
        None,
    ),
    (
        "json-names-empty",
        "a.json",
        '{"": {"acc": 1}}',
        ["error 1:2: expected a name, got an empty one; a name is one line of text"],
        None,
    ),
    (
        "json-merge",
        "a.json",
        '{"r": {"<<": {"a": 1}, "acc": 1}}',
        [
            "error 1:14: r > <<: expected a number or a missing value, got a mapping; a cell with more than a number looks like {value: 0.98, sd: 0.01, n: 10}"
        ],
        None,
    ),
    (
        "csv-ragged-long",
        "a.csv",
        "name,acc\na,1\nb,2,3\n",
        ["error 3:1: expected 2 cells as in the header, got 3; quote a cell that holds the separator"],
        None,
    ),
    (
        "csv-ragged-short",
        "a.csv",
        "name,acc,f1\na,1\n",
        ["error 2:1: expected 3 cells as in the header, got 2"],
        None,
    ),
    (
        "csv-duplicate",
        "a.csv",
        "name,acc,acc\na,1,2\n",
        [
            'error 1:10: expected each column once, got "acc" again, first in column 2; rename or remove one of them'
        ],
        None,
    ),
    (
        "csv-duplicate-nfc",
        "a.csv",
        "name,é,é\na,1,2\n",
        [
            'error 1:8: expected each column once, got "é" again, first in column 2; rename or remove one of them'
        ],
        None,
    ),
    (
        "csv-empty-header",
        "a.csv",
        "name,,acc\na,1,2\n",
        ["error 1:6: expected a column name, got an empty one; name every column in the first line"],
        None,
    ),
    (
        "csv-index-header",
        "a.csv",
        ",acc\na,1\n",
        ["error 1:1: expected a column name, got an empty one; name every column in the first line"],
        None,
    ),
    (
        "csv-no-header",
        "a.csv",
        "0.1,0.2\n0.3,0.4\n",
        ["error 1:1: expected a header line with the column names, got numbers; put a line of names first"],
        None,
    ),
    ("csv-only-header", "a.csv", "name,acc\n", ["skipped 1:1: no metric table: no records in it"], None),
    ("csv-empty", "a.csv", "", ["skipped no metric table: the file is empty"], None),
    (
        "csv-thousands",
        "a.csv",
        'name,acc\na,"1,013"\nb,2\n',
        [
            'error 2:3: a > acc: expected a number or a missing value, got "1,013"; write the number without thousands separators, e.g. 1013.01'
        ],
        None,
    ),
    (
        "csv-decimal-comma",
        "a.csv",
        "name;acc\na;0,5\nb;0,6\n",
        [
            'error 2:3: a > acc: expected a number or a missing value, got "0,5"; write the decimal point as a point, e.g. 0.5',
            'error 3:3: b > acc: expected a number or a missing value, got "0,6"; write the decimal point as a point, e.g. 0.5',
        ],
        None,
    ),
    (
        "csv-unclosed",
        "a.csv",
        'name,acc\n"a,1\n',
        [
            "error 2:1: expected CSV, got something else: unexpected end of data; close the quotes, and double a quote inside a quoted cell"
        ],
        None,
    ),
    (
        "csv-quote-inside",
        "a.csv",
        'name,acc\n"a"b,1\n',
        [
            "error 2:1: expected CSV, got something else: ',' expected after '\\\"'; close the quotes, and double a quote inside a quoted cell"
        ],
        None,
    ),
    (
        "csv-infinity",
        "a.csv",
        "name,acc\na,inf\nb,1\n",
        [
            'error 2:3: a > acc: expected a number or a missing value, got "inf"; infinity is no metric value: write null, and the reason in the description'
        ],
        None,
    ),
    (
        "csv-percent",
        "a.csv",
        "name,acc\na,50%\nb,60%\n",
        [
            'error 2:3: a > acc: expected a number or a missing value, got "50%" in a metric that is no percentage; declare `unit: percent` for the metric under `metrics:`, or write the number without %',
            'error 3:3: b > acc: expected a number or a missing value, got "60%" in a metric that is no percentage; declare `unit: percent` for the metric under `metrics:`, or write the number without %',
        ],
        None,
    ),
    (
        "csv-text-among",
        "a.csv",
        "name,acc\na,1\nb,2\nc,3\nd,x\n",
        [
            'error 5:3: d > acc: expected a number or a missing value, got "x"; write a number, or null for a missing value'
        ],
        None,
    ),
    (
        "csv-same-row",
        "a.csv",
        "name,acc\na,1\na,2\n",
        [
            'error 3:1: name: expected a field that is different in every record, got "a" again, first on line 2; say which field names the rows: `row_key: model`, or `row_key: [model, dataset]`; beside `results:`, or in _gallery.yaml'
        ],
        None,
    ),
    (
        "csv-line-of-quoted",
        "a.csv",
        'name,note,acc\na,"x\ny",1\nb,z,1_0\nc,z,3\nd,z,4\n',
        [
            'error 4:5: b > acc: expected a number or a missing value, got "1_0"; write a decimal number: 1000, not 1_000'
        ],
        None,
    ),
    (
        "csv-all-text",
        "a.csv",
        "name,kind\na,b\n",
        ["skipped 1:1: no metric table: no field of the records is numeric"],
        None,
    ),
    (
        "csv-leading-zero",
        "a.csv",
        "name,acc\na,007\nb,1\nc,2\nd,3\n",
        [
            'error 2:3: a > acc: expected a number or a missing value, got "007"; YAML versions and JSON differ about leading zeros: write the number without them'
        ],
        None,
    ),
    (
        "csv-control",
        "a.csv",
        "name,acc\na\x01,1\n",
        ["error 2:2: expected text, got the control character U+0001; take that character out"],
        None,
    ),
    (
        "csv-empty-name",
        "a.csv",
        "name,acc\n,1\nb,2\n",
        [
            "error 2:1: expected a field that names the rows, got none that is text in every record; say which field names the rows: `row_key: model`, or `row_key: [model, dataset]`; beside `results:`, or in _gallery.yaml"
        ],
        None,
    ),
    (
        "csv-long-name",
        "a.csv",
        "name,acc\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,1\n",
        [
            'error 2:1: name: expected a row name, got one of 257 characters (at most 256): "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…"'
        ],
        None,
    ),
    (
        "tsv-commas",
        "a.tsv",
        "name,acc\na,1\n",
        ["skipped 1:1: no metric table: no field of the records is numeric"],
        None,
    ),
)
"""Name, file name, content, problems, cells of the first table or None."""
