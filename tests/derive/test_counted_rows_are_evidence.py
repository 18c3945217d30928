"""What a whole document lacks is told with the rows that were counted, short in the message and whole in the value."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.read.inputs import read_paths
from kg.rules.finding import Finding
from tests.support.engines import checked

_HEAD = """
@prefix kin: <https://w3id.org/kinerja/ns#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <https://example.org/kasus/> .

:dok a kin:Dokumen ; rdfs:label "RENJA KECAMATAN MAJU" .
"""
_ROW = """
:b{0} a kin:BarisSumber ; kin:dokumen :dok ; kin:baris {0} .
:p{0} a kin:Program ; rdfs:label "Program pelayanan {0}" ; prov:wasDerivedFrom :b{0} .
"""


_CELL = """
:b{0} a kin:BarisLembar ; kin:dokumen :dok ; kin:berkas "rencana.xlsx" ; kin:lembar "{1}" ;
    kin:baris {0} ; kin:kolom "B" .
:p{0} a kin:Program ; rdfs:label "Program pelayanan {0}" ; prov:wasDerivedFrom :b{0} .
"""


def _told(tmp_path: Path, lines: list[int]) -> Finding:
    """The finding about codes for programs on these lines."""
    return _found(tmp_path, "".join(_ROW.format(n) for n in lines))


def _on_sheets(tmp_path: Path, rows: dict[int, str]) -> Finding:
    """The finding about codes for programs in these rows of these sheets."""
    return _found(tmp_path, "".join(_CELL.format(*row) for row in rows.items()))


def _found(tmp_path: Path, rows: str) -> Finding:
    path = tmp_path / "rencana.ttl"
    path.write_text(_HEAD + rows, encoding="utf-8")
    (found,) = (f for f in checked(read_paths([path])).findings if f.rule == "NOM-01")
    return found


@pytest.mark.parametrize(
    ("lines", "value", "told", "in_english"),
    [
        ([4, 5, 6, 9], "0 / 4 (baris 4–6, 9)", "(baris 4–6, 9)", "(lines 4–6, 9)"),
        (
            [*range(3, 33, 2)],
            "0 / 15 (baris 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31)",
            "(baris 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, …)",
            "(lines 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, …)",
        ),
    ],
)
def test_rows_are_named(
    tmp_path: Path, lines: list[int], value: str, told: str, in_english: str
) -> None:
    """Runs as runs; a message holds the first dozen."""
    found = _told(tmp_path, lines)
    assert found.value == value
    assert told in found.message["id"]
    assert in_english in found.message["en"]


def test_the_number_stays_when_rows_move(tmp_path: Path) -> None:
    """Other lines, same number; another count is another defect."""
    ids = [_told(tmp_path, lines).id for lines in ([4, 5, 6, 9], [5, 6, 7, 10], [4, 5, 6, 9, 10])]
    assert ids[0] == ids[1]
    assert ids[0] != ids[2]


@pytest.mark.parametrize(
    ("rows", "value", "in_english"),
    [
        (dict.fromkeys([4, 5, 6, 7], "T-C.27"), "0 / 4 (T-C.27 baris 4–7)", "T-C.27 lines 4–7)"),
        (
            {4: "inti", 5: "tambahan", 6: "tambahan", 7: "tambahan"},
            "0 / 4 (inti baris 4; tambahan baris 5–7)",
            "(inti line 4; tambahan lines 5–7)",
        ),
        (
            {4: "a", 5: "b", 6: "c", 7: "d"},
            "0 / 4 (a baris 4; b baris 5; c baris 6; d baris 7)",
            "(a line 4; b line 5; c line 6; d line 7)",
        ),
    ],
)
def test_sheets_are_named(
    tmp_path: Path, rows: dict[int, str], value: str, in_english: str
) -> None:
    """Each sheet with its rows, one or several, in either language."""
    found = _on_sheets(tmp_path, rows)
    assert found.value == value
    assert in_english in found.message["en"]


def test_the_number_stays_whatever_a_sheet_is_called(tmp_path: Path) -> None:
    """A sheet may have brackets in its name."""
    found = []
    for rows in ([4, 5, 6, 7], [9, 10, 11, 12]):
        found.append(_on_sheets(tmp_path, dict.fromkeys(rows, "Tabel 1 (Renstra)")))
    assert found[0].value == "0 / 4 (Tabel 1 (Renstra) baris 4–7)"
    assert found[0].id == found[1].id
