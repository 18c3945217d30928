"""The commands by name: a module is loaded when its command is run, not to show that it exists."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
import typer.main

from kg.cli.language import Command, Group

__all__ = ["COMMANDS", "Program"]

#: In the order of the help; where the function has another name than the command, that name.
COMMANDS = {
    "template": "template",
    "load": "load",
    "check": "check",
    "cross": "cross",
    "draw": "draw",
    "diff": "diff",
    "ask": "ask",
    "rules": "rules",
    "reason": "reason",
    "export": "export",
    "serve": "serve",
    "verify": "verify",
    "sign": "sign",
    "rollup": "roll_up",
    "store": "store",
    "waiver": "waiver",
    "link": "link",
    "docs": "docs",
}


def _loaded(name: str) -> Any:
    """The command of that name, or the group of its commands, as the parser wants it."""
    found = getattr(import_module(f"kg.cli.{name}"), COMMANDS[name])
    if isinstance(found, typer.Typer):
        return typer.main.get_command(found)

    alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    alone.command(name, cls=Command)(found)
    return typer.main.get_command(alone)


def _defaults(command: Any, ctx: Any, lang: str) -> dict[str, Any]:
    """The language for a command, and for the commands below it."""
    defaults: dict[str, Any] = {"lang": lang}
    if isinstance(command, Group):
        for name in command.list_commands(ctx):
            defaults[name] = {"lang": lang}

    return defaults


class Program(Group):
    """The program itself; its commands are loaded one by one."""

    def list_commands(self, ctx: Any) -> list[str]:  # ruff: ignore[unused-method-argument] - the parser hands it over
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # ruff: ignore[unused-method-argument] - the parser hands it over
        """The command of that name, loaded now."""
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            self.commands[cmd_name] = _loaded(cmd_name)

        return self.commands.get(cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the next word names; a language given before it holds for it too."""
        name, command, rest = super().resolve_command(ctx, args)
        lang = ctx.params.get("lang")
        if lang is not None:
            ctx.default_map = {name: _defaults(command, ctx, lang)}

        return name, command, rest
