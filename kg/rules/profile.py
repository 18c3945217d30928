"""Profiles: an auditor's own severities and switched-off rules, each with its reason.

Data, not code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from kg.assets import folder
from kg.derive.text import normal
from kg.derive.vocabulary import Entry, Vocabulary, Words
from kg.errors import InputError, Problem
from kg.rules.rule import SEVERITIES, TIERS, Rule, Severity, Tier

__all__ = [
    "ProfileChange",
    "apply_profile",
    "apply_thresholds",
    "apply_words",
    "known_profiles",
    "of_tier",
]

_KEYS = {"aktif", "keparahan", "alasan"}


@dataclass(frozen=True)
class ProfileChange:
    """One change of a profile: the rule or, with ``limit``, the threshold; with ``words``, the word list.

    What it was and is, and why.
    """

    rule: str
    before: str
    after: str
    reason: str
    limit: bool = False
    words: bool = False


def known_profiles() -> dict[str, Path]:
    """The profiles that come with the program, by name.

    >>> "contoh" in known_profiles()
    True
    """
    found: dict[str, Path] = {}
    for path in sorted((folder("shapes") / "profil").glob("*.toml")):
        found[path.stem] = path
    return found


def of_tier(rules: tuple[Rule, ...], tier: Tier) -> tuple[Rule, ...]:
    """The rules of a tier and of the narrower ones it includes."""
    wanted = TIERS[: TIERS.index(tier) + 1]
    return tuple(rule for rule in rules if rule.tier in wanted)


def _is_table_of_tables(found: object) -> bool:
    """Whether every key of a table opens a table of its own, as the settings of a rule do."""
    return isinstance(found, dict) and all(isinstance(entry, dict) for entry in found.values())


def _table(name: str, key: str) -> tuple[str, dict[str, dict[str, Any]]]:
    """One table of a profile; empty when the profile has the other one only."""
    path = known_profiles().get(name) or Path(name)
    try:
        body = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        values = {"found": name, "known": ", ".join(known_profiles())}
        raise InputError(Problem("PROFILE-UNKNOWN", "", values)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(Problem("PROFILE-SYNTAX", str(path), {"reason": str(error)})) from error
    tables = [body.get(name, {}) for name in ("aturan", "ambang", "kata")]
    sound = all(map(_is_table_of_tables, tables))
    if not sound or not any(tables):
        raise InputError(Problem("PROFILE-EMPTY", str(path)))
    return str(path), body.get(key, {})


def _wrong(where: str, table: dict[str, dict[str, Any]], known: dict[str, Rule]) -> list[Problem]:
    """Every entry that cannot be carried out as written."""
    problems = []
    for rule in table:
        if rule not in known:
            values = {"found": rule, "known": ", ".join(known)}
            problems.append(Problem("RULE-UNKNOWN", where, values))
    for rule, entry in table.items():
        bad = {k for k in entry if k not in _KEYS}
        bad |= {"keparahan"} if entry.get("keparahan", "info") not in SEVERITIES else set()
        bad |= {"aktif"} if not isinstance(entry.get("aktif", True), bool) else set()
        bad |= {"alasan"} if not str(entry.get("alasan", "")).strip() else set()
        if bad:
            problems.append(
                Problem("PROFILE-ENTRY", where, {"rule": rule, "found": ", ".join(sorted(bad))})
            )
    return problems


def apply_profile(
    rules: tuple[Rule, ...], name: str
) -> tuple[tuple[Rule, ...], tuple[ProfileChange, ...]]:
    """The rules as a profile wants them, and every change it makes.

    :raises InputError: PROFILE-UNKNOWN, PROFILE-SYNTAX, PROFILE-EMPTY, PROFILE-ENTRY, RULE-UNKNOWN;
        all of a file at once.
    """
    where, table = _table(name, "aturan")
    problems = _wrong(where, table, {rule.id: rule for rule in rules})
    if problems:
        raise InputError(problems)
    changed = []
    changes = []
    for rule in rules:
        entry = table.get(rule.id, {})
        severity = cast("Severity", entry.get("keparahan", rule.severity))
        active = bool(entry.get("aktif", True))
        if entry:
            changes.append(
                ProfileChange(
                    rule.id, rule.severity, severity if active else "off", str(entry["alasan"])
                )
            )
        changed.append(replace(rule, severity=severity, off=not active))
    return tuple(changed), tuple(changes)


def apply_thresholds(lists: Vocabulary, name: str) -> tuple[Vocabulary, tuple[ProfileChange, ...]]:
    """The word lists with the thresholds of a profile's table ``ambang``, and every change it makes.

    :raises InputError: PROFILE-LIMIT for a name that is no threshold, a value that is no number of
        at least 0, or no reason.
    """
    where, table = _table(name, "ambang")
    known = lists.thresholds
    problems = []
    for limit, entry in table.items():
        if limit not in known or not _is_threshold(entry):
            values = {"found": limit, "known": ", ".join(sorted(known))}
            problems.append(Problem("PROFILE-LIMIT", where, values))
    if problems:
        raise InputError(problems)
    if not table:
        return lists, ()
    changed = {limit: float(entry["nilai"]) for limit, entry in table.items()}
    changes = []
    for limit, value in sorted(changed.items()):
        reason = str(table[limit]["alasan"])
        changes.append(ProfileChange(limit, f"{known[limit]:g}", f"{value:g}", reason, limit=True))
    return lists.with_thresholds(changed), tuple(changes)


def _is_threshold(entry: Mapping[str, object]) -> bool:
    """Whether an entry has a number of at least 0, a reason, and nothing else."""
    value = entry.get("nilai")
    # TOML knows true and false, which Python takes for numbers.
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
        return False
    return bool(str(entry.get("alasan", "")).strip()) and set(entry) == {"nilai", "alasan"}


_WORD_KEYS = {"tambah", "buang", "pada", "alasan"}


def apply_words(lists: Vocabulary, name: str) -> tuple[Vocabulary, tuple[ProfileChange, ...]]:
    """The word lists with what a profile's table ``kata`` adds to and takes from them, and every change it makes.

    :raises InputError: PROFILE-WORDS for a list that is not there, a word to remove that it does not hold, a concept
        that it does not have or that has to be named, no words, or no reason.
    """
    where, table = _table(name, "kata")
    problems = []
    for listed, entry in table.items():
        wrong = _wrong_words(lists, listed, entry)
        if wrong:
            values = {"found": listed, "reason": wrong}
            problems.append(Problem("PROFILE-WORDS", where, values))
    if problems:
        raise InputError(problems)
    if not table:
        return lists, ()
    changed = {listed: _words(entry) for listed, entry in sorted(table.items())}
    changes = []
    for listed, own in changed.items():
        before = len(lists.forms(listed))
        after = len(own.applied_forms(lists.entries(listed)))
        said = " ".join(
            [*(f"+{word}" for word in own.added), *(f"−{word}" for word in own.removed)]
        )
        reason = str(table[listed]["alasan"])
        changes.append(ProfileChange(listed, f"{before}", f"{after} ({said})", reason, words=True))
    return lists.with_words(changed), tuple(changes)


def _words(entry: Mapping[str, Any]) -> Words:
    added, removed = (tuple(entry.get(key, ())) for key in ("tambah", "buang"))
    return Words(added, removed, str(entry.get("pada", "")))


def _wrong_words(lists: Vocabulary, listed: str, entry: Mapping[str, Any]) -> str:
    """What keeps an entry of the table ``kata`` from being carried out: the key that is wrong; empty when nothing does."""
    if listed not in lists.names():
        return listed
    texts = [entry.get(key, []) for key in ("tambah", "buang")]
    if not all(map(_is_texts, texts)) or not any(texts):
        return "tambah, buang"
    concept = str(entry.get("pada", ""))
    if not _has_place(lists.entries(listed), concept, texts[0]):
        return "pada"
    wrong = [word for word in texts[1] if normal(word) not in lists.forms(listed)]
    if not str(entry.get("alasan", "")).strip():
        wrong.append("alasan")
    wrong += sorted(set(entry) - _WORD_KEYS)
    return ", ".join(wrong)


def _has_place(entries: list[Entry], concept: str, added: list[str]) -> bool:
    """Whether it is known where new words belong: to a concept of the list, or to none where none is needed."""
    if concept:
        return concept in {one.name for one in entries}
    return not added or not any(map(_says_more, entries))


def _is_texts(found: object) -> bool:
    """Whether a value is a list of texts that hold something."""
    return isinstance(found, list) and all(isinstance(t, str) and t.strip() for t in found)


def _says_more(entry: Entry) -> bool:
    """Whether a list says more of its words than that they stand in it, so that a new one needs its concept."""
    return bool(entry.broader or entry.fits or entry.implied or entry.multiple_of)
