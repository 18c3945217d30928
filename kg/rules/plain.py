"""A finding as the plain object of the public contract, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from kg.rules.finding import Finding, Waived
from kg.walk.trace import Source

__all__ = ["finding_body", "finding_from"]


def _plain(value: Waived) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, entry in asdict(value).items():
        found[key] = str(entry)
    return found


def finding_body(found: Finding) -> dict[str, Any]:
    """The finding as JSON has it."""
    return {
        "id": found.id,
        "rule": found.rule,
        "severity": found.severity,
        "certainty": found.certainty,
        "kecamatan": found.kecamatan,
        "focus": found.focus,
        "label": found.label,
        "path": list(found.path),
        "property": found.property,
        "value": found.value,
        "message": found.message,
        "remedy": found.remedy,
        "basis": list(found.basis),
        "source": asdict(found.source),
        "waived": None if found.waived is None else _plain(found.waived),
    }


def finding_from(body: Mapping[str, Any]) -> Finding:
    """The finding of such an object, as far as listings need it.

    Not waived, without part and component.
    """
    own = {}
    for key in ("id", "rule", "severity", "kecamatan", "focus", "label", "property", "value"):
        own[key] = body[key]
    texts = {
        "message": body["message"],
        "remedy": body["remedy"],
        "path": tuple(body["path"]),
        "basis": tuple(body["basis"]),
    }
    # Reports of before 0.2 do not say how sure their findings are.
    certainty = body.get("certainty", "pasti")
    source = Source(**body["source"])
    return Finding(**own, **texts, source=source, part="", component="", certainty=certainty)
