"""All derivations over one kecamatan and period."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pyoxigraph import NamedNode, Triple

from kg import __version__
from kg.derive.bounds import bounds
from kg.derive.classes import named_components, stated_indicators, trees
from kg.derive.context import Context
from kg.derive.measures import measures, not_formulas, polarity
from kg.derive.mentions import foreign_kecamatan
from kg.derive.regions import LokalRegions
from kg.derive.vocabulary import vocabulary
from kg.derive.years import missing_texts, years_due
from kg.read.gate import sha256
from kg.read.ontology import Ontology
from kg.store.view import View

__all__ = ["DERIVATIONS", "derivation_digest", "derive"]

#: Every derivation; a new derived fact is one function here and one property in ``ontology/turunan.ttl``.
DERIVATIONS: tuple[Callable[[Context], Iterator[Triple]], ...] = (
    trees,
    stated_indicators,
    named_components,
    measures,
    not_formulas,
    polarity,
    bounds,
    foreign_kecamatan,
    years_due,
    missing_texts,
)


def derivation_digest(ontology: Ontology) -> str:
    """Names how facts are derived: program version, ontology and word lists."""
    return sha256("\n".join((__version__, ontology.digest, vocabulary().digest)).encode())


def derive(graphs: dict[NamedNode, list[Triple]], ontology: Ontology) -> list[Triple]:
    """The derived facts of one unit, sorted; ``graphs`` holds the statements of its documents by graph.

    The same statements give the same facts whatever their order.
    """
    merged: Iterable[Triple] = (t for triples in graphs.values() for t in triples)
    subjects = {
        graph: sorted({t.subject for t in triples if isinstance(t.subject, NamedNode)}, key=lambda n: n.value)
        for graph, triples in graphs.items()
    }
    context = Context(View(merged, ontology), subjects, vocabulary(), LokalRegions())
    facts = {t for derivation in DERIVATIONS for t in derivation(context)}
    return sorted(facts, key=str)
