"""What changed between two checks.

New, resolved, persisting and re-opened findings, and rules whose status changed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.rules.finding import number_of
from kg.terms import BASE, segment

__all__ = ["Changes", "StatusChange", "asks_no_more", "compare", "without_years"]

_Json = Mapping[str, Any]
_Left = dict[int, _Json]
#: The address of a node; region and period in it differ between two years.
_PLACED = re.compile(re.escape(BASE) + r"(id|graph)/([^/]+)/([^/]+)/(.+)")
#: How a finding is known again.
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
#: What a wording holds besides what is wrong: years, and the line or cell of another row.
_PASSING = re.compile(rf"{_YEAR.pattern}|\(baris \d+\)|\(\w+![a-z]+\d+\)")


@dataclass(frozen=True)
class StatusChange:
    """A rule whose status is another than before."""

    rule: str
    before: str
    after: str


@dataclass(frozen=True)
class Changes:
    """The difference of two ``temuan.json``, each finding as its JSON object.

    ``resolved`` are objects of the old check, the others of the new one; ``reopened`` was waived
    before and is open now, with the same value or, as waivers have it, with another one.
    """

    new: tuple[_Json, ...]
    resolved: tuple[_Json, ...]
    persisting: tuple[_Json, ...]
    reopened: tuple[_Json, ...]
    statuses: tuple[StatusChange, ...]

    @cached_property
    def kinds(self) -> dict[str, str]:
        """What became of each finding of the new check, by fingerprint.

        New, persisting or reopened.
        """
        found = {}
        for kind in ("new", "persisting", "reopened"):
            for f in getattr(self, kind):
                found[str(f["id"])] = kind
        return found


def _node(found: _Json) -> str:
    """The node without the period that its IRI states.

    >>> _node({"focus": "https://w3id.org/kinerja/id/33.02.19/2024/target/I-2024"})
    'id/33.02.19/target/I-*'
    """
    focus = str(found.get("focus", ""))
    match = _PLACED.fullmatch(focus)
    if match is None:
        return focus
    kind, region, period, rest = match.groups()
    if _YEAR.search(period):
        # A code may hold the year, as that of a target does: it passes with the period.
        rest = rest.replace(period, "*")
    return f"{kind}/{region}/{rest}"


def without_years(text: str) -> str:
    """Wording without what passes with the year.

    >>> without_years("2024:  40 Orang"), without_years("Rapat (baris 12)")
    ('*: 40 orang', 'rapat *')
    >>> without_years("Rapat (simpul!D12)")
    'rapat *'
    """
    kept = _PASSING.sub("*", text.casefold())
    return " ".join(kept.split())


def _same_number(found: _Json) -> Hashable:
    """What stands in the number of a finding, which leaves the period out.

    ``None`` for an id of another kind, as other programs may write.
    """
    fingerprint = str(found.get("id", ""))
    if _FINGERPRINT.fullmatch(fingerprint):
        return found.get("rule"), number_of(fingerprint)
    return None


def _same_value(found: _Json) -> Hashable:
    """Rule, node and value, whatever the period.

    ``None`` for a finding without a value, which these cannot tell from others.
    """
    value = without_years(str(found.get("value") or ""))
    if value:
        return (found.get("rule"), _node(found), value)
    return None


def _same_words(found: _Json) -> Hashable:
    """As :func:`_same_value`, and what the message says besides label and value."""
    message = found.get("message")
    if isinstance(message, Mapping):
        text = str(message.get("id", ""))
    else:
        text = ""
    for told in filter(None, (found.get("value"), found.get("label"))):
        text = text.replace(str(told), "*")
    return (
        found.get("rule"),
        _node(found),
        without_years(str(found.get("value") or "")),
        without_years(text),
    )


def _pairs(
    old: _Left, new: _Left, key: Callable[[_Json], Hashable], fit: Callable[[_Json, _Json], bool]
) -> dict[int, _Json]:
    """Old findings by the place of the new ones they are the same as, one to one.

    Both are taken from what is left.
    """
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for place, found in old.items():
        waiting[key(found)].append(place)
    pairs: dict[int, _Json] = {}
    for place, found in list(new.items()):
        own = key(found)
        # Without a key nothing tells the finding from others: it is the same as none.
        if own is not None:
            same = waiting.get(own, [])
        else:
            same = []
        for other in same:
            if fit(old[other], found):
                same.remove(other)
                del new[place]
                pairs[place] = old.pop(other)
                break
    return pairs


def _periods(check: _Json) -> set[str]:
    """Every kecamatan and period that was checked, as IRIs name them."""
    found = set()
    for entry in check.get("inputs", []):
        if isinstance(entry, Mapping):
            region = segment(str(entry.get("kecamatan")))
            period = segment(str(entry.get("period")))
            found.add(f"{region}/{period}")
    return found


def _follows(old: _Json, new: _Json) -> Callable[[_Json, _Json], bool]:
    """Whether one finding can be another of the period before.

    Of periods that both checks know, fingerprints tell all.
    """
    both = _periods(old) & _periods(new)

    def of(found: _Json) -> str:
        match = _PLACED.fullmatch(str(found.get("focus", "")))
        if match is not None:
            return f"{match[2]}/{match[3]}"
        return ""

    def follows(was: _Json, now: _Json) -> bool:
        before = of(was)
        after = of(now)
        return before != after and both.isdisjoint({before, after})

    return follows


def _reopens(old: _Json, new: _Json) -> bool:
    return bool(old.get("waived")) and not new.get("waived")


def asks_no_more(old: _Json, new: _Json) -> bool:
    """Whether the first check had a register of waivers and the second none.

    Then nothing was re-opened: nobody asked what is waived.

    >>> asks_no_more({"waivers": []}, {}), asks_no_more({}, {})
    (True, False)
    """
    return "waivers" in old and "waivers" not in new


def compare(old: _Json, new: _Json) -> Changes:
    """Compare two checks: findings by fingerprint, rules by id.

    What is left is compared by number, then by rule, node and value without the period, so that a year can be held
    against the next; and what is left then by rule and node, where a waived value became an open
    one.

    >>> compare({"findings": [], "rules": []}, {"findings": [{"id": "a", "waived": None}], "rules": []}).new
    ({'id': 'a', 'waived': None},)
    """
    before: _Left = dict(enumerate(old["findings"]))
    after: _Left = dict(enumerate(new["findings"]))
    pairs = _pairs(before, after, lambda f: f["id"], lambda _old, _new: True)
    for key in (_same_number, _same_words, _same_value):
        pairs |= _pairs(before, after, key, _follows(old, new))
    asked = not asks_no_more(old, new)
    pairs |= _pairs(before, after, lambda f: (f.get("rule"), _node(f)), _reopens)
    persisting: list[_Json] = []
    reopened: list[_Json] = []
    for place in sorted(pairs):
        now = new["findings"][place]
        if asked and _reopens(pairs[place], now):
            kind = reopened
        else:
            kind = persisting
        kind.append(now)
    return Changes(
        new=tuple(after.values()),
        resolved=tuple(before.values()),
        persisting=tuple(persisting),
        reopened=tuple(reopened),
        statuses=_status_changes(old, new),
    )


def _status_changes(old: _Json, new: _Json) -> tuple[StatusChange, ...]:
    """Rules whose status is another one, in the order of the new check.

    A rule that is new had none.
    """
    states = {rule["id"]: rule["status"] for rule in old["rules"]}
    found = []
    for rule in new["rules"]:
        before = states.get(rule["id"], "-")
        if before != rule["status"]:
            found.append(StatusChange(rule["id"], before, rule["status"]))
    return tuple(found)
