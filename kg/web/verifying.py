"""A report bundle that is sent as an archive: whether every part is the one that was written."""

from __future__ import annotations

import io
import stat
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import InputError, Problem
from kg.limits import DEFAULT, Limits
from kg.report.bundle.manifest import read_manifest
from kg.report.bundle.verification import NamedOutcome, by_urgency, stored
from kg.web.bodies import uploaded
from kg.web.pages import page
from kg.web.refusal import RefusedError
from kg.web.state import state_of

__all__ = ["VerifyBundle", "verification"]

_MANIFEST = "manifest.json"


def _checked(archive: zipfile.ZipFile, limits: Limits) -> list[zipfile.ZipInfo]:
    """The entries of an archive, once none of them is a bomb, a link or a way out of the folder.

    :raises InputError: READ-ARCHIVE with the entry.
    """
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    total = sum(entry.file_size for entry in entries)
    if len(entries) > limits.zip_entries or total > 2 * limits.zip_total_bytes:
        raise InputError(Problem("SERVE-ARCHIVE", "", {"found": f"{len(entries)}/{total}"}))
    for entry in entries:
        is_link = stat.S_ISLNK(entry.external_attr >> 16)
        if is_link or _leads_out(entry.filename):
            raise InputError(Problem("SERVE-ARCHIVE", "", {"found": entry.filename[:80]}))
    return entries


def _leads_out(name: str) -> bool:
    """Whether a name of an entry may lead out of the folder, on this system or another one.

    >>> _leads_out("laporan/simpul.csv"), _leads_out("../simpul.csv"), _leads_out("C:simpul.csv")
    (False, True, True)
    """
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        return True
    # On Windows a backslash parts folders, and a colon names a drive or a hidden stream.
    return "\\" in name or ":" in name


@dataclass(frozen=True)
class VerifyBundle:
    """Unpack an archive in a private folder, and hold every part against the manifest in it."""

    data: bytes

    def __call__(self, _: Any) -> list[NamedOutcome]:
        """What became of each part, what does not match first.

        :raises InputError: READ-ARCHIVE, BUNDLE-NONE, BUNDLE-MANIFEST.
        """
        with tempfile.TemporaryDirectory(prefix="kinerja-verify-") as home:
            self._unpack(Path(home))
            manifests = sorted(Path(home).rglob(_MANIFEST), key=lambda path: len(path.parts))
            if manifests:
                folder = manifests[0].parent
            else:
                folder = Path(home)
            return by_urgency(stored(folder, read_manifest(folder)))

    def _unpack(self, home: Path) -> None:
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
                for entry in _checked(archive, DEFAULT):
                    target = home / entry.filename
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(archive.read(entry))
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
            raise InputError(Problem("SERVE-ARCHIVE", "", {"found": str(error)[:80]})) from error


async def verification(request: Request) -> Response:
    """The form, and what became of the bundle that was sent."""
    if request.method == "GET":
        return page(request, "verification.html", outcomes=None)
    files, _ = await uploaded(request)
    if len(files) != 1:
        raise RefusedError(400, "SERVE-NOFILE")
    state = state_of(request)
    task = VerifyBundle(files[0].data)
    outcomes = await state.checks.workers.run(task, state.settings.limits.web_check_seconds)
    return page(request, "verification.html", outcomes=outcomes)
