"""Dossiers that hold what the five documents lack: waivers of every state, answers, changes, problems, hostile texts."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from kg.report.dossier.changes import compare
from kg.report.dossier.dossier import Dossier, Response
from kg.report.forms.as_json import check_json
from kg.rules.check import UnitReport
from kg.rules.finding import Finding
from kg.rules.profile import ProfileChange
from kg.rules.waiver import Waiver
from kg.worker.checking import with_waivers
from kg.worker.facts import UnitFacts

__all__ = ["full", "of_one_unit", "with_texts"]

_PIECES = (
    "<script>alert(1)</script>",
    "</script><script>x()</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='x()",
    "<svg/onload=alert(1)>",
    "javascript:alert(1)",
    "</td></tr></table>",
    "</article></details></section></main>",
    "</title><style>*{display:none}</style>",
    "</textarea><!--",
    "--><base href=//x>",
    "<![CDATA[",
    "]]>&#0;&lt;&#x3c;script&gt;",
    "{{ 7*7 }}",
    "{% include 'page.html' %}",
    "{0.__class__}{x}%s%(a)s",
    "${7*7}`",
    "\x00\x01\x1b[31m\x07\x7f\x9b",
    "\u202egnp.exe\u202c\u2066\u200f",
    "\ufeff\ufffe\U000e0041",
    "\r\nSet-Cookie: a=b",
    "=HYPERLINK(1)",
    "<iframe srcdoc='<p>'>",
    "<a href=data:text/html,x>x</a>",
    "<meta http-equiv=refresh content=0>",
)


def texts(hostile: bool) -> Callable[[], str]:
    """A source of texts, each one once: hostile ones, or harmless ones of the same number."""
    random_source, number = random.Random(7), itertools.count()

    def one() -> str:
        n = next(number)
        if not hostile:
            return f"teks {n} biasa"
        return f"{n}·" + "".join(random_source.sample(_PIECES, random_source.randint(1, 3)))

    return one


def of_one_unit(dossier: Dossier, region: str) -> Dossier:
    """Only this kecamatan of a dossier."""
    report = dossier.report
    return replace(
        dossier,
        report=replace(
            report,
            units=tuple(u for u in report.units if u.region == region),
            inputs=tuple(i for i in report.inputs if i.kecamatan == region),
        ),
        facts=tuple(f for f in dossier.facts if f.region == region),
    )


def _waivers(found: list[Finding]) -> tuple[Waiver, ...]:
    def one(
        number: int, finding: Finding, approved: date, expires: date, value: str = ""
    ) -> Waiver:
        place = f"pengecualian.toml:{number}"
        texts_of = (f"alasan {number}", "Inspektur", f"700/{number}/2025")
        return Waiver(
            f"P-{number}", finding.rule, finding.focus, value, *texts_of, approved, expires, place
        )

    past, now, later = date(2025, 1, 1), date(2026, 1, 20), date(2027, 1, 1)
    return (
        one(1, found[0], past, now),
        one(2, found[1], past, date(2025, 6, 1)),
        one(3, found[2], date(2026, 6, 1), later),
        one(4, found[3], past, later, "0" * 16),
        replace(one(5, found[4], past, later), node="urn:tidak-ada"),
    )


def full(dossier: Dossier) -> Dossier:
    """The dossier with waivers of all five states, two answers, a changed profile and changes against an earlier check."""
    before = json.loads(check_json(dossier))
    gone = {**before["findings"][0], "id": "f" * 16}
    before["findings"] = [gone, *before["findings"][1:]]
    before["findings"][1]["waived"] = {"id": "P-0"}
    before["rules"][0]["status"] = "kept"
    before["rules"] = before["rules"][:-1]
    report, uses = with_waivers(dossier.report, _waivers(dossier.findings), dossier.moment.date())
    idle = next(
        r.rule.id
        for r in report.statuses()
        if r.status == "not-applied" and r.rule.kind != "manual"
    )
    rules = tuple(replace(rule, off=rule.id == idle) for rule in report.rules)
    report = replace(
        report, rules=rules, changes=(ProfileChange(idle, "violation", "off", "contoh"),)
    )
    answer = Response("", "Akan diperbaiki", "Rapat", "Sekcam", "2026-03-01", "proses")
    ids = (dossier.findings[5].id, "e" * 16)
    return replace(
        dossier,
        report=report,
        waivers=uses,
        responses={i: replace(answer, finding=i) for i in ids},
        digests={**dossier.digests, "pengecualian.toml": "ab" * 32},
        command=("kg", "check", "-o", "laporan"),
        changes=compare(before, json.loads(check_json(replace(dossier, report=report)))),
    )


def _finding(found: Finding, one: Callable[[], str]) -> Finding:
    label = one()
    return replace(
        found,
        label=label,
        path=(*(one() for _ in found.path[:-1]), label),
        value=None if found.value is None else one(),
        message={"id": one(), "en": one()},
        remedy={"id": one(), "en": one()},
        basis=(one(),),
        source=replace(found.source, text=one()),
    )


def _unit(unit: UnitReport, one: Callable[[], str]) -> UnitReport:
    return replace(
        unit,
        findings=tuple(_finding(f, one) for f in unit.findings),
        verdicts=tuple(replace(v, label=one()) for v in unit.verdicts),
        conditions=tuple(replace(c, label=one()) for c in unit.conditions),
        errors=(one(),),
    )


def _facts(facts: UnitFacts, one: Callable[[], str]) -> UnitFacts:
    return replace(
        facts,
        name=one(),
        nodes=tuple(replace(n, label=one()) for n in facts.nodes),
        posts=tuple(replace(p, label=one()) for p in facts.posts),
        indicators=tuple(
            replace(i, label=one(), of_label=one(), formula=one()) for i in facts.indicators
        ),
    )


def with_texts(dossier: Dossier, hostile: bool) -> Dossier:
    """The dossier with every text from outside replaced by one of its own."""
    one = texts(hostile)
    report = dossier.report
    return replace(
        dossier,
        report=replace(
            report,
            units=tuple(_unit(u, one) for u in report.units),
            inputs=tuple(replace(i, path=one()) for i in report.inputs),
            changes=tuple(replace(c, reason=one()) for c in report.changes),
        ),
        facts=tuple(_facts(f, one) for f in dossier.facts),
        waivers=tuple(
            replace(
                u,
                waiver=replace(
                    u.waiver,
                    id=one(),
                    node=one(),
                    reason=one(),
                    approver=one(),
                    letter=one(),
                    place=one(),
                ),
            )
            for u in dossier.waivers
        ),
        responses={
            k: replace(
                r, response=one(), plan=one(), person_in_charge=one(), due=one(), status=one()
            )
            for k, r in dossier.responses.items()
        },
        command=(one(), one()),
        digests={one(): "cd" * 32},
        options={"paths": (one(),), "store": one()},
    )
