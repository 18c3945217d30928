"""``kg waiver new``, ``kg waiver list``, ``kg waiver lint``"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.common import Form, LangOption, NoColor, Output, emit, handled, note, screen
from kg.errors import InputError, Lang, Problem
from kg.report.dossier.dossier import moment
from kg.report.followup.earlier import Known, known_findings, wanted_finding
from kg.report.output import write_bytes
from kg.report.words import word
from kg.rules.finding import number_of
from kg.rules.registry import rules as all_rules
from kg.rules.waiver import Waiver, WaiverUse, apply_waivers, standing
from kg.rules.waiver_entry import Entry, day_of, entry_problems
from kg.rules.waiver_file import parse_waivers, read_register, read_waivers
from kg.rules.waiver_write import addition, next_id

__all__ = ["waiver"]

waiver = typer.Typer(
    name="waiver",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="The register of waivers: findings that are accepted for now, with reason, approving post, letter and expiry.",
)

File = Annotated[Path, typer.Option("--file", help="Register of waivers (TOML or CSV).")]
From = Annotated[
    str, typer.Option("--from", help="Bundle or temuan.json of the check whose findings are meant.")
]

_SOON = 30


def _seen(source: str) -> list[Known]:
    return known_findings(source) if source else []


def _meant(finding: str, source: str, rule: str, node: str) -> tuple[str, str, str]:
    """Rule, node and fingerprint: of the finding that is named, else as typed."""
    if finding and source:
        known = wanted_finding(finding, source)
        if (rule or known.rule).upper() != known.rule or (node or known.focus) != known.focus:
            raise InputError(
                Problem(
                    "WAIVER-FINDING",
                    "--rule --node",
                    {"found": finding, "place": f"{rule} {node}".strip()},
                )
            )
        return known.rule, known.focus, known.id
    if not rule or not node:
        raise InputError(Problem("WAIVER-ARGUMENTS"))
    return rule.upper(), node, finding.casefold()


@waiver.command("new")
@handled
def new(
    reason: Annotated[
        str, typer.Option(help="Why the finding can be accepted for now; at least 20 characters.")
    ],
    approver: Annotated[str, typer.Option(help="Post that approves; never the name of a person.")],
    letter: Annotated[str, typer.Option(help="Number of the letter that grants the waiver.")],
    expires: Annotated[str, typer.Option(help="Last day, YYYY-MM-DD.")],
    approved: Annotated[
        str, typer.Option(help="First day, YYYY-MM-DD; today when not given.")
    ] = "",
    finding: Annotated[
        str,
        typer.Option(help="Number (T-1A2B-3C4D) or id of the finding; needs --from for a number."),
    ] = "",
    rule: Annotated[str, typer.Option(help="Rule, such as IND-12.")] = "",
    node: Annotated[str, typer.Option(help="IRI of the node, or a pattern with *.")] = "",
    any_value: Annotated[
        bool, typer.Option("--any-value", help="Cover whatever value the node has.")
    ] = False,
    name: Annotated[
        str,
        typer.Option("--id", help="Id of the entry; the next of the form PK-001 when not given."),
    ] = "",
    source: From = "",
    file: File = Path("pengecualian.toml"),
    lang: LangOption = "id",
) -> None:
    """Add a waiver to the end of the register; what stands there stays as it is.

    Named by --finding, the waiver covers that one finding: when the value changes, the finding is open again. Named by --rule
    and --node it covers every value.

    Example:
        kg waiver new --finding T-1A2B-3C4D --from laporan --reason "Menunggu perubahan renstra."
        --approver "Inspektur Daerah" --letter 700/12/2026 --expires 2026-12-31
    """
    meant = _meant(finding, source, rule, node)
    data, text = read_register(file) if file.exists() else (b"", "")
    present = parse_waivers(text, file, all_rules())
    values: Mapping[str, str | date] = {
        "id": name or next_id(present),
        "aturan": meant[0],
        "simpul": meant[1],
        "sidik": "" if any_value else meant[2],
        "alasan": " ".join(reason.split()),
        "jabatan": approver,
        "nomor_surat": letter,
        "disetujui": (day_of(approved) or approved) if approved else moment().date(),
        "berlaku_sampai": day_of(expires) or expires,
    }
    problems = entry_problems(Entry("kg waiver new", dict(values)), {r.id: r for r in all_rules()})
    if problems:
        raise InputError(problems)
    more = addition(text, file, values)
    added = next(w for w in parse_waivers(text + more, file, all_rules()) if w.id == values["id"])
    write_bytes(file, data + more.encode())
    note(f"{word('written', lang)} {added.place}: {added.id}")


def _uses(file: Path, source: str, today: date) -> list[WaiverUse]:
    """Every waiver with its state: by its dates, and by what it covers where findings are given."""
    waivers = read_waivers(file, all_rules())
    if source:
        return list(apply_waivers(_seen(source), waivers, today)[1])
    return [WaiverUse(w, standing(w, today), ()) for w in sorted(waivers, key=lambda w: w.id)]


def _row(use: WaiverUse, lang: Lang) -> list[str]:
    w = use.waiver
    return [
        w.id,
        word(f"waiver-{use.state}", lang),
        w.rule,
        w.node,
        w.value,
        w.approved.isoformat(),
        w.expires.isoformat(),
        w.approver,
        w.letter,
        w.reason,
        " ".join(number_of(f) for f in use.findings),
    ]


def _body(use: WaiverUse, today: date) -> dict[str, Any]:
    w = use.waiver
    plain = {key: str(value) for key, value in vars(w).items()}
    return plain | {
        "state": use.state,
        "days_left": (w.expires - today).days,
        "findings": list(use.findings),
    }


@waiver.command("list")
@handled
def listed(
    source: From = "",
    file: File = Path("pengecualian.toml"),
    form: Annotated[Form | None, typer.Option("--format", help="table, csv or json.")] = None,
    output: Output = None,
    lang: LangOption = "id",
    no_color: NoColor = False,
) -> None:
    """List the waivers with their state as of today; with --from also which findings each covers.

    Example:
        kg waiver list --from laporan
    """
    today = moment().date()
    uses = _uses(file, source, today)
    keys = (
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
    columns = ("id", *(word(key, lang) for key in keys))
    body = {"today": today.isoformat(), "waivers": [_body(use, today) for use in uses]}
    emit(
        columns,
        [_row(use, lang) for use in uses],
        body,
        form=form,
        output=output,
        console=screen(no_color=no_color),
    )


@waiver.command("lint")
@handled
def lint(
    source: From = "",
    file: File = Path("pengecualian.toml"),
    fail_on_expired: Annotated[
        bool, typer.Option("--fail-on-expired", help="Exit 1 when a waiver has expired.")
    ] = False,
    lang: LangOption = "id",
) -> None:
    """Name everything that is wrong with the register, and waivers that no longer do anything.

    Exits 2 when the register is malformed. Waivers that have expired, expire soon, or cover nothing of --from are remarks.

    Example:
        kg waiver lint --file pengecualian.toml
    """
    today = moment().date()
    uses = _uses(file, source, today)
    for use in uses:
        remark = _remark(use.waiver, use, today, lang)
        if remark:
            note(f"{use.waiver.place}: {use.waiver.id} {remark}")
    typer.echo(word("waivers-fine", lang).format(count=len(uses)))
    raise typer.Exit(int(fail_on_expired and any(use.state == "expired" for use in uses)))


def _remark(entry: Waiver, use: WaiverUse, today: date, lang: Lang) -> str:
    """What a keeper of the register should look at; empty when nothing."""
    if use.state != "active":
        return word(f"waiver-{use.state}", lang)
    left = (entry.expires - today).days
    return word("waiver-soon", lang).format(days=left) if left <= _SOON else ""
