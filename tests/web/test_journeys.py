"""The three ways that people go, in a real browser: with the keyboard alone, and with scripts turned off."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, FileChooser, Locator, Page
from playwright.sync_api import TimeoutError as NotYet

from kg.report.followup.responses import read_responses
from kg.rules.registry import rules
from kg.rules.waiver_file import read_waivers
from tests.support.browsers import in_a_browser
from tests.web.server import Server, running

pytestmark = [in_a_browser, pytest.mark.slow]

#: No page has so many places to stop at.
_STOPS = 600
#: How often a key is pressed, and how long each is waited for, in milliseconds.
_PRESSES, _BETWEEN = 4, 20_000
_REASON = "Penanggung jawab ditetapkan bersama perubahan susunan organisasi."


@dataclass(frozen=True)
class Hand:
    """Somebody at a page: ``by_keys`` touches nothing but the keyboard."""

    page: Page
    by_keys: bool

    def _reach(self, place: Locator) -> None:
        """Tab until the place is reached."""
        for _ in range(_STOPS):
            self.page.keyboard.press("Tab")
            if place.evaluate("found => found === document.activeElement"):
                return
        raise AssertionError(str(place))

    def go(self, place: Locator) -> None:
        """A link or a button that leads to a page, until that page is there."""
        with self.page.expect_navigation():
            self.follow(place)

    def follow(self, place: Locator) -> None:
        """What keeps the page: a fold, a download."""
        if self.by_keys:
            self._reach(place)
            self.page.keyboard.press("Enter")
        else:
            place.click()

    def type(self, place: Locator, text: str) -> None:
        """Into a field; of a date the figures, as its parts stand."""
        if self.by_keys:
            self._reach(place)
            self.page.keyboard.type(text)
        elif place.get_attribute("type") == "date":
            place.fill(f"{text[4:]}-{text[:2]}-{text[2:4]}")
        else:
            place.fill(text)

    def choose(self, place: Locator, path: Path) -> None:
        """A file; the space bar opens the window of the system."""
        if not self.by_keys:
            place.set_input_files(path)
            return
        self._reach(place)
        self._window().set_files(path)

    def _window(self) -> FileChooser:
        """What the space bar opens; a browser at its limit may miss a key, and a person presses it again."""
        for _ in range(_PRESSES):
            with suppress(NotYet):
                with self.page.expect_file_chooser(timeout=_BETWEEN) as window:
                    self.page.keyboard.press("Space")
                return window.value
        raise AssertionError("no window for files")


@pytest.fixture(params=["keyboard", "no scripts"])
def hand(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Hand]:
    """Somebody who has a keyboard alone, and somebody whose browser runs no script."""
    by_keys = request.param == "keyboard"
    context = browser.new_context(java_script_enabled=by_keys, locale="en-US")
    context.set_default_timeout(60_000)
    page = context.new_page()
    # Listened for from the start: a window that opens before anybody listens is closed by the browser.
    page.on("filechooser", lambda _: None)
    yield Hand(page, by_keys)
    context.close()


def test_a_planner_sends_a_form_and_takes_it_back(
    server: Server, hand: Hand, tmp_path: Path
) -> None:
    """The filled example up, the check, the workbook with comments down."""
    page = hand.page
    page.goto(f"{server.address}/")
    with page.expect_download() as example:
        hand.follow(page.get_by_role("button", name="Unduh contoh terisi"))
    path = tmp_path / "contoh.xlsx"
    example.value.save_as(path)
    page.goto(f"{server.address}/")
    hand.choose(page.locator("#berkas"), path)
    hand.go(page.get_by_role("button", name="Periksa"))
    page.wait_for_selector("#h-unduh")
    with page.expect_download() as returned:
        hand.follow(page.get_by_role("link", name="Buku kerja dengan komentar di sel"))
    data = Path(returned.value.path()).read_bytes()
    book = load_workbook(io.BytesIO(data))
    assert any(cell.comment for sheet in book for row in sheet.iter_rows() for cell in row)


def test_an_auditor_answers_and_waives_a_finding(five: Path, hand: Hand, tmp_path: Path) -> None:
    """From the unit to a finding, an answer and a waiver, which stand in the registers."""
    until = datetime.now(UTC) + timedelta(days=100)
    answers, waivers = tmp_path / "tanggapan.csv", tmp_path / "pengecualian.toml"
    with running(five, "--responses", str(answers), "--waivers", str(waivers)) as server:
        page = hand.page
        page.goto(f"{server.address}/")
        hand.go(page.get_by_role("link", name="Sokaraja"))
        page.wait_for_selector("#temuan")
        first = page.locator("#temuan details.finding").first
        hand.follow(first.locator("summary"))
        hand.go(first.get_by_role("link", name="Tanggapi atau kecualikan"))
        hand.type(page.locator("#j-response"), "Akan ditetapkan.")
        hand.go(page.get_by_role("button", name="Simpan tanggapan"))
        assert page.locator("#j-response").input_value() == "Akan ditetapkan."
        hand.type(page.locator("#k-alasan"), _REASON)
        hand.type(page.locator("#k-jabatan"), "Inspektur Pembantu Wilayah I")
        hand.type(page.locator("#k-nomor_surat"), "700/12/2026")
        hand.type(page.locator("#k-berlaku_sampai"), until.strftime("%m%d%Y"))
        hand.go(page.get_by_role("button", name="Catat pengecualian"))
    assert [one.typed[0] for one in read_responses(answers).values()] == ["Akan ditetapkan."]
    assert [one.reason for one in read_waivers(waivers, rules())] == [_REASON]


def test_an_analyst_asks_in_three_steps(server: Server, hand: Hand) -> None:
    """The question, an outcome, the posts that support it with the way to it; a link for each step."""
    page = hand.page
    page.goto(f"{server.address}/")
    hand.go(page.get_by_role("link", name="Jabatan mana yang mendukung outcome ini"))
    page.wait_for_selector("#h-pilih-outcome")
    hand.go(page.locator("a[href*='outcome=']").first)
    page.wait_for_selector("#jawaban table")
    assert page.locator("#jawaban .way li").count() > 0
