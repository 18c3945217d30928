"""What an installation consists of: every distribution, who needs it, its licence and its size.

Read from pyproject.toml and from what is installed; nothing is asked of a registry.
"""

from __future__ import annotations

import tomllib
from collections import deque
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

__all__ = ["CORE", "PROJECT", "Installed", "closure", "installed", "licence", "needs"]

CORE = "core"
PROJECT = "kinerja-kg"

_ROOT = Path(__file__).parents[1]
_LONGEST_LICENCE = 60  # what is longer, or has lines, is the text of a licence and not its name
_UNSTATED = "not stated"


@dataclass(frozen=True)
class Installed:
    """One distribution as it lies on this machine."""

    name: str
    version: str
    licence: str
    needs: tuple[str, ...]  #: names of what it needs here, in order

    @cached_property
    def size(self) -> int:
        """Bytes of all its files: thousands of them are looked at, so only when somebody asks."""
        return _size(distribution(self.name))


def needs() -> dict[str, tuple[Requirement, ...]]:
    """The requirements of pyproject.toml: ``core`` and each extra; what the project asks of itself is left out."""
    text = (_ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)["project"]
    listed = {CORE: project["dependencies"]} | project["optional-dependencies"]
    found: dict[str, tuple[Requirement, ...]] = {}
    for extra, lines in listed.items():
        requirements = (Requirement(line) for line in lines)
        found[extra] = tuple(r for r in requirements if r.name != PROJECT)

    return found


def licence(of: Distribution) -> str:
    """The name of a licence: the expression, the field if it is a name, or the classifiers."""
    expression = of.metadata.get("License-Expression")
    if expression:
        return str(expression)

    field = str(of.metadata.get("License") or "")
    if field and "\n" not in field and len(field) <= _LONGEST_LICENCE:
        return field

    classifiers = [str(c) for c in of.metadata.get_all("Classifier") or []]
    licences = [c for c in classifiers if c.startswith("License :: ")]
    names = [c.rpartition(" :: ")[2] for c in licences]
    return " OR ".join(names) or _UNSTATED


def _applies(requirement: Requirement, extras: frozenset[str]) -> bool:
    """Whether the marker of a requirement holds on this machine, plainly or for an extra asked for."""
    marker = requirement.marker
    if marker is None:
        return True

    return any(marker.evaluate({"extra": extra}) for extra in {"", *extras})


def _needed_by(of: Distribution, extras: frozenset[str]) -> list[Requirement]:
    """What a distribution needs here, with the extras that it is asked for."""
    requirements = [Requirement(line) for line in of.requires or []]
    return [r for r in requirements if _applies(r, extras)]


def _size(of: Distribution) -> int:
    """Bytes on disk; a file of the list that is not there counts nothing."""
    paths = (Path(str(of.locate_file(file))) for file in of.files or [])
    return sum(path.stat().st_size for path in paths if path.is_file())


def installed(name: str, extras: frozenset[str] = frozenset()) -> Installed:
    """Read one distribution.

    :raises PackageNotFoundError: when it is not installed.
    """
    found = distribution(name)
    names = {canonicalize_name(r.name) for r in _needed_by(found, extras)}
    return Installed(
        name=canonicalize_name(found.name),
        version=found.version,
        licence=licence(found),
        needs=tuple(sorted(names)),
    )


def closure(requirements: tuple[Requirement, ...]) -> dict[str, Installed]:
    """Everything that the requirements bring with them, by name; what is not installed here is left out."""
    found: dict[str, Installed] = {}
    waiting = deque(r for r in requirements if _applies(r, frozenset()))
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        requirement = waiting.popleft()
        extras = frozenset(requirement.extras)
        name = canonicalize_name(requirement.name)
        if (name, extras) in seen:
            continue

        seen.add((name, extras))
        try:
            found[name] = installed(name, extras)
        except PackageNotFoundError:
            continue
        waiting.extend(_needed_by(distribution(name), extras))

    return dict(sorted(found.items()))
