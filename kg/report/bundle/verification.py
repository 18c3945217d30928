"""Holds a bundle against its manifest and against the same check carried out again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from kg.report.bundle.manifest import mismatches

__all__ = ["NamedOutcome", "State", "by_urgency", "not_again", "recomputed", "stored"]

State = Literal[
    "not-signed",
    "changed",
    "differs",
    "missing",
    "unnamed",
    "not-recomputed",
    "other-version",
    "equal",
]
#: What a manifest states besides lists, which are compared one by one.
_STATED = ("schema", "conclusion", "created", "language", "data")
Subject = Literal["signature", "part", "input", "reference", "tool", "library", "manifest"]


@dataclass(frozen=True)
class NamedOutcome:
    """What became of one thing that the manifest names.

    ``changed``: the file is not the one that was written; ``differs``: computed again it comes out
    otherwise; ``unnamed``: in the folder, but not in the manifest; ``other-version``: a library
    that changed nothing, or the part would differ.
    """

    subject: Subject
    name: str
    state: State
    why: str = ""


def stored(folder: Path, body: Mapping[str, Any]) -> list[NamedOutcome]:
    """Every part as it lies in the folder against the digest and size in the manifest."""
    wrong: dict[str, State] = dict(mismatches(folder, body["parts"]))
    names = sorted({*body["parts"], *wrong})
    return [NamedOutcome("part", name, wrong.get(name, "equal")) for name in names]


def not_again(before: list[NamedOutcome], why: str) -> list[NamedOutcome]:
    """The outcomes when nothing could be computed again.

    A part that is as it was written is no proof that it is right.
    """
    found = []
    for outcome in before:
        if outcome.state == "equal":
            found.append(NamedOutcome("part", outcome.name, "not-recomputed", why))
        else:
            found.append(outcome)
    return found


def _again(outcome: NamedOutcome, fresh: Mapping[str, str], parts: Mapping[str, Any]) -> State:
    """What became of one part, now that it has been computed again."""
    if outcome.state != "equal":
        return outcome.state
    if outcome.name not in fresh:
        return "not-recomputed"
    if fresh[outcome.name] == parts[outcome.name]["sha256"]:
        return "equal"
    return "differs"


def _parts(
    before: list[NamedOutcome], body: Mapping[str, Any], fresh: Mapping[str, str]
) -> list[NamedOutcome]:
    found = []
    for outcome in before:
        found.append(NamedOutcome("part", outcome.name, _again(outcome, fresh, body["parts"])))
    known = {outcome.name for outcome in before}
    for name in sorted(fresh.keys() - known):
        found.append(NamedOutcome("part", name, "missing"))
    return found


def _compared(before: object, after: object) -> State:
    if before == after:
        return "equal"
    if after is None:
        return "missing"
    return "unnamed" if before is None else "differs"


def _same(subject: Subject, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[NamedOutcome]:
    """Entries of one section of the manifest, old and new, one outcome each."""
    found = []
    for name in sorted({*old, *new}):
        before = old.get(name)
        after = new.get(name)
        state = _compared(before, after)
        if state == "equal":
            found.append(NamedOutcome(subject, name, state))
            continue
        # Another version of a library that changed no part changed nothing.
        if subject == "library":
            state = "other-version"
        found.append(NamedOutcome(subject, name, state, f"{_short(before)} → {_short(after)}"))
    return found


def _short(value: object) -> str:
    """A value for a table: digests by their first twelve digits."""
    if isinstance(value, list):
        return " ".join(map(_short, value))
    if isinstance(value, dict):
        value = value.get("sha256", value)
    if value is None:
        text = "-"
    else:
        text = str(value)
    if len(text) == 64:
        return text[:12]
    return text


def _inputs(old: list[Any], new: list[Any]) -> list[NamedOutcome]:
    """Inputs by path, with the unit, so that one file that fills two units is two inputs.

    By path where a side could not read.
    """
    bare = not all(info.get("kecamatan") for info in (*old, *new))

    def grouped(side: list[Any]) -> dict[str, list[Any]]:
        groups: dict[str, list[Any]] = {}
        for info in side:
            if bare:
                unit = ""
            else:
                unit = f" ({info.get('kecamatan')} {info.get('period')})"
            groups.setdefault(f"{info.get('path')}{unit}", []).append(info)
        return groups

    return _same("input", grouped(old), grouped(new))


def recomputed(
    before: list[NamedOutcome], body: Mapping[str, Any], fresh: Mapping[str, Any]
) -> list[NamedOutcome]:
    """Everything the manifest states against ``fresh``, that of the same check carried out again."""
    digests = {name: part["sha256"] for name, part in fresh["parts"].items()}
    found = _parts(before, body, digests)
    found += _inputs(body["inputs"], fresh["inputs"])
    found += _same("reference", body["references"], fresh["references"])
    found += _same("tool", body["tool"], fresh["tool"])
    found += _same("library", body["libraries"], fresh["libraries"])
    stated = []
    for side in (body, fresh):
        stated.append({key: side[key] for key in _STATED if key in side})
    return found + _same("manifest", *stated)


def by_urgency(outcomes: list[NamedOutcome]) -> list[NamedOutcome]:
    """What does not match first, what is equal last, each as it stood."""
    return sorted(outcomes, key=lambda outcome: get_args(State).index(outcome.state))
