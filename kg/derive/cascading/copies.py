"""What was taken over from other posts: formulas and duties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.bahasa.kata import stem
from kg.derive.bahasa.makna import meant
from kg.derive.cascading.holders import holders
from kg.derive.context import Context
from kg.derive.text import KEPT, normal
from kg.derive.vocabulary import Vocabulary
from kg.terms import KIN, RDFS
from kg.walk.trace import place_of

__all__ = ["copied_duties", "copied_formulas"]

#: A row, the posts that hold it, and the words that tell whose it is.
_Row = tuple[NamedNode, frozenset[NamedNode], str]
#: What can be a copy of the other.
_TWO = 2
#: A duty of fewer things is anybody's.
_SPECIFIC = 3


def _named(
    context: Context,
    posts: frozenset[NamedNode],
    row: NamedNode | None = None,
    prop: NamedNode | None = None,
) -> str:
    """The names of posts, with the place of the row of theirs that is meant."""
    names = ", ".join(sorted(map(context.view.label, posts)))
    place = place_of(context.view, row, prop) if row is not None else ""
    return f"{names} ({place})" if place else names


def _matter(context: Context, text: str, holder: frozenset[NamedNode]) -> frozenset[str]:
    """What a text is about, apart from the names of the superiors that it may cite."""
    cited: set[str] = set()
    for superior in _superiors(context, holder) - holder:
        cited |= _words(context, context.view.label(superior))
    return _words(context, text) - cited


def _superiors(context: Context, posts: Iterable[NamedNode]) -> set[NamedNode]:
    """All to whom any of these posts reports."""
    found: set[NamedNode] = set()
    for post in posts:
        found.update(context.view.nodes(post, KIN["melaporKe"]))
    return found


def _words(context: Context, text: str) -> frozenset[str]:
    """What a text or a name is about, by stems; how it is measured tells nothing."""
    return _about(context.vocabulary, text)


@lru_cache(maxsize=KEPT)
def _about(vocabulary: Vocabulary, text: str) -> frozenset[str]:
    return frozenset(meant(vocabulary, text)) - _measures(vocabulary)


@lru_cache(maxsize=8)
def _measures(vocabulary: Vocabulary) -> frozenset[str]:
    return _stems(vocabulary, "kata-ukuran")


def _copies(
    context: Context,
    text: str,
    prop: NamedNode,
    rows: list[_Row],
) -> Iterator[Triple]:
    """Rows of one text whose own words it does not take up, though it takes up those of another post's row."""
    said = _words(context, text)
    sources = []
    for node, holder, theirs in rows:
        if _words(context, theirs) & _matter(context, text, holder):
            sources.append((node, holder))
    if not sources:
        return
    # Whoever is not the first source has it; the first one has the first source of another holder.
    second = next((s for s in sources if s[1] != sources[0][1]), None)
    for node, holder, own in rows:
        if holder == sources[0][1]:
            source_of = second
        else:
            source_of = sources[0]
        if source_of is not None and not _words(context, own) & said:
            other, posts = source_of
            yield Triple(node, KIN["salinanJabatan"], Literal(_named(context, posts, other, prop)))


def copied_formulas(context: Context) -> list[Triple]:
    """Formulas that another post uses for the same words, and that share none with the own indicator."""
    return context.once(_copied_formulas)


def _copied_formulas(context: Context) -> list[Triple]:
    view = context.view
    found: list[Triple] = []
    by_formula: dict[str, list[_Row]] = defaultdict(list)
    for node in view.instances(KIN["Indikator"]):
        formula, holder = normal(view.text(node, KIN["formulasi"])), holders(context, node)
        if formula and holder and not context.scrambled(node, "formulasi"):
            by_formula[formula].append((node, holder, view.label(node)))
            found.append(Triple(node, KIN["formulasiMilik"], Literal(_named(context, holder))))
    for formula, rows in by_formula.items():
        found += _copies(context, formula, KIN["formulasi"], rows)
    return found


