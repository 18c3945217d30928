"""Columns that a whole document does not have.

Told once for the document, not once for every row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pyoxigraph import NamedNode, Triple

from kg.derive.cascading.roles import borne
from kg.derive.context import Context
from kg.derive.contributing import reached
from kg.derive.evidence import counted
from kg.derive.places import columnless, placeless
from kg.derive.printed import printed_units
from kg.terms import KIN, RDF

__all__ = ["absent_columns"]

_Fills = Callable[[Context, NamedNode], bool]
#: A document, and the fact that tells what it lacks.
_Told = tuple[NamedNode, NamedNode]


def _has(*names: str) -> _Fills:
    return lambda context, node: any(context.view.objects(node, KIN[name]) for name in names)


def _prints(*names: str) -> _Fills:
    return lambda context, node: any(context.view.text(node, KIN[n]).strip() for n in names)


def _has_unit(context: Context, node: NamedNode) -> bool:
    return bool(printed_units(context, node))


def _is_borne(context: Context, result: NamedNode) -> bool:
    """Whether a post answers for a result, or its row prints who does."""
    view = context.view
    if _has("ditanggungjawabiOleh", "unitPenanggungJawab")(context, result):
        return True
    items = view.subjects(KIN["memilikiSasaran"], result)
    return any(view.text(item, KIN["unitPenanggungJawab"]).strip() for item in items)


def _is_told_elsewhere(context: Context, result: NamedNode) -> bool:
    """Whether who answers for a result is told on its translation: a result, or an item with one.

    An item alone answers for nothing, not even for another.
    """
    view = context.view
    ends: list[NamedNode] = []
    for item in view.nodes(result, KIN["diterjemahkanKe"]):
        ends += [item, *view.nodes(item, KIN["memilikiSasaran"])]
        ends += view.nodes(item, KIN["ditanggungjawabiOleh"])
    return any(not view.is_a(end, KIN["KomponenPerencanaan"]) for end in ends)


def _answered(context: Context) -> list[NamedNode]:
    """Results for which a post must answer themselves, or somebody does: that must be a post."""
    has_somebody = _has("ditanggungjawabiOleh")
    found: list[NamedNode] = []
    for result in context.view.instances(KIN["Kinerja"]):
        if has_somebody(context, result) or not _is_told_elsewhere(context, result):
            found.append(result)
    return found


def _bears(context: Context, post: NamedNode) -> bool:
    """Whether a post has a result or an indicator."""
    return bool(borne(context, post)) or _has("memilikiIndikator")(context, post)


def _is_measured(context: Context, result: NamedNode) -> bool:
    """Whether a result has a worded indicator."""
    view = context.view
    indicators = view.nodes(result, KIN["diukurOleh"])
    return any(view.label(one).strip() for one in indicators)


def _is_tied(context: Context, post: NamedNode) -> bool:
    """Whether a result of the post supports anything."""
    own = borne(context, post)
    return bool(reached(context, own) - own)


def _reports(context: Context) -> list[NamedNode]:
    """Posts with a superior that bear something.

    A post that bears nothing is told as such (CAS-07).
    """
    posts = sorted(set(context.view.having(KIN["melaporKe"])), key=lambda n: n.value)
    return [post for post in posts if borne(context, post)]


def _of(kind: str) -> Callable[[Context], list[NamedNode]]:
    return lambda context: context.view.instances(KIN[kind])


def _named(kind: str) -> Callable[[Context], list[NamedNode]]:
    """The things of a kind that have a wording."""

    def rows(context: Context) -> list[NamedNode]:
        view = context.view
        return [node for node in view.instances(KIN[kind]) if view.label(node).strip()]

    return rows


_worded = _named("Indikator")


#: What a document lacks, however few its rows, that holds nothing of the kind that would fill the
#: column.
_NOTHING_TO_NAME = {"tanpaPenanggungJawab": "Jabatan", "tanpaSubKegiatan": "SubKegiatan"}
#: Columns that a table of posts may not have while the document has them elsewhere.
_OF_A_TABLE = frozenset({"tanpaTarget", "tanpaSatuan"})
#: What posts of the staff, and all others, lack where their document names none of them.
_OF_POSTS = "tanpaKinerjaJabatan"
#: What a row lacks that nobody stands on: who answers, or for work of staff (true) who does it.
_ROLES = {False: "tanpaPenanggungJawab", True: "tanpaPelaksana"}
_ROLE_OF = {_OF_POSTS: _ROLES, "tanpaKinerjaAtasan": _ROLES}
#: Posts of staff, who carry out and do not answer.
_STAFF = ("Pelaksana", "JabatanFungsional")
#: What the column stands in for, where a kind of document may have no place for it.
_PLACE_OF = {
    "tanpaSumberData": "sumberData",
    "tanpaFormulasi": "formulasi",
    "tanpaKode": "kodeNomenklatur",
}
#: Class of the rows that are judged one by one, fact about a document that lacks the column, the
#: rows that could fill it, and whether a row does.
_COLUMNS: tuple[tuple[str, str, Callable[[Context], list[NamedNode]], _Fills], ...] = (
    ("IndikatorWajibTarget", "tanpaTarget", _worded, _has("memilikiTarget")),
    ("IndikatorWajibSatuan", "tanpaSatuan", _worded, _has_unit),
    ("IndikatorWajibSumber", "tanpaSumberData", _worded, _has("sumberData")),
    (
        "IndikatorDinilaiFormulasi",
        "tanpaFormulasi",
        _worded,
        _prints("formulasi", "definisiOperasional"),
    ),
    (
        "KomponenDinilaiKode",
        "tanpaKode",
        _named("KomponenPerencanaan"),
        _prints("kodeNomenklatur"),
    ),
    (
        "OperasionalWajibSubKegiatan",
        "tanpaSubKegiatan",
        _of("KondisiOperasional"),
        _has("diterjemahkanKe"),
    ),
    (
        "KinerjaWajibPenanggungJawab",
        "tanpaPenanggungJawab",
        _answered,
        _is_borne,
    ),
    (
        "OperasionalWajibPelaksana",
        "tanpaPelaksana",
        _of("KondisiOperasional"),
        _has("dilaksanakanOleh"),
    ),
    ("JabatanWajibKinerja", "tanpaKinerjaJabatan", _of("Jabatan"), _bears),
    ("KinerjaDinilaiIndikator", "tanpaIndikator", _of("Kinerja"), _is_measured),
    ("JabatanWajibMenopang", "tanpaKinerjaAtasan", _reports, _is_tied),
)


def _placed(context: Context, fact: str, rows: list[NamedNode]) -> list[NamedNode]:
    """The rows whose documents have a place for the column."""
    place = _PLACE_OF.get(fact)
    if place is None:
        return rows
    without = placeless(context, place)
    return [row for row in rows if row not in without]


def _rows(context: Context, fact: str, rows: list[NamedNode], fills: _Fills) -> list[NamedNode]:
    """The rows that have a place for the column."""
    placed = _placed(context, fact, rows)
    if fact not in _OF_A_TABLE:
        return placed
    outside = columnless(context, fills)
    return [node for node in placed if node not in outside]


def _is_untranslated(context: Context, node: NamedNode, absent: set[_Told]) -> bool:
    """Whether a condition has a performer alone, and what it would be judged by is told to be missing: the mapping."""
    performed = _has("dilaksanakanOleh")(context, node) and not _is_borne(context, node)
    documents = context.papers(node) if performed else ()
    if any((document, KIN["tanpaSubKegiatan"]) in absent for document in documents):
        return True
    # That it is not translated is told of it alone (CAS-18) where the plan tells who answers.
    alone = context.view.is_a(node, KIN["KondisiOperasional"])
    return bool(documents) and alone and not context.once(_nodes_borne)


def _nodes_borne(context: Context) -> bool:
    """Whether a post answers for any operational condition itself."""
    nodes = context.view.instances(KIN["KondisiOperasional"])
    return any(_is_borne(context, node) for node in nodes)


def _told_elsewhere(context: Context, fact: str, node: NamedNode, absent: set[_Told]) -> bool:
    """Whether what a row lacks follows from what is told of its document.

    A post has nothing where its document names no post of its kind for anything.
    """
    lacking = _ROLE_OF.get(fact)
    if lacking is None:
        return fact == _ROLES[False] and _is_untranslated(context, node, absent)
    view = context.view
    if fact == _OF_POSTS:
        idle = [node]
    else:
        idle = list(view.nodes(node, KIN["melaporKe"]))
    if any(_bears(context, post) for post in idle):
        return False
    role = lacking[any(_is_staff(context, post) for post in idle)]
    return any((document, KIN[role]) in absent for document in context.papers(node))


def _is_staff(context: Context, post: NamedNode) -> bool:
    return any(context.view.is_a(post, KIN[kind]) for kind in _STAFF)


def absent_columns(context: Context) -> Iterator[Triple]:
    """Facts about documents none of whose rows fills a column.

    The rows of all other documents are judged one by one.
    """
    absent: set[_Told] = set()
    for judged, fact, rows, fills in _COLUMNS:
        nodes = _rows(context, fact, rows(context), fills)
        covered: set[NamedNode] = set()
        for document, own in _empty(context, fact, nodes, fills):
            yield Triple(document, KIN[fact], counted(context.view, f"0 / {len(own)}", own))
            absent.add((document, KIN[fact]))
            covered.update(own)
        for node in nodes:
            if node not in covered and not _told_elsewhere(context, fact, node, absent):
                yield Triple(node, RDF["type"], KIN[judged])


def _empty(
    context: Context, fact: str, nodes: list[NamedNode], fills: _Fills
) -> Iterator[tuple[NamedNode, list[NamedNode]]]:
    """The documents of which no row fills the column, with those rows."""
    named = _NOTHING_TO_NAME.get(fact)
    nothing = named is not None and not context.view.instances(KIN[named])
    for document, own in context.by_paper(nodes).items():
        many = len(own) >= context.threshold("kolom-kosong")
        if (many or nothing) and not any(fills(context, node) for node in own):
            yield document, own
