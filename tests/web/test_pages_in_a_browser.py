"""The pages in a real browser: nothing from outside, nothing against the policy, for everybody, with and without scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from tests.support.browsers import AXE, LEVELS, chrome, chrome_options, driven
from tests.web.addresses import FILES, PAGES, addresses, routes_shown
from tests.web.server import Server

pytestmark = [driven, pytest.mark.slow]

#: What a page and all its files may weigh, in bytes.
HEAVIEST = 300_000


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    """One browser for the tests of this file."""
    found = chrome(chrome_options())
    found.set_script_timeout(60)
    yield found
    found.quit()


def test_no_page_is_forgotten() -> None:
    """Every route that a browser can open is a page that is looked at here, or no page."""
    assert routes_shown() == set(PAGES) | FILES


def _shown(server: Server, heavy: bool) -> list[str]:
    """All addresses in full size, else the first of each page."""
    paths = list(addresses(server))
    if heavy:
        return paths
    firsts = {found[0] for found in PAGES.values()}
    named = [path for found in PAGES.values() for path in found]
    return [path for path, name in zip(paths, named, strict=True) if name in firsts]


def _events(browser: webdriver.Chrome) -> list[dict[str, Any]]:
    log = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    return [entry for entry in log if entry["method"].startswith("Network.")]


def test_nothing_from_outside_and_nothing_against_the_policy(
    browser: webdriver.Chrome, whole: Server, heavy: bool
) -> None:
    """Every request goes to the workbench, the console is silent, and a page with all its files is light."""
    for path in _shown(whole, heavy):
        browser.get_log("performance")
        browser.get(whole.address + path)
        events = _events(browser)
        asked = [e["params"] for e in events if e["method"] == "Network.requestWillBeSent"]
        urls = [params["request"]["url"] for params in asked]
        outside = [u for u in urls if u.startswith("http") and not u.startswith(whole.address)]
        assert not outside
        ended = [e["params"] for e in events if e["method"] == "Network.loadingFinished"]
        weight = sum(params["encodedDataLength"] for params in ended)
        assert (path, weight <= HEAVIEST) == (path, True), weight
    spoken = [e["message"] for e in browser.get_log("browser")]
    assert not [text for text in spoken if "Content Security Policy" in text]


@pytest.mark.parametrize(
    ("width", "lang"),
    [
        (390, "id"),
        pytest.param(390, "en", marks=pytest.mark.heavy),
        pytest.param(1400, "id", marks=pytest.mark.heavy),
        pytest.param(1400, "en", marks=pytest.mark.heavy),
    ],
)
def test_every_page_is_accessible(
    browser: webdriver.Chrome, whole: Server, width: int, lang: str, heavy: bool
) -> None:
    """No finding of axe-core at the levels A and AA, no page wider than its window, all in one language."""
    axe = AXE.read_text(encoding="utf-8")
    shape = {"width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", shape)
    for path in _shown(whole, heavy):
        browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})  # to inject the checker
        browser.get(f"{whole.address}{path}{'&' if '?' in path else '?'}lang={lang}")
        browser.execute_script(axe)
        script = (
            "const [rules, tell] = arguments;"
            "axe.run(document, {runOnly: rules}).then(r => tell(r.violations.map(v => v.id)))"
        )
        assert (path, browser.execute_async_script(script, LEVELS)) == (path, [])
        wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert (path, browser.execute_script(wide)) == (path, 0)


def test_from_the_first_page_to_the_posts_by_keyboard(
    browser: webdriver.Chrome, server: Server
) -> None:
    """Question, outcome, answer: only Tab and Enter."""

    def press(start: str) -> None:
        for _ in range(80):
            # Keys of the keyboard: what is sent to a field for files is taken for a path.
            ActionChains(browser).send_keys(Keys.TAB).perform()
            where = browser.switch_to.active_element.get_attribute("href") or ""
            if start in where:
                ActionChains(browser).send_keys(Keys.ENTER).perform()
                return
        raise AssertionError(start)

    browser.get(f"{server.address}/")
    press("/tanya/Q01")
    press("outcome=")
    assert browser.find_elements(By.ID, "jawaban")


def test_a_name_is_chosen_by_one_key(browser: webdriver.Chrome, server: Server) -> None:
    """In the queue 2 chooses the second candidate, 0 none; in a field of text keys are letters."""

    def chosen() -> str:
        script = "return document.querySelector('[name=keputusan]:checked')?.dataset.key || ''"
        return str(browser.execute_script(script))

    browser.get(f"{server.address}/tinjau?teks=Koordinasi+kegiatan+di+desa")
    wait = WebDriverWait(browser, 60)
    browser.find_element(By.ID, "isi").send_keys("2")
    wait.until(lambda _: chosen() == "2")
    browser.find_element(By.CSS_SELECTOR, "[data-key='2']").send_keys("0")
    wait.until(lambda _: chosen() == "0")
    browser.find_element(By.ID, "catatan").send_keys("1")
    assert chosen() == "0"


def test_a_filter_replaces_the_list_alone(browser: webdriver.Chrome, server: Server) -> None:
    """The page stays, with what is focused and unfolded in it; the address says what is chosen."""
    browser.get(f"{server.address}/unit/33.02.19/2021")
    browser.execute_script("window.stays = true")
    before = browser.find_element(By.ID, "jumlah").text
    field = browser.find_element(By.ID, "cari")
    field.send_keys("NOM-01" + Keys.ENTER)
    wait = WebDriverWait(browser, 60, ignored_exceptions=[StaleElementReferenceException])
    wait.until(lambda _: browser.find_element(By.ID, "jumlah").text != before)
    assert browser.execute_script("return window.stays")
    assert browser.switch_to.active_element == field
    assert "cari=NOM-01" in browser.current_url
    rules = [one.text for one in browser.find_elements(By.CSS_SELECTOR, "#hasil summary .code")]
    assert set(rules) == {"NOM-01"}
    browser.back()
    wait.until(lambda _: browser.find_element(By.ID, "jumlah").text == before)


def test_filters_work_without_scripts(server: Server) -> None:
    """A form is sent, the page that comes back has fewer findings, and its address says why."""
    options = chrome_options()
    options.add_experimental_option(
        "prefs", {"profile.managed_default_content_settings.javascript": 2}
    )
    plain = chrome(options)
    try:
        plain.get(f"{server.address}/unit/33.02.19/2021")
        before = plain.find_element(By.CSS_SELECTOR, "#temuan [role=status]").text
        field = plain.find_element(By.ID, "cari")
        field.send_keys("NOM-01")
        field.submit()
        after = plain.find_element(By.CSS_SELECTOR, "#temuan [role=status]").text
        assert int(after.split()[0]) < int(before.split()[0])
        assert "cari=NOM-01" in plain.current_url
    finally:
        plain.quit()
