"""What the command line refuses, the page refuses with the same code, and nothing of it is left behind."""

from __future__ import annotations

import html
import re
import tempfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.limits import DEFAULT
from tests.read.test_gate_refuses_hostile_input import HOSTILE, LISTED, bomb
from tests.web.server import Answer, Server, running

pytestmark = pytest.mark.slow

#: One file for each code that the list knows stands for all of them; the full size takes every file.
FIRST = dict(map(tuple, reversed(LISTED)))
#: (entries, bytes of each) of workbooks that unpack to more than they weigh.
BOMBS = [(2, 60_000_000), (5, 40_000_000), (2_000, 1)]
_CODE = re.compile(r'class="code">([A-Z]+-[A-Z0-9-]+)<')


def _codes(answer: Answer) -> set[str]:
    return set(_CODE.findall(html.unescape(answer.text)))


def _sent(server: Server, name: str, data: bytes) -> Answer:
    answer = server.upload((name, data))
    if answer.status == 303:
        return server.finished(answer.headers["location"])
    return answer


@pytest.mark.parametrize(
    ("code", "name"),
    [
        pytest.param(code, name, marks=[] if FIRST[code] == name else [pytest.mark.heavy], id=name)
        for code, name in LISTED
    ],
)
def test_hostile_files(server: Server, code: str, name: str) -> None:
    """The code of the list, on a page without a word of the program's own trouble."""
    answer = _sent(server, name, (HOSTILE / name).read_bytes())
    assert (name, answer.status < 500) == (name, True)
    assert (name, code in _codes(answer)) == (name, True), _codes(answer)
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(("entries", "size"), BOMBS)
def test_bombs(server: Server, tmp_path: Path, entries: int, size: int) -> None:
    """A workbook that unpacks to far more than it weighs: as ``kg check`` answers."""
    data = bomb(entries, size)
    path = tmp_path / "bom.xlsx"
    path.write_bytes(data)
    told = CliRunner().invoke(app, ["check", str(path), "--lang", "id"])
    codes = _codes(_sent(server, path.name, data))
    assert told.exit_code == 2
    assert codes
    assert all(f"[{code}]" in told.output for code in codes)


def test_more_than_allowed_is_refused_while_it_comes(server: Server) -> None:
    """Without a length announced the bytes are counted: the answer comes before the end."""
    piece = b"x" * 1_000_000
    head = b'--b\r\nContent-Disposition: form-data; name="berkas"; filename="a.ttl"\r\n\r\n'
    pieces = [head, *([piece] * (DEFAULT.upload_bytes // len(piece) + 5))]
    heads = {
        "Content-Type": "multipart/form-data; boundary=b",
        "Sec-Fetch-Site": "same-origin",
        "Transfer-Encoding": "chunked",
    }
    body = b"".join(b"%x\r\n%s\r\n" % (len(one), one) for one in pieces) + b"0\r\n\r\n"
    assert server.ask("/periksa", "POST", body, heads).status in {411, 413}


def test_private_files_go_with_the_workbench(
    five: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it runs they lie in a folder that nobody else can enter; then nothing is left, nor of one that was killed before."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    left = tmp_path / "kinerja-serve-999999999-lama"
    left.mkdir()
    (left / "berkas.ttl").write_text("x")
    with running(five) as server:
        _sent(server, "a.ttl", b"<a> <b")
        homes = list(tmp_path.glob("kinerja-serve-*"))
        assert left not in homes
        assert [home.stat().st_mode & 0o077 for home in homes] == [0]
        assert list(homes[0].rglob("a.ttl"))
    assert not list(tmp_path.glob("kinerja-serve-*"))
