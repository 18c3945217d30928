"""Each fact that conventional documents state, in each output: its value is there, or a reason says why not."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pypdf
import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from tests.support.forms import Sheets, as_workbook, small


#: Of each fact the value as the form has it, changed for the second state, and as people are shown it.
#: "" stands for the value as it is.
@dataclass(frozen=True)
class Fact:
    """One fact: where the form states it, its value, another one for ``kg diff``, and how it is shown."""

    sheet: str
    column: str
    value: str
    other: str
    shown: str = ""
    where: str = ""

    @property
    def told(self) -> str:
        """The value as people are shown it."""
        return self.shown or self.value


FACTS = {
    "pagu": Fact("anggaran", "nilai", "412345678", "412345999", "412.345.678"),
    "pagu semula": Fact("anggaran", "semula", "400000111", "400000222"),
    "pagu triwulan": Fact("anggaran", "nilai", "103456789", "103456000", "103.456.789", "I"),
    "sumber dana pagu": Fact("anggaran", "sumber_dana", "Dana Insentif", "Dana Bagi Hasil"),
    "serapan triwulan": Fact("realisasi", "nilai", "98765432", "98765000", "98.765.432", "SK"),
    "realisasi triwulan": Fact("realisasi", "nilai", "37,25", "37,75", "", "I"),
    "sifat realisasi": Fact("realisasi", "sifat", "kumulatif", "per_triwulan", "", "I"),
    "capaian tercetak": Fact("realisasi", "capaian", "93,1 %", "93 %", "", "I"),
    "bukti": Fact("realisasi", "bukti", "Register loket", "Buku tamu", "", "I"),
    "target triwulan": Fact("target", "nilai", "38,5", "38,25", "", "I"),
    "jenis target": Fact("target", "jenis_target", "perubahan", "pk"),
    "target semula": Fact("target", "semula", "39,125", "39,5"),
    "induk daerah": Fact("rencana", "induk_daerah", "Misi 4 lingkungan", "Misi 5 layanan"),
    "unit": Fact("rencana", "penanggung_jawab", "Seksi Ekbang", "Seksi Kesra"),
    "isu": Fact("rencana", "isu_strategis", "Antrean panjang", "Antrean pendek"),
    "lokasi": Fact("rencana", "lokasi", "Kelurahan Sidodadi", "Kelurahan Sidomulyo"),
    "sumber dana": Fact("rencana", "sumber_dana", "Bankeu Provinsi", "Bankeu Pusat"),
    "tag": Fact("rencana", "tag", "SPM Trantibum", "Tematik Stunting"),
    "urutan": Fact("rencana", "urutan", "417", "418"),
    "tingkat operasional": Fact("simpul", "tingkat_operasional", "2", "3"),
    "crosscutting": Fact("simpul", "crosscutting_dengan", "Dinas Sosial; BPBD", "Dinas Sosial"),
}
#: The row of each sheet that states it, by a column and its value, where the sheet has several.
_ROWS = {
    "anggaran": ("triwulan", {"": "", "I": "I"}),
    "target": ("triwulan", {"": "", "I": "I"}),
    "realisasi": ("kode_acuan", {"I": "I", "SK": "SK"}),
    "simpul": ("kode", {"": "K2"}),
    "rencana": ("kode", {"": "SK"}),
}
#: Outputs that do not show a fact, and why.
REASONS = {
    "screen": "the screen names findings and how they are mended; what rows say is asked for with Q22",
}
OUTPUTS = ("html", "pdf", "md", "xlsx", "tree", "ask", "diff", "export", "screen")


def _sheets(changed: str = "") -> Sheets:
    """A document that states all of it; of one fact the other value."""
    sheets = small()
    sheets["simpul"] = [[*row, "", ""] for row in sheets["simpul"]]
    sheets["simpul"][0][-2:] = ["tingkat_operasional", "crosscutting_dengan"]
    sheets["simpul"].append(["K2", "K", "operasional", "Tersedianya petugas loket", "", ""])
    names = ["induk_daerah", "penanggung_jawab", "isu_strategis", "lokasi", "sumber_dana", "tag"]
    sheets["rencana"][0] += [*names, "urutan"]
    sheets["rencana"][1] += [""] * 7
    sheets["target"] = [["kode_indikator", "tahun", "triwulan", "nilai", "jenis_target", "semula"]]
    sheets["target"] += [["I", "2025", "", "40", "", ""], ["I", "2025", "I", "", "", ""]]
    sheets["anggaran"] = [["kode_rencana", "tahun", "triwulan", "nilai", "semula", "sumber_dana"]]
    sheets["anggaran"] += [["SK", "2025", "", "", "", ""], ["SK", "2025", "I", "", "", ""]]
    head = ["kode_acuan", "tahun", "triwulan", "nilai", "sifat", "capaian", "bukti"]
    sheets["realisasi"] = [head, ["I", "2025", "I"], ["SK", "2025", "I"]]
    sheets["realisasi"][1:] = [[*row, "", "", "", ""] for row in sheets["realisasi"][1:]]
    for name, fact in FACTS.items():
        _put(sheets, fact, fact.other if name == changed else fact.value)
    return sheets


def _put(sheets: Sheets, fact: Fact, value: str) -> None:
    rows = sheets[fact.sheet]
    key, values = _ROWS[fact.sheet]
    at = rows[0].index(key)
    row = next(row for row in rows[1:] if row[at] == values[fact.where])
    row[rows[0].index(fact.column)] = value


def _run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code in {0, 1}, result.output
    return result.output


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every output but the differences, as text."""
    folder = tmp_path_factory.mktemp("fakta")
    path = str(as_workbook(folder / "isi.xlsx", _sheets()))
    report = folder / "laporan"
    screen = _run("check", path, "-o", str(report))
    pages = pypdf.PdfReader(report / "laporan.pdf").pages
    book = openpyxl.load_workbook(report / "laporan.xlsx")
    cells: list[str] = []
    for row in book["Isi Dokumen"].iter_rows(values_only=True):
        cells.append(" | ".join(str(value) for value in row if value is not None))
    _run("draw", path, "-o", str(folder / "pohon.svg"))
    store = str(folder / "gudang")
    _run("load", path, "--store", store)
    return {
        "screen": screen,
        "html": (report / "laporan.html").read_text(encoding="utf-8"),
        "md": (report / "ringkasan.md").read_text(encoding="utf-8").replace("\\", ""),
        "pdf": "".join(page.extract_text() for page in pages),
        "xlsx": "\n".join(cells),
        "tree": (folder / "pohon.svg").read_text(encoding="utf-8"),
        "ask": json.dumps(_asked(store), ensure_ascii=False),
        "export": _run("export", "--store", store, "--format", "nq"),
    }


