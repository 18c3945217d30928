"""Writes the folder: data, derived facts, hierarchy, ontology, shapes, questions, context, manifest and recipes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib import resources
from itertools import chain
from pathlib import Path

import pyoxigraph
from pyoxigraph import RdfFormat, Triple

from kg import __version__
from kg.assets import folder
from kg.errors import InputError, Lang, Problem
from kg.read.gate import sha256
from kg.read.ontology import Ontology
from kg.report.exchange.context import jsonld_context
from kg.report.exchange.others import as_concepts, for_reasoners
from kg.report.output import refuse_links, write_bytes
from kg.rules.foreign import foreign_shapes
from kg.rules.registry import rules
from kg.store.base import GraphStore, ntriples
from kg.store.catalogue import derived_graph, entries
from kg.terms import PREFIXES

__all__ = ["exchange_files", "shapes_file", "write_exchange"]

_QUESTIONS = "pertanyaan"
#: A program of the folder, for an engine that has no command of its own.
_CORE_CALL = "inti.mjs"


def _turtle(triples: Iterable[Triple]) -> bytes:
    return pyoxigraph.serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""


def _sorted(triples: Iterable[Triple]) -> list[Triple]:
    return sorted(set(triples), key=str)


def shapes_file(lang: Lang) -> bytes:
    """Every rule that a machine tests, as one shapes graph for any engine."""
    return _turtle(foreign_shapes(rules(), lang))


def _questions() -> dict[str, bytes]:
    root = folder("queries")
    found: dict[str, bytes] = {}
    for path in sorted(root.glob("*/*.rq")):
        found[f"{_QUESTIONS}/{path.name}"] = path.read_bytes()
    return found


def _own_text(name: str) -> str:
    return resources.files("kg.report.exchange").joinpath(name).read_text(encoding="utf-8")


def _recipe(lang: Lang) -> bytes:
    name = "recipe.md" if lang == "en" else "resep.md"
    return _own_text(name).replace("{version}", __version__).encode()


def _manifest(files: dict[str, bytes], known: Ontology) -> bytes:
    parts = {}
    for name, data in sorted(files.items()):
        parts[name] = {"bytes": len(data), "sha256": sha256(data)}
    body = {"tool": __version__, "ontology": known.version, "parts": parts}
    return (json.dumps(body, indent=1) + "\n").encode()


def exchange_files(store: GraphStore, known: Ontology, lang: Lang) -> dict[str, bytes]:
    """The files by name; the same store gives the same bytes."""
    held = entries(store)
    stated = chain.from_iterable(store.triples(entry.graph) for entry in held)
    documents = _sorted(stated)
    units = sorted({entry.unit for entry in held})
    computed = chain.from_iterable(store.triples(derived_graph(unit)) for unit in units)
    derived = _sorted(computed)
    hierarchy = _sorted(known.hierarchy())
    files = {
        "data.nt": ntriples(documents),
        "turunan.nt": ntriples(derived),
        "hierarki.nt": ntriples(hierarchy),
        "semua.nt": ntriples(_sorted([*documents, *derived, *hierarchy])),
        "owl.nt": ntriples(_sorted(for_reasoners(documents, known))),
        "skos.nt": ntriples(_sorted(as_concepts(documents))),
        "ontologi.ttl": _turtle(_sorted(known.triples)),
        "shapes.ttl": shapes_file(lang),
        "context.jsonld": jsonld_context(known),
        **_questions(),
    }
    files["README.md"] = _recipe(lang)
    files[_CORE_CALL] = _own_text(_CORE_CALL).encode()
    return files | {"manifest.json": _manifest(files, known)}


def write_exchange(files: Mapping[str, bytes], target: Path) -> None:
    """Write the files below a folder that is empty or holds an earlier one of its kind.

    The manifest last.

    :raises InputError: USE-OVERWRITE when something else lies there, USE-LINK.
    """
    earlier = target / "manifest.json"
    if target.is_dir():
        held = any(target.iterdir())
    else:
        held = False
    if held and not (earlier.is_file() and (target / "semua.nt").is_file()):
        raise InputError(Problem("USE-OVERWRITE", str(target)))
    refuse_links(target, files)
    earlier.unlink(missing_ok=True)
    for name, data in files.items():
        write_bytes(target / name, data)
