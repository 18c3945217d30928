"""``python -m kg.docs docs``"""

from __future__ import annotations

import sys
from pathlib import Path

from kg.docs.all_pages import write_pages
from kg.rules.registry import write_judged

if __name__ == "__main__":
    write_judged()
    write_pages(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
