"""Answer a question of the catalogue, unit by unit, from any store."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.ask.question import Param, PathColumn, Question
from kg.ask.resolve import candidates, choose
from kg.derive.run import derivation_digest
from kg.derive.text import normal
from kg.errors import InputError, Problem
from kg.limits import DEFAULT, Limits
from kg.read.ontology import Ontology
from kg.store.base import GraphStore, Term, bind
from kg.store.catalogue import ONTOLOGY, Entry, derived_graph, entries
from kg.store.lookup import derivation
from kg.store.paths import way
from kg.store.trace import caption
from kg.store.view import View
from kg.terms import integer, text_of

__all__ = ["Answer", "answer", "find_question"]

_UNIT = "kecamatan"


@dataclass(frozen=True)
class Answer:
    """Columns and rows of text; numbers and IRIs are text too. ``cut`` when rows were left out."""

    question: Question
    params: dict[str, str]
    columns: tuple[str, ...]
    rows: list[list[str]]
    cut: bool


def find_question(name: str, questions: tuple[Question, ...]) -> Question:
    """The question of that id or slug; an unknown name is an error with the nearest ones."""
    from rapidfuzz import fuzz, process

    wanted = name.strip().casefold()
    for question in questions:
        if wanted in {question.id.casefold(), question.slug, f"{question.id.casefold()}-{question.slug}"}:
            return question
    known = {f"{q.id} {q.slug}": q for q in questions}
    near = [key for key, _, _ in process.extract(name, list(known), scorer=fuzz.WRatio, limit=3)]
    raise InputError(Problem("ASK-QUESTION", "", {"found": name, "near": "; ".join(near)}))


def _units(store: GraphStore, wanted: str) -> dict[tuple[str, str], list[NamedNode]]:
    """The graphs of each unit; only those of the kecamatan named by code or name, when one is named."""
    grouped: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries(store):
        grouped.setdefault(entry.unit, []).append(entry)
    if not grouped:
        raise InputError(Problem("ASK-EMPTY", store.name))
    units = {unit: [e.graph for e in found] for unit, found in sorted(grouped.items())}
    if not wanted:
        return units
    chosen = {u: g for u, g in units.items() if wanted.strip() == u[0]} or {
        u: g for u, g in units.items() if normal(wanted) in _names(store, g)
    }
    if not chosen:
        near = "; ".join(f"{u[0]} {' '.join(_names(store, g))}".strip() for u, g in units.items())
        raise InputError(Problem("ASK-NONE", "", {"param": _UNIT, "found": wanted, "near": near}))
    return chosen


def _names(store: GraphStore, graphs: list[NamedNode]) -> list[str]:
    found = candidates(store, [*graphs, ONTOLOGY], "Kecamatan")
    return sorted({normal(name) for c in found for name in c.names})


def _check_names(question: Question, given: dict[str, str]) -> None:
    known = [p.name for p in question.params]
    unknown = sorted(set(given) - {*known, _UNIT})
    if unknown:
        values = {"found": ", ".join(unknown), "known": ", ".join([*known, _UNIT])}
        raise InputError(Problem("ASK-PARAM", question.id, values))
    missing = [p for p in question.params if p.required and not given.get(p.name, "").strip()]
    if missing:
        example = " ".join(f'--set {p.name}="{p.example}"' for p in missing)
        raise InputError(Problem("ASK-MISSING", question.id, {"params": ", ".join(p.name for p in missing), "example": example}))


def _literal(param: Param, typed: str) -> Literal:
    if param.type == "integer":
        if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
            raise InputError(Problem("ASK-INTEGER", "", {"param": param.name, "found": typed}))
        return integer(int(typed))
    return Literal(typed)


def _bind(
    question: Question, given: dict[str, str], units: dict[tuple[str, str], list[NamedNode]], store: GraphStore
) -> tuple[dict[str, Term], dict[tuple[str, str], list[NamedNode]]]:
    """Terms for the parameters, and the units in which the named nodes live."""
    terms: dict[str, Term] = {}
    for param in question.params:
        typed = given.get(param.name, "").strip()
        if not typed:
            continue
        if param.type != "node":
            terms[param.name] = _literal(param, typed)
            continue
        found = {u: candidates(store, [*graphs, ONTOLOGY], param.cls) for u, graphs in units.items()}
        node = choose(param, typed, [c for group in found.values() for c in group])
        terms[param.name] = node
        units = {u: g for u, g in units.items() if any(c.node == node for c in found[u])}
    return terms, units


def _text(term: Term | None) -> str:
    return "" if term is None else text_of(term)


def _way(column: PathColumn, names: list[str], row: list[Term | None], terms: dict[str, Term], view: View) -> str:
    def end(name: str) -> Term | None:
        return terms[name] if name in terms else row[names.index(name)]

    start, stop = end(column.start), end(column.end)
    if not isinstance(start, NamedNode) or not isinstance(stop, NamedNode):
        return ""
    captions = [caption(view, node) for node in way(view, start, stop)]
    return " → ".join(text for text, before in zip(captions, ["", *captions], strict=False) if text != before)


def answer(question: Question, given: dict[str, str], store: GraphStore, ontology: Ontology, limits: Limits = DEFAULT) -> Answer:
    """Rows of every unit, one after the other, in the order of the units and of the query."""
    _check_names(question, given)
    units = _units(store, given.get(_UNIT, ""))
    if question.derived and any(derivation(store, u) != derivation_digest(ontology) for u in units):
        raise InputError(Problem("ASK-STALE", store.name))
    terms, units = _bind(question, given, units, store)
    rows: list[list[str]] = []
    for unit, graphs in units.items():
        scope = [*graphs, ONTOLOGY, *([derived_graph(unit)] if question.derived else [])]
        found = store.select(bind(question.query, terms), scope)
        view = View((t for g in graphs for t in store.triples(g)), ontology) if question.path and found.rows else None
        for row in found.rows:
            cells = {name: _text(term) for name, term in zip(found.variables, row, strict=True)}
            if question.path is not None and view is not None:
                cells[question.path.column] = _way(question.path, found.variables, row, terms, view)
            rows.append([cells.get(column, "") for column in question.columns])
    shown = {name: _text(terms.get(name)) or given[name] for name in given}
    return Answer(question, shown, question.columns, rows[: limits.answer_rows], len(rows) > limits.answer_rows)
