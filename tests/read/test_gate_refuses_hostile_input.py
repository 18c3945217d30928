"""Bad input gets a code and a place, and nothing of it is kept."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from kg.errors import InputError, sentences
from kg.read.inputs import read_paths
from kg.read.place import located
from kg.worker.nation.nation_inputs import found_below
from tests.support.places import TESTS

HOSTILE = TESTS / "hostile"
LISTED = [
    line.split(" ", 1)
    for line in (HOSTILE / "LIST.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("code", "name"), LISTED, ids=[name for _, name in LISTED])
def test_named_file(code: str, name: str) -> None:
    """The code that the list expects, with the file in the place and a way out in both languages."""
    with pytest.raises(InputError) as caught:
        read_paths([HOSTILE / name])
    problem = caught.value.problems[0]
    assert problem.code == code
    assert name in problem.where
    assert problem.line("id") != problem.line("en")


def test_the_list_is_whole() -> None:
    """Every file is listed, every listed file exists."""
    assert {name for _, name in LISTED} == {p.name for p in HOSTILE.iterdir()} - {"LIST.txt"}
    assert {code for code, _ in LISTED} <= set(sentences())


@pytest.mark.parametrize(
    "data",
    [b"PK", "kode,jenis\n".encode("utf-16"), b"\xff\xfe\x00"],
    ids=["zip", "utf-16", "bytes"],
)
def test_csv_of_wrong_bytes(tmp_path: Path, data: bytes) -> None:
    """A sheet that is not text."""
    (tmp_path / "identitas.csv").write_bytes(data)
    with pytest.raises(InputError):
        read_paths([tmp_path])


def test_a_byte_order_mark_is_welcome(tmp_path: Path) -> None:
    """Excel writes one; every text format may carry it."""
    for suffix, text in (
        (".ttl", "<http://e/a> <http://e/b> 1 ."),
        (".nt", '<http://e/a> <http://e/b> "x" .'),
    ):
        path = tmp_path / f"a{suffix}"
        path.write_bytes(b"\xef\xbb\xbf" + text.encode())
        assert len(read_paths([path])[0].triples) == 1


def bomb(entries: int, size: int) -> bytes:
    """A workbook whose parts unpack to far more than they weigh."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(entries):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", b"0" * size)
    return out.getvalue()


@pytest.mark.parametrize(
    ("entries", "size"),
    [(1, 60_000_000), (3, 40_000_000), (1_200, 10)],
    ids=["large", "many", "entries"],
)
def test_workbookbomb(tmp_path: Path, entries: int, size: int) -> None:
    """Refused from the zip directory alone, before anything is unpacked."""
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(bomb(entries, size))
    with pytest.raises(InputError) as caught:
        read_paths([path])
    assert caught.value.problems[0].code == "READ-BOMB"


def test_formula_without_saved_result(tmp_path: Path) -> None:
    """It would read as an empty cell and be lost in silence."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "identitas"
    for row in (
        ["kunci", "nilai"],
        ["kode_wilayah", "33.02.19"],
        ["kode_dokumen", "=A1"],
        ["nama_kecamatan", "Sokaraja"],
    ):
        sheet.append(row)
    path = tmp_path / "isian.xlsx"
    book.save(path)
    with pytest.raises(InputError) as caught:
        read_paths([path])
    assert "isian.xlsx identitas!B3" in [
        p.where.rpartition("/")[2] for p in caught.value.problems if p.code == "FORM-FORMULA"
    ]


@pytest.mark.parametrize(
    "name", ["a\x1b[2J.nq", "a\u202egnp.ttl", "a\udcff.nq", "a\nkg: b.nq", "a\tb.nt"]
)
def test_names_that_no_report_can_print(tmp_path: Path, name: str) -> None:
    """They would reach the screen or break a writer."""
    path = tmp_path / name
    try:
        path.write_text("<http://e/a> <http://e/b> <http://e/c> .", encoding="utf-8")
    except OSError:
        pytest.skip("no such names here")
    with pytest.raises(InputError) as caught:
        read_paths([path])
    assert caught.value.problems[0].code == "READ-NAME"
    assert "\x1b" not in str(caught.value)


def test_an_address_that_is_none() -> None:
    """Brackets of an IPv6 address that do not close."""
    with pytest.raises(InputError) as caught:
        located("http://[::1")
    assert caught.value.problems[0].code == "URL-FORM"


@pytest.mark.parametrize("name", ["geheim.ttl", "identitas.csv"])
def test_links_in_a_folder_that_lead_out_of_it(tmp_path: Path, name: str) -> None:
    """Nobody asked for what lies there, and no message shows a word of it."""
    secret, folder = tmp_path / "secret", tmp_path / "in"
    secret.write_text("rahasia42:x:0:0", encoding="utf-8")
    folder.mkdir()
    (folder / "a.nt").write_text("<http://e/a> <http://e/b> <http://e/c> .", encoding="utf-8")
    try:
        (folder / name).symlink_to(secret)
    except OSError:
        pytest.skip("no symbolic links here")
    documents = read_paths([folder])
    assert [Path(document.name).name for document in documents] == ["a.nt"]
    assert [source.path for source in found_below([folder])] == [str(folder / "a.nt")]
    assert "rahasia42" not in "".join(n.line() for d in documents for n in d.notes)
