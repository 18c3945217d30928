"""Printed names find their entry of the nomenclature; what is not sure is left to a person."""

from __future__ import annotations

import json
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bench.match import figures
from bench.names import foreign_texts, printed_names
from kg.assets import bundled_documents
from kg.cli.app import app
from kg.derive.official.closeness import Matcher
from kg.derive.official.concept import Concept
from kg.derive.official.meaning import MeaningLimits, decide
from kg.derive.official.nomenclature import nomenclature
from kg.derive.vocabulary import vocabulary
from kg.link.matching import MatchAnswer, answer
from kg.link.names import Name

POOL = nomenclature().pool()
LIMITS = MeaningLimits.of(vocabulary())
PLAIN = "Penyediaan Barang Cetakan dan Penggandaan"


def decided(text: str, **printed: str) -> MatchAnswer:
    """What becomes of one name."""
    return answer(Name(text, **printed), POOL, LIMITS)  # type: ignore[arg-type]


def run(*arguments: str, cwd: Path) -> Result:
    """``kg link match`` in a folder."""
    with chdir(cwd):
        return CliRunner().invoke(app, ["link", "match", *arguments])


def test_the_promised_figures_hold(heavy: bool) -> None:
    """Ranking and accept rule over names printed from fixed seeds, with a quarter of foreign texts."""
    concepts = list(POOL.matcher.concepts)
    times = 50 if heavy else 5
    names = printed_names(concepts, times, 2101)
    foreign = foreign_texts(concepts, len(names) // 3, 2151)
    found = figures(POOL, names, foreign)
    assert found["top-1"] >= 0.985
    assert found["top-5"] >= 0.995
    assert found["accepted"] >= 0.8
    assert found["precision"] >= 0.985


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.upper(),
        PLAIN.replace(" ", "  "),
        f"1. {PLAIN}",
        f"a) Sub Kegiatan : {PLAIN}",
        f"{PLAIN} Kabupaten Banyumas",
        f"{PLAIN} (DAU)",
        f"{PLAIN} TA 2024",
        PLAIN.replace(" dan ", " & "),
        PLAIN.replace("Penggandaan", "Pengganda-\nan"),
    ],
)
def test_what_writers_vary_changes_no_answer(text: str) -> None:
    """Case, blanks, numbering, level, place, funds and year are no difference."""
    found = decided(text)
    assert found.decision == "diterima"
    assert found.candidates[0].concept.code == "7.01.01.2.06.0005"


def test_the_order_of_the_list_changes_nothing() -> None:
    """The same candidates whichever entry comes first."""
    backwards = Matcher(reversed(POOL.matcher.concepts), POOL.matcher.normalise)
    text = "Koordinasi penyusunan dokumen"
    first = [c.concept.code for c in POOL.matcher.rank(text)[:5]]
    assert first == [c.concept.code for c in backwards.rank(text)[:5]]


def test_a_foreign_entry_never_turns_one_answer_into_another() -> None:
    """An entry like the right one sends the name to review, not elsewhere."""
    twin = Concept("9.99.01", "", "sub_kegiatan", (PLAIN + " Lain",), "", "", "", None, None)
    matcher = Matcher([*POOL.matcher.concepts, twin], POOL.matcher.normalise)
    text = "Penyediaan Barang Cetak dan Pengandaan"
    ranked = matcher.rank(text)
    assert ranked[0].concept.code == "7.01.01.2.06.0005"
    assert decide(ranked, text, LIMITS) in {"diterima", "tinjau"}


@pytest.mark.parametrize(
    ("text", "code", "decision", "reason"),
    [
        (
            "Tersedianya Bahan Logistik Kantor",
            "",
            "tinjau",
            "kalimat hasil atau ukuran, bukan nama",
        ),
        (
            "Penyediaan Bahan Logistik Kantor",
            "7.01.01.2.06.0003",
            "tinjau",
            "kode dan nama berbeda",
        ),
        ("Bahan Logistik", "7.01.01.2.06.0004", "diterima", "kode tercetak dan nama sejalan"),
        ("Budidaya ikan lele", "", "tanpa padanan", "tidak ada nama yang mirip"),
        ("12", "", "tanpa padanan", "tidak ada kata"),
        ("", "", "tanpa padanan", "tidak ada kata"),
        ("x" * 5_000, "", "tanpa padanan", "tidak ada nama yang mirip"),
    ],
)
def test_every_decision_has_its_reason(text: str, code: str, decision: str, reason: str) -> None:
    """Results are no names, a code that contradicts its name is left to a person, and nothing is guessed."""
    found = decided(text, code=code)
    assert (found.decision, found.reason) == (decision, reason)


def test_every_name_of_the_documents_is_known(tmp_path: Path) -> None:
    """All 91 names of the five documents, from their folders and as texts alike, in the order given."""
    folders = [str(path) for path in bundled_documents()]
    told = json.loads(run(*folders, "--format", "json", cwd=tmp_path).stdout)
    assert told["summary"] == {"names": 91, "diterima": 91, "tinjau": 0, "tanpa padanan": 0}
    texts = [name["text"] for name in told["names"]]
    again = json.loads(run(*texts, "--format", "json", cwd=tmp_path).stdout)
    assert [name["text"] for name in again["names"]] == texts
    for first, second in zip(told["names"], again["names"], strict=True):
        assert first["candidates"][0]["kode"] == second["candidates"][0]["kode"]


def test_the_exit_code_tells_whether_a_person_must_look(tmp_path: Path) -> None:
    """0 when all are accepted, 1 when one is left, 2 for a file that is not there."""
    assert run(PLAIN, cwd=tmp_path).exit_code == 0
    assert run(PLAIN, "Bahan", cwd=tmp_path).exit_code == 1
    assert run("tidak-ada.xlsx", cwd=tmp_path).exit_code == 2
    assert "LINK-VERSION" in run(PLAIN, "--version", "1/1999", cwd=tmp_path).stderr


def test_a_table_of_names_is_read_with_what_stands_beside_them(tmp_path: Path) -> None:
    """A CSV file with a column of names; level, parent and code help."""
    (tmp_path / "nama.csv").write_text(
        f"kode;nama;jenjang\n;{PLAIN};sub kegiatan\n", encoding="utf-8"
    )
    told = json.loads(run("nama.csv", "--format", "json", cwd=tmp_path).stdout)
    assert told["names"][0]["candidates"][0]["kode"] == "7.01.01.2.06.0005"
    assert told["names"][0]["source"]["line"] == 2
