"""What was taken over from elsewhere: formulas of other posts, targets of the PK, names of villages, slips of the pen."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.ratios import content
from kg.derive.text import normal, words
from kg.terms import KIN, RDFS

__all__ = ["agreements", "copied_formulas", "slips", "villages"]

_VILLAGE = re.compile(r"\bpemerintah(?:an)?\s+(?:desa|kelurahan)\s+(?!se\b)([\w ]+)$", re.IGNORECASE)
_PLANS = frozenset({"renstra", "renja", "iku"})


def _holder(context: Context, node: NamedNode) -> frozenset[NamedNode]:
    """The posts an indicator belongs to, itself or by its result."""
    view = context.view
    results = view.subjects(KIN["diukurOleh"], node)
    return frozenset([*view.subjects(KIN["memilikiIndikator"], node), *(p for r in results for p in _posts(context, r))])


def _posts(context: Context, result: NamedNode) -> list[NamedNode]:
    return [*context.view.nodes(result, KIN["ditanggungjawabiOleh"]), *context.view.nodes(result, KIN["dilaksanakanOleh"])]


def copied_formulas(context: Context) -> Iterator[Triple]:
    """Formulas that another post uses for the same words, and that share none with the own indicator."""
    view = context.view
    by_formula: dict[str, list[NamedNode]] = defaultdict(list)
    for node in view.instances(KIN["Indikator"]):
        formula = normal(view.text(node, KIN["formulasi"]))
        if formula and _holder(context, node) and not context.scrambled(node, "formulasi"):
            by_formula[formula].append(node)
    for formula, nodes in by_formula.items():
        for node in nodes:
            others = [o for o in nodes if _holder(context, o) != _holder(context, node)]
            own = [o for o in others if content(view.label(o)) & content(formula)]
            if own and not content(view.label(node)) & content(formula):
                posts = sorted(view.label(p) for p in _holder(context, own[0]))
                yield Triple(node, KIN["salinanJabatan"], Literal(", ".join(posts)))


def _targets(context: Context, node: NamedNode) -> dict[str, str]:
    view = context.view
    return {view.text(t, KIN["tahun"]): view.text(t, KIN["teksNilai"]) for t in view.nodes(node, KIN["memilikiTarget"])}


def agreements(context: Context) -> Iterator[Triple]:
    """Targets of a performance agreement (PK) that differ from those of the plan for the same indicator and year."""
    view = context.view
    kinds = {n: context.document_kinds(n) for n in view.instances(KIN["Indikator"]) if view.label(n).strip()}
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
                f"{y}: {own[y]} ≠ {theirs[y]}" for y in own.keys() & theirs.keys() if normal(own[y]) != normal(theirs[y])
            )
            if apart:
                yield Triple(node, KIN["perjanjianBerbeda"], Literal("; ".join(apart)))


def villages(context: Context) -> Iterator[Triple]:
    """Posts and organisations named after a village that the kecamatan does not have."""
    if not context.known_region:
        return
    known = {normal(name) for names in context.regions.villages(context.region_code).values() for name in names}
    for kind in ("Jabatan", "OrganisasiLain"):
        for node in context.view.instances(KIN[kind]):
            found = _VILLAGE.search(context.view.label(node))
            if found:
                yield Triple(node, KIN["desaDisebut"], Literal(found[1]))
                if normal(found[1]) not in known:
                    yield Triple(node, KIN["desaTidakDikenal"], Literal(found[1]))


def slips(context: Context) -> Iterator[Triple]:
    """Words that the list of slips knows, with their right form."""
    right = {
        form: entry.name for entry in context.vocabulary.entries("salah-ketik") for form in entry.forms if form != entry.name
    }
    printed = (RDFS["label"], KIN["formulasi"], KIN["sumberData"])
    for node in context.view.instances(KIN["Pernyataan"]):
        tokens = [t for p in printed for t in words(context.view.text(node, p))]
        found = sorted({f"{t} → {right[t]}" for t in tokens if t in right})
        if found:
            yield Triple(node, KIN["salahKetik"], Literal(", ".join(found)))
