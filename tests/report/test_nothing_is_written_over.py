"""A result takes the place of an earlier result of its kind, and of nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.errors import InputError
from kg.report.bundle.parts import PARTS, BundlePart
from kg.report.dossier.dossier import Dossier
from kg.report.output import may_replace, write_bytes
from tests.support.forms import as_workbook
from tests.support.forms import small as form_of_one
from tests.support.report_cases import of_one_unit

#: What people have lying about, in every form that a report has.
_FOREIGN = {
    "isian.csv": b"kode,kode_induk,jenis\nK1,,outcome\n",
    "data.ttl": b"@prefix kin: <https://w3id.org/kinerja/ns#> .\nkin:a kin:b kin:c .\n",
    "data.jsonld": b'{"@context": {}, "@graph": []}',
    "lain.json": b'{"nama": "kinerja-kg"}',
    "lain.sarif": b'{"$schema": "x", "version": "2.1.0", "runs": []}',
    "lain.html": b"<!doctype html>\n<html><head><title>Laporan</title></head></html>",
    "lain.xml": b'<?xml version="1.0"?>\n<testsuites/>',
    "foto.png": b"\x89PNG\r\n\x1a\n" + bytes(60),
    "surat.pdf": b"%PDF-1.7\n1 0 obj",
    "register.toml": b'[[pengecualian]]\nid = "PK-1"\n',
    "catatan.md": b"# Catatan rapat\n",
    "rusak.xlsx": b"PK\x03\x04" + bytes(40),
}


@pytest.fixture(scope="module")
def small(dossier: Dossier) -> Dossier:
    """The check of one kecamatan."""
    return of_one_unit(dossier, "33.02.19")


def _code(path: Path, inputs: list[Path], new: bytes) -> str:
    with pytest.raises(InputError) as caught:
        may_replace(path, inputs, new)
    return caught.value.problems[0].code


#: What is finished by hand afterwards is not among them.
_WRITTEN_AGAIN = [part for part in PARTS if part.bundled]


@pytest.mark.parametrize("part", _WRITTEN_AGAIN, ids=lambda part: part.file)
def test_a_part_replaces_its_earlier_self_and_nothing_else(
    part: BundlePart, small: Dossier, tmp_path: Path
) -> None:
    """A later report of the same form may; over an input or a stranger's file it may not."""
    path = tmp_path / part.file
    path.write_bytes(part.write(small))
    later = part.write(replace(small, moment=small.moment + timedelta(days=1)))
    may_replace(path, [], later)
    assert _code(path, [path], later) == "USE-OVERINPUT"
    for name, data in _FOREIGN.items():
        foreign = tmp_path / name
        foreign.write_bytes(data)
        assert _code(foreign, [], later) == "USE-OVERWRITE", name


def test_parts_do_not_replace_one_another(small: Dossier, tmp_path: Path) -> None:
    """Each form is told from every other one; the two papers of one check are of one kind."""
    made = {part.file: part.write(small) for part in PARTS}
    for name, data in made.items():
        path = tmp_path / name
        path.write_bytes(data)
        for other, new in made.items():
            if other != name and {Path(other).suffix, path.suffix} != {".pdf"}:
                assert _code(path, [], new) == "USE-OVERWRITE", (name, other)


def test_a_folder_is_no_place_for_one_file(tmp_path: Path) -> None:
    """It is wrong use (exit 2), and the sentence names a file."""
    (tmp_path / "hasil").mkdir()
    with pytest.raises(InputError) as caught:
        write_bytes(tmp_path / "hasil", b"x")
    assert caught.value.problems[0].code == "USE-FOLDER"
    assert not list((tmp_path / "hasil").iterdir())


@pytest.mark.parametrize("command", [("template",), ("draw", "isian.xlsx")])
def test_nothing_is_added_to_a_report(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Forms and pictures among its parts would make it differ from what it states."""
    monkeypatch.chdir(tmp_path)
    as_workbook(tmp_path / "isian.xlsx", form_of_one())
    runner = CliRunner()
    runner.invoke(app, ["check", "isian.xlsx", "-o", "lap"])
    before = sorted(path.name for path in (tmp_path / "lap").iterdir())
    result = runner.invoke(app, [*command, "-o", "lap"])
    assert (result.exit_code, "USE-REPORT" in result.output) == (2, True)
    assert sorted(path.name for path in (tmp_path / "lap").iterdir()) == before


def test_an_input_behind_a_link_is_still_the_input(tmp_path: Path) -> None:
    """Files are compared, not names."""
    real, link = tmp_path / "isian.csv", tmp_path / "tautan.csv"
    real.write_bytes(b"Nomor;Aturan\n")
    link.symlink_to(real)
    assert _code(link, [real], b"Nomor;Aturan\n") == "USE-OVERINPUT"


def test_new_and_empty_files_are_written(tmp_path: Path) -> None:
    """Where nothing is, nothing is lost."""
    may_replace(tmp_path / "baru.csv", [], b"x")
    (tmp_path / "kosong.csv").touch()
    may_replace(tmp_path / "kosong.csv", [], b"x")
