"""What ``kg check`` writes: where to, and in which form."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.cli.common import note, screen, write_file
from kg.errors import InputError, Lang, Problem
from kg.read.place import Located
from kg.report.bundle.parts import PARTS, part_of
from kg.report.dossier.dossier import Dossier
from kg.report.words import word

__all__ = [
    "BUNDLE",
    "AskedEarly",
    "CheckTarget",
    "asked_for",
    "known_form",
    "targets_of",
    "tell_written",
    "write_target",
]

#: The form of a file by its suffix; of two parts with one suffix the first.
_SUFFIXES = {Path(part.file).suffix.lstrip("."): part.form for part in reversed(PARTS)}
_SUFFIXES["txt"] = "text"
BUNDLE = "bundle"


@dataclass(frozen=True)
class CheckTarget:
    """Where a report goes, and in which form: that of a part, or the whole bundle to a folder."""

    path: Path
    form: str


@dataclass(frozen=True)
class AskedEarly:
    """The same before it is known whether the check is one of many, whose results go anywhere."""

    place: Located
    form: str


def asked_for(path: Located, form: str) -> AskedEarly:
    """The form for a file: the one asked for, else by suffix; the bundle for a folder.

    :raises InputError: USE-FORMAT for an unknown suffix.
    """
    if form:
        return AskedEarly(path, form)

    suffix = path.suffix.casefold().lstrip(".")
    if suffix in _SUFFIXES:
        return AskedEarly(path, _SUFFIXES[suffix])
    if suffix and not path.is_dir():
        values = {"found": suffix, "known": " ".join(sorted(_SUFFIXES))}
        raise InputError(Problem("USE-FORMAT", str(path), values))

    return AskedEarly(path, BUNDLE)


def targets_of(asked: Iterable[AskedEarly]) -> list[CheckTarget]:
    """What one check writes; an address is none, for it makes the check one of many."""
    found = []
    for one in asked:
        if isinstance(one.place, Path):
            found.append(CheckTarget(one.place, one.form))
    return found


def known_form(form: str) -> str:
    """The form, when there is such a part.

    :raises InputError: USE-FORMAT.
    """
    known = ["text", *(part.form for part in PARTS)]
    if form and form not in known:
        values = {"found": form, "known": " ".join(known)}
        raise InputError(Problem("USE-FORMAT", "--format", values))

    return form


def write_target(
    dossier: Dossier,
    target: CheckTarget,
    inputs: list[Path],
) -> Dossier:
    """Write one file or one bundle, never over what was read.

    The dossier as it was written: with the answers that lay where the bundle goes.

    :raises InputError: USE-OVERINPUT, USE-OVERWRITE.
    """
    lang = dossier.lang
    if target.form != BUNDLE:
        from kg.report.followup.carried import keeps_answers

        keeps_answers(target.path, dossier)
        write_file(target.path, _bytes(dossier, target.form), inputs)
        return dossier
    # Writers of pages, papers and workbooks: who looks at a screen waits for none of them.
    from kg.report.back.returned import returned_remarks
    from kg.report.bundle.write import write_bundle

    written = write_bundle(dossier, target.path)
    for remark in returned_remarks(dossier, target.path):
        note(f"{word('note', lang)}: {remark}")
    if written.unsigned:
        note(f"{word('note', lang)}: {word('signature-gone', lang, folder=target.path)}")
    if written.cleared:
        note(f"{word('note', lang)}: {word('answers-cleared', lang, count=written.cleared)}")
    return written.dossier


def _bytes(dossier: Dossier, form: str) -> bytes:
    if form != "text":
        return part_of(form).write(dossier)

    from kg.report.forms.as_text import print_check

    written = io.StringIO()
    print_check(dossier, screen(no_color=True, file=written))
    return written.getvalue().encode()


def tell_written(target: CheckTarget, lang: Lang) -> None:
    """Where the result is, and with which file of a bundle to begin: the last line of all."""
    told_place = f"{word('written', lang)} {target.path}"
    if target.form == BUNDLE:
        told_place += f"; {word('begin-with', lang)} {target.path / part_of('html').file}"
    note(told_place)
