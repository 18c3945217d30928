"""Generated workbooks saved once more by LibreOffice, in the other forms that offices keep."""

from __future__ import annotations

import subprocess
from pathlib import Path

__all__ = ["converted"]

_SECONDS = 600


def converted(paths: list[Path], ending: str, folder: Path) -> list[Path]:
    """These workbooks as .ods, .xls or .pdf in a folder, in the same order."""
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    options = ["--convert-to", ending, "--outdir", str(folder)]
    files = [str(path) for path in paths]
    subprocess.run([*command, *options, *files], check=True, capture_output=True, timeout=_SECONDS)
    return [folder / f"{path.stem}.{ending}" for path in paths]
