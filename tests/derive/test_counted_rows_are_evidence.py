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


def _told(tmp_path: Path, lines: list[int]) -> Finding:
    """The finding about codes for programs on these lines."""
    path = tmp_path / "rencana.ttl"
    path.write_text(_HEAD + "".join(_ROW.format(n) for n in lines), encoding="utf-8")
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
