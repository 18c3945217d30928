"""A command brings what it needs and nothing else: sets of modules, which no slow machine changes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.assets import Pieces, beside_code
from kg.cli.lazy import COMMANDS
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.store.opening import open_store
from kg.worker.loading import load
from tests.support.places import ROOT

#: Runs the command line and tells which modules it brought, whatever the command did.
_PROGRAM = """
import io, json, sys
from contextlib import redirect_stdout, redirect_stderr
from kg.__main__ import main
said = io.StringIO()
with redirect_stdout(said), redirect_stderr(said):
    try:
        main()
    except SystemExit:
        pass
print(json.dumps(sorted(sys.modules)), file=sys.__stdout__)
"""
#: Tells how often the collector walked through thousands of things, and whether it will at the end.
_COUNTING = """
import atexit, gc, io, os, sys
from contextlib import redirect_stdout, redirect_stderr
from kg.__main__ import main
MANY = 20_000
walks = []
def heard(phase, info):
    if phase == "start" and len(gc.get_objects()) > MANY:
        walks.append(info["generation"])
def told():
    os.write(1, f"{len(walks)} walks, {gc.get_freeze_count() > MANY}".encode())
atexit.register(told)  # what is registered first comes last
gc.callbacks.append(heard)
said = io.StringIO()
with redirect_stdout(said), redirect_stderr(said):
    main()
"""
#: Libraries that take their time: each belongs to the one thing that it is for.
HEAVY = (
    "PIL",
    "dask",
    "distributed",
    "docx",
    "duckdb",
    "fontTools",
    "fsspec",
    "jinja2",
    "lokal",
    "numpy",
    "openpyxl",
    "owlready2",
    "polars",
    "pyarrow",
    "pyshacl",
    "python_calamine",
    "rdflib",
    "starlette",
    "typst",
    "uvicorn",
    "xlrd",
)


def _brought(*words: str) -> set[str]:
    run = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *words], capture_output=True, text=True, check=True
    )
    return set(json.loads(run.stdout))


def _tops(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one document."""
    place = tmp_path_factory.mktemp("start") / "one.store"
    load(
        read_paths([ROOT / "data" / "33.02.19-sokaraja"]), open_store(place, write=True), ontology()
    )
    return place


def test_the_version_needs_no_engine_no_form_and_no_rule() -> None:
    """Only the command line and the modules at the foot, which bring nothing; not one room of the program."""
    found = _brought("--version")
    own = {name for name in found if name.startswith("kg.")}
    rooms = {name.split(".")[1] for name in own}
    assert rooms == {"__main__", "assets", "cli", "errors", "suggest"}
    assert not _tops(found) & {*HEAVY, "rich", "rapidfuzz", "pyoxigraph", "msgspec", "psutil"}


def test_a_question_brings_no_reader_and_no_derivation(folder: Path) -> None:
    """A store is asked without what reads files, derives facts or writes reports."""
    found = _brought("ask", "Q11", "--store", str(folder), "--format", "csv")
    assert "kg.worker.asking" in found
    assert not _tops(found) & {*HEAVY, "rich"}
    for absent in ("kg.derive.run", "kg.read.inputs", "kg.report.dossier", "kg.pool.process"):
        assert absent not in found


def test_a_check_brings_no_writer(folder: Path) -> None:
    """Nor readers of workbooks and layouts, for a document in the form."""
    found = _brought("check", "--store", str(folder), "--format", "json")
    assert "kg.rules.bulk" in found
    assert not _tops(found) & {*HEAVY, "email", "xml"}
    for absent in (
        "importlib.metadata",
        "urllib.request",
        "kg.read.rdfxml",
        "kg.report.followup.carried",
        "kg.report.followup.earlier",
        "kg.report.followup.responses",
        "kg.worker.cross.extract",
        "kg.report.pdf",
        "kg.report.html",
        "kg.read.layout.document",
        "kg.worker.nation.run",
    ):
        assert absent not in found


def test_files_without_a_store_need_no_list_of_a_store(tmp_path: Path) -> None:
    """What reads imported lists, approved links and regions of newer lists waits for a store that may hold some."""
    place = str(tmp_path / "none.store")
    found = _brought("check", str(ROOT / "data" / "33.02.19-sokaraja"), "--store", place)
    assert "kg.derive.run" in found
    assert not {name for name in found if name.startswith(("kg.link", "kg.worker.linking"))}


def test_what_a_start_made_is_never_searched_for_circles() -> None:
    """Neither on the way, when all of it stays, nor at the end, when all of it goes."""
    words = ["check", str(ROOT / "data" / "33.02.19-sokaraja"), "--fail-on", "none"]
    run = subprocess.run([sys.executable, "-c", _COUNTING, *words], capture_output=True, text=True)
    assert (run.stdout, run.returncode) == ("0 walks, True", 0)


_WORDS = sorted((ROOT / "kg" / "report").rglob("words.toml"))


@pytest.mark.parametrize(
    "path", [ROOT / "kg" / "messages.toml", *_WORDS], ids=lambda path: path.parent.name
)
def test_what_is_taken_apart_piece_by_piece_is_what_the_file_says(path: Path) -> None:
    """In the same order; each piece says its text in both languages."""
    package = ".".join(path.parent.relative_to(ROOT).parts)
    pieces = Pieces(package, path.name)
    whole = beside_code(package, path.name)
    assert list(pieces.items()) == list(whole.items())
    assert len(whole) > 5 and all({"id", "en"} <= texts.keys() for texts in whole.values())
    with pytest.raises(KeyError):
        pieces["no such word"]


def test_every_command_is_where_its_name_says() -> None:
    """A function or a group of commands in the module of that name."""
    for name, function in COMMANDS.items():
        module = __import__(f"kg.cli.{name}", fromlist=[function])
        assert hasattr(module, function), name
