"""A register of waivers is read whole or refused with every wrong entry named; kg waiver keeps what stands in it."""

from __future__ import annotations

import contextlib
import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from kg.cli.app import app
from kg.errors import InputError, Problem
from kg.limits import DEFAULT
from kg.rules.registry import rules
from kg.rules.waiver_entry import KEYS
from kg.rules.waiver_file import parse_waivers, read_waivers
from kg.rules.waiver_write import addition
from tests.support.forms import as_folder, small
from tests.support.places import ROOT
from tests.support.registers import ENTRY, as_csv, as_toml, entry


def run(*words: object, **env: str) -> Any:
    """Run kg with the words given, on the first day of 2026."""
    return CliRunner(env={"SOURCE_DATE_EPOCH": "1767225600", **env}).invoke(
        app, [str(word) for word in words]
    )


def problems(path: Path) -> list[Problem]:
    """Everything that is wrong with a register."""
    with pytest.raises(InputError) as caught:
        read_waivers(path, rules())
    return caught.value.problems


def test_both_forms_say_the_same(tmp_path: Path) -> None:
    """TOML, CSV with commas, CSV with semicolons, English keys, a byte order mark, real dates."""
    entries = [
        entry(sidik="0123456789abcdef"),
        entry(id="PK-002", simpul="https://w3id.org/kinerja/id/33.02.19/*"),
    ]
    english = [
        {
            "id": e["id"],
            "rule": e["aturan"].lower(),
            "node": e["simpul"],
            "value_hash": e.get("sidik", "").upper(),
            "reason": e["alasan"],
            "approved_by": e["jabatan"],
            "letter_number": e["nomor_surat"],
            "approved_on": e["disetujui"],
            "expires_on": e["berlaku_sampai"],
        }
        for e in entries
    ]
    paths = [
        as_toml(tmp_path / "a.toml", *entries),
        as_csv(tmp_path / "b.csv", *entries),
        as_csv(tmp_path / "c.csv", *entries, delimiter=";"),
        as_csv(tmp_path / "d.csv", *english),
        as_toml(tmp_path / "e.toml", *english),
        as_toml(tmp_path / "f.toml", *entries),
    ]
    paths[5].write_text(
        "\ufeff" + paths[5].read_text(encoding="utf-8").replace('"2026-12-31"', "2026-12-31"),
        encoding="utf-8",
    )
    read = [[{**vars(w), "place": ""} for w in read_waivers(path, rules())] for path in paths]
    assert len(read[0]) == 2
    assert all(other == read[0] for other in read)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"aturan": "IND-99"}, "RULE-UNKNOWN"),
        ({"simpul": "simpul O"}, "WAIVER-NODE"),
        ({"simpul": "*"}, "WAIVER-NODE"),
        ({"sidik": "0123"}, "WAIVER-VALUE"),
        ({"sidik": "0123456789abcdef", "simpul": "https://e/*"}, "WAIVER-PATTERN"),
        ({"alasan": "sudah disetujui"}, "WAIVER-REASON"),
        ({"alasan": "sudah" + " " * 30}, "WAIVER-REASON"),
        ({"jabatan": "Drs. Budi Santoso"}, "WAIVER-PERSON"),
        ({"jabatan": "Budi Santoso, S.Sos"}, "WAIVER-PERSON"),
        ({"alasan": "Disetujui oleh 19800101 200501 1 001 sampai akhir tahun."}, "WAIVER-PERSON"),
        ({"disetujui": "1 Januari 2026"}, "WAIVER-DATE"),
        ({"disetujui": "2026-W01-1"}, "WAIVER-DATE"),
        ({"berlaku_sampai": "2026-02-30"}, "WAIVER-DATE"),
        ({"berlaku_sampai": "12/31/2026"}, "WAIVER-DATE"),
        ({"berlaku_sampai": "2025-11-30"}, "WAIVER-ORDER"),
        ({"id": "PK 001"}, "WAIVER-ID"),
        ({"catatan": "x"}, "WAIVER-KEY"),
        ({"rule": "IND-03"}, "WAIVER-KEYTWICE"),
        *(({key: ""}, "WAIVER-MISSING") for key in ENTRY),
    ],
    ids=str,
)
@pytest.mark.parametrize("write", [as_toml, as_csv])
def test_one_fault_one_code(tmp_path: Path, write: Any, changes: dict[str, str], code: str) -> None:
    """Each fault by itself, in both forms, at its line and with a sentence in both languages."""
    suffix = ".toml" if write is as_toml else ".csv"
    path = write(tmp_path / f"daftar{suffix}", entry(id="PK-000"), entry(**changes))
    if code == "WAIVER-MISSING" and suffix == ".csv":
        assert read_waivers(as_csv(tmp_path / "fine.csv", entry(id="PK-000")), rules())
    found = problems(path)
    assert {p.code for p in found} == {code}
    head = code in {"WAIVER-KEY", "WAIVER-KEYTWICE"} and suffix == ".csv"
    line = 1 if head else 3 if suffix == ".csv" else 11
    assert {p.where for p in found} == {f"{path}:{line}"}
    assert all(p.line("id") and p.line("en") for p in found)


