"""Kinerja-KG: knowledge graph and rule checker for the cascading kinerja of Indonesia's kecamatan."""

import os

__all__ = ["__version__"]

__version__ = "0.1.0"

# openpyxl writes other bytes where lxml happens to be installed; a report is the same on every machine.
os.environ.setdefault("OPENPYXL_LXML", "False")
