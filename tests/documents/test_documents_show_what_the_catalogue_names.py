"""The rule catalogue names lines of two documents at which a rule must speak; it speaks there and nowhere else.

Where it names every row for what the whole document lacks (codes, formulas, levels of the plan), the
clarifications that stand above its table ask for one finding at the title, with those rows as evidence.
"""

from __future__ import annotations

import re

import pytest

from kg.read.document import Document
from kg.worker.checking import CheckReport
from tests.support.engines import checked

PINO_RAYA, METHOD = "17.01.06", "metode-lima-tahap"
#: Lines of programs and activities, and of sub-activities, of the Pino Raya document.
UPPER = {8, *range(12, 18), *range(19, 29), *range(30, 34)}
LOWER = {*range(40, 54), *range(56, 65), *range(66, 72)} - {52}
NAMED = {
    (PINO_RAYA, "IND-01"): {9, 10, 11},
    (PINO_RAYA, "IND-03"): {
        *range(12, 17),
        19,
        22,
        23,
        31,
        *range(40, 52),
        53,
        *range(56, 61),
        *range(62, 65),
        *range(66, 72),
    },
    (PINO_RAYA, "IND-07"): {
        13,
        15,
        16,
        23,
        31,
        40,
        41,
        42,
        46,
        47,
        50,
        53,
        57,
        58,
        59,
        60,
        64,
        69,
        71,
    },
    (PINO_RAYA, "IND-12"): {
        *range(12, 17),
        22,
        23,
        27,
        28,
        30,
        31,
        43,
        *range(46, 52),
        53,
        *range(56, 60),
        *range(61, 64),
        68,
        70,
        71,
    },
    (PINO_RAYA, "TGT-02"): {53},
    (PINO_RAYA, "TGT-04"): {40, 45, 53},
    (PINO_RAYA, "TGT-06"): {68, 70},
    (PINO_RAYA, "CAS-01"): {3},
    (PINO_RAYA, "CAS-02"): {3},
    (PINO_RAYA, "NOM-01"): {3},
    (METHOD, "IND-02"): {3},
    (METHOD, "CAS-01"): {3},
    (METHOD, "CAS-04"): {108, 111, 115, 118, 122},
    ("33.02.19", "DOC-02"): {484, 539},
    (METHOD, "STR-06"): {39},
    (METHOD, "STR-07"): {90, 94},
    (METHOD, "STR-09"): {62, 64, 67, 68, 74},
    (METHOD, "STR-11"): {63, 67, 68},
    (METHOD, "STR-12"): {41, 42, 43, 44},
    # Line 64 is an only child as well, and branches out below; the rule says "exactly one child".
    (METHOD, "STR-16"): {62, 63, 64, 67, 68},
    (METHOD, "IND-10"): {82, 92},
    (METHOD, "IND-17"): {79, 80},
    (METHOD, "IND-18"): {83, 91, 95},
    (METHOD, "CAS-10"): {117},
    (METHOD, "NOM-06"): {36, 37, 38, 39},
    (PINO_RAYA, "STR-07"): {8, 11, 12, 16},
    (PINO_RAYA, "STR-08"): {17, 19, 21, 24},
    (PINO_RAYA, "STR-10"): {10, 13, 14},
    (PINO_RAYA, "STR-11"): {25, 28, 70},
    (PINO_RAYA, "STR-13"): set(),
    (METHOD, "STR-10"): set(),
    (METHOD, "STR-13"): {38, 67, 68},
    (PINO_RAYA, "CAS-13"): {3},
    (METHOD, "CAS-13"): {3},
    ("33.02.19", "CAS-13"): {3},
    ("35.07.26", "STR-07"): {1033, 1486},
    ("35.07.26", "CAS-11"): {1766, 2890},
    ("35.07.26", "DOC-05"): {191, 203, 389, 405, 413, 2955},
    ("52.02.01", "STR-11"): {168, 224, 233},
    (PINO_RAYA, "IND-06"): {17, 20, 21, 24, 25, 26, 28, 30, 32, 33, 61},
    (PINO_RAYA, "IND-08"): {23, 40, 41, 42, 57, 58, 59, 60, 64},
    (PINO_RAYA, "IND-09"): {13, 40, 41, 42, 63, 69, 70},
    (PINO_RAYA, "IND-11"): {13},
    (PINO_RAYA, "IND-13"): {17, 19, 32},
    (PINO_RAYA, "IND-05"): {21, 25, 26, 28, 32},
    (PINO_RAYA, "IND-10"): {15, 25, 26, 27, 46, 53, 58, 63},
    (PINO_RAYA, "IND-16"): (UPPER | LOWER | {9, 10, 11}),
    (PINO_RAYA, "IND-17"): {8, 12, 17, 19, 20, 21, 24, 25, 26, 28, 30, 32, 33, 61},
    (PINO_RAYA, "IND-20"): {20, 24},
    # Lines 27, 59, 68 and 70 have no unit at all, which IND-12 tells: one cause, one finding.
    (PINO_RAYA, "TGT-03"): {17, 32, 33},
    (PINO_RAYA, "TGT-07"): {8, 12, 14, 17, 19, 45, 59},
    # That its programs support no objective follows from there being none, which CAS-01 tells.
    (PINO_RAYA, "CAS-14"): set(),
    (PINO_RAYA, "CAS-17"): {3, 35},
    # The names on lines 24 and 64 are cut off, which NOM-08 tells.
    (PINO_RAYA, "NOM-03"): {16, 17, 25, 41, 49, 56},
    (PINO_RAYA, "NOM-04"): {22},
    (PINO_RAYA, "NOM-08"): {24, 64},
    (PINO_RAYA, "NOM-10"): {32},
    (PINO_RAYA, "DOC-05"): {21, 22, 24, 26, 27, 62, 63, 66, 70, 71},
    (PINO_RAYA, "DOC-11"): {28, 30, 31, 32, 33},
    ("33.02.19", "CAS-06"): {5, 389, 444, 525, 589},
    ("33.02.19", "DOC-03"): {587},
    ("33.02.19", "DOC-08"): {539, 603},
}
#: The rows that such a finding counts.
COUNTED = {
    (PINO_RAYA, "CAS-01"): UPPER | LOWER,
    (PINO_RAYA, "CAS-02"): LOWER,
    (PINO_RAYA, "NOM-01"): UPPER | LOWER,
    (METHOD, "IND-02"): set(range(79, 98)),
    (METHOD, "CAS-01"): set(range(107, 125)) - {121},
}
_RUN = re.compile(r"(\d+)(?:–(\d+))?")


