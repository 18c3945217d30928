"""The package from Python: load, check and ask in one call each.

>>> import kg
>>> report = kg.check(sample=True, rules=["IND-06"])
>>> report.conforms, {finding.rule for finding in report.findings}
(False, {'IND-06'})
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path

from kg.errors import InputError, Problem
from kg.questions.question import catalogue
from kg.read.document import Document
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.rules.registry import rules as all_rules
from kg.rules.rule import Tier
from kg.rules.waiver_file import read_waivers
from kg.store.base import GraphStore
from kg.store.embedded import memory_store
from kg.store.opening import open_store as open_folder
from kg.worker.asking import Answer, answer, find_question
from kg.worker.checking import CheckReport, with_waivers
from kg.worker.entering import EnteredChange
from kg.worker.equipment import Settings, choose_tools
from kg.worker.loading import load as load_documents
from kg.worker.sources import bundled, filled_store
from kg.worker.units import Unit, from_documents, from_store

__all__ = [
    "Answer",
    "CheckReport",
    "EnteredChange",
    "GraphStore",
    "ask",
    "check",
    "load",
    "open_store",
]

PathText = str | PathLike[str]


def open_store(folder: PathText | None = None, *, write: bool = False) -> GraphStore:
    """A store: the one in a folder, or an empty one in memory.

    :param write: whether documents are to be loaded into it; the folder is made where it is
        missing.
    :raises InputError: STORE-MISSING when the folder to read from is not there, STORE-FOREIGN when
        it holds something else.
    :raises CouldNotError: another process writes into it, or it cannot be opened.

    >>> open_store().name
    'memory'
    """
    if folder is None:
        return memory_store()
    # Opened for reading, a folder that is not there would pass for an empty store.
    if not write and not Path(folder).exists():
        raise InputError(Problem("STORE-MISSING", str(folder)))

    return open_folder(Path(folder), write=write)


def _paths(paths: PathText | Iterable[PathText]) -> list[Path]:
    if isinstance(paths, str | PathLike):
        return [Path(paths)]

    return list(map(Path, paths))


def _documents(paths: PathText | Iterable[PathText], *, sample: bool) -> list[Document]:
    """The documents that are meant.

    :raises InputError: USE-INPUT when nothing is named, USE-SAMPLE when both are.
    """
    named = _paths(paths)
    if sample and named:
        raise InputError(Problem("USE-SAMPLE", str(named[0])))
    if sample:
        return bundled()
    if not named:
        raise InputError(Problem("USE-INPUT"))

    return read_paths(named)


def _units(
    paths: PathText | Iterable[PathText],
    store: GraphStore | None,
    *,
    sample: bool,
) -> list[Unit]:
    if store is None:
        return from_documents(_documents(paths, sample=sample))
    if sample or _paths(paths):
        raise InputError(Problem("USE-SAMPLE", store.name))

    return from_store(filled_store(store))


def load(
    paths: PathText | Iterable[PathText] = (),
    store: GraphStore | None = None,
    *,
    sample: bool = False,
) -> tuple[GraphStore, list[EnteredChange]]:
    """Load documents into a store, all of them or none.

    :param paths: workbooks, folders of sheets, RDF files, or folders of those.
    :param store: where to; one in memory when none is given.
    :param sample: the five documents that come with the program instead of paths.
    :return: the store, and what became of every document.
    :raises InputError: a document cannot be read, with the errors of all of them.

    >>> store, changes = load(sample=True)
    >>> len(changes), {change.action for change in changes}
    (5, {'new'})
    """
    target = memory_store() if store is None else store
    changes = load_documents(_documents(paths, sample=sample), target, ontology())
    return target, changes


def check(
    paths: PathText | Iterable[PathText] = (),
    *,
    store: GraphStore | None = None,
    sample: bool = False,
    rules: Iterable[str] = (),
    tier: Tier = "penuh",
    profile: str = "",
    engine: str = "bulk",
    waivers: PathText | None = None,
) -> CheckReport:
    """Check documents against the rules.

    :param paths: workbooks, folders of sheets, RDF files, or folders of those.
    :param store: check what a store holds instead.
    :param sample: check the five documents that come with the program instead.
    :param rules: only these rules, such as ``IND-01``.
    :param tier: only the rules up to this tier: ``dasar``, ``inti`` or ``penuh``.
    :param profile: name or file of a profile: other severities, rules switched off.
    :param engine: ``bulk``, or ``reference`` for pySHACL.
    :param waivers: register of waivers (TOML or CSV).
    :raises InputError: a document cannot be read, a rule or profile is unknown, nothing is named.

    >>> report = check(sample=True, tier="dasar")
    >>> len(report.units), report.count("violation") > 0
    (5, True)
    """
    tools = choose_tools(Settings(engine, tuple(rules), tier, profile))
    if waivers is not None:
        accepted = read_waivers(Path(waivers), all_rules())
    else:
        accepted = ()
    report = tools.check(_units(paths, store, sample=sample))
    return with_waivers(report, accepted, datetime.now(UTC).date())[0]


def ask(
    question: str,
    values: Mapping[str, str] | None = None,
    *,
    store: GraphStore | None = None,
    paths: PathText | Iterable[PathText] = (),
    sample: bool = False,
) -> Answer:
    """Answer a question of the catalogue from a store, or from documents.

    :param question: id or name, such as ``Q05``; ``kg ask`` lists them.
    :param values: its parameters by name; labels, codes and IRIs are understood.
    :raises InputError: the question is unknown, or a value names nothing.

    >>> found = ask("Q05", {"kecamatan": "33.02.19"}, sample=True)
    >>> found.columns[0], len(found.rows) > 0
    ('kecamatan', True)
    """
    if store is None:
        store, _ = load(paths, sample=sample)
    elif sample or _paths(paths):
        raise InputError(Problem("USE-SAMPLE", store.name))

    return answer(find_question(question, catalogue()), dict(values or {}), store, ontology())
