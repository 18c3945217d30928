"""``kg template``"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import LangOption, LayoutName, handled, note
from kg.cli.groups import UNIT_LIMITS, UnitLimits
from kg.errors import InputError, Lang, Problem
from kg.read.layout.choice import Choice
from kg.read.layout.choice import Wanted as Whose
from kg.read.layout.document import understand
from kg.report.book.understood import filled_form
from kg.report.dossier.dossier import moment
from kg.report.output import may_be_made, refuse_links, write_bytes
from kg.report.template.pages import DocumentKind, Wish
from kg.report.template.sheets import template_sheets
from kg.report.template.typed import region_named, years_of
from kg.report.template.upgrade import upgraded
from kg.report.template.workbook import template_workbook
from kg.report.words import word

__all__ = ["template"]

Target = Annotated[Path, typer.Option("-o", "--output")]
Kind = Annotated[DocumentKind | None, typer.Option("--kind")]


def _write(path: Path, data: bytes, inputs: Iterable[Path] = ()) -> None:
    """Write a form where there is none yet: what people type into one is never written over."""
    may_be_made(path, inputs, data)
    write_bytes(path, data)


def _fill(path: Path, choice: Choice, output: Path, lang: Lang) -> None:
    """Write what was understood of a document as a filled form, and tell how it was understood."""
    understood = understand(path, choice)
    for remark in understood.notes:
        note(f"{word('note', lang)}: {remark.line(lang)}")
    _write(output, filled_form(understood, lang), [path])
    note(f"{word('written', lang)} {output}")


@handled
def template(
    output: Target = Path("isian.xlsx"),
    kecamatan: Annotated[str, typer.Option("--kecamatan")] = "",
    period: Annotated[str, typer.Option("--period")] = "",
    kind: Kind = None,
    example: Annotated[bool, typer.Option("--example")] = False,
    rows: Annotated[int, typer.Option("--rows", min=1, max=5_000)] = 300,
    upgrade: Annotated[Path | None, typer.Option("--upgrade")] = None,
    filled: Annotated[Path | None, typer.Option("--from")] = None,
    layout: LayoutName = "",
    _limits: UnitLimits = UNIT_LIMITS,
    lang: LangOption = "id",
) -> None:
    """Write the empty form, made from its one definition, or one filled from a document with --from."""
    if filled is not None:
        choice = Choice(layout, Whose(kecamatan.strip(), period, kind or ""))
        _fill(filled, choice, output, lang)
        return

    wish = Wish(years_of(period), region_named(kecamatan.strip()), kind, example, rows, lang)
    suffix = output.suffix.casefold()
    if suffix and suffix != ".xlsx":
        values = {"found": suffix, "known": ".xlsx"}
        raise InputError(Problem("USE-FORMAT", str(output), values))
    if upgrade is not None:
        data, told = upgraded(upgrade, wish, moment())
        _write(output, data, [upgrade])
        note(word("template-moved", lang, cells=told.cells, sheets=told.sheets))
        for name in told.left:
            note(word("template-left", lang, name=name))
    elif suffix:
        _write(output, template_workbook(wish, moment()))
    else:
        sheets = template_sheets(wish)
        refuse_links(output, sheets)
        for name, data in sheets.items():
            may_be_made(output / name, (), data)
        for name, data in sheets.items():
            write_bytes(output / name, data)
    note(f"{word('written', lang)} {output}")
