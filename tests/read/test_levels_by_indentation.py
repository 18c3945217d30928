"""Levels that a table shows by how far its names are moved in, or by echelons: read where certain, else asked for."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Alignment

from kg.errors import InputError
from kg.read.layout.choice import Choice
from kg.read.layout.document import understand
from kg.read.layout.page import Strip
from kg.read.layout.rowkinds import is_signature
from tests.support.variants.converted import converted

_TREE = "POHON KINERJA KECAMATAN SOKARAJA KABUPATEN BANYUMAS TAHUN 2025-2029"
_PLAN = "RENSTRA KECAMATAN SOKARAJA KABUPATEN BANYUMAS TAHUN 2025-2029"
_NAMES = (
    (0, "Meningkatnya kesejahteraan masyarakat"),
    (1, "Meningkatnya mutu pelayanan publik"),
    (2, "Terlaksananya pelayanan tepat waktu"),
    (3, "Tersedianya petugas loket terlatih"),
    (2, "Terkelolanya aduan warga"),
    (1, "Meningkatnya ketertiban wilayah"),
)
_COMPONENTS = (
    (0, "Program Pelayanan Prima"),
    (1, "Koordinasi Loket Terpadu"),
    (2, "Penyusunan Jadwal Loket"),
    (0, "Program Wilayah Tertib"),
    (1, "Pembinaan Linmas"),
)
_TOP_DOWN = ["outcome", "strategis", "antara", "operasional"]


def _book(
    path: Path, title: str, head: Sequence[str], rows: list[list[str]], moved: Sequence[int] = ()
) -> Path:
    book = openpyxl.Workbook()
    for row in ([title], [], list(head), *rows):
        book.active.append(row)
    for number, indent in enumerate(moved, 4):
        book.active.cell(number, 1).alignment = Alignment(indent=indent)
    book.save(path)
    return path


def _indented(
    path: Path, title: str, head: str, names: Sequence[tuple[int, str]], blanks: str
) -> Path:
    rows: list[list[str]] = []
    for depth, name in names:
        rows.append([blanks * depth + name, f"Jumlah {name.split()[-1]}", "7"])
    moved = [] if blanks else [depth for depth, _ in names]
    return _book(path, title, (head, "Indikator", "Target 2025"), rows, moved)


def _levels(path: Path) -> list[tuple[str, str]]:
    """Each row's level, and the name of the row above it."""
    items = understand(path, Choice()).reading.items
    return [(item.level, item.parent.text if item.parent else "") for item in items]


def _expected(names: Sequence[tuple[int, str]], levels: Sequence[str]) -> list[tuple[str, str]]:
    last: dict[int, str] = {}
    found: list[tuple[str, str]] = []
    for depth, name in names:
        found.append((levels[depth], last.get(depth - 1, "")))
        last[depth] = name
    return found


@pytest.mark.parametrize("blanks", ["", "   ", "\u00a0\u00a0"])
def test_a_tree_of_four_depths_is_read_and_told(blanks: str, tmp_path: Path) -> None:
    """By the style of the cells or by blanks; that no word names the levels is told."""
    path = _indented(tmp_path / "pohon.xlsx", _TREE, "Kinerja", _NAMES, blanks)
    assert _levels(path) == _expected(_NAMES, _TOP_DOWN)
    told = [left.why for left in understand(path, Choice()).reading.doubts]
    assert "level-order" in told


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", ["ods", "xls"])
@pytest.mark.parametrize("blanks", ["", "   "])
def test_other_workbooks_move_texts_in_as_well(ending: str, blanks: str, tmp_path: Path) -> None:
    """As LibreOffice saves the same sheet."""
    path = _indented(tmp_path / "pohon.xlsx", _TREE, "Kinerja", _NAMES, blanks)
    (other,) = converted([path], ending, tmp_path)
    assert _levels(other) == _expected(_NAMES, _TOP_DOWN)


def test_a_plan_whose_head_names_its_levels_is_read(tmp_path: Path) -> None:
    """Three depths under a head of three levels."""
    head = "Program/Kegiatan/Sub Kegiatan"
    path = _indented(tmp_path / "renstra.xlsx", _PLAN, head, _COMPONENTS, "")
    levels = ["program", "kegiatan", "sub_kegiatan"]
    assert _levels(path) == _expected(_COMPONENTS, levels)


