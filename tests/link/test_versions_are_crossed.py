"""What became of an entry in another version is told, and nothing is joined that is not the same."""

from __future__ import annotations

import csv
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from kg.derive.official.concept import Concept, Listing
from kg.derive.official.nomenclature import nomenclature
from kg.link.crosswalk import CERTAIN, crosswalk, successors
from kg.link.recoding import recode_folder, recode_workbook

KNOWN = nomenclature()
OWN = KNOWN.listings[0]


def listing(concepts: list[Concept]) -> Listing:
    """A list of some entries."""
    return replace(OWN, id="uji", concepts=tuple(concepts))


def steps_of(old: list[Concept], new: list[Concept]) -> dict[tuple[str, str], str]:
    """The kind of every step by old and new code."""
    found = crosswalk(listing(old), listing(new), KNOWN.normalise)
    pairs = [
        (step.old.code if step.old else "", step.new.code if step.new else "") for step in found
    ]
    return dict(zip(pairs, [step.kind for step in found], strict=True))


def sub(code: str, name: str) -> Concept:
    """A sub-activity."""
    return Concept(
        code, "", "sub_kegiatan", (name,), "", "", "", None, None, code.rpartition(".")[0]
    )


def test_padded_codes_are_the_same_entries() -> None:
    """All codes of before 2023 that are known have their successor by padding alone."""
    former = [c for c in OWN.concepts if c.former_code]
    old = [replace(c, code=c.former_code, former_code="") for c in former]
    found = steps_of(old, former)
    assert len(former) > 40
    assert set(found.values()) == {"ganti_kode"}


#: Matters of invented sub-activities; no two share their words.
MATTERS = (
    "Kolam Renang", "Kebun Sayur", "Taman Bacaan", "Bank Sampah", "Pos Ronda", "Sumur Resapan", "Jalan Setapak",
    "Lumbung Pangan", "Sanggar Tari", "Pasar Malam", "Rumah Singgah", "Gapura Masuk", "Kandang Ternak", "Balai Warga",
    "Lampu Jalan", "Papan Informasi", "Tempat Parkir", "Menara Air", "Lapangan Voli", "Kamar Mandi",
)  # fmt: skip
ACTS = (
    "Pembangunan",
    "Pemeliharaan",
    "Pengawasan",
    "Pendataan",
    "Penertiban",
    "Sosialisasi",
    "Evaluasi",
)


def planted(seed: int) -> tuple[list[Concept], list[Concept], dict[tuple[str, str], str]]:
    """Two lists with changes of every kind, and what they are."""
    dice = random.Random(seed)
    names = [f"{act} {matter} Kecamatan" for act in ACTS for matter in MATTERS]
    dice.shuffle(names)
    old, new, truth = [], [], {}
    for number in range(1, 41):
        first, second, third = names.pop(), names.pop(), names.pop()
        code = f"7.01.02.2.01.{number:04}"
        kind = (
            "sama",
            "ganti_nama",
            "pindah",
            "kode_dipakai_ulang",
            "gabung",
            "pecah",
            "hapus",
            "baru",
        )[number % 8]
        other = f"7.01.03.2.02.{number:04}"
        if kind == "baru":
            new.append(sub(code, first))
            truth["", code] = kind
            continue
        if kind == "gabung":
            old += [sub(code, first), sub(other, second)]
            new.append(sub(f"7.01.04.2.01.{number:04}", f"{first} dan {second}"))
            truth[code, new[-1].code] = truth[other, new[-1].code] = kind
            continue
        if kind == "pecah":
            old.append(sub(code, f"{first} dan {second}"))
            new += [
                sub(f"7.01.05.2.01.{number:04}", first),
                sub(f"7.01.06.2.01.{number:04}", second),
            ]
            truth[code, new[-2].code] = truth[code, new[-1].code] = kind
            continue
        old.append(sub(code, first))
        if kind == "hapus":
            truth[code, ""] = kind
        elif kind == "pindah":
            new.append(sub(other, first))
            truth[code, other] = kind
        else:
            changed = {"sama": first, "ganti_nama": first + " dan", "kode_dipakai_ulang": third}
            text = (
                first.replace("Kecamatan", "di Kecamatan")
                if kind == "ganti_nama"
                else changed[kind]
            )
            new.append(sub(code, text))
            truth[code, code] = kind
    return old, new, truth


def test_planted_changes_are_classed_right(heavy: bool) -> None:
    """Moves, renames, merges, splits, reuse: at least 95 of 100 right, and a reused code joined never."""
    right, joined = Counter[bool](), 0
    for seed in range(20 if heavy else 4):
        old, new, truth = planted(seed)
        found = steps_of(old, new)
        for pair, kind in truth.items():
            right[found.get(pair) == kind] += 1
            joined += kind == "kode_dipakai_ulang" and found.get(pair) in CERTAIN
    assert joined == 0
    assert right[True] / right.total() >= 0.95


def test_two_of_one_name_are_not_guessed() -> None:
    """A name that stands twice in the new list has no certain successor."""
    new = [sub("7.01.03.2.01.0001", "Penanaman Bunga"), sub("7.01.04.2.01.0001", "Penanaman Bunga")]
    found = crosswalk(
        listing([sub("7.01.02.2.01.0001", "Penanaman Bunga")]), listing(new), KNOWN.normalise
    )
    assert not successors(found)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A folder of sheets with a plan."""
    folder = tmp_path / "isian"
    folder.mkdir()
    rows = [
        ["kode", "kode_nomenklatur", "nama"],
        ["A", "7.01.02.2.01.01", "x"],
        ["B", "7.01.09", "y"],
        ["C", "", "z"],
    ]
    with (folder / "rencana.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    (folder / "identitas.csv").write_text("kunci,nilai\n", encoding="utf-8")
    return folder


def test_a_document_is_brought_over(plan: Path) -> None:
    """Certain codes are changed, others are told with their place, everything else stays."""
    files, told = recode_folder(plan, {"7.01.02.2.01.01": sub("7.01.02.2.01.0001", "x")})
    assert b"7.01.02.2.01.0001" in files["rencana.csv"]
    assert files["identitas.csv"] == b"kunci,nilai\n"
    assert told.changed == 1
    assert [code for _, code in told.left] == ["7.01.09"]
    assert "rencana.csv:3" in told.left[0][0]


def test_a_workbook_is_brought_over(tmp_path: Path) -> None:
    """The same in a workbook, with the address of the cell."""
    book = openpyxl.Workbook()
    book.active.title = "rencana"
    book.active.append(["kode", "Kode Nomenklatur"])
    book.active.append(["A", "7.01.02.2.01.01"])
    book.active.append(["B", "7.01.09"])
    book.save(tmp_path / "a.xlsx")
    data, told = recode_workbook(
        tmp_path / "a.xlsx", {"7.01.02.2.01.01": sub("7.01.02.2.01.0001", "x")}
    )
    (tmp_path / "b.xlsx").write_bytes(data)
    assert openpyxl.load_workbook(tmp_path / "b.xlsx")["rencana"]["B2"].value == "7.01.02.2.01.0001"
    assert told.left[0][0].endswith("rencana!B3")
