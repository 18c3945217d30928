"""What was taken over from elsewhere: formulas and duties of other posts, targets of the PK, names of villages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.cascading.holders import holders
from kg.derive.context import Context
from kg.derive.indikator.ratios import content
from kg.derive.text import normal
from kg.terms import KIN, RDFS
from kg.walk.trace import source

__all__ = ["agreements", "copied_duties", "copied_formulas", "villages"]

_VILLAGE = re.compile(
    r"\bpemerintah(?:an)?\s+(?:desa|kelurahan)\s+(?!se\b)([\w ]+)$", re.IGNORECASE
)
_PLANS = frozenset({"renstra", "renja", "iku"})


def _named(
    context: Context,
    posts: frozenset[NamedNode],
    row: NamedNode | None = None,
    prop: NamedNode | None = None,
) -> str:
    """The names of posts, with the line of the row of theirs that is meant."""
    line = source(context.view, row, prop).line if row is not None else None
    return ", ".join(sorted(context.view.label(p) for p in posts)) + (
        f" (baris {line})" if line else ""
    )


def _matter(context: Context, text: str, holder: frozenset[NamedNode]) -> set[str]:
    """What a text is about, apart from the names of the superiors that it may cite."""
    above = (
        view.label(s)
        for view in [context.view]
        for p in holder
        for s in view.nodes(p, KIN["melaporKe"])
    )
    return content(text) - {word for name in above for word in content(name)}


def _copies(
    context: Context,
    text: str,
    prop: NamedNode,
    rows: list[tuple[NamedNode, frozenset[NamedNode], str]],
) -> Iterator[Triple]:
    """Rows of one text whose own words it does not take up, though it takes up those of another post's row."""
    for node, holder, own in rows:
        others = [
            (o, h)
            for o, h, theirs in rows
            if h != holder and content(theirs) & _matter(context, text, h)
        ]
        if others and not content(own) & content(text):
            other, posts = others[0]
            yield Triple(node, KIN["salinanJabatan"], Literal(_named(context, posts, other, prop)))


def copied_formulas(context: Context) -> Iterator[Triple]:
    """Formulas that another post uses for the same words, and that share none with the own indicator."""
    view = context.view
    by_formula: dict[str, list[tuple[NamedNode, frozenset[NamedNode], str]]] = defaultdict(list)
    for node in view.instances(KIN["Indikator"]):
        formula, holder = normal(view.text(node, KIN["formulasi"])), holders(context, node)
        if formula and holder and not context.scrambled(node, "formulasi"):
            by_formula[formula].append((node, holder, view.label(node)))
            yield Triple(node, KIN["formulasiMilik"], Literal(_named(context, holder)))
    for formula, rows in by_formula.items():
        yield from _copies(context, formula, KIN["formulasi"], rows)


def copied_duties(context: Context) -> Iterator[Triple]:
    """Duties that another post has word for word, and whose matter is in the name of that post but not of the own one."""
    view = context.view
    by_text: dict[str, list[tuple[NamedNode, frozenset[NamedNode], str]]] = defaultdict(list)
    for node in view.instances(KIN["UraianJabatan"]):
        text, holder = (
            normal(view.label(node)),
            frozenset(view.subjects(KIN["memilikiTugas"], node)),
        )
        if text and holder:
            by_text[text].append((node, holder, " ".join(view.label(p) for p in holder)))
            yield Triple(node, KIN["tugasMilik"], Literal(_named(context, holder)))
    for text, rows in by_text.items():
        yield from _copies(context, text, RDFS["label"], rows)


def _targets(context: Context, node: NamedNode) -> dict[str, str]:
    view = context.view
    return {
        view.text(t, KIN["tahun"]): view.text(t, KIN["teksNilai"])
        for t in view.nodes(node, KIN["memilikiTarget"])
    }


def agreements(context: Context) -> Iterator[Triple]:
    """Targets of a performance agreement (PK) that differ from those of the plan for the same indicator and year."""
    view = context.view
    kinds = {
        n: context.document_kinds(n)
        for n in view.instances(KIN["Indikator"])
        if view.label(n).strip()
    }
    plans: dict[str, list[NamedNode]] = defaultdict(list)
    for node, stated in kinds.items():
        if stated & _PLANS:
            plans[normal(view.label(node))].append(node)
    for node in (n for n, stated in kinds.items() if "pk" in stated):
        yield Triple(node, KIN["dalamPerjanjianKinerja"], Literal("pk"))
        own = _targets(context, node)
        for plan in plans.get(normal(view.label(node)), []):
            theirs = _targets(context, plan)
            apart = sorted(
                f"{y}: {own[y]} ≠ {theirs[y]}"
                for y in own.keys() & theirs.keys()
                if normal(own[y]) != normal(theirs[y])
            )
            if apart:
                yield Triple(node, KIN["perjanjianBerbeda"], Literal("; ".join(apart)))


def villages(context: Context) -> Iterator[Triple]:
    """Posts and organisations named after a village that the kecamatan does not have."""
    if not context.known_region:
        return
    known = {
        normal(name)
        for names in context.regions.villages(context.region_code).values()
        for name in names
    }
    for kind in ("Jabatan", "OrganisasiLain"):
        for node in context.view.instances(KIN[kind]):
            found = _VILLAGE.search(context.view.label(node))
            if found:
                yield Triple(node, KIN["desaDisebut"], Literal(found[1]))
                if normal(found[1]) not in known:
                    yield Triple(node, KIN["desaTidakDikenal"], Literal(found[1]))
