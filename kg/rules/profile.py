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
from kg.derive.vocabulary import Vocabulary
from kg.errors import InputError, Problem
from kg.rules.rule import SEVERITIES, TIERS, Rule, Severity, Tier

__all__ = ["Change", "apply_profile", "apply_thresholds", "known_profiles", "of_tier"]

_KEYS = {"aktif", "keparahan", "alasan"}


@dataclass(frozen=True)
class Change:
    """One change of a profile: the rule or, with ``limit``, the threshold.

    What it was and is, and why.
    """

    rule: str
    before: str
    after: str
    reason: str
    limit: bool = False


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
    tables = [body.get(name, {}) for name in ("aturan", "ambang")]
    sound = all(map(_is_table_of_tables, tables))
    if not sound or not any(tables):
        raise InputError(Problem("PROFILE-EMPTY", str(path)))
    return str(path), body.get(key, {})


def _wrong(where: str, table: dict[str, dict[str, Any]], known: dict[str, Rule]) -> list[Problem]:
    """Every entry that cannot be carried out as written."""
    problems = [
        Problem("RULE-UNKNOWN", where, {"found": rule, "known": ", ".join(known)})
        for rule in table
        if rule not in known
    ]
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
) -> tuple[tuple[Rule, ...], tuple[Change, ...]]:
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
                Change(rule.id, rule.severity, severity if active else "off", str(entry["alasan"]))
            )
        changed.append(replace(rule, severity=severity, off=not active))
    return tuple(changed), tuple(changes)


def apply_thresholds(lists: Vocabulary, name: str) -> tuple[Vocabulary, tuple[Change, ...]]:
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
        changes.append(Change(limit, f"{known[limit]:g}", f"{value:g}", reason, limit=True))
    return lists.with_thresholds(changed), tuple(changes)


def _is_threshold(entry: Mapping[str, object]) -> bool:
    """Whether an entry has a number of at least 0, a reason, and nothing else."""
    value = entry.get("nilai")
    # TOML knows true and false, which Python takes for numbers.
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
        return False
    return bool(str(entry.get("alasan", "")).strip()) and set(entry) == {"nilai", "alasan"}
