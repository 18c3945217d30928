"""Writes a bundle: every part, the manifest last, so that a bundle with a manifest is complete."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from kg.errors import InputError, Problem
from kg.read.gate import sha256
from kg.report.back.returned import FOLDER, returned
from kg.report.bundle.held import HeldPart, held
from kg.report.bundle.manifest import FILE, SIGNATURE, manifest, written_parts
from kg.report.bundle.parts import PARTS, BundlePart, part_of
from kg.report.dossier.dossier import Dossier
from kg.report.drawing.files import FOLDER as PICTURES
from kg.report.drawing.files import drawn, pictures
from kg.report.followup.carried import FILE as ANSWERS
from kg.report.followup.carried import TYPED, carried_over, responses_csv
from kg.report.output import may_replace, refuse_links, write_pieces
from kg.report.pdf.document import FOLDER as PIECES
from kg.report.pdf.document import PAPERS, paper_count, papers
from kg.worker.told_progress import Progress, TellProgress, unheard

__all__ = ["Written", "bundle_bytes", "stated_again", "write_bundle"]

#: Folders of a bundle whose files are others from one check to the next.
_FOLDERS = (FOLDER, PICTURES, PIECES)
#: Options that name files which were read.
_READ = ("waivers", "responses", "profile", "previous")


def _answers_are_part(dossier: Dossier) -> bool:
    """Whether the manifest names the copy of the answers that lies in the bundle."""
    return Path(str(dossier.options.get("responses") or "")).name == ANSWERS


def _parts(dossier: Dossier, far: TellProgress) -> Iterator[tuple[str, bytes]]:
    """Every part of the bundle by name, as it is made; ``far`` hears of each.

    The papers, which take as long as all the rest, are set beside it on another processor.
    """
    alone = list(filter(_is_alone, PARTS))
    tell = _Told(far, len(alone) + paper_count(dossier))
    sheets = list(drawn(dossier))
    facts = part_of("json").write(dossier)
    with ThreadPoolExecutor(1) as press:
        printed = press.submit(papers, dossier, sheets, sha256(facts), tell)
        for part in alone:
            # Made already: the papers tell its digest.
            yield part.file, facts if part.form == "json" else part.write(dossier)
            tell()
        del facts
        yield from returned(dossier).items()
        yield from pictures(dossier, sheets).items()
        if _answers_are_part(dossier):
            yield ANSWERS, responses_csv(dossier)
        yield from printed.result().items()


class _Told:
    """Counts the parts that are made, by whichever thread."""

    def __init__(self, far: TellProgress, total: int) -> None:
        self._far = far
        self._total = total
        self._made = count(1)

    def __call__(self) -> None:
        made = next(self._made)
        self._far(Progress("write", max(made, self._total), made))


def bundle_bytes(dossier: Dossier) -> dict[str, bytes]:
    """Every file of the bundle by name, the manifest last."""
    parts = dict(_parts(dossier, unheard))
    stated = {name: (sha256(data), len(data)) for name, data in parts.items()}
    return parts | {FILE: manifest(dossier, stated)}


def stated_again(dossier: Dossier, far: TellProgress = unheard) -> dict[str, Any]:
    """What the manifest of the bundle states; its parts are made, and only their digests kept."""
    stated = {name: (sha256(data), len(data)) for name, data in _parts(dossier, far)}
    body: dict[str, Any] = json.loads(manifest(dossier, stated))
    return body


def _held(dossier: Dossier, folder: Path, waiting: ExitStack) -> dict[str, HeldPart]:
    """The same, to be written to a folder."""
    parts = {name: held(data, folder, waiting) for name, data in _parts(dossier, unheard)}
    stated = {name: (part.sha256, part.size) for name, part in parts.items()}
    return parts | {FILE: held(manifest(dossier, stated), folder, waiting)}


def _is_alone(part: BundlePart) -> bool:
    """Whether a part of the bundle is made by itself."""
    return part.bundled and part.file not in PAPERS


def _stale(folder: Path, named: Mapping[str, str], files: Mapping[str, HeldPart]) -> list[Path]:
    """Pictures, papers and returned workbooks that an earlier bundle in the folder names and this one does not have."""
    found = []
    for sub in _FOLDERS:
        for path in sorted((folder / sub).glob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and name in named and name not in files:
                found.append(path)
    return found


def _edited(
    folder: Path, named: Mapping[str, str], files: Mapping[str, HeldPart]
) -> Iterator[Problem]:
    """Parts that somebody has changed since they were written, and forms that no manifest vouches for.

    What is typed into the listings is an answer, and carried over.
    """
    for name in sorted({*named, *files} - set(TYPED)):
        path = folder / name
        is_form = name.startswith(f"{FOLDER}/")
        if not path.is_file() or _may_go(path, named.get(name)):
            continue
        if name in files and _may_go(path, files[name].sha256):
            continue
        if is_form:
            yield Problem("USE-FORM", str(path))
        elif name in named:
            yield Problem("USE-CHANGED", str(path))


def _inputs(dossier: Dossier) -> list[Path]:
    """Every file that the check read.

    The answers of the bundle itself are carried over and may go.
    """
    names = list(map(str, dossier.options.get("paths") or ()))
    for option in _READ:
        if option != "responses" or not _answers_are_part(dossier):
            names.append(str(dossier.options.get(option) or ""))
    return [Path(name) for name in names if name]


def _may_go(path: Path, digest: str | None) -> bool:
    """Whether a file is still as the earlier bundle wrote it."""
    return digest is not None and path.is_file() and sha256(path.read_bytes()) == digest


@dataclass(frozen=True)
class Written:
    """What was written: the dossier with the answers that lay there, and what went with it.

    Whether a signature did, and how many answers that somebody had cleared.
    """

    dossier: Dossier
    unsigned: bool
    cleared: int


def _unsigned(folder: Path, manifest: str) -> bool:
    """Whether a signature in the folder stands for another manifest than the one to be written."""
    if not (folder / SIGNATURE).is_file():
        return False
    return not _may_go(folder / FILE, manifest)


def _no_input(folder: Path, read: list[Path]) -> None:
    """Refuse a folder of sheets or documents as the place of its own report.

    The next check would read the listings as sheets.

    :raises InputError: USE-OVERINPUT.
    """
    for path in read:
        if path.is_dir() and folder.is_dir() and path.samefile(folder):
            raise InputError(Problem("USE-OVERINPUT", str(folder)))


def write_bundle(dossier: Dossier, folder: Path) -> Written:
    """Write the bundle; an older manifest goes first, so that a broken-off run leaves none.

    Answers that were typed into an earlier report in the folder are carried over. A signature of
    another manifest goes with it: it stands for a report that is there no more.

    :raises CouldNotError: USE-OUTPUT when a file cannot be written.
    :raises InputError: USE-OVERINPUT, USE-OVERWRITE, USE-LINK, USE-FORM, USE-CHANGED,
        USE-ANSWERS, ANSWER-CONFLICT; nothing is written then.
    """
    _no_input(folder, _inputs(dossier))
    named = written_parts(folder)
    carried = carried_over(dossier, folder, named)
    dossier = carried.dossier
    with ExitStack() as waiting:
        unsigned = _put(_held(dossier, folder, waiting), folder, named, _inputs(dossier))
    return Written(dossier, unsigned, carried.cleared)


def _clear(folder: Path, stale: list[Path]) -> None:
    """Take away what is no part any more; an empty folder would be something that no manifest names."""
    for path in stale:
        path.unlink()
    for sub in _FOLDERS:
        if (folder / sub).is_dir() and not any((folder / sub).iterdir()):
            (folder / sub).rmdir()


def _put(
    files: Mapping[str, HeldPart], folder: Path, named: Mapping[str, str], inputs: list[Path]
) -> bool:
    """Write the files where nothing is destroyed by it; whether a signature went."""
    refuse_links(folder, files)
    changed = list(_edited(folder, named, files))
    if changed:
        raise InputError(changed)
    for name, part in files.items():
        if (folder / name).is_file() and not _may_go(folder / name, named.get(name)):
            may_replace(folder / name, inputs, part.whole())
    _clear(folder, _stale(folder, named, files))
    unsigned = _unsigned(folder, files[FILE].sha256)
    (folder / FILE).unlink(missing_ok=True)
    if unsigned:
        (folder / SIGNATURE).unlink()
    for name, part in files.items():
        write_pieces(folder / name, part.pieces())
    return unsigned
