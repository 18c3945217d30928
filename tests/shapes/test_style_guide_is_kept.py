"""The style guide is kept: its rules (``shapes/meta``) find nothing in our own files, and do find the bad examples."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pyoxigraph import Triple
from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError
from rdflib import Graph

from kg.assets import folder
from kg.errors import InputError
from kg.read.ontology import load_turtle, ontology
from kg.rules.judging import judge, judged_by_style, with_names
from kg.rules.lint import faults, unknown_terms
from kg.rules.registry import load_rule, rule_files, rules
from kg.rules.rule_file import statements_of
from tests.mutants import mutants
from tests.support.cases import case_id
from tests.support.places import ROOT
from tests.support.style import (
    BLANK,
    CASES,
    META,
    expectations,
    found,
    found_at_once,
    real_tree,
    shapes_of,
    targets,
)

README = ROOT / "shapes" / "meta" / "README.md"


def _text(rule: str) -> str:
    return META[rule].read_text(encoding="utf-8")


def _cases(rule: str) -> list[Path]:
    return [case for case in CASES if case.parent.name == rule]


@pytest.mark.parametrize("rule", META)
def test_our_own_files_keep_the_rule(rule: str) -> None:
    """Ontology, word lists and rule files as one graph; the style rules are rule files too."""
    assert found_at_once(real_tree(), shapes_of(_text(rule))) == set()


@pytest.mark.parametrize("rule", META)
def test_the_rule_has_something_to_look_at(rule: str) -> None:
    """A rule whose targets select nothing would be kept by any file."""
    selected: dict[str, int] = {}
    for (shape, _), nodes in targets(shapes_of(_text(rule)), real_tree()).items():
        selected[shape] = selected.get(shape, 0) + len(nodes)
    assert rule in selected
    assert all(selected.values()), selected


def _judged(case: Path) -> set[tuple[str, str]]:
    """What the program itself finds in a case when it judges rules by the style rule of the case."""
    results = judged_by_style(with_names(statements_of(case)), ontology())
    told = {(result.rule, result.part.rpartition("/")[2], result.focus) for result in results}
    own = set()
    for rule, part, focus in told:
        if rule == case.parent.name:
            own.add((part.partition("#")[2] or rule, BLANK if "#_" in focus else focus))
    return own


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_case(case: Path) -> None:
    """Exactly the findings that the head of the case names."""
    wanted = expectations(case)
    assert bool(wanted) == case.stem.startswith("bad"), (
        "a bad case must say what it expects, a good one nothing"
    )
    data, shapes = Graph().parse(case), shapes_of(_text(case.parent.name))
    assert found(data, shapes) == wanted
    assert found_at_once(data, shapes) == wanted
    assert _judged(case) == wanted


@pytest.mark.parametrize("rule", META)
def test_no_mutant_survives(rule: str) -> None:
    """Each constraint taken away or altered is noticed by a case; so there are good and bad ones, and one for every part."""
    cases = [(Graph().parse(case), expectations(case)) for case in _cases(rule)]
    assert {bool(wanted) for _, wanted in cases} == {True, False}
    for what, text in mutants(_text(rule)):
        try:
            shapes = shapes_of(text)
            unnoticed = all(found(data, shapes) == wanted for data, wanted in cases)
        except (ConstraintLoadError, ReportableRuntimeError, SyntaxError):
            unnoticed = False
        assert not unnoticed, f"{rule} {what}"


@pytest.mark.parametrize("rule", META)
def test_the_rule_cannot_pass_in_silence(rule: str) -> None:
    """No term of ours that does not exist, no recursion, no range without a datatype, no query that reaches out."""
    triples = [Triple(q.subject, q.predicate, q.object) for q in load_turtle(META[rule])]
    assert [term for term in unknown_terms(triples, ontology()) if term.startswith("kin:")] == []
    assert faults(triples, rule) == []


def test_style_rules_are_no_rules_of_the_catalogue() -> None:
    """They judge our files, never a document."""
    assert not {path.name for path in rule_files()} & {path.name for path in META.values()}
    assert not {rule.id for rule in rules()} & set(META)
    assert {case.parent.name for case in CASES} == set(META)


def test_the_table_lists_every_style_rule() -> None:
    """Id, file and both names, in order."""
    rows = []
    for rule, path in META.items():
        shapes = shapes_of(_text(rule))
        names = {
            str(row.language): str(row.name)
            for row in shapes.query(
                f"SELECT ?name (LANG(?name) AS ?language) {{ <https://w3id.org/kinerja/rule/{rule}> sh:name ?name }}",
                initNs={"sh": "http://www.w3.org/ns/shacl#"},
            )
        }
        rows.append(f"| [{rule}]({path.name}) | {names['id']} | {names['en']} |")
    listed = [
        line
        for line in README.read_text(encoding="utf-8").splitlines()
        if line.startswith("| [META-")
    ]
    assert listed == rows


#: What is written in the place of a text of which rule, and what alone refuses it.
BAD = {
    "a range without a datatype, through sh:lessThan": (
        "NOM-01", "sh:minCount 1", "sh:minCount 1 ; sh:lessThan kin:batasAtas", "META-29",
    ),
    "a least count of none": ("NOM-01", "sh:minCount 1", "sh:minCount 0", "META-36"),
    "another graph": (
        "STR-03", "$this kin:menopangMelingkar ?value .",
        "GRAPH kin:Dokumen { $this kin:menopangMelingkar ?value }", "RULE-QUERY",
    ),
    "a query inside of the query": (
        "STR-03", "$this kin:menopangMelingkar ?value .",
        "{ SELECT $this ?value WHERE { $this kin:menopangMelingkar ?value } }", "RULE-QUERY",
    ),
    "a shape that contains itself": (
        "NOM-01", "sh:minCount 1", "sh:minCount 1 ; sh:property <NOM-01#ada>", "META-35",
    ),
    "a query without DISTINCT": ("STR-03", "SELECT DISTINCT", "SELECT", "META-32"),
    "evidence forbidden by a count": (
        "NOM-01", "sh:minCount 1", "sh:minCount 1 ; sh:maxCount 0", "META-30",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_a_bad_shape_is_refused_once(tmp_path: Path, what: str) -> None:
    """When it is read, by one rule in one place, at its own file."""
    rule, old, new, refused_by = BAD[what]
    path = next(p for p in rule_files() if p.name.startswith(rule))
    text = path.read_text(encoding="utf-8")
    assert old in text
    copy = tmp_path / path.name
    copy.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_rule(copy, ontology())
    told = [(p.values.get("style", p.code), p.where) for p in caught.value.problems]
    assert told == [(refused_by, str(copy))]


def test_a_changed_rule_is_judged_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The digest is no longer theirs; who did not change anything does not pay for it."""
    shipped = folder("shapes")
    copy = tmp_path / "shapes"
    shutil.copytree(shipped, copy)
    monkeypatch.setattr(
        "kg.rules.registry.folder", lambda name: copy if name == "shapes" else folder(name)
    )
    monkeypatch.setattr("kg.rules.rule_file.folder", lambda _: copy)
    judged: list[int] = []
    monkeypatch.setattr("kg.rules.registry.judge", lambda *given: judged.append(1) or judge(*given))
    assert len(rules.__wrapped__()) == len(rules())
    assert judged == []
    path = next(copy.glob("*/NOM-01-*.ttl"))
    path.write_text(
        path.read_text(encoding="utf-8").replace("sh:minCount 1", "sh:minCount 0"), encoding="utf-8"
    )
    with pytest.raises(InputError, match="META-36"):
        rules.__wrapped__()
    assert judged == [1]
