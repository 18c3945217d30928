"""Looks up names of sheets, headings and sentences of the workbook, and the working papers as data."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from kg.assets import beside_code
from kg.errors import Lang

__all__ = ["both", "entries", "papers", "text"]


@lru_cache(maxsize=2)
def _data(name: str) -> dict[str, Any]:
    return beside_code("kg.report.book", name)


def entries(table: str) -> dict[str, Any]:
    """One table of texts, by key, in the order of the file."""
    found: dict[str, Any] = _data("texts.toml")[table]
    return found


def both(table: str, key: str) -> tuple[str, str]:
    """A text in Indonesian and in English.

    >>> both("column", "due")
    ('Tanggal', 'Due Date')
    """
    found = entries(table)[key]
    return found["id"], found["en"]


def text(table: str, key: str, lang: Lang) -> str:
    """A text in one language.

    >>> text("sheet", "findings", "id")
    'Temuan'
    """
    return str(entries(table)[key][lang])


def papers() -> list[dict[str, Any]]:
    """The working papers: columns, criteria, and the rules behind each.

    >>> [paper["id"] for paper in papers()]
    ['KKE-1', 'KKE-2', 'KKE-5']
    """
    found: list[dict[str, Any]] = _data("kke.toml")["paper"]
    return found
