"""What people decide about names comes back from a workbook, outranks the matcher, and is asked again when it no longer fits."""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result
from pyoxigraph import NamedNode, Triple
from typer.testing import CliRunner

from kg.cli.app import app
from kg.derive.official.meaning import MeaningLimits
from kg.derive.official.nomenclature import Nomenclature, nomenclature
from kg.derive.run import derive
from kg.derive.vocabulary import vocabulary
from kg.link.importing import import_list
from kg.link.links import Link, approved, zombies
from kg.link.matching import answer
from kg.link.names import Name
from kg.link.review import HEADS
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.read.rdf import read_rdf
from kg.terms import KIN, text_of
from kg.worker.checking import check
from kg.worker.deciding import put_links, put_list
from kg.worker.equipment import Settings, choose_tools
from kg.worker.linking import known_lists
from kg.worker.units import from_documents
from tests.link.test_lists_are_imported import own_form
from tests.support.forms import as_folder, small

Graphs = dict[NamedNode, list[Triple]]
#: An entry that is in no list of before 2024.
SINCE_2024 = next(c.code for c in nomenclature().listings[0].concepts if c.since == 2024)
#: As long as the number of an official, and nobody's.
NUMBER = "NIP 19800101 200501 1 001"
NAMES = ["Bahan bacaan", "Budidaya ikan lele", "bahan  bacaan", "Penyediaan Bahan Logistik Kantor"]


def run(*arguments: str, cwd: Path) -> Result:
    """``kg link`` in a folder with the store ``s``."""
    with chdir(cwd):
        return CliRunner().invoke(app, ["link", *arguments, "--store", "s", "--lang", "en"])


def filled(folder: Path, **answers: str) -> Path:
    """A review sheet whose first row is filled in."""
    run("review", *NAMES, "-o", "tinjau.xlsx", cwd=folder)
    book = openpyxl.load_workbook(folder / "tinjau.xlsx")
    for head, text in answers.items():
        column = HEADS.index(head.replace("_", " ")) + 1
        book["tinjau"].cell(2, column).value = text
    book.save(folder / "diisi.xlsx")
    return folder / "diisi.xlsx"


def test_equal_texts_are_asked_once(tmp_path: Path) -> None:
    """Two names that differ in case and blanks are one question."""
    filled(tmp_path)
    book = openpyxl.load_workbook(tmp_path / "tinjau.xlsx")
    assert [row[0].value for row in book["tinjau"].iter_rows(min_row=2)] == [1, 2, 3]
    assert book["diterima"].max_row == 2


def test_a_decision_outranks_the_matcher(tmp_path: Path) -> None:
    """The chosen candidate is what the name means from then on, for rules and for kg link."""
    filled(tmp_path, keputusan="1", peninjau="Analis Bagian Organisasi")
    told = run("apply", "diisi.xlsx", cwd=tmp_path)
    assert told.exit_code == 0, told.stderr
    assert "1 approved" in told.stdout
    pool = known_lists(tmp_path / "s").pool()
    text = openpyxl.load_workbook(tmp_path / "diisi.xlsx")["tinjau"].cell(2, 2).value
    assert pool.is_linked(text)
    assert pool.linked(text) is not None
    assert not nomenclature().pool().is_linked(text)


def test_no_counterpart_is_a_decision_too(tmp_path: Path) -> None:
    """A name that a person found nowhere is unknown, and asked no more."""
    filled(tmp_path, keputusan="tidak ada", peninjau="Analis")
    run("apply", "diisi.xlsx", cwd=tmp_path)
    pool = known_lists(tmp_path / "s").pool()
    text = openpyxl.load_workbook(tmp_path / "diisi.xlsx")["tinjau"].cell(2, 2).value
    found = answer(Name(text), pool, MeaningLimits.of(vocabulary()))
    assert (found.decision, found.reason) == ("tanpa padanan", "disetujui orang")


