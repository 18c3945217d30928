"""Waivers cover what they name and nothing else, are shown and never hidden, and end when their day or their value is over."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, parse
from typer.testing import CliRunner

from kg.cli.app import app
from kg.rules.registry import rules
from kg.rules.waiver import Waiver, apply_waivers, names_node
from kg.rules.waiver_file import read_waivers
from kg.terms import KIN, RDF, SH
from tests.support.forms import Sheets, as_folder, small
from tests.support.registers import as_toml, entry

TODAY = date(2026, 1, 1)
INDICATOR = "https://w3id.org/kinerja/id/33.02.19/2025/indikator/I"


def run(*words: object) -> Any:
    """Run kg with the words given, on the first day of 2026."""
    return CliRunner(env={"SOURCE_DATE_EPOCH": "1767225600"}).invoke(
        app, [str(word) for word in words]
    )


@dataclass(frozen=True)
class Seen:
    """A finding as a waiver sees it."""

    id: str
    rule: str
    focus: str


def waiver(
    name: str = "w", value: str = "", node: str = "https://e/a", rule: str = "R-1", **changes: Any
) -> Waiver:
    """A waiver in force on the day of these tests."""
    days = {"approved": TODAY, "expires": TODAY} | changes
    return Waiver(
        name, rule, node, value, "alasan yang cukup panjang", "Camat", "1", place="", **days
    )


ONE, OTHER = Seen("1" * 16, "R-1", "https://e/a"), Seen("2" * 16, "R-1", "https://e/a")
ELSEWHERE = [Seen("3" * 16, "R-1", "https://e/b"), Seen("4" * 16, "R-2", "https://e/a")]


@pytest.mark.parametrize(
    ("entries", "findings", "states", "covered"),
    [
        ([waiver()], [ONE, OTHER], ["active"], {ONE.id, OTHER.id}),
        ([waiver()], [], ["unused"], set()),
        ([waiver(value=ONE.id)], [ONE], ["active"], {ONE.id}),
        ([waiver(value=ONE.id)], [ONE, OTHER], ["active"], {ONE.id}),
        ([waiver(value=ONE.id)], [OTHER], ["reopened"], set()),
        ([waiver(value=ONE.id)], [], ["unused"], set()),
        ([waiver("a", ONE.id), waiver("b", OTHER.id)], [OTHER], ["unused", "active"], {OTHER.id}),
        ([waiver("a", ONE.id), waiver("b")], [OTHER], ["unused", "active"], {OTHER.id}),
        (
            [waiver("a", ONE.id), waiver("b", expires=TODAY - timedelta(1))],
            [OTHER],
            ["reopened", "expired"],
            set(),
        ),
        ([waiver(value=ELSEWHERE[1].id)], [], ["unused"], set()),
        # In a table without codes a row more gives the wording another code.
        ([waiver(value=ELSEWHERE[0].id)], [], ["active"], {ELSEWHERE[0].id}),
        ([waiver(expires=TODAY - timedelta(1))], [ONE], ["expired"], set()),
        (
            [waiver(approved=TODAY + timedelta(1), expires=TODAY + timedelta(2))],
            [ONE],
            ["future"],
            set(),
        ),
        ([waiver(node="https://e/*")], [ONE], ["active"], {ONE.id, ELSEWHERE[0].id}),
        ([waiver(node="https://e/?")], [ONE], ["unused"], set()),
        ([waiver(node="https://e/[a]")], [ONE], ["unused"], set()),
        ([waiver(rule="R-9", node="https://*")], [ONE], ["unused"], set()),
    ],
)
def test_states(
    entries: list[Waiver], findings: list[Seen], states: list[str], covered: set[str]
) -> None:
    """What each waiver is and covers, with findings of another node and another rule beside."""
    waived, uses = apply_waivers([*findings, *ELSEWHERE], tuple(entries), TODAY)
    assert [use.state for use in uses] == states
    assert set(waived) == covered == {f for use in uses for f in use.findings}


_PIECES = st.text("ab*/", max_size=8)


@given(_PIECES, st.text("ab/", max_size=10))
def test_a_pattern_is_only_about_the_star(pattern: str, node: str) -> None:
    """As the plain definition says: the texts between the stars follow each other."""

    def plain(rest: str, text: str) -> bool:
        if not rest:
            return not text
        if rest[0] == "*":
            return plain(rest[1:], text) or (bool(text) and plain(rest, text[1:]))
        return bool(text) and text[0] == rest[0] and plain(rest[1:], text[1:])

    assert names_node(pattern, node) == plain(pattern, node)


@given(
    st.lists(
        st.builds(
            Seen,
            st.sampled_from("abcdef"),
            st.sampled_from(["R-1", "R-2"]),
            st.sampled_from(["n", "m"]),
        ),
        max_size=8,
    ),
    st.lists(
        st.tuples(
            st.sampled_from(["R-1", "R-2"]),
            st.sampled_from(["n", "m", "*"]),
            st.sampled_from(["", "a", "b"]),
            st.integers(-1, 1),
            st.integers(-1, 1),
        ),
        max_size=6,
    ),
    st.randoms(use_true_random=False),
)
def test_order_shows_nowhere(findings: list[Seen], drawn: list[Any], rng: random.Random) -> None:
    """Shuffled findings and registers give the same; a waived finding has a waiver in force that names its rule and node."""
    register = tuple(
        waiver(f"w{i}", v, n, r, approved=TODAY + timedelta(a), expires=TODAY + timedelta(e))
        for i, (r, n, v, a, e) in enumerate(drawn)
    )
    first = apply_waivers(findings, register, TODAY)
    assert first == apply_waivers(
        rng.sample(findings, len(findings)), tuple(rng.sample(register, len(register))), TODAY
    )
    by_id = {w.id: w for w in register}
    for fingerprint, mark in first[0].items():
        chosen = by_id[mark.id]
        assert chosen.approved <= TODAY <= chosen.expires
        assert any(
            f.id == fingerprint
            and f.rule == chosen.rule
            and (f.id == chosen.value or names_node(chosen.node, f.focus))
            for f in findings
        )
        assert chosen.value in {"", fingerprint}


def _formula(text: str) -> Sheets:
    """The small document with this formula, which is a unit or a method and no formula."""
    sheets = small()
    sheets["indikator"][1][3] = text
    return sheets


def _body(tmp_path: Path, document: Path, register: Path, *words: object) -> Any:
    target = tmp_path / "temuan.json"
    run("check", document, "--waivers", register, "-o", target, *words)
    return json.loads(target.read_text(encoding="utf-8"))


def test_a_changed_value_reopens(tmp_path: Path) -> None:
    """Waived while the formula is "Dokumen"; open again, and the waiver re-opened, once it is "Survey"."""
    before = as_folder(tmp_path / "lama", _formula("Dokumen"))
    after = as_folder(tmp_path / "baru", _formula("Survey"))
    mended = as_folder(tmp_path / "rapi", small())
    plain = _body(tmp_path, before, as_toml(tmp_path / "leer.toml", entry(aturan="DOC-01")))
    found = next(f for f in plain["findings"] if f["rule"] == "IND-03")
    register = as_toml(tmp_path / "a.toml", entry(sidik=found["id"]))
    for document, state, waived in (
        (before, "active", [True]),
        (after, "reopened", [False]),
        (mended, "unused", []),
    ):
        body = _body(tmp_path, document, register)
        assert [bool(f["waived"]) for f in body["findings"] if f["rule"] == "IND-03"] == waived
        assert [w["state"] for w in body["waivers"]] == [state]
    anything = as_toml(tmp_path / "b.toml", entry())
    for document in (before, after):
        assert [
            f["waived"]["id"]
            for f in _body(tmp_path, document, anything)["findings"]
            if f["rule"] == "IND-03"
        ] == ["PK-001"]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The small document, and a register that waives every violation of it and holds an unused and an expired waiver."""
    folder = tmp_path_factory.mktemp("waived")
    document = as_folder(folder / "isian", small())
    run("check", document, "-o", folder / "a.json")
    findings = json.loads((folder / "a.json").read_text(encoding="utf-8"))["findings"]
    broken = sorted({f["rule"] for f in findings if f["severity"] == "violation"})
    entries = [
        entry(id=f"W-{r}", aturan=r, simpul="https://w3id.org/kinerja/id/33.02.19/*")
        for r in broken
    ]
    entries += [
        entry(id="nganggur", simpul="https://e/x"),
        entry(id="usang", aturan="STR-11", berlaku_sampai="2025-12-31"),
    ]
    return document, as_toml(folder / "daftar.toml", *entries)


