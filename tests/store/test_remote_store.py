"""Load, check and ask against a real SPARQL server on loopback, and what happens when it fails."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from tests.support.forms import as_folder, small

pytestmark = pytest.mark.slow

OXIGRAPH = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which(
    "oxigraph"
)
runner = CliRunner()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        if process.poll() is not None:
            raise RuntimeError("the server stopped")
        try:
            urllib.request.urlopen(url, timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the server does not answer")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real oxigraph server process."""
    assert OXIGRAPH, "the test extra installs oxigraph"
    port = _free_port()
    folder = tmp_path_factory.mktemp("oxigraph")
    process = subprocess.Popen(
        [OXIGRAPH, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(f"http://127.0.0.1:{port}/", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=10)


def _run(server: str, *words: str, update: bool = False) -> tuple[int, str, str]:
    extra = ["--update-endpoint", f"{server}/update"] if update else []
    result = runner.invoke(
        app, [*words, "--endpoint", f"{server}/query", *extra, "--format", "json"]
    )
    return result.exit_code, result.stdout, result.stderr


def _local(*words: str) -> str:
    return runner.invoke(app, [*words, "--format", "json"]).stdout


def test_remote_and_local_say_the_same(server: str, five: Path) -> None:
    """The five documents loaded, checked and asked over HTTP give what the embedded store gives."""
    code, out, _ = _run(server, "load", "--contoh", update=True)
    assert code == 0
    assert {c["action"] for c in json.loads(out)["loaded"]} == {"new"}
    again = json.loads(_run(server, "load", "--contoh", update=True)[1])["loaded"]
    assert {c["action"] for c in again} == {"unchanged"}

    store = str(five)
    code, out, _ = _run(server, "check")
    assert code == 1
    assert json.loads(out) == json.loads(_local("check", "--store", store))

    for question in (
        ["Q01", "--set", "outcome=O1"],
        ["Q05"],
        ["Q11"],
        ["Q13", "--set", "dokumen=iku", "--set", "baris=53"],
    ):
        code, out, _ = _run(server, "ask", *question)
        assert code == 0
        assert json.loads(out) == json.loads(_local("ask", *question, "--store", store))


def test_a_replaced_document_is_replaced_remotely(server: str, tmp_path: Path) -> None:
    """The old statements are gone from the server."""
    sheets = small("uji", "33.02.20")
    _run(server, "load", str(as_folder(tmp_path / "a", sheets)), update=True)
    sheets["indikator"][1][2] = "Persentase pemohon"
    _, out, _ = _run(server, "load", str(as_folder(tmp_path / "a", sheets)), update=True)
    assert json.loads(out)["loaded"][0]["action"] == "replaced"
    rows = json.loads(_run(server, "ask", "Q07", "--set", "kecamatan=33.02.20")[1])["rows"]
    rows += json.loads(_run(server, "ask", "Q05", "--set", "kecamatan=33.02.20")[1])["rows"]
    assert "pemohon yang dilayani" not in str(rows)


def test_loading_needs_an_update_address(server: str, tmp_path: Path) -> None:
    """A query address alone is read-only."""
    code, _, err = _run(server, "load", str(as_folder(tmp_path / "a", small("lain", "33.02.21"))))
    assert code == 3
    assert "REMOTE-NOUPDATE" in err


def test_nobody_listens() -> None:
    """One line, exit 3."""
    code, _, err = _run(f"http://127.0.0.1:{_free_port()}", "check")
    assert code == 3
    assert "REMOTE-UNREACHABLE" in err
    assert "Traceback" not in err


def test_a_server_that_never_answers() -> None:
    """The time limit ends the wait."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/query"
        result = runner.invoke(app, ["ask", "Q03", "--endpoint", address, "--timeout", "1"])
    assert result.exit_code == 3
    assert "REMOTE-TIMEOUT" in result.stderr


#: What a server says that finds something in a graph that nobody has.
_ONE_ROW = (
    b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"urn:x-s"}}]}}'
)


class _Answers(BaseHTTPRequestHandler):
    """Answers every POST with the status and body that its path names."""

    seen: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        self.seen.append(f"{self.path} {self.headers.get('Authorization')}")
        if self.path == "/drip":
            self._drip()
            return
        if self.path == "/endless":
            self._endless()
            return
        status, body = {
            "/auth": (401, b""),
            "/broken": (500, b"oops"),
            "/html": (200, b"<html>not sparql</html>"),
            "/mixing": (200, _ONE_ROW),
            "/markup": (400, b"<html><h1>Bad \x1b[2J query</h1></html>"),
            "/moved": (302, b""),
            "/moved-for-good": (308, b""),
            "/target": (200, b"{}"),
        }[self.path]
        self.send_response(status)
        if status in {302, 308}:
            self.send_header("Location", f"http://localhost:{self.server.server_port}/target")  # type: ignore[attr-defined]
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        """What a redirect would lead to."""
        self.do_POST()

    def _drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        with suppress(OSError):
            while True:
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.2)

    def _endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        with suppress(OSError):
            while True:
                self.wfile.write(b" " * 1_000_000)

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture(scope="module")
def odd_server() -> Iterator[str]:
    """A server that misbehaves on purpose."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("auth", "REMOTE-AUTH"),
        ("broken", "REMOTE-REFUSED"),
        ("html", "REMOTE-ANSWER"),
        ("mixing", "REMOTE-GRAPHS"),
        ("markup", "REMOTE-REFUSED"),
        ("moved", "REMOTE-REDIRECT"),
        ("moved-for-good", "REMOTE-REDIRECT"),
        ("endless", "REMOTE-SIZE"),
    ],
)
def test_a_server_that_refuses(odd_server: str, path: str, code: str) -> None:
    """Refused, broken and not SPARQL are told apart; the password is in no message."""
    words = [
        "ask",
        "Q03",
        "--endpoint",
        f"{odd_server}/{path}",
        "--user",
        "auditor",
        "--password",
        "r4hasia",
    ]
    result = runner.invoke(app, words)
    assert result.exit_code == 3
    assert code in result.stderr
    assert "r4hasia" not in result.output
    assert "<" not in result.stderr and "b'" not in result.stderr and "\x1b" not in result.stderr
    assert not [line for line in _Answers.seen if "/target" in line]


