"""Any engine finds the same: the exchange folder, given to engines that share no line with ours."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from bench.nation.generate import Wanted, generate
from kg.assets import bundled_documents
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.report.exchange.folder import exchange_files
from kg.rules.bulk import BulkEngine
from kg.rules.registry import rules, shapes_digest
from kg.store.embedded import memory_store
from kg.terms import SH
from kg.worker.checking import check
from kg.worker.loading import load
from kg.worker.units import from_documents
from tests.support.agreements import PLAN, document

Results = Counter[tuple[str, str]]


def _counted(report: bytes, form: RdfFormat) -> tuple[Results, list[str]]:
    """(rule, focus node) of every result of a report graph, and the messages."""
    said: dict[object, dict[NamedNode, str]] = defaultdict(dict)
    for quad in parse(report, format=form):
        said[quad.subject][quad.predicate] = getattr(quad.object, "value", "")
    found: Results = Counter()
    messages = []
    for result in said.values():
        if SH["focusNode"] not in result:
            continue
        shape = result.get(SH["sourceConstraint"]) or result[SH["sourceShape"]]
        rule = shape.rpartition("/")[2].partition("#")[0]
        found[rule, result[SH["focusNode"]]] += 1
        messages.append(result.get(SH["resultMessage"], ""))
    return found, messages


def _pyshacl(data: Path, shapes: Path) -> tuple[bytes, RdfFormat]:
    import pyshacl
    from rdflib import Graph

    graph = Graph().parse(data, format="nt")
    _, report, _ = pyshacl.validate(graph, shacl_graph=Graph().parse(shapes, format="turtle"))
    return report.serialize(format="nt").encode(), RdfFormat.N_TRIPLES


def _turbo(data: Path, shapes: Path) -> tuple[bytes, RdfFormat]:
    turbo = pytest.importorskip("pyshacl_turbo")
    _, report, _ = turbo.validate(
        str(data), shacl_graph=str(shapes), data_graph_format="nt", shacl_graph_format="turtle"
    )
    return report.serialize(format="nt").encode(), RdfFormat.N_TRIPLES


def _shifty(data: Path, shapes: Path) -> tuple[bytes, RdfFormat]:
    shifty = pytest.importorskip("shifty")
    from rdflib import Graph

    graphs = Graph().parse(data, format="nt"), Graph().parse(shapes, format="turtle")
    _, report, _ = shifty.validate(*graphs, graph_mode="data", infer=False)
    return report.serialize(format="nt").encode(), RdfFormat.N_TRIPLES


def _rudof(data: Path, shapes: Path) -> tuple[bytes, RdfFormat]:
    pyrudof = pytest.importorskip("pyrudof")
    engine = pyrudof.Rudof(pyrudof.RudofConfig())
    engine.read_data(data.read_text(encoding="utf-8"), format=pyrudof.RDFFormat.NTriples)
    engine.read_shacl(shapes.read_text(encoding="utf-8"))
    engine.validate_shacl()
    form = pyrudof.ResultShaclValidationFormat.Turtle
    return engine.serialize_shacl_validation_results(format=form).encode(), RdfFormat.TURTLE


ENGINES: dict[str, Callable[[Path, Path], tuple[bytes, RdfFormat]]] = {
    "pyshacl-turbo": _turbo,
    "pyshifty": _shifty,
    "rudof": _rudof,
}


def _folder(target: Path, paths: list[Path]) -> Results:
    """Write the exchange folder of some documents; what our own check finds."""
    documents = read_paths(paths)
    store = memory_store()
    load(documents, store, ontology())
    for name, data in exchange_files(store, ontology(), "id").items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(data)
    known = ontology()
    report = check(from_documents(documents), rules(), BulkEngine(known), known, shapes_digest())
    return Counter((found.rule, found.focus) for found in report.findings)


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Results]:
    """The exchange folder of the five documents."""
    folder = tmp_path_factory.mktemp("tukar")
    return folder, _folder(folder, bundled_documents())


@pytest.mark.parametrize("engine", ENGINES)
def test_five_documents(five: tuple[Path, Results], engine: str) -> None:
    """Every result, none besides, and messages without braces."""
    folder, wanted = five
    found, messages = _counted(*ENGINES[engine](folder / "semua.nt", folder / "shapes.ttl"))
    assert found == wanted
    assert all(messages)
    assert not [text for text in messages if "{" in text]


@pytest.mark.heavy
def test_five_documents_with_the_reference(five: tuple[Path, Results]) -> None:
    """PySHACL over all five at once takes half a minute and more."""
    folder, wanted = five
    found, _ = _counted(*_pyshacl(folder / "semua.nt", folder / "shapes.ttl"))
    assert found == wanted


@pytest.mark.parametrize("engine", ["pyshacl-turbo", "rudof"])
def test_an_agreement_and_a_plan_of_other_years(tmp_path: Path, engine: str) -> None:
    """What two periods have to do with each other is a fact of the exchange folder."""
    paths = [document(tmp_path, "renstra", PLAN), document(tmp_path, "pk", {2025: "70"})]
    wanted = _folder(tmp_path / "out", paths)
    shapes = tmp_path / "out" / "shapes.ttl"
    found, _ = _counted(*ENGINES[engine](tmp_path / "out" / "semua.nt", shapes))
    assert "CAS-15" in {rule for rule, _ in wanted}
    assert found == wanted


@pytest.mark.parametrize("engine", ["pyshacl-turbo", "rudof"])
def test_generated_kecamatan(tmp_path: Path, engine: str, request: pytest.FixtureRequest) -> None:
    """With planted defects of every kind; fifty of them with --heavy."""
    count = 50 if request.config.getoption("--heavy") else 4
    generate(tmp_path / "isi", Wanted(seed="11", kecamatan=count, defects=0.9))
    wanted = _folder(tmp_path / "tukar", sorted((tmp_path / "isi").rglob("*.nq")))
    files = tmp_path / "tukar" / "semua.nt", tmp_path / "tukar" / "shapes.ttl"
    found, _ = _counted(*ENGINES[engine](*files))
    assert found == wanted


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
    assert set(parts) == files - {"manifest.json"}
    assert {"README.md", "context.jsonld", "ontologi.ttl", "shapes.ttl"} <= files
    assert any(name.startswith("pertanyaan/Q01") for name in files)
    for name, part in parts.items():
        data = (folder / name).read_bytes()
        assert (len(data), sha256(data).hexdigest()) == (part["bytes"], part["sha256"])
