"""From an answer to its cells, from a file to how it was read, from a list to the form: pages lead on."""

from __future__ import annotations

import csv
import html
import io
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from openpyxl import load_workbook

from kg.assets import folder
from tests.support.places import ROOT
from tests.web.server import Server

LAYOUT = ROOT / "tests" / "layouts" / "renstra" / "1-matriks-tc27.xlsx"
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("question", ["Q05", "Q07"])
def test_a_workbook_holds_the_cells_of_the_listing(server: Server, question: str) -> None:
    """As CSV, so XLSX."""
    listing = server.ask(f"/tanya/{question}?format=csv").text
    rows = list(csv.reader(io.StringIO(listing.removeprefix("\ufeff"))))
    book = load_workbook(io.BytesIO(server.ask(f"/tanya/{question}?format=xlsx").body))
    cells = [[cell or "" for cell in row] for row in book.worksheets[0].values]
    start = next(n for n, row in enumerate(cells) if row[0] == "kecamatan")
    assert cells[start + 1 : start + len(rows)] == rows[1:]


def test_every_step_of_a_way_names_its_cell(server: Server) -> None:
    """The answer to who supports an outcome quotes where each step stands."""
    form = server.page("/tanya/Q01", kecamatan="17.01.06").text
    links = [h for h in re.findall(r'href="([^"]+#jawaban)"', form) if "outcome=" in h]
    way = None
    for link in links:
        page = server.page(html.unescape(link).partition("#")[0]).text
        way = way or re.search(r'<ol class="way">(.*?)</ol>', page, re.DOTALL)
    assert way
    steps = way[1].split("</li>")[:-1]
    assert steps
    assert all('<span class="note">(' in step for step in steps)


@pytest.mark.parametrize("facet", ["tier", "section", "post", "severity", "level"])
def test_every_value_of_a_facet_is_a_link_that_keeps_its_count(server: Server, facet: str) -> None:
    """The figure beside a value is how many findings its address lists."""
    path = "/unit/35.07.26/tanpa-tahun"
    page = server.page(path).text
    choices = page.partition(f'id="f-{facet}"')[2].partition("</select>")[0]
    found = re.findall(r'<option value="([^"]+)">[^<]*\((\d+)\)', choices)
    assert found
    for value, count in found[:2]:
        narrowed = server.page(path, **{facet: html.unescape(value)}).text
        assert f"{count} temuan</p>" in narrowed


def test_a_layout_that_was_recognised_is_shown_and_can_be_said_otherwise(server: Server) -> None:
    """The page tells how the file was read; another kecamatan or layout gives another check."""
    place = server.upload((LAYOUT.name, LAYOUT.read_bytes())).headers["location"]
    page = server.finished(place)
    assert "LAYOUT-" in page.text
    assert "Cara berkas dibaca" in page.text
    said = urlencode({"kecamatan": "33.02.19", "period": "2025-2029"}).encode()
    again = server.post(f"{place}/baca", said, FORM)
    assert again.status == 303
    assert again.headers["location"] != place
    told = server.finished(again.headers["location"]).text
    assert "33.02.19" in told
    wrong = server.post(f"{place}/baca", b"layout=/etc/passwd", FORM)
    assert wrong.status == 400


def test_an_uploaded_check_is_compared_with_a_stored_unit(server: Server) -> None:
    """By its address; the same document differs in nothing."""
    sheets = sorted((folder("data") / "33.02.19-sokaraja").glob("*.csv"))
    place = server.upload(*((one.name, one.read_bytes()) for one in sheets)).headers["location"]
    assert "/bandingkan?a=periksa" in server.finished(place).text
    sides = {"a": f"http://localhost{place}", "b": "33.02.19/2021"}
    page = server.page("/bandingkan", **sides).text
    assert "<b>0</b> temuan baru" in page
    gone = server.page("/bandingkan", a=f"periksa/{'0' * 32}", b="33.02.19/2021")
    assert gone.status == 404


def test_the_form_by_choosing_from_lists(server: Server, five: Path) -> None:
    """Provinsi, kabupaten, kecamatan, period: four links and a button, without typing."""
    assert five.exists()
    for code in ("33", "33.02", "33.02.19"):
        above = code.rpartition(".")[0]
        page = server.page("/isian", **({"di": above} if above else {})).text
        assert f"di={code}" in page
    form = server.page("/isian", di="33.02.19").text
    assert "<option selected>20" in form
    assert 'name="kecamatan" value="33.02.19"' in form
    assert server.page("/isian", di="<script>").status == 200
