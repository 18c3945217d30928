"""Sets one paper with Typst: a job on standard input becomes a PDF on standard output.

Run as a process of its own where there are many papers: what the compiler remembers of one
goes with the process. It needs nothing else of this package then, and starts at once.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from typst import PDFStandard

__all__ = ["Job", "pressed"]

#: For the archive (PDF/A-2a) and for screen readers (PDF/UA-1).
_STANDARDS: list[PDFStandard] = ["a-2a", "ua-1"]


class Job(msgspec.Struct, frozen=True):
    """A template of this folder, what it prints, and the time that the paper carries."""

    template: str
    data: Mapping[str, Any]
    timestamp: int


def pressed(job: Job) -> bytes:
    """One paper; every text of a document reaches the template as a JSON string, never as markup."""
    import typst  # loaded late: other commands need not wait for a large library

    folder = Path(__file__).parent
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[folder.parent / "fonts"])
    return typst.compile(
        folder / job.template,
        root=folder,
        font_paths=fonts,
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(job.data, ensure_ascii=False)},
        timestamp=job.timestamp,
        pdf_standards=_STANDARDS,
    )


if __name__ == "__main__":
    sys.stdout.buffer.write(pressed(msgspec.json.decode(sys.stdin.buffer.read(), type=Job)))