def _refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        understand(path, Choice())
    (problem,) = caught.value.problems
    assert problem.code == "LAYOUT-LEVELS"
    return problem.sentence()


def test_what_is_not_certain_is_asked_for(tmp_path: Path) -> None:
    """Three depths of a tree, and depths that leap."""
    three = [(depth - 1, name) for depth, name in _NAMES if depth]
    leaps = [(0, "Meningkatnya mutu"), (2, "Tersedianya loket"), (1, "Terlaksananya layanan")]
    for names, shown in ((three, "Inden 3"), (leaps, "Tersedianya loket")):
        path = _indented(tmp_path / "pohon.xlsx", _TREE, "Kinerja", names, "  ")
        assert shown in _refused(path)


@pytest.mark.parametrize("head", ["Kinerja", "Uraian"])
@pytest.mark.parametrize("numbers", [False, True])
def test_a_tree_that_shows_no_levels_is_asked_about(
    head: str, numbers: bool, tmp_path: Path
) -> None:
    """It was read as an agreement, all of its rows objectives."""
    rows: list[list[str]] = []
    for number, (_, name) in enumerate(_NAMES, 1):
        own = [str(number)] if numbers else []
        rows.append([*own, name, f"Jumlah {name.split()[-1]}", "7"])
    heads = (*(["No"] if numbers else []), head, "Indikator", "Target 2025")
    path = _book(tmp_path / "pohon.xlsx", _TREE, heads, rows)
    assert _NAMES[0][1] in _refused(path)
    told = understand(path, Choice(layout="iku_pk")).reading
    assert {item.level for item in told.items} == {"sasaran"}


def test_blanks_for_the_eye_alone_tell_nothing(tmp_path: Path) -> None:
    """A table of indicators, which speaks of no tree."""
    title = "INDIKATOR KINERJA UTAMA KECAMATAN SOKARAJA KABUPATEN BANYUMAS 2025-2029"
    path = _indented(tmp_path / "iku.xlsx", title, "Sasaran", _NAMES, "  ")
    assert {level for level, _ in _levels(path)} == {"sasaran"}


def _echelons(path: Path, numbers: Sequence[str], kinds: Sequence[str]) -> Path:
    rows: list[list[str]] = []
    for number, (depth, name) in zip(numbers, _NAMES, strict=True):
        rows.append([number, kinds[depth], name, f"Jumlah {name.split()[-1]}"])
    return _book(path, _TREE, ("No", "Level", "Kinerja", "Indikator"), rows)


_POSTS = ("Camat", "Sekretaris Camat", "Kasi Pelayanan", "Pelaksana")


@pytest.mark.parametrize(
    "kinds", [("Eselon III.a", "Eselon III.b", "Eselon IV.a", "Pelaksana"), _POSTS]
)
def test_echelons_are_levels_where_numbers_say_so(kinds: Sequence[str], tmp_path: Path) -> None:
    """1.1.2 tells its depth; without such numbers an echelon is no level of a tree."""
    numbered = ("1", "1.1", "1.1.1", "1.1.1.1", "1.1.2", "1.2")
    assert _levels(_echelons(tmp_path / "a.xlsx", numbered, kinds)) == _expected(_NAMES, _TOP_DOWN)
    asked = _refused(_echelons(tmp_path / "b.xlsx", "123456", kinds))
    assert kinds[0] in asked


def test_heads_on_every_page_cost_nothing_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every row is looked at once, and not once for every page of its table."""
    head = ["Program/Kegiatan/Sub Kegiatan", "Indikator", "Target 2025"]
    once: list[list[str]] = []
    paged: list[list[str]] = []
    for number in range(90):
        row = ["  " * (number % 3) + f"Uraian ke {number}", f"Jumlah hal {number}", "7"]
        once.append(row)
        paged += [row] if number % 3 or not number else [head, row]
    seen: list[str] = []

    def looked_at(strip: Strip) -> bool:
        seen.append(strip.place)
        return is_signature(strip)

    monkeypatch.setattr("kg.read.layout.indented.is_signature", looked_at)
    expected = _levels(_book(tmp_path / "once.xlsx", _PLAN, head, once))
    assert len(seen) == len(set(seen)) == len(once)
    seen.clear()
    assert _levels(_book(tmp_path / "paged.xlsx", _PLAN, head, paged)) == expected
    assert len(seen) == len(set(seen)) == len(once)
