"""Who is let in, from where, and what a browser may do with what it is shown."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from tests.web.server import Server, running

TOKEN = "0123456789abcdef" * 4

#: (method, path, headers that a hostile page or a wrong proxy sends)
HOSTILE = [
    ("GET", "/", {"Host": "evil.example"}),
    ("GET", "/", {"Host": "127.0.0.1.evil.example"}),
    ("GET", "/", {"Host": "localhost.evil.example:8000"}),
    ("GET", "/", {"Host": "evil.example#127.0.0.1"}),
    ("GET", "/", {"Host": "evil.example@evil"}),
    ("GET", "/", {"Host": "0.0.0.0"}),
    ("GET", "/", {"Host": "[::ffff:10.0.0.1]"}),
    ("GET", "/", {"Host": "2130706433"}),
    ("GET", "/", {"Host": ""}),
    ("GET", "/", {"Host": "evil.example@127.0.0.1"}),
    ("GET", "/", {"Host": "127.0.0.1/evil.example"}),
    ("GET", "/", {"Host": "127.0.0.1?evil.example"}),
    ("GET", "/", {"Host": "127.0.0.1#evil.example"}),
    ("GET", "/", {"Host": "127.0.0.1, evil.example"}),
    ("GET", "/", {"Host": "localhost."}),
    ("GET", "/", {"Host": "127.1"}),
    ("GET", "/", {"Host": "evil.example", "X-Forwarded-Host": "127.0.0.1"}),
    ("GET", "/", {"Host": "evil.example", "Forwarded": "host=127.0.0.1"}),
    ("POST", "/sparql", {"Host": "evil.example"}),
    ("POST", "/periksa", {"X-HTTP-Method-Override": "GET"}),
    ("POST", "/verifikasi", {"Sec-Fetch-Site": "cross-site"}),
    ("POST", "/tinjau", {"Sec-Fetch-Site": "cross-site"}),
    ("POST", "/unit/33.02.19/2021/temuan/0000000000000000/tanggapan", {"Origin": "http://evil"}),
    ("GET", "/sparql", {"Host": "evil.example"}),
    ("GET", "/sehat", {"Host": "evil.example"}),
    ("POST", "/periksa", {"Origin": "http://evil.example"}),
    ("POST", "/periksa", {"Origin": "null"}),
    ("POST", "/periksa", {"Origin": "http://127.0.0.1.evil.example"}),
    ("POST", "/periksa", {"Origin": "https://127.0.0.1:1"}),
    ("POST", "/periksa", {"Sec-Fetch-Site": "cross-site"}),
    ("POST", "/periksa", {"Sec-Fetch-Site": "same-site"}),
    ("POST", "/periksa", {"Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1"}),
    ("POST", "/periksa", {"Referer": "http://127.0.0.1/"}),
    ("POST", "/periksa", {}),
    ("POST", "/periksa/abc/simpan", {"Sec-Fetch-Site": "cross-site"}),
    ("POST", "/periksa/abc/simpan", {}),
    ("POST", "/masuk", {"Origin": "http://evil.example"}),
    ("PUT", "/", {}),
    ("DELETE", "/unit/33.02.19/2021", {}),
    ("PATCH", "/", {"Sec-Fetch-Site": "cross-site"}),
]
#: Paths that must lead nowhere, however they are written.
ODD_PATHS = [
    "/static/../app.py",
    "/static/..%2fapp.py",
    "/static/%2e%2e/app.py",
    "/static/%2e%2e%2fapp.py",
    "/static//etc/passwd",
    "/static/..\\app.py",
    "/static/....//app.py",
    "/periksa/../../etc/passwd",
    "/periksa/%2e%2e%2f/unduh/json",
    "/unit/..%2f..%2f/etc",
    "/unit/%00/2021",
    "/id/../../etc/passwd",
    "/rule/%3Cscript%3E",
]


@pytest.mark.parametrize("case", HOSTILE, ids=lambda c: f"{c[0]} {c[1]} {c[2]}")
def test_hostile_requests_are_refused(
    server: Server, case: tuple[str, str, dict[str, str]]
) -> None:
    """Another host, another origin, another method: a 4xx without a word of the page."""
    method, path, headers = case
    answer = server.ask(path, method, b"" if method != "GET" else None, headers)
    assert 400 <= answer.status < 500
    assert b"<h1>" not in answer.body or answer.status in {404, 405}


@pytest.mark.parametrize("path", ODD_PATHS)
def test_odd_paths_lead_nowhere(server: Server, path: str) -> None:
    """No file outside of ours, no fault, no tag of the caller in the page."""
    answer = server.page(path)
    assert 400 <= answer.status < 500
    assert b"root:" not in answer.body
    assert b"<script>" not in answer.body
    assert b"Traceback" not in answer.body


def test_every_answer_carries_the_policy(server: Server) -> None:
    """Pages, errors and machine answers alike."""
    for path in ("/", "/nope", "/tanya", "/sparql", "/static/style.css", "/openapi.json"):
        heads = server.page(path).headers
        assert "default-src 'none'" in heads["content-security-policy"]
        assert "unsafe-inline" not in heads["content-security-policy"]
        assert heads["x-content-type-options"] == "nosniff"
        assert heads["referrer-policy"] == "no-referrer"
        assert "server" not in heads


def test_another_host_needs_a_token_or_a_proxy(tmp_path: Path) -> None:
    """Without either, nothing listens."""
    short = tmp_path / "pendek"
    short.write_text("rahasia")
    runner = CliRunner()
    assert runner.invoke(app, ["serve", "--host", "0.0.0.0"]).exit_code == 2
    words = ["serve", "--host", "0.0.0.0", "--token-file", str(short)]
    assert runner.invoke(app, words).exit_code == 2
    words = ["serve", "--host", "0.0.0.0", "--proxy-header", "X-Remote-User"]
    assert runner.invoke(app, words).exit_code == 2


def test_the_token_opens_the_door(tmp_path: Path, five: Path) -> None:
    """By the page once, then by a cookie that holds no token; by a header for programs."""
    path = tmp_path / "token"
    path.write_text(f"{TOKEN}\n")
    with running(five, "--token-file", str(path)) as server:
        assert server.ask("/tanya").status == 401
        assert server.page("/tanya").headers["location"] == "/masuk"
        assert server.ask("/sehat").status == 200
        assert server.ask("/tanya", headers={"Authorization": f"Bearer {TOKEN}"}).status == 200
        assert server.ask("/tanya", headers={"Authorization": f"Bearer {TOKEN}x"}).status == 401
        form = "application/x-www-form-urlencoded"
        assert server.post("/masuk", b"token=falsch", form).status == 401
        answer = server.post("/masuk", f"token={TOKEN}".encode(), form)
        cookie = answer.headers["set-cookie"]
        assert answer.status == 303
        assert TOKEN not in cookie
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        kept = {"Cookie": cookie.partition(";")[0]}
        assert server.ask("/tanya", headers=kept).status == 200


def test_a_proxy_is_believed_only_at_its_address(five: Path) -> None:
    """The header counts when it comes from there; only reviewers may write."""
    options = ("--proxy-header", "X-Remote-User", "--trusted-proxy")
    with running(five, *options, "127.0.0.1", "--reviewer", "irban") as server:
        assert server.ask("/tanya").status == 403
        assert server.ask("/tanya", headers={"X-Remote-User": "tamu"}).status == 200
        two = b"GET /tanya HTTP/1.1\r\nHost: 127.0.0.1\r\n%sConnection: close\r\n\r\n"
        named = b"X-Remote-User: irban\r\nX-Remote-User: tamu\r\n"
        assert _raw(server, two % named).startswith(b"HTTP/1.1 403")
        assert _raw(server, two % b"Host: evil.example\r\n").startswith(b"HTTP/1.1 4")
    with running(five, *options, "192.0.2.1") as server:
        for more in ("X-Remote-User", "X-Forwarded-For", "X-Real-IP", "Forwarded"):
            heads = {"X-Remote-User": "tamu", more: "192.0.2.1"}
            assert server.ask("/tanya", headers=heads).status == 403


def _raw(server: Server, request: bytes) -> bytes:
    """The answer to bytes that no client would send."""
    with socket.create_connection((server.host, server.port), timeout=30) as link:
        link.sendall(request)
        found = b""
        while piece := link.recv(65_536):
            found += piece
        return found


def test_the_token_opens_the_door_behind_a_proxy_path(tmp_path: Path, five: Path) -> None:
    """The door itself and what machines ask stand where the proxy shows them."""
    path = tmp_path / "token"
    path.write_text(f"{TOKEN}\n")
    with running(five, "--token-file", str(path), "--root-path", "/kinerja") as server:
        assert server.page("/tanya").headers["location"] == "/kinerja/masuk"
        assert server.page("/masuk").status == 200
        assert server.ask("/sehat").status == 200
        assert server.ask("/static/style.css").status == 200
        form = "application/x-www-form-urlencoded"
        cookie = server.post("/masuk", f"token={TOKEN}".encode(), form).headers["set-cookie"]
        kept = {"Cookie": cookie.partition(";")[0], "Content-Type": "application/sparql-query"}
        assert server.ask("/tanya", headers=kept).status == 200
        assert server.ask("/sparql", "POST", b"ASK {}", kept).status == 200


def test_addresses_behind_a_proxy_path(five: Path) -> None:
    """Every link of a page stands under the path of the proxy."""
    with running(five, "--root-path", "/kinerja") as server:
        text = server.page("/").text
        assert 'href="/kinerja/tanya"' in text
        assert 'href="/tanya"' not in text
        assert 'href="/kinerja/?lang=en"' in text
        assert "/kinerja/kinerja" not in server.page("/tanya").text
        rule = server.ask("/rule/IND-05", headers={"Accept": "text/turtle"})
        assert b"rule/IND-05#kata" in rule.body
        entry = server.ask("/vocab/satuan/persen", headers={"Accept": "text/html"})
        assert entry.headers["location"] == "/kinerja/vocab/satuan.html#persen"
