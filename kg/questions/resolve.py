"""From what a person types (a name or a part of it, a code, what a post is called, an IRI) to the term a question needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import Literal, NamedNode
from rapidfuzz import fuzz, process

from kg.derive.text import normal, squeezed
from kg.errors import InputError, Problem
from kg.questions.question import Param
from kg.read.ontology import ontology
from kg.store.base import GraphStore, Term
from kg.suggest import nearest
from kg.terms import KIN, PROV, RDFS, SKOS, text_of

__all__ = ["NodeCandidate", "candidates", "choose", "described", "holds_words", "named_near"]

#: So many near names are offered for one that is not found.
_NEAREST = 5
#: So many things to choose from are listed; with a nation loaded a name may stand for thousands.
_LISTED = 20
#: Fewer letters than these are a part of nearly every name.
_FRAGMENT = 3
#: How well a name fits, the best first: as written, by its letters alone, by its class, in a part.
_EXACT, _LETTERS, _CLASS, _PART = range(4)


@dataclass(frozen=True)
class NodeCandidate:
    """A node that a parameter could mean.

    Every name it goes by, what its class is called, and the place of that class in the question.
    """

    node: NamedNode
    names: tuple[str, ...]
    kinds: frozenset[str] = frozenset()
    rank: int = 0


@lru_cache(maxsize=1)
def _called() -> dict[NamedNode, frozenset[str]]:
    """What each class is called in Indonesian, with the short forms of the field."""
    names = {RDFS["label"], SKOS["altLabel"]}
    found: dict[NamedNode, set[str]] = defaultdict(set)
    for said in ontology().triples:
        name = said.object
        if said.predicate not in names or not isinstance(said.subject, NamedNode):
            continue
        if isinstance(name, Literal) and name.language == "id":
            found[said.subject].add(_plain(name.value))
    return {term: frozenset(names) for term, names in found.items()}


def candidates(
    store: GraphStore, graphs: Sequence[NamedNode], classes: Sequence[str]
) -> list[NodeCandidate]:
    """All instances of the classes in the graphs, with label, code and file name."""
    wanted = " ".join(f"({KIN[name]} {rank})" for rank, name in enumerate(classes))
    own = f"{RDFS['label']}|{KIN['kode']}|{KIN['berkas']}"
    answer = store.select(
        f"SELECT ?node ?type ?rank ?name WHERE {{ VALUES (?wanted ?rank) {{ {wanted} }} "
        f"?type {RDFS['subClassOf']}* ?wanted . ?node a ?type . OPTIONAL {{ ?node {own} ?name }} }}",
        graphs,
    )
    names: dict[NamedNode, set[str]] = defaultdict(set)
    kinds: dict[NamedNode, frozenset[str]] = {}
    ranks: dict[NamedNode, int] = {}
    for node, kind, rank, name in answer.rows:
        if not isinstance(node, NamedNode) or not isinstance(kind, NamedNode):
            continue
        if name is not None:
            names[node].add(text_of(name))
        place = int(text_of(rank)) if rank is not None else 0
        ranks[node] = min(place, ranks.get(node, place))
        kinds[node] = kinds.get(node, frozenset()) | _called().get(kind, frozenset())
    found = []
    for node in sorted(kinds, key=lambda n: n.value):
        found.append(NodeCandidate(node, tuple(sorted(names[node])), kinds[node], ranks[node]))
    return found


def described(store: GraphStore, graphs: Sequence[NamedNode], node: NamedNode) -> str:
    """A node as people tell it from others of the name: label, class, document, and its IRI."""
    answer = store.select(
        f"SELECT ?label ?code ?kind ?file WHERE {{ {node} a ?type . ?type {RDFS['label']} ?kind . "
        f"FILTER (LANG(?kind) = 'id') OPTIONAL {{ {node} {RDFS['label']} ?label }} "
        f"OPTIONAL {{ {node} {KIN['kode']} ?code }} "
        f"OPTIONAL {{ {node} {PROV['wasDerivedFrom']}/{KIN['dokumen']} ?document . "
        f"?document {KIN['berkas']}|{KIN['kode']} ?file }} }}",
        graphs,
    )
    if not answer.rows:
        return str(node)
    # Of several words for one thing the longest says most: a file name more than the code of a
    # document.
    columns = zip(*answer.rows, strict=True)
    label, code, kind, file = (max(map(_shown, column), key=len) for column in columns)
    about = ", ".join(filter(None, (kind, file)))
    return f"{label or code} ({about}) {node}".strip()


def _shown(term: Term | None) -> str:
    if term is None:
        return ""
    return text_of(term)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def named_near(typed: str, known: Iterable[str]) -> str:
    """The names most like what was typed, for a message.

    >>> named_near("Sokraja", ["33.02.19 sokaraja", "35.07.26 pujon"])
    '33.02.19 sokaraja; 35.07.26 pujon'
    """
    return "; ".join(nearest(typed, known, most=_NEAREST, least=0, parts=True)) or "-"


def _nearest(typed: str, shown: Mapping[str, str]) -> str:
    """One suggestion for each thing, however many names it has.

    ``shown`` tells how a name's thing is called.
    """
    # By words: a code of one letter would be a part of nearly every long wording.
    near = process.extract(
        typed, list(shown), scorer=fuzz.token_set_ratio, processor=_plain, limit=None
    )
    found = dict.fromkeys(shown[name] for name, _, _ in near)
    return "; ".join(list(found)[:_NEAREST]) or "-"


def holds_words(typed: str, name: str) -> bool:
    """Whether every word that was typed stands in the name, wholly or in part.

    >>> holds_words("pelayanan tingkat", "Terlaksananya Pelayanan di Tingkat Kecamatan")
    True
    >>> holds_words("?s", "sasaran")
    False
    """
    # A sign that cannot be seen was not meant as a part of a name.
    if len(squeezed(typed)) < _FRAGMENT or not typed.isprintable():
        return False
    text = normal(name)
    return all(word in text for word in normal(typed).split())


def _fit(typed: str, candidate: NodeCandidate) -> int | None:
    """How well the candidate fits; nothing when it does not."""
    wanted = _plain(typed)
    if wanted in map(_plain, candidate.names):
        return _EXACT
    if typed.isprintable() and squeezed(typed) in filter(None, map(squeezed, candidate.names)):
        return _LETTERS
    if wanted in candidate.kinds:
        return _CLASS
    if any(holds_words(typed, name) for name in candidate.names):
        return _PART
    return None


def choose(
    param: Param,
    typed: str,
    found: Iterable[NodeCandidate],
    told: Callable[[NamedNode], str] = str,
) -> NamedNode:
    """The one candidate that ``typed`` names best; ``told`` describes one to choose from.

    :raises InputError: ASK-NONE with the nearest names, or ASK-SEVERAL with what there is to choose
        from.
    """
    iri = typed.strip("<>")
    fitting: dict[tuple[int, int], list[NamedNode]] = defaultdict(list)
    known: dict[str, str] = {}
    for candidate in found:
        if candidate.node.value == iri:
            return candidate.node
        fit = _fit(typed, candidate)
        if fit is not None:
            fitting[fit, candidate.rank].append(candidate.node)
        for name in candidate.names:
            known.setdefault(name, max(candidate.names, key=len))
    if not fitting:
        values = {"param": param.name, "found": typed, "near": _nearest(typed, known)}
        raise InputError(Problem("ASK-NONE", "", values))
    named = list(dict.fromkeys(fitting[min(fitting)]))
    if len(named) == 1:
        return named[0]
    listed = list(map(told, named[:_LISTED]))
    if len(named) > _LISTED:
        listed.append("…")
    values = {"param": param.name, "found": typed, "candidates": "\n    ".join(listed)}
    raise InputError(Problem("ASK-SEVERAL", "", values))
