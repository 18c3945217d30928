"""``kg rollup``"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.cli.common import (
    LangOption,
    ListingForm,
    NoColor,
    Output,
    emit,
    handled,
    screen,
    write_file,
)
from kg.errors import Lang
from kg.read.place import located
from kg.report.listing import print_table
from kg.report.nation.listing import area_columns, area_row, rule_columns, rule_row
from kg.report.nation.page import rollup_page
from kg.report.nation.recap_file import read_recap
from kg.report.nation.rollup import Area, Level, Rollup, rollup
from kg.report.nation.words import say

__all__ = ["roll_up"]

RollupForm = Literal["table", "csv", "json", "html"]
#: A table of all rules fills more than a screen; the files have them all.
_RULES = 15
_SHOWN = 5


def _form(form: RollupForm | None, output: Path | None) -> RollupForm | None:
    """The form asked for; a page or plain numbers also where the suffix says so."""
    suffix = ""
    if output is not None:
        suffix = output.suffix.casefold()
    if form is None and suffix == ".html":
        return "html"
    if form is None and suffix == ".csv":
        return "csv"

    return form


@handled
def roll_up(
    folder: Annotated[str, typer.Argument(metavar="FOLDER")],
    by: Annotated[Level, typer.Option("--by")] = "provinsi",
    form: Annotated[RollupForm | None, typer.Option("--format")] = None,
    period: Annotated[str, typer.Option("--period")] = "",
    output: Output = None,
    lang: LangOption = "id",
    no_color: NoColor = False,
) -> None:
    """Sum up a check of many kecamatan: shares of measurable results, rules broken most."""
    found = rollup(read_recap(located(folder)), by, lang, say("nation-name", lang), period)
    chosen = _form(form, output)
    if chosen == "html":
        _page(rollup_page(found, lang), output)
        return

    listing = _listing(found, by, lang, plain=chosen == "csv")
    emit(listing, chosen, output, no_color=no_color)
    if chosen in {None, "table"} and output is None:
        _rest(found, lang, no_color=no_color)


def _page(page: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(page)
    else:
        write_file(output, page)


def _listing(
    found: Rollup,
    by: Level,
    lang: Lang,
    *,
    plain: bool,
) -> ListingForm:
    """The areas; ``plain`` for a program that counts on."""
    if plain:
        columns = tuple(found.nation.plain())
        rows = list(map(_raw, found.areas))
    else:
        columns = area_columns(lang)
        rows = [area_row(area, lang) for area in found.areas]

    return ListingForm(columns, rows, found.plain(), say("by", lang, level=say(by, lang)))


def _raw(area: Area) -> list[str]:
    """The cells of one area for a program.

    No percent sign, a point in numbers, nothing where there is nothing to judge.
    """
    found: list[str] = []
    for value in area.plain().values():
        found.append("" if value is None else str(value))
    return found


def _rest(
    found: Rollup,
    lang: Lang,
    *,
    no_color: bool,
) -> None:
    """What stands below the table of areas on a screen."""
    console = screen(no_color=no_color)
    broken = []
    for rule in found.rules:
        if rule.broken:
            broken.append(rule_row(rule, lang))
    print_table(console, rule_columns(lang), broken[:_RULES], say("rules-most", lang))
    for key, areas in (("worst", found.worst), ("best", found.best)):
        rows = [area_row(area, lang) for area in areas[:_SHOWN]]
        print_table(console, area_columns(lang), rows, say(key, lang))

    for line in (*found.failed, *found.unreadable):
        console.print(f"{say('not-checked', lang)}: {line}", markup=False, soft_wrap=True)
