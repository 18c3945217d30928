"""Answers that somebody typed into an earlier report.

Carried over to the next one, or the next one is not written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from kg.errors import InputError, Lang, Problem
from kg.read.gate import sha256
from kg.report.book.clean import one_break
from kg.report.book.listing import ANSWERS, answer_cells
from kg.report.book.texts import text
from kg.report.dossier.dossier import Dossier, Response
from kg.report.followup.rebinding import rebound
from kg.report.followup.responses import Answers, read_typed
from kg.report.listing import spreadsheet_csv

__all__ = [
    "FILE",
    "TYPED",
    "Carried",
    "answers_csv",
    "answers_heads",
    "carried_over",
    "keeps_answers",
    "responses_csv",
]

#: The answers of a bundle as they were read: what was typed into its workbook is gone once the
#: workbook is written anew.
FILE = "tanggapan.csv"
#: Where people type answers.
TYPED = ("laporan.xlsx", "temuan.csv", "temuan-koma.csv", FILE)
_NOTHING = Answers({}, frozenset())
_COLUMNS = ("fingerprint", "rule", "label", "value", *ANSWERS)


def answers_heads(lang: Lang) -> str:
    """The first line of a listing of answers, without its end."""
    return answers_csv((), lang).decode("utf-8-sig").rstrip("\r\n")


def answers_csv(answers: Iterable[Response], lang: Lang) -> bytes:
    """Answers as a listing that a reader of responses reads back to the same values."""
    heads = [text("column", key, lang) for key in _COLUMNS]
    rows = []
    for answer in sorted(answers, key=lambda answer: answer.finding):
        about = [answer.finding, answer.rule, answer.label, answer.value]
        cells = [*about, *answer_cells(answer, lang)]
        rows.append([one_break(str(cell or "")) for cell in cells])
    return spreadsheet_csv(heads, rows, ";")


def responses_csv(dossier: Dossier) -> bytes:
    """The answers of a dossier as a listing."""
    return answers_csv(dossier.responses.values(), dossier.lang)


def _typed_into(path: Path) -> Answers:
    """The answers in a file that an earlier run wrote; none where there is no such file.

    :raises InputError: USE-ANSWERS when it cannot be read: it may hold answers, so it is left
        alone.
    """
    if not path.is_file() or path.stat().st_size == 0:
        return _NOTHING
    try:
        return read_typed(path)
    except InputError as error:
        first = error.problems[0]
        # A listing without the columns for answers holds none.
        if first.code == "ANSWER-COLUMNS":
            return _NOTHING
        told = first.line("id")
        raise InputError(Problem("USE-ANSWERS", str(path), {"reason": told})) from error


def _in_folder(folder: Path, written: Mapping[str, str]) -> Answers:
    """All answers in the files of an earlier bundle, and those that somebody cleared there.

    What somebody typed since it was written wins over what the program wrote there; an emptied row
    of a file that somebody edited takes the answer out.

    :raises InputError: ANSWER-CONFLICT when one finding was answered differently in two files that
        were edited.
    """
    kept: dict[str, Response] = {}
    edited: dict[str, Answers] = {}
    for name in TYPED:
        answers = _typed_into(folder / name)
        if answers is not _NOTHING and _is_as_written(folder / name, written, name):
            kept.update(answers.given)
        else:
            edited[name] = answers
    since = _typed_since(folder, kept, {name: one.given for name, one in edited.items()})
    blank = frozenset(chain.from_iterable(one.blank for one in edited.values()))
    cleared = (blank & kept.keys()) - since.keys()
    left = {key: answer for key, answer in kept.items() if key not in cleared}
    return Answers({**left, **since}, cleared)


def _is_as_written(path: Path, written: Mapping[str, str], name: str) -> bool:
    """Whether a file is as the program left it; the copy of the answers is nobody's to type into."""
    return name == FILE or sha256(path.read_bytes()) == written.get(name)


def _typed_since(
    folder: Path, kept: Mapping[str, Response], edited: Mapping[str, Mapping[str, Response]]
) -> dict[str, Response]:
    """The answers that are others than those the program wrote."""
    found: dict[str, Response] = {}
    first: dict[str, str] = {}
    for name, answers in edited.items():
        for key, answer in answers.items():
            if key in kept and kept[key].typed == answer.typed:
                continue
            if found.setdefault(key, answer).typed != answer.typed:
                told = {"found": key, "first": first[key]}
                raise InputError(Problem("ANSWER-CONFLICT", str(folder / name), told))
            first.setdefault(key, name)
    return found


def _is_inside(name: object, folder: Path) -> bool:
    return bool(name) and Path(str(name)).resolve().parent == folder.resolve()


@dataclass(frozen=True)
class Carried:
    """A dossier with the answers that lay where its bundle goes, and how many were cleared there."""

    dossier: Dossier
    cleared: int = 0


def carried_over(dossier: Dossier, folder: Path, written: Mapping[str, str]) -> Carried:
    """The dossier with the answers that lie in the folder where its bundle is to be written.

    ``written`` are the digests of the earlier bundle in the folder, by which files that somebody
    edited since are known. The manifest then names the copy of the answers that is part of the
    bundle, so that the check can be carried out again.

    :raises InputError: USE-ANSWERS, ANSWER-CONFLICT.
    """
    named = dossier.options.get("responses")
    inside = _is_inside(named, folder)
    typed = _in_folder(folder, written)
    cleared = len(typed.blank)
    earlier = rebound(typed.given, dossier.findings)
    if not inside and not earlier.keys() - dossier.responses.keys():
        return Carried(dossier, cleared)
    if inside:
        # The file that is named lies here: what was typed beside it since is no older.
        before = {k: a for k, a in dossier.responses.items() if k not in typed.blank}
        merged = {**before, **earlier}
    else:
        merged = {**earlier, **dossier.responses}
    made = replace(dossier, responses=merged)
    file = str(folder / FILE)
    digests = {}
    for name, digest in dossier.digests.items():
        if name != named:
            digests[name] = digest
    digests[file] = sha256(responses_csv(made))
    made = replace(made, options={**dossier.options, "responses": file}, digests=digests)
    return Carried(made, cleared)


def keeps_answers(path: Path, dossier: Dossier) -> None:
    """Refuse to write over a workbook or listing with answers that the dossier does not have.

    :raises InputError: USE-ANSWERS.
    """
    if path.suffix.casefold() not in {".xlsx", ".csv"}:
        return
    left = rebound(_typed_into(path).given, dossier.findings).keys() - dossier.responses.keys()
    if left:
        raise InputError(Problem("USE-ANSWERS", str(path), {"reason": str(len(left))}))
