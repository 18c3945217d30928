"""``kg waiver new``, ``kg waiver list``, ``kg waiver lint``"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.common import (
    SHOWN,
    LangOption,
    ListingForm,
    Shown,
    handled,
    note,
)
from kg.cli.language import Command, Group
from kg.errors import InputError, Lang, Problem
from kg.report.dossier.dossier import moment
from kg.report.followup.earlier import Known, known_findings, wanted_finding
from kg.report.followup.entering import enter_waiver
from kg.report.words import word
from kg.rules.finding import number_of
from kg.rules.registry import rules as all_rules
from kg.rules.waiver import Waiver, WaiverUse, apply_waivers, standing
from kg.rules.waiver_entry import day_of
from kg.rules.waiver_file import read_waivers
from kg.rules.waiver_remarks import register_remarks

__all__ = ["waiver"]

waiver = typer.Typer(name="waiver", cls=Group, no_args_is_help=True, rich_markup_mode=None)

File = Annotated[Path, typer.Option("--file")]
From = Annotated[str, typer.Option("--from")]
Text = Annotated[str, typer.Option()]

#: A waiver that ends within so many days is remarked.
_SOON = 30
_COLUMNS = (
    "state",
    "rule",
    "node",
    "fingerprint",
    "approved",
    "expires",
    "approver",
    "letter",
    "reason",
    "covers",
)


def _seen(source: str) -> list[Known]:
    if source:
        return known_findings(source)
    return []


def _meant(
    finding: str,
    source: str,
    rule: str,
    node: str,
) -> tuple[str, str, str]:
    """Rule, node and fingerprint: of the finding that is named, else as typed."""
    if finding and source:
        known = wanted_finding(finding, source)
        same_rule = rule.upper() in {"", known.rule}
        if not same_rule or node not in {"", known.focus}:
            values = {"found": finding, "place": f"{rule} {node}".strip()}
            raise InputError(Problem("WAIVER-FINDING", "--rule --node", values))

        return known.rule, known.focus, known.id

    if not rule or not node:
        raise InputError(Problem("WAIVER-ARGUMENTS"))

    return rule.upper(), node, finding.casefold()


def _first_day(approved: str) -> str | date:
    """The day that is typed, today where none is; what is no day stays for the check to name."""
    if not approved:
        return moment().date()

    return day_of(approved) or approved


@waiver.command("new", cls=Command)
@handled
def new(
    reason: Text,
    approver: Text,
    letter: Text,
    expires: Text,
    approved: Text = "",
    finding: Text = "",
    rule: Text = "",
    node: Text = "",
    any_value: Annotated[bool, typer.Option("--any-value")] = False,
    name: Annotated[str, typer.Option("--id")] = "",
    source: From = "",
    file: File = Path("pengecualian.toml"),
    lang: LangOption = "id",
) -> None:
    """Add a waiver to the end of the register; what stands there stays as it is."""
    meant_rule, meant_node, fingerprint = _meant(finding, source, rule, node)
    values: Mapping[str, str | date] = {
        "id": name,
        "aturan": meant_rule,
        "simpul": meant_node,
        "sidik": "" if any_value else fingerprint,
        "alasan": " ".join(reason.split()),
        "jabatan": approver,
        "nomor_surat": letter,
        "disetujui": _first_day(approved),
        "berlaku_sampai": day_of(expires) or expires,
    }
    added = enter_waiver(file, values, "kg waiver new")
    note(f"{word('written', lang)} {added.place}: {added.id}")
    for remark in register_remarks(read_waivers(file, all_rules())):
        if remark.where == f"{added.place}: {added.id}":
            note(remark.line(lang))


def _uses(
    file: Path,
    source: str,
    today: date,
) -> list[WaiverUse]:
    """Every waiver with its state.

    By its dates, and by what it covers where findings are given.
    """
    waivers = read_waivers(file, all_rules())
    if source:
        return list(apply_waivers(_seen(source), waivers, today)[1])

    ordered = sorted(waivers, key=lambda one: one.id)
    return [WaiverUse(one, standing(one, today), ()) for one in ordered]


def _row(use: WaiverUse, lang: Lang) -> list[str]:
    entry = use.waiver
    return [
        entry.id,
        word(f"waiver-{use.state}", lang),
        entry.rule,
        entry.node,
        entry.value or word("waiver-blanket", lang),
        entry.approved.isoformat(),
        entry.expires.isoformat(),
        entry.approver,
        entry.letter,
        entry.reason,
        " ".join(map(number_of, use.findings)),
    ]


def _body(use: WaiverUse, today: date) -> dict[str, Any]:
    entry = use.waiver
    plain = {}
    for key, value in vars(entry).items():
        plain[key] = str(value)
    plain["state"] = use.state
    return {
        **plain,
        "days_left": (entry.expires - today).days,
        "findings": list(use.findings),
    }


def _listing(
    uses: Iterable[WaiverUse],
    today: date,
    lang: Lang,
) -> ListingForm:
    columns = ("id", *(word(key, lang) for key in _COLUMNS))
    rows = []
    waivers = []
    for use in uses:
        rows.append(_row(use, lang))
        waivers.append(_body(use, today))

    return ListingForm(columns, rows, {"today": today.isoformat(), "waivers": waivers})


@waiver.command("list", cls=Command)
@handled
def listed(
    source: From = "",
    file: File = Path("pengecualian.toml"),
    shown: Shown = SHOWN,
) -> None:
    """List the waivers with their state as of today."""
    today = moment().date()
    listing = _listing(_uses(file, source, today), today, shown.lang)
    shown.emit(listing, [file, Path(source or file)])


@waiver.command("lint", cls=Command)
@handled
def lint(
    source: From = "",
    file: File = Path("pengecualian.toml"),
    fail_on_expired: Annotated[bool, typer.Option("--fail-on-expired")] = False,
    lang: LangOption = "id",
) -> None:
    """Name everything that is wrong with the register, and waivers that no longer do anything."""
    today = moment().date()
    uses = _uses(file, source, today)
    remarks = list(register_remarks(read_waivers(file, all_rules())))
    for told in remarks:
        note(told.line(lang))
    for use in uses:
        remark = _remark(use.waiver, use, today, lang)
        if remark:
            note(f"{use.waiver.place}: {use.waiver.id} {remark}")

    key = "waivers-remarked" if remarks else "waivers-fine"
    typer.echo(word(key, lang).format(count=len(uses), remarks=len(remarks)))
    expired = any(use.state == "expired" for use in uses)
    raise typer.Exit(int(fail_on_expired and expired))


def _remark(
    entry: Waiver,
    use: WaiverUse,
    today: date,
    lang: Lang,
) -> str:
    """What a keeper of the register should look at; empty when nothing."""
    if use.state != "active":
        return word(f"waiver-{use.state}", lang)

    left = (entry.expires - today).days
    if left > _SOON:
        return ""

    return word("waiver-soon", lang).format(days=left)
