"""``ringkasan.md``: conclusion, figures, rules broken and the first worst nodes, for a letter or a pull request."""

from __future__ import annotations

import re
from collections import Counter

from kg.errors import Lang
from kg.report.dossier.changes import Changes
from kg.report.dossier.counts import STATES, by_severity, states
from kg.report.dossier.dossier import Dossier
from kg.report.dossier.place import stands
from kg.report.dossier.sentences import qualified_sentence
from kg.report.dossier.settings import change_line
from kg.report.words import period_text, setting, word
from kg.rules.check import UnitReport
from kg.rules.finding import number_of
from kg.rules.rule import SEVERITIES

__all__ = ["check_markdown"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~&@:/-])")
_FEW = 20
_WEIGHT = {
    "violation": 100,
    "warning": 10,
    "info": 1,
}


def _plain(text: str) -> str:
    r"""Text that Markdown shows as it is, on one line.

    >>> _plain("a|b <c>")
    'a\\|b \\<c\\>'
    """
    printable = "".join(c if c.isprintable() else " " for c in text)
    return _SPECIAL.sub(r"\\\1", " ".join(printable.split()))


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(row) + " |" for row in lines)


def _unit(unit: UnitReport, lang: Lang) -> list[str]:
    shares = [[v.measurable for v in unit.verdicts], [c.complete for c in unit.conditions]]
    return [
        _plain(unit.region),
        _plain(period_text(unit.period, lang)),
        *(str(count) for count in (*states(unit.statuses).values(), *by_severity(unit.findings))),
        *(f"{sum(share)} / {len(share)}" if share else "–" for share in shares),
    ]


def _units(dossier: Dossier, lang: Lang) -> str:
    keys = ("kecamatan", "period", *STATES, *SEVERITIES, "waived", "measurable", "complete")
    return _table(
        [word(key, lang) for key in keys], [_unit(unit, lang) for unit in dossier.report.units]
    )


def _rules(dossier: Dossier, lang: Lang) -> str:
    rows = [r for r in dossier.report.statuses() if r.status in {"broken", "error"}]
    rows.sort(key=lambda r: (SEVERITIES.index(r.rule.severity), -r.findings, r.rule.id))
    head = []
    for key in ("rule", "title", "severity", "status", "targets", "findings", "waived"):
        head.append(word(key, lang))
    return _table(
        head,
        [
            [
                r.rule.id,
                _plain(r.rule.title[lang]),
                word(r.rule.severity, lang),
                word(r.status, lang),
                str(r.targets),
                str(r.findings),
                str(r.waived),
            ]
            for r in rows
        ],
    )


def _worst(dossier: Dossier, lang: Lang) -> str:
    weight: Counter[str] = Counter()
    for found in dossier.report.open:
        weight[found.focus] += _WEIGHT[found.severity]
    first = {f.focus: f for f in reversed(dossier.report.open)}
    head = [word(key, lang) for key in ("number", "line", "worst-node", "open-findings")]
    worst = sorted(weight, key=lambda focus: (-weight[focus], focus))[:_FEW]
    counts = Counter(f.focus for f in dossier.report.open)
    return _table(
        head,
        [
            [
                number_of(first[w].id),
                _plain(stands(first[w])),
                _plain(first[w].label),
                str(counts[w]),
            ]
            for w in worst
        ],
    )


def _waivers(dossier: Dossier, lang: Lang) -> str:
    """Every waiver of the register, those that cover nothing too."""
    head = [
        "id",
        *(
            word(key, lang)
            for key in ("state", "rule", "node", "approver", "letter", "expires", "findings")
        ),
    ]
    rows = []
    for use in dossier.waivers:
        w = use.waiver
        texts = [
            w.id,
            word(f"waiver-{use.state}", lang),
            w.rule,
            w.node,
            w.approver,
            w.letter,
            w.expires.isoformat(),
        ]
        rows.append([*(_plain(text) for text in texts), str(len(use.findings))])
    return _table(head, rows)


def _changes(changes: Changes, lang: Lang) -> list[str]:
    """How many findings changed in which way, the first of them, and rules whose status changed."""
    kinds = {key: getattr(changes, key) for key in ("new", "reopened", "resolved", "persisting")}
    parts = [
        "\n".join(f"- {word('change-' + key, lang)}: {len(found)}" for key, found in kinds.items())
    ]
    for key in ("new", "reopened", "resolved"):
        rows = []
        for f in kinds[key][:_FEW]:
            rows.append(f"- {number_of(str(f['id']))} " + _plain(f"{f['rule']} {f['label']}"))
        if len(kinds[key]) > _FEW:
            more = [f"- … {len(kinds[key]) - _FEW}"]
        else:
            more = []
        if rows:
            parts += [f"### {word('change-' + key, lang).capitalize()}", "\n".join([*rows, *more])]
    if changes.statuses:
        steps = []
        for s in changes.statuses:
            steps.append((s.rule, *(setting(str(value), lang) for value in (s.before, s.after))))
        rows = ["- " + _plain("{}: {} → {}".format(*step)) for step in steps]
        parts += [f"### {word('change-status', lang).capitalize()}", "\n".join(rows)]
    return parts


def check_markdown(dossier: Dossier) -> bytes:
    """A page of Markdown; the same dossier gives the same bytes."""
    lang = dossier.lang
    report = dossier.report
    parts = [f"# {word('report', lang)}", f"**{qualified_sentence(dossier, lang)}**"]
    parts += [f"- {_plain(problem.line(lang))}" for problem in report.problems]
    if report.units:
        parts += [_units(dossier, lang)]
    for title, body in (
        ("rules-broken", _rules(dossier, lang)),
        ("worst-nodes", _worst(dossier, lang)),
    ):
        parts += [f"## {word(title, lang)}", body]
    if dossier.waivers:
        parts += [f"## {word('waivers', lang)}", _waivers(dossier, lang)]
    if report.changes:
        lines = "\n".join(f"- {_plain(change_line(change, lang))}" for change in report.changes)
        parts += [f"## {word('profile-changes', lang)}", lines]
    if dossier.changes is not None:
        parts += [f"## {word('changes', lang)}", *_changes(dossier.changes, lang)]
    parts.append(
        f"{word('made-with', lang)} kinerja-kg {report.version}, {dossier.moment.strftime('%Y-%m-%d %H:%M UTC')}"
    )
    return ("\n\n".join(parts) + "\n").encode()
