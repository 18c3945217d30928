"""One check as it was asked for, carried out: from options to the dossier that every part of a report is written from."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from kg.derive.nomenklatur.nomenclature import nomenclature
from kg.derive.vocabulary import vocabulary
from kg.errors import InputError, Lang, Problem
from kg.read.gate import sha256
from kg.read.inputs import input_digests, read_paths
from kg.read.ontology import Ontology, ontology
from kg.report.dossier.changes import compare
from kg.report.dossier.dossier import Dossier, moment
from kg.report.followup.earlier import findings_file, read_check
from kg.report.followup.responses import read_responses
from kg.report.forms.as_json import check_body
from kg.rules.bulk import BulkEngine
from kg.rules.engines import Engine
from kg.rules.profile import apply_profile, apply_thresholds, known_profiles, of_tier
from kg.rules.registry import rules as all_rules
from kg.rules.registry import shapes_digest
from kg.rules.rule import Tier
from kg.rules.waiver_file import read_waivers
from kg.store.base import GraphStore
from kg.store.catalogue import entries
from kg.store.opening import open_store
from kg.worker.checking import CheckReport, is_tested, select_rules, unreadable, with_waivers
from kg.worker.checking import check as check_units
from kg.worker.facts import unit_facts
from kg.worker.sources import bundled, remote
from kg.worker.units import Unit, from_documents, from_store, unread

__all__ = ["Tell", "Wanted", "nothing_applied", "whole_check"]

#: Who hears what a person should know beside the result: a key of ``words.toml``, or a remark of the reader.
Tell = Callable[[str | Problem], None]


def _silent(remark: str | Problem) -> None:
    """Nobody listens."""


@dataclass(frozen=True)
class Wanted:
    """The options of one check; paths as typed. ``endpoint`` stands for (address, user, password, seconds)."""

    paths: tuple[str, ...] = ()
    store: str = "kinerja.store"
    endpoint: tuple[str, str, str, float] | None = None
    engine: Literal["bulk", "reference"] = "bulk"
    rules: tuple[str, ...] = ()
    tier: Tier = "penuh"
    profile: str = ""
    waivers: str = ""
    responses: str = ""
    previous: str = ""
    lang: Lang = "id"

    def plain(self) -> dict[str, Any]:
        """The options for the manifest; never a password."""
        body = asdict(self)
        return body | {"endpoint": self.endpoint[0] if self.endpoint else None}


def _engine(name: str, known: Ontology, tell: Tell) -> Engine:
    if name == "bulk" and importlib.util.find_spec("shacl") is not None:
        return BulkEngine(known)
    if name == "bulk":
        tell("reference-used")
    from kg.rules.reference import ReferenceEngine  # loaded late: rdflib and pySHACL cost a second

    return ReferenceEngine()


def _source(wanted: Wanted) -> GraphStore:
    if wanted.endpoint is not None and not wanted.paths:
        address, user, password, seconds = wanted.endpoint
        return remote(address, "", user, password, seconds)
    return open_store(Path(wanted.store), write=False)


def _units(wanted: Wanted, tell: Tell) -> list[Unit]:
    """Files when given, else the store, else the five bundled documents."""
    if wanted.paths:
        documents = read_paths([Path(p) for p in wanted.paths])
        for remark in (r for d in documents for r in d.notes):
            tell(remark)
        return from_documents(documents)
    source = _source(wanted)
    if entries(source):
        return from_store(source)
    tell("bundled")
    return from_documents(bundled())


def _digests(wanted: Wanted) -> dict[str, str]:
    """SHA-256 of what the result depends on beside inputs, ontology and shapes."""
    found = {"nomenklatur": nomenclature().digest, "vocab": vocabulary().digest}
    named = {name: Path(name) for name in (wanted.waivers, wanted.responses) if name}
    if wanted.profile:
        named[wanted.profile] = known_profiles().get(wanted.profile) or Path(wanted.profile)
    if wanted.previous:
        named[wanted.previous] = findings_file(wanted.previous)
    return found | {
        name: sha256(path.read_bytes()) for name, path in named.items() if path.is_file()
    }


def whole_check(
    wanted: Wanted, command: tuple[str, ...] = (), now: datetime | None = None, tell: Tell = _silent
) -> Dossier:
    """Check, mark what is waived, add answers and changes; ``now`` is the time of the check where it is not this moment.

    Input that cannot be read gives a dossier whose report names the problems.

    :raises InputError: wrong options, profile, waivers, responses or previous report; before anything is checked.
    """
    known, now = ontology(), now or moment()
    chosen, changes = (
        apply_profile(all_rules(), wanted.profile) if wanted.profile else (all_rules(), ())
    )
    lists, limits = (
        apply_thresholds(vocabulary(), wanted.profile) if wanted.profile else (vocabulary(), ())
    )
    chosen = of_tier(select_rules(chosen, list(wanted.rules)), wanted.tier)
    waivers = read_waivers(Path(wanted.waivers), all_rules()) if wanted.waivers else ()
    responses = read_responses(Path(wanted.responses)) if wanted.responses else {}
    before = read_check(wanted.previous) if wanted.previous else None
    tool = _engine(wanted.engine, known, tell)
    units: list[Unit] = []
    try:
        units = _units(wanted, tell)
        report = check_units(units, chosen, tool, known, shapes_digest(), lists)
    except InputError as error:
        inputs = unread(input_digests([Path(p) for p in wanted.paths]))
        report = unreadable(chosen, tool.name, error.problems, known, shapes_digest(), inputs)
    report, uses = with_waivers(replace(report, changes=(*changes, *limits)), waivers, now.date())
    facts = tuple(unit_facts(unit, known) for unit in units) if report.units else ()
    dossier = Dossier(
        report,
        facts,
        wanted.lang,
        now,
        command=command,
        options=wanted.plain(),
        waivers=uses,
        responses=responses,
        digests=_digests(wanted),
    )
    return (
        dossier
        if before is None
        else replace(dossier, changes=compare(before, check_body(dossier)))
    )


def nothing_applied(report: CheckReport) -> bool:
    """Whether no rule, or only those about the document itself, found anything to look at."""
    return not report.problems and not is_tested(report)
