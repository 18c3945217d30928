"""Pictures of the performance tree: complete, legible, safe, and the same every time."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from kg.cli.app import app
from kg.report.dossier.dossier import Dossier
from kg.report.drawing import Highlight, pages, tree_png, tree_svg
from kg.report.drawing.badges import counted, of_unit
from kg.report.drawing.files import pictures
from kg.report.drawing.layout import Placed, best
from kg.report.drawing.path import post_path
from kg.report.drawing.scene import ident, scene
from kg.worker.facts import UnitFacts
from tests.support.places import METHOD, ROOT, SMALLEST
from tests.support.trees import SVG, facts_of, groups, hundred, legible, node, parsed

UNITS = ("17.01.06", "33.02.19", "35.07.26", "52.02.01", "metode-lima-tahap")
OUTCOME = "Terwujudnya Tata Kelola Pemerintah Kecamatan yang Baik"


def unit(dossier: Dossier, region: str) -> UnitFacts:
    """The facts of one kecamatan."""
    return next(f for f in dossier.facts if f.region == region)


@pytest.mark.parametrize("region", UNITS)
def test_every_node_is_drawn_once(dossier: Dossier, region: str) -> None:
    """With its stable id, its label as title, and the same words in its box."""
    facts = unit(dossier, region)
    found = groups(parsed(tree_svg(facts, dossier.findings, "id")), "simpul")
    assert Counter(e.get("id") for e in found) == Counter(ident(n.iri) for n in facts.nodes)
    titles = {e.get("id"): e.findtext(f"{SVG}title") for e in found}
    for fact in facts.nodes:
        assert " ".join(fact.label.split()) in (titles[ident(fact.iri)] or "")


@pytest.mark.parametrize("region", UNITS)
def test_badges_count_the_findings(dossier: Dossier, region: str) -> None:
    """Badges and the count beside them add up to all findings of the unit, by severity; each has words, not only a colour."""
    facts = unit(dossier, region)
    badges, loose = counted(facts, dossier.findings)
    wanted = Counter(f.severity for f in dossier.findings if f.kecamatan == region)
    for severity in ("violation", "warning", "info"):
        assert (
            sum(getattr(c, severity) for c in badges.values()) + getattr(loose, severity)
            == wanted[severity]
        )
    root = parsed(tree_svg(facts, dossier.findings, "en"))
    for group in groups(root, "simpul"):
        counts = next((c for iri, c in badges.items() if ident(iri) == group.get("id")), None)
        shown = [
            e.findtext(f"{SVG}title")
            for e in group.iter(f"{SVG}g")
            if "lencana" in e.get("class", "")
        ]
        assert shown == ([f"{n} {kind}" for kind, n in counts.shown()] if counts else [])


def test_a_finding_of_an_indicator_stands_on_its_node(dossier: Dossier) -> None:
    """Results, indicators, targets and tasks have no box; their findings are seen on the box that they belong to."""
    for facts in dossier.facts:
        things = {p for n in facts.nodes for p in n.parts}
        assert {i.iri for i in facts.indicators} <= things
        assert all(
            "/teks/" in f.focus
            or "/dokumen/" in f.focus
            or f.focus in things
            or f.focus in {n.iri for n in facts.nodes}
            for f in of_unit(facts, dossier.findings)
        )


@pytest.mark.parametrize("region", UNITS)
def test_bands_stand_in_order(dossier: Dossier, region: str) -> None:
    """One lane for each level that the unit has, with a caption, in the order from outcome to post."""
    facts = unit(dossier, region)
    shown = scene(facts, dossier.findings, "id")
    lanes = [
        e.get("class", "").split()[1]
        for e in groups(parsed(tree_svg(facts, dossier.findings, "id")), "pita")
    ]
    assert lanes == [band for band, _, _ in shown.bands]
    assert set(lanes) == {n.band for n in facts.nodes}


@pytest.mark.parametrize("region", UNITS)
def test_no_two_boxes_touch_and_no_line_runs_behind_one(dossier: Dossier, region: str) -> None:
    """Boxes are apart, inside of the picture, and every line goes through the gaps."""
    apart(best(scene(unit(dossier, region), dossier.findings, "id")))


def apart(placed: Placed) -> None:
    """No box overlaps another, none leaves the picture, no line passes behind one, no two families share a piece of line."""
    spots = [(placed.centres[b.iri], b.width / 2, b.height / 2) for b in placed.scene.boxes]
    for i, ((x, y), w, h) in enumerate(spots):
        assert w <= x + 0.1 <= placed.width - w + 0.2
        assert h <= y + 0.1 <= placed.height - h + 0.2
        for (x2, y2), w2, h2 in spots[:i]:
            assert abs(x - x2) >= w + w2 - 0.1 or abs(y - y2) >= h + h2 - 0.1
    assert set(placed.curves) == set(range(len(placed.scene.lines)))
    pieces: list[tuple[str, float, float, float, float]] = []
    for index, curve in placed.curves.items():
        for (ax, ay), (bx, by) in pairwise(curve):
            piece = (min(ax, bx), max(ax, bx), min(ay, by), max(ay, by))
            pieces.append((placed.scene.lines[index].upper, *piece))
    for upper, left, right, top, bottom in pieces:
        for (x, y), w, h in spots:
            assert (
                right <= x - w + 1 or left >= x + w - 1 or bottom <= y - h + 1 or top >= y + h - 1
            )
        for other, left2, right2, top2, bottom2 in pieces:
            if other != upper:
                apart_x = right < left2 or right2 < left
                apart_y = bottom < top2 or bottom2 < top
                assert apart_x or apart_y, (upper, other)


@pytest.mark.parametrize("region", UNITS)
def test_every_document_is_a_few_sheets_that_can_be_read(dossier: Dossier, region: str) -> None:
    """Of A3 at most, with print that can be read."""
    sheets = pages(unit(dossier, region), dossier.findings, "id")
    assert len(sheets) <= 3
    for sheet in sheets:
        sides = sorted(float(v) for v in re.findall(r'(?:width|height)="([\d.]+)mm"', sheet.svg))
        assert sides[0] <= 297
        assert sides[1] <= 420
        legible(sheet.svg)


def test_a_hundred_nodes_show_parent_post_and_code() -> None:
    """Also with seventy long labels on one level: on few sheets, one line to each node, its code and its post in its box."""
    facts = hundred()
    sheets = pages(facts, [], "id")
    assert len(sheets) <= 4
    names = {n.iri: n.label for n in facts.nodes}
    boxes = {}
    for sheet in sheets:
        legible(sheet.svg)
        for group in groups(parsed(sheet.svg), "simpul"):
            boxes[group.get("id")] = " ".join(e.text or "" for e in group.iter(f"{SVG}text"))
    for fact in facts.nodes:
        told = boxes[ident(fact.iri)]
        assert told.startswith(fact.iri.removeprefix("urn:"))
        for post in fact.posts:
            assert f"PJ: {names[post]}" in told
    placed = best(scene(facts, [], "id"))
    apart(placed)
    lines = Counter(line.lower for line in placed.scene.lines)
    assert set(lines.values()) == {1}
    assert set(lines) == {n.iri for n in facts.nodes if n.above}


def test_what_the_tree_cannot_show_is_told_in_the_box() -> None:
    """A second node above, a loop and an assistant: words, not lines that cross."""
    facts = facts_of(
        node("A", "outcome"),
        node("B", "outcome"),
        node("C", "antara", "A", "B"),
        replace(node("D", "antara", "C"), assistants=("urn:J",), translated=("urn:P",)),
        node("P", "program"),
        node("J", "jabatan", label="Kepala Seksi Pelayanan"),
    )
    found = groups(parsed(tree_svg(facts, [], "id")), "simpul")
    told = {e.get("id"): " ".join(t.text or "" for t in e.iter(f"{SVG}text")) for e in found}
    assert "Juga di bawah: B" in told[ident("urn:C")]
    assert "Pendukung: Kepala Seksi Pelayanan" in told[ident("urn:D")]
    assert "Menjadi: P" in told[ident("urn:D")]


def test_a_tree_for_which_one_sheet_is_too_small_is_split() -> None:
    """An overview, and branches that can be read; every node is on one of the pages."""
    first = [
        replace(n, iri=f"{n.iri}x", above=tuple(f"{a}x" for a in n.above), posts=())
        for n in hundred().nodes
    ]
    facts = facts_of(*hundred().nodes, *first)
    sheets = pages(facts, [], "id")
    found = {e.get("id") for page in sheets for e in groups(parsed(page.svg), "simpul")}
    assert found == {ident(n.iri) for n in facts.nodes}
    assert len({p.name for p in sheets}) == len(sheets) > 1
    assert "ikhtisar" in sheets[0].title


def test_too_many_nodes_are_told() -> None:
    """A picture that nobody could read, and that would take minutes, says so."""
    facts = facts_of(*(node(f"N{i}", "antara") for i in range(1001)))
    assert "1001 simpul terlalu banyak" in tree_svg(facts, [], "id")
    assert "1001 nodes are too many" in pages(facts, [], "en")[0].svg
    assert "Tidak ada simpul" in tree_svg(facts_of(), [], "id")


HOSTILE = [
    "</text><script>alert(1)</script>",
    "]]><svg onload=x>",
    "&lt;b&amp; \"'",
    "a\x00b\x1b[31m\x07c",
    "\u202eterbalik\u2066",
    "x" * 5_000,
    "\ud800",
    "{<a> | b} \\N \\G \\l",
    "字" * 90,
    "",
]


@pytest.mark.parametrize("label", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_labels_stay_text(label: str) -> None:
    """No label becomes an element, an attribute, a control sign or a picture that does not parse."""
    facts = replace(
        facts_of(node("N0", "outcome", label=label or " "), node("J", "jabatan", label=label)),
        name=label,
    )
    svg = tree_svg(facts, [], "id")
    parsed(svg)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", svg)
    assert tree_png(facts, [], "id").startswith(b"\x89PNG")


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["outcome", "antara", "program", "jabatan"]),
            st.lists(st.integers(0, 11), max_size=3),
        ),
        max_size=12,
    )
)
def test_any_graph_is_drawn(shape: list[tuple[str, list[int]]]) -> None:
    """Loops, links to oneself, links upwards and to nothing: every node is drawn, on some page too."""
    facts = facts_of(
        *(
            node(
                f"N{i}",
                band,
                *(f"N{a}" for a in above),
                posts=tuple(f"urn:N{a}" for a in above[:1]),
            )
            for i, (band, above) in enumerate(shape)
        )
    )
    assert len(groups(parsed(tree_svg(facts, [], "id")), "simpul")) == len(shape)
    found = {
        e.get("id") for page in pages(facts, [], "id") for e in groups(parsed(page.svg), "simpul")
    }
    assert found == {ident(n.iri) for n in facts.nodes}


def test_same_bytes_every_time(dossier: Dossier, tmp_path: Path) -> None:
    """Also in another process with another hash seed, locale, time zone and without any font."""
    code = (
        "import sys; from kg.report.bundle.whole_check import Wanted, whole_check\n"
        "from kg.report.drawing import tree_svg, tree_png\n"
        "d = whole_check(Wanted(paths=(sys.argv[1],))); f = d.facts[0]\n"
        "sys.stdout.buffer.write(tree_svg(f, d.findings, 'id').encode() + tree_png(f, d.findings, 'id'))"
    )
    other = {
        "PYTHONHASHSEED": "7",
        "LC_ALL": "C",
        "TZ": "Asia/Makassar",
        "FONTCONFIG_FILE": str(tmp_path / "none"),
        "HOME": str(tmp_path),
    }
    run = subprocess.run(
        [sys.executable, "-c", code, str(SMALLEST)],
        env={**os.environ, **other},
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    facts = unit(dossier, "52.02.01")
    assert run.stdout == tree_svg(facts, dossier.findings, "id").encode() + tree_png(
        facts, dossier.findings, "id"
    )
    assert b"ontconfig" not in run.stderr


def test_png_is_a_picture_in_dots(dossier: Dossier) -> None:
    """Signature, and the size of the sheet at 150 dots per inch."""
    png = tree_png(unit(dossier, "52.02.01"), dossier.findings, "id")
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = struct.unpack(">II", png[16:24])
    assert 1000 < min(wide, high) < max(wide, high) <= 2481


def test_both_languages(dossier: Dossier) -> None:
    """Captions and legend follow the language; labels stay as printed."""
    facts = unit(dossier, "52.02.01")
    indonesian, english = (tree_svg(facts, dossier.findings, lang) for lang in ("id", "en"))
    assert "kondisi strategis" in indonesian
    assert "pelanggaran" in indonesian
    assert "strategic condition" in english
    assert "pelanggaran" not in english
    assert parsed(english).get("lang") == "en"


def test_waived_findings_have_a_badge_of_their_own(dossier: Dossier) -> None:
    """They no longer count by severity and no longer colour the frame."""
    facts = unit(dossier, "52.02.01")
    waived = [replace(f, waived=object()) for f in dossier.findings]  # type: ignore[arg-type]
    badges, loose = counted(facts, waived)
    assert {c.violation + c.warning + c.info for c in (*badges.values(), loose)} == {0}
    assert sum(c.waived for c in (*badges.values(), loose)) == len(of_unit(facts, dossier.findings))
    assert 'stroke="#b42318"' not in tree_svg(facts, waived, "id")


def lit(svg: str) -> set[str]:
    """The ids of the highlighted nodes."""
    return {e.get("id", "") for e in groups(parsed(svg), "jalur")}


def test_the_answer_to_a_question_is_highlighted(tmp_path: Path) -> None:
    """Q01 on the method: every post of the answer, its results, and the nodes between them and the outcome."""
    out = tmp_path / "q01.svg"
    run = CliRunner().invoke(
        app,
        [
            "draw",
            str(METHOD),
            "--question",
            "Q01",
            "--set",
            f"outcome={OUTCOME}",
            "-o",
            str(out),
        ],
    )
    assert run.exit_code == 0, run.output
    svg = out.read_text(encoding="utf-8")
    base = "https://w3id.org/kinerja/id/metode-lima-tahap/tanpa-tahun"
    assert {
        ident(f"{base}/{end}")
        for end in (
            "simpul/O1",
            "csf/CSF1",
            "sasaran/SS1",
            "jabatan/camat",
            "jabatan/kasi-trantibum",
        )
    } <= lit(svg)
    assert sum("jalur" in e.get("class", "").split() for e in parsed(svg).iter(f"{SVG}path")) > 20


def test_the_path_from_one_post(dossier: Dossier) -> None:
    """Post, objective, condition, CSF, outcome, as the way of ``kg ask`` goes; nothing else."""
    base = "https://w3id.org/kinerja/id/metode-lima-tahap/tanpa-tahun"
    marked = post_path(unit(dossier, "metode-lima-tahap"), f"{base}/jabatan/kasi-pembermas")
    ends = ("jabatan/kasi-pembermas", "sasaran/SS2", "simpul/S2", "csf/CSF2", "simpul/O1")
    assert marked.nodes == {f"{base}/{end}" for end in ends}
    assert len(marked.lines) == 4
    assert lit(tree_svg(unit(dossier, "metode-lima-tahap"), [], "id", marked)) == {
        ident(i) for i in marked.nodes
    }
    assert lit(tree_svg(unit(dossier, "metode-lima-tahap"), [], "id", Highlight())) == set()


def test_posts_without_results_lead_to_their_superior(dossier: Dossier) -> None:
    """In a document of posts the path ends at the camat."""
    base = "https://w3id.org/kinerja/id/35.07.26/tanpa-tahun/jabatan"
    marked = post_path(unit(dossier, "35.07.26"), f"{base}/pengurus-barang")
    assert marked.nodes == {
        f"{base}/{code}" for code in ("pengurus-barang", "kasubag-umum", "sekretaris", "camat")
    }


def test_pictures_are_in_the_bundle(dossier: Dossier) -> None:
    """One for every unit, by a name that every platform takes."""
    found = pictures(dossier)
    assert len(found) >= len(dossier.facts)
    assert all(re.fullmatch(r"gambar/pohon-[A-Za-z0-9.-]+\.svg", name) for name in found)


#: More than one unit, in which nothing is found that is asked for.
_TWO = [str(SMALLEST), str(METHOD)]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([*_TWO, "-o", "x.pdf"], "USE-FORMAT"),
        ([*_TWO, "-o", "x.svg"], "DRAW-SEVERAL"),
        ([*_TWO, "--kecamatan", "bukan", "-o", "x.svg"], "ASK-NONE"),
        ([*_TWO, "--from", "bukan jabatan", "-o", "x.svg"], "ASK-NONE"),
        ([*_TWO, "--question", "Q99", "-o", "x.svg"], "ASK-QUESTION"),
        (["--contoh", "/nonexistent.xlsx", "-o", "x.svg"], "USE-SAMPLE"),
    ],
)
def test_wrong_use_is_told(
    words: list[str], code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2, one sentence with a way out, and no file."""
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke(app, ["draw", *words])
    assert run.exit_code == 2
    assert code in run.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("lang", "said"), [("id", "tidak ada jabatan bernama"), ("en", "there is no post called")]
)
def test_a_post_that_is_none_is_called_a_post(lang: str, said: str, tmp_path: Path) -> None:
    """Not by the name of the option."""
    words = ["draw", str(SMALLEST), "--from", "bukan jabatan", "--lang", lang]
    run = CliRunner().invoke(app, words)
    assert run.exit_code == 2 and said in run.output


def test_the_example_of_the_help_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it stands there, on the data that come with the program."""
    monkeypatch.chdir(tmp_path)
    text = CliRunner().invoke(app, ["draw", "--help"]).stdout
    words = (
        re.sub(r"[^\x20-\x7e]|\s+", " ", text.partition("Contoh:")[2])
        .partition("kg draw")[2]
        .partition(".svg")[0]
    )
    run = CliRunner().invoke(app, ["draw", *f"{words}.svg".split()])
    assert run.exit_code == 0, run.output
    assert [path.suffix for path in tmp_path.iterdir()] == [".svg"]
    assert lit(next(tmp_path.iterdir()).read_text(encoding="utf-8"))


def test_a_folder_gets_every_unit(tmp_path: Path) -> None:
    """And ``--format png`` writes them in dots."""
    run = CliRunner().invoke(
        app,
        [
            "draw",
            "--contoh",
            "--format",
            "png",
            "-o",
            str(tmp_path / "gambar"),
        ],
    )
    assert run.exit_code == 0, run.output
    files = list((tmp_path / "gambar").iterdir())
    assert len(files) >= 5
    assert all(f.read_bytes().startswith(b"\x89PNG") for f in files)
