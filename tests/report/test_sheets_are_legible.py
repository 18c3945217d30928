"""What is printed of a tree can be read: no label below 6.5 points on A3, whatever the shape of the tree."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from kg.assets import bundled_documents
from kg.cli.app import app
from kg.errors import Lang
from kg.report.dossier.dossier import Dossier
from kg.report.drawing import DrawnPage, pages
from kg.report.drawing.cut import cut
from kg.report.drawing.files import pictures, unit_files
from kg.report.drawing.forest import Forest
from kg.report.drawing.layout import best
from kg.report.drawing.scene import ident, scene
from kg.report.drawing.svg import paint
from kg.report.drawing.text import width
from kg.report.pdf.pictures import drawings
from kg.worker.facts import UnitFacts
from tests.support.places import ROOT
from tests.support.trees import (
    SHAPES,
    balanced,
    facts_of,
    groups,
    hundred,
    legible,
    node,
    parsed,
    siblings,
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sheets() -> dict[str, tuple[UnitFacts, list[DrawnPage]]]:
    """Every shape with its sheets."""
    return {name: (shape(), pages(shape(), [], "id")) for name, shape in SHAPES.items()}


def shown(page: DrawnPage) -> dict[str, Element]:
    """The boxes of a sheet by their ids."""
    return {e.get("id", ""): e for e in groups(parsed(page.svg), "simpul")}


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_five_documents_are_few_legible_sheets(dossier: Dossier, lang: Lang) -> None:
    """With all their findings; every node is on a sheet."""
    for facts in dossier.facts:
        found = pages(facts, dossier.findings, lang)
        assert len(found) <= 3
        boxes: set[str] = set()
        for page in found:
            legible(page.svg)
            boxes |= set(shown(page))
        assert boxes == {ident(n.iri) for n in facts.nodes}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_hundred_nodes_of_any_shape_are_legible(
    sheets: dict[str, tuple[UnitFacts, list[DrawnPage]]], shape: str
) -> None:
    """Deep, wide or balanced: each sheet keeps the floor, and together they show every node and every step of the tree."""
    facts, found = sheets[shape]
    assert len(facts.nodes) >= 100
    for page in found:
        legible(page.svg)
    boxes = [set(shown(page)) for page in found]
    assert set().union(*boxes) == {ident(n.iri) for n in facts.nodes}
    for fact in facts.nodes:
        for above in fact.above:
            assert shape == "ring" or any({ident(above), ident(fact.iri)} <= box for box in boxes)
    assert len(found) <= 12


@pytest.mark.parametrize("shape", SHAPES)
def test_a_box_names_the_post_that_answers_for_it(
    sheets: dict[str, tuple[UnitFacts, list[DrawnPage]]], shape: str
) -> None:
    """The first three by name, more by their number."""
    facts, found = sheets[shape]
    names = {n.iri: n.label for n in facts.nodes}
    told: dict[str, str] = {}
    for page in found:
        for key, box in shown(page).items():
            told[key] = " ".join(e.text or "" for e in box.iter("{http://www.w3.org/2000/svg}text"))
    for fact in facts.nodes:
        text = told[ident(fact.iri)]
        assert ("PJ: " in text) == bool(fact.posts)
        for post in fact.posts[:1]:
            assert names[post][:20] in text
        if len(fact.posts) > 3:
            assert "…" in text or f"+{len(fact.posts) - 3}" in text


@pytest.mark.parametrize("shape", [siblings, balanced])
def test_a_collapsed_branch_says_where_it_goes_on(
    sheets: dict[str, tuple[UnitFacts, list[DrawnPage]]], shape: object
) -> None:
    """How many nodes are not on this sheet, and the sheet where they begin; an overview comes first."""
    facts, found = sheets[shape.__name__]  # type: ignore[attr-defined]
    below = {n.iri: [m.iri for m in facts.nodes if n.iri in m.above] for n in facts.nodes}
    told = 0

    def under(iri: str) -> int:
        return 1 + sum(map(under, below[iri]))

    for page in found:
        boxes = shown(page)
        for iri, kids in below.items():
            hidden = [k for k in kids if ident(k) not in boxes]
            if ident(iri) in boxes:
                note = " ".join("".join(e.itertext()) for e in boxes[ident(iri)])
                match = re.search(r"\+(\d+) di lembar (\d+)", note)
                assert bool(match) == bool(hidden)
                if match:
                    assert int(match[1]) == sum(map(under, hidden))
                    assert ident(hidden[0]) in shown(found[int(match[2]) - 1])
                    told += 1
    assert told
    assert "ikhtisar" in found[0].title
    assert [p.name for p in found] == [str(i) for i in range(1, len(found) + 1)]


def test_the_full_label_is_kept_where_the_box_cuts_it() -> None:
    """In the title of the box, which a screen reader speaks and a pointer shows."""
    text = "Meningkatnya koordinasi " * 30
    box = groups(
        parsed(pages(facts_of(node("N", "outcome", label=text)), [], "id")[0].svg), "simpul"
    )[0]
    assert text.strip() in (box.findtext("{http://www.w3.org/2000/svg}title") or "")
    assert any("…" in (e.text or "") for e in box)


@pytest.mark.parametrize("name", ["W" * 60, "KECAMATAN " * 30])
def test_a_long_name_does_not_shrink_the_sheet(name: str) -> None:
    """The title breaks into lines, and nothing of it leaves the sheet."""
    facts = replace(siblings(), name=name, region="R" * 60, period="P" * 60)
    for page in pages(facts, [], "id"):
        legible(page.svg)
        root = parsed(page.svg)
        wide = float(root.get("viewBox", "").split()[2])
        title = [e.text or "" for e in root if e.get("font-size") == "17"]
        assert len(title) > 1
        assert all(width(line, 17, bold=True) <= wide for line in title)


def test_legend_and_tree_stand_apart(dossier: Dossier) -> None:
    """Also when the legend takes several rows: its lowest text is on the sheet, its highest below the tree."""
    for facts in dossier.facts:
        placed = best(scene(facts, dossier.findings, "en"))
        root = parsed(paint(placed))
        rows = [
            float(e.get("y", "nan"))
            for e in groups(root, "legenda")[0].iter()
            if e.tag.endswith("text")
        ]
        assert max(rows) < placed.frame.high - 3
        assert min(rows) > placed.frame.top + placed.height + 10


def test_bundle_and_paper_have_the_same_legible_sheets(dossier: Dossier) -> None:
    """Neither holds the picture of a whole tree that is too small to read."""
    large = replace(dossier, facts=(siblings(), *dossier.facts))
    files = {name: data.decode() for name, data in pictures(large).items()}
    printed = [str(p["svg"]) for p in drawings(large)]
    mark = re.compile(r"<text[^>]*>DATA CONTOH</text>")  # on paper every page says so
    assert sorted(mark.sub("", svg) for svg in files.values()) == sorted(
        mark.sub("", svg) for svg in printed
    )
    assert len(files) > len(large.facts)
    for svg in printed:
        legible(svg)
    assert set(unit_files(siblings(), [], "id")) == {
        f"pohon-99.01.01-2025-{i}" for i, _ in enumerate(pages(siblings(), [], "id"), 1)
    }


def test_one_large_picture_points_to_its_sheets(tmp_path: Path) -> None:
    """A table of 174 conditions: ``kg draw -o FILE`` says that a folder gets legible sheets, and writes them there."""
    praya = next(Path(d) for d in bundled_documents() if "praya" in str(d))
    table = tmp_path / "praya"
    table.mkdir()
    for path in praya.glob("*.csv"):
        (table / path.name).write_bytes(path.read_bytes())
    rows = [
        f"X{i},N1,operasional,Meningkatnya kualitas layanan nomor {i},,,,,,,,," for i in range(110)
    ]
    with (table / "simpul.csv").open("a", encoding="utf-8", newline="") as file:
        file.write("".join(f"{row}\n" for row in rows))
    run = CliRunner().invoke(app, ["draw", str(table), "-o", str(tmp_path / "satu.svg")])
    assert run.exit_code == 0, run.output
    assert "beberapa lembar" in run.output
    run = CliRunner().invoke(app, ["draw", str(table), "-o", str(tmp_path / "gambar")])
    assert "beberapa lembar" not in run.output
    written = sorted((tmp_path / "gambar").iterdir())
    assert len(written) > 1
    boxes = [
        e.get("id")
        for path in written
        for e in groups(parsed(path.read_text(encoding="utf-8")), "simpul")
    ]
    assert len(set(boxes)) == 174
    for path in written:
        legible(path.read_text(encoding="utf-8"))


def test_the_sheets_are_the_same_in_every_process() -> None:
    """Whatever the seed of hashes: the same cuts and the same bytes."""
    code = (
        "import sys; from kg.report.drawing import pages; from tests.support.trees import hundred, siblings\n"
        "sys.stdout.buffer.write(''.join(p.svg for f in (hundred(), siblings()) for p in pages(f, [], 'id')).encode())"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": "99"},
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    here = "".join(
        sheet.svg for facts in (hundred(), siblings()) for sheet in pages(facts, [], "id")
    )
    assert run.stdout == here.encode()
    assert here.count("<svg ") > 4


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.integers(-1, 60), min_size=1, max_size=60), st.integers(2, 9), st.integers(0, 7))
def test_cut_keeps_every_node_and_step(uppers: list[int], room: int, posts: int) -> None:
    """Whatever the tree and however little a sheet holds: no sheet above that, no node and no step of the tree lost."""
    own = tuple(f"urn:J{i}" for i in range(posts))
    nodes = [
        node(f"N{i}", "antara", *([f"N{a}"] if a >= 0 else []), posts=own if i == 3 else ())
        for i, a in enumerate(uppers)
    ]
    forest = Forest(facts_of(*nodes, *(node(f"J{i}", "jabatan") for i in range(posts))))
    found = cut(forest, lambda every: len(every) <= room)
    assert all(len(sheet) <= room for sheet in found)
    assert all(len(set(sheet)) == len(sheet) for sheet in found)
    assert set().union(*map(set, found)) == set(forest.nodes)
    steps = {(a, b) for a, kids in forest.below.items() for b in kids}
    if not posts:
        assert all(any({*step} <= {*sheet} for sheet in found) for step in steps)


def test_more_siblings_than_one_sheet_holds_come_in_slices() -> None:
    """Each slice below its parent, in the order of the codes."""
    forest = Forest(
        facts_of(node("A", "outcome"), *(node(f"O{i}", "antara", "A") for i in range(25)))
    )
    found = cut(forest, lambda every: len(every) <= 10)
    assert [sheet[0] for sheet in found[1:]] == ["urn:A"] * (len(found) - 1)
    slices = [iri for sheet in found for iri in sheet if iri != "urn:A"]
    assert slices == [f"urn:O{i}" for i in range(25)]
    assert all(len(a) >= len(b) for a, b in pairwise(found[1:]))
