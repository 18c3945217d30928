"""What became of regions between two lists.

Renamed, respelled, moved under another code, split off, merged, gone or new.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kg.derive.regions import RegionPlace
from kg.link.wilayah.places import Places, spelled

__all__ = ["Kind", "RegionChange", "difference", "replaced"]

Kind = Literal["ganti_ejaan", "ganti_nama", "pindah", "pecah", "gabung", "hapus", "baru"]
#: Least share of its villages that a kecamatan has from another one to be called split off from it,
#: or merged into it.
_MOST = 0.5


@dataclass(frozen=True)
class RegionChange:
    """What became of one region; one side is missing where it went or came."""

    kind: Kind
    old: RegionPlace | None
    new: RegionPlace | None


def difference(old: Places, new: Places) -> list[RegionChange]:
    """The changes, in the order of codes; levels that only one list has are left aside."""
    levels = _levels(old) & _levels(new)
    before = _by_code(old, levels)
    after = _by_code(new, levels)
    gone = _only(before, after)
    come = _only(after, before)
    moved = _moved(gone, come)
    taken = {change.old for change in moved} | {change.new for change in moved}
    changes = [*_renamed(before, after), *moved]
    origins, goals = _villages(before, after)
    for place in come:
        if place not in taken:
            source = before.get(origins.get(place.code, ""))
            changes.append(RegionChange("pecah" if source else "baru", source, place))
    for place in gone:
        if place not in taken:
            target = after.get(goals.get(place.code, ""))
            changes.append(RegionChange("gabung" if target else "hapus", place, target))
    return sorted(changes, key=_order)


def _only(places: dict[str, RegionPlace], others: dict[str, RegionPlace]) -> list[RegionPlace]:
    """The places whose codes the other list has not."""
    return [place for code, place in places.items() if code not in others]


def _levels(listed: Places) -> set[int]:
    return {place.level for place in listed.places}


def _by_code(listed: Places, levels: set[int]) -> dict[str, RegionPlace]:
    """The regions of some levels by their codes."""
    return {place.code: place for place in listed.places if place.level in levels}


def _order(change: RegionChange) -> tuple[str, str]:
    codes = []
    for place in (change.old, change.new):
        if place is not None:
            codes.append(place.code)
    return codes[0], codes[-1]


def _renamed(
    before: dict[str, RegionPlace], after: dict[str, RegionPlace]
) -> Iterable[RegionChange]:
    """Codes of both lists whose names differ."""
    for code, old in before.items():
        new = after.get(code)
        # One list prints names in capitals, another does not.
        if new is None or new.name.casefold() == old.name.casefold():
            continue
        same = spelled(new.name) == spelled(old.name)
        yield RegionChange("ganti_ejaan" if same else "ganti_nama", old, new)


def _moved(gone: list[RegionPlace], come: list[RegionPlace]) -> list[RegionChange]:
    """Regions of one name and level that went here and came there.

    Two of a name prove nothing, unless the parent tells.
    """
    waiting: dict[tuple[int, str], list[RegionPlace]] = defaultdict(list)
    for place in come:
        waiting[place.level, spelled(place.name)].append(place)
    twice = Counter((place.level, spelled(place.name)) for place in gone)
    found = []
    for place in gone:
        key = place.level, spelled(place.name)
        same = [one for one in waiting[key] if one.parent == place.parent] or waiting[key]
        if len(same) == 1 and (twice[key] == 1 or same[0].parent == place.parent):
            found.append(RegionChange("pindah", place, same[0]))
            waiting[key].remove(same[0])
    return found


def _villages(
    before: dict[str, RegionPlace], after: dict[str, RegionPlace]
) -> tuple[dict[str, str], dict[str, str]]:
    """Where most villages of a new kecamatan were before, and where most of those of an old one are now.

    A village is known again by its name within the kabupaten, where no other has it.
    """
    were = _by_name(before)
    are = _by_name(after)
    origins: dict[str, Counter[str]] = defaultdict(Counter)
    goals: dict[str, Counter[str]] = defaultdict(Counter)
    for key, was in were.items():
        now = are.get(key)
        if now is not None and now != was:
            origins[now][was] += 1
            goals[was][now] += 1
    sizes = Counter(place.parent for place in after.values() if place.level == _VILLAGE)
    former = Counter(place.parent for place in before.values() if place.level == _VILLAGE)
    return _mostly(origins, sizes), _mostly(goals, former)


#: The level of a village in the list: province, kabupaten and kecamatan stand above it.
_VILLAGE = 4


def _by_name(places: dict[str, RegionPlace]) -> dict[tuple[str, str], str]:
    """The kecamatan of every village by kabupaten and name.

    Names that several have are left out.
    """
    found: dict[tuple[str, str], str] = {}
    twice = set()
    for place in places.values():
        if place.level != _VILLAGE:
            continue
        key = place.code[:5], spelled(place.name)
        if key in found:
            twice.add(key)
        found[key] = place.parent
    return {key: parent for key, parent in found.items() if key not in twice}


def _mostly(counts: dict[str, Counter[str]], sizes: Counter[str]) -> dict[str, str]:
    found = {}
    for code, count in counts.items():
        [(other, often)] = count.most_common(1)
        if often >= _MOST * sizes[code]:
            found[code] = other
    return found


def replaced(changes: Iterable[RegionChange]) -> dict[str, str]:
    """The code that stands for an old one, where the list says so without doubt."""
    found: dict[str, str] = {}
    for change in changes:
        if change.kind == "pindah" and change.old is not None and change.new is not None:
            found[change.old.code] = change.new.code
    return found