@pytest.mark.parametrize(
    ("fail_on", "code"), [("violation", 0), ("warning", 1), ("info", 1), ("none", 0)]
)
def test_waived_findings_do_not_count_for_the_exit_code(
    everything: tuple[Path, Path], fail_on: str, code: int
) -> None:
    """Without the register exit 1; with it the open warnings and infos remain."""
    document, register = everything
    assert run("check", document).exit_code == 1
    assert run("check", document, "--waivers", register, "--fail-on", fail_on).exit_code == code


def test_nothing_is_hidden_in_json(everything: tuple[Path, Path], tmp_path: Path) -> None:
    """The same findings and statuses as without a register; counts, marks and the register beside."""
    document, register = everything
    run("check", document, "-o", tmp_path / "plain.json")
    plain = json.loads((tmp_path / "plain.json").read_text(encoding="utf-8"))
    body = _body(tmp_path, document, register)
    assert [{**f, "waived": None} for f in body["findings"]] == plain["findings"]
    assert [r["status"] for r in body["rules"]] == [r["status"] for r in plain["rules"]]
    marked = [f for f in body["findings"] if f["waived"]]
    assert (
        len(marked)
        == plain["summary"]["violation"]
        == body["summary"]["waived"]
        == sum(r["waived"] for r in body["rules"])
    )
    assert set(marked[0]["waived"]) == {"id", "reason", "approver", "letter", "approved", "expires"}
    assert {w["id"]: w["state"] for w in body["waivers"] if not w["id"].startswith("W-")} == {
        "nganggur": "unused",
        "usang": "expired",
    }
    covered = [f for w in body["waivers"] for f in w["findings"]]
    assert sorted(covered) == sorted(f["id"] for f in marked)
    assert "waivers" not in plain and plain["summary"]["waived"] == 0


