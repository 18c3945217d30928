"""A profile changes severities and switches rules off, says so, and is refused when it cannot be carried out as written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.derive.vocabulary import bundled
from kg.rules.registry import rules
from kg.worker.checking import select_rules
from tests.support.forms import as_folder
from tests.support.places import SMALLEST

COUNT = len(bundled().forms("kata-sifat-kabur"))
#: What the example does to a word list: two words more, one less.
WORDS = ("kata-sifat-kabur", f"{COUNT}", f"{COUNT + 1} (+ciamik +berseri −guyub)")


def run(*words: object) -> Any:
    """Run kg with the words given."""
    return CliRunner().invoke(app, [str(word) for word in words])


def _body(*words: object) -> Any:
    return json.loads(run("check", "--format", "json", *words).stdout)


def test_a_profile_changes_what_it_says_and_nothing_else() -> None:
    """Severity raised, one rule off, all other findings as before; every change is printed with its reason."""
    plain, changed = _body("--contoh"), _body("--contoh", "--profile", "contoh")
    assert {(c["rule"], c["before"], c["after"]) for c in changed["profile"]} == {
        ("IND-16", "warning", "off"),
        ("TGT-05", "info", "warning"),
        ("hampir-sama", "0.6", "0.9"),
        WORDS,
    }
    assert all(c["reason"] for c in changed["profile"])
    off = next(r for r in changed["rules"] if r["id"] == "IND-16")
    assert (off["status"], off["findings"], off["targets"]) == ("not-applied", 0, 0)
    kept = {f["id"] for f in plain["findings"] if f["rule"] not in {"IND-16", "STR-08"}}
    assert kept == {f["id"] for f in changed["findings"] if f["rule"] != "STR-08"}
    near = [
        {f["source"]["line"] for f in body["findings"] if f["rule"] == "STR-08"}
        for body in (plain, changed)
    ]
    assert near[1] < near[0], "a higher threshold finds fewer near duplicates"
    assert {f["severity"] for f in changed["findings"] if f["rule"] == "TGT-05"} == {"warning"}
    text = run("check", SMALLEST, "--profile", "contoh", "--lang", "en").stdout
    assert "profile changes IND-16: warning → switched off" in text
    assert "profile" not in plain


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[aturan.IND-99]\naktif = false\nalasan = 'x'", "RULE-UNKNOWN"),
        ("[aturan.IND-16]\naktif = false", "PROFILE-ENTRY"),
        ("[aturan.IND-16]\nkeparahan = 'berat'\nalasan = 'x'", "PROFILE-ENTRY"),
        ("[aturan.IND-16]\naktip = false\nalasan = 'x'", "PROFILE-ENTRY"),
        ("[ambang.hampir]\nnilai = 0.9\nalasan = 'x'", "PROFILE-LIMIT"),
        ("[ambang.hampir-sama]\nnilai = '0.9'\nalasan = 'x'", "PROFILE-LIMIT"),
        ("[ambang.hampir-sama]\nnilai = 0.9", "PROFILE-LIMIT"),
        ("[kata.kata-sifat]\ntambah = ['x']", "PROFILE-WORDS"),
        ("[kata.kata-lain]\ntambah = ['x']\nalasan = 'x'", "PROFILE-WORDS"),
        ("[kata.kata-sifat-kabur]\nbuang = ['tidak-ada']\nalasan = 'x'", "PROFILE-WORDS"),
        ("[kata.kata-sifat-kabur]\ntambah = 'x'\nalasan = 'x'", "PROFILE-WORDS"),
        ("[kata.satuan]\ntambah = ['karung beras']\nalasan = 'x'", "PROFILE-WORDS"),
        ("[kata.satuan]\ntambah = ['x']\npada = 'tidak ada'\nalasan = 'x'", "PROFILE-WORDS"),
        ("nama = 'kosong'", "PROFILE-EMPTY"),
        ("[aturan.IND-16", "PROFILE-SYNTAX"),
    ],
)
def test_a_profile_that_cannot_be_carried_out_is_refused(
    tmp_path: Path, text: str, code: str
) -> None:
    """Nothing is checked under a profile that says something else than its author meant."""
    path = tmp_path / "p.toml"
    path.write_text(text, encoding="utf-8")
    result = run("check", "--contoh", "--profile", path)
    assert result.exit_code == 2
    assert code in result.stderr


def test_unknown_names_are_errors() -> None:
    """Of profile, tier and kind."""
    assert run("check", "--contoh", "--profile", "tidak-ada").exit_code == 2
    assert run("check", "--contoh", "--tier", "semua").exit_code == 2
    assert run("rules", "--kind", "otomatis").exit_code == 2


def test_tiers_include_the_narrower_ones() -> None:
    """Dasar within inti within penuh, and penuh is everything."""
    sizes = [
        {r["id"] for r in _body(SMALLEST, "--tier", tier)["rules"]}
        for tier in ("dasar", "inti", "penuh")
    ]
    assert sizes[0] < sizes[1] < sizes[2] == {r.id for r in rules()}
    listed = json.loads(run("rules", "--tier", "dasar", "--format", "json").stdout)["rules"]
    assert {r["id"] for r in listed} == sizes[0]


def test_rules_are_filtered_by_kind_and_severity() -> None:
    """Manual rules carry a question for the auditor."""
    listed = json.loads(
        run("rules", "--kind", "manual", "--severity", "info", "--format", "json").stdout
    )["rules"]
    assert [r["id"] for r in listed] == ["DOC-10", "IND-21"]
    assert "Is there a part of the objective" in run("rules", "IND-21", "--lang", "en").stdout


def test_a_family_is_named_by_the_letters_of_its_rules() -> None:
    """As the catalogue prints them, in any capitals, beside single rules."""
    chosen = {rule.id for rule in select_rules(rules(), ["nom", "IND-03"])}
    assert chosen == {rule.id for rule in rules() if rule.id.startswith("NOM-")} | {"IND-03"}


def _vague(folder: Path, *more: object) -> set[str]:
    """The indicators that IND-10 speaks on."""
    body = _body(folder, "--rule", "IND-10", *more)
    return {f["focus"].rpartition("/")[2] for f in body["findings"]}


def test_a_profile_changes_the_words_of_a_list(tmp_path: Path) -> None:
    """A word of the region is vague, one that a regulation defines is not; without the profile all is as before."""
    sheets = {
        "identitas": [
            ["kunci", "nilai"],
            ["kode_wilayah", "33.02.19"],
            ["nama_kecamatan", "Sokaraja"],
            ["periode", "2027"],
            ["kode_dokumen", "kata"],
        ],
        "indikator": [
            ["kode", "rumusan"],
            ["I1", "Jumlah taman yang ciamik"],
            ["I2", "Jumlah kampung yang guyub"],
            ["I3", "Jumlah taman yang asri"],
        ],
    }
    folder = as_folder(tmp_path / "kata", sheets)
    plain = _vague(folder)
    assert plain == {"I2", "I3"}
    assert _vague(folder, "--profile", "contoh") == {"I1", "I3"}
    assert _vague(folder) == plain
