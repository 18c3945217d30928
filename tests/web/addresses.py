"""Every page of the workbench by its route, with addresses that show it: a route without one fails a test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.routing import Mount

from kg.web.app import routes
from kg.web.settings import WebSettings
from tests.support.forms import as_folder, small
from tests.web.server import Server

__all__ = ["FILES", "PAGES", "addresses", "routes_shown", "small_files"]

UNIT = "/unit/33.02.19/2021"
_ID = "/id/33.02.19/2021/tujuan/TJ1"
#: ``<finding>``, ``<check>``, ``<unread>`` and ``<outcome>`` are known once the workbench runs.
PAGES: dict[str, tuple[str, ...]] = {
    "/": ("/", "/?cari=zzz"),
    "/masuk": ("/masuk",),
    "/isian": ("/isian", "/isian?di=33.02", "/isian?di=33.02.19"),
    "/periksa/{key}": ("<check>", "<unread>", "/periksa/tidak-ada"),
    "/unit/{region}/{period}": (UNIT, f"{UNIT}?cari=zzz", "/unit/99.99.99/2021"),
    "/unit/{region}/{period}/simpul": (f"{UNIT}/simpul?iri=https://w3id.org/kinerja{_ID}",),
    "/unit/{region}/{period}/temuan/{id}": ("<finding>",),
    "/bandingkan": ("/bandingkan", "/bandingkan?a=33.02.19/2021&b=52.02.01/tanpa-tahun"),
    "/nasional": (
        "/nasional",
        "/nasional?jenjang=kabupaten",
        "/nasional?jenjang=kecamatan&urut=density",
    ),
    "/nasional/lintas": (
        "/nasional/lintas",
        "/nasional/lintas?aturan=LIN-01",
        "/nasional/lintas?lingkup=kabupaten",
    ),
    "/temuan": ("/temuan",),
    "/tanya": ("/tanya", "/tanya?cari=siapa+yang+mendukung+hasil+ini"),
    "/tanya/{name}": ("/tanya/Q01", "<outcome>", "/tanya/Q07?jawab=1", "/tanya/Q01?outcome=zzz"),
    "/ahli": ("/ahli", "/ahli?query=SELECT+*+%7B+%3Fs+%3Fp+%3Fo+%7D+LIMIT+5", "/ahli?query=x"),
    "/tinjau": ("/tinjau", "/tinjau?teks=Koordinasi+kegiatan+di+desa"),
    "/padanan": ("/padanan", "/padanan?dari=bawaan-701&ke=bawaan-701-administrasi"),
    "/daftar": ("/daftar",),
    "/verifikasi": ("/verifikasi",),
    "/ns": ("/ns",),
    "/katalog": ("/katalog",),
    "/index.html": ("/index.html",),
    "/index.en.html": ("/index.en.html",),
    "/pertanyaan/{name}": ("/pertanyaan/Q01.html",),
    "/id/{rest:path}": (_ID, "/id/33.02.19/2021/tidak-ada"),
    "/graph/{rest:path}": ("/graph/33.02.19/2021/cascading",),
    "/ns/{rest:path}": ("/ns/struktur",),
    "/rule/{rest:path}": ("/rule/IND-01",),
    "/vocab/{rest:path}": ("/vocab/satuan",),
    "/nomenklatur/{rest:path}": ("/nomenklatur/701",),
    "/daftar-wilayah/{rest:path}": ("/daftar-wilayah/tidak-ada",),
    "/wilayah/{rest:path}": ("/wilayah/33.02.19",),
}
#: What is no page: files to take away, answers for programs, parts of a page.
FILES = {
    "/isian.xlsx",
    "/periksa/{key}/unduh/{form}",
    "/periksa/{key}/bundel.zip",
    "/unit/{region}/{period}/pohon.svg",
    "/temuan.csv",
    "/temuan-koma.csv",
    "/tanya/{name}/pilihan",
    "/padanan.sssom.tsv",
    "/sehat",
    "/sparql",
    "/reconcile/nomenklatur/{rest:path}",
    "/openapi.json",
    "/.well-known/void",
    "/ns.{ending}",
    "/katalog.{ending}",
    "/SHA256SUMS",
    "/unduh/{name}",
}


def routes_shown() -> set[str]:
    """The routes that answer a browser which opens an address."""
    found = set()
    for route in routes(WebSettings(Path("gudang"))):
        if not isinstance(route, Mount) and "GET" in (route.methods or set()):
            found.add(route.path)
    return found


def addresses(server: Server) -> Iterator[str]:
    """One address after the other, with what is known only once the workbench runs."""
    found = _found(server)
    for path in (path for paths in PAGES.values() for path in paths):
        yield found.get(path, path)


def _found(server: Server) -> dict[str, str]:
    unit = server.page(UNIT).text
    finding = re.findall(rf'href="({UNIT}/temuan/[0-9a-f]{{16}})"', unit)[0]
    outcome = re.findall(r'href="([^"#]+outcome=[^"#]+)#jawaban"', server.page("/tanya/Q01").text)
    check = server.upload(*small_files()).headers["location"]
    unread = server.upload(("gambar.png", b"\x89PNG")).headers["location"]
    for place in (check, unread):
        server.finished(place)
    plain = outcome[0].replace("&amp;", "&")
    return {"<finding>": finding, "<check>": check, "<unread>": unread, "<outcome>": plain}


def small_files() -> list[tuple[str, bytes]]:
    """The sheets of a small document."""
    with TemporaryDirectory() as name:
        files = sorted(as_folder(Path(name), small()).glob("*.csv"))
        return [(path.name, path.read_bytes()) for path in files]
