"""Rules that hold two statements against each other, on documents as offices print them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.rules.registry import rules
from kg.worker.checking import check
from kg.worker.units import from_documents
from tests.support.agreements import workbook
from tests.support.engines import engine_named

_WHERE = "KECAMATAN SOKARAJA KABUPATEN BANYUMAS"
_SUB = "7.01.02.2.01.0001"
_LAST = "7.01.02.2.01.0002"
_PROGRAM = "Program Penyelenggaraan Pemerintahan dan Pelayanan Publik"
_ACTIVITY = "Koordinasi Penyelenggaraan Kegiatan Pemerintahan di Tingkat Kecamatan"
_WITH = "dengan Perangkat Daerah dan Instansi Vertikal Terkait"
_NAMES = (
    f"Koordinasi/Sinergi Perencanaan dan Pelaksanaan Kegiatan Pemerintahan {_WITH}",
    "Peningkatan Efektifitas Kegiatan Pemerintahan di Tingkat Kecamatan",
)
#: What is looked at: the rule, and the sheet that is sound or has one mistake.
_Found = tuple[str, list[tuple[str, str]]]


def _looked_at(rule: str, *paths: Path) -> _Found:
    """The status of a rule for these documents, and the cell and value of each finding."""
    report = check(
        from_documents(read_paths(list(paths))),
        tuple(one for one in rules() if one.id == rule),
        engine_named("bulk"),
        ontology(),
        "",
    )
    told = [(one.source.cell if one.source else "", one.value) for one in report.findings]
    return report.statuses()[0].status, told


def _plan(
    path: Path,
    first: int = 2025,
    code: str = _SUB,
    last: str = _LAST,
    money: int = 60,
    start: int = 80,
) -> Path:
    """A matrix of two years with codes, baselines and money; what is not given is sound."""
    head = ["Kode", "Program/Kegiatan/Sub Kegiatan", "Indikator", "Satuan", "Kondisi Awal"]
    million = 1_000_000
    rows: list[list[object]] = [
        [f"RENSTRA {_WHERE} TAHUN {first}-{first + 1}"],
        [],
        [*head, str(first), None, str(first + 1), None],
        [None] * 5 + ["Target", "Rp"] * 2,
        [
            "7.01.02",
            _PROGRAM,
            "Persentase layanan tepat waktu",
            "%",
            start,
            85,
            100 * million,
            90,
            110 * million,
        ],
        [
            "7.01.02.2.01",
            _ACTIVITY,
            "Jumlah rapat",
            "Kali",
            10,
            12,
            100 * million,
            12,
            110 * million,
        ],
        [code, _NAMES[0], "Jumlah laporan", "Laporan", 4, 4, money * million, 4, 110 * million],
        [last, _NAMES[1], "Jumlah dokumen", "Dokumen", 4, 4, 40 * million, 4, None],
    ]
    return workbook(path, rows)


def _tree(path: Path, alone: bool, partner: str = "Dinas Sosial") -> Path:
    head = ["No", "Jenis", "Kondisi", "Indikator", "Target", "Crosscutting"]
    rows: list[list[object]] = [
        [f"POHON KINERJA {_WHERE} TAHUN 2025"],
        [],
        head,
        [
            "1",
            "Outcome",
            "Meningkatnya mutu pelayanan publik",
            "Indeks Kepuasan Masyarakat",
            85,
            None,
        ],
        [
            "1.1",
            "Strategic",
            "Meningkatnya kecepatan layanan",
            "Persentase layanan tepat waktu",
            90,
            partner,
        ],
    ]
    if not alone:
        rows.append(
            [
                "1.2",
                "Strategic",
                "Meningkatnya kemudahan layanan",
                "Persentase aduan selesai",
                95,
                None,
            ]
        )
    return workbook(path, rows)


def test_codes_of_another_time_are_told(tmp_path: Path) -> None:
    """Two digits from 2023 on, as printed; the reader had completed them, and the rule was kept."""
    assert _looked_at("NOM-02", _plan(tmp_path / "a.xlsx")) == ("kept", [])
    short = _plan(tmp_path / "b.xlsx", code="7.01.02.2.01.01")
    assert _looked_at("NOM-02", short) == ("broken", [("A7", "7.01.02.2.01.01")])
    long = _plan(tmp_path / "c.xlsx", code=f"{_SUB}1")
    assert _looked_at("NOM-02", long)[0] == "broken"


def test_two_digits_were_right_up_to_2022(tmp_path: Path) -> None:
    """Completing them accused every plan of that time."""
    older = {"code": "7.01.02.2.01.01", "last": "7.01.02.2.01.02"}
    assert _looked_at("NOM-02", _plan(tmp_path / "a.xlsx", first=2021, **older)) == ("kept", [])
    newer = _plan(tmp_path / "b.xlsx", first=2021, code="7.01.02.2.01.01")
    assert _looked_at("NOM-02", newer) == ("broken", [("A8", _LAST)])


def test_a_shorter_code_still_finds_its_activity(tmp_path: Path) -> None:
    """And its official name."""
    path = _plan(tmp_path / "a.xlsx", first=2021, code="7.01.02.2.01.01", last="7.01.02.2.01.02")
    assert _looked_at("NOM-05", path) == ("kept", [])
    assert _looked_at("CAS-02", path) == ("kept", [])
    assert _looked_at("NOM-03", path) == ("kept", [])


def test_a_code_that_no_list_knows_is_told(tmp_path: Path) -> None:
    """Of the right shape, and still invented."""
    assert _looked_at("NOM-11", _plan(tmp_path / "a.xlsx")) == ("kept", [])
    status, told = _looked_at("NOM-11", _plan(tmp_path / "b.xlsx", code="7.01.02.2.01.9999"))
    assert (status, [cell for cell, _ in told]) == ("broken", ["A7"])
    assert told[0][1].startswith("7.01.02.2.01.9999")


def test_money_that_does_not_add_up_is_told(tmp_path: Path) -> None:
    """At the row of the parent, with the sum; years that only one of both states are left alone."""
    assert _looked_at("CAS-20", _plan(tmp_path / "a.xlsx")) == ("kept", [])
    told = "2025: 50.000.000 + 40.000.000 = 90.000.000 ≠ 100.000.000"
    assert _looked_at("CAS-20", _plan(tmp_path / "b.xlsx", money=50)) == ("broken", [("B6", told)])


def test_a_first_target_below_its_start_is_told(tmp_path: Path) -> None:
    """With both numbers."""
    assert _looked_at("TGT-09", _plan(tmp_path / "a.xlsx")) == ("kept", [])
    found = _looked_at("TGT-09", _plan(tmp_path / "b.xlsx", start=90))
    assert found == ("broken", [("C5", "90 → 2025: 85")])


def test_an_only_child_is_asked_about(tmp_path: Path) -> None:
    """Of a tree whose parents are told by numbers; a plan without a tree is not looked at."""
    assert _looked_at("STR-16", _tree(tmp_path / "a.xlsx", alone=False)) == ("kept", [])
    status, told = _looked_at("STR-16", _tree(tmp_path / "b.xlsx", alone=True))
    assert (status, [cell for cell, _ in told]) == ("broken", ["C5"])
    assert _looked_at("STR-16", _plan(tmp_path / "c.xlsx"))[0] == "not-applied"


@pytest.mark.parametrize("own", ["Kec. Sokaraja", "KECAMATAN SOKARAJA", "Kantor Camat Sokaraja"])
def test_the_own_name_is_no_partner(own: str, tmp_path: Path) -> None:
    """However it is spelt in the column of partners."""
    assert _looked_at("STR-14", _tree(tmp_path / "a.xlsx", alone=False)) == ("kept", [])
    found = _looked_at("STR-14", _tree(tmp_path / "b.xlsx", alone=False, partner=own))
    assert found == ("broken", [("F5", own)])


_OTHER = "Jumlah inovasi pelayanan"


def _agreement(path: Path, value: int, indicator: str = "Nilai AKIP Kecamatan") -> Path:
    head = ["No", "Sasaran", "Indikator Kinerja", "Satuan", "Target"]
    row = [1, "Meningkatnya akuntabilitas kinerja", indicator, "Nilai", value]
    return workbook(path, [[f"PERJANJIAN KINERJA TAHUN 2025 {_WHERE}"], [], head, row])


def _indicators(path: Path) -> Path:
    head = ["No", "Sasaran", "Indikator Kinerja Utama", "Satuan", "2025", "2026"]
    row = [1, "Meningkatnya akuntabilitas kinerja", "Nilai AKIP Kecamatan", "Nilai", 78, 80]
    return workbook(path, [[f"INDIKATOR KINERJA UTAMA {_WHERE} TAHUN 2025-2026"], [], head, row])


def test_an_agreement_without_a_counterpart_is_never_kept(tmp_path: Path) -> None:
    """Alone, or beside a plan that measures other things: not applied."""
    alone, plan = _agreement(tmp_path / "pk.xlsx", 78), _indicators(tmp_path / "iku.xlsx")
    other = _agreement(tmp_path / "lain.xlsx", 78, _OTHER)
    for paths in ([alone], [plan], [other, plan]):
        assert _looked_at("CAS-15", *paths) == ("not-applied", [])


def test_an_agreement_is_held_against_its_counterpart(tmp_path: Path) -> None:
    """Kept where it says the same, and told with the row of the plan where it does not."""
    plan = _indicators(tmp_path / "iku.xlsx")
    assert _looked_at("CAS-15", _agreement(tmp_path / "a.xlsx", 78), plan) == ("kept", [])
    told = "2025: 70 ≠ 78 (Nilai AKIP Kecamatan, iku 2025-2026, iku.xlsx, Sheet!E4)"
    found = _looked_at("CAS-15", _agreement(tmp_path / "b.xlsx", 70), plan)
    assert found == ("broken", [("C4", told)])


def _reached(path: Path, *rows: list[object]) -> Path:
    """What was reached of a year and its quarters, with the achievement as printed."""
    quarters = [f"Realisasi TW {quarter}" for quarter in ("I", "II", "III", "IV")]
    head = ["No", "Sasaran", "Indikator", "Satuan", "Target", *quarters, "Realisasi", "Capaian (%)"]
    title = [f"PENGUKURAN KINERJA TAHUN 2025 {_WHERE}"]
    numbered = [[number, *row] for number, row in enumerate(rows, start=1)]
    return workbook(path, [title, [], head, *numbered])


_PATROLS = ["Meningkatnya ketertiban wilayah", "Jumlah patroli", "Kali"]


def test_quarters_that_do_not_make_their_year_are_told(tmp_path: Path) -> None:
    """Their sum, and their last one; a year without all four is not looked at."""
    sound = _reached(tmp_path / "a.xlsx", [*_PATROLS, 40, 10, 10, 10, 9, 39, "97,5"])
    assert _looked_at("TGT-12", sound) == ("kept", [])
    status, told = _looked_at(
        "TGT-12", _reached(tmp_path / "b.xlsx", [*_PATROLS, 40, 10, 10, 10, 9, 43, "107,5"])
    )
    assert status == "broken"
    assert "10 + 10 + 10 + 9 = 39" in told[0][1]
    assert "≠ setahun 43" in told[0][1]
    open_year = _reached(tmp_path / "c.xlsx", [*_PATROLS, 40, 10, 10, None, None, None, None])
    assert _looked_at("TGT-12", open_year)[0] == "not-applied"


def test_a_printed_achievement_is_computed_again(tmp_path: Path) -> None:
    """And told with its computation where no formula gives it."""
    sound = _reached(tmp_path / "a.xlsx", [*_PATROLS, 40, 10, 10, 10, 9, 39, "97,5"])
    assert _looked_at("TGT-13", sound) == ("kept", [])
    wrong = _reached(tmp_path / "b.xlsx", [*_PATROLS, 40, 10, 10, 10, 9, 39, "79,5"])
    status, told = _looked_at("TGT-13", wrong)
    assert status == "broken"
    assert "tercetak 79,5" in told[0][1]
    assert "39 / 40 × 100 = 97,5 %" in told[0][1]


def test_what_was_reached_needs_a_target_of_its_kind(tmp_path: Path) -> None:
    """A number against a predicate cannot be compared, and is not counted as kept."""
    sound = _reached(tmp_path / "a.xlsx", [*_PATROLS, 40, None, None, None, None, 39, None])
    assert _looked_at("TGT-11", sound) == ("kept", [])
    grade = ["Meningkatnya akuntabilitas", "Predikat SAKIP", "Predikat"]
    apart = _reached(tmp_path / "b.xlsx", [*grade, "BB", None, None, None, None, 71, None])
    status, told = _looked_at("TGT-11", apart)
    assert status == "broken"
    assert "target BB, realisasi 71" in told[0][1]
    none = _reached(tmp_path / "c.xlsx", [*_PATROLS, None, None, None, None, None, 39, None])
    assert _looked_at("TGT-11", none)[0] == "broken"
