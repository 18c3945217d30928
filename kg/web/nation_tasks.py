"""The roll-up of an area, as a task of a reader."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.derive.regions import LokalRegions
from kg.errors import Lang
from kg.report.nation.recap_file import read_recap
from kg.report.nation.rollup import Level, Rollup, rollup
from kg.web.tasks import TaskContext

__all__ = ["RolledUp", "lies_in"]


def lies_in(code: str, area: str) -> bool:
    """Whether a code is that of an area or of a part of it; everything lies in the country.

    >>> lies_in("33.02.19", "33.02"), lies_in("33.02.19", "33.0"), lies_in("33.02.19", "")
    (True, False, True)
    """
    return not area or f"{code}.".startswith(f"{area}.")


@dataclass(frozen=True)
class RolledUp:
    """The sums of the areas of a level inside of one area; empty for the whole country."""

    folder: str
    level: Level
    within: str
    lang: Lang
    nation: str

    def __call__(self, _: TaskContext) -> Rollup:
        """Read the file of the run and sum up.

        :raises InputError: ROLLUP-NONE.
        """
        body = read_recap(Path(self.folder))
        # One by one: a country has more units than memory should hold.
        units = (row for row in body["units"] if lies_in(str(row["kecamatan"]), self.within))
        name = self.nation
        if self.within:
            name = LokalRegions().name(self.within) or self.within
        return rollup({**body, "units": units}, self.level, self.lang, name)
