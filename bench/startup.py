"""CPU seconds of whole commands, start included, against importing rdflib and pySHACL alone."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile


def _cpu(*command: str) -> float:
    """User and system seconds of one child process; the better of two runs."""
    best = float("inf")
    for _ in range(2):
        before = os.times()
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(
                [sys.executable, *command],
                capture_output=True,
                env=os.environ | {"KG_STORE": f"{folder}/none"},
                check=False,
            )
        after = os.times()
        best = min(
            best,
            after.children_user
            + after.children_system
            - before.children_user
            - before.children_system,
        )
    return best


def main() -> None:
    """Print CPU seconds and ratios."""
    peer = _cpu("-c", "import rdflib, pyshacl")
    print("start-up, CPU seconds")
    for name, words in (
        ("import rdflib, pyshacl", None),
        ("kg --version", ["--version"]),
        ("kg rules", ["rules"]),
        ("kg check, five documents", ["check"]),
        ("kg check --engine reference", ["check", "--engine", "reference"]),
        ("kg ask Q11", ["ask", "Q11"]),
    ):
        spent = peer if words is None else _cpu("-m", "kg", *words)
        print(f"{name:32}{spent:8.2f} s{spent / peer:8.1f} x the import")


if __name__ == "__main__":
    main()
