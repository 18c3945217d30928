"""Which side the values below a head state: what was planned, reached, or is left."""

from __future__ import annotations

from kg.read.layout.heads import Head
from kg.read.layout.page import Spot
from kg.read.layout.words import plain

__all__ = ["Path", "is_money", "says_measure", "side", "sides"]

#: The texts of the head of a column from top to bottom.
Path = list[tuple[Head, Spot]]
#: Words that only heads of money hold.
_RUPIAH = frozenset(("rp", "rupiah", "pagu"))


def is_money(head: Head) -> bool:
    """Whether a head names rupiah or a budget."""
    return bool(_RUPIAH & set(plain(head.text).split()))


def says_measure(head: Head) -> bool:
    """Whether a row tells more than when its values hold."""
    when = head.year or head.quarter or head.state
    return head.meaning is not None and not when


def side(path: Path, quarter: int) -> str:
    """Which side the values state: the lowest row that says so.

    A quarter states what was reached.
    """
    found = sides(path)
    if any(head.so_far for head, _ in path):
        return _up_to(found)
    for whole in ("kumulatif", "akhir", "awal"):
        if whole in found:
            return whole
    if quarter and _is_budget(path):
        return "target"
    if quarter and _is_weak(found, path):
        return "realisasi"
    if found:
        return found[-1]
    return "target"


def _up_to(found: list[str]) -> str:
    """What values up to a quarter state: how much was achieved by then is what any achievement says."""
    if found[-1:] == ["capaian"]:
        return "capaian"
    return "kumulatif"


def _is_budget(path: Path) -> bool:
    """Whether bare quarters stand below a group of budgets: "Anggaran per Triwulan / I"."""
    if len(path) < 2 or sides(path) not in ([], ["target"]):
        return False
    first = plain(path[0][0].text).split()
    return first[:1] == ["anggaran"] or (first[:1] == ["pagu"] and not says_measure(path[-1][0]))


def sides(path: Path) -> list[str]:
    """The sides that the rows of a head state, from top to bottom."""
    meanings = [head.meaning for head, _ in path]
    found: list[str] = []
    for meaning in meanings:
        if meaning and meaning.sisi:
            found.append(meaning.sisi)
    return found


def _is_weak(found: list[str], path: Path) -> bool:
    """Whether a head states no side, or a target only by its word for a budget under a group."""
    if not found:
        return True
    lowest = path[-1][0].meaning
    if lowest is None or found != ["target"]:
        return False
    return lowest.ukuran == "uang" and lowest.sisi == "target" and len(path) > 1