@pytest.mark.parametrize("key", ["id", "aturan", "simpul", "sidik", "alasan", "jabatan", "nama"])
def test_what_names_a_person_is_never_repeated(tmp_path: Path, key: str) -> None:
    """Neither a number in any field, known or not, nor the name of who approves."""
    typed = "19800101 200501 1 001" if key != "jabatan" else "Drs. Budi Santoso"
    found = problems(as_toml(tmp_path / "a.toml", entry(**{key: typed})))
    assert found
    for problem in found:
        told = " ".join((problem.line("id"), problem.line("en"), problem.hint("id")))
        assert "1980" not in told and "Budi" not in told


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    """Four wrong entries and a key in front give five places in one go."""
    entries = [
        entry(alasan="pendek"),
        entry(id="PK-002", aturan="X"),
        entry(id="PK-003"),
        entry(id="pk-003", simpul="a b"),
    ]
    found = problems(
        as_toml(tmp_path / "a.toml", *entries, head="paling_lama_hari = 100\nmasa = 3\n\n")
    )
    assert {p.code for p in found} >= {
        "WAIVER-REASON",
        "RULE-UNKNOWN",
        "WAIVER-TWICE",
        "WAIVER-NODE",
        "WAIVER-KEY",
        "WAIVER-LONG",
    }
    assert {p.where.rpartition(":")[2] for p in found if ".toml:" in p.where} == {
        "4",
        "14",
        "24",
        "34",
    }


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "READ-EMPTY"),
        (b"\xff\xfe[\x00", "READ-UTF8"),
        (b'alasan = "Kasi\xe2\x80\xae PMD"', "READ-CHAR"),
        (b'x = "\\u202e"', "READ-CHAR"),
        (b"[[pengecualian]\n", "WAIVER-SYNTAX"),
        (b"x = " + b"[" * 5000, "WAIVER-SYNTAX"),
        (b"x = " + b"9" * 5000, "WAIVER-SYNTAX"),
        (b"pengecualian = 3", "WAIVER-TABLE"),
        (b"pengecualian = [3]", "WAIVER-TABLE"),
        (b"[pengecualan]\nid = 3", "WAIVER-KEY"),
        (b"[[pengecualian]]\nid = 3", "WAIVER-TYPE"),
        (b"[[pengecualian]]\ndisetujui = 2026-01-01T00:00:00Z", "WAIVER-DATE"),
        (b"paling_lama_hari = 0", "WAIVER-LIMIT"),
        (b"#" * (DEFAULT.register_bytes + 1), "READ-SIZE"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_foreign_bytes_are_refused_with_a_code(tmp_path: Path, data: bytes, code: str) -> None:
    """Whatever the file holds, never a traceback."""
    path = tmp_path / "daftar.toml"
    path.write_bytes(data)
    assert code in {p.code for p in problems(path)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('id,aturan\n"a', "FORM-CSV"),
        ("id,aturan\nx,IND-03,extra", "FORM-EXTRA"),
        ("id,aturan,id\nx,IND-03,y", "WAIVER-KEYTWICE"),
    ],
)
def test_tables_that_are_none(tmp_path: Path, text: str, code: str) -> None:
    """Open quotation marks, cells outside of the columns, a column twice."""
    path = tmp_path / "daftar.csv"
    path.write_text(text, encoding="utf-8")
    assert code in {p.code for p in problems(path)}


