"""Holds a bundle against its manifest and against the same check carried out again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from kg.read.gate import sha256
from kg.report.bundle.manifest import FILE, mismatches

__all__ = ["Outcome", "State", "not_again", "recomputed", "stored"]

State = Literal[
    "equal", "changed", "differs", "missing", "unnamed", "not-recomputed", "other-version"
]
Subject = Literal["part", "input", "reference", "tool", "library", "manifest"]


@dataclass(frozen=True)
class Outcome:
    """What became of one thing that the manifest names.

    ``changed``: the file is not the one that was written; ``differs``: computed again it comes out otherwise; ``unnamed``: in
    the folder, but not in the manifest; ``other-version``: a library that changed nothing, or the part would differ.
    """

    subject: Subject
    name: str
    state: State
    why: str = ""


def stored(folder: Path, body: Mapping[str, Any]) -> list[Outcome]:
    """Every part as it lies in the folder against the digest in the manifest."""
    wrong: dict[str, State] = {}
    for name, kind in mismatches(folder, body["parts"]):
        if kind == "missing":
            wrong[name] = "missing"
        elif kind == "changed":
            wrong[name] = "changed"
        else:
            wrong[name] = "unnamed"
    return [
        Outcome("part", name, wrong.get(name, "equal")) for name in sorted({*body["parts"], *wrong})
    ]


def not_again(before: list[Outcome], why: str) -> list[Outcome]:
    """The outcomes when nothing could be computed again: a part that is as it was written is no proof that it is right."""
    found = []
    for o in before:
        found.append(Outcome("part", o.name, "not-recomputed", why) if o.state == "equal" else o)
    return found


def _parts(
    before: list[Outcome], body: Mapping[str, Any], files: Mapping[str, bytes]
) -> list[Outcome]:
    fresh = {name: sha256(data) for name, data in files.items() if name != FILE}
    found = []
    for outcome in before:
        name = outcome.name
        state = outcome.state
        if state == "equal" and name not in fresh:
            state = "not-recomputed"
        elif state == "equal" and fresh[name] != body["parts"][name]["sha256"]:
            state = "differs"
        found.append(Outcome("part", name, state))
    return found + [
        Outcome("part", name, "missing") for name in sorted(fresh.keys() - {o.name for o in before})
    ]


def _same(subject: Subject, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Outcome]:
    """Entries of one section of the manifest, old and new, one outcome each."""
    found = []
    for name in sorted({*old, *new}):
        before = old.get(name)
        after = new.get(name)
        state: State
        if before == after:
            state = "equal"
        elif after is None:
            state = "missing"
        elif before is None:
            state = "unnamed"
        else:
            state = "differs"
        if subject == "library" and state != "equal":
            state = "other-version"
        if state == "equal":
            why = ""
        else:
            why = f"{_short(before)} → {_short(after)}"
        found.append(Outcome(subject, name, state, why))
    return found


def _short(value: object) -> str:
    """A value for a table: digests by their first twelve digits."""
    if isinstance(value, list):
        return " ".join(_short(entry) for entry in value)
    if isinstance(value, dict):
        text = str(value.get("sha256", value))
    elif value is None:
        text = "-"
    else:
        text = str(value)
    if len(text) == 64:
        return text[:12]
    return text


def _inputs(old: list[Any], new: list[Any]) -> list[Outcome]:
    """Inputs by path, with the unit, so that one file that fills two units is two inputs; by path where a side could not read."""
    sides = []
    for inputs in (old, new):
        sides.append([i for i in inputs if isinstance(i, dict)])
    bare = any(not i.get("kecamatan") for side in sides for i in side)

    def name(info: Mapping[str, Any]) -> str:
        if bare:
            return f"{info.get('path')}"
        return f"{info.get('path')} ({info.get('kecamatan')} {info.get('period')})"

    before, after = (
        {name(i): [o for o in side if name(o) == name(i)] for i in side} for side in sides
    )
    return _same("input", before, after)


def _section(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = body.get(name)
    if isinstance(value, dict):
        return value
    return {}


def recomputed(
    before: list[Outcome], body: Mapping[str, Any], files: Mapping[str, bytes]
) -> list[Outcome]:
    """Everything the manifest states against the same check carried out again, whose files are ``files``."""
    fresh = json.loads(files[FILE])
    inputs = _inputs(body["inputs"], fresh["inputs"])
    references = _same("reference", _section(body, "references"), _section(fresh, "references"))
    versions = _same("tool", _section(body, "tool"), _section(fresh, "tool"))
    versions += _same("library", _section(body, "libraries"), _section(fresh, "libraries"))
    plain = ("schema", "conclusion", "created", "language")
    stated = _same("manifest", {k: body.get(k) for k in plain}, {k: fresh.get(k) for k in plain})
    return [*_parts(before, body, files), *inputs, *references, *versions, *stated]
