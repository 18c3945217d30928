"""A document as sections to be read: one for each thing that it describes, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.errors import Lang
from kg.report.site.addresses import anchor_of, document_of, page_name, way
from kg.report.site.documents import SiteDocument, documents
from kg.report.site.naming import name_of, property_name, short
from kg.report.site.usage import usage_of
from kg.report.words import word
from kg.terms import BASE, KIN, RDF, RDFS, SH, SKOS, text_of

__all__ = ["Reader", "Section", "SectionRow", "SectionValue"]

#: What can stand in the place of a value.
Term = NamedNode | BlankNode | Literal | Triple
#: Told in the heading of a section, not again in its rows.
_HEADING = frozenset((RDFS["label"], SKOS["definition"], RDFS["isDefinedBy"]))
#: Values that are program text.
_CODE = frozenset((SH["select"], SH["pattern"]))


@dataclass(frozen=True)
class SectionValue:
    """One value: its text, where it leads, its language where that is not the one of the page."""

    text: str
    href: str = ""
    lang: str = ""
    is_code: bool = False


@dataclass(frozen=True)
class SectionRow:
    """A property and its values."""

    name: str
    title: str
    values: tuple[SectionValue, ...]


@dataclass(frozen=True)
class Section:
    """One thing: where it stands on the page, what it is called, what is said of it."""

    iri: str
    anchor: str
    name: str
    lead: str
    rows: tuple[SectionRow, ...]


def in_language(terms: Sequence[Term], lang: Lang) -> list[Term]:
    """Of texts in several languages those of the page, else all of them; anything else as it is."""
    texts = []
    others = []
    own = []
    for term in terms:
        if not (isinstance(term, Literal) and term.language):
            others.append(term)
            continue
        texts.append(term)
        if term.language == lang:
            own.append(term)
    return [*(own or texts), *others]


class Reader:
    """Reads one document for a page that lies at ``page``."""

    def __init__(self, document: SiteDocument, lang: Lang, page: str) -> None:
        self._document = document
        self._lang: Lang = lang
        self._page = page
        self._said: dict[Term, dict[NamedNode, list[Term]]] = {}
        self._below: dict[Term, list[NamedNode]] = {}
        for triple in document.triples:
            self._take(triple)

    def _take(self, triple: Triple) -> None:
        about = self._said.setdefault(triple.subject, {})
        about.setdefault(triple.predicate, []).append(triple.object)
        is_step = triple.predicate in {RDFS["subClassOf"], RDFS["subPropertyOf"]}
        if is_step and isinstance(triple.subject, NamedNode):
            self._below.setdefault(triple.object, []).append(triple.subject)

    def link(self, iri: str) -> str:
        """Where an IRI is described: a page of the site, or outside of it."""
        if not iri.startswith(BASE):
            return iri if iri.startswith(("http://", "https://")) else ""
        document = document_of(iri)
        if document not in documents():
            return ""
        anchor = anchor_of(iri)
        target = page_name(document, self._lang)
        if target == self._page:
            target = ""
        else:
            target = way(self._page, target)
        return f"{target}#{anchor}" if anchor else target or f"{way(self._page, self._page)}"

    def _value(self, term: Term, predicate: NamedNode) -> SectionValue:
        if isinstance(term, NamedNode):
            return SectionValue(name_of(term.value, self._lang), self.link(term.value))
        if isinstance(term, BlankNode):
            return SectionValue(self._prefix(term) or self._nested(term), is_code=True)
        other = ""
        if isinstance(term, Literal) and term.language and term.language != self._lang:
            other = term.language
        return SectionValue(text_of(term), "", other, predicate in _CODE)

    def _prefix(self, node: BlankNode) -> str:
        """A prefix of queries as Turtle declares it; nothing for any other node."""
        about = self._said.get(node, {})
        if set(about) != {SH["prefix"], SH["namespace"]}:
            return ""
        name, space = text_of(about[SH["prefix"]][0]), text_of(about[SH["namespace"]][0])
        return f"@prefix {name}: <{space}> ."

    def _nested(self, node: BlankNode) -> str:
        """A thing without a name in the brackets of Turtle; a list in its parentheses."""
        about = self._said.get(node, {})
        if RDF["first"] in about:
            return f"( {' '.join(self._items(node))} )"
        parts = []
        for predicate, terms in about.items():
            told = " , ".join(map(self._written, terms))
            parts.append(f"{short(predicate.value)} {told}")
        return f"[ {' ; '.join(parts)} ]"

    def _items(self, node: Term) -> list[str]:
        found = []
        while node != RDF["nil"]:
            about = self._said[node]
            found.append(self._written(about[RDF["first"]][0]))
            node = about[RDF["rest"]][0]
        return found

    def _written(self, term: Term) -> str:
        if isinstance(term, NamedNode):
            return short(term.value)
        if isinstance(term, BlankNode):
            return self._nested(term)
        return f'"{text_of(term)}"'

    def _rows(self, node: NamedNode) -> list[SectionRow]:
        rows = []
        said = self._said.get(node, {})
        for predicate in sorted(said, key=lambda p: (p != RDF["type"], p.value)):
            if predicate in _HEADING:
                continue
            values = []
            for term in in_language(said[predicate], self._lang):
                values.append(self._value(term, predicate))
            name = property_name(predicate.value, self._lang)
            rows.append(SectionRow(name, short(predicate.value), tuple(values)))
        return rows

    def _others(self, key: str, iris: Iterable[str]) -> list[SectionRow]:
        """What is said elsewhere of a term, as one row; none where nothing is."""
        values = []
        for iri in iris:
            values.append(SectionValue(name_of(iri, self._lang), self.link(iri)))
        if not values:
            return []
        return [SectionRow(word(f"site/{key}", self._lang), "", tuple(values))]

    def _used(self, node: NamedNode) -> list[SectionRow]:
        """Where a term is used, and what stands below it."""
        below = sorted(term.value for term in self._below.get(node, ()))
        rows = self._others("below", below)
        if not node.value.startswith(KIN):
            return rows
        usage = usage_of(node.value)
        rules = []
        for path in usage.rules:
            code = path.removeprefix("rule/")
            name = f"{code} {name_of(BASE + path, self._lang)}"
            rules.append(SectionValue(name, self.link(BASE + path)))
        if rules:
            rows.append(SectionRow(word("site/in-rules", self._lang), "", tuple(rules)))
        if usage.sources:
            cited = tuple(map(SectionValue, usage.sources))
            rows.append(SectionRow(word("site/sources", self._lang), "dcterms:source", cited))
        asked = []
        for question in usage.questions:
            page = page_name(f"pertanyaan/{question}", self._lang)
            asked.append(SectionValue(question, way(self._page, page)))
        if asked:
            rows.append(SectionRow(word("site/in-questions", self._lang), "", tuple(asked)))
        return rows

    def section(self, iri: str) -> Section:
        """What the document says of one thing, and who uses it."""
        node = NamedNode(iri)
        said = self._said.get(node, {})
        definitions = in_language(said.get(SKOS["definition"], []), self._lang)
        lead = " ".join(map(text_of, definitions))
        rows = (*self._rows(node), *self._used(node))
        return Section(iri, anchor_of(iri), name_of(iri, self._lang), lead, rows)

    def sections(self) -> list[Section]:
        """One for each thing of ours, the document itself first, then by their names."""
        found = list(map(self.section, self._document.subjects))
        return sorted(found, key=lambda s: (bool(s.anchor), s.iri))
