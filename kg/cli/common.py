"""Options and habits that all commands share."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TextIO, TypeVar

import typer

from kg.cli.groups import OptionGroup, grouping
from kg.cli.limited import limited
from kg.errors import InputError, KgError, Lang, Problem, total_of
from kg.read.layout.choice import Choice, Wanted
from kg.report.listing import csv_text, json_text, print_table
from kg.report.output import may_replace, write_bytes, write_pieces
from kg.report.words import word
from kg.safe_text import visible

if TYPE_CHECKING:
    from rich.console import Console

__all__ = [
    "DESCRIBED",
    "SHOWN",
    "Described",
    "Endpoint",
    "Form",
    "FormOption",
    "KecamatanName",
    "KindName",
    "LangOption",
    "LayoutName",
    "ListingForm",
    "NoColor",
    "Output",
    "Password",
    "Paths",
    "PeriodText",
    "Sample",
    "Shown",
    "Store",
    "Timeout",
    "UpdateEndpoint",
    "User",
    "emit",
    "form_of",
    "handled",
    "list_problems",
    "note",
    "note_sample",
    "one_source",
    "screen",
    "told",
    "write_file",
    "write_out",
]

# What each option does stands in help.toml.
Form = Literal["table", "csv", "json"]
FormOption = Annotated[Form | None, typer.Option("--format")]
Paths = Annotated[list[Path] | None, typer.Argument(metavar="BERKAS", show_default=False)]
Sample = Annotated[bool, typer.Option("--contoh")]
Store = Annotated[Path, typer.Option("--store", envvar="KG_STORE")]
LangOption = Annotated[Lang, typer.Option("--lang", envvar="KG_LANG")]
NoColor = Annotated[bool, typer.Option("--no-color")]
Output = Annotated[Path | None, typer.Option("-o", "--output")]
Endpoint = Annotated[str, typer.Option("--endpoint", envvar="KG_ENDPOINT")]
UpdateEndpoint = Annotated[str, typer.Option("--update-endpoint", envvar="KG_UPDATE_ENDPOINT")]
User = Annotated[str, typer.Option("--user", envvar="KG_ENDPOINT_USER")]
Password = Annotated[str, typer.Option("--password", envvar="KG_ENDPOINT_PASSWORD")]
Timeout = Annotated[float, typer.Option("--timeout", min=0.1)]

LayoutName = Annotated[str, typer.Option("--layout", metavar="NAMA|BERKAS")]
KecamatanName = Annotated[str, typer.Option("--kecamatan", metavar="KODE|NAMA")]
PeriodText = Annotated[str, typer.Option("--period", metavar="TAHUN")]
KindName = Annotated[str, typer.Option("--kind")]

_WIDTH = 200
Command = TypeVar("Command", bound=Callable[..., Any])


def screen(*, no_color: bool, file: TextIO | None = None) -> Console:
    """The console for results, on the screen or in a file; wide when nobody watches, so that nothing is cut."""
    from rich.console import Console  # a tenth of a second that CSV and JSON need not pay

    if file is None and sys.stdout.isatty():
        width = None
    else:
        width = _WIDTH
    if no_color or os.environ.get("NO_COLOR"):
        # Without a system of colours no escape is written at all: bold letters are one too.
        return Console(file=file, no_color=True, color_system=None, width=width, highlight=False)

    return Console(file=file, width=width, highlight=False)


def note(text: str) -> None:
    """A remark to the person at the screen, kept apart from the results."""
    typer.echo(visible(text), err=True)


def note_sample(lang: Lang, *, sample: bool) -> None:
    """Tell that what follows is about the sample documents."""
    if sample:
        note(word("sample", lang))


def told(lang: Lang) -> Callable[[str | Problem], None]:
    """A listener that says a remark, or the sentence of a key of ``words.toml``, in that language."""

    def tell(remark: str | Problem) -> None:
        if isinstance(remark, Problem):
            note(f"{word('note', lang)}: {remark.line(lang)}")
        else:
            note(word(remark, lang))

    return tell


def list_problems(problems: Sequence[Problem], lang: Lang) -> None:
    """Every problem on a line of its own; a total closes a list about sheets."""
    for problem in problems:
        note(f"kg: {problem.line(lang)}")

    total = total_of(problems)
    if total is not None:
        note(f"kg: {total.sentence(lang)}")


def handled(command: Command) -> Command:
    """Turn known failures into their sentences and exit codes.

    Anything else is a bug, which :func:`kg.cli.app.main` ends.
    """
    options = grouping(command)

    @functools.wraps(command)
    def run(**given: Any) -> Any:
        lang: Lang = given.get("lang", "id")
        try:
            with limited(given, lang):
                return command(**options.together(given))
        except KgError as error:
            list_problems(error.problems, lang)
            raise typer.Exit(error.exit_code) from None

    run.__signature__ = options.signature  # type: ignore[attr-defined]
    return run  # type: ignore[return-value]


def one_source(paths: Iterable[object], *, sample: bool) -> None:
    """Refuse documents of one's own together with the sample ones.

    :raises InputError: USE-SAMPLE.
    """
    named = list(map(str, paths))
    if sample and named:
        raise InputError(Problem("USE-SAMPLE", named[0]))


def write_file(
    path: Path,
    data: bytes,
    inputs: Iterable[Path] = (),
) -> None:
    """Write a file whole or not at all, and never over an input or what no earlier run wrote.

    :raises InputError: USE-OVERINPUT, USE-OVERWRITE.
    """
    may_replace(path, _files(inputs), data)
    write_bytes(path, data)


def _files(inputs: Iterable[Path]) -> list[Path]:
    """The inputs, and of folders what lies in them."""
    inner = (path.iterdir() for path in inputs if path.is_dir())
    return [*inputs, *chain.from_iterable(inner)]


@dataclass(frozen=True)
class ListingForm:
    """Columns and rows for a person, ``body`` for a program."""

    columns: tuple[str, ...]
    rows: list[list[str]]
    body: Any
    title: str = ""


def emit(
    listing: ListingForm,
    form: Form | None,
    output: Path | None,
    *,
    no_color: bool = False,
    inputs: Iterable[Path] = (),
) -> None:
    """A listing in the form asked for; for a file the suffix tells, when no form is given."""
    chosen = form_of(form, output)
    if chosen == "table":
        print_table(screen(no_color=no_color), listing.columns, listing.rows, listing.title)
        return

    if chosen == "json":
        text = json_text(listing.body)
    else:
        text = csv_text(listing.columns, listing.rows)

    if output is None:
        sys.stdout.write(text)
    else:
        write_file(output, text.encode(), list(inputs))


def form_of(form: Form | None, output: Path | None) -> Form:
    """The form asked for; for a file the suffix tells, when no form is given.

    A file never holds a table but CSV.

    :raises InputError: USE-FORMAT for another suffix.
    """
    if output is None:
        return form or "table"
    if form is not None:
        return "csv" if form == "table" else form

    suffix = output.suffix.casefold()
    if suffix == ".json":
        return "json"
    if suffix == ".csv":
        return "csv"

    values = {"found": suffix or "-", "known": "csv json"}
    raise InputError(Problem("USE-FORMAT", str(output), values))


def write_out(
    pieces: Iterable[str],
    output: Path | None,
    specimen: str,
) -> None:
    """Write text piece by piece, to a file whole or not at all, else to standard output.

    ``specimen`` is a short text of the same kind: by it an earlier output is known.

    :raises InputError: USE-OVERWRITE.
    """
    if output is None:
        for piece in pieces:
            sys.stdout.write(piece)

        return

    may_replace(output, (), specimen.encode())
    write_pieces(output, (piece.encode() for piece in pieces))


@dataclass(frozen=True)
class Shown(OptionGroup):
    """How a command shows its listing: form, file, language, colours."""

    form: FormOption = None
    output: Output = None
    lang: LangOption = "id"
    no_color: NoColor = False

    def emit(self, listing: ListingForm, inputs: Iterable[Path] = ()) -> None:
        """Show or write it, never over an input."""
        emit(listing, self.form, self.output, no_color=self.no_color, inputs=inputs)


SHOWN = Shown()


@dataclass(frozen=True)
class Described(OptionGroup):
    """How files that are not in the form are to be read, and what they do not say themselves."""

    layout: LayoutName = ""
    kecamatan: KecamatanName = ""
    period: PeriodText = ""
    kind: KindName = ""

    @property
    def choice(self) -> Choice:
        """The same for the readers."""
        return Choice(self.layout, Wanted(self.kecamatan, self.period, self.kind))


DESCRIBED = Described()
