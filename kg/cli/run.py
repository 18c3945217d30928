"""One check as it was asked for, carried out: from options to the dossier that every part of a report is written from."""

from __future__ import annotations

import importlib.util
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from kg.cli.common import bundled, note, remote
from kg.derive.nomenclature import nomenclature
from kg.derive.vocabulary import vocabulary
from kg.errors import InputError, Lang
from kg.read.gate import sha256
from kg.read.inputs import read_paths
from kg.read.ontology import Ontology, ontology
from kg.report.as_json import check_body
from kg.report.bundle.dossier import Dossier, moment
from kg.report.bundle.earlier import findings_file, read_findings
from kg.report.bundle.responses import read_responses
from kg.report.diff.checks import compare
from kg.report.words import word
from kg.rules.bulk import BulkEngine
from kg.rules.engines import Engine
from kg.rules.profile import apply_profile, apply_thresholds, known_profiles, of_tier
from kg.rules.registry import rules as all_rules
from kg.rules.registry import shapes_digest
from kg.rules.rule import Tier
from kg.rules.waiver_file import read_waivers
from kg.store.base import GraphStore
from kg.store.catalogue import entries
from kg.store.embedded import open_store
from kg.worker.checking import CheckReport, is_tested, select_rules, unreadable, with_waivers
from kg.worker.checking import check as check_units
from kg.worker.facts import unit_facts
from kg.worker.units import Unit, from_documents, from_store

__all__ = ["Wanted", "carry_out", "nothing_applied"]


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


def _engine(name: str, known: Ontology, lang: Lang) -> Engine:
    if name == "bulk" and importlib.util.find_spec("shacl") is not None:
        return BulkEngine(known)
    if name == "bulk":
        note(word("reference-used", lang))
    from kg.rules.reference import ReferenceEngine  # loaded late: rdflib and pySHACL cost a second

    return ReferenceEngine()


def _source(wanted: Wanted) -> GraphStore:
    if wanted.endpoint is not None and not wanted.paths:
        address, user, password, seconds = wanted.endpoint
        return remote(address, "", user, password, seconds)
    return open_store(Path(wanted.store), write=False)


def _units(wanted: Wanted) -> list[Unit]:
    """Files when given, else the store, else the five bundled documents."""
    if wanted.paths:
        documents = read_paths([Path(p) for p in wanted.paths])
        for remark in (r for d in documents for r in d.notes):
            note(f"{word('note', wanted.lang)}: {remark.line(wanted.lang)}")
        return from_documents(documents)
    source = _source(wanted)
    if entries(source):
        return from_store(source)
    note(word("bundled", wanted.lang))
    return from_documents(bundled())


def _digests(wanted: Wanted) -> dict[str, str]:
    """SHA-256 of what the result depends on beside inputs, ontology and shapes."""
    found = {"nomenklatur": nomenclature().digest, "vocab": vocabulary().digest}
    named = {name: Path(name) for name in (wanted.waivers, wanted.responses) if name}
    if wanted.profile:
        named[wanted.profile] = known_profiles().get(wanted.profile) or Path(wanted.profile)
    if wanted.previous:
        named[wanted.previous] = findings_file(wanted.previous)
    return found | {name: sha256(path.read_bytes()) for name, path in named.items() if path.is_file()}


def carry_out(wanted: Wanted, command: tuple[str, ...] = (), now: datetime | None = None) -> Dossier:
    """Check, mark what is waived, add answers and changes; ``now`` is the time of the check where it is not this moment.

    Input that cannot be read gives a dossier whose report names the problems.

    :raises InputError: wrong options, profile, waivers, responses or previous report; before anything is checked.
    """
    known, now = ontology(), now or moment()
    chosen, changes = apply_profile(all_rules(), wanted.profile) if wanted.profile else (all_rules(), ())
    lists, limits = apply_thresholds(vocabulary(), wanted.profile) if wanted.profile else (vocabulary(), ())
    chosen = of_tier(select_rules(chosen, list(wanted.rules)), wanted.tier)
    waivers = read_waivers(Path(wanted.waivers), all_rules()) if wanted.waivers else ()
    responses = read_responses(Path(wanted.responses)) if wanted.responses else {}
    before = read_findings(wanted.previous) if wanted.previous else None
    tool = _engine(wanted.engine, known, wanted.lang)
    units: list[Unit] = []
    try:
        units = _units(wanted)
        report = check_units(units, chosen, tool, known, shapes_digest(), lists)
    except InputError as error:
        report = unreadable(chosen, tool.name, error.problems, known, shapes_digest())
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
    return dossier if before is None else replace(dossier, changes=compare(before, check_body(dossier)))


def nothing_applied(report: CheckReport) -> bool:
    """Whether no rule, or only those about the document itself, found anything to look at."""
    return not report.problems and not is_tested(report)
