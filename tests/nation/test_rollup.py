"""The roll-up adds up what a check of many kecamatan found, and never counts what could not be checked as good."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
from pathlib import Path
from typing import Any

import html5lib
import pytest
from selenium.webdriver.common.by import By
from typer.testing import CliRunner

from kg.cli.app import app
from kg.report.nation.page import rollup_page
from kg.report.nation.rollup import Area, rollup
from tests.support.browsers import driven, opened_in

RULES = ["IND-01", "IND-03", "TGT-01"]


def unit(
    code: str, yes: int, total: int, letters: str, violation: int, period: str = "2025"
) -> dict[str, Any]:
    """One row of a recap."""
    counts = {"violation": violation, "warning": 1, "info": 0}
    return {
        "kecamatan": code,
        "period": period,
        "key": "k",
        "status": "checked",
        "triples": 10,
        "sasaran": {"yes": yes, "all": total, "why": {}},
        "kondisi_operasional": {"yes": 0, "all": 2, "why": {}},
        "counts": counts,
        "open": counts,
        "rules": letters,
        "broken": {rule: 2 for rule, letter in zip(RULES, letters, strict=True) if letter == "b"},
        "errors": [],
        "notes": 0,
    }


@pytest.fixture
def recap() -> dict[str, Any]:
    """Two provinces, three kabupaten, a document without a region, one failed unit, one unreadable file."""
    return {
        "schema": 1,
        "tool": {"version": "1", "ontology": "1", "shapes": "abc"},
        "rules": [
            {"id": r, "severity": "violation", "title": {"id": f"Judul <{r}>", "en": f"Title {r}"}}
            for r in RULES
        ],
        "units": [
            unit("33.02.18", 1, 4, "bk-", 3),
            unit("33.02.19", 3, 4, "kb-", 1),
            unit("33.03.01", 0, 2, "bb-", 8),
            unit("35.07.26", 2, 2, "kk-", 0),
            unit("35.07.26", 0, 5, "kk-", 9, period="2020"),
            unit("metode-lima-tahap", 0, 0, "---", 0),
            {
                "kecamatan": "33.02.01",
                "period": "2025",
                "key": "x",
                "status": "failed",
                "codes": ["NATION-TIME"],
            },
        ],
        "unreadable": [{"path": "<b>=x", "codes": ["READ-SYNTAX"]}],
        "totals": {},
    }


@pytest.fixture
def folder(recap: dict[str, Any], tmp_path: Path) -> Path:
    """The folder of a finished check."""
    (tmp_path / "rekap.json").write_text(json.dumps(recap), encoding="utf-8")
    return tmp_path


def kg(*words: object) -> Any:
    """Run the command."""
    return CliRunner().invoke(app, [str(word) for word in words])


def test_sums_by_area(folder: Path) -> None:
    """Every level adds up to the same nation; names are those of the region list; failed units count as failed only."""
    for level, rows in (("kecamatan", 6), ("kabupaten", 4), ("provinsi", 3), ("nasional", 1)):
        body = json.loads(
            kg("rollup", folder, "--by", level, "--period", "2025", "--format", "json").stdout
        )
        assert len(body["areas"]) == rows
        for key in ("units", "failed", "sasaran_yes", "sasaran", "kondisi", "violation", "warning"):
            assert sum(a[key] for a in body["areas"]) == body["nation"][key]
        assert (
            body["nation"]["sasaran_yes"],
            body["nation"]["sasaran"],
            body["nation"]["failed"],
        ) == (6, 12, 1)
        assert body["nation"]["measurable"] == pytest.approx(0.5)
    body = json.loads(kg("rollup", folder, "--by", "kabupaten", "--format", "json").stdout)
    assert {a["code"]: a["name"] for a in body["areas"]} == {
        "-": "-",
        "33.02": "Kabupaten Banyumas",
        "33.03": "Kabupaten Purbalingga",
        "35.07": "Kabupaten Malang",
    }
    assert next(a for a in body["areas"] if a["code"] == "-")["measurable"] is None


def test_rules_and_ranking(folder: Path) -> None:
    """Rules by the number of units that break them; worst first by share, then by violations for each sasaran."""
    body = json.loads(kg("rollup", folder, "--period", "2025", "--format", "json").stdout)
    assert [(r["id"], r["broken"], r["applied"], r["findings"]) for r in body["rules"]] == [
        ("IND-01", 2, 4, 4),
        ("IND-03", 2, 4, 4),
        ("TGT-01", 0, 0, 0),
    ]
    order = ["33.03.01", "33.02.18", "33.02.19", "35.07.26"]
    assert [a["code"] for a in body["worst"]] == order
    assert [a["code"] for a in body["best"]] == order[::-1]
    assert body["failed"] == ["33.02.01/2025 NATION-TIME"]


def test_table_and_csv(folder: Path) -> None:
    """The table names what could not be checked; CSV has plain numbers and empty cells where there is nothing to judge."""
    table = kg("rollup", folder, "--by", "provinsi")
    assert table.exit_code == 0
    assert "NATION-TIME" in table.stdout
    assert "Jawa Tengah" in table.stdout
    rows = list(
        csv.DictReader(
            io.StringIO(kg("rollup", folder, "--by", "provinsi", "--format", "csv").stdout)
        )
    )
    assert [r["measurable"] for r in rows] == ["", "0.4", "0.2857"]
    out = folder / "r.csv"
    assert kg("rollup", folder, "--by", "provinsi", "-o", out).exit_code == 0
    assert out.read_text(encoding="utf-8").count("\n") == 4


def test_page_is_closed_and_sound(recap: dict[str, Any], folder: Path) -> None:
    """Strictly parsed HTML, nothing from outside, scripts and styles only by digest, all text is text, same bytes again."""
    found = rollup(recap, "kabupaten", "id", "Indonesia")
    page = rollup_page(found, "id")
    assert page == rollup_page(found, "id")
    text = page.decode()
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    assert not re.search(r"(src|href)=|https?:", text)
    policy = next(m.get("content") for m in tree.iter("meta") if m.get("http-equiv"))
    for tag in ("script", "style"):
        [element] = tree.iter(tag)
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "&lt;b&gt;=x" in text
    assert "<b>=x" not in text
    assert "Judul &lt;IND-01&gt;" in text
    assert len(list(tree.iter("table"))) == 4
    assert text.count("<svg ") == 2
    assert (
        kg("rollup", folder, "--by", "kabupaten", "-o", folder / "r.html", "--lang", "en").exit_code
        == 0
    )
    assert "Weakest kecamatan" in (folder / "r.html").read_text(encoding="utf-8")


@driven
def test_heads_sort_the_table(recap: dict[str, Any], tmp_path: Path) -> None:
    """In a real browser, without an error: numbers sort by size, a second click turns the order round."""
    path = tmp_path / "rekap.html"
    path.write_bytes(rollup_page(rollup(recap, "kecamatan", "id", "Indonesia"), "id"))
    (tmp_path / "profile").mkdir()
    with opened_in(path, tmp_path / "profile", "desktop", True) as browser:
        read = "return Array.from(document.querySelector('table').tBodies[0].rows, r => r.cells[{}].textContent)"
        heads = browser.find_elements(By.CSS_SELECTOR, "table:first-of-type th button")
        assert [h.text for h in heads[:2]] == ["kode", "nama"]
        browser.execute_script("arguments[0].click()", heads[8])
        up = [int(text) for text in browser.execute_script(read.format(8))]
        assert up == sorted(up)
        assert len(set(up)) > 2
        browser.execute_script("arguments[0].click()", heads[8])
        assert [int(text) for text in browser.execute_script(read.format(8))] == sorted(
            up, reverse=True
        )
        browser.execute_script("arguments[0].click()", heads[0])
        codes = browser.execute_script(read.format(0))
        assert codes[0] == "33.02.01"
        assert codes[-1] == "metode-lima-tahap"
        assert browser.get_log("browser") == []


def test_nothing_to_roll_up(tmp_path: Path) -> None:
    """A folder without a finished check, or with a broken recap, is refused."""
    for text in (None, "{", "[]", '{"schema": 2, "units": []}'):
        if text is not None:
            (tmp_path / "rekap.json").write_text(text, encoding="utf-8")
        result = kg("rollup", tmp_path)
        assert result.exit_code == 2
        assert "ROLLUP-NONE" in result.output


def test_empty_shares_are_no_zero() -> None:
    """Nothing to judge is a dash, never 0 % and never 100 %."""
    area = Area("x", "x", 1, 0, 0, 0, 0, 0, 0, 0, 0)
    assert (area.measurable, area.complete, area.density) == (None, None, None)
