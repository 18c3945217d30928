"""What the rows of a document say of a node beside its wording: all of it to hover over, the first of it in its box."""

from __future__ import annotations

from kg.errors import Lang
from kg.terms import KIN
from kg.worker.facts import UnitFacts
from kg.worker.said import SaidRow
from kg.worker.stated import property_label

__all__ = ["DrawingSaid"]

#: What the box itself prints, of each the first value and how many there are.
_PRINTED = (KIN["Pagu"].value, KIN["Serapan"].value, KIN["capaianTerhitung"].value)


class DrawingSaid:
    """The rows of one unit by the node that they are about, itself or one of its indicators."""

    def __init__(self, facts: UnitFacts, lang: Lang) -> None:
        self._lang = lang
        rows = {row.iri: row for row in facts.said}
        self._own: dict[str, list[SaidRow]] = {}
        holders: dict[str, str] = {}
        for node in facts.nodes:
            for iri in (node.iri, *node.results):
                holders[iri] = node.iri
        for iri, holder in holders.items():
            self._own.setdefault(holder, []).extend([rows[iri]] if iri in rows else [])
        for indicator in facts.indicators:
            if indicator.of in holders and indicator.iri in rows:
                self._own[holders[indicator.of]].append(rows[indicator.iri])

    def whole(self, iri: str) -> tuple[str, ...]:
        """Everything that is said of a node and of its indicators, a line each."""
        lines: list[str] = []
        for row in self._own.get(iri, ()):
            if row.order:
                lines.append(self._line(KIN["urutan"].value, "", row.order))
            for name, text in row.notes:
                lines.append(self._line(name, "", text))
            for kind, when, text in row.values:
                lines.append(self._line(kind, when, text))
        return tuple(lines)

    def printed(self, iri: str) -> list[str]:
        """The first budget, spending and achievement, with how many more there are."""
        values: list[tuple[str, str, str]] = []
        for row in self._own.get(iri, ()):
            values += row.values
        lines: list[str] = []
        for kind in _PRINTED:
            own = [value for value in values if value[0] == kind]
            if own:
                more = f", +{len(own) - 1}" if len(own) > 1 else ""
                lines.append(self._line(*own[0]) + more)
        return lines

    def _line(self, kind: str, when: str, text: str) -> str:
        name = f"{property_label(kind, self._lang)} {when}".strip()
        return f"{name}: {text}"
