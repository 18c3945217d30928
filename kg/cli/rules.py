"""``kg rules``"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

from kg.assets import folder
from kg.cli.common import (
    SHOWN,
    ListingForm,
    Shown,
    handled,
    screen,
)
from kg.cli.completion import rule_ids
from kg.errors import Lang
from kg.report.rule_case import case_lines
from kg.report.words import word
from kg.rules.profile import of_tier
from kg.rules.registry import rules as all_rules
from kg.rules.rule import Rule, Severity
from kg.worker.checking import select_rules

__all__ = ["rules"]

Kind = Literal["auto", "heuristik", "manual"]
TierName = Literal["dasar", "inti", "penuh"]
_COLUMNS = ("title", "severity", "kind", "tier", "basis")
#: What a check puts into a message.
_FILLED = re.compile(r"\{[^}]*\}")


def _listing(chosen: list[Rule], lang: Lang) -> ListingForm:
    rows = []
    body = []
    for rule in chosen:
        title = rule.title[lang]
        basis = list(rule.basis)
        kinds = [word(rule.severity, lang), word(rule.kind, lang), rule.tier]
        rows.append([rule.id, title, *kinds, "; ".join(basis)])
        plain = {"severity": rule.severity, "kind": rule.kind, "tier": rule.tier, "basis": basis}
        body.append({"id": rule.id, "title": title, **plain})

    columns = ("id", *(word(key, lang) for key in _COLUMNS))
    return ListingForm(columns, rows, {"rules": body})


def _explained(rule: Rule, lang: Lang) -> Iterator[str]:
    """What is to be known of a rule, line by line."""
    about = {
        "description": rule.description[lang],
        "remedy": rule.remedy[lang],
        "severity": word(rule.severity, lang),
        "kind": word(rule.kind, lang),
        "tier": rule.tier,
        "basis": "; ".join(rule.basis),
    }
    if rule.question is not None:
        about["question"] = rule.question[lang]

    for key, text in about.items():
        yield f"  {word(key, lang)}: {text}"

    for part in rule.parts.values():
        yield f"  - {_FILLED.sub('…', part.message[lang])}"

    for key in ("good", "bad"):
        yield from _example(rule, key, lang)


def _first_case(rule: Rule, key: str) -> Path | None:
    # The plainest case has the shortest name.
    cases = sorted((folder("kasus") / rule.id).glob(f"{key}*.ttl"), key=lambda p: (len(p.name), p))
    return next(iter(cases), None)


def _example(
    rule: Rule,
    key: str,
    lang: Lang,
) -> Iterator[str]:
    """The first good or the first bad case of the rule."""
    path = _first_case(rule, key)
    if path is None:
        return

    yield f"  {word(key, lang)}:"
    for line in case_lines(path, lang):
        yield f"      {line}"


def _explain(
    rule: Rule,
    console: Console,
    lang: Lang,
) -> None:
    console.print(f"{rule.id}  {rule.title[lang]}", style="bold", markup=False)
    for line in _explained(rule, lang):
        console.print(line, markup=False, soft_wrap=True)


Ids = Annotated[
    list[str] | None,
    typer.Argument(metavar="ATURAN", autocompletion=rule_ids, show_default=False),
]


@handled
def rules(
    ids: Ids = None,
    tier: Annotated[TierName, typer.Option()] = "penuh",
    kind: Annotated[Kind | None, typer.Option()] = None,
    severity: Annotated[Severity | None, typer.Option()] = None,
    shown: Shown = SHOWN,
) -> None:
    """List the rules, or explain some of them with a good and a bad example."""
    chosen = list(of_tier(select_rules(all_rules(), ids or []), tier))
    if kind is not None:
        chosen = [rule for rule in chosen if rule.kind == kind]

    if severity is not None:
        chosen = [rule for rule in chosen if rule.severity == severity]

    if ids and shown.form in {None, "table"} and shown.output is None:
        for rule in chosen:
            _explain(rule, screen(no_color=shown.no_color), shown.lang)

        return

    shown.emit(_listing(chosen, shown.lang))
