"""Gathers and writes all generated pages."""

from __future__ import annotations

from pathlib import Path

from kg.docs.cross_pages import cross_pages
from kg.docs.form_page import form_page
from kg.docs.question_pages import question_pages
from kg.docs.rule_pages import rule_pages
from kg.docs.term_page import terms_page

__all__ = ["pages", "write_pages"]


def pages() -> dict[str, str]:
    """Every generated page by its path below docs/."""
    return (
        rule_pages()
        | question_pages()
        | cross_pages()
        | {"formulir.md": form_page(), "ontologi.md": terms_page()}
    )


def write_pages(target: Path) -> None:
    """Write all pages below ``target``."""
    for name, text in pages().items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
