"""Kinerja-KG: knowledge graph and rule checker for the cascading kinerja of Indonesia's kecamatan.

>>> import kg
>>> kg.check(sample=True, rules=["IND-06"]).conforms
False
"""

import importlib
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import ask, check, load, open_store

__all__ = ["__version__", "ask", "check", "load", "open_store"]

__version__ = "0.1.0"

# openpyxl writes other bytes where lxml happens to be installed; a report is the same anywhere.
os.environ.setdefault("OPENPYXL_LXML", "False")


def __getattr__(name: str) -> Any:
    """The functions of :mod:`kg.api`, loaded when one is asked for: ``kg --version`` needs none."""
    if name not in __all__:
        message = f"module 'kg' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(importlib.import_module("kg.api"), name)
