"""The steward's pages: a decision of the queue is one of ``kg link``, and lists say what the commands say."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from kg.link.links import links_in
from kg.link.sssom import read_sssom
from kg.store.opening import open_store
from kg.worker.linking import known_lists
from tests.web.server import Answer, Server, running

FORM = "application/x-www-form-urlencoded"
#: Nobody can say by its letters alone which of several entries this is.
TEXT = "Koordinasi kegiatan di desa"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that only decisions are put into."""
    return tmp_path_factory.mktemp("tinjau") / "store"


@pytest.fixture(scope="module")
def bench(empty: Path) -> Iterator[Server]:
    """A workbench over it."""
    with running(empty) as server:
        yield server


def _decide(server: Server, **said: str) -> Answer:
    usual = {"teks": TEXT, "daftar": "bawaan-701", "peninjau": "Kepala Subbagian Program"}
    body = urlencode({**usual, "k-teks": TEXT, **said}).encode()
    return server.post("/tinjau", body, FORM)


def test_a_decision_on_a_page_is_a_link_of_the_store(bench: Server, empty: Path) -> None:
    """The candidate that was chosen; the name is not asked again, and SSSOM tells who decided."""
    page = bench.page("/tinjau", teks=TEXT).text
    codes = re.findall(r'value="(7\.[\d.]+)" data-key="1"', page)
    assert codes
    assert _decide(bench, keputusan=codes[0]).status == 303
    [link] = links_in(open_store(empty, write=False))
    assert (link.text, link.code, link.state) == (TEXT, codes[0], "disetujui")
    after = bench.page("/tinjau", teks=TEXT).text
    assert "data-keys" not in after
    assert "disetujui orang" in after
    body = bench.page("/padanan.sssom.tsv", teks=TEXT).body
    [row] = read_sssom(body, "padanan.sssom.tsv", "1.0").rows
    assert row["object_id"].endswith(codes[0])


@pytest.mark.parametrize(
    "said",
    [
        {"keputusan": "9.99.99"},
        {"keputusan": "kode lain", "kode": "bukan kode"},
        {"keputusan": "tidak ada", "peninjau": ""},
        {"keputusan": "tidak ada", "peninjau": "198001012005011001"},
        {"keputusan": "tidak ada", "daftar": "../lain"},
        {},
    ],
)
def test_no_decision_that_cannot_be(bench: Server, empty: Path, said: dict[str, str]) -> None:
    """Told on the page; the store keeps what it had."""
    before = links_in(open_store(empty, write=False))
    answer = _decide(bench, **said)
    assert answer.status == 400
    assert "LINK-REVIEW" in answer.text
    assert links_in(open_store(empty, write=False)) == before


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({"keputusan": "tunda", "no": "0"}, "no=1"),
        ({"keputusan": "tidak ada", "no": "1"}, "no=1"),
        ({"keputusan": "tidak ada", "no": "satu"}, "no=0"),
    ],
)
def test_who_goes_on_stays_in_his_place(bench: Server, said: dict[str, str], place: str) -> None:
    """A name that was put off is passed over, a decided one leaves the queue to the next."""
    answer = _decide(bench, **{"teks": "Pembinaan kegiatan di dusun", **said})
    assert answer.status == 303
    assert place in answer.headers["location"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [("Fasilitasi kegiatan warga", "no name comes near"), ("Meningkatnya pelayanan", "a result")],
)
def test_reasons_are_told_in_the_language_of_the_page(
    bench: Server, name: str, reason: str
) -> None:
    """Why a name waits for a person, on the English page in English."""
    assert reason in bench.page("/tinjau", teks=name, lang="en").text


def test_lists_and_what_became_of_their_entries(bench: Server, empty: Path) -> None:
    """Every list with its service; between two lists every entry of both stands once or more."""
    known = known_lists(empty)
    page = bench.page("/daftar").text
    for listing in known.listings:
        assert html.escape(listing.title) in page
        assert f"/reconcile/nomenklatur/{listing.id}" in page
    old, new = known.listings[:2]
    body = bench.page("/padanan", dari=old.id, ke=new.id, format="csv").text
    rows = list(csv.DictReader(io.StringIO(body.removeprefix("\ufeff"))))
    assert {c.code for c in old.concepts} <= {row["kode_lama"] for row in rows}
    assert {c.code for c in new.concepts} <= {row["kode_baru"] for row in rows}
    gone = bench.page("/padanan", dari=old.id, ke=new.id, jenis="hapus", format="csv").text
    count = sum(row["perubahan"] == "hapus" for row in rows)
    assert 0 < count == len(gone.splitlines()) - 1
    assert bench.page("/padanan", dari=old.id, ke="tidak-ada").status == 400


def test_readers_decide_nothing(tmp_path: Path) -> None:
    """Neither by the page nor past it."""
    with running(tmp_path / "store", "--readonly") as server:
        page = server.page("/tinjau", teks=TEXT).text
        assert "data-keys" in page
        assert 'class="primary">Putuskan' not in page
        assert _decide(server, keputusan="tunda").status == 403
