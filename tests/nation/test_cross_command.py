"""kg cross compares the kecamatan of a real check, the same whatever the order and the processes."""

from __future__ import annotations

import csv
import gzip
import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from bench.lintas_engines import ENGINES, answers
from kg.cli.app import app
from kg.worker.cross.cross_question import cross_catalogue
from kg.worker.cross.cross_tables import FOLDER, TABLES, columns
from tests.support.forms import as_folder, small
from tests.support.lintas_tables import write_tables

pytestmark = pytest.mark.slow

CODES = ("33.02.18", "33.02.19", "33.03.01", "35.07.26")
SHARED = "Jumlah pemohon yang dilayani"
FORMULA = '=HYPERLINK("x") dari jumlah pemohon'


def kg(*words: object) -> Any:
    """Run the command in this process."""
    return CliRunner().invoke(app, [str(word) for word in words])


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four kecamatan with one form; two have an indicator of their own, two one that looks like a formula."""
    folder = tmp_path_factory.mktemp("lintas")
    for number, code in enumerate(CODES):
        sheets = small(region=code)
        sheets["simpul"][3][3] += " Kecamatan Sokaraja" if number else ""
        own = f"Persentase loket {code} yang buka" if number < 2 else FORMULA
        sheets["indikator"].append([f"J{number}", "SK", own, "Jumlah loket", "Buku loket"])
        as_folder(folder / code, sheets)
    return folder


@pytest.fixture(scope="module")
def checked(country: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command over all of them, by two processes, writes."""
    out = tmp_path_factory.mktemp("out")
    result = kg("check", country, "--jobs", 2, "-o", out)
    assert result.exit_code == 1, result.output
    return out


def test_a_real_check_is_compared(checked: Path) -> None:
    """Groups with their kecamatan, documents and lines; by kabupaten only those of one kabupaten."""
    body = json.loads(kg("cross", checked, "LIN-01", "--format", "json").stdout)
    assert (body["status"]["status"], body["status"]["kecamatan"]) == ("broken", 4)
    first = body["findings"][0]
    assert (first["label"], first["kecamatan"], first["kabupaten"], first["provinsi"]) == (
        SHARED,
        4,
        3,
        2,
    )
    assert [p["kecamatan"] for p in first["places"]] == list(CODES)
    assert all(p["line"] and p["node"].startswith("indikator/") for p in first["places"])
    assert {f["label"] for f in body["findings"]} == {SHARED, FORMULA}
    assert first["message"].keys() == {"id", "en"}
    near = json.loads(
        kg("cross", checked, "LIN-01", "--by", "kabupaten", "--format", "json").stdout
    )
    assert [(f["within"], f["kecamatan"], f["spread"]) for f in near["findings"]] == [
        ("33.02", 2, "kabupaten")
    ]
    copied = json.loads(kg("cross", checked, "LIN-02", "--format", "json").stdout)["findings"]
    assert [(f["value"], [p["kecamatan"] for p in f["places"]]) for f in copied] == [
        ("sokaraja (33.02.19)", ["33.03.01", "35.07.26"])
    ]


def test_order_and_processes_change_nothing(country: Path, checked: Path, tmp_path: Path) -> None:
    """One process and the files the other way round: the same tables and the same answers, to the byte."""
    out = tmp_path / "out"
    assert (
        kg("check", *sorted(country.iterdir(), reverse=True), "--jobs", 1, "-o", out).exit_code == 1
    )
    for folder in (checked, out):
        assert kg("cross", folder, "-o", folder / "jawaban").exit_code == 0
    names = [f"{FOLDER}/{table}.csv" for table in TABLES] + [
        f"jawaban/{q.id}.csv" for q in cross_catalogue()
    ]
    for name in [*names, "jawaban/lintas.json"]:
        assert (checked / name).read_bytes() == (out / name).read_bytes(), name


def test_answers_in_a_folder(checked: Path, tmp_path: Path) -> None:
    """A file for each, statuses in JSON, and no cell that a spreadsheet takes for a formula."""
    result = kg("cross", checked, "-o", tmp_path / "semua", "--param", "rumusan=3")
    assert result.exit_code == 0, result.output
    body = json.loads((tmp_path / "semua" / "lintas.json").read_text(encoding="utf-8"))
    found = {a["question"]: a for a in body["answers"]}
    assert set(found) == {q.id for q in cross_catalogue()}
    assert found["LIN-03"]["params"]["rumusan"] == 3
    assert found["LIN-03"]["status"]["status"] == "broken"
    assert found["LIN-07"]["status"]["status"] == "kept"
    assert found["N01"]["status"] is None
    labels = {row["rumusan"] for row in _rows(tmp_path / "semua" / "LIN-01.csv")}
    assert labels == {SHARED, "'" + FORMULA}
    one = tmp_path / "satu.csv"
    assert kg("cross", checked, "LIN-01", "-o", one).exit_code == 0
    assert {row["rumusan"] for row in _rows(one)} == labels


