"""One check as it was asked for, carried out.

From options to the dossier that every part of a report is written from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from kg.derive.word_lists import vocabulary_digest
from kg.errors import InputError, Lang, Problem
from kg.read.gate import sha256
from kg.read.inputs import NO_CHOICE, input_digests, read_paths
from kg.read.layout.choice import Choice
from kg.read.ontology import ontology
from kg.report.dossier.changes import asks_no_more, compare
from kg.report.dossier.dossier import Dossier, Response, moment
from kg.report.followup.rebinding import rebound
from kg.report.forms.as_json import check_body
from kg.rules.approver import seems_a_person
from kg.rules.profile import known_profiles
from kg.rules.registry import rules as all_rules
from kg.rules.registry import shapes_digest
from kg.rules.rule import Tier
from kg.rules.waiver import Waiver
from kg.rules.waiver_file import read_waivers
from kg.rules.waiver_remarks import register_remarks
from kg.store.base import GraphStore
from kg.worker.certain import certain_only
from kg.worker.checking import CheckReport, is_tested, unreadable, with_waivers
from kg.worker.equipment import Settings, Tools, choose_tools
from kg.worker.fact import UnitFacts
from kg.worker.facts import unit_facts
from kg.worker.sources import bundled, filled_store, reading_store, remote
from kg.worker.told_progress import TellProgress, unheard
from kg.worker.units import Unit, from_documents, from_store, unread

__all__ = ["Tell", "Wanted", "nothing_applied", "whole_check"]

#: Who hears what a person should know beside the result: a key of ``words.toml``, or a remark of
#: the reader.
Tell = Callable[[str | Problem], None]


def _silent(remark: str | Problem) -> None:
    """Nobody listens."""


@dataclass(frozen=True)
class Wanted:
    """The options of one check; paths as typed.

    ``sample`` asks for the documents that come with the program, ``endpoint`` stands for address,
    user, password and seconds, ``choice`` says how files that are not in the form are read.
    """

    paths: tuple[str, ...] = ()
    store: str = "kinerja.store"
    sample: bool = False
    endpoint: tuple[str, str, str, float] | None = None
    engine: str = "bulk"
    rules: tuple[str, ...] = ()
    tier: Tier = "penuh"
    profile: str = ""
    waivers: str = ""
    responses: str = ""
    previous: str = ""
    only_certain: bool = False
    lang: Lang = "id"
    choice: Choice = NO_CHOICE

    def __post_init__(self) -> None:
        """Refuse an address with a password before it is recorded anywhere."""
        if self.endpoint is not None:
            from kg.store.http import check_address  # only who names an endpoint

            check_address(self.endpoint[0])

    def plain(self) -> dict[str, Any]:
        """The options for the manifest; never a password."""
        body = asdict(self)
        return body | {"endpoint": self.endpoint[0] if self.endpoint else None}

    def _lists(self) -> str:
        """The store whose lists of the nomenclature count; an endpoint has none of its own."""
        return "" if self.endpoint is not None else self.store

    def settings(self) -> Settings:
        """What of the options says how units are checked."""
        return Settings(self.engine, self.rules, self.tier, self.profile, self._lists())


def _source(wanted: Wanted) -> GraphStore | None:
    """The store that is meant; none where files or the sample documents are.

    :raises InputError: USE-SAMPLE, STORE-MISSING, STORE-EMPTY.
    """
    if wanted.sample and wanted.paths:
        raise InputError(Problem("USE-SAMPLE", wanted.paths[0]))
    if wanted.sample or wanted.paths:
        return None
    if wanted.endpoint is None:
        return reading_store(Path(wanted.store), ontology(), sample=False)
    address, user, password, seconds = wanted.endpoint
    return filled_store(remote(address, "", user, password, seconds))


def _units(wanted: Wanted, source: GraphStore | None, tell: Tell) -> list[Unit]:
    """What the store holds, else the sample documents, else the files."""
    if source is not None:
        return from_store(source)
    if wanted.sample:
        return from_documents(bundled())
    documents = read_paths(list(map(Path, wanted.paths)), choice=wanted.choice)
    for document in documents:
        for remark in document.notes:
            tell(remark)
    return from_documents(documents)


def _digests(wanted: Wanted, tools: Tools) -> dict[str, str]:
    """SHA-256 of what the result depends on beside inputs, ontology and shapes."""
    found = {"nomenklatur": tools.nomenclature.digest, "vocab": vocabulary_digest()}
    named = {name: Path(name) for name in (wanted.waivers, wanted.responses) if name}
    if wanted.profile:
        named[wanted.profile] = known_profiles().get(wanted.profile) or Path(wanted.profile)
    if wanted.previous:
        from kg.report.followup.earlier import findings_file

        named[wanted.previous] = findings_file(wanted.previous)
    for name, path in named.items():
        if path.is_file():
            found[name] = sha256(path.read_bytes())
    return found


def _report(
    wanted: Wanted,
    source: GraphStore | None,
    tools: Tools,
    tell: Tell,
    far: TellProgress,
) -> tuple[CheckReport, list[UnitFacts]]:
    """The report on what is wanted, and what is told of the units it is about.

    None when the input cannot be read.
    """
    facts: list[UnitFacts] = []

    def look(unit: Unit) -> None:
        """What a hundred units were indexed by need not be kept until the last of them is checked."""
        facts.append(unit_facts(unit, tools.ontology))
        unit.forget()

    try:
        units = _units(wanted, source, tell)
        report = tools.check(units, far, after=look)
    except InputError as error:
        inputs = unread(input_digests(list(map(Path, wanted.paths))))
        report = unreadable(
            tools.rules,
            tools.engine.name,
            error.problems,
            tools.ontology,
            shapes_digest(),
            inputs,
        )
        return report, []
    return report, facts


def whole_check(
    wanted: Wanted,
    command: tuple[str, ...] = (),
    now: datetime | None = None,
    tell: Tell = _silent,
    far: TellProgress = unheard,
) -> Dossier:
    """Check, mark what is waived, add answers and changes.

    ``now`` is the time of the check where it is not this moment; ``far`` hears how far it is. Input that cannot be read gives a
    dossier whose report names the problems.

    :raises InputError: wrong options, profile, waivers, responses or previous report; before
        anything is checked.
    """
    now = now or moment()
    source = _source(wanted)
    tools = choose_tools(wanted.settings())
    waivers, responses = _registers(wanted, tell)
    before = _before(wanted.previous)
    if tools.engine.name != wanted.engine:
        tell("reference-used")

    report, facts = _report(wanted, source, tools, tell, far)
    report = replace(report, changes=tools.changes)
    report, uses = with_waivers(report, waivers, now.date())
    if wanted.only_certain:
        report = certain_only(report)
    dossier = Dossier(
        report,
        tuple(facts),
        wanted.lang,
        now,
        command=command,
        options=wanted.plain(),
        waivers=uses,
        responses=rebound(responses, report.findings),
        digests=_digests(wanted, tools),
    )
    if before is None:
        return dossier
    body = check_body(dossier)
    if asks_no_more(before, body):
        tell("no-waivers")
    return replace(dossier, changes=compare(before, body))


def _before(previous: str) -> Mapping[str, Any] | None:
    """The report that this one is compared with; none where none is named."""
    if not previous:
        return None

    from kg.report.followup.earlier import read_check

    return read_check(previous)


def _registers(wanted: Wanted, tell: Tell) -> tuple[tuple[Waiver, ...], Mapping[str, Response]]:
    """The waivers and the answers that were handed in, with what should be known of them."""
    waivers: tuple[Waiver, ...] = ()
    responses: Mapping[str, Response] = {}
    if wanted.waivers:
        waivers = read_waivers(Path(wanted.waivers), all_rules())
    if wanted.responses:
        from kg.report.followup.responses import read_responses

        responses = read_responses(Path(wanted.responses))
    for remark in (*register_remarks(waivers), *_persons_in_charge(responses)):
        tell(remark)
    return waivers, responses


def _persons_in_charge(responses: Mapping[str, Response]) -> Iterator[Problem]:
    """Remarks on answers that name a person where a post belongs, each name once."""
    named = {answer.person_in_charge for answer in responses.values()}
    for name in sorted(named):
        if seems_a_person(name):
            yield Problem("ANSWER-PIC", "", {"found": name})


def nothing_applied(report: CheckReport) -> bool:
    """Whether no rule, or only those about the document itself, found anything to look at."""
    return not report.problems and not is_tested(report)
