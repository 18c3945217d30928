"""``kg rules``"""

from __future__ import annotations

from typing import Annotated, Literal

import typer
from rich.console import Console

from kg.assets import folder
from kg.cli.common import Form, LangOption, NoColor, Output, emit, handled, screen
from kg.errors import Lang
from kg.report.words import word
from kg.rules.profile import of_tier
from kg.rules.registry import rules as all_rules
from kg.rules.rule import Rule
from kg.worker.checking import select_rules

__all__ = ["rules"]


def _row(rule: Rule, lang: Lang) -> list[str]:
    return [
        rule.id,
        rule.title[lang],
        word(rule.severity, lang),
        word(rule.kind, lang),
        rule.tier,
        "; ".join(rule.basis),
    ]


def _explain(rule: Rule, console: Console, lang: Lang) -> None:
    console.print(f"{rule.id}  {rule.title[lang]}", style="bold", markup=False)
    for key, text in (
        ("description", rule.description[lang]),
        ("remedy", rule.remedy[lang]),
        ("severity", word(rule.severity, lang)),
        ("kind", word(rule.kind, lang)),
        ("tier", rule.tier),
        ("basis", "; ".join(rule.basis)),
    ):
        console.print(f"  {word(key, lang)}: {text}", markup=False, soft_wrap=True)
    if rule.question is not None:
        console.print(
            f"  {word('question', lang)}: {rule.question[lang]}", markup=False, soft_wrap=True
        )
    for part in rule.parts.values():
        console.print(f"  - {part.message[lang]}", markup=False, soft_wrap=True)
    _examples(rule, console, lang)


def _examples(rule: Rule, console: Console, lang: Lang) -> None:
    """The first good and the first bad case of the rule."""
    cases = sorted((folder("kasus") / rule.id).glob("*.ttl"))
    for key in ("good", "bad"):
        path = next((p for p in cases if p.stem.startswith(key)), None)
        if path is not None:
            lines = path.read_text(encoding="utf-8").splitlines()
            shown = [
                line for line in lines if line and not line.startswith(("@prefix", "# expect:"))
            ]
            console.print(
                f"  {word(key, lang)}: {shown[0].removeprefix('# ')}", markup=False, soft_wrap=True
            )
            for line in shown[1:]:
                console.print(f"      {line}", markup=False, soft_wrap=True)


@handled
def rules(
    ids: Annotated[
        list[str] | None,
        typer.Argument(help="Rules to explain; all are listed when none is named."),
    ] = None,
    tier: Annotated[
        Literal["dasar", "inti", "penuh"], typer.Option(help="Only the rules up to this tier.")
    ] = "penuh",
    kind: Annotated[
        Literal["auto", "heuristik", "manual"] | None, typer.Option(help="Only rules of this kind.")
    ] = None,
    severity: Annotated[
        Literal["violation", "warning", "info"] | None,
        typer.Option(help="Only rules of this severity."),
    ] = None,
    form: Annotated[Form | None, typer.Option("--format", help="table, csv or json.")] = None,
    output: Output = None,
    lang: LangOption = "id",
    no_color: NoColor = False,
) -> None:
    """List the rules, or explain some of them with a good and a bad example.

    Example:
        kg rules IND-03
    """
    chosen = of_tier(select_rules(all_rules(), ids or []), tier)
    chosen = tuple(r for r in chosen if kind in {None, r.kind} and severity in {None, r.severity})
    console = screen(no_color=no_color)
    if ids and form in {None, "table"} and output is None:
        for rule in chosen:
            _explain(rule, console, lang)
        return
    columns = ("id", *(word(key, lang) for key in ("title", "severity", "kind", "tier", "basis")))
    body = {
        "rules": [
            {
                "id": r.id,
                "title": r.title[lang],
                "severity": r.severity,
                "kind": r.kind,
                "tier": r.tier,
                "basis": list(r.basis),
            }
            for r in chosen
        ]
    }
    emit(
        columns,
        [_row(rule, lang) for rule in chosen],
        body,
        form=form,
        output=output,
        console=console,
    )
