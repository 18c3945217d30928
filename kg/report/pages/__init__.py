"""Writes the pages of docs/ that are generated from rule heads, question heads, the form and the ontology.

Run as ``python -m kg.report.pages docs``; a test holds the pages to their sources.
"""

from kg.report.pages.write import pages, write_pages

__all__ = ["pages", "write_pages"]