def test_the_text_shows_waived_findings_after_the_open_ones(everything: tuple[Path, Path]) -> None:
    """Marked, with approver and letter; then every waiver with its state."""
    document, register = everything
    lines = run("check", document, "--waivers", register).stdout.splitlines()
    waived = [i for i, line in enumerate(lines) if line.startswith("  [dikecualikan] T-")]
    opened = [i for i, line in enumerate(lines) if line.startswith("  T-")]
    assert waived and opened
    # Within a rule the open ones come first.
    assert all(not lines[i + 1].startswith("  T-") for i in waived)
    assert all("Inspektur Daerah, 700/12/2025" in lines[i] for i in waived)
    assert any("nganggur: tidak terpakai" in line for line in lines)
    assert any("usang: kedaluwarsa" in line for line in lines)
    assert any(f"dikecualikan {len(waived)}" in line for line in lines)
    assert "waived" in run("check", document, "--waivers", register, "--lang", "en").stdout


def test_turtle_binds_waivers_to_results_and_stays_strict(
    everything: tuple[Path, Path], tmp_path: Path
) -> None:
    """Each waived result names its waiver; sh:conforms is false and the conclusion is not "memenuhi"."""
    document, register = everything
    run("check", document, "--waivers", register, "-o", tmp_path / "laporan")
    text = (tmp_path / "laporan" / "laporan.ttl").read_bytes()
    triples = [(q.subject, q.predicate, q.object) for q in parse(text, format=RdfFormat.TURTLE)]
    body = json.loads((tmp_path / "laporan" / "temuan.json").read_text(encoding="utf-8"))
    bound = {
        (s.value.rpartition("/")[2], o.value.rpartition(":")[2])
        for s, p, o in triples
        if p == KIN["dikecualikanOleh"]
    }
    assert bound == {(f["id"], f["waived"]["id"]) for f in body["findings"] if f["waived"]}
    known = {s for s, p, o in triples if p == RDF["type"] and o == KIN["Pengecualian"]}
    assert len(known) == len(body["waivers"])
    assert {o for _, p, o in triples if p == KIN["pengecualian"]} == known
    states = {o.value for s, p, o in triples if p == KIN["keadaanPengecualian"]}
    assert states == {"active", "unused", "expired"}
    assert [o.value for _, p, o in triples if p == SH["conforms"]] == ["false"]
    assert [o.value for _, p, o in triples if p == KIN["simpulan"]] == [
        "memenuhi-dengan-pengecualian"
    ]
    manifest = json.loads((tmp_path / "laporan" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["conclusion"] == "memenuhi-dengan-pengecualian"
    assert str(register) in manifest["references"]
    every = {p.value for _, p, _ in triples if isinstance(p, NamedNode) and p.value.startswith(KIN)}
    assert {
        "alasanPengecualian",
        "jabatanPenyetuju",
        "nomorSurat",
        "disetujuiPada",
        "berlakuSampai",
        "jumlahDikecualikan",
    } <= {name.removeprefix(KIN) for name in every}


def test_every_part_that_people_and_machines_read_shows_them(
    everything: tuple[Path, Path], tmp_path: Path
) -> None:
    """Markdown lists the register, JUnit and SARIF mark each finding, EARL counts them."""
    document, register = everything
    bundle = tmp_path / "laporan"
    run("check", document, "--waivers", register, "-o", bundle)
    body = json.loads((bundle / "temuan.json").read_text(encoding="utf-8"))
    waived = sum(1 for f in body["findings"] if f["waived"])
    page = (bundle / "ringkasan.md").read_text(encoding="utf-8")
    assert all(
        state in page
        for state in (
            "| nganggur | tidak terpakai",
            "| usang | kedaluwarsa",
            "| W\\-IND\\-01 | berlaku",
        )
    )
    assert (bundle / "laporan.junit.xml").read_text(encoding="utf-8").count(
        "[dikecualikan: "
    ) == waived
    results = json.loads((bundle / "laporan.sarif").read_text(encoding="utf-8"))["runs"][0][
        "results"
    ]
    assert sum("suppressions" in r for r in results) == waived
    counts = [
        t.object.value
        for t in parse((bundle / "earl.ttl").read_bytes(), format=RdfFormat.TURTLE)
        if t.predicate == KIN["jumlahDikecualikan"]
    ]
    assert sum(map(int, counts)) == waived


def test_a_waiver_never_changes_a_verdict(everything: tuple[Path, Path], tmp_path: Path) -> None:
    """A goal that is not measurable stays so."""
    document, register = everything
    body = _body(tmp_path, document, register)
    run("check", document, "-o", tmp_path / "plain.json")
    assert (
        body["sasaran"]
        == json.loads((tmp_path / "plain.json").read_text(encoding="utf-8"))["sasaran"]
    )


def test_a_large_register_costs_little(tmp_path: Path, heavy: bool) -> None:
    """Thousands of waivers over thousands of findings: each covers its own."""
    size = 20_000 if heavy else 2_000
    findings = [Seen(f"{i:016x}", "IND-03", f"https://e/{i}") for i in range(size)]
    entries = [
        entry(id=f"w{i}", simpul=f.focus, sidik=f.id) for i, f in enumerate(findings[:4_000])
    ]
    register = read_waivers(as_toml(tmp_path / "a.toml", *entries), rules())
    waived, uses = apply_waivers(findings, register, TODAY)
    assert len(waived) == len(uses) == len(entries)
    assert {use.state for use in uses} == {"active"}