def _asked(store: str) -> list[dict[str, str]]:
    answer = _run("ask", "Q22", "--store", store, "--format", "json")
    rows: list[dict[str, str]] = json.loads(answer)
    return rows


def _plain(text: str) -> str:
    """Without blanks and breaks, which paper may set anywhere, and without points between thousands."""
    return "".join(text.replace("\u200b", "").replace(".", "").split()).casefold()


@pytest.mark.parametrize("output", [one for one in OUTPUTS if one != "diff"])
@pytest.mark.parametrize("name", FACTS)
def test_the_value_is_there(name: str, output: str, texts: dict[str, str]) -> None:
    """The value itself, in each output that is no screen."""
    if output in REASONS:
        return
    wanted = FACTS[name].told.split("; ")
    shown = _plain(texts[output])
    assert all(_plain(part) in shown for part in wanted), f"{name} in {output}"


@pytest.mark.parametrize("name", FACTS)
def test_a_changed_value_is_told(name: str, tmp_path: Path) -> None:
    """`kg diff` of two states names what was and what is."""
    fact = FACTS[name]
    old = as_workbook(tmp_path / "lama.xlsx", _sheets())
    new = as_workbook(tmp_path / "baru.xlsx", _sheets(name))
    told = _plain(_run("diff", str(old), str(new)))
    for part in (*fact.value.split("; "), *fact.other.split("; ")):
        assert _plain(part) in told or (part in fact.value.split("; ") and part in fact.other), name


def test_an_achievement_is_printed_as_its_computation(texts: dict[str, str]) -> None:
    """Wherever it stands, with both numbers."""
    wanted = _plain("37,25 / 40 × 100 = 93,1 %")
    for output in ("html", "pdf", "md", "tree", "ask"):
        assert wanted in _plain(texts[output]), output