def test_a_server_that_drips(odd_server: str) -> None:
    """The deadline is for the whole call, not for each byte."""
    begun = time.monotonic()
    words = ["ask", "Q03", "--endpoint", f"{odd_server}/drip", "--timeout", "1"]
    result = runner.invoke(app, words)
    assert result.exit_code == 3 and "REMOTE-TIMEOUT" in result.stderr
    assert time.monotonic() - begun < 30


@pytest.mark.parametrize(
    "address",
    ["http://u:r4hasia@127.0.0.1/q", "http://r4hasia@127.0.0.1/q", "https://@127.0.0.1/q"],
)
def test_a_password_in_the_address_is_refused(address: str, tmp_path: Path) -> None:
    """Before it is shown or recorded anywhere."""
    out = tmp_path / "out"
    result = runner.invoke(app, ["check", "--endpoint", address, "-o", str(out)])
    assert result.exit_code == 2 and "REMOTE-USERINFO" in result.stderr
    assert "r4hasia" not in result.output
    assert not any(
        "r4hasia" in p.read_text("utf-8", "replace") for p in out.rglob("*") if p.is_file()
    )


def test_a_server_whose_document_speaks_of_another(server: str, tmp_path: Path) -> None:
    """Refused as in a file."""
    _run(server, "load", str(as_folder(tmp_path / "a", small("uji", "33.02.30"))), update=True)
    own, other = (
        f"https://w3id.org/kinerja/{p}"
        for p in ("graph/33.02.30/2025/uji", "id/33.02.31/2025/simpul/O")
    )
    update = f"INSERT DATA {{ GRAPH <{own}> {{ <{other}> <http://e/p> 1 }} }}"
    request = urllib.request.Request(
        f"{server}/update", update.encode(), {"Content-Type": "application/sparql-update"}
    )
    urllib.request.urlopen(request, timeout=10).close()
    code, _, err = _run(server, "check")
    assert code in {2, 3} and "READ-FOREIGN" in err


def test_not_an_address() -> None:
    """A slip in the scheme is a usage error."""
    result = runner.invoke(app, ["ask", "Q03", "--endpoint", "localhost:7878"])
    assert result.exit_code == 2
    assert "REMOTE-ADDRESS" in result.stderr
