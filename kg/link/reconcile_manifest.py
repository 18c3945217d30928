"""What a reconciliation service says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["PROPERTIES", "TYPES", "draft_manifest", "manifest", "named"]

TYPES = {"program": "Program", "kegiatan": "Kegiatan", "sub_kegiatan": "Sub kegiatan"}
PROPERTIES = {
    "kode": "Kode",
    "induk": "Induk",
    "kode_2019": "Kode sampai 2022",
    "kode_2023": "Kode sejak 2023",
    "kinerja": "Kinerja baku",
    "indikator": "Indikator baku",
    "satuan": "Satuan baku",
}
_SCHEMA = "https://w3id.org/kinerja/ns#"
_WIDTH, _HEIGHT = 400, 200


def named(known: Mapping[str, str], key: str) -> dict[str, str]:
    """An id with its name.

    >>> named(TYPES, "program")
    {'id': 'program', 'name': 'Program'}
    """
    return {"id": key, "name": known.get(key, key)}


def _types() -> list[dict[str, str]]:
    return [named(TYPES, key) for key in TYPES]


def _suggested_at(address: str, kind: str) -> dict[str, str]:
    return {"service_url": address, "service_path": f"/suggest/{kind}"}


def manifest(address: str, title: str, space: str, batch: int) -> dict[str, Any]:
    """The manifest of version 0.2."""
    # The client puts the id in place of the doubled braces.
    view = f"{address}/preview?id={{{{id}}}}"
    kinds = ("entity", "property", "type")
    propose = {"service_url": address, "service_path": "/properties"}
    return {
        "versions": ["0.1", "0.2"],
        "name": title,
        "identifierSpace": space,
        "schemaSpace": _SCHEMA,
        "defaultTypes": _types(),
        "view": {"url": view},
        "preview": {"url": view, "width": _WIDTH, "height": _HEIGHT},
        "suggest": {kind: _suggested_at(address, kind) for kind in kinds},
        "extend": {"propose_properties": propose, "property_settings": []},
        "batchSize": batch,
    }


def draft_manifest(address: str, title: str, batch: int) -> dict[str, Any]:
    """The manifest of version 1.0-draft, which has no space of identifiers."""
    return {
        "versions": ["1.0-draft"],
        "name": title,
        "defaultTypes": _types(),
        "view": {"url": f"{address}/preview?id={{id}}"},
        "preview": {"width": _WIDTH, "height": _HEIGHT},
        "suggest": {"entity": True, "property": True, "type": True},
        "extend": {"proposeProperties": True, "propertySettings": []},
        "standardizedScore": True,
        "batchSize": batch,
    }