def test_two_people_have_to_agree(tmp_path: Path) -> None:
    """With --two-person one decision waits, the same person twice is one, and another who says the same makes it count."""
    filled(tmp_path, keputusan="1", peninjau="Analis")
    assert (
        "0 approved, 1 waiting" in run("apply", "diisi.xlsx", "--two-person", cwd=tmp_path).stdout
    )
    assert (
        "0 approved, 1 waiting" in run("apply", "diisi.xlsx", "--two-person", cwd=tmp_path).stdout
    )
    filled(tmp_path, keputusan="1", peninjau="Auditor")
    assert "1 approved" in run("apply", "diisi.xlsx", "--two-person", cwd=tmp_path).stdout


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"keputusan": "7", "peninjau": "A"}, "LINK-REVIEW"),
        ({"keputusan": "1"}, "LINK-REVIEW"),
        ({"keputusan": "1", "peninjau": "A", "calon_1": "9.99.99 · Lain"}, "LINK-REVIEW"),
        ({"keputusan": "kode lain", "kode_lain": "9.99.99", "peninjau": "A"}, "LINK-REVIEW"),
        ({"keputusan": "=1+1", "peninjau": "A"}, "FORM-FORMULA"),
        ({"keputusan": "1", "peninjau": "A", "daftar": "lain"}, "LINK-REVIEW"),
        ({"keputusan": "1", "peninjau": NUMBER}, "LINK-REVIEW"),
        ({"keputusan": "1", "peninjau": "A", "catatan": f"atas {NUMBER}"}, "LINK-REVIEW"),
    ],
)
def test_a_hostile_sheet_changes_nothing(
    tmp_path: Path, answers: dict[str, str], code: str
) -> None:
    """What cannot be decided so is refused with its cell, and nothing is stored."""
    filled(tmp_path, **answers)
    told = run("apply", "diisi.xlsx", cwd=tmp_path)
    assert told.exit_code == 2
    assert code in told.stderr
    assert not (tmp_path / "s").exists()


def test_a_sheet_of_other_lists_is_refused(tmp_path: Path) -> None:
    """A sheet belongs to the lists that it was made with."""
    filled(tmp_path, keputusan="1", peninjau="A")
    decree = nomenclature().decree("050-5889/2021")
    put_list(tmp_path / "s", import_list(own_form(tmp_path / "own.csv"), decree).listing)
    assert "LINK-REVIEW-FOREIGN" in run("apply", "diisi.xlsx", cwd=tmp_path).stderr


def test_a_decision_whose_code_is_gone_waits_again(tmp_path: Path) -> None:
    """When a new list lacks the code, the name is asked again, and the count is told."""
    known = nomenclature()
    link = Link("bawaan-701", "a", "A", "7.01.77", "disetujui", "Analis", "2026-01-01")
    assert zombies([link], known) == [link]
    assert approved([link], known) == {}


PLAN = """
@prefix kin: <https://w3id.org/kinerja/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <https://w3id.org/kinerja/id/33.02.19/2025/x/> .
:a a kin:SubKegiatan ; rdfs:label "Bahan bacaan" .
"""


def test_rules_follow_the_decision(tmp_path: Path) -> None:
    """A name that no rule could judge is judged by the entry that a person chose for it."""
    (tmp_path / "a.ttl").write_text(PLAN, encoding="utf-8")
    link = Link(
        "bawaan-701",
        "bahan bacaan",
        "Bahan bacaan",
        "7.01.01.2.06.0006",
        "disetujui",
        "Analis",
        "2026-01-01",
    )
    found = []
    for _ in range(2):
        tools = choose_tools(Settings(rules=("NOM-03",), store=str(tmp_path / "s")))
        units = from_documents(read_rdf(tmp_path / "a.ttl"))
        report = check(
            units, tools.rules, tools.engine, tools.ontology, "", tools.lists, tools.nomenclature
        )
        found.append(report.statuses()[0].status)
        put_links(tmp_path / "s", [link], two=False)
    assert found == ["not-applied", "broken"]


#: For each rule that speaks of the nomenclature what its finding says of an item that a person tied to an entry.
TOLD = {
    "NOM-03": "namaTidakBaku",
    "NOM-04": "jenjangTidakBaku",
    "NOM-07": "indikatorTidakBaku",
    "NOM-09": "masaBerlakuLain",
    "NOM-10": "pokokProgramLain",
}


@pytest.mark.parametrize("rule", TOLD)
def test_every_rule_follows_the_decision_and_names_the_list(rule: str, tmp_path: Path) -> None:
    """An unknown text, tied to an entry: each rule holds the item against it, and names list and version."""
    since = "7.01.06.2.01.0002" if rule != "NOM-09" else SINCE_2024
    text = "Urusan loket harian"
    sheets = small(period="2023" if rule != "NOM-09" else "2022")
    sheets["rencana"][1] = [
        "SK",
        "",
        "kegiatan" if rule == "NOM-04" else "sub_kegiatan",
        text,
        "Terbinanya linmas",
    ]
    sheets["target"] = sheets["target"][:1]
    known = nomenclature()
    decided = known.with_lists((), {"bawaan-701": {known.normalise(text): since}})
    [unit] = from_documents(read_paths([as_folder(tmp_path / "d", sheets)]))
    assert not said(unit.graphs, known, TOLD[rule])
    [evidence] = said(unit.graphs, decided, TOLD[rule])
    assert "Kepmendagri 900.1.15.5-1317/2023" in evidence


def said(graphs: Graphs, known: Nomenclature, name: str) -> list[str]:
    """What the derived facts say by a property."""
    facts = derive(graphs, ontology(), known=known)
    return [text_of(fact.object) for fact in facts if fact.predicate == KIN[name]]
