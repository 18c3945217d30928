"""Results that explain nothing: an echo of the parent, of the plan item or of an official name.

Cause and effect at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Triple
from rapidfuzz import fuzz

from kg.derive.bahasa.kata import stems
from kg.derive.bahasa.makna import meaning, meant, sense, whole_sense
from kg.derive.context import Context, each_once
from kg.derive.nomenklatur.naming import matches
from kg.derive.official.concept import Concept
from kg.derive.official.name_pool import NamePool
from kg.derive.text import normal, words
from kg.derive.vocabulary import Vocabulary
from kg.terms import KIN, RDF
from kg.walk.trace import cited

__all__ = ["echoes", "scrambled_parent"]

#: An official name of fewer stems is too short to be told from common words.
_NAME = 3


def scrambled_parent(context: Context, node: NamedNode) -> bool:
    """Whether text extraction lost the parent of a node."""
    return Literal("kode_induk") in context.view.objects(node, KIN["artefakEkstraksi"])


@lru_cache(maxsize=8)
def _listed(vocabulary: Vocabulary, name: str) -> frozenset[str]:
    """What the forms of a word list mean."""
    return frozenset(sense(vocabulary, form) for form in vocabulary.forms(name))


def _matter(context: Context, label: str) -> list[str]:
    """What a result is about, words of quality aside."""
    qualities = _listed(context.vocabulary, "kata-kualitas")
    found: list[str] = []
    for word in meaning(context.vocabulary, label).about:
        if word not in qualities:
            found.append(word)
    return found


def _says_again(mine: list[str], theirs: list[str], general: frozenset[str]) -> bool:
    """Whether a result is about all that its parent is about and at most one thing more, or about its first word alone.

    A result about another thing that only names the matter of its parent (*petugas pelayanan*)
    begins with that other thing; ``general`` words before the matter (*fasilitasi pelayanan*) are
    none.
    """
    own = set(mine)
    above = set(theirs)
    if own < above:
        return mine == theirs[:1]
    head = next((word for word in mine if word not in general), mine[0])
    return own >= above and head in above and len(own - above) <= 1


def _parents(context: Context, node: NamedNode) -> Iterator[str]:
    """Parents that the result only says again."""
    view = context.view
    general = _listed(context.vocabulary, "kata-pengantar")
    mine = _matter(context, view.label(node))
    if scrambled_parent(context, node):
        above = []
    else:
        above = view.nodes(node, KIN["menopang"])
    for parent in above:
        theirs = _matter(context, view.label(parent))
        again = bool(mine and theirs) and _says_again(mine, theirs, general)
        if again or _says_all(context, view.label(node), view.label(parent)):
            yield cited(view, parent)


def _says_all(context: Context, label: str, parent: str) -> bool:
    """Whether a result says all that its parent says, whichever word opens it (*rukunnya umat*, *kerukunan umat*)."""
    lists = context.vocabulary
    one, other = whole_sense(lists, label), whole_sense(lists, parent)
    direction = meaning(lists, label).direction == meaning(lists, parent).direction
    return len(one) > 1 and one == other and direction


def _is_name(vocabulary: Vocabulary, label: str, name: str, loose: frozenset[str]) -> bool:
    """Whether a result is a name behind a general word of result, or the name itself in another form.

    *Tersedianya X* is *Penyediaan X*; *Terlaksananya Penyediaan X* too; *Meningkatnya X* is
    *Program X*.
    """
    whole = frozenset(meant(vocabulary, name)) - loose
    if not whole:
        return False
    if frozenset(meant(vocabulary, label)) - loose == whole:
        return True
    result = meaning(vocabulary, label)
    return _is_general(vocabulary, result.opening) and result.core - loose == whole


def _is_general(vocabulary: Vocabulary, opening: str) -> bool:
    """Whether any matter can stand behind the opening word."""
    return any(opening in _listed(vocabulary, name) for name in ("kata-wujud", "kata-output"))


def _ratio(first: list[str], second: list[str]) -> float:
    return fuzz.ratio(" ".join(first), " ".join(second))


def _is_standard(context: Context, label: str, name: str, standard: str) -> bool:
    """Whether a result is worded as the nomenclature words the result of its sub-activity.

    A result that is the whole name behind its first word (*Terlaksananya Pengadaan X*) is sound
    only where the standard result is so as well (not *Tersedianya X*).
    """
    own = words(label)
    official = words(standard)
    limit = "kinerja-baku"
    if own[1:] == words(name):
        limit = "nama-resmi-simpul"
    alike = max(_ratio(own, official), _ratio(own[1:], official[1:]))
    return bool(official) and alike >= 100 * context.threshold(limit)


def _is_prescribed(context: Context, label: str, standard: str) -> bool:
    """Whether a node is worded as the result that the nomenclature prescribes."""
    least = 100 * context.threshold("nama-resmi-simpul")
    return bool(standard) and _ratio(words(label), words(standard)) >= least


@each_once
def _items(context: Context, node: NamedNode) -> list[NamedNode]:
    """The plan items that a result belongs to.

    Those that have it as objective, and those it is translated to.
    """
    view = context.view
    translated = view.nodes(node, KIN["diterjemahkanKe"])
    found = [*view.subjects(KIN["memilikiSasaran"], node), *translated]
    return [item for item in found if view.is_a(item, KIN["KomponenPerencanaan"])]


def _plan(context: Context, node: NamedNode, standards: dict[NamedNode, str]) -> Iterator[str]:
    """Items whose name is the result, unless the nomenclature words their result so."""
    view = context.view
    label = context.view.label(node)
    papers = _listed(context.vocabulary, "kata-naskah")
    for item in _items(context, node):
        name = view.label(item)
        # Papers are what a sub-activity hands over, but no result of a program or activity.
        sub = view.is_a(item, KIN["SubKegiatan"])
        loose: frozenset[str] = frozenset() if sub else papers
        paper = sub and frozenset(stems(label)[1:2]) <= papers
        named = not paper and _is_name(context.vocabulary, label, name, loose)
        given = (standards.get(item, ""), _by_name(context, name) if named and sub else "")
        if named and not any(_is_standard(context, label, name, one) for one in given):
            yield cited(view, item)


def _by_name(context: Context, name: str) -> str:
    """The result that the nomenclature prescribes for a name, whatever code is printed beside it."""
    lists = context.vocabulary
    found = _names(lists, context.pool).get(frozenset(meant(lists, name)))
    return found[1].result if found is not None else ""


@lru_cache(maxsize=8)
def _names(vocabulary: Vocabulary, pool: NamePool) -> dict[frozenset[str], tuple[str, Concept]]:
    """The official names by their stems."""
    pairs = ((frozenset(meant(vocabulary, name)), name, c) for name, c in pool.names())
    found: dict[frozenset[str], tuple[str, Concept]] = {}
    for key, name, concept in pairs:
        if len(key) >= _NAME:
            found[key] = (name, concept)
    return found


def _official(context: Context, node: NamedNode) -> Iterator[str]:
    """The official name that a node of the tree is, with its code."""
    if not context.view.is_a(node, KIN["SimpulKinerja"]):
        return
    lists = context.vocabulary
    label = context.view.label(node)
    known = _names(lists, context.pool)
    whole = frozenset(meant(lists, label))
    result = meaning(lists, label)
    found = known.get(whole)
    if found is None and _is_general(lists, result.opening):
        found = known.get(result.core)
    if found is not None and not _is_prescribed(context, label, found[1].result):
        yield f"{found[0]} ({found[1].code})"


def _facts(
    context: Context, node: NamedNode, standards: dict[NamedNode, str]
) -> Iterator[tuple[str, str]]:
    """What is wrong with a result, as property and evidence."""
    lists = context.vocabulary
    label = context.view.label(node)
    told = {
        *_parents(context, node),
        *_plan(context, node, standards),
        *_official(context, node),
    }
    for text in sorted(told):
        yield ("mengulangInduk", text)
    # What the nomenclature words itself (teknologi tepat guna) is no chain of cause and effect.
    given = [standards.get(item, "") for item in _items(context, node)]
    worded = any(_is_prescribed(context, label, standard) for standard in given)
    if worded:
        joint = ""
    else:
        joint = lists.contains("kata-akibat", label)
    if joint:
        yield "sebabAkibat", joint
    begun = lists.beginning("kata-terlaksana", label)
    if begun is not None and not context.view.subjects(KIN["memilikiSasaran"], node):
        yield "kegiatanTerlaksana", begun.name


def echoes(context: Context) -> Iterator[Triple]:
    """What each result only repeats, and the results that have something to be compared with."""
    view = context.view
    standards = {node: match.concept.result for node, _, match in matches(context)}
    for node in view.instances(KIN["Kinerja"]):
        if not normal(view.label(node)):
            continue
        facts = list(_facts(context, node, standards))
        if scrambled_parent(context, node):
            parents = []
        else:
            parents = view.nodes(node, KIN["menopang"])
        if facts or parents or _items(context, node):
            yield Triple(node, RDF["type"], KIN["KinerjaBerpembanding"])
        for name, text in facts:
            yield Triple(node, KIN[name], Literal(text))
