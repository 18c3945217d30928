"""Writes the form as a folder of CSV sheets."""

from __future__ import annotations

from kg.report.listing import csv_text
from kg.report.template.pages import Filled, Wish, pages

__all__ = ["template_sheets"]


def template_sheets(wish: Wish, filled: Filled | None = None) -> dict[str, bytes]:
    """Every sheet by its file name; UTF-8 with a byte order mark, so that spreadsheets read it."""
    found = {}
    for page in pages(wish, filled):
        titles = tuple(head.title for head in page.heads)
        rows = []
        for row in page.rows:
            rows.append([row.get(title, "") for title in titles])
        found[f"{page.sheet.name}.csv"] = csv_text(titles, rows).encode("utf-8-sig")
    return found
