"""Servers of other people hold, check and answer what the embedded store does; ``docs/server.md`` is the table."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.assets import bundled_documents
from kg.cli.app import app
from kg.questions.question import Question, catalogue
from kg.store.servers import doubt
from tests.support.running import free_port, running

runner = CliRunner()
#: Two documents: one with posts and goals, and one with a whole tree.
_CHOSEN = ("17.01.06-pino-raya", "metode-lima-tahap")
#: Nodes for the blanks of the questions; a code or a number is the example of the question itself.
_GIVEN = {
    "Q01": ["outcome=O1"],
    "Q02": ["jabatan=sekcam", "kecamatan=17.01.06"],
    "Q10": ["simpul=O1"],
    "Q13": ["dokumen=iku", "baris=53"],
}
_VIRTUOSO = """[Database]
DatabaseFile = {folder}/v.db
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
TransactionFile = {folder}/v.trx
xa_persistent_file = {folder}/v.pxa
[TempDatabase]
DatabaseFile = {folder}/t.db
TransactionFile = {folder}/t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 10000
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerThreads = 5
"""
#: Whoever asks may write: the server is on the loopback of the test alone.
_GRANT = "GRANT SPARQL_UPDATE TO \"SPARQL\"; DB.DBA.RDF_DEFAULT_USER_PERMS_SET ('nobody', 7);"


@dataclass(frozen=True)
class Served:
    """Where a running server is asked, where it is written to, and what it calls itself."""

    query: str
    update: str
    name: str


@contextmanager
def _oxigraph(folder: Path) -> Generator[Served, None, None]:
    program = Path(sys.executable).parent / "oxigraph"
    port = free_port()
    command = [str(program), "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with running(command, port, folder):
        yield Served(
            f"http://127.0.0.1:{port}/query", f"http://127.0.0.1:{port}/update", "oxigraph"
        )


@contextmanager
def _virtuoso(folder: Path) -> Generator[Served, None, None]:
    program, console = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if program is None or console is None:
        pytest.skip("Virtuoso is not installed (Debian: virtuoso-opensource)")
    port, sql = free_port(), free_port()
    settings = folder / "v.ini"
    settings.write_text(_VIRTUOSO.format(folder=folder, port=port, sql=sql))
    with running([program, "+configfile", str(settings), "+foreground"], port, folder):
        login = [console, f"127.0.0.1:{sql}", "dba", "dba", f"exec={_GRANT}"]
        subprocess.run(login, check=True, capture_output=True)
        address = f"http://127.0.0.1:{port}/sparql"
        yield Served(address, address, "virtuoso/7")


@contextmanager
def _rdflib(folder: Path) -> Generator[Served, None, None]:
    named = os.environ.get("KG_RDFLIB_ENDPOINT") or shutil.which("rdflib-endpoint")
    if named is None:
        pytest.skip("rdflib-endpoint is not installed (pip install 'rdflib-endpoint[cli,web]')")
    port = free_port()
    command = [named, "serve", "--host", "127.0.0.1", "--port", str(port), "--enable-update"]
    with running(command, port, folder):
        yield Served(f"http://127.0.0.1:{port}/", f"http://127.0.0.1:{port}/", "uvicorn")


SERVERS: dict[str, Callable[[Path], AbstractContextManager[Served]]] = {
    "oxigraph": _oxigraph,
    "virtuoso": _virtuoso,
    "rdflib-endpoint": _rdflib,
}
#: Servers that answer over all graphs, whichever are asked.
MIXING = {"rdflib-endpoint"}


def _refuses_to_ask(where: list[str]) -> None:
    """No answer is better than one that mixes all kecamatan."""
    result = runner.invoke(app, ["ask", "Q03", *where])
    assert result.exit_code == 3
    assert "REMOTE-GRAPHS" in result.stderr


def _chosen() -> list[str]:
    return [str(path) for path in bundled_documents() if path.name in _CHOSEN]


def _said(words: list[str]) -> object:
    result = runner.invoke(app, [*words, "--format", "json"])
    assert result.exit_code in {0, 1}, result.stderr
    return json.loads(result.stdout)


def _asked(question: Question, where: list[str]) -> list[list[str]]:
    values = list(_GIVEN.get(question.id, []))
    for param in question.params:
        if param.type != "node" and question.id not in _GIVEN:
            values.append(f"{param.name}={param.example}")
    settings = [word for value in values for word in ("--set", value)]
    answered = _said(["ask", question.id, *settings, *where])
    assert isinstance(answered, dict)
    rows: list[list[str]] = answered["rows"]
    return rows


def _expected(question: Question, there: list[list[str]], here: list[list[str]], name: str) -> bool:
    """Whether the answer is what the table of servers says of it: a doubted one may be right about few documents."""
    doubted = doubt("", name, question.id)
    if doubted is None:
        return there == here
    return doubted.code != "REMOTE-UNORDERED" or sorted(there) == sorted(here)


@pytest.mark.heavy
@pytest.mark.parametrize("name", SERVERS)
def test_a_server_holds_and_answers_what_the_store_does(name: str, tmp_path: Path) -> None:
    """Loaded in portions, checked alike, and asked alike but for what is known of it."""
    store = ["--store", str(tmp_path / "store")]
    (tmp_path / "server").mkdir()
    assert runner.invoke(app, ["load", *_chosen(), *store]).exit_code == 0
    with SERVERS[name](tmp_path / "server") as served:
        where = ["--endpoint", served.query, "--timeout", "300"]
        loaded = runner.invoke(
            app, ["load", *_chosen(), *where, "--update-endpoint", served.update]
        )
        assert loaded.exit_code == 0, loaded.stderr
        assert _said(["check", *where]) == _said(["check", *store])
        if name in MIXING:
            _refuses_to_ask(where)
            return
        otherwise, doubted = [], []
        for question in catalogue():
            there, here = _asked(question, where), _asked(question, store)
            if not _expected(question, there, here, served.name):
                otherwise.append(question.id)
            if doubt("", served.name, question.id) is not None:
                doubted.append(there != here)
        assert otherwise == []
        # A server of which all is true again is to be taken off the table.
        assert any(doubted) or not doubted
