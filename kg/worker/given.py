"""Whether what was typed for a question is what it asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyoxigraph import NamedNode

from kg.errors import InputError, Problem
from kg.questions.question import Param, Question
from kg.questions.resolve import candidates
from kg.store.base import GraphStore
from kg.store.catalogue import ONTOLOGY

__all__ = ["check_given", "check_names"]


def check_names(question: Question, given: Mapping[str, str], common: Sequence[str]) -> None:
    """Refuse parameters that the question does not have; ``common`` are those that every one has.

    :raises InputError: ASK-PARAM.
    """
    known = [param.name for param in question.params]
    unknown = sorted(set(given) - {*known, *common})
    if unknown:
        values = {"found": ", ".join(unknown), "known": ", ".join([*known, *common])}
        raise InputError(Problem("ASK-PARAM", question.id, values))


def check_given(
    question: Question,
    given: Mapping[str, str],
    graphs: Sequence[NamedNode],
    store: GraphStore,
) -> None:
    """Ask for what is missing, with what these graphs of the store hold to fill it in.

    :raises InputError: ASK-MISSING.
    """
    missing = []
    for param in question.params:
        if param.required and not given.get(param.name, "").strip():
            missing.append(param)
    if not missing:
        return

    examples = [f'--set {param.name}="{_offered(param, graphs, store)}"' for param in missing]
    names = ", ".join(param.name for param in missing)
    values = {"params": names, "example": " ".join(examples)}
    raise InputError(Problem("ASK-MISSING", question.id, values))


def _offered(param: Param, graphs: Sequence[NamedNode], store: GraphStore) -> str:
    """A value that the graphs hold; that of the question where they hold none."""
    if param.type == "node":
        found = candidates(store, [*graphs, ONTOLOGY], param.classes)
        named = [candidate for candidate in found if candidate.names]
        if named:
            first = min(named, key=lambda candidate: candidate.rank)
            return max(first.names, key=len)
    return param.example
