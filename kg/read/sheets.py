"""A folder of sheets of the form, each a file of delimited text."""

from __future__ import annotations

from pathlib import PurePath

from kg.model.form import form
from kg.model.spelling import word_key
from kg.read.delimited import csv_lines, delimiter_of
from kg.read.kinds import DELIMITED, TEXT
from kg.read.place import AnyPlace, Place, leads_out

__all__ = [
    "csv_lines",
    "delimited_files",
    "delimiter_of",
    "is_delimited",
    "is_sheet",
    "is_sheet_folder",
    "sheet_files",
]


def is_sheet(stem: str) -> bool:
    """Whether a file of that name, without its ending, is a sheet of the form.

    >>> is_sheet("identitas"), is_sheet("renstra 2025")
    (True, False)
    """
    key = word_key(stem)
    return any(key in map(word_key, (sheet.name, *sheet.aliases)) for sheet in form())


def is_delimited(name: str) -> bool:
    """Whether a file holds a table by its name; one that ends as any text must be named as a sheet.

    >>> is_delimited("daftar.CSV"), is_delimited("Rencana.txt"), is_delimited("catatan rapat.txt")
    (True, True, False)
    """
    path = PurePath(name)
    ending = path.suffix.casefold()
    return ending in DELIMITED or (ending == TEXT and is_sheet(path.stem))


def delimited_files(folder: AnyPlace) -> list[AnyPlace]:
    """The files of delimited text in a folder, whatever the capitals of their ending, in a stable order."""
    visible = []
    for path in folder.iterdir():
        if is_delimited(path.name) and not path.name.startswith((".", "~$")):
            visible.append(path)
    return sorted(path for path in visible if not leads_out(path, folder))


def sheet_files(folder: AnyPlace) -> dict[str, AnyPlace]:
    """The files of ``folder`` that are sheets of the form, by name of the sheet and in the order of the form."""
    by_name: dict[str, AnyPlace] = {}
    for path in delimited_files(folder):
        by_name.setdefault(word_key(path.stem), path)
    named = {}
    for sheet in form():
        named[sheet.name] = by_name.get(word_key(sheet.name))
    return {name: path for name, path in named.items() if path is not None}


def is_sheet_folder(folder: Place) -> bool:
    """Whether the files of delimited text in a folder are one document.

    One of them is its identity.
    """
    keys = {word_key(path.stem) for path in delimited_files(folder)}
    identity = form()[0]
    return not keys.isdisjoint(map(word_key, (identity.name, *identity.aliases)))
