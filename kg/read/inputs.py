"""From a path on the command line to documents.

Workbook, folder of sheets, RDF file, or a folder of those.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import InputError, Problem
from kg.limits import DEFAULT, Limits
from kg.read.digests import digest_of
from kg.read.document import Document
from kg.read.kinds import DELIMITED, PDF, WORD, WORKBOOKS, is_workbook
from kg.read.layout.choice import Choice
from kg.read.place import AnyPlace, Place, leads_out
from kg.read.rdf import FORMATS, read_rdf
from kg.read.sheets import delimited_files, is_sheet_folder, sheet_files
from kg.read.tabular import read_tabular, read_understood
from kg.read.url import UrlPath

__all__ = [
    "NO_CHOICE",
    "READABLE",
    "few_names",
    "input_digests",
    "is_document",
    "is_folder",
    "read_paths",
]

#: Files that only layouts read, and only where they are named: letters lie in many a folder.
LAYOUTS_ONLY = (WORD, *DELIMITED)
READABLE = (*FORMATS, *WORKBOOKS)
#: So many names of a folder are listed.
_SHOWN = 12
NO_CHOICE = Choice()
#: As many sound sheets of the form make a workbook ours, also without its identity.
_OURS = 3
#: What is wrong with a workbook that was hardly meant as the form.
_FOREIGN = frozenset(("FORM-NOSHEETS", "IDENT-MISSING"))


def is_document(path: Place) -> bool:
    """Whether a file is named as one that can be read as a document.

    >>> is_document(Path("a.TTL")), is_document(Path("temuan.json"))
    (True, False)
    """
    return path.suffix.casefold() in READABLE


def is_folder(path: Place) -> bool:
    """Whether it is a folder.

    An address that is named as a document is none, which saves a request for each.
    """
    return not (isinstance(path, UrlPath) and is_document(path)) and path.is_dir()


@dataclass
class _Inputs:
    """The single inputs behind one path, and the remark about what was left out there."""

    found: list[Place] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


def _visible(folder: AnyPlace) -> list[AnyPlace]:
    """What lies in a folder, but for locks and hidden files."""
    return sorted(p for p in folder.iterdir() if not p.name.startswith(("~$", ".")))


def few_names(paths: Sequence[Place]) -> str:
    """The names of the first of what lies in a folder; a dash where nothing does."""
    names = []
    for path in paths[:_SHOWN]:
        names.append(f"{path.name}/" if is_folder(path) else path.name)
    if len(paths) > _SHOWN:
        names.append("…")
    return ", ".join(names) or "-"


def _skipped(folder: Place, left: Sequence[Place], code: str) -> list[Problem]:
    """One remark that names what is not read, and by its code why."""
    if not left:
        return []
    values = {"count": str(len(left)), "found": few_names(left), "known": " ".join(READABLE)}
    return [Problem(code, str(folder), values)]


def _sheet_folder(folder: Place) -> _Inputs:
    """A folder of sheets is one input.

    A workbook beside them is told, for it may be meant instead.
    """
    sheets = set(delimited_files(folder))
    left = []
    for p in _visible(folder):
        if p not in sheets and not is_folder(p):
            left.append(p)
    return _Inputs([folder], _skipped(folder, left, "READ-BESIDE"))


def _folder(folder: Place) -> _Inputs:
    inner = _visible(folder)
    own = [p for p in inner if not leads_out(p, folder)]
    found = []
    for p in own:
        if is_document(p) or (is_folder(p) and is_sheet_folder(p)):
            found.append(p)
    if not found:
        loose = any(p in inner for p in delimited_files(folder))
        code = "FORM-NOIDENTITY" if loose else "READ-NOINPUT"
        raise InputError(Problem(code, str(folder), {"skipped": few_names(inner)}))
    left = [p for p in inner if p not in found]
    return _Inputs(found, _skipped(folder, left, "READ-SKIPPED"))


def _expand(path: Place) -> _Inputs:
    """The single inputs behind one path.

    :raises InputError: READ-NOINPUT or FORM-NOIDENTITY for a folder with nothing to read.
    """
    if not is_folder(path):
        return _Inputs([path])
    if is_sheet_folder(path):
        return _sheet_folder(path)
    return _folder(path)


def _in_form(path: Place, choice: Choice, limits: Limits) -> Document:
    """A workbook in the form.

    One without the form's sheet of identity is tried with the layouts.
    """
    if choice.is_made and not is_folder(path):
        return read_understood(path, choice, limits)
    try:
        return read_tabular(path, limits)
    except InputError as error:
        if is_folder(path) or not _is_foreign(error):
            raise
        return _by_layout(path, choice, limits, error)


def _is_foreign(error: InputError) -> bool:
    """Whether a workbook is not in our form.

    It has neither the sheet of identity nor several others of the form.
    """
    codes = {problem.code for problem in error.problems}
    if codes == {"FORM-SHEETNAME"}:
        return "identitas" in {problem.values["nearest"] for problem in error.problems}
    sheets = (p.values["sheets"] for p in error.problems if p.code == "IDENT-MISSING")
    ours = any(len(names.split(", ")) >= _OURS for names in sheets)
    return bool(codes & _FOREIGN) and not ours


def _by_layout(path: Place, choice: Choice, limits: Limits, error: InputError) -> Document:
    """A workbook that is not in the form.

    Where no layout fits either, the form's own error stands.
    """
    try:
        return read_understood(path, choice, limits)
    except InputError as other:
        unknown = [problem.code for problem in other.problems] == ["LAYOUT-NONE"]
        if unknown and [problem.code for problem in error.problems] != ["FORM-NOSHEETS"]:
            raise error from other
        raise


def _folder_of_sheet(path: Place) -> Path | None:
    """The folder of a file that is a sheet of a form; ``None`` for any other.

    Alone it says nothing of what it refers to.
    """
    if not (isinstance(path, Path) and is_sheet_folder(path.parent)):
        return None
    if path not in sheet_files(path.parent).values():
        return None
    return path.parent


def _read(path: Place, choice: Choice, limits: Limits) -> list[Document]:
    if is_folder(path) or is_workbook(path.name):
        return [_in_form(path, choice, limits)]
    suffix = path.suffix.casefold()
    if suffix in FORMATS:
        return read_rdf(path, limits)
    if not path.exists():
        raise InputError(Problem("READ-MISSING", str(path)))
    if suffix == PDF:
        raise InputError(Problem("READ-DRAFT", str(path)))
    if suffix in LAYOUTS_ONLY:
        return [_without_form(path, choice, limits)]
    known = " ".join((*READABLE, WORD))
    raise InputError(Problem("READ-FORMAT", str(path), {"known": known}))


def _without_form(path: Place, choice: Choice, limits: Limits) -> Document:
    """A file that only a layout can read; a single sheet of a form only where a layout is chosen."""
    folder = None
    if not choice.is_made:
        folder = _folder_of_sheet(path)
    if folder is not None:
        raise InputError(Problem("READ-SHEET", str(path), {"folder": str(folder)}))
    return read_understood(path, choice, limits)


def _documents(
    path: Place, choice: Choice, limits: Limits, problems: list[Problem]
) -> Iterator[Document]:
    """The documents behind one path.

    What is wrong with one of them does not keep the others away.
    """
    try:
        inputs = _expand(path)
    except InputError as error:
        problems += error.problems
        return
    notes = inputs.notes
    before = len(problems)
    for single in inputs.found:
        try:
            found = _read(single, choice, limits)
        except InputError as error:
            problems += error.problems
            continue
        for document in found:
            # The first document of a folder carries the remark about what lies beside it.
            document.notes += notes
            notes = []
            yield document
    # Where something is wrong, no document carries the remark any further.
    if len(problems) > before:
        problems += inputs.notes


def read_paths(
    paths: Sequence[Place], limits: Limits = DEFAULT, choice: Choice = NO_CHOICE
) -> list[Document]:
    """All documents behind ``paths``.

    When any is bad, an :class:`InputError` with the errors of all of them.

    ``choice`` says how files that are not in the form are to be read.
    """
    problems: list[Problem] = []
    documents: list[Document] = []
    for path in paths:
        documents += _documents(path, choice, limits, problems)
    seen: dict[str, str] = {}
    for document in documents:
        other = seen.setdefault(document.graph.value, document.name)
        if other != document.name:
            values = {"other": other, "graph": document.graph.value}
            problems.append(Problem("READ-SAMEGRAPH", document.name, values))
    if problems:
        raise InputError(problems)
    return documents


def input_digests(paths: Sequence[Place]) -> dict[str, str]:
    """SHA-256 of every single input behind ``paths`` by its name, readable or not.

    Nothing for what is not there.
    """
    found: dict[str, str] = {}
    for path in paths:
        try:
            inputs = _expand(path).found
        except InputError:
            inputs = [path]
        for single in inputs:
            digest = digest_of(single)
            if digest is not None:
                found[str(single)] = digest
    return found
