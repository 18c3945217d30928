"""The working papers KKE-1, KKE-2 and KKE-5.

One row per indicator or post, one verdict per criterion.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from kg.errors import Lang
from kg.report.book.grid import BookGrid, Tone, Toned, Value
from kg.report.book.texts import entries, papers, text
from kg.report.dossier.counts import state
from kg.report.dossier.dossier import Dossier
from kg.report.dossier.place import where
from kg.report.words import period_text
from kg.rules.check import UnitReport
from kg.rules.finding import Finding, number_of
from kg.terms import UnitKey
from kg.worker.facts import IndicatorFact, PostFact, UnitFacts

__all__ = ["Judged", "UnitIndex", "judge", "overall", "working_papers"]

Verdict = Literal["yes", "no", "open"]
_TONES: dict[Verdict, Tone] = {
    "yes": "good",
    "no": "bad",
    "open": "open",
}
_WIDTHS = {
    "kecamatan": 12,
    "period": 12,
    "unit": 14,
    "target": 26,
    "post-kind": 18,
}


@dataclass(frozen=True)
class Judged:
    """One criterion: its verdict, and what became of each rule behind it (rule, key of the reason)."""

    verdict: Verdict
    rules: tuple[tuple[str, str], ...]


class UnitIndex:
    """The findings of one unit by node, and what became of its rules."""

    def __init__(self, unit: UnitReport) -> None:
        self.states = {row.rule.id: state(row) for row in unit.statuses}
        self.looked_at = unit.looked_at
        self.by_focus: dict[str, list[Finding]] = {}
        for found in unit.findings:
            self.by_focus.setdefault(found.focus, []).append(found)

    def findings(self, about: tuple[str, ...], rules: set[str]) -> list[Finding]:
        """The findings of these rules on these nodes."""
        found = []
        for node in about:
            own = self.by_focus.get(node, ())
            for finding in own:
                if finding.rule in rules:
                    found.append(finding)
        return found

    def state(self, rule: str, about: tuple[str, ...]) -> str:
        """What became of a rule for these nodes: broken, kept, or why it cannot be said."""
        if self.findings(about, {rule}):
            return "broken"
        state = self.states.get(rule, "absent")
        if state in {"kept", "broken"}:
            if self.looked_at.get(rule, frozenset()).intersection(about):
                return "kept"
            return "not-applied"
        return state


def judge(rules: list[str], about: tuple[str, ...], index: UnitIndex, given: str = "") -> Judged:
    """No when a rule is broken, yes when all were applied to the row and kept, else open.

    ``given`` must be applied too.
    """
    states = tuple((rule, index.state(rule, about)) for rule in rules)
    found = {state for _, state in states}
    if given and index.state(given, about) not in {"kept", "broken"}:
        return Judged("open", (*((rule, "not-applied") for rule in rules),))
    verdict: Verdict
    if "broken" in found:
        verdict = "no"
    elif found == {"kept"}:
        verdict = "yes"
    else:
        verdict = "open"
    return Judged(verdict, states)


def overall(judged: list[Judged]) -> Verdict:
    """No when a criterion is no, yes when all are yes."""
    found = {j.verdict for j in judged}
    if "no" in found:
        return "no"
    if found == {"yes"}:
        return "yes"
    return "open"


def _reasons(judged: Judged, lang: Lang) -> str:
    """The rules behind a verdict, grouped by what became of them.

    >>> _reasons(Judged("no", (("IND-08", "kept"), ("IND-09", "broken"))), "id")
    'terpenuhi: IND-08; dilanggar: IND-09'
    """
    groups: dict[str, list[str]] = {}
    for rule, became in judged.rules:
        groups.setdefault(became, []).append(rule)
    told = []
    for became, rules in groups.items():
        told.append(f"{text('reason', became, lang)}: {', '.join(rules)}")
    return "; ".join(told)


def _indicator(fact: IndicatorFact) -> dict[str, str]:
    targets = "; ".join(f"{year}: {value}" for year, value in fact.targets)
    return {
        "of": fact.of_label,
        "indicator": fact.label,
        "formula": fact.formula,
        "unit": fact.unit,
        "source-data": fact.data_source,
        "target": targets,
    }


def _post(fact: PostFact, labels: dict[str, str], lang: Lang) -> dict[str, str]:
    kind = fact.kind
    known = entries("post-kind")
    if kind in known:
        kind = known[kind][lang]
    indicators = [labels.get(iri, iri) for iri in fact.indicators]
    return {
        "post": fact.label,
        "post-kind": kind,
        "superior": fact.superior,
        "achievements": "; ".join(fact.result_labels),
        "indicators": "; ".join(indicators),
    }


def _numbers(found: list[Finding], lang: Lang) -> str:
    """The numbers of findings; those that a waiver covers say so."""
    waived = text("word", "waived", lang)
    told = set()
    for finding in found:
        number = number_of(finding.id)
        if finding.waived:
            number += f" ({waived})"
        told.add(number)
    return ", ".join(sorted(told))


def _together(found: list[str]) -> str:
    """What a rule comes to over several indicators.

    Broken where one breaks it, then whatever keeps it from being kept.
    """
    others = [state for state in found if state != "kept"]
    if "broken" in others:
        return "broken"
    if others:
        return others[0]
    # A post without indicators has nothing that the rule could look at.
    return "kept" if found else "not-applied"


def _criterion(
    criterion: dict[str, Any], fact: IndicatorFact | PostFact, index: UnitIndex
) -> Judged:
    """One criterion of one row; of a post with ``each``, over all its indicators."""
    if "each" not in criterion or isinstance(fact, IndicatorFact):
        return judge(criterion["rules"], fact.about, index, criterion.get("given", ""))
    single = []
    for iri in fact.indicators:
        single.append(judge(criterion["rules"], (iri,), index))
    states = []
    for at, rule in enumerate(criterion["rules"]):
        found = [one.rules[at][1] for one in single]
        states.append((rule, _together(found)))
    return Judged(overall(single) if single else "open", tuple(states))


def _findings(
    paper: dict[str, Any], fact: IndicatorFact | PostFact, index: UnitIndex
) -> list[Finding]:
    """The findings behind all criteria of one row."""
    found: list[Finding] = []
    for criterion in paper["criteria"]:
        if "each" in criterion and isinstance(fact, PostFact):
            about = fact.indicators
        else:
            about = fact.about
        found += index.findings(about, set(criterion["rules"]))
    return found


def _row(
    paper: dict[str, Any],
    fact: IndicatorFact | PostFact,
    values: dict[str, str],
    index: UnitIndex,
    lang: Lang,
) -> list[Value]:
    judged = [_criterion(criterion, fact, index) for criterion in paper["criteria"]]
    row: list[Value] = [values[key] for key in paper["columns"]]
    for one in judged:
        row += [_toned(one.verdict, lang), _reasons(one, lang)]
    numbers = _numbers(_findings(paper, fact, index), lang)
    row += [_toned(overall(judged), lang), numbers, where(fact.source)]
    return row


def _toned(verdict: Verdict, lang: Lang) -> Toned:
    return Toned(text("verdict", verdict, lang), _TONES[verdict])


def _rows(
    paper: dict[str, Any], unit: UnitFacts, index: UnitIndex, lang: Lang
) -> list[list[Value]]:
    where = {"kecamatan": unit.region, "period": period_text(unit.period, lang)}
    rows: list[list[Value]] = []
    if paper["of"] == "post":
        labels = {i.iri: i.label for i in unit.indicators}
        for post in unit.posts:
            values = where | _post(post, labels, lang)
            rows.append(_row(paper, post, values, index, lang))
        return rows
    for indicator in unit.indicators:
        values = where | _indicator(indicator)
        rows.append(_row(paper, indicator, values, index, lang))
    return rows


def _grid(paper: dict[str, Any], dossier: Dossier, indexes: dict[UnitKey, UnitIndex]) -> BookGrid:
    lang = dossier.lang
    heads = []
    for key in paper["columns"]:
        heads.append((text("column", key, lang), _WIDTHS.get(key, 36)))
    for criterion in paper["criteria"]:
        name = criterion["name"][lang]
        heads += [(name, 12), (f"{name}: {text('column', 'rule', lang)}", 26)]
    for key, width in (("overall", 12), ("numbers", 26), ("source", 26)):
        heads.append((text("column", key, lang), width))
    rows: list[list[Value]] = []
    for unit in dossier.facts:
        rows += _rows(paper, unit, indexes[unit.key], lang)
    about = f"{paper['id']} {paper['title'][lang]} ({paper['source']})"
    return BookGrid(paper["id"], tuple(heads), rows, about=about)


def working_papers(dossier: Dossier) -> list[BookGrid]:
    """Every working paper as a sheet."""
    indexes = {unit.key: UnitIndex(unit) for unit in dossier.report.units}
    return [_grid(paper, dossier, indexes) for paper in papers()]
