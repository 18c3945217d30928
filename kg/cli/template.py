"""``kg template``"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import LangOption, LayoutName, handled, note
from kg.cli.groups import UNIT_LIMITS, UnitLimits
from kg.derive.regions import LokalRegions
from kg.errors import InputError, Lang, Problem
from kg.read.layout.choice import Choice
from kg.read.layout.choice import Wanted as Whose
from kg.read.layout.document import understand
from kg.report.book.understood import filled_form
from kg.report.dossier.dossier import moment
from kg.report.output import may_be_made, refuse_links, refuse_report, write_bytes
from kg.report.template.pages import DocumentKind, Filled, Wish, stated_identity
from kg.report.template.sheets import template_sheets
from kg.report.template.typed import region_named, region_title, years_of
from kg.report.template.upgrade import AskedBeside, Moved, upgraded
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


def _not_together(given: Mapping[str, bool]) -> None:
    """Refuse options of which each says where the values come from.

    :raises InputError: USE-TOGETHER.
    """
    both = [name for name, is_given in given.items() if is_given]
    if len(both) > 1:
        raise InputError(Problem("USE-TOGETHER", values={"found": ", ".join(both)}))


def _tell(moved: Moved, lang: Lang) -> None:
    """Say how much was moved, and what has no place any more."""
    note(word("template-moved", lang, cells=moved.cells, sheets=moved.sheets))
    for name in moved.left:
        note(word("template-left", lang, name=name))


def _write_form(output: Path, wish: Wish, values: Filled | None, inputs: Iterable[Path]) -> None:
    """Write the form as a workbook, or as a folder of sheets where the output has no ending."""
    if output.suffix:
        _write(output, template_workbook(wish, moment(), values), inputs)
        return
    sheets = template_sheets(wish, values)
    refuse_links(output, sheets)
    refuse_report(output)
    for name, data in sheets.items():
        may_be_made(output / name, inputs, data)
    for name, data in sheets.items():
        write_bytes(output / name, data)


def _made_for(wish: Wish, values: Filled | None, lang: Lang) -> str:
    """Kecamatan and period of the form, as its sheet ``identitas`` has them."""
    stated = stated_identity(wish, values)
    code = stated.get("kode_wilayah", "")
    place = stated.get("nama_kecamatan", "")
    if LokalRegions().is_known(code):
        place = region_title(code)
    shown = [place or word("template-no-place", lang)]
    shown.append(stated.get("periode") or word("template-no-period", lang))
    return ", ".join(shown)


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
        _not_together({"--from": True, "--example": example, "--upgrade": upgrade is not None})
        choice = Choice(layout, Whose(kecamatan.strip(), period, kind or ""))
        _fill(filled, choice, output, lang)
        return

    _not_together({"--upgrade": upgrade is not None, "--example": example})
    wish = Wish(years_of(period), region_named(kecamatan.strip()), kind, example, rows, lang)
    suffix = output.suffix.casefold()
    if suffix and suffix != ".xlsx":
        values = {"found": suffix, "known": ".xlsx"}
        raise InputError(Problem("USE-FORMAT", str(output), values))
    values_of = None
    if upgrade is not None:
        asked = AskedBeside(bool(wish.region), bool(period), kind is not None)
        wish, values_of, told = upgraded(upgrade, wish, asked)
        _tell(told, lang)
    _write_form(output, wish, values_of, [upgrade] if upgrade else [])
    note(f"{word('written', lang)} {output}: {_made_for(wish, values_of, lang)}")
