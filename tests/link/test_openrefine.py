"""The reconciliation service as a process of its own: asked over HTTP, and used by a real OpenRefine where there is one."""

from __future__ import annotations

import csv
import io
import json
import random
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

import pytest

from bench.names import printed_names
from kg.derive.official.nomenclature import nomenclature
from tests.link.test_reconciliation import needs_schemas, valid
from tests.web.server import Server, running

PLACE = "/reconcile/nomenklatur/bawaan-701"
NAME, CODE = "Peny. Barang Cetakan & Penggandaan", "7.01.01.2.06.0005"
#: A seed that nothing was tuned with.
SEED, COUNT = 20_261_128, 300
needs_openrefine = pytest.mark.skipif(
    shutil.which("openrefine") is None, reason="apt-get install openrefine"
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Generator[Server, None, None]:
    """``kg link serve``."""
    folder = tmp_path_factory.mktemp("layanan")
    with running(folder / "s", command=("link", "serve")) as server:
        yield server


def told(service: Server, path: str, **query: str) -> Any:
    """The JSON that a path answers with, open to every page."""
    answer = service.ask(f"{PLACE}{path}?{urlencode(query)}")
    assert answer.status == 200, answer.body
    assert answer.headers["access-control-allow-origin"] == "*"
    return json.loads(answer.body)


@needs_schemas
def test_the_process_answers_as_its_manifest_promises(service: Server) -> None:
    """Manifest, queries as a form, suggestions, a preview and an extension, each where the manifest says it is."""
    manifest = told(service, "")
    valid("0.2", "manifest.json", manifest)
    valid("1.0-draft", "manifest.json", told(service, "/v1"))
    form = urlencode({"queries": json.dumps({"q0": {"query": NAME, "type": "sub_kegiatan"}})})
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    found = json.loads(service.ask(PLACE, "POST", form.encode(), kind).body)
    valid("0.2", "reconciliation-result-batch.json", found)
    [first, *_] = found["q0"]["result"]
    assert (first["id"], first["match"]) == (CODE, True)
    entity = manifest["suggest"]["entity"]
    assert entity["service_url"].endswith(PLACE)
    suggested = told(service, entity["service_path"], prefix="Penyediaan Barang Cet")
    assert suggested["result"][0]["id"] == CODE
    preview = manifest["preview"]["url"].replace("{{id}}", quote(CODE)).partition(PLACE)[2]
    page = service.ask(PLACE + preview)
    assert page.status == 200
    assert b"Penggandaan" in page.body
    wanted = {"ids": [CODE], "properties": [{"id": "indikator"}, {"id": "satuan"}]}
    extended = told(service, "", extend=json.dumps(wanted))
    assert extended["rows"][CODE]["satuan"] == [{"str": "Paket"}]


class OpenRefine:
    """A running OpenRefine, driven as its own pages do."""

    def __init__(self, port: int) -> None:
        self._base = f"http://127.0.0.1:{port}/command/core/"

    def get(self, command: str, **query: str) -> Any:
        """What a command answers."""
        with urlopen(f"{self._base}{command}?{urlencode(query)}", timeout=60) as answer:
            return json.loads(answer.read())

    def post(self, command: str, body: bytes = b"", kind: str = "", **query: str) -> bytes:
        """Carry out a command, with a token as OpenRefine asks for it; the answer as it is."""
        query["csrf_token"] = self.get("get-csrf-token")["token"]
        heads = {"Content-Type": kind or "application/x-www-form-urlencoded"}
        address = f"{self._base}{command}?{urlencode(query)}"
        with urlopen(Request(address, body, heads), timeout=60) as answer:
            found: bytes = answer.read()
            return found

    def project(self, rows: list[list[str]]) -> str:
        """A new project with these rows; its number."""
        out = io.StringIO()
        csv.writer(out).writerows(rows)
        mark = "kinerja-batas"
        head = 'Content-Disposition: form-data; name="project-file"; filename="nama.csv"'
        parts = [f"--{mark}\r\n{head}\r\nContent-Type: text/csv\r\n\r\n{out.getvalue()}\r\n"]
        for name, value in (("project-name", "nama"), ("format", "text/line-based/*sv")):
            field = f'Content-Disposition: form-data; name="{name}"'
            parts.append(f"--{mark}\r\n{field}\r\n\r\n{value}\r\n")
        parts.append(f"--{mark}--\r\n")
        kind = f"multipart/form-data; boundary={mark}"
        self.post("create-project-from-upload", "".join(parts).encode(), kind)
        [number] = self.get("get-all-project-metadata")["projects"]
        return str(number)

    def wait(self, project: str) -> None:
        """Until nothing runs any more."""
        for _ in range(600):
            if not self.get("get-processes", project=project)["processes"]:
                return
            time.sleep(0.2)
        raise AssertionError(project)


@pytest.fixture
def openrefine(tmp_path: Path) -> Generator[OpenRefine, None, None]:
    """A real one, without a window, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["openrefine", "-p", str(port), "-i", "127.0.0.1", "-d", str(tmp_path / "or")]
    log = (tmp_path / "log").open("wb")
    process = subprocess.Popen([*words, "-x", "refine.headless=true"], stdout=log, stderr=log)
    made = OpenRefine(port)
    try:
        for _ in range(600):
            try:
                made.get("get-csrf-token")
                break
            except (URLError, ConnectionError):
                assert process.poll() is None, (tmp_path / "log").read_text()
                time.sleep(0.2)
        yield made
    finally:
        process.terminate()
        process.wait(timeout=60)
        log.close()


@pytest.mark.heavy
@needs_openrefine
def test_a_real_openrefine_matches_names(
    heavy: bool,
    service: Server,
    openrefine: OpenRefine,
    record_property: Callable[[str, object], None],
) -> None:
    """300 corrupted names: at least 99 % of what is matched by itself is right; indicator and unit come in one request."""
    if not heavy:
        pytest.skip("OpenRefine takes a minute to start")
    concepts = [c for c in nomenclature().pool().matcher.concepts if c.level == "sub_kegiatan"]
    cases = random.Random(SEED).sample(printed_names(concepts, 3, SEED), COUNT)
    number = openrefine.project([["nama", "induk"], *([case.text, case.parent] for case in cases)])
    address = f"http://127.0.0.1:{service.port}{PLACE}"
    config = {
        "mode": "standard-service",
        "service": address,
        "identifierSpace": "https://w3id.org/kinerja/nomenklatur/bawaan-701/",
        "schemaSpace": "https://w3id.org/kinerja/ns#",
        "type": {"id": "sub_kegiatan", "name": "sub kegiatan"},
        "autoMatch": True,
        "columnDetails": [{"column": "induk", "propertyName": "induk", "propertyID": "induk"}],
        "limit": 5,
    }
    form = {
        "columnName": "nama",
        "config": json.dumps(config),
        "engine": '{"facets":[],"mode":"row-based"}',
    }
    openrefine.post("reconcile", urlencode(form).encode(), project=number)
    openrefine.wait(number)
    rows = openrefine.get("get-rows", project=number, start="0", limit=str(COUNT))
    judged = [recon_of(rows, row) for row in rows["rows"]]
    matched = [(found, case) for found, case in zip(judged, cases, strict=True) if found]
    right = sum(found == case.code for found, case in matched)
    record_property("openrefine", f"{COUNT} names, {len(matched)} matched by itself, {right} right")
    assert len(matched) >= 0.7 * COUNT
    assert right >= 0.99 * len(matched)
    extension = {"properties": [{"id": "indikator"}, {"id": "satuan"}]}
    more = {
        "engine": form["engine"],
        "baseColumnName": "nama",
        "endpoint": address,
        "identifierSpace": config["identifierSpace"],
        "schemaSpace": config["schemaSpace"],
        "extension": json.dumps(extension),
        "columnInsertIndex": "1",
    }
    openrefine.post("extend-data", urlencode(more).encode(), project=number)
    openrefine.wait(number)
    columns = openrefine.get("get-models", project=number)["columnModel"]["columns"]
    assert [column["name"] for column in columns] == [
        "nama",
        "Indikator baku",
        "Satuan baku",
        "induk",
    ]


def recon_of(rows: Any, row: Any) -> str:
    """The code that a row was matched to; empty when it was left to a person."""
    cell = row["cells"][0]
    recon = rows.get("pool", {}).get("recons", {}).get(str(cell.get("r")), cell.get("r"))
    if not isinstance(recon, dict) or recon.get("j") != "matched":
        return ""
    code: str = recon["m"]["id"]
    return code