@pytest.fixture(scope="module")
def report(documents: dict[str, Document]) -> CheckReport:
    """The check of the five documents."""
    return checked(documents.values())


@pytest.mark.parametrize(("kecamatan", "rule"), NAMED, ids=lambda v: v)
def test_lines(report: CheckReport, kecamatan: str, rule: str) -> None:
    """Exactly the lines named (line 121 of the method reprints line 117, where the finding stands)."""
    found = {f.source.line for f in report.findings if (f.kecamatan, f.rule) == (kecamatan, rule)}
    assert found == NAMED[kecamatan, rule]


@pytest.mark.parametrize(("kecamatan", "rule"), COUNTED, ids=lambda v: v)
def test_lines_that_are_counted(report: CheckReport, kecamatan: str, rule: str) -> None:
    """One finding, whose evidence is exactly the rows that the catalogue names."""
    (value,) = (f.value for f in report.findings if (f.kecamatan, f.rule) == (kecamatan, rule))
    counted, _, lines = (value or "").partition(" (baris ")
    rows: set[int] = set()
    for first, last in _RUN.findall(lines):
        rows.update(range(int(first), int(last or first) + 1))
    assert rows == COUNTED[kecamatan, rule]
    assert int(counted.rpartition(" ")[2]) == len(rows)


@pytest.mark.parametrize(
    "rule", ["STR-01", "STR-02", "STR-03", "STR-04", "STR-05", "CAS-03", "NOM-02", "DOC-01"]
)
def test_rules_without_an_example(report: CheckReport, rule: str) -> None:
    """The catalogue knows no example of these in any of the five documents."""
    assert not [f for f in report.findings if f.rule == rule]


def test_every_finding_names_line_value_and_reason(report: CheckReport) -> None:
    """Rule, node, message in both languages, remedy, basis and source line: none may be missing."""
    for found in report.findings:
        assert found.source.document and found.source.line, found
        assert all(
            found.message[lang] and found.remedy[lang] and "{" not in found.message[lang]
            for lang in ("id", "en")
        )
        assert found.basis and found.label and found.path[-1] == found.label
    ids = [f.id for f in report.findings]
    assert len(set(ids)) == len(ids), "two findings share a fingerprint"
