"""Errors with a code, a place and a way out, in Indonesian and English.

The sentences stand in ``messages.toml``; code only names the error and gives its values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, get_args

from kg.assets import Pieces

__all__ = [
    "LANGUAGES",
    "CouldNotError",
    "InputError",
    "KgError",
    "Lang",
    "Problem",
    "sentences",
    "total_of",
]

Lang = Literal["id", "en"]
#: Every language, the first of them before the others.
LANGUAGES: tuple[Lang, ...] = get_args(Lang)


@lru_cache(maxsize=1)
def sentences() -> Mapping[str, dict[str, str]]:
    """All error sentences by code, each with ``id``, ``en`` and the hints ``id_hint``, ``en_hint``.

    >>> sorted(sentences()["READ-EMPTY"])
    ['en', 'en_hint', 'id', 'id_hint']
    """
    return Pieces("kg", "messages.toml")


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: its code, where it is, and the values its sentence needs.

    ``file``, ``sheet`` and ``cell`` say the place again in parts, for what is wrong inside of a
    workbook.
    """

    code: str
    where: str = ""
    values: dict[str, str] = field(default_factory=dict)
    file: str = ""
    sheet: str = ""
    cell: str = ""

    def _said(self, lang: Lang) -> dict[str, str]:
        """The values in one language.

        ``why_id`` and ``why_en`` are both ``why``, each in its own.
        """
        mark = f"_{lang}"
        own = {}
        for name, value in self.values.items():
            if name.endswith(mark):
                own[name] = value
        return self.values | {name.removesuffix(mark): value for name, value in own.items()}

    def sentence(self, lang: Lang = "id") -> str:
        """What is wrong, in one sentence.

        >>> Problem("READ-EMPTY", "a.ttl").sentence("en")
        'the file is empty'
        """
        return sentences()[self.code][lang].format_map(self._said(lang))

    def hint(self, lang: Lang = "id") -> str:
        """What to do about it; empty when there is nothing to add."""
        return sentences()[self.code][f"{lang}_hint"].format_map(self._said(lang))

    def line(self, lang: Lang = "id") -> str:
        """Place, sentence, code and hint as shown to a person.

        >>> Problem("READ-EMPTY", "a.ttl").line("en")
        'a.ttl: the file is empty [READ-EMPTY] -> load a file that holds data'
        """
        place = ""
        if self.where:
            place = f"{self.where}: "
        hint = self.hint(lang)
        return f"{place}{self.sentence(lang)} [{self.code}]" + (f" -> {hint}" if hint else "")


class KgError(Exception):
    """Something that stops the work, with every problem that was found, not only the first."""

    exit_code = 2

    def __init__(self, problems: Problem | list[Problem]) -> None:
        if isinstance(problems, Problem):
            self.problems = [problems]
        else:
            self.problems = list(problems)
        super().__init__("\n".join(p.line("en") for p in self.problems))


class InputError(KgError):
    """Unreadable input, wrong usage or a broken rule (exit code 2)."""


class CouldNotError(KgError):
    """The work could not be carried out: disk full, server gone, time limit (exit code 3)."""

    exit_code = 3


#: What is told among errors without being one.
_REMARKS = frozenset(("READ-SKIPPED", "READ-BESIDE"))


def total_of(problems: Sequence[Problem]) -> Problem | None:
    """How many errors there are on how many sheets.

    ``None`` for a single one, or where none is in a sheet.

    >>> first = Problem("READ-EMPTY", "a!B2", file="a", sheet="simpul", cell="B2")
    >>> second = Problem("READ-EMPTY", "a!C3", file="a", sheet="target", cell="C3")
    >>> total_of([first, second]).sentence("en")
    '2 errors on 2 sheets'
    """
    inside = set()
    problems = [p for p in problems if p.code not in _REMARKS]
    for p in problems:
        if p.sheet:
            inside.add((p.file, p.sheet))
    if len(problems) < 2 or not inside:
        return None
    outside = {p.where for p in problems if not p.sheet}
    values = {"count": str(len(problems)), "sheets": str(len(inside) + len(outside))}
    return Problem("TOTAL-PLACES" if outside else "TOTAL-SHEETS", values=values)
