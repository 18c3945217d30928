"""Help and usage errors in the language of the user.

The texts stand in ``help.toml`` by command and option; without ``--lang en`` or ``KG_LANG=en`` they
are Indonesian. Commands take :class:`Command` or :class:`Group` as their class; what ``help.toml``
does not know shows the help of its decorator.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, cast

import typer
from typer.core import TyperCommand, TyperGroup

from kg.assets import beside_code
from kg.cli.usage import ERRORS, path_of, usage_problem
from kg.cli.values import take_plain_values
from kg.errors import KgError, Lang, Problem
from kg.suggest import nearest

__all__ = ["Command", "Group", "help_texts", "language_of", "option_text"]

#: What the parser shows for the type of a value: <str>, <int range>, <list[path]>.
_TYPE = re.compile(r"<(?:list\[)?(\w+)(?: range)?\]?>")
#: What an option takes, by the type that it is read as.
_TYPES: dict[str, dict[Lang, str]] = {
    "str": {"id": "TEKS", "en": "TEXT"},
    "path": {"id": "JALUR", "en": "PATH"},
    "int": {"id": "BILANGAN", "en": "NUMBER"},
    "float": {"id": "ANGKA", "en": "NUMBER"},
}
#: Words of the help; of a usage line the parts that the parser gives.
_WORDS: dict[str, dict[Lang, str]] = {
    "usage": {"id": "Pemakaian", "en": "Usage"},
    "arguments": {"id": "Masukan", "en": "Arguments"},
    "options": {"id": "Opsi", "en": "Options"},
    "commands": {"id": "Perintah", "en": "Commands"},
    "example": {"id": "Contoh", "en": "Example"},
    "default": {"id": "bawaan: {}", "en": "default: {}"},
    "env": {"id": "atau peubah lingkungan {}", "en": "or environment variable {}"},
    "required": {"id": "wajib", "en": "required"},
    "[OPTIONS]": {"id": "[OPSI]...", "en": "[OPTIONS]..."},
    "COMMAND [ARGS]...": {"id": "PERINTAH [ARGUMEN]...", "en": "COMMAND [ARGS]..."},
}


@lru_cache(maxsize=1)
def help_texts() -> dict[str, Any]:
    """All texts by command; ``options`` are those that commands share.

    >>> sorted(help_texts()["options"]["store"])
    ['en', 'id']
    """
    return beside_code("kg.cli", "help.toml")


def language_of(args: Sequence[str]) -> Lang:
    """The language that the words of a command line ask for, else ``KG_LANG``, else Indonesian.

    >>> language_of(["check", "--help", "--lang", "en"]), language_of(["check", "--lang=en"])
    ('en', 'en')
    """
    wanted = os.environ.get("KG_LANG", "id")
    for word, following in zip(args, [*args[1:], ""], strict=True):
        name, _, value = word.partition("=")
        if name == "--lang":
            wanted = value or following

    return "en" if wanted == "en" else "id"


def _lang(ctx: Any) -> Lang:
    """The language that the outermost command found."""
    args = ctx.find_root().obj or ()
    return language_of(args)


def option_text(command: str, name: str) -> dict[Lang, str]:
    """What an option of a command does; empty when nothing is written down.

    >>> option_text("check", "tier")["en"][:4]
    'Only'
    """
    texts = help_texts()
    own = texts.get(command, {}).get("options", {})
    return cast("dict[Lang, str]", own.get(name) or texts["options"].get(name) or {})


def _remarks(
    param: Any,
    ctx: Any,
    lang: Lang,
) -> Iterator[str]:
    """What is said about an option in brackets."""
    if param.required:
        yield _WORDS["required"][lang]

    default = param.get_default(ctx, call=False)
    # A switch that is off and an empty text say nothing by being shown.
    if default not in {None, "", False} and not callable(default):
        yield _WORDS["default"][lang].format(default)

    if param.envvar:
        yield _WORDS["env"][lang].format(param.envvar)


def _row(
    param: Any,
    ctx: Any,
    lang: Lang,
) -> tuple[str, str] | None:
    """Names and explanation of one option or argument; nothing for a hidden one."""
    record = param.get_help_record(ctx)
    if record is None:
        return None

    text = option_text(path_of(ctx), param.name).get(lang) or param.help or ""
    remarks = "; ".join(_remarks(param, ctx, lang))
    if remarks:
        text += f" [{remarks}]"

    return _named(param, record[0], lang), text


def _named(
    param: Any,
    names: str,
    lang: Lang,
) -> str:
    """The names of an option with what it takes, in words."""
    if param.param_type_name == "argument":
        return names.partition(" <")[0]

    found = _TYPE.search(names)
    if found is None or found[1] not in _TYPES:
        return names

    return names.replace(found[0], _TYPES[found[1]][lang])


def _usage(command: Any, ctx: Any, lang: Lang) -> str:
    line = " ".join(command.collect_usage_pieces(ctx))
    for piece in ("[OPTIONS]", "COMMAND [ARGS]..."):
        line = line.replace(piece, _WORDS[piece][lang])

    return line


def _write_help(command: Any, ctx: Any, formatter: Any) -> None:
    """The whole help of a command; every line fits the terminal and none is cut."""
    lang = _lang(ctx)
    texts = help_texts().get(path_of(ctx) or "kg", {})
    formatter.write_usage(
        ctx.command_path, _usage(command, ctx, lang), prefix=f"{_WORDS['usage'][lang]}: "
    )
    for paragraph in (texts.get(lang) or command.help, texts.get("more", {}).get(lang)):
        if paragraph:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(paragraph.strip())

    for name, rows in _sections(command, ctx, lang).items():
        if rows:
            with formatter.section(_WORDS[name][lang]):
                formatter.write_dl(rows)

    if "example" in texts:
        # Line by line: the formatter would fill a text, and an example is copied as it stands.
        with formatter.section(_WORDS["example"][lang]):
            for line in texts["example"].strip().splitlines():
                formatter.write(f"{'':>{formatter.current_indent}}{line}\n")


def _sections(command: Any, ctx: Any, lang: Lang) -> dict[str, list[tuple[str, str]]]:
    """Names and explanations of arguments, options and inner commands, in this order."""
    rows: dict[str, list[tuple[str, str]]] = {"arguments": [], "options": [], "commands": []}
    for param in command.get_params(ctx):
        row = _row(param, ctx, lang)
        if row is not None:
            rows[f"{param.param_type_name}s"].append(row)

    for name in _inner(command, ctx):
        rows["commands"].append((name, _short(name, path_of(ctx), lang)))

    return rows


def _inner(command: Any, ctx: Any) -> list[str]:
    if isinstance(command, Group):
        return command.list_commands(ctx)
    return []


def _short(
    name: str,
    above: str,
    lang: Lang,
) -> str:
    """The first sentence about a command."""
    texts = help_texts().get(f"{above} {name}".strip(), {})
    return str(texts.get(lang, ""))


class Command(TyperCommand):
    """A command whose help is in the language of the user."""

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Read the options; plain values are taken as they are."""
        take_plain_values(self.get_params(ctx))
        return super().parse_args(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        _write_help(self, ctx, formatter)


class Group(TyperGroup):
    """The program, or a command of commands, whose help and errors are in the language of the user."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        _write_help(self, ctx, formatter)

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Read the options in front of the next command; a group below takes ``--lang`` too."""
        take_plain_values(self.get_params(ctx))
        if ctx.parent is not None and "--lang" in args:
            place = args.index("--lang")
            if _leads(args, place):
                args = [*args[:place], *args[place + 2 :]]
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the next word names.

        :raises KgError: USE-COMMAND with the nearest one.
        """
        word = args[0]
        if not word.startswith("-") and self.get_command(ctx, word) is None:
            near = nearest(word, self.list_commands(ctx), least=0, parts=True)
            values = {"found": word, "near": near[0] if near else "-"}
            raise KgError(Problem("USE-COMMAND", path_of(ctx), values))

        return super().resolve_command(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command line; what is wrong with it is said in one sentence, exit code 2."""
        words = list(sys.argv[1:] if args is None else args)
        try:
            code = super().main(
                words,
                prog_name,
                complete_var,
                standalone_mode=False,
                windows_expand_args=windows_expand_args,
                obj=tuple(words),
                **extra,
            )
        except ERRORS.NoArgsIsHelpError as error:
            typer.echo(error.ctx.get_help(), err=True)
            code = 2
        except ERRORS.UsageError as error:
            code = _refused([usage_problem(error)], language_of(words))
        except KgError as error:
            code = _refused(error.problems, language_of(words))

        if standalone_mode:
            sys.exit(code or 0)

        return code


def _leads(args: list[str], place: int) -> bool:
    """Whether only options stand in front of this place."""
    return all(word.startswith("-") for word in args[:place])


def _refused(problems: list[Problem], lang: Lang) -> int:
    for problem in problems:
        typer.echo(f"kg: {problem.line(lang)}", err=True)

    return 2
