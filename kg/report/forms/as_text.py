"""The check report for a terminal of 80 columns.

Findings by rule, then a list per document, then the conclusion.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from kg.errors import Lang
from kg.report.dossier.counts import by_severity, share, states
from kg.report.dossier.dossier import Dossier
from kg.report.dossier.naming import told_numbers, unit_title
from kg.report.dossier.place import remedy_for, stands
from kg.report.dossier.priority import urgency
from kg.report.dossier.sentences import qualified_sentence, reason_sentence
from kg.report.dossier.settings import change_line
from kg.report.dossier.worst import worst
from kg.report.words import period_text, word
from kg.rules.check import UnitReport
from kg.rules.finding import Finding, Waived, number_of
from kg.rules.rule import SEVERITIES, Rule
from kg.rules.waiver import WaiverState, WaiverUse

__all__ = ["print_check"]

#: So many lines of a kind fill no more than a screen.
_WORST = 10
#: What is told of a finding that an earlier report did not have, or had as waived.
_TOLD_KINDS = {"new": "new", "reopened": "open-again"}
_COLOURS = {"violation": "red", "warning": "yellow", "info": "cyan"}
_STATES: dict[WaiverState, str] = {
    "active": "green",
    "future": "cyan",
    "unused": "yellow",
    "expired": "red",
    "reopened": "red",
}


class _Screen:
    """Prints one report line by line; nothing in it is read as markup, and nothing is cut."""

    def __init__(self, dossier: Dossier, console: Console) -> None:
        self.dossier = dossier
        self.lang: Lang = dossier.lang
        self._console = console
        self._answers = dossier.responses
        self._numbers = told_numbers(dossier)
        self._kinds = dossier.changes.kinds if dossier.changes is not None else {}
        #: Behind a pipe or in a file no style is ever seen.
        self._is_plain = not (console.is_terminal or console.color_system or console.record)

    def line(self, *parts: str | tuple[str, str]) -> None:
        """One line, as long as it is: the terminal folds it."""
        if self._is_plain:
            text = "".join(part if isinstance(part, str) else part[0] for part in parts)
            # What is not seen as it is written is left to who knows about terminals.
            if text.isprintable():
                self._console.file.write(f"{text}\n")
                return

        self._console.print(Text.assemble(*parts), soft_wrap=True, highlight=False)

    def word(self, key: str) -> str:
        """A word in the language of the report."""
        return word(key, self.lang)

    def head(self, text: str) -> None:
        """A heading, apart from what stands above."""
        self.line()
        self.line((text, "bold"))

    def rule(self, rule: Rule, findings: list[Finding]) -> None:
        """One rule: what it is called, what to do, on which basis, then where it is broken."""
        colour = _COLOURS[rule.severity]
        title = f"  {rule.title[self.lang]}  "
        severity = self.word(rule.severity)
        self.line()
        waived = len([found for found in findings if found.waived is not None])
        count = f"  {len(findings) - waived}"
        if waived:
            count += f", {self.word('waived')} {waived}"
        self.line((rule.id, "bold"), title, (severity, colour), count)
        self.line(f"  {self.word('remedy')}: {remedy_for(rule, findings, self.lang)}")
        self.line(f"  {self.word('basis')}: {'; '.join(rule.basis)}")
        for found in findings:
            self.finding(found)

    def finding(self, found: Finding) -> None:
        """One finding: its number, where it stands, and what is wrong."""
        number = self._numbers[found.id]
        told: list[str | tuple[str, str]] = ["  "]
        if self._kinds.get(found.id) in _TOLD_KINDS:
            told.append((f"[{self.word(_TOLD_KINDS[self._kinds[found.id]])}] ", "magenta"))
        if found.waived is not None:
            told.append((f"[{self.word('waived')}] ", "dim"))
        told += [(number, "bold"), f"  {stands(found)}  {found.message[self.lang]}"]
        answer = self._answers.get(found.id)
        if answer is not None and answer.is_done:
            told.append((f"  ({self.word('html/said-done')})", "red"))
        if found.certainty != "pasti" and found.severity == "violation":
            told.append((f"  ({self.word('to-review')})", "dim"))
        if found.waived is not None:
            told.append(f"  ({self.waiver(found.waived)})")
        self.line(*told)

    def waiver(self, waiver: Waived) -> str:
        """The waiver that covers a finding."""
        until = f"{self.word('until')} {waiver.expires}"
        return f"{waiver.id}, {waiver.approver}, {waiver.letter}, {until}: {waiver.reason}"

    def use(self, use: WaiverUse) -> None:
        """One waiver of the register: its state, and how many findings it covers."""
        waiver = use.waiver
        state = (self.word(f"waiver-{use.state}"), _STATES[use.state])
        dates = f"{waiver.approved} – {waiver.expires}"
        about = f"  {waiver.rule} {waiver.node}  {dates}"
        if use.findings:
            about += f"  {len(use.findings)} {self.word('findings')}"
        self.line((waiver.place, "bold"), f"  {self.word('waiver')} {waiver.id}: ", state, about)

    def unit(self, unit: UnitReport) -> None:
        """One document as a list: every figure with its word, so that no column is ever cut."""
        title = self._title(unit)
        period = period_text(unit.period, self.lang)
        self.line((title, "bold"), f"  {unit.region} {period}")
        keys = (*SEVERITIES, "waived")
        severities = zip(keys, by_severity(unit.findings), strict=True)
        self.line(f"  {self.counted(severities)}")
        came = self.counted(states(unit.statuses).items())
        self.line(f"  {self.word('rules')}: {came}")
        measurable = share(verdict.measurable for verdict in unit.verdicts)
        complete = share(condition.complete for condition in unit.conditions)
        for key, (some, every) in (("measurable", measurable), ("complete", complete)):
            if every:
                self.line(f"  {self.word(key)}: {some}/{every} ({self.word(f'{key}-means')})")
        if unit.unplaced:
            places = "; ".join(self.word(f"place-{place}") for place in unit.unplaced)
            self.line(f"  {self.word('no-place')}: {places}")

    def _title(self, unit: UnitReport) -> str:
        for facts in self.dossier.facts:
            if facts.key == unit.key:
                return unit_title(facts, self.lang)
        # Nothing is known of a document that could not be read to the end: its code stands for it.
        return unit.region

    def counted(self, pairs: Iterable[tuple[str, int]]) -> str:
        """Figures with their words."""
        return ", ".join(f"{self.word(key)} {many}" for key, many in pairs)


def _by_rule(dossier: Dossier) -> list[tuple[Rule, list[Finding]]]:
    """The findings by rule, what to do first on top.

    Those that are waived come last within a rule.
    """
    groups: dict[str, list[Finding]] = {}
    for found in dossier.findings:
        groups.setdefault(found.rule, []).append(found)
    rules = [rule for rule in dossier.report.rules if rule.id in groups]
    rows = []
    for rule in sorted(rules, key=urgency):
        own = sorted(groups[rule.id], key=lambda finding: finding.waived is not None)
        rows.append((rule, own))
    return rows


def _print_findings(screen: _Screen) -> None:
    for rule, findings in _by_rule(screen.dossier):
        screen.rule(rule, findings)
    if screen.dossier.waivers:
        screen.head(screen.word("waivers"))
    for use in screen.dossier.waivers:
        screen.use(use)


def _print_trouble(screen: _Screen) -> None:
    """What went wrong, and what the profile changed."""
    report = screen.dossier.report
    for unit in report.units:
        for text in unit.errors:
            screen.line((f"{screen.word('error')}: {text}", "red"))
    for problem in report.problems:
        screen.line((problem.line(screen.lang), "red"))
    for change in report.changes:
        screen.line(f"{screen.word('profile')} {change_line(change, screen.lang)}")


def _print_changes(screen: _Screen) -> None:
    """How many findings are new, mended, as before or open again; those that are gone by name."""
    changes = screen.dossier.changes
    if changes is None:
        return
    keys = ("new", "reopened", "resolved", "persisting")
    totals = [f"{screen.word(f'change-{key}')} {len(getattr(changes, key))}" for key in keys]
    screen.head(screen.word("compared-with"))
    screen.line(f"  {', '.join(totals)}")
    for gone in changes.resolved[:_WORST]:
        number = number_of(str(gone["id"]))
        screen.line(f"  {screen.word('resolved')}: {number}  {gone['rule']}  {gone['label']}")
    if len(changes.resolved) > _WORST:
        screen.line(f"  … {len(changes.resolved) - _WORST}")


def _print_answers(screen: _Screen) -> None:
    """How many answers came back, and to what."""
    answers = screen.dossier.responses
    if not answers:
        return
    here = {found.id for found in screen.dossier.findings}
    done = [key for key in answers if key in here and answers[key].is_done]
    counts = {"open": len(answers.keys() & here), "done": len(done)}
    gone = len(answers.keys() - here)
    screen.line()
    screen.line(word("answered-open", screen.lang, **counts, gone=gone))


def _print_worst(screen: _Screen) -> None:
    heaviest = worst(screen.dossier)[:_WORST]
    if heaviest:
        screen.head(screen.word("worst"))
    for heavy in heaviest:
        screen.line((heavy.first.label, "bold"), f"  {stands(heavy.first)}")
        screen.line(f"  {' '.join(heavy.rules)}")


def print_check(dossier: Dossier, console: Console, *, brief: bool = False) -> None:
    """Print findings, waivers, figures and worst nodes, and at the end what is concluded and why.

    A ``brief`` one leaves the findings to the files.
    """
    screen = _Screen(dossier, console)
    if not brief:
        _print_findings(screen)
    _print_trouble(screen)
    if not dossier.findings and not dossier.report.problems:
        screen.line(screen.word("no-findings"))
    if dossier.report.units:
        screen.head(screen.word("summary"))
    for unit in dossier.report.units:
        screen.unit(unit)
    if dossier.report.open:
        _print_worst(screen)
    _print_changes(screen)
    _print_answers(screen)
    screen.head(qualified_sentence(dossier, dossier.lang))
    screen.line(reason_sentence(dossier, dossier.lang))
