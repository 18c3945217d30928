"""``python -m bench.sbom out/sbom.cdx.json``: everything that is installed, as CycloneDX 1.6.

The same installation gives the same bytes: no serial number and no time, except that of SOURCE_DATE_EPOCH.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench.distributions import PROJECT, Installed, closure, installed, needs

__all__ = ["bill"]

_SPEC = "1.6"


def _address(of: Installed) -> str:
    """The package URL, which is also the name inside the bill."""
    return f"pkg:pypi/{of.name}@{of.version}"


def _component(of: Installed, kind: str) -> dict[str, object]:
    """One entry; a licence goes in as a name, since not every publisher writes an SPDX expression."""
    return {
        "type": kind,
        "bom-ref": _address(of),
        "name": of.name,
        "version": of.version,
        "purl": _address(of),
        "licenses": [{"license": {"name": of.licence}}],
    }


def _metadata(project: Installed) -> dict[str, object]:
    """What the bill is of, and when it was made if the build says so."""
    found: dict[str, object] = {"component": _component(project, "application")}
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        moment = datetime.fromtimestamp(int(epoch), tz=UTC)
        found["timestamp"] = moment.isoformat().replace("+00:00", "Z")

    return found


def bill() -> dict[str, object]:
    """Core, every extra and the tools of the tests, each with what it depends on."""
    listed = needs()
    wanted = tuple(requirement for extra in listed for requirement in listed[extra])
    found = closure(wanted)
    project = installed(PROJECT, frozenset(listed))
    arrows: list[dict[str, object]] = []
    for one in (project, *found.values()):
        targets = [_address(found[name]) for name in one.needs if name in found]
        arrows.append({"ref": _address(one), "dependsOn": targets})

    return {
        "bomFormat": "CycloneDX",
        "specVersion": _SPEC,
        "version": 1,
        "metadata": _metadata(project),
        "components": [_component(one, "library") for one in found.values()],
        "dependencies": arrows,
    }


def _write(target: Path) -> None:
    """The folder is made if need be."""
    target.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(bill(), indent=2, ensure_ascii=False)
    target.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    _write(Path(sys.argv[1]))
