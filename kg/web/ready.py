"""What every reader has at hand before it starts.

Where the system can, processes are copied from one that has imported this module: a reader that
was ended is replaced in a tenth of a second.
"""

from __future__ import annotations

from kg.read.ontology import ontology

__all__: list[str] = []

ontology()  # parsed once, kept
