"""What a check looked at, besides what it found.

Tree, indicators and posts of one unit, as plain values for reports.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from kg.read.ontology import Ontology
from kg.terms import KIN, RDF, text_of
from kg.walk.paths import parents
from kg.walk.trace import caption, source, stated_in
from kg.walk.view import View
from kg.worker.fact import IndicatorFact, NodeFact, PostFact, UnitFacts
from kg.worker.homes import homes
from kg.worker.said import said_rows
from kg.worker.stated import stated_facts
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


def _sorted(texts: Iterable[str]) -> tuple[str, ...]:
    """Each once, in a stable order, so that the same statements give the same report."""
    return tuple(sorted(set(texts)))


def _labels(view: View, nodes: list[NamedNode]) -> tuple[str, ...]:
    """What the nodes are called where they are named to a person."""
    return _sorted(caption(view, node) for node in nodes)


def _iris(nodes: list[NamedNode]) -> tuple[str, ...]:
    """The addresses of the nodes."""
    return _sorted(node.value for node in nodes)


def _all(
    view: View,
    nodes: list[NamedNode],
    name: str,
) -> list[NamedNode]:
    """The values of a property of all these nodes, one after the other."""
    found = []
    for node in nodes:
        found += view.nodes(node, KIN[name])

    return found


def _users(
    view: View,
    name: str,
    nodes: list[NamedNode],
) -> list[NamedNode]:
    """What has one of these nodes as the value of a property."""
    found = []
    for node in nodes:
        found += view.subjects(KIN[name], node)

    return found


def _posts_of(view: View, nodes: list[NamedNode]) -> list[NamedNode]:
    """The posts that answer for these nodes or carry them out."""
    found = []
    for node in nodes:
        found += view.nodes(node, KIN["ditanggungjawabiOleh"])
        found += view.nodes(node, KIN["dilaksanakanOleh"])

    return found


def _about(
    view: View,
    node: NamedNode,
    parts: list[NamedNode],
) -> tuple[str, ...]:
    return _iris([node, *parts, *stated_in(view, node)])


def _own(view: View, kind: str) -> list[NamedNode]:
    """The instances of a class that are no reprints of others."""
    found = view.instances(KIN[kind])
    # A reprint repeats what another row says; it would be counted twice.
    return [node for node in found if not view.is_a(node, KIN["CetakUlang"])]


def _above(view: View, node: NamedNode) -> tuple[str, ...]:
    """What a node serves: the first step that leads somewhere.

    A condition that a CSF needs stands below that CSF.
    """
    needed = view.subjects(KIN["kondisiDiperlukan"], node)
    if needed:
        return _iris(needed)

    for step in (*parents(), KIN["melaporKe"]):
        found = view.nodes(node, step)
        if found:
            return _iris(found)

    return ()


def _kind(view: View, node: NamedNode) -> str:
    """The class that a document states; not one that was derived from it."""
    stated = set(view.objects(node, RDF["type"])) - view.ontology.derived
    names = sorted(text_of(cls).rpartition("#")[2] for cls in stated)
    return next(iter(names), "")


def _node(
    view: View,
    node: NamedNode,
    band: str,
    parts: dict[str, tuple[str, ...]],
) -> NodeFact:
    goals = view.nodes(node, KIN["memilikiSasaran"])
    labels = map(view.label, goals)
    return NodeFact(
        iri=node.value,
        band=band,
        label=caption(view, node),
        above=_above(view, node),
        posts=_iris(_posts_of(view, [node, *goals])),
        results=_iris(goals),
        source=source(view, node),
        translated=_iris(view.nodes(node, KIN["diterjemahkanKe"])),
        assistants=_iris(_all(view, [node, *goals], "didukungOleh")),
        goals=tuple(filter(None, labels)),
        parts=parts.get(node.value, ()),
        nomenclature=view.text(node, KIN["kodeNomenklatur"]),
    )


def _target(view: View, target: NamedNode) -> tuple[str, str]:
    """Year and printed value."""
    return view.text(target, KIN["tahun"]), view.text(target, KIN["teksNilai"])


def _first_text(view: View, node: NamedNode, *names: str) -> str:
    """The first of these properties that has a value."""
    for name in names:
        text = view.text(node, KIN[name])
        if text:
            return text
    return ""


def _indicator(view: View, node: NamedNode) -> IndicatorFact:
    results = sorted(view.subjects(KIN["diukurOleh"], node), key=lambda n: n.value)
    holders = view.subjects(KIN["memilikiIndikator"], node)
    items = _users(view, "memilikiSasaran", results)
    posts = [*holders, *_posts_of(view, [*results, *items])]
    targets = view.nodes(node, KIN["memilikiTarget"])
    stated = sorted(targets, key=lambda target: (*_target(view, target), target.value))
    of = of_label = kind = ""
    # What it measures; where nothing is measured, the post that it belongs to.
    for measured in [*results, *holders][:1]:
        of = measured.value
        of_label = caption(view, measured)
        kind = _kind(view, measured)

    return IndicatorFact(
        iri=node.value,
        label=view.label(node),
        of=of,
        of_label=of_label,
        kind=kind,
        formula=_first_text(view, node, "formulasi", "definisiOperasional"),
        unit=_first_text(view, node, "satuan", "satuanTerbaca"),
        data_source=view.text(node, KIN["sumberData"]),
        direction=view.text(node, KIN["arah"]),
        baseline=view.text(node, KIN["kondisiAwal"]),
        targets=tuple(_target(view, target) for target in stated),
        posts=_labels(view, posts),
        source=source(view, node),
        about=_about(view, node, stated),
        target_sources=tuple(source(view, target, KIN["teksNilai"]) for target in stated),
    )


def _post(view: View, node: NamedNode) -> PostFact:
    results = [
        *view.subjects(KIN["ditanggungjawabiOleh"], node),
        *view.subjects(KIN["dilaksanakanOleh"], node),
    ]
    own = view.nodes(node, KIN["memilikiIndikator"])
    return PostFact(
        iri=node.value,
        label=caption(view, node),
        kind=_kind(view, node),
        superior=", ".join(_labels(view, view.nodes(node, KIN["melaporKe"]))),
        results=_iris(results),
        indicators=_iris([*own, *_all(view, results, "diukurOleh")]),
        source=source(view, node),
        result_labels=_labels(view, results),
        about=_about(view, node, results),
    )


def _bands(view: View) -> list[tuple[NamedNode, str]]:
    """Every node that is shown with its band, from top to bottom."""
    bands: dict[NamedNode, str] = {}
    # A node of two kinds stands in the upper band: the last that is written.
    for kind, band in reversed(BANDS):
        bands.update(dict.fromkeys(_own(view, kind), band))

    order = [band for _, band in BANDS]
    return sorted(bands.items(), key=lambda item: order.index(item[1]))


def unit_facts(unit: Unit, ontology: Ontology) -> UnitFacts:
    """The facts of one unit, each list by IRI; reprints are not shown twice."""
    view = View([*unit.statements(), *unit.derived(ontology)], ontology)
    nodes = _bands(view)
    shown = frozenset(node.value for node, _ in nodes)
    parts = homes(view, view.having(RDF["type"]), shown)
    places = view.instances(KIN["Kecamatan"])
    names = list(map(view.label, places))
    called = [view.text(place, KIN["sebutanWilayah"]) for place in places]
    indicators = [_indicator(view, node) for node in _own(view, "Indikator")]
    posts = [_post(view, node) for node in _own(view, "Jabatan")]
    return UnitFacts(
        region=unit.region,
        period=unit.period,
        name=next(filter(None, names[:1]), unit.region),
        nodes=tuple(_node(view, node, band, parts) for node, band in nodes),
        indicators=tuple(indicators),
        posts=tuple(posts),
        stated=stated_facts(view),
        said=said_rows(view),
        called=next(filter(None, called), ""),
    )
