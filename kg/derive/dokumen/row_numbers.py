"""The numbering of siblings, of branches, and of indicators against their item."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from operator import itemgetter

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context, each_once
from kg.derive.text import normal
from kg.terms import KIN, integer
from kg.walk.cell_order import cell_order
from kg.walk.paths import parents
from kg.walk.trace import Source, source

__all__ = ["numbering"]

#: The last number of a code, which counts siblings.
_LAST = re.compile(r"(\d+)\D*$")
#: A number with its branches: 1.2.3.
_STEPS = re.compile(r"\d+(?:\.\d+)+")
#: A reference to a decree, a nomenclature code or a year is no place in a row of siblings.
_REFERENCE = re.compile(r"\d{3,}|/|\d\.\d{2}\.\d{2}")
#: Kinds whose rows documents number one by one.
_NUMBERED = (
    "CSF",
    "KondisiStrategis",
    "SasaranPerangkatDaerah",
    "Program",
    "Kegiatan",
    "SubKegiatan",
)


def _number(text: str) -> int | None:
    """The place that a numbering gives; ``None`` for what is no numbering."""
    if _REFERENCE.search(text):
        found = None
    else:
        found = _LAST.search(text)
    if found:
        return int(found[1])
    return None


def _steps(text: str) -> list[str]:
    """The steps of a numbering such as 2.1; empty for a single number."""
    found = _STEPS.search(text)
    if found and not _REFERENCE.search(text):
        return found[0].split(".")
    return []


def _factors(context: Context, node: NamedNode) -> list[NamedNode]:
    """The success factors that a condition answers.

    It is numbered below them, though it supports their outcome.
    """
    return context.view.subjects(KIN["kondisiDiperlukan"], node)


def _above(context: Context, node: NamedNode) -> list[NamedNode]:
    """What a row stands below: its parent, or the item that has it as objective."""
    view = context.view
    found = []
    for step in parents():
        found.extend(view.nodes(node, step))
    found += view.subjects(KIN["memilikiSasaran"], node)
    return sorted(found, key=lambda n: n.value)


class _Line:
    """Rows that are numbered along with each other, in the order of the document."""

    def __init__(self) -> None:
        self._rows = 0
        self._places: dict[NamedNode, int] = {}
        self._often: Counter[int] = Counter()

    def add(self, node: NamedNode, number: int) -> None:
        """One more row, with the place that its number gives."""
        self._rows += 1
        self._places.setdefault(node, self._rows)
        self._often[number] += 1

    def fits(self, number: int) -> bool:
        """Whether a number is there once and not beyond the rows."""
        return self._often[number] == 1 and number <= self._rows

    def due(self, node: NamedNode) -> int:
        """The number that a row should have: its place among the rows.

        0 where it stands alone, for then its number may run on from another parent.
        """
        if self._rows == 1:
            return 0
        return self._places[node]


def _numbered(context: Context) -> list[tuple[str, NamedNode, int]]:
    """The rows whose number is a place among siblings, by kind and in the order of the document."""
    view = context.view
    found = []
    for kind in _NUMBERED:
        rows: list[tuple[int, str, NamedNode, int]] = []
        for node in view.instances(KIN[kind]):
            number = _number(view.text(node, KIN["nomor"]))
            if number is not None:
                rows.append((_source(context, node).line or 0, node.value, node, number))
        found += [(kind, node, number) for _, _, node, number in sorted(rows, key=itemgetter(0, 1))]
    return found


@each_once
def _source(context: Context, node: NamedNode) -> Source:
    """Where a row comes from."""
    return source(context.view, node)


def _rows_in_line(context: Context) -> dict[NamedNode, list[_Line]]:
    """For every row the rows that it may be numbered along with.

    These are the rows of its kind below the same parent, those that answer the same factor, and
    rows of any kind that are numbered just as deep below the same parent.
    """
    groups: dict[tuple[str, ...], _Line] = defaultdict(_Line)
    keys: dict[NamedNode, list[tuple[str, ...]]] = defaultdict(list)
    for kind, node, number in context.once(_numbered):
        parent = [p.value for p in _above(context, node)]
        factor = [f.value for f in _factors(context, node)]
        depth = len(_steps(context.view.text(node, KIN["nomor"])))
        # Only a number of several steps says itself below which factor, and how deep, it is
        # counted.
        if depth:
            stepped = [(kind, *parent, *factor), (str(depth), *parent)]
        else:
            stepped = []
        # The rows of its kind below its parent come first: its place there is what is due.
        for key in dict.fromkeys([(kind, *parent), *stepped]):
            groups[key].add(node, number)
            keys[node].append(key)
    found = {}
    for node, own in keys.items():
        found[node] = [groups[key] for key in own]
    return found


def _leaves_branch(context: Context, node: NamedNode) -> bool:
    """Whether a row is numbered as part of another branch than the one it stands in (2.1 below 1)."""
    view = context.view
    steps = _steps(view.text(node, KIN["nomor"]))
    above = []
    for n in _numbers_above(context, node):
        above.append(_steps(n) or _LAST.findall(n))
    return bool(steps) and bool(above) and all(steps[:-1] != other for other in above)


def _numbers_above(context: Context, node: NamedNode) -> list[str]:
    above = [*_above(context, node), *_factors(context, node)]
    printed = (context.view.text(p, KIN["nomor"]) for p in above)
    return [n for n in printed if _number(n) is not None]


def _running_on(context: Context) -> set[NamedNode]:
    """Rows whose single number stands once and goes on from the row of their kind before them, whatever they stand below."""
    view = context.view
    single = []
    for row in context.once(_numbered):
        if not _steps(view.text(row[1], KIN["nomor"])):
            single.append(row)
    often = Counter((kind, number) for kind, _, number in single)
    before: dict[str, int] = {}
    found: set[NamedNode] = set()
    for kind, node, number in single:
        if number == before.get(kind, 0) + 1 and often[kind, number] == 1:
            found.add(node)
        before[kind] = number
    return found


def _is_count(numbers: list[int]) -> bool:
    """Whether numbers count rows: 1, 2, 3 and on, in one table or in several of more than one row.

    >>> _is_count([1, 2, 3]), _is_count([1, 2, 1, 2, 3]), _is_count([1, 1, 2]), _is_count([1, 3])
    (True, True, False, False)
    """
    runs: list[int] = []
    for number in numbers:
        if number == 1:
            runs.append(1)
        elif runs and number == runs[-1] + 1:
            runs[-1] = number
        else:
            return False
    return len(runs) == 1 or 1 not in runs


def _row(place: Source) -> tuple[int, int]:
    """What puts rows of one sheet in order: their line in the source, and their number in the sheet."""
    _, _, row, _, _ = cell_order(place.sheet or "", place.cell or "")
    return place.line or 0, row


def _single(context: Context) -> Iterator[tuple[NamedNode, Source, int]]:
    """The rows with a number of one step whose place is known."""
    view = context.view
    for node in view.having(KIN["nomor"]):
        printed = view.text(node, KIN["nomor"])
        number = _number(printed)
        if number is None or _steps(printed):
            continue
        place = _source(context, node)
        if place.line or place.cell:
            yield node, place, number


def _counted(context: Context) -> set[NamedNode]:
    """The rows of sheets whose number is a count of rows, whatever the kinds of those rows.

    The *No* of a list of programs and activities goes on from one to the other.
    """
    sheets: dict[tuple[str, str], dict[tuple[int, int], int]] = defaultdict(dict)
    rows: dict[tuple[str, str], set[NamedNode]] = defaultdict(set)
    for node, place, number in _single(context):
        sheet = place.document or "", place.sheet or ""
        # What stands in one row has one number, however many things the row states.
        sheets[sheet][_row(place)] = number
        rows[sheet].add(node)
    found: set[NamedNode] = set()
    for sheet, numbers in sheets.items():
        if _is_count([numbers[row] for row in sorted(numbers)]):
            found |= rows[sheet]
    return found


def _of_siblings(context: Context) -> Iterator[Triple]:
    lines = _rows_in_line(context)
    running = _running_on(context) | _counted(context)
    for _, node, number in context.once(_numbered):
        yield Triple(node, KIN["nomorUrut"], integer(number))
        fits = node in running or any(line.fits(number) for line in lines[node])
        if not fits or _leaves_branch(context, node):
            printed = context.view.text(node, KIN["nomor"])
            told = _with_due(printed, number, lines[node][0].due(node))
            yield Triple(node, KIN["nomorTidakUrut"], Literal(told))


def _with_due(printed: str, number: int, due: int) -> str:
    """A number as printed, with the right one where that is another."""
    if due in {0, number}:
        return printed
    return f"{printed} → {due}"


def _items(context: Context, indicator: NamedNode) -> set[str]:
    """The numbers of the plan items whose objective an indicator measures."""
    view = context.view
    results = view.subjects(KIN["diukurOleh"], indicator)
    found: set[str] = set()
    for result in results:
        for item in view.subjects(KIN["memilikiSasaran"], result):
            found.add(normal(view.text(item, KIN["nomor"])))
    return found - {""}


def numbering(context: Context) -> Iterator[Triple]:
    """The numbers that are compared.

    Those used twice, skipped or of another branch, and indicators unlike their item.
    """
    yield from _of_siblings(context)
    view = context.view
    for node in view.instances(KIN["Indikator"]):
        label = normal(view.text(node, KIN["nomor"]))
        items = _items(context, node)
        printed = _number(label)
        if printed is None or not items:
            continue
        yield Triple(node, KIN["nomorUrut"], integer(printed))
        if not any(label.endswith(f"kinerja {item}") for item in items):
            told = f"{view.text(node, KIN['nomor'])} → {', '.join(sorted(items))}"
            yield Triple(node, KIN["nomorTidakUrut"], Literal(told))
