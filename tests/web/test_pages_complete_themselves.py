"""Pages about work that goes on say how far it is; those of a large store read a part; late answers show the way out."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser

from kg.web import all_findings
from kg.web.checks import Checks
from kg.web.pages import words
from kg.web.refusal import RefusedError
from kg.web.settings import WebSettings
from tests.support.browsers import in_a_browser
from tests.web.addresses import small_files
from tests.web.server import GOES_ON, Server, asked_of, running
from tests.web.stand_ins import NATION, UnendingChecks, slow_workbench

pytestmark = pytest.mark.slow


def test_a_question_that_is_late_offers_kecamatan() -> None:
    """504 with the form as it was filled, and links that ask the same of one kecamatan."""
    slow = slow_workbench(UnendingChecks())
    late = asked_of(slow, "/tanya/Q05?jawab=1&periode=2021")
    assert late.status == 504
    assert "SERVE-TIME" in late.text
    links = re.findall(r'href="(/tanya/Q05\?[^"]+#jawaban)"', html.unescape(late.text))
    assert links[0] == "/tanya/Q05?jawab=1&periode=2021&kecamatan=33.02.01#jawaban"
    assert len(links) == len(NATION)
    as_file = asked_of(slow, "/tanya/Q05?format=csv", "text/csv")
    assert (as_file.status, "SERVE-TIME" in as_file.text) == (504, True)


def test_a_queue_that_is_late_keeps_the_fields_to_ask_for_less() -> None:
    """504 with a kecamatan to be typed; it does not say that nothing is left to decide."""
    late = asked_of(slow_workbench(UnendingChecks()), "/tinjau")
    assert (late.status, "SERVE-TIME" in late.text) == (504, True)
    assert 'name="kecamatan"' in late.text
    assert words()["queue-empty"]["id"] not in late.text


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({}, [1, 10]),
        ({"bagian": "3"}, [21, 21]),
        ({"bagian": "99"}, [21, 21]),
        ({"bagian": "-1"}, [1, 10]),
        ({"kecamatan": "33.02"}, [1, 10]),
        ({"kecamatan": "33.02.21"}, [21, 21]),
        ({"kecamatan": "2021 nomor-21"}, [21, 21]),
        ({"kecamatan": "33.0"}, []),
    ],
)
def test_findings_are_read_a_part_at_a_time(
    monkeypatch: pytest.MonkeyPatch, asked: dict[str, str], shown: list[int]
) -> None:
    """The units of a part alone are checked, by page and by what is looked for."""
    monkeypatch.setattr(all_findings, "_PATIENCE", 0)
    checks = UnendingChecks()
    page = asked_of(slow_workbench(checks), f"/temuan?{urlencode(asked)}")
    assert page.status == (GOES_ON if shown else 200)
    first_and_last = [int(code[-2:]) for code in checks.regions[:1] + checks.regions[-1:]]
    assert first_and_last == shown
    assert ("data-again" in page.text) == bool(shown)


def test_a_check_that_failed_is_told_and_tried_again(tmp_path: Path) -> None:
    """On the page with the others, once; the next look begins it anew."""
    settings = WebSettings(tmp_path)

    class _Failing:
        asked = 0

        async def run(self, *_: object) -> Any:
            self.asked += 1
            raise RefusedError(504, "SERVE-TIME")

    workers = _Failing()
    checks = Checks(settings, cast("Any", workers))
    app = slow_workbench(checks)
    for look in (1, 2):
        page = asked_of(app, "/temuan?kecamatan=33.02.21")
        assert (page.status, workers.asked) == (504, look)
        assert "SERVE-TIME" in page.text
        assert "/unit/33.02.21/2021" in page.text
    checks.close()


def test_findings_of_the_units_looked_for(server: Server) -> None:
    """One kecamatan on the page and in the spreadsheet, with filters that keep it."""
    page = server.finished("/temuan?kecamatan=33.02")
    assert "/unit/33.02.19/2021" in page.text
    assert "/unit/52.02.01" not in page.text
    assert '<input type="hidden" name="kecamatan" value="33.02">' in page.text
    listing = server.ask("/temuan.csv?kecamatan=33.02").text.splitlines()[1:]
    assert listing
    assert all(";33.02.19" in line for line in listing if line.startswith("T-"))
    assert "/temuan.csv?kecamatan=33.02" in html.unescape(page.text)


def test_names_of_kecamatan_while_somebody_types(server: Server) -> None:
    """By code or name, for every question."""
    found = json.loads(server.ask("/tanya/Q07/pilihan?isian=kecamatan&cari=SOKA").body)
    assert [one["value"] for one in found] == ["33.02.19"]
    assert json.loads(server.ask("/tanya/Q07/pilihan?isian=kecamatan&cari=zzz").body) == []
    assert json.loads(server.ask("/tanya/Q07/pilihan?isian=lain").body) == []


#: Whether there is an outcome to choose, and each has the word.
_ALL_HOLD = """(word) => {
    const all = Array.from(document.querySelectorAll('#l-outcome option'));
    return all.length > 0 && all.every((one) => one.value.toLowerCase().includes(word));
}"""


@in_a_browser
def test_a_list_is_filled_from_the_store(server: Server, browser: Browser) -> None:
    """What is typed into the field of an outcome brings the outcomes with that word."""
    page = browser.new_page()
    page.goto(f"{server.address}/tanya/Q01")
    field = page.locator("#p-outcome")
    first = page.locator("#l-outcome option").first.get_attribute("value") or ""
    word = first.split()[0]
    assert not page.evaluate(_ALL_HOLD, word.casefold())
    field.press_sequentially(word)
    page.wait_for_function(_ALL_HOLD, arg=word.casefold(), timeout=60_000)
    offered = page.locator("#l-outcome option").evaluate_all("all => all.map(one => one.value)")
    assert first in offered
    page.close()


@in_a_browser
def test_a_file_dropped_on_the_page_is_checked(
    five: Path, browser: Browser, tmp_path: Path
) -> None:
    """Dragged from outside as a desktop does it; the page of the check completes itself and keeps its address."""
    paths = []
    for name, data in small_files():
        (tmp_path / name).write_bytes(data)
        paths.append(str(tmp_path / name))
    with running(five) as fresh:
        page = browser.new_page()
        page.goto(f"{fresh.address}/")
        where = page.locator("[data-drop]").bounding_box()
        assert where
        point = {"x": where["x"] + 40, "y": where["y"] + 40}
        dragged = {"items": [], "files": paths, "dragOperationsMask": 1}
        hand = page.context.new_cdp_session(page)
        for kind in ("dragEnter", "dragOver"):
            hand.send("Input.dispatchDragEvent", {"type": kind, **point, "data": dragged})
        assert "over" in (page.locator("[data-drop]").get_attribute("class") or "")
        hand.send("Input.dispatchDragEvent", {"type": "drop", **point, "data": dragged})
        page.wait_for_url("**/periksa/*")
        place = page.url
        page.wait_for_selector("#temuan", timeout=60_000)
        assert page.url == place
        assert page.locator("[data-again]").count() == 0
        page.close()


@in_a_browser
def test_a_page_of_work_keeps_what_is_focused(server: Server, browser: Browser) -> None:
    """It looks again without loading itself; without scripts the browser does."""
    name, data = small_files()[0]
    place = server.upload((name, data + b"\n")).headers["location"]
    page = browser.new_page()
    held = server.page(place)
    body = held.body if held.status == GOES_ON else b""
    looks = []

    def still_running(route: Any) -> None:
        looks.append(route.request.resource_type)
        body_now = body or _RUNNING.encode()
        route.fulfill(status=GOES_ON, body=body_now, content_type="text/html; charset=utf-8")

    page.route(f"**{place}", still_running)
    page.goto(server.address + place)
    page.locator("main a").first.focus()
    page.evaluate("window.stays = true")
    for _ in range(2):
        with page.expect_response(f"**{place}", timeout=60_000):
            pass
    assert set(looks[1:]) == {"fetch"}
    assert page.evaluate("window.stays && document.activeElement.matches('main a')")
    page.unroute(f"**{place}")
    page.wait_for_function("!window.stays", timeout=60_000)
    page.close()


#: Where the small check ended before it was looked at.
_RUNNING = (
    '<!doctype html><html lang="id"><head><title>x</title><script src="/static/app.js" defer>'
    '</script></head><body><main><p role="status" data-again>x</p><a href="#">y</a></main></body>'
)


def test_pages_of_work_reload_without_scripts(whole: Server) -> None:
    """The browser is told so in the page itself, where no script runs."""
    place = whole.upload(("kosong.ttl", b"<a> <b> <c> .")).headers["location"]
    page = whole.page(place)
    told = '<noscript><meta http-equiv="refresh" content="2"></noscript>'
    assert (told in page.text) == (page.status == GOES_ON)
    assert "refresh" not in page.headers
    assert told not in whole.finished(place).text
