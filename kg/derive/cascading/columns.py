"""Columns that a whole document does not have.

Told once for the document, not once for every row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.cascading.roles import borne
from kg.derive.context import Context
from kg.derive.contributing import reached
from kg.derive.places import columnless, placeless
from kg.derive.printed import printed_units
from kg.terms import KIN, RDF

__all__ = ["absent_columns"]

_Fills = Callable[[Context, NamedNode], bool]


def _has(*names: str) -> _Fills:
    return lambda context, node: any(context.view.objects(node, KIN[name]) for name in names)


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
    """Whether who answers for a result is told on its translation: a result, or an item with one."""
    view = context.view
    for item in view.nodes(result, KIN["diterjemahkanKe"]):
        if not view.is_a(item, KIN["KomponenPerencanaan"]):
            return True
        if _has("memilikiSasaran", "ditanggungjawabiOleh")(context, item):
            return True
    return False


def _answered(context: Context) -> list[NamedNode]:
    """Results for which a post must answer themselves."""
    found: list[NamedNode] = []
    for result in context.view.instances(KIN["Kinerja"]):
        if not _is_told_elsewhere(context, result):
            found.append(result)
    return found


def _bears(context: Context, post: NamedNode) -> bool:
    """Whether a post has a result or an indicator."""
    return bool(borne(context, post)) or _has("memilikiIndikator")(context, post)


def _is_measured(context: Context, result: NamedNode) -> bool:
    """Whether a result has a worded indicator."""
    view = context.view
    return any(view.label(one).strip() for one in view.nodes(result, KIN["diukurOleh"]))


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


def _worded(context: Context) -> list[NamedNode]:
    found: list[NamedNode] = []
    for n in context.view.instances(KIN["Indikator"]):
        if context.view.label(n).strip():
            found.append(n)
    return found


#: What a document lacks, however few its rows, that holds nothing of the kind that would fill the
#: column.
_NOTHING_TO_NAME = {"tanpaPenanggungJawab": "Jabatan", "tanpaSubKegiatan": "SubKegiatan"}
#: Columns that a table of posts may not have while the document has them elsewhere.
_OF_A_TABLE = frozenset({"tanpaTarget", "tanpaSatuan"})
#: What the column stands in for, where a kind of document may have no place for it.
_PLACE_OF = {"tanpaSumberData": "sumberData"}
#: Class of the rows that are judged one by one, fact about a document that lacks the column, the
#: rows that could fill it, and whether a row does.
_COLUMNS: tuple[tuple[str, str, Callable[[Context], list[NamedNode]], _Fills], ...] = (
    ("IndikatorWajibTarget", "tanpaTarget", _worded, _has("memilikiTarget")),
    ("IndikatorWajibSatuan", "tanpaSatuan", _worded, _has_unit),
    ("IndikatorWajibSumber", "tanpaSumberData", _worded, _has("sumberData")),
    (
        "KinerjaWajibPenanggungJawab",
        "tanpaPenanggungJawab",
        _answered,
        _is_borne,
    ),
    (
        "OperasionalWajibSubKegiatan",
        "tanpaSubKegiatan",
        _of("KondisiOperasional"),
        _has("diterjemahkanKe"),
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


def _documents(context: Context, node: NamedNode) -> set[NamedNode]:
    view = context.view
    found: set[NamedNode] = set()
    for d in context.stated_in(node):
        if view.is_a(d, KIN["Dokumen"]):
            found.add(d)
    return found


def _placed(context: Context, fact: str, rows: list[NamedNode]) -> list[NamedNode]:
    """The rows whose documents have a place for the column."""
    place = _PLACE_OF.get(fact)
    if place is None:
        return rows
    without = placeless(context, place)
    return [row for row in rows if row not in without]


def absent_columns(context: Context) -> Iterator[Triple]:
    """Facts about documents none of whose rows fills a column.

    The rows of all other documents are judged one by one.
    """
    for judged, fact, rows, fills in _COLUMNS:
        by_document: dict[NamedNode, list[NamedNode]] = {}
        nodes = _placed(context, fact, rows(context))
        if fact in _OF_A_TABLE:
            outside = columnless(context, fills)
            nodes = [node for node in nodes if node not in outside]
        named = _NOTHING_TO_NAME.get(fact)
        nothing = named is not None and not context.view.instances(KIN[named])
        for node in nodes:
            for document in _documents(context, node):
                by_document.setdefault(document, []).append(node)
        told: set[NamedNode] = set()
        for document, own in by_document.items():
            many = len(own) >= context.threshold("kolom-kosong")
            if (many or nothing) and not any(fills(context, node) for node in own):
                yield Triple(document, KIN[fact], Literal(f"0 / {len(own)}"))
                told.update(own)
        yield from (Triple(node, RDF["type"], KIN[judged]) for node in nodes if node not in told)
