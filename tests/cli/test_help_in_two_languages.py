"""Help and usage errors are in the language of the user, whole, and name everything that is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import typer.main
from typer.testing import CliRunner

from kg.cli.app import app
from kg.cli.language import help_texts, option_text


def _commands(group: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every command by its words."""
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        words = f"{path} {name}".strip()
        yield words, command
        if hasattr(command, "commands"):
            yield from _commands(command, words)


COMMANDS = dict(_commands(typer.main.get_command(app)))


def _help(words: str, lang: str, width: int = 80) -> str:
    env = {"COLUMNS": str(width), "TERMINAL_WIDTH": str(width)}
    result = CliRunner(env=env).invoke(app, [*words.split(), "--help", "--lang", lang])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_and_option_is_explained_in_both_languages(words: str) -> None:
    """A text for the command and for each of its options, and none for an option that is gone."""
    assert {"id", "en"} <= set(help_texts()[words])
    names = {param.name for param in COMMANDS[words].params}
    for name in names:
        assert set(option_text(words, name)) == {"id", "en"}, f"{words} {name}"
    assert set(help_texts()[words].get("options", {})) <= names | {"file"}


@pytest.mark.parametrize("words", COMMANDS)
def test_help_fits_eighty_columns_and_nothing_is_cut(words: str) -> None:
    """Every line but an example as typed; no text ends in dots that stand for more."""
    for lang in ("id", "en"):
        text = _help(words, lang)
        about, _, _ = text.partition("\nContoh:" if lang == "id" else "\nExample:")
        assert max(map(len, about.splitlines())) <= 80
        shown = " ".join(text.split())
        assert " ".join(help_texts()[words][lang].split()) in shown


def test_the_language_can_be_asked_for_anywhere() -> None:
    """Before the command, behind it, or by the environment."""
    run = CliRunner()
    for words, env in (
        (["--lang", "en", "rules", "IND-99"], {}),
        (["rules", "IND-99", "--lang", "en"], {}),
        (["rules", "IND-99"], {"KG_LANG": "en"}),
    ):
        assert "unknown" in run.invoke(app, words, env=env).stderr
    assert "tidak dikenal" in run.invoke(app, ["rules", "IND-99"]).stderr


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("chek", "USE-COMMAND", "check"),
        ("store lst", "USE-COMMAND", "list"),
        ("check --storr x", "USE-OPTION", "--store"),
        ("check --tier x", "USE-VALUE", "dasar|inti|penuh"),
        ("check --rule", "USE-NOVALUE", "--rule"),
        ("verify", "USE-MISSING", "FOLDER"),
        ("verify a b", "USE-EXTRA", "b"),
        ("waiver new", "USE-MISSING", "--reason, --approver, --letter, --expires"),
        ("waiver new --reason x", "USE-MISSING", ": --approver, --letter, --expires"),
    ],
)
def test_usage_errors_have_a_code_a_sentence_and_a_way_out(
    words: str, code: str, told: str
) -> None:
    """Everything that is missing at once, the nearest of what is known, exit code 2."""
    for lang, arrow in (("id", "->"), ("en", "->")):
        result = CliRunner().invoke(app, words.split(), env={"KG_LANG": lang})
        assert result.exit_code == 2
        assert result.stdout == ""
        assert f"[{code}] {arrow}" in result.stderr
        assert told in result.stderr
    assert "Usage" not in CliRunner().invoke(app, words.split()).stderr
