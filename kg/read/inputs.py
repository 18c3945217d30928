"""From a path on the command line to documents: workbook, folder of CSV sheets, RDF file, or a folder of those."""

from __future__ import annotations

from pathlib import Path

from kg.errors import InputError, Problem
from kg.limits import DEFAULT, Limits
from kg.read.digests import digest_of
from kg.read.document import Document
from kg.read.rdf import FORMATS, read_rdf
from kg.read.tabular import read_tabular
from kg.read.url import UrlPath

__all__ = ["READABLE", "input_digests", "is_document", "is_folder", "read_paths"]

READABLE = (*FORMATS, ".xlsx")


def _is_sheet_folder(path: Path) -> bool:
    return any(p.stem.casefold() == "identitas" for p in path.glob("*.csv"))


def is_document(path: Path) -> bool:
    """Whether a file is named as one that can be read as a document.

    >>> is_document(Path("a.TTL")), is_document(Path("temuan.json"))
    (True, False)
    """
    return path.suffix.casefold() in READABLE


def is_folder(path: Path) -> bool:
    """Whether it is a folder; an address that is named as a document is none, which saves a request for each."""
    return not (isinstance(path, UrlPath) and is_document(path)) and path.is_dir()


def _expand(path: Path) -> list[Path]:
    """The single inputs behind one path."""
    if not is_folder(path) or _is_sheet_folder(path):
        return [path]
    inner = [
        p
        for p in sorted(path.iterdir())
        if p.suffix.casefold() in READABLE or (is_folder(p) and _is_sheet_folder(p))
    ]
    inner = [p for p in inner if not p.name.startswith(("~$", "."))]
    if not inner:
        code = "FORM-NOIDENTITY" if any(path.glob("*.csv")) else "READ-NOINPUT"
        raise InputError(Problem(code, str(path)))
    return inner


def _read(path: Path, limits: Limits) -> list[Document]:
    suffix = path.suffix.casefold()
    if is_folder(path) or suffix == ".xlsx":
        return [read_tabular(path, limits)]
    if suffix in FORMATS:
        return read_rdf(path, limits)
    if not path.exists():
        raise InputError(Problem("READ-MISSING", str(path)))
    raise InputError(Problem("READ-FORMAT", str(path), {"known": " ".join(READABLE)}))


def read_paths(paths: list[Path], limits: Limits = DEFAULT) -> list[Document]:
    """All documents behind ``paths``; when any is bad, an :class:`InputError` with the errors of all of them."""
    problems: list[Problem] = []
    documents: list[Document] = []
    for path in paths:
        try:
            for single in _expand(path):
                try:
                    documents.extend(_read(single, limits))
                except InputError as error:
                    problems.extend(error.problems)
        except InputError as error:
            problems.extend(error.problems)
    seen: dict[str, str] = {}
    for document in documents:
        other = seen.setdefault(document.graph.value, document.name)
        if other != document.name:
            problems.append(
                Problem(
                    "READ-SAMEGRAPH", document.name, {"other": other, "graph": document.graph.value}
                )
            )
    if problems:
        raise InputError(problems)
    return documents


def input_digests(paths: list[Path]) -> dict[str, str]:
    """SHA-256 of every single input behind ``paths`` by its name, readable or not; nothing for what is not there."""
    found: dict[str, str] = {}
    for path in paths:
        try:
            inputs = _expand(path)
        except InputError:
            inputs = [path]
        found |= {
            str(single): digest for single in inputs if (digest := digest_of(single)) is not None
        }
    return found
