"""``kg rollup``"""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from kg.cli.common import LangOption, NoColor, Output, emit, handled, screen
from kg.read.place import located
from kg.report.listing import print_table
from kg.report.nation.listing import area_columns, area_row, rule_columns, rule_row
from kg.report.nation.page import rollup_page
from kg.report.nation.rollup import Area, Level, Rollup, read_recap, rollup
from kg.report.nation.words import say
from kg.report.output import write_bytes

__all__ = ["roll_up"]

Folder = Annotated[
    str, typer.Argument(metavar="FOLDER", help="Folder that kg check --jobs N -o FOLDER wrote.")
]
By = Annotated[
    Level,
    typer.Option(
        "--by", help="One row for each kecamatan, kabupaten, provinsi, or for the nation."
    ),
]
RollupForm = Annotated[
    Literal["table", "csv", "json", "html"] | None,
    typer.Option("--format", help="Form of the output."),
]
Period = Annotated[
    str, typer.Option("--period", help="Only the units of this period, such as 2025.")
]

_RULES = 15
_SHOWN = 5


@handled
def roll_up(
    folder: Folder,
    by: By = "provinsi",
    form: RollupForm = None,
    period: Period = "",
    output: Output = None,
    lang: LangOption = "id",
    no_color: NoColor = False,
) -> None:
    """Sum up a check of many kecamatan: shares of measurable results and complete conditions, rules broken most.

    The table also shows the weakest and the best kecamatan; JSON and HTML have everything, CSV the areas
    with plain numbers.

    Example:
        kg rollup hasil-nasional/ --by kabupaten -o rekap.html
    """
    found = rollup(read_recap(located(folder)), by, lang, say("nation-name", lang), period)
    suffix = output.suffix.casefold() if output is not None else ""
    if form == "html" or (form is None and suffix == ".html"):
        page = rollup_page(found, lang)
        write_bytes(output, page) if output is not None else sys.stdout.buffer.write(page)
        return
    console = screen(no_color=no_color)
    plain = form == "csv" or (form is None and suffix == ".csv")
    columns = tuple(found.nation.plain()) if plain else area_columns(lang)
    rows = [_raw(area) if plain else area_row(area, lang) for area in found.areas]
    title = say("by", lang, level=say(by, lang))
    emit(columns, rows, found.plain(), form=form, output=output, console=console, title=title)
    if form in {None, "table"} and output is None:
        _rest(found, lang, no_color=no_color)


def _raw(area: Area) -> list[str]:
    """The cells of one area for a program: no percent sign, a point in numbers, nothing where there is nothing to judge."""
    return ["" if value is None else str(value) for value in area.plain().values()]


def _rest(found: Rollup, lang: LangOption, *, no_color: bool) -> None:
    """What stands below the table of areas on a screen."""
    console = screen(no_color=no_color)
    broken = [rule_row(rule, lang) for rule in found.rules if rule.broken]
    print_table(console, rule_columns(lang), broken[:_RULES], say("rules-most", lang))
    for key, areas in (("worst", found.worst), ("best", found.best)):
        print_table(
            console, area_columns(lang), [area_row(a, lang) for a in areas[:_SHOWN]], say(key, lang)
        )
    for line in (*found.failed, *found.unreadable):
        console.print(f"{say('not-checked', lang)}: {line}", markup=False, soft_wrap=True)
