"""What JSON-LD drops without a word: duplicate keys, keys without a term, nodes with a bad name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pyoxigraph
from pyoxigraph import RdfFormat

from kg.errors import InputError, Problem

__all__ = ["check_json"]

_NO_IRI = re.compile(r'[\s<>"{}|\\^`]')
_LOST = "urn:x-kinerja-lost:"


def _names(value: Any) -> Iterator[str]:
    """Every ``@id``."""
    if isinstance(value, dict):
        if isinstance(value.get("@id"), str):
            yield value["@id"]
        for inner in value.values():
            yield from _names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _names(inner)


def _caught(node: Any) -> Any:
    """The node with a vocabulary below its own contexts, so that keys without a term are kept under a name of ours."""
    if not isinstance(node, dict):
        return node
    own = node.get("@context", [])
    return {**node, "@context": [{"@vocab": _LOST}, *(own if isinstance(own, list) else [own])]}


def _lost(value: Any) -> list[str]:
    """The keys that would be dropped."""
    whole = [_caught(node) for node in value] if isinstance(value, list) else _caught(value)
    try:
        quads = list(
            pyoxigraph.parse(
                json.dumps(whole).encode(), format=RdfFormat.JSON_LD, base_iri="urn:x-kinerja:"
            )
        )
    except SyntaxError:
        return []  # told by the parse proper, with its place
    return sorted(
        {
            q.predicate.value.removeprefix(_LOST)
            for q in quads
            if q.predicate.value.startswith(_LOST)
        }
    )


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    if len(set(keys)) != len(keys):
        raise ValueError(next(key for key in keys if keys.count(key) > 1))
    return dict(pairs)


def _contexts(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "@import":
                yield inner
            if key == "@context":
                yield from inner if isinstance(inner, list) else [inner]
            yield from _contexts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _contexts(inner)


def check_json(text: str, name: str) -> None:
    """Refuse what JSON-LD loses in silence, and contexts that would be fetched.

    READ-DUPKEY (the last would win), READ-CONTEXT, READ-IRI (a node of a bad name is dropped), READ-KEY (so is a key).
    """
    try:
        value = json.loads(text, object_pairs_hook=_unique_keys)
    except json.JSONDecodeError as error:
        raise InputError(
            Problem("READ-SYNTAX", f"{name}:{error.lineno}", {"reason": error.msg})
        ) from error
    except ValueError as error:
        raise InputError(Problem("READ-DUPKEY", name, {"key": str(error)})) from error
    for context in _contexts(value):
        if isinstance(context, str):
            raise InputError(Problem("READ-CONTEXT", name, {"context": context[:200]}))
    for iri in _names(value):
        if _NO_IRI.search(iri):
            raise InputError(Problem("READ-IRI", name, {"iri": iri[:200]}))
    lost = _lost(value)
    if lost:
        raise InputError(Problem("READ-KEY", name, {"keys": ", ".join(lost)[:200]}))
