"""Kinerja-KG: knowledge graph and rule checker for the cascading kinerja of Indonesia's kecamatan."""

__all__ = ["__version__"]

__version__ = "0.1.0"
