"""Ten thousand texts that a spreadsheet or a terminal might obey: a thousand by default; none is live."""

from __future__ import annotations

import csv
import io
import re
from itertools import product

import pytest

from kg.report.listing import csv_text
from kg.safe_text import visible
from tests.support.hostile_texts import TEXTS

#: What stands before a text: signs of formulas, separators, quotes and characters that nobody sees.
_BEFORE = ("", "a;", "a,", 'a"', "a\t", "a\n", "\u00a0", "\ufeff", "\u202e", "'", "a\r\n;")
_FIGURE = re.compile(r"[+-]?[\d.,]+%?")
_LIVE = tuple("=+-@\t\r＝＋－＠")
_STEERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def _strings(heavy: bool) -> list[str]:
    every = [before + text for before, text in product(_BEFORE, TEXTS)]
    assert len(every) >= 10_000
    return every if heavy else every[:: len(every) // 1_000]


def _is_live(cell: str) -> bool:
    """Whether a program that opens the file takes the cell for a formula."""
    return len(cell) > 1 and cell.startswith(_LIVE) and not _FIGURE.fullmatch(cell)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_cell_of_a_listing_is_live(separator: str, heavy: bool) -> None:
    """Whichever separator the program splits the lines at."""
    strings = _strings(heavy)
    text = csv_text(("a", "b", "c"), [["x", string, "x"] for string in strings])
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    cells = [cell for row in rows for cell in row]
    assert len(cells) >= len(strings)
    assert [cell for cell in cells if _is_live(cell)] == []


def test_nothing_steers_the_terminal(heavy: bool) -> None:
    """What is not seen is written out, and what is seen stays."""
    for string in _strings(heavy):
        shown = visible(string)
        assert _STEERS.search(shown.replace("\t", "").replace("\n", "")) is None
        assert "".join(filter(str.isalnum, string)) in "".join(filter(str.isalnum, shown)) or (
            "U+" in shown
        )
