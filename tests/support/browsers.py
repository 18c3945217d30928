"""The browser of this machine: where it is, how a test starts it, and what its pages are held against."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import axe_playwright_python
import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

__all__ = [
    "AXE",
    "CHROMIUM",
    "LEVELS",
    "SIZES",
    "chrome",
    "chrome_options",
    "driven",
    "in_a_browser",
    "opened_in",
]

CHROMIUM, _DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
#: What needs a browser, and what drives it from outside.
in_a_browser = pytest.mark.skipif(not CHROMIUM, reason="needs chromium")
driven = pytest.mark.skipif(not (CHROMIUM and _DRIVER), reason="needs chromium and its driver")

#: The checker of axe-core and the levels that it is asked for.
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

SIZES = {"desktop": (1366, 900), "phone": (390, 844)}
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
)


def chrome_options(*more: str) -> Options:
    """A silent browser without a window that keeps what it said and what it fetched."""
    options = Options()
    options.binary_location = CHROMIUM or ""
    for flag in (*_FLAGS, *more):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return options


def chrome(options: Options) -> webdriver.Chrome:
    """The browser, driven from outside."""
    return webdriver.Chrome(options=options, service=Service(_DRIVER))


@contextmanager
def opened_in(page: Path, profile: Path, size: str, script: bool) -> Generator[webdriver.Chrome]:
    """A page that is a file, in a window of that size, with scripts or without."""
    width, height = SIZES[size]
    driver = chrome(chrome_options(f"--user-data-dir={profile}", f"--window-size={width},{height}"))
    try:
        shape = {
            "width": width,
            "height": height,
            "deviceScaleFactor": 1,
            "mobile": size == "phone",
        }
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", shape)
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not script})
        driver.get(page.as_uri())
        yield driver
    finally:
        driver.quit()
