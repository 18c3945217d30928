"""Writes the pages of docs/ that come from rule heads, question heads, the form and the ontology.

Run as ``python -m kg.docs docs``; a test holds the pages to their sources.
"""

from kg.docs.all_pages import pages, write_pages

__all__ = ["pages", "write_pages"]
