"""What a check looked at, besides what it found: tree, indicators and posts of one unit, as plain values for reports."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.read.ontology import Ontology
from kg.terms import KIN, RDF, text_of
from kg.walk.paths import parents
from kg.walk.trace import caption, source, stated_in
from kg.walk.view import View
from kg.worker.fact import IndicatorFact, NodeFact, PostFact, UnitFacts
from kg.worker.homes import homes
from kg.worker.units import Unit

__all__ = ["BANDS", "IndicatorFact", "NodeFact", "PostFact", "UnitFacts", "unit_facts"]

#: The kinds of node that a picture shows, with the band they stand in, from top to bottom.
BANDS: tuple[tuple[str, str], ...] = (
    ("Outcome", "outcome"),
    ("CSF", "csf"),
    ("KondisiStrategis", "strategis"),
    ("KondisiAntara", "antara"),
    ("KondisiOperasional", "operasional"),
    ("Tujuan", "tujuan"),
    ("SasaranPerangkatDaerah", "sasaran"),
    ("Program", "program"),
    ("Kegiatan", "kegiatan"),
    ("SubKegiatan", "sub_kegiatan"),
    ("Jabatan", "jabatan"),
)


def _labels(view: View, nodes: list[NamedNode]) -> tuple[str, ...]:
    return tuple(sorted({caption(view, n) for n in nodes}))


def _posts_of(view: View, node: NamedNode) -> list[NamedNode]:
    return [
        *view.nodes(node, KIN["ditanggungjawabiOleh"]),
        *view.nodes(node, KIN["dilaksanakanOleh"]),
    ]


def _about(view: View, node: NamedNode, parts: list[NamedNode]) -> tuple[str, ...]:
    return tuple(sorted({n.value for n in (node, *parts, *stated_in(view, node))}))


def _is_print(view: View, node: NamedNode) -> bool:
    return view.is_a(node, KIN["CetakUlang"])


def _above(view: View, node: NamedNode) -> tuple[str, ...]:
    """What a node serves: the first step that leads somewhere; a condition that a CSF needs stands below that CSF."""
    needed = view.subjects(KIN["kondisiDiperlukan"], node)
    steps = (
        [needed] if needed else [view.nodes(node, step) for step in (*parents(), KIN["melaporKe"])]
    )
    return tuple(sorted({n.value for n in next((s for s in steps if s), [])}))


def _iris(nodes: list[NamedNode]) -> tuple[str, ...]:
    return tuple(sorted({n.value for n in nodes}))


def _kind(view: View, node: NamedNode) -> str:
    """The class that a document states; not one that was derived from it."""
    kinds = (o for o in view.objects(node, RDF["type"]) if o not in view.ontology.derived)
    return min((text_of(o).rpartition("#")[2] for o in kinds), default="")


def _node(view: View, node: NamedNode, band: str, parts: dict[str, tuple[str, ...]]) -> NodeFact:
    goals = view.nodes(node, KIN["memilikiSasaran"])
    posts = [*_posts_of(view, node), *(p for g in goals for p in _posts_of(view, g))]
    return NodeFact(
        node.value,
        band,
        caption(view, node),
        _above(view, node),
        _iris(posts),
        _iris(goals),
        source(view, node),
        _iris(view.nodes(node, KIN["diterjemahkanKe"])),
        _iris([p for n in [node, *goals] for p in view.nodes(n, KIN["didukungOleh"])]),
        tuple(view.label(g) for g in goals if view.label(g)),
        parts.get(node.value, ()),
        nomenclature=view.text(node, KIN["kodeNomenklatur"]),
    )


def _target(view: View, target: NamedNode) -> tuple[str, str]:
    """Year and printed value."""
    return view.text(target, KIN["tahun"]), view.text(target, KIN["teksNilai"])


def _indicator(view: View, node: NamedNode) -> IndicatorFact:
    results = sorted(view.subjects(KIN["diukurOleh"], node), key=lambda n: n.value)
    holders = view.subjects(KIN["memilikiIndikator"], node)
    of = next(iter([*results, *holders]), None)
    items = [i for r in results for i in view.subjects(KIN["memilikiSasaran"], r)]
    posts = [*holders, *(p for r in [*results, *items] for p in _posts_of(view, r))]
    stated = sorted(
        view.nodes(node, KIN["memilikiTarget"]), key=lambda t: (*_target(view, t), t.value)
    )
    return IndicatorFact(
        node.value,
        view.label(node),
        of.value if of is not None else "",
        caption(view, of) if of is not None else "",
        _kind(view, of) if of is not None else "",
        view.text(node, KIN["formulasi"]) or view.text(node, KIN["definisiOperasional"]),
        view.text(node, KIN["satuan"]) or view.text(node, KIN["satuanTerbaca"]),
        view.text(node, KIN["sumberData"]),
        view.text(node, KIN["arah"]),
        view.text(node, KIN["kondisiAwal"]),
        tuple(_target(view, t) for t in stated),
        _labels(view, posts),
        source(view, node),
        _about(view, node, stated),
        tuple(source(view, t, KIN["teksNilai"]) for t in stated),
    )


def _post(view: View, node: NamedNode) -> PostFact:
    results = [
        *view.subjects(KIN["ditanggungjawabiOleh"], node),
        *view.subjects(KIN["dilaksanakanOleh"], node),
    ]
    indicators = [
        *view.nodes(node, KIN["memilikiIndikator"]),
        *(i for r in results for i in view.nodes(r, KIN["diukurOleh"])),
    ]
    return PostFact(
        node.value,
        caption(view, node),
        _kind(view, node),
        ", ".join(_labels(view, view.nodes(node, KIN["melaporKe"]))),
        _iris(results),
        _iris(indicators),
        source(view, node),
        _labels(view, results),
        _about(view, node, results),
    )


def unit_facts(unit: Unit, ontology: Ontology) -> UnitFacts:
    """The facts of one unit, each list by IRI; reprints are not shown twice."""
    view = View([*unit.statements(), *unit.derived(ontology)], ontology)
    bands = {
        n: band
        for kind, band in reversed(BANDS)
        for n in view.instances(KIN[kind])
        if not _is_print(view, n)
    }
    nodes = [(n, band) for _, band in BANDS for n, of in bands.items() if of == band]
    parts = homes(view, view.having(RDF["type"]), frozenset(n.value for n in bands))
    name = next((view.label(k) for k in view.instances(KIN["Kecamatan"])), "")
    return UnitFacts(
        unit.region,
        unit.period,
        name or unit.region,
        tuple(_node(view, node, band, parts) for node, band in nodes),
        tuple(
            _indicator(view, n) for n in view.instances(KIN["Indikator"]) if not _is_print(view, n)
        ),
        tuple(_post(view, n) for n in view.instances(KIN["Jabatan"]) if not _is_print(view, n)),
    )
