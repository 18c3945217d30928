"""What one task, or one command, may cost: light enough to be loaded by every command."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["TaskLimits"]


@dataclass(frozen=True)
class TaskLimits:
    """What one task may cost."""

    seconds: float = 300.0
    megabytes: int = 1_500

    def plain(self) -> dict[str, float]:
        """The limits as a result names them."""
        return {"seconds": self.seconds, "megabytes": self.megabytes}
