"""The checks of the last while.

Each runs in a process of its own, and is kept in memory until others take its place.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import shutil
import tempfile
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from kg.errors import KgError, Lang
from kg.read.inputs import NO_CHOICE
from kg.read.layout.choice import Choice
from kg.read.sheets import is_delimited, is_sheet
from kg.web.check_tasks import Checked, StoredCheck, UploadCheck
from kg.web.readers import Readers
from kg.web.remembered import file_stamp, store_stamp
from kg.web.settings import WebSettings

__all__ = ["Check", "Checks", "Upload", "key_of"]

#: Private folders are called by this and the number of their process.
_PREFIX = "kinerja-serve-"
_KEY = 32


@dataclass(frozen=True)
class Upload:
    """One file as it was sent: the name it may keep, and its bytes."""

    name: str
    data: bytes


@dataclass
class Check:
    """A check that was asked for: it runs as long as both ``done`` and ``failed`` are None."""

    key: str
    folder: str = ""
    names: tuple[str, ...] = ()
    choice: Choice = NO_CHOICE
    done: Checked | None = None
    failed: KgError | None = None
    work: asyncio.Task[None] | None = field(default=None, repr=False)

    @property
    def has_workbook(self) -> bool:
        """Whether something was sent that can come back with comments in its cells."""
        return any(name.casefold().endswith(".xlsx") for name in self.names)

    @property
    def running(self) -> bool:
        """Whether nothing is known of it yet."""
        return self.done is None and self.failed is None


def key_of(uploads: Sequence[Upload], lang: Lang) -> str:
    """The address of a check: the same files in the same language have the same one.

    >>> key_of([Upload("a.csv", b"x")], "id") == key_of([Upload("a.csv", b"x")], "id")
    True
    """
    total = hashlib.sha256(lang.encode())
    for upload in sorted(uploads, key=lambda u: u.name):
        total.update(f"\n{upload.name}\n{len(upload.data)}\n".encode())
        total.update(upload.data)
    return total.hexdigest()[:_KEY]


def _private_folder() -> Path:
    """A new folder that nobody else can enter; what workbenches that were killed have left is removed."""
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        owner = left.name.removeprefix(_PREFIX).partition("-")[0]
        if owner.isdecimal() and not psutil.pid_exists(int(owner)):
            shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))  # mode 0700


class Checks:
    """Checks by key, the latest last.

    Files that were uploaded lie in private folders and go with their check.
    """

    def __init__(self, settings: WebSettings, workers: Readers) -> None:
        self._settings = settings
        self.workers = workers
        self._by_key: OrderedDict[str, Check] = OrderedDict()
        self._home = _private_folder()

    def close(self) -> None:
        """Remove every uploaded file."""
        shutil.rmtree(self._home, ignore_errors=True)

    def find(self, key: str) -> Check | None:
        """A check that is known; it counts as used now."""
        if key in self._by_key:
            self._by_key.move_to_end(key)
        return self._by_key.get(key)

    def forget_units(self) -> None:
        """Checks of stored units are out of date when the store changed."""
        # A list of its own, since the table shrinks on the way.
        for key in [key for key, check in self._by_key.items() if not check.folder]:
            del self._by_key[key]

    def of_upload(self, uploads: Sequence[Upload], lang: Lang) -> Check:
        """The check of these files: the one that is known, else one that begins now."""
        key = key_of(uploads, lang)
        known = self.find(key)
        if known is not None:
            return known
        folder = self._home / key
        folder.mkdir(mode=0o700)
        names = _laid_out(folder, uploads)
        check = Check(key, str(folder), names)
        self._begin(check, UploadCheck(check.folder, names, lang))
        return check

    def read_as(self, check: Check, lang: Lang, choice: Choice) -> Check:
        """The check of the same files, read as a person says they are to be read."""
        said = hashlib.sha256(f"{lang} {choice}".encode()).hexdigest()
        key = check.key[:_KEY] + said[:8]
        known = self.find(key)
        if known is not None:
            return known
        folder = self._home / key
        shutil.copytree(check.folder, folder)
        again = Check(key, str(folder), check.names, choice)
        self._begin(again, UploadCheck(again.folder, again.names, lang, choice))
        return again

    async def of_unit(self, region: str, period: str, lang: Lang) -> Check:
        """The check of a stored unit, carried out now where it is not known."""
        check = self.begun(region, period, lang)
        if check.work is not None:
            await asyncio.shield(check.work)
        self.told(check)
        return check

    def told(self, check: Check) -> None:
        """Somebody learns how it ended: where it failed, the next request tries again."""
        if check.failed is not None:
            self._by_key.pop(check.key, None)

    def begun(self, region: str, period: str, lang: Lang) -> Check:
        """The check of a stored unit, which begins now where it is not known."""
        waivers = self._settings.waivers
        responses = self._settings.responses
        stored = hashlib.sha256(store_stamp(self._settings.store).encode()).hexdigest()
        key = f"{region}/{period}/{lang}/{stored}/{file_stamp(waivers)}/{file_stamp(responses)}"
        check = self.find(key)
        if check is None:
            check = Check(key)
            registers = (_existing(waivers), _existing(responses))
            store = str(self._settings.store)
            self._begin(check, StoredCheck(store, region, period, lang, *registers))
        return check

    def _begin(self, check: Check, task: Any) -> None:
        self._by_key[check.key] = check
        check.work = asyncio.create_task(self._carried_out(check, task))
        # Looking at many units takes no place from what somebody sent, nor the reverse.
        alike = [key for key, one in self._by_key.items() if bool(one.folder) == bool(check.folder)]
        for key in alike[: -self._settings.limits.web_kept]:
            oldest = self._by_key.pop(key)
            if oldest.folder:
                shutil.rmtree(oldest.folder, ignore_errors=True)

    async def _carried_out(self, check: Check, task: Any) -> None:
        try:
            check.done = await self.workers.run(task, self._settings.limits.web_check_seconds)
        except KgError as error:
            check.failed = error


def _existing(register: Path) -> str:
    """The path of a register; empty where there is none yet."""
    if register.is_file():
        return str(register.resolve())
    return ""


def _laid_out(folder: Path, uploads: Sequence[Upload]) -> tuple[str, ...]:
    """Put the files down; sheets in CSV are one form, in a folder of their own.

    Where no table in text is named as a sheet, each is a document by itself.
    """
    tables = {upload.name for upload in uploads if is_delimited(upload.name)}
    if not any(is_sheet(name.rpartition(".")[0]) for name in tables):
        tables = set()
    names = []
    for upload in uploads:
        if upload.name in tables:
            home = folder / "isian"
        else:
            home = folder
        home.mkdir(exist_ok=True, mode=0o700)
        (home / upload.name).write_bytes(upload.data)
        names.append("isian" if upload.name in tables else upload.name)
    return tuple(dict.fromkeys(names))
