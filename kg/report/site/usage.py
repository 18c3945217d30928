"""Where a term of the ontology is used: in which rules, and in which questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from pyoxigraph import Literal, NamedNode, Triple

from kg.questions.question import Question, catalogue
from kg.report.site.documents import part
from kg.terms import DCTERMS, KIN, text_of

__all__ = ["Usage", "terms_of", "usage_of"]

#: Laws, government regulations, and those of ministers; rules of style cite what is no regulation.
_REGULATION = re.compile(r"(?:UU|PP|Perpres|Permen|Kepmen)")
_NAMED = re.compile(r"\bkin:([A-Za-z]+)")


@dataclass(frozen=True)
class Usage:
    """The documents of the rules, and the questions, that name a term, and what those rules go back to."""

    rules: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def _sources(paths: Iterable[str]) -> tuple[str, ...]:
    """The regulations that these rules cite, each once."""
    found = set()
    for path in paths:
        for triple in part("aturan")[path].triples:
            if triple.predicate == DCTERMS["source"] and _REGULATION.match(text_of(triple.object)):
                found.add(text_of(triple.object))
    return tuple(sorted(found))


def _in_rule(triples: Iterable[Triple]) -> Iterator[str]:
    """The terms of ours in a rule: as names, in its queries, and in its messages."""
    for triple in triples:
        for term in (triple.predicate, triple.object):
            if isinstance(term, NamedNode) and term.value.startswith(KIN):
                yield term.value.removeprefix(KIN)
            elif isinstance(term, Literal):
                yield from _NAMED.findall(term.value)


def terms_of(question: Question) -> list[str]:
    """The terms in the query of a question, and the classes of what fills its blanks."""
    asked = chain.from_iterable(param.classes for param in question.params)
    return sorted({*_NAMED.findall(question.query), *asked})


@lru_cache(maxsize=1)
def _every() -> dict[str, Usage]:
    rules: dict[str, set[str]] = {}
    for path, document in part("aturan").items():
        for name in _in_rule(document.triples):
            rules.setdefault(name, set()).add(path)
    questions: dict[str, set[str]] = {}
    for question in catalogue():
        for name in terms_of(question):
            questions.setdefault(name, set()).add(question.id)
    found = {}
    for name in {*rules, *questions}:
        used_by = sorted(rules.get(name, ()))
        asked_by = sorted(questions.get(name, ()))
        found[name] = Usage(tuple(used_by), tuple(asked_by), _sources(used_by))
    return found


def usage_of(iri: str) -> Usage:
    """Where a term is used.

    >>> usage_of(KIN + "kataTidakTerpakai").rules
    ('rule/IND-05',)
    """
    return _every().get(iri.removeprefix(KIN), Usage())