def test_a_result_from_before_is_no_obstacle(country: Path, tmp_path: Path) -> None:
    """A result without rows to compare is not the one that was written: it is made again, rows and all."""
    out = tmp_path / "out"
    assert kg("check", country, "--jobs", 1, "-o", out).exit_code == 1
    path = sorted(out.glob("hasil/??/*.json.gz"))[0]
    body = json.loads(gzip.decompress(path.read_bytes()))
    del body["lintas"]
    path.write_bytes(gzip.compress(json.dumps(body).encode()))
    (out / "kumpulan.json").unlink()
    assert kg("check", country, "--jobs", 1, "-o", out).exit_code == 1
    assert {r["kecamatan"] for r in _rows(out / FOLDER / "satuan.csv")} == set(CODES)


def test_screens(checked: Path, tmp_path: Path) -> None:
    """The list, a rule, a question, and a rule that cannot be applied."""
    assert "LIN-03" in kg("cross", checked).stdout
    assert SHARED in kg("cross", checked, "LIN-01", "--lang", "en").stdout
    assert SHARED in kg("cross", checked, "N01").stdout
    alone = write_tables(
        tmp_path, {"kinerja": [{"kecamatan": CODES[0], "teks": "Terjaganya pasar"}]}
    )
    assert "tidak diterapkan" in kg("cross", alone, "LIN-02").output
    assert "not applied" in kg("cross", alone, "LIN-02", "--lang", "en").output


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("LIN-99",), "CROSS-UNKNOWN"),
        (("LIN-01", "--param", "apa=1"), "CROSS-PARAM"),
        (("LIN-01", "--param", "kata=banyak"), "CROSS-PARAM"),
        (("LIN-01", "--param", "kata=1.5"), "CROSS-PARAM"),
        (("LIN-01", "--param", "kata=nan"), "CROSS-PARAM"),
        (("LIN-04", "--param", "jenjang=tujuan"), "CROSS-PARAM"),
        (("LIN-01", "LIN-02"), "CROSS-OUTPUT"),
        (("LIN-01", "LIN-02", "-o", "x.csv"), "CROSS-OUTPUT"),
    ],
)
def test_wrong_use(checked: Path, words: tuple[str, ...], code: str) -> None:
    """One sentence with a code, exit code 2."""
    result = kg("cross", checked, *words)
    assert (result.exit_code, code in result.output) == (2, True)


def test_no_tables_or_damaged_ones(tmp_path: Path) -> None:
    """A folder without the tables, or with other columns in them, is refused."""
    for words in ((tmp_path, "LIN-01"), (tmp_path,), (tmp_path / "tidak-ada",)):
        result = kg("cross", *words)
        assert (result.exit_code, "CROSS-NONE" in result.output) == (2, True), words
    write_tables(tmp_path, {})
    (tmp_path / FOLDER / "kinerja.csv").write_text("a,b\r\n1,2\r\n", encoding="utf-8")
    assert "CROSS-NONE" in kg("cross", tmp_path, "LIN-01").output


def test_without_duckdb(checked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What to install is told; the list of questions needs nothing."""
    there = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util,
        "find_spec",
        lambda name, *more: None if name == "duckdb" else there(name, *more),
    )
    result = kg("cross", checked, "LIN-01")
    assert (result.exit_code, "kinerja-kg[nasional]" in result.output) == (2, True)
    assert kg("cross", checked).exit_code == 0


def test_columns_are_told_apart() -> None:
    """No table has a column twice."""
    assert all(len(set(columns(table))) == len(columns(table)) for table in TABLES)


UNITS = st.dictionaries(
    st.integers(10, 30).map(lambda n: f"33.02.{n}"),
    st.sets(st.integers(0, 12).map(lambda n: f"{'i' if n % 2 else 'k'} rumusan, {n}"), min_size=1),
    min_size=1,
    max_size=8,
)


@given(units=UNITS)
@settings(max_examples=25)
def test_engines_agree(
    units: dict[str, set[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """DuckDB, Polars and pyoxigraph give the same groups and pairs: what the benchmark compares is the same work."""
    path = tmp_path_factory.mktemp("mesin") / "isi.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerows(
            [
                ("satu", "kunci"),
                *((unit, text) for unit in sorted(units) for text in sorted(units[unit])),
            ]
        )
    first, *others = [answers(engine, path)[0] for engine in ENGINES]
    assert all(other == first for other in others)