def test_other_suffixes_and_missing_files(tmp_path: Path) -> None:
    """Refused by name."""
    (tmp_path / "a.json").write_text("[]", encoding="utf-8")
    assert [p.code for p in problems(tmp_path / "a.json")] == ["USE-FORMAT"]
    assert [p.code for p in problems(tmp_path / "none.toml")] == ["READ-MISSING"]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Only errors with a code come out of either form."""
    for name in ("a.toml", "a.csv"):
        with contextlib.suppress(InputError):
            parse_waivers(data.decode("utf-8", "replace"), Path(name), rules())


def test_a_malformed_register_stops_before_any_check(tmp_path: Path) -> None:
    """Exit 2, no report, and the input is not even opened."""
    path = as_toml(tmp_path / "a.toml", entry(alasan="pendek"))
    result = run("check", tmp_path / "none.xlsx", "--waivers", path, "-o", tmp_path / "laporan")
    assert result.exit_code == 2
    assert "WAIVER-REASON" in result.stderr
    assert "READ-MISSING" not in result.stderr
    assert not (tmp_path / "laporan").exists()


def test_a_register_may_name_rules_that_this_check_leaves_out(tmp_path: Path) -> None:
    """With --rule and --tier the same register stays valid."""
    path = as_toml(tmp_path / "a.toml", entry(aturan="CAS-01"))
    document = as_folder(tmp_path / "isian", small())
    assert run("check", document, "--rule", "IND-01", "--waivers", path).exit_code == 1


NEW = (
    "waiver",
    "new",
    "--rule",
    "ind-03",
    "--node",
    ENTRY["simpul"],
    "--reason",
    ENTRY["alasan"],
    "--approver",
    ENTRY["jabatan"],
    "--letter",
    ENTRY["nomor_surat"],
    "--expires",
    "2026-12-31",
)


def test_a_new_register_and_a_second_entry(tmp_path: Path) -> None:
    """Made when it is not there, with a bound of a year; ids count on; the day of approval is today."""
    path = tmp_path / "baru.toml"
    assert run(*NEW, "--file", path).exit_code == 0
    assert run(*NEW, "--file", path, "--approved", "2026-02-01").exit_code == 0
    far = run(*NEW[:-1], "2035-01-01", "--file", path)
    assert far.exit_code == 2 and "WAIVER-LONG" in far.output
    first, second = read_waivers(path, rules())
    assert (first.id, first.rule, first.value, str(first.approved)) == (
        "PK-001",
        "IND-03",
        "",
        "2026-01-01",
    )
    assert (second.id, str(second.approved)) == ("PK-002", "2026-02-01")


@pytest.mark.parametrize(
    ("approver", "told"),
    [
        ("Budi Santoso", True),
        ("Wayan Sri Utami", True),
        ("Bupati Kalibaru", False),
        ("Inspektur Pembantu Wilayah", False),
        ("PPK SKPD", False),
        ("Panewu Anom", False),
    ],
)
def test_an_approver_that_reads_as_a_person_is_told_and_not_refused(
    tmp_path: Path, approver: str, told: bool
) -> None:
    """When the entry is made and when the register is looked through; a post that no list knows is taken as it is."""
    path = tmp_path / "baru.toml"
    words = [approver if word == ENTRY["jabatan"] else word for word in NEW]
    made = run(*words, "--file", path)
    looked = run("waiver", "lint", "--file", path)
    assert (made.exit_code, looked.exit_code) == (0, 0)
    assert [("WAIVER-APPROVER" in one.output) for one in (made, looked)] == [told, told]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_comments_and_line_ends_stay(tmp_path: Path, newline: str) -> None:
    """Every byte that was there is there afterwards, in front of the new entry."""
    path = as_toml(
        tmp_path / "a.toml", entry(), head="# disepakati dalam rapat\npaling_lama_hari = 500\n\n"
    )
    old = ("\ufeff" + path.read_text(encoding="utf-8").rstrip("\n")).replace("\n", newline).encode()
    path.write_bytes(old)
    assert run(*NEW, "--file", path).exit_code == 0
    data = path.read_bytes()
    assert data.startswith(old)
    assert b"\r\n" in data if newline == "\r\n" else b"\r" not in data
    assert data.count(b"\n") == data.count(newline.encode())
    assert [w.id for w in read_waivers(path, rules())] == ["PK-001", "PK-002"]


def test_a_register_in_csv_grows_by_a_row(tmp_path: Path) -> None:
    """Under its own columns, with its own separator; a value without a column is refused."""
    path = as_csv(tmp_path / "a.csv", entry(), delimiter=";")
    assert run(*NEW, "--file", path).exit_code == 0
    assert path.read_text(encoding="utf-8").splitlines()[2].startswith("PK-002;IND-03;")
    refused = run(*NEW, "--file", path, "--finding", "0123456789abcdef")
    assert refused.exit_code == 2 and "WAIVER-COLUMN" in refused.stderr
    assert len(read_waivers(path, rules())) == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--expires", "2025-01-01"), "WAIVER-ORDER"),
        (("--reason", "pendek"), "WAIVER-REASON"),
        (("--id", "PK-001"), "WAIVER-TWICE"),
        (("--rule", "X-1"), "RULE-UNKNOWN"),
        (("--rule", ""), "WAIVER-ARGUMENTS"),
        (("--finding", "T-0000-0000", "--from", "none"), "READ-MISSING"),
    ],
    ids=str,
)
def test_what_cannot_be_added_changes_nothing(
    tmp_path: Path, words: tuple[str, ...], code: str
) -> None:
    """Exit 2, a sentence, and the register as it was."""
    path = as_toml(tmp_path / "a.toml", entry())
    before = path.read_bytes()
    result = run(*NEW, "--file", path, *words)
    assert result.exit_code == 2 and code in result.stderr, result.stderr
    assert path.read_bytes() == before


def test_nothing_is_added_to_a_malformed_register(tmp_path: Path) -> None:
    """First it has to be mended."""
    path = as_toml(tmp_path / "a.toml", entry(alasan="pendek"))
    before = path.read_bytes()
    assert run(*NEW, "--file", path).exit_code == 2
    assert path.read_bytes() == before


_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Cn", "Co", "Nd")),
    min_size=25,
    max_size=60,
)


@given(
    _TEXT,
    _TEXT,
    st.sampled_from([".toml", ".csv"]),
    st.sampled_from(["", "=", "+", "-", "@", "'=", '"', "\\", "[[", "#"]),
)
def test_any_text_comes_back_as_it_was(reason: str, letter: str, suffix: str, start: str) -> None:
    """Quotation marks, brackets, formula signs: one entry more, the same text, and no cell that a spreadsheet would run."""
    values = {
        **entry(alasan=" ".join((start + "alasan yang cukup panjang " + reason).split())),
        "nomor_surat": start + letter.strip(),
        "berlaku_sampai": "2026-06-30",
    }
    path = Path(f"a{suffix}")
    text = addition("", path, values)
    read = parse_waivers(text, path, rules())
    assert [w.id for w in read] == ["PK-001"]
    if start != "'=":
        assert (read[0].reason, read[0].letter) == (values["alasan"], values["nomor_surat"].strip())
    if suffix == ".csv":
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_a_finding_is_named_by_its_number(tmp_path: Path) -> None:
    """Rule, node and fingerprint come from the bundle; the next check waives exactly that finding."""
    document, bundle, path = (
        as_folder(tmp_path / "isian", small()),
        tmp_path / "laporan",
        tmp_path / "daftar.toml",
    )
    run("check", document, "-o", bundle)
    findings = json.loads((bundle / "temuan.json").read_text(encoding="utf-8"))["findings"]
    wanted = next(f for f in findings if f["rule"] == "CAS-13" and f["value"] == "sekretariat")
    number = f"t-{wanted['id'][:4]}-{wanted['id'][4:8]}"
    rest = NEW[6:]
    result = run("waiver", "new", "--finding", number, "--from", bundle, "--file", path, *rest)
    assert result.exit_code == 0, result.stderr
    run("check", document, "--waivers", path, "-o", bundle)
    body = json.loads((bundle / "temuan.json").read_text(encoding="utf-8"))
    assert [f["id"] for f in body["findings"] if f["waived"]] == [wanted["id"]]
    listed = json.loads(
        run("waiver", "list", "--from", bundle, "--file", path, "--format", "json").stdout
    )
    assert [(w["state"], w["findings"]) for w in listed["waivers"]] == [("active", [wanted["id"]])]
    missing = run(
        "waiver", "new", "--finding", "T-FFFF-FFFF", "--from", bundle, "--file", path, *rest
    )
    assert missing.exit_code == 2 and "WAIVER-FINDING" in missing.stderr


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "DIFF-SYNTAX"),
        ("[" * 9999, "DIFF-SYNTAX"),
        ("[]", "DIFF-SYNTAX"),
        ('{"findings": [3], "rules": []}', "DIFF-SYNTAX"),
        (
            '{"findings": [{"id": 3, "rule": "a", "focus": "b", "label": "c"}], "rules": []}',
            "DIFF-SYNTAX",
        ),
        ('{"findings": [], "rules": ["\\u001b[2J"]}', "READ-CHAR"),
    ],
    ids=lambda value: value[:20],
)
def test_reports_that_are_none(tmp_path: Path, text: str, code: str) -> None:
    """A report read back is foreign again: refused with a code, and no escape reaches the terminal."""
    (tmp_path / "temuan.json").write_text(text, encoding="utf-8")
    result = run(
        "waiver", "list", "--from", tmp_path, "--file", as_toml(tmp_path / "a.toml", entry())
    )
    assert result.exit_code == 2 and code in result.stderr
    assert "\x1b" not in result.output


def test_the_list_shows_the_state_of_the_day(tmp_path: Path) -> None:
    """In force, expired and to come, as of SOURCE_DATE_EPOCH; the days of approval and expiry belong to it."""
    entries = [
        entry(id="a", disetujui="2026-01-01", berlaku_sampai="2026-01-01"),
        entry(id="b", berlaku_sampai="2025-12-31"),
        entry(id="c", disetujui="2026-01-02"),
    ]
    path = as_toml(tmp_path / "a.toml", *entries)
    body = json.loads(run("waiver", "list", "--file", path, "--format", "json").stdout)
    assert body["today"] == "2026-01-01"
    assert [w["state"] for w in body["waivers"]] == ["active", "expired", "future"]
    assert "kedaluwarsa" in run("waiver", "list", "--file", path).stdout
    later = run(
        "waiver", "list", "--file", path, "--format", "csv", SOURCE_DATE_EPOCH="1767312000"
    ).stdout
    assert [line.split(",")[1] for line in later.splitlines()[1:]] == [
        "kedaluwarsa",
        "kedaluwarsa",
        "berlaku",
    ]


def test_lint(tmp_path: Path) -> None:
    """0 when well-formed, remarks for what has expired or soon will, 1 on request, 2 with every problem."""
    path = as_toml(
        tmp_path / "a.toml",
        entry(id="lama", berlaku_sampai="2025-12-31"),
        entry(berlaku_sampai="2026-01-15"),
    )
    fine = run("waiver", "lint", "--file", path)
    assert fine.exit_code == 0
    assert "lama kedaluwarsa" in fine.stderr and "berakhir dalam 14 hari" in fine.stderr
    assert run("waiver", "lint", "--file", path, "--fail-on-expired").exit_code == 1
    bad = run(
        "waiver",
        "lint",
        "--file",
        as_toml(tmp_path / "b.toml", entry(alasan="x"), entry(aturan="y")),
    )
    assert bad.exit_code == 2
    assert all(code in bad.stderr for code in ("WAIVER-REASON", "RULE-UNKNOWN", "WAIVER-TWICE"))


def test_the_register_in_the_manual_is_well_formed(tmp_path: Path) -> None:
    """Whoever copies the example of docs/pengecualian.md can use it."""
    page = (ROOT / "docs" / "pengecualian.md").read_text(encoding="utf-8")
    path = tmp_path / "a.toml"
    path.write_text(page.partition("```toml\n")[2].partition("```")[0], encoding="utf-8")
    assert [w.id for w in read_waivers(path, rules())] == ["PK-001"]
    names = {name for key in KEYS for name in (key.name, *key.also)}
    rows = [
        line
        for line in page.partition("| kunci |")[2].partition("\n\n")[0].splitlines()
        if line.startswith("| `")
    ]
    told = {
        word.strip("` ")
        for row in rows
        for cell in row.split("|")[1:3]
        for word in cell.split(",")
        if word.strip()
    }
    assert told <= names and {key.name for key in KEYS} <= told


@pytest.mark.parametrize("command", ["new", "list", "lint"])
def test_every_command_explains_itself(command: str) -> None:
    """Help with an example."""
    text = run("waiver", command, "--help").stdout
    assert "Contoh:" in text and f"kg waiver {command}" in text
