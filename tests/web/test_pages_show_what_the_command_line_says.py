"""Upload, check, download, keep; questions; trees: the pages say what the commands say."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from pathlib import Path
from urllib.parse import urlencode

import pytest
from openpyxl import Workbook, load_workbook
from typer.testing import CliRunner

from kg.assets import folder
from kg.cli.app import app
from kg.questions.question import Question, catalogue
from kg.report.bundle.parts import PARTS
from kg.report.bundle.whole_check import Wanted, whole_check
from tests.web.addresses import small_files
from tests.web.server import Server, running

pytestmark = pytest.mark.slow

SHEETS = sorted((folder("data") / "33.02.19-sokaraja").glob("*.csv"))


def _workbook() -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for path in SHEETS:
        sheet = book.create_sheet(path.stem)
        for row in csv.reader(path.read_text(encoding="utf-8").splitlines()):
            sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_upload_check_download(server: Server) -> None:
    """The same findings as on the command line, every part to take away, and nothing in the store."""
    answer = server.upload(("sokaraja.xlsx", _workbook()))
    assert answer.status == 303
    place = answer.headers["location"]
    page = server.finished(place)
    assert page.status == 200
    wanted = whole_check(Wanted(paths=(str(folder("data") / "33.02.19-sokaraja"),)))
    assert f"{len(wanted.findings)} temuan" in page.text
    found = json.loads(server.ask(f"{place}/unduh/json").body)
    assert {f["rule"] for f in found["findings"]} == {f.rule for f in wanted.findings}
    assert found["inputs"][0]["path"] == "sokaraja.xlsx"
    returned = server.ask(f"{place}/unduh/kembali")
    assert "attachment" in returned.headers["content-disposition"]
    book = load_workbook(io.BytesIO(returned.body))
    assert any(cell.comment for sheet in book for row in sheet.iter_rows() for cell in row)
    archive = zipfile.ZipFile(io.BytesIO(server.ask(f"{place}/bundel.zip").body))
    assert "manifest.json" in archive.namelist()
    assert server.upload(("sokaraja.xlsx", _workbook_again(server, place))).status == 303


def _workbook_again(server: Server, place: str) -> bytes:
    """The workbook that came back may be sent again."""
    return server.ask(f"{place}/unduh/kembali").body


def test_the_same_files_have_the_same_page(server: Server) -> None:
    """Sheets in CSV are one form; sent twice, in another order, they lead to one address."""
    first = server.upload(*small_files()).headers["location"]
    assert server.upload(*reversed(small_files())).headers["location"] == first
    assert server.finished(first).status == 200


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("rusak.xlsx", b"PK\x03\x04 not a workbook"),
        ("kosong.csv", b""),
        ("gambar.png", b"\x89PNG"),
        ("../../jalan.ttl", b"<a> <b"),
        ("nama \u202e.ttl", b"@prefix : <http://e/> . :a :b :c ."),
        ("x.rdf", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"),
    ],
)
def test_bad_files_are_told(server: Server, name: str, data: bytes) -> None:
    """A page with the reason and the way out; never a fault of the program."""
    answer = server.upload((name.encode().decode("latin-1"), data))
    if answer.status == 303:
        answer = server.finished(answer.headers["location"])
    assert answer.status in {200, 400, 422}
    assert "SERVE-FAULT" not in answer.text
    assert "Traceback" not in answer.text
    is_told = 'class="problems"' in answer.text
    assert is_told or "v-belum-dapat-disimpulkan" in answer.text


def test_every_part_of_a_bundle_can_be_taken(server: Server) -> None:
    """Under its name and its kind, also those that no button offers."""
    place = server.upload(*small_files()).headers["location"]
    assert server.finished(place).status == 200
    for part in PARTS:
        answer = server.ask(f"{place}/unduh/{part.form}")
        assert (part.form, answer.status) == (part.form, 200)
        assert answer.headers["content-type"].partition(";")[0] == part.media
        assert f'filename="{part.file}"' in answer.headers["content-disposition"]


def test_too_large_is_refused_before_it_is_read(server: Server) -> None:
    """By the length that is announced, and by the bytes that come."""
    head = {"Content-Type": "multipart/form-data; boundary=x", "Sec-Fetch-Site": "same-origin"}
    answer = server.ask("/periksa", "POST", b"x", {**head, "Content-Length": "99999999999"})
    assert answer.status == 413


def test_kept_only_when_asked(tmp_path: Path) -> None:
    """A new store stays empty until *Simpan*; then the unit is there at once."""
    with running(tmp_path / "baru") as server:
        place = server.upload(*small_files()).headers["location"]
        assert server.finished(place).status == 200
        assert "33.02.19" not in server.page("/").text
        answer = server.post(f"{place}/simpan", b"", "application/x-www-form-urlencoded")
        assert answer.status == 303
        assert "33.02.19" in server.page("/").text
        assert server.page(answer.headers["location"]).status == 200


def test_nothing_is_kept_where_it_only_reads(five: Path) -> None:
    """The button is not there, and the address refuses."""
    with running(five, "--readonly") as server:
        place = server.upload(*small_files()).headers["location"]
        assert "/simpan" not in server.finished(place).text
        answer = server.post(f"{place}/simpan", b"", "application/x-www-form-urlencoded")
        assert answer.status == 403


def _asked(store: Path, name: str, given: dict[str, str]) -> tuple[int, str]:
    words = ["ask", name, "--store", str(store), "--format", "csv"]
    for key, value in given.items():
        words += ["--set", f"{key}={value}"]
    done = CliRunner().invoke(app, words)
    return done.exit_code, done.stdout if done.exit_code == 0 else done.output


def _table(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def _same(server: Server, store: Path, name: str, given: dict[str, str]) -> None:
    """The same cells; what the command refuses the page refuses with the same code."""
    code, told = _asked(store, name, given)
    page = server.ask(f"/tanya/{name}?{urlencode({**given, 'format': 'csv'})}")
    if code == 0:
        assert (page.status, _table(page.text)) == (200, _table(told))
    else:
        assert page.status >= 400
        refused = re.findall(r"\[([A-Z]+-[A-Z]+)\]", told)
        assert refused
        assert all(one in page.text for one in refused)


def _fillings(server: Server, asked: Question, region: str) -> list[dict[str, str]]:
    """Blanks filled with what the store offers, and left empty."""
    given = {"kecamatan": region} if region else {}
    for param in asked.params:
        if param.type == "node":
            path = f"/tanya/{asked.id}/pilihan?isian={param.name}&kecamatan={region}"
            offered = json.loads(server.ask(path).body)
            given[param.name] = f"<{offered[0]['iri']}>" if offered else "tidak ada"
        elif param.type == "integer":
            given[param.name] = "9"
        else:
            given[param.name] = "7.01.02"
    return [given, {}, {"kecamatan": region or "99.99.99"}, {**given, "kecamatan": "  "}]


_FIRST = "33.02.19"
_OTHERS = ("", "17.01.06", "35.07.26", "52.02.01", "metode-lima-tahap")


@pytest.mark.parametrize("question", catalogue(), ids=lambda q: q.id)
@pytest.mark.parametrize(
    "region", [_FIRST, *(pytest.param(code, marks=pytest.mark.heavy) for code in _OTHERS)]
)
def test_answers_equal_those_of_the_command(
    server: Server, five: Path, question: Question, region: str
) -> None:
    """Cell for cell, as CSV, for every document and for blanks left empty."""
    for given in _fillings(server, question, region):
        _same(server, five, question.id, given)


def test_three_clicks_to_the_posts_behind_an_outcome(server: Server) -> None:
    """From the first page: the question, an outcome, the answer with its way."""
    home = server.page("/").text
    assert 'href="/tanya/Q01"' in home
    form = server.page("/tanya/Q01").text
    link = next(h for h in re.findall(r'href="([^"]+#jawaban)"', form) if "outcome=" in h)
    answer = server.page(html.unescape(link).partition("#")[0])
    assert answer.status == 200
    assert 'id="jawaban"' in answer.text


def test_search_knows_rule_remedy_and_words_in_any_order(server: Server) -> None:
    """What stands in the address filters; what is not there gives none."""
    every = server.page("/unit/33.02.19/2021").text
    count = int(re.search(r"(\d+) temuan</p>", every)[1])  # type: ignore[index]

    def found(**query: str) -> int:
        text = server.page("/unit/33.02.19/2021", **query).text
        return int(re.search(r"(\d+) temuan</p>", text)[1])  # type: ignore[index]

    assert 0 < found(cari="NOM-01") < count
    assert found(cari="nomenklatur kode") == found(cari="kode nomenklatur") > 0
    assert found(cari="qqqq") == 0
    assert found(severity="violation") + found(severity="warning") + found(severity="info") == count
    assert found(rule="NOM-01", severity="info") == 0


def test_the_list_is_saved_as_a_spreadsheet_opens_it(server: Server) -> None:
    """With semicolons for Indonesian settings, with commas beside it; the same cells, with a byte order mark."""
    tables = []
    for name, separator in (("temuan.csv", ";"), ("temuan-koma.csv", ",")):
        answer = server.ask(f"/{name}?aturan=IND-05")
        assert name in answer.headers["content-disposition"]
        assert answer.body.startswith(b"\xef\xbb\xbf")
        text = answer.body.decode("utf-8-sig")
        tables.append(list(csv.reader(text.splitlines(), delimiter=separator)))
    assert tables[0] == tables[1]
    assert len(tables[0]) > 1
    assert {len(row) for row in tables[0]} == {8}


def test_a_node_page_shows_its_way_and_source(server: Server) -> None:
    """Every node of the tree has a page."""
    tree = server.page("/unit/52.02.01/tanpa-tahun").text
    links = re.findall(r'href="(/unit/[^"]+/simpul\?iri=[^"]+)"', tree)
    assert len(links) > 20
    for link in links[:3]:
        page = server.page(html.unescape(link))
        assert page.status == 200
        assert "<q>" in page.text


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_page_in_both_languages(server: Server, lang: str) -> None:
    """No page has a hole, whatever the language; the start is light."""
    paths = ["/", "/tanya", "/temuan", "/ahli", "/unit/33.02.19/2021", "/rule/IND-01", "/nope"]
    paths += [f"/tanya/{q.id}" for q in catalogue()]
    for path in paths:
        page = server.finished(f"{path}?lang={lang}")
        assert page.status == (404 if path == "/nope" else 200), path
        assert f'<html lang="{lang}">' in page.text
    assert len(server.page("/").body) < 300_000


@pytest.mark.parametrize("accept", ["text/turtle", "application/ld+json", "application/rdf+xml"])
def test_things_by_their_address(server: Server, accept: str) -> None:
    """Terms, rules, instances in RDF; what nothing is said of is a 404 with a sentence."""
    paths = ["/ns", "/rule/IND-01", "/id/33.02.19/2021/tujuan/TJ1", "/vocab/satuan"]
    for path in paths:
        answer = server.ask(path, headers={"Accept": accept})
        assert (path, answer.status) == (path, 200)
        assert answer.headers["content-type"].startswith(accept)
    assert server.ask("/id/99.99.99/2021/simpul/x", headers={"Accept": accept}).status == 404


def test_words_find_questions(server: Server) -> None:
    """Three candidates, none asked by itself."""
    text = server.page("/tanya", cari="siapa yang mendukung hasil ini").text
    nearest = text.partition("</ol>")[0]
    assert "/tanya/Q01" in nearest
    assert nearest.count("<li>") == 3
    assert "jawaban" not in text


def test_two_documents_side_by_side(server: Server) -> None:
    """The same document twice differs in nothing; two documents do."""
    same = server.page("/bandingkan", a="33.02.19/2021", b="33.02.19/2021").text
    assert "<b>0</b> temuan baru" in same
    other = server.page("/bandingkan", a="33.02.19/2021", b="52.02.01/tanpa-tahun").text
    assert "<b>0</b> temuan baru" not in other
    assert server.page("/bandingkan", a="x", b="y").status == 404


def _bundle(server: Server) -> bytes:
    place = server.upload(*small_files()).headers["location"]
    server.finished(place)
    return server.ask(f"{place}/bundel.zip").body


def _sent(server: Server, data: bytes) -> str:
    mark = "kinerja-batas"
    head = 'Content-Disposition: form-data; name="paket"; filename="laporan.zip"'
    body = f"--{mark}\r\n{head}\r\n\r\n".encode() + data + f"\r\n--{mark}--\r\n".encode()
    answer = server.post("/verifikasi", body, f"multipart/form-data; boundary={mark}")
    assert answer.status < 500
    return answer.text


def test_only_workbooks_come_back_with_comments(server: Server) -> None:
    """Where none was sent the page offers none, and its address says why."""
    place = server.upload(*small_files()).headers["location"]
    assert "/unduh/kembali" not in server.finished(place).text
    answer = server.page(f"{place}/unduh/kembali")
    assert answer.status == 404
    assert "SERVE-NOBOOK" in answer.text


def test_a_question_of_one_period(server: Server, five: Path) -> None:
    """Only documents of that period are asked, as on the command line; another period is told."""
    for given in ({"periode": "2021"}, {"periode": "tanpa tahun"}, {"periode": "1999"}):
        _same(server, five, "Q07", given)
    page = server.ask("/tanya/Q07?periode=2021&format=csv")
    assert {row["periode"] for row in csv.DictReader(io.StringIO(page.text))} == {"2021"}


def test_a_question_without_its_blanks_is_told(server: Server) -> None:
    """On the page at its form, and to programs; nothing is asked with a blank left out."""
    page = server.page("/tanya/Q01", jawab="1")
    assert page.status == 400
    assert "ASK-MISSING" in page.text
    assert "h-pilih-outcome" in page.text
    assert server.ask("/tanya/Q01?format=json").status == 400


def test_a_bundle_is_verified(server: Server) -> None:
    """As it was written all is well; one byte, one file more, and a way out of the folder are told."""
    data = _bundle(server)
    assert "v-memenuhi" in _sent(server, data)
    source = zipfile.ZipFile(io.BytesIO(data))
    spoilt, extra, hostile = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(spoilt, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            archive.writestr(name, content + b" " if name == "ringkasan.md" else content)
    assert "ringkasan.md" in _sent(server, spoilt.getvalue())
    assert "v-tidak-memenuhi" in _sent(server, spoilt.getvalue())
    with zipfile.ZipFile(extra, "w") as archive:
        for name in [*source.namelist(), "tambahan.txt"]:
            archive.writestr(name, source.read(name) if name in source.namelist() else b"x")
    assert "tidak disebut manifes" in _sent(server, extra.getvalue())
    with zipfile.ZipFile(hostile, "w") as archive:
        archive.writestr("../keluar.txt", b"x")
    assert "SERVE-ARCHIVE" in _sent(server, hostile.getvalue())
    assert "SERVE-ARCHIVE" in _sent(server, b"not an archive")


def test_the_nation_from_what_a_run_gathered(whole: Server) -> None:
    """Provinces as squares and rows, down to the kecamatan; nothing is checked again."""
    text = whole.page("/nasional").text
    assert 'class="tilemap"' in text
    province = re.findall(r'di=(\d\d)"><path class="m', text.replace("&amp;", "&"))[0]
    rows = whole.page("/nasional", jenjang="kecamatan", urut="violation").text
    assert rows.count("<tr>") > 6
    part = whole.page("/nasional", jenjang="kecamatan", di=province).text
    codes = set(re.findall(r"<td>(\d\d\.\d\d\.\d\d)</td>", part))
    assert codes
    assert {code[:2] for code in codes} == {province}


@pytest.mark.parametrize("code", ["ZZ", "3", "99", "33.0", "<script>"])
def test_an_area_that_the_run_does_not_hold(whole: Server, code: str) -> None:
    """No empty page: 404 that names it; the start of a code is no area."""
    page = whole.page("/nasional", di=code)
    assert (page.status, "SERVE-AREA" in page.text) == (404, True)


def test_kecamatan_are_compared_on_a_page(whole: Server, gathered: tuple[str, ...]) -> None:
    """The rules, their status and the findings of one, as ``kg cross`` prints them."""
    words = ["cross", gathered[1], "LIN-01", "--format", "json"]
    told = json.loads(CliRunner().invoke(app, words).stdout)
    page = whole.finished("/nasional/lintas")
    assert f">{told['status']['findings']}</td>" in page.text
    text = html.unescape(whole.page("/nasional/lintas", aturan="LIN-01").text)
    assert told["findings"]
    for finding in told["findings"]:
        assert finding["message"]["id"] in text
    assert "LIN-01" in whole.page("/nasional").text
    apart = whole.finished("/nasional/lintas?lingkup=kabupaten")
    assert "tidak diterapkan" in apart.text


def test_the_nation_needs_a_run(server: Server) -> None:
    """Without one the page says how to get it."""
    answer = server.page("/nasional")
    assert answer.status == 404
    assert "--rekap" in answer.text


def test_a_blank_form_is_one_click_away(server: Server) -> None:
    """For a kecamatan by code; the filled example goes up again and is read."""
    answer = server.ask("/isian.xlsx?kecamatan=33.02.19&period=2025-2026")
    assert "isian.xlsx" in answer.headers["content-disposition"]
    book = load_workbook(io.BytesIO(answer.body))
    assert {"identitas", "simpul", "indikator", "target"} <= set(book.sheetnames)
    assert server.page("/isian.xlsx", period="abc").status == 400
    example = server.ask("/isian.xlsx?example=1").body
    place = server.upload(("contoh.xlsx", example)).headers["location"]
    assert server.finished(place).status == 200
