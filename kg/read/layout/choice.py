"""What the user says about documents that are not in the form, before any of them is read."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Choice", "Wanted"]


@dataclass(frozen=True)
class Wanted:
    """What the user says about a document instead of its title."""

    kecamatan: str = ""
    period: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Choice:
    """What the user says about documents that are not in the form.

    The layout, and whose document it is.
    """

    layout: str = ""
    wanted: Wanted = field(default_factory=Wanted)

    @property
    def is_made(self) -> bool:
        """Whether anything was said."""
        return self != Choice()
