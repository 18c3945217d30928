"""Wrong without noise: every known way to a false pass is refused, found, or called not applied; never kept."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from pyshacl.errors import ValidationFailure

import kg.rules.reference
from kg.derive.run import derive
from kg.errors import CouldNotError, InputError
from kg.read.ontology import ontology
from kg.read.rdf import read_rdf
from kg.rules.check import check_unit
from kg.rules.engine import Engine
from kg.rules.registry import load_rule, rule_files, rules
from kg.rules.rule import Rule
from kg.store.base import ntriples
from kg.terms import GRAPH, KIN, RDF
from kg.worker.checking import check, exit_code
from kg.worker.units import Unit
from tests.support.engines import engine_named
from tests.support.places import TESTS

HERE = TESTS
CASES = tomllib.loads((HERE / "false-passes.toml").read_text(encoding="utf-8"))["case"]
#: The classes of the reliability notes, all of them.
CLASSES = {
    "recursive sh:node",
    "range on ill-typed value",
    "misspelt constraint, target or path",
    "shape without focus nodes",
    "validate() returns an exception as graph",
    "quads into a Graph",
    "duplicate JSON keys",
    "JSON-LD keys without a term",
    "ill-typed in SUM",
    "double for money",
    "same IRI in two kecamatan",
    "same code, two names; NFC/NFD",
    "time zone",
    "locale and order",
}
HEAD = """@prefix kin: <https://w3id.org/kinerja/ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix : <https://w3id.org/kinerja/id/33.02.19/2025/x/> .
"""
Case = dict[str, str]


def _of(kind: str) -> list[object]:
    return [pytest.param(c, id=f"{c['class']}: {c['title']}") for c in CASES if kind in c]


def _slipped(folder: Path, rule: str, old: str, new: str) -> Rule:
    """Load a rule file in which one text is replaced by another."""
    path = next(p for p in rule_files() if p.name.startswith(rule))
    text = path.read_text(encoding="utf-8")
    assert old in text
    copy = folder / path.parent.name / path.name
    copy.parent.mkdir(exist_ok=True)
    copy.write_text(text.replace(old, new, 1), encoding="utf-8")
    return load_rule(copy, ontology())


def _refused_by(error: InputError) -> set[str]:
    """Codes, and the style rules in the place of theirs."""
    return {problem.values.get("style", problem.code) for problem in error.problems}


def _data(text: str) -> bytes:
    """Statements as an engine takes them, past the gate."""
    triples = [q.triple for q in parse((HEAD + text).encode(), format=RdfFormat.TURTLE)]
    return ntriples([*triples, *ontology().hierarchy()])


def test_the_table_is_whole() -> None:
    """Every class has a case, there are at least forty, and none of them expects a rule to be kept."""
    assert {case["class"] for case in CASES} == CLASSES
    assert len(CASES) >= 40
    assert all(case.get("expect") != "kept" for case in CASES)


@pytest.mark.parametrize("case", _of("old"))
def test_a_slip_in_a_rule_is_an_error(tmp_path: Path, case: Case) -> None:
    """It is told when the rule is read; it never becomes a rule that holds."""
    with pytest.raises(InputError) as caught:
        _slipped(tmp_path, case["rule"], case["old"], case["new"])
    assert case["expect"] in _refused_by(caught.value)


@pytest.mark.parametrize("case", _of("text"))
def test_a_document_that_would_lose_something_is_refused(tmp_path: Path, case: Case) -> None:
    """With a code, and nothing of it is kept."""
    path = tmp_path / f"a.{case['suffix']}"
    path.write_text(case["text"], encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_rdf(path)
    assert caught.value.problems[0].code == case["expect"]


@pytest.mark.parametrize("case", _of("data"))
def test_a_rule_on_such_data_is_not_kept(tmp_path: Path, case: Case, engine: Engine) -> None:
    """It finds the fault, or says that there was nothing to look at."""
    path = tmp_path / "a.ttl"
    path.write_text(HEAD + case["data"], encoding="utf-8")
    document = read_rdf(path)[0]
    facts = derive({document.graph: document.triples}, ontology())
    chosen = tuple(rule for rule in rules() if rule.id == case["rule"])
    report = check_unit(
        document.unit, document.triples, facts, rules=chosen, engine=engine, ontology=ontology()
    )
    assert [row.status for row in report.statuses] == [case["expect"]]


@pytest.mark.parametrize("case", _of("elsewhere"))
def test_a_case_that_stands_elsewhere_is_there(case: Case) -> None:
    """The test that the table names exists."""
    file, _, name = case["elsewhere"].partition("::")
    tree = ast.parse((HERE / file).read_text(encoding="utf-8"))
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("hops", range(1, 61))
def test_chains_of_shapes_that_return_are_refused(tmp_path: Path, hops: int) -> None:
    """However long the way back: pySHACL stops at the third hop and reports that the shape holds."""
    names = [f"<NOM-01#n{n}>" for n in range(hops)]
    links = "".join(
        f"\n{a} a sh:NodeShape ; sh:node {b} ."
        for a, b in zip(names, [*names[1:], names[0]], strict=True)
    )
    with pytest.raises(InputError) as caught:
        _slipped(
            tmp_path,
            "NOM-01",
            "<NOM-01#ada> a sh:PropertyShape ;",
            f"{links}\n\n<NOM-01#ada> a sh:PropertyShape ;\n    sh:node {names[0]} ;",
        )
    assert _refused_by(caught.value) == {"META-35"}


@pytest.mark.parametrize("hops", [1, 2, 3, 4, 8, 16, 32, 60])
def test_a_fault_at_the_end_of_a_chain_of_nodes_is_found(hops: int, engine: Engine) -> None:
    """Tree rules follow links to their ends, not shapes: a loop is found at any depth, and no chain is one."""
    nodes = [
        NamedNode(f"https://w3id.org/kinerja/id/33.02.19/2025/x/n{n}") for n in range(hops + 1)
    ]
    chosen = tuple(rule for rule in rules() if rule.id == "STR-03")
    for last, found in (
        (nodes[0], hops + 1),
        (NamedNode("https://w3id.org/kinerja/id/33.02.19/2025/x/top"), 0),
    ):
        links = list(zip(nodes, [*nodes[1:], last], strict=True))
        said = [Triple(node, KIN["menopang"], above) for node, above in links]
        for kind in ("KondisiAntara", "SimpulKinerjaTerbaca"):
            said += [Triple(node, RDF["type"], KIN[kind]) for node in nodes]

        facts = derive({NamedNode(GRAPH + "33.02.19/2025/x"): said}, ontology())
        results = engine.run(chosen, ntriples([*said, *facts]))
        assert len({result.focus for result in results}) == found


PAIRS = [
    ("minInclusive 0", '"abc"^^xsd:decimal'),
    ("maxInclusive 10", '"abc"^^xsd:decimal'),
    ("minExclusive 0", '"abc"^^xsd:decimal'),
    ("maxExclusive 10", '"abc"^^xsd:decimal'),
    ("minInclusive 0", '"12.000,50"^^xsd:decimal'),
    ("maxInclusive 10", '"12.000,50"^^xsd:decimal'),
    ("maxInclusive 10", '"NaN"^^xsd:double'),
    ("maxInclusive 10", '"2025-01-01"^^xsd:date'),
    ("maxInclusive 10", '"70"'),
    ("lessThan kin:batasAtas", '"abc"^^xsd:decimal'),
    ("lessThanOrEquals kin:batasAtas", '"12.000,50"^^xsd:decimal'),
]


@pytest.mark.parametrize(("facet", "value"), PAIRS)
@pytest.mark.filterwarnings("ignore:Serializing weird:UserWarning")
def test_a_range_over_an_ill_typed_value_is_broken(
    tmp_path: Path, facet: str, value: str, engine: Engine
) -> None:
    """Beside the datatype that the linter asks for; the value has found its way past the gate."""
    bounded = f"sh:path kin:nilai ;\n    sh:datatype <http://www.w3.org/2001/XMLSchema#decimal> ;\n    sh:{facet}"
    rule = _slipped(tmp_path, "NOM-01", "sh:path kin:kodeNomenklatur", bounded)
    text = f':p a kin:KomponenWajibKode ; kin:nilai {value} ; kin:batasAtas "10"^^xsd:decimal .'
    try:
        found = {r.rule for r in engine.run((rule,), _data(text))}
    except CouldNotError:
        found = {"NOM-01"}  # its status is then error, as the last test shows
    assert found == {"NOM-01"}


def test_an_exception_in_the_place_of_a_report_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """PySHACL returns some failures in the place of the report graph: no rule is kept, and the check is not whole."""
    failure = ValidationFailure("no report")
    monkeypatch.setattr(
        kg.rules.reference, "validate", lambda *_, **__: (False, failure, "no report")
    )
    with pytest.raises(CouldNotError):
        engine_named("reference").run(rules(), b"")
    document = read_rdf(HERE / "rules" / "STR-02" / "good.ttl")[0]
    report = check(
        [Unit(*document.unit, {document.graph: document.triples})],
        rules(),
        engine_named("reference"),
        ontology(),
        "",
    )
    assert {row.status for row in report.statuses()} <= {"error", "not-applied"}
    assert exit_code(report, None) == 2