def _stems(vocabulary: Vocabulary, name: str) -> frozenset[str]:
    """The stems of all forms of a word list."""
    return frozenset(map(stem, vocabulary.forms(name)))


def _ranks(context: Context) -> frozenset[str]:
    return _stems(context.vocabulary, "kata-jabatan")


def _of_every_post(context: Context) -> frozenset[str]:
    found: set[str] = set()
    for form in context.vocabulary.forms("kata-tugas-setiap-jabatan"):
        found |= _words(context, form)
    return frozenset(found)


def _desk(context: Context, name: str) -> frozenset[str]:
    """The matter of a post by its name.

    That of its section where it names one, else its words without ranks.
    """
    section = context.vocabulary.first("nama-seksi", name)
    return frozenset({section[0].name}) if section else _words(context, name) - context.once(_ranks)


def _other_desk(context: Context, one: str, two: str) -> bool:
    """Whether two posts have different matters in their names.

    A name that holds only a rank tells none.
    """
    first, second = _desk(context, one), _desk(context, two)
    apart = not _words(context, one) & _words(context, two) - context.once(_ranks)
    return bool(first and second) and not first & second and apart


def _villages(context: Context) -> frozenset[str]:
    return _stems(context.vocabulary, "sebutan-wilayah")


def _is_general(context: Context, text: str) -> bool:
    """Whether a duty is one of every post by a phrase of the list."""
    # The budget of work (RKA) is no plan of work.
    plain = text.replace("rencana kerja anggaran", "rka").replace(
        "rencana kerja dan anggaran", "rka"
    )
    return bool(context.vocabulary.contains("tugas-umum", plain))


def _in_order(context: Context, first: frozenset[NamedNode], second: frozenset[NamedNode]) -> bool:
    """Whether one post stands above the other, whose duties it may share."""
    both = first | second
    return bool(_superiors(context, both) & both)


def _shared(context: Context, rows: list[_Row]) -> Iterator[Triple]:
    """One duty of two desks with different matters, of which neither name tells whose it is.

    On both rows.
    """
    if len({holder for _, holder, _ in rows}) != _TWO:
        return
    (node, holder, own), (other, posts, theirs) = rows[0], rows[-1]
    if _other_desk(context, own, theirs) and not _in_order(context, holder, posts):
        for row, others, line in ((node, posts, other), (other, holder, node)):
            told = _named(context, others, line, RDFS["label"])
            yield Triple(row, KIN["salinanJabatan"], Literal(told))


def copied_duties(context: Context) -> Iterator[Triple]:
    """Duties that another post has in the same words, and whose matter is in the name of that post but not of the own one.

    Where neither name tells whose the duty is, two desks of different matters share what one of
    them copied.
    """
    view = context.view
    by_matter: dict[frozenset[str], list[_Row]] = defaultdict(list)
    texts: dict[frozenset[str], str] = {}
    for node in view.instances(KIN["UraianJabatan"]):
        text = normal(view.label(node))
        holder = frozenset(view.subjects(KIN["memilikiTugas"], node))
        if not text or not holder or _is_general(context, text):
            continue
        matter = _set_apart_by(context, text)
        # The first wording stands for all that mean the same.
        texts.setdefault(matter, text)
        by_matter[matter].append((node, holder, " ".join(map(view.label, holder))))
        yield Triple(node, KIN["tugasMilik"], Literal(_named(context, holder)))
    for matter, rows in by_matter.items():
        # What names no matter of its own is a duty of every post, however it is worded.
        if matter <= context.once(_of_every_post):
            continue
        found = list(_copies(context, texts[matter], RDFS["label"], rows))
        if not found and len(matter) >= _SPECIFIC:
            found = list(_shared(context, rows))
        yield from found


def _set_apart_by(context: Context, text: str) -> frozenset[str]:
    """The words that set a duty apart.

    That it is done for villages does not: every desk of a kecamatan serves them.
    """
    own = _words(context, text) - context.once(_villages)
    return frozenset(own or {text})
