"""SPARQL engines of other people, each given the files of an exchange folder and queries to answer."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import RdfFormat

from kg.terms import text_of
from tests.support.plain_questions import Place, Put, Rows, shown, text_for
from tests.support.running import free_port, post, running

#: What is asked: the whole of a folder, as one graph.
FILES = {"semua.nt": "nt", "ontologi.ttl": "turtle"}
#: Names the variables and the rows of an answer.
Answer = tuple[list[str], Rows]
#: A folder ``node_modules`` that holds @comunica/query-sparql-rdfjs and n3.
NODE = "KG_NODE_MODULES"
_HERE = Path(__file__).parent
#: Seconds after which a question is given up: an engine that tries every pair of rows goes on for hours.
_PATIENCE = 300


def _cells(terms: Iterable[Any]) -> list[str]:
    return ["" if term is None else text_of(term) for term in terms]


def _pyoxigraph(folder: Path, queries: list[str]) -> list[Answer]:
    store = pyoxigraph.Store()
    store.load(path=folder / "semua.nt", format=RdfFormat.N_TRIPLES)
    store.load(path=folder / "ontologi.ttl", format=RdfFormat.TURTLE)
    answers = []
    for query in queries:
        found = store.query(query)
        answers.append(([v.value for v in found.variables], [_cells(row) for row in found]))
    return answers


def _rdflib(folder: Path, queries: list[str]) -> list[Answer]:
    graph = rdflib.Graph()
    for name, form in FILES.items():
        graph.parse(folder / name, format=form)
    answers = []
    for query in queries:
        found = graph.query(query)
        rows = [["" if term is None else str(term) for term in row] for row in found]
        answers.append(([str(v) for v in found.vars or []], rows))
    return answers


def _of_json(data: bytes) -> Answer:
    """An answer in the JSON of SPARQL 1.1."""
    read = json.loads(data)
    names = read["head"]["vars"]
    rows = []
    for binding in read["results"]["bindings"]:
        rows.append([binding[name]["value"] if name in binding else "" for name in names])
    return names, rows


def _oxigraph(folder: Path, queries: list[str]) -> list[Answer]:
    """A server that was started with the files."""
    program = str(Path(sys.executable).parent / "oxigraph")
    held, port = str(folder / "oxigraph"), free_port()
    for name in FILES:
        load = [program, "load", "--location", held, "--file", str(folder / name)]
        subprocess.run(load, check=True, capture_output=True)
    serve = [program, "serve", "--location", held, "--bind", f"127.0.0.1:{port}"]
    with running(serve, port, folder):
        return [_of_json(post(f"http://127.0.0.1:{port}/query", query)) for query in queries]


def _jena(folder: Path, queries: list[str]) -> list[Answer]:
    program = shutil.which("arq")
    if program is None:
        pytest.skip("the command arq of Apache Jena is not on the path")
    answers = []
    for query in queries:
        (folder / "q.rq").write_text(query, encoding="utf-8")
        data = [word for name in FILES for word in ("--data", name)]
        command = [program, *data, "--query", "q.rq", "--results", "json"]
        done = subprocess.run(
            command, cwd=folder, check=True, capture_output=True, timeout=_PATIENCE
        )
        answers.append(_of_json(done.stdout))
    return answers


def _comunica(folder: Path, queries: list[str]) -> list[Answer]:
    modules, node = os.environ.get(NODE), shutil.which("node")
    if modules is None or node is None:
        pytest.skip(f"no node, or {NODE} does not name its packages")
    (folder / "queries.json").write_text(json.dumps(queries), encoding="utf-8")
    command = [node, str(_HERE / "comunica.cjs"), "queries.json", *FILES]
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "NODE_PATH": modules},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return [(names, rows) for names, rows in json.loads(done.stdout)]


ENGINES: dict[str, Callable[[Path, list[str]], list[Answer]]] = {
    "pyoxigraph": _pyoxigraph,
    "oxigraph serve": _oxigraph,
    "rdflib": _rdflib,
    "Jena ARQ": _jena,
    "Comunica": _comunica,
}


def written(folder: Path, place: Place) -> Path:
    """The folder, with the files of a place in it."""
    for name in FILES:
        (folder / name).write_bytes(place.files[name])
    return folder


def answered(engine: str, folder: Path, place: Place, puts: list[Put]) -> list[Rows]:
    """The rows that an engine finds for each question, in the order of the columns of its head."""
    texts = [text_for(put.question, put.values, place.ours) for put in puts]
    answers = ENGINES[engine](folder, texts)
    rows = []
    for put, (names, found) in zip(puts, answers, strict=True):
        rows.append(shown(put.question, names, found))
    return rows
