"""One entry of a register of waivers: its keys, and everything that can be wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, cast

from kg.errors import Problem
from kg.read.persons import has_person_number
from kg.rules.waiver import Waiver
from kg.suggest import nearest

__all__ = [
    "KEYS",
    "SHORTEST_REASON",
    "Key",
    "WaiverEntry",
    "day_of",
    "entry_problems",
    "key_named",
    "waiver_of",
]

#: A reason shorter than this says nothing to whoever reads the register in a year.
SHORTEST_REASON = 20
_ID = re.compile(r"[\w.-]{1,40}", re.ASCII)
_FINGERPRINT = re.compile(r"[0-9a-f]{16}", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
#: Day first, as dates are written in Indonesia.
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_NODE = re.compile(r"(https?://|urn:)[^\s<>\"{}|\\^`]+")
#: Stands for what must not be repeated.
_HIDDEN = "…"
_TITLE = re.compile(r"\b(Drs|Dra|Ir|Hj|dr|Dr)\.|,\s*(S|M|A\.Md|Amd|A\.Ma|Ph)\.\s?[A-Z]")


@dataclass(frozen=True)
class Key:
    """One key of an entry.

    As the register writes it, the field it fills, and other names that are understood.
    """

    name: str
    fills: str
    also: tuple[str, ...] = ()
    required: bool = True


#: In the order in which an entry is written.
KEYS: tuple[Key, ...] = (
    Key("id", "id", ("kode",)),
    Key("aturan", "rule", ("rule",)),
    Key("simpul", "node", ("node", "pola", "pattern", "node_or_pattern", "focus")),
    Key(
        "sidik",
        "value",
        ("value_hash", "value", "hash", "temuan", "finding", "fingerprint"),
        required=False,
    ),
    Key("alasan", "reason", ("reason",)),
    Key("jabatan", "approver", ("approver", "approved_by", "disetujui_oleh", "pejabat", "post")),
    Key("nomor_surat", "letter", ("letter", "letter_number", "surat")),
    Key("disetujui", "approved", ("approved_on", "approved", "tanggal_surat")),
    Key("berlaku_sampai", "expires", ("expires_on", "expires", "kedaluwarsa")),
)
_DATES = ("approved", "expires")
#: Fields that have a form of their own, and the problem of one that does not have it.
_FORMS = (
    ("id", "WAIVER-ID", _ID),
    ("node", "WAIVER-NODE", _NODE),
    ("value", "WAIVER-VALUE", _FINGERPRINT),
)
_BY_NAME: dict[str, Key] = {}
for _key in KEYS:
    _BY_NAME |= dict.fromkeys((_key.name, *_key.also), _key)


@dataclass(frozen=True)
class WaiverEntry:
    """One entry as found: where it stands and its values by key, as written."""

    place: str
    values: dict[str, Any]


def key_named(name: str) -> Key | None:
    """The key of that name, whatever its letter case.

    >>> key_named(" Approved_On ").name
    'disetujui'
    """
    return _BY_NAME.get(name.strip().casefold().replace(" ", "_").replace("-", "_"))


def day_of(value: object) -> date | None:
    """A date, from a date of TOML or from text; nothing when it is none.

    >>> day_of("31/12/2026") == day_of("31-12-2026") == day_of("2026-12-31")
    True
    >>> day_of("12/31/2026") is None and day_of("2026-W01-1") is None
    True
    """
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        if not isinstance(value, str):
            return None
        if _DAY.fullmatch(value):
            return date.fromisoformat(value)
        match = _DAY_FIRST.fullmatch(value.strip())
        if match is None:
            return None
        return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None


def _fields(entry: WaiverEntry) -> dict[str, Any]:
    """The values by field; text without the white space around it."""
    found: dict[str, Any] = {}
    for name, value in entry.values.items():
        key = key_named(name)
        if key is not None:
            if isinstance(value, str):
                found[key.fills] = value.strip()
            else:
                found[key.fills] = value
    return found


def _key_problems(entry: WaiverEntry) -> Iterator[Problem]:
    """Keys that are unknown or given twice, values of the wrong kind, keys that are missing."""
    seen: set[str] = set()
    for name, value in entry.values.items():
        key = key_named(name)
        if key is None:
            yield Problem("WAIVER-KEY", entry.place, {"found": name, "near": _nearest(name)})
            continue
        if key.fills in seen:
            yield Problem("WAIVER-KEYTWICE", entry.place, {"found": key.name})
        seen.add(key.fills)
        is_day = key.fills in _DATES and isinstance(value, date)
        if not is_day and not isinstance(value, str):
            yield Problem("WAIVER-TYPE", entry.place, {"key": key.name})
    missing = list(_missing_keys(entry))
    if missing:
        yield Problem("WAIVER-MISSING", entry.place, {"keys": ", ".join(missing)})


def _missing_keys(entry: WaiverEntry) -> Iterator[str]:
    """Keys that an entry must have and that are absent or empty."""
    fields = _fields(entry)
    for key in KEYS:
        if key.required and fields.get(key.fills, "") == "":
            yield key.name


def _nearest(name: str) -> str:
    """The key that was most likely meant; a dash where none is near."""
    near = nearest(name.casefold(), _BY_NAME)
    return near[0] if near else "-"


def _text_problems(place: str, fields: dict[str, str], known: dict[str, Any]) -> Iterator[Problem]:
    """What is wrong with texts that are there."""
    text = {name: value for name, value in fields.items() if isinstance(value, str) and value}
    for name, code, form in _FORMS:
        if name in text and not form.fullmatch(text[name]):
            yield Problem(code, place, {"found": text[name]})
    yield from _rule_problems(place, text.get("rule", ""), known)
    # A value belongs to one finding, a pattern to many.
    if "value" in text and "*" in text.get("node", ""):
        yield Problem("WAIVER-PATTERN", place, {"found": text["node"]})
    yield from _reason_problems(place, text.get("reason", ""))
    for key in KEYS:
        written = text.get(key.fills, "")
        if _names_a_person(key, written):
            yield Problem("WAIVER-PERSON", place, {"key": key.name})


def _rule_problems(place: str, written: str, known: dict[str, Any]) -> Iterator[Problem]:
    """A rule that there is not, with those that may be meant."""
    rule = written.upper()
    if rule and rule not in known:
        near = nearest(rule, known, most=5) or list(known)
        yield Problem("RULE-UNKNOWN", place, {"found": written, "known": ", ".join(near)})


def _reason_problems(place: str, written: str) -> Iterator[Problem]:
    """A reason that is too short to be one; blanks make none longer."""
    letters = len(" ".join(written.split()))
    if 0 < letters < SHORTEST_REASON:
        values = {"length": str(len(written)), "shortest": str(SHORTEST_REASON)}
        yield Problem("WAIVER-REASON", place, values)


def _names_a_person(key: Key, written: str) -> bool:
    """Whether the approver bears a title of a person, or any field holds a NIP or NIK."""
    titled = key.fills == "approver" and _TITLE.search(written) is not None
    return titled or has_person_number(written)


def _date_problems(place: str, fields: dict[str, Any], longest: int | None) -> Iterator[Problem]:
    """Days that are none, and spans that end before they begin or last too long."""
    days = {}
    for name in _DATES:
        if fields.get(name, "") != "":
            days[name] = day_of(fields[name])
    for key in KEYS:
        written = fields.get(key.fills)
        is_wrong = key.fills in days and days[key.fills] is None
        if is_wrong and isinstance(written, (str, date)):
            yield Problem("WAIVER-DATE", place, {"key": key.name, "found": str(written)})
    approved, expires = days.get("approved"), days.get("expires")
    if approved is not None and expires is not None:
        yield from _span_problems(place, approved, expires, longest)


def _span_problems(
    place: str, approved: date, expires: date, longest: int | None
) -> Iterator[Problem]:
    lasts = (expires - approved).days
    if lasts < 0:
        yield Problem("WAIVER-ORDER", place, {"approved": str(approved), "expires": str(expires)})
    elif longest is not None and lasts > longest:
        yield Problem("WAIVER-LONG", place, {"days": str(lasts), "longest": str(longest)})


def entry_problems(
    entry: WaiverEntry, known: dict[str, Any], longest: int | None = None
) -> list[Problem]:
    """Everything that is wrong with one entry.

    ``known`` are the rules by id, ``longest`` the most days a waiver may last.
    """
    fields = _fields(entry)
    found = [*_key_problems(entry), *_text_problems(entry.place, fields, known)]
    return list(map(_unquoted, [*found, *_date_problems(entry.place, fields, longest)]))


def _unquoted(problem: Problem) -> Problem:
    """A problem that repeats nobody's number, whichever field it was typed into."""
    values = {}
    for name, value in problem.values.items():
        values[name] = _HIDDEN if has_person_number(value) else value
    return replace(problem, values=values)


def waiver_of(entry: WaiverEntry) -> Waiver:
    """The waiver of an entry without problems."""
    fields = _fields(entry)
    return Waiver(
        id=fields["id"],
        rule=fields["rule"].upper(),
        node=fields["node"],
        value=fields.get("value", "").casefold(),
        reason=" ".join(fields["reason"].split()),
        approver=fields["approver"],
        letter=fields["letter"],
        approved=cast("date", day_of(fields["approved"])),
        expires=cast("date", day_of(fields["expires"])),
        place=entry.place,
    )
