"""Goals, objectives, programs or activities that a whole plan does without.

Told once for the document, with the rows that end there: one row more mends every chain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.contributing import reached
from kg.derive.evidence import counted
from kg.derive.places import placeless
from kg.terms import KIN

__all__ = ["absent_rungs", "is_list", "marked"]

_GOAL, _OBJECTIVE, _PROGRAM = "Tujuan", "SasaranPerangkatDaerah", "Program"
_ACTIVITY, _SUB = "Kegiatan", "SubKegiatan"
_BELOW = (_PROGRAM, _ACTIVITY, _SUB)
#: Documents that print results and indicators only, and programs in none of their rows.
_LISTS = frozenset({"iku", "pk", "iki"})
#: What is missing, what must be there, what is counted, the fact, what marks the rows below, and
#: what a kind of document may have no place for.
_RUNGS = (
    (_GOAL, _OBJECTIVE, _OBJECTIVE, "tanpaTujuan", "tujuanTerlewat", ("tujuan", "tujuanSasaran")),
    (_OBJECTIVE, _GOAL, _PROGRAM, "tanpaSasaran", "sasaranTerlewat", ("programSasaran",)),
)

_Rows = dict[NamedNode, list[NamedNode]]


class _Plan:
    """The rows of one document that have a place for what is looked for, by level."""

    def __init__(self, context: Context, places: tuple[str, ...]) -> None:
        without: set[NamedNode] = set()
        for place in places:
            without |= placeless(context, place)
        self._levels: dict[str, _Rows] = {}
        for kind in (_GOAL, _OBJECTIVE, *_BELOW):
            rows = context.view.instances(KIN[kind])
            self._levels[kind] = context.by_paper(n for n in rows if n not in without)

    def of(self, document: NamedNode, *kinds: str) -> list[NamedNode]:
        """Its rows of these levels."""
        found: list[NamedNode] = []
        for kind in kinds:
            found += self._levels[kind].get(document, ())
        return found

    def documents(self, *kinds: str) -> list[NamedNode]:
        """The documents with a row of one of these levels."""
        found: set[NamedNode] = set()
        for kind in kinds:
            found.update(self._levels[kind])
        return sorted(found, key=lambda node: node.value)


def is_list(context: Context, node: NamedNode) -> bool:
    """Whether a row stands in documents only that print no programs."""
    kinds = context.document_kinds(node)
    return bool(kinds) and kinds <= _LISTS


def absent_rungs(context: Context) -> Iterator[Triple]:
    """Documents without any row of a level of the plan beside at least two that need it, and the rows below."""
    yield from context.once(_told)


def _told(context: Context) -> tuple[Triple, ...]:
    found: list[Triple] = []
    for gaps in (_between, _aimless, _untied, _programless, _activityless):
        found += gaps(context)
    return tuple(found)


def _marks(
    context: Context, document: NamedNode, mark: str, rows: Iterable[NamedNode]
) -> Iterator[Triple]:
    name = Literal(context.view.label(document))
    yield from (Triple(node, KIN[mark], name) for node in rows)


def _are_several(context: Context, rows: list[NamedNode]) -> bool:
    """A single row beside a gap is its own fault."""
    return len(rows) >= context.threshold("tingkat-kosong")


def _between(context: Context) -> Iterator[Triple]:
    """Objectives without any goal above them, and goals and programs with nothing between."""
    everything = _Plan(context, ())
    for missing, needed, own, fact, mark, places in _RUNGS:
        plan = _Plan(context, places)
        for document in everything.documents(needed):
            rows = plan.of(document, own)
            if everything.of(document, missing) or not _are_several(context, rows):
                continue
            yield Triple(document, KIN[fact], counted(context.view, str(len(rows)), rows))
            below = dict.fromkeys([*rows, *plan.of(document, *_BELOW)])
            yield from _marks(context, document, mark, below)


def _aimless(context: Context) -> Iterator[Triple]:
    """Programs of a document with neither goals nor objectives, which support none of another."""
    plan = _Plan(context, ("programSasaran", "tujuan"))
    everything = _Plan(context, ())
    for document in plan.documents(_PROGRAM):
        programs = plan.of(document, _PROGRAM)
        aims = everything.of(document, _GOAL, _OBJECTIVE)
        if aims or not _are_several(context, programs) or _is_aimed(context, programs):
            continue
        rows = plan.of(document, *_BELOW)
        told = counted(context.view, str(len(rows)), rows)
        yield Triple(document, KIN["tanpaTujuanSasaran"], told)
        yield from _marks(context, document, "sasaranTerlewat", rows)


def _tied(context: Context, rows: Iterable[NamedNode]) -> set[NamedNode]:
    """What rows of the plan support, they themselves or their objectives."""
    tied = reached(context, set(rows))
    for node in list(tied):
        tied.update(context.view.nodes(node, KIN["memilikiSasaran"]))
    return reached(context, tied)


def _is_aimed(context: Context, programs: list[NamedNode]) -> bool:
    aims = {*context.view.instances(KIN[_GOAL]), *context.view.instances(KIN[_OBJECTIVE])}
    return bool(aims & _tied(context, programs))


def _untied(context: Context) -> Iterator[Triple]:
    """Objectives and programs of a document that never says which program supports which objective."""
    plan = _Plan(context, ("programSasaran",))
    aims = set(context.view.instances(KIN[_OBJECTIVE]))
    everywhere = _tied(context, context.view.instances(KIN[_PROGRAM]))
    for document in plan.documents(_PROGRAM):
        programs = plan.of(document, _PROGRAM)
        objectives = plan.of(document, _OBJECTIVE)
        if not (_are_several(context, programs) and _are_several(context, objectives)):
            continue
        if aims & _tied(context, programs) or everywhere & set(objectives):
            continue
        rows = objectives + programs
        told = counted(context.view, str(len(rows)), rows)
        yield Triple(document, KIN["tanpaKaitanProgram"], told)
        yield from _marks(context, document, "programTerlewat", objectives)
        yield from _marks(context, document, "sasaranTerlewat", plan.of(document, *_BELOW))


def _programless(context: Context) -> Iterator[Triple]:
    """Objectives and activities of a document without a single program."""
    plan = _Plan(context, ("programSasaran",))
    everything = _Plan(context, ())
    anywhere = bool(context.view.instances(KIN[_PROGRAM]))
    for document in everything.documents(_OBJECTIVE, _ACTIVITY):
        judged = plan.of(document, _OBJECTIVE)
        tops = [n for n in judged if anywhere or not is_list(context, n)]
        tops += plan.of(document, _ACTIVITY)
        if everything.of(document, _PROGRAM) or not _are_several(context, tops):
            continue
        if not _have_program(context, tops):
            yield from _programs_missing(context, document, tops + plan.of(document, _SUB))


def _programs_missing(
    context: Context, document: NamedNode, rows: list[NamedNode]
) -> Iterator[Triple]:
    yield Triple(document, KIN["tanpaProgram"], counted(context.view, str(len(rows)), rows))
    yield from _marks(context, document, "programTerlewat", rows)


def _have_program(context: Context, rows: list[NamedNode]) -> bool:
    """Whether a program of another document holds an activity, or supports an objective."""
    view = context.view
    own = set(rows)
    if any(view.is_a(n, KIN[_PROGRAM]) for n in reached(context, own)):
        return True
    return bool(own & _tied(context, view.instances(KIN[_PROGRAM])))


def _activityless(context: Context) -> Iterator[Triple]:
    """Programs and sub-activities of a document without activities, and sub-activities that all stand alone."""
    plan = _Plan(context, ("kegiatan",))
    everything = _Plan(context, ())
    for document in plan.documents(_PROGRAM, _SUB):
        subs = plan.of(document, _SUB)
        if everything.of(document, _ACTIVITY):
            rows, fact, least = subs, "tanpaKegiatanInduk", context.threshold("kolom-kosong")
        else:
            rows, fact = plan.of(document, _PROGRAM, _SUB), "tanpaKegiatan"
            least = context.threshold("tingkat-kosong")
        if len(rows) < least or _have_activity(context, rows):
            continue
        told = counted(context.view, f"0 / {len(rows)}", rows)
        yield Triple(document, KIN[fact], told)
        yield from _marks(context, document, "kegiatanTerlewat", rows)


def _have_activity(context: Context, rows: list[NamedNode]) -> bool:
    view = context.view
    for node in rows:
        beside = [*view.nodes(node, KIN["bagianDari"]), *view.subjects(KIN["bagianDari"], node)]
        if any(view.is_a(one, KIN[_ACTIVITY]) for one in beside):
            return True
    return False


def marked(context: Context, *marks: str) -> set[NamedNode]:
    """The rows for which one of these levels is told to be missing on their document."""
    wanted = {KIN[mark] for mark in marks}
    found: set[NamedNode] = set()
    for told in context.once(_told):
        if told.predicate in wanted and isinstance(told.subject, NamedNode):
            found.add(told.subject)
    return found
