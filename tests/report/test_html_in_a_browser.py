"""``laporan.html`` in a real browser: no error, no request, languages, filters and links work, and it reads without script."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

from kg.report.dossier.dossier import Dossier
from kg.report.html.page import html_report
from tests.support.browsers import SIZES, driven, opened_in
from tests.support.places import ROOT
from tests.support.report_cases import full

OUT = ROOT / "out"

pytestmark = [driven, pytest.mark.slow]
Browser = Any
Open = Callable[..., Browser]


@pytest.fixture(scope="module")
def page(dossier: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the five documents with waivers, answers and changes, as a file."""
    path = tmp_path_factory.mktemp("page") / "laporan.html"
    path.write_bytes(html_report(full(dossier)))
    return path


@pytest.fixture(scope="module")
def opened(page: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    """Opens the page in a browser of its own, once per size and setting."""
    with ExitStack() as stack:
        known: dict[tuple[str, bool], Browser] = {}

        def one(size: str = "desktop", script: bool = True) -> Browser:
            key = (size, script)
            if key not in known:
                profile = tmp_path_factory.mktemp("profile")
                known[key] = stack.enter_context(opened_in(page, profile, size, script))
            return known[key]

        yield one


def visible_text(browser: Browser, selector: str) -> str:
    """What a person can read there."""
    return str(browser.find_element(By.CSS_SELECTOR, selector).text)


def shown(browser: Browser) -> int:
    """How many findings are shown."""
    return int(
        browser.execute_script("return document.querySelectorAll('.find:not([hidden])').length")
    )


def choose(browser: Browser, field: str, value: str) -> None:
    """Choose an entry of a filter as a person does."""
    Select(browser.find_element(By.NAME, field)).select_by_value(value)


def reset(browser: Browser, findings: int) -> None:
    """Press the button that clears the filters."""
    browser.execute_script(
        "arguments[0].click()", browser.find_element(By.CSS_SELECTOR, "button[type=reset]")
    )
    wait_for(browser, findings)


def wait_for(browser: Browser, findings: int) -> None:
    """Wait until so many findings are shown: a page just loaded may still be sorting its list."""
    WebDriverWait(browser, 60).until(lambda b: shown(b) == findings)


@pytest.mark.parametrize("size", SIZES)
def test_it_opens_without_error_or_request(opened: Open, size: str, page: Path) -> None:
    """Nothing on the console, nothing fetched but the file, nothing wider than the screen; the picture is kept."""
    browser = opened(size)
    requests = set()
    for entry in browser.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            requests.add(message["params"]["request"]["url"])
    assert {r for r in requests if not r.startswith(("data:", "chrome", "about:"))} <= {
        page.as_uri()
    }
    assert browser.get_log("browser") == []
    width = browser.execute_script("return document.documentElement.scrollWidth")
    assert width <= SIZES[size][0]
    OUT.mkdir(exist_ok=True)
    assert browser.save_screenshot(str(OUT / f"laporan-{size}.png"))
    assert "Tidak memenuhi" in visible_text(browser, ".verdict")


def test_search_finds_rules_remedies_basis_and_words_in_any_order(
    opened: Open, dossier: Dossier
) -> None:
    """Small letters or capitals, parts of words; what is not there gives nothing."""
    browser, made = opened(), full(dossier)
    rules = {r.id: r for r in made.report.rules}

    def search(words: str) -> int:
        field = browser.find_element(By.NAME, "text")
        field.clear()
        field.send_keys(words)
        browser.execute_script("arguments[0].form.dispatchEvent(new Event('change'))", field)
        return shown(browser)

    assert search("nom-01") == sum(f.rule == "NOM-01" for f in made.findings) > 0
    remedy = rules["CAS-01"].remedy["id"].split()
    assert search(" ".join(reversed(remedy))) >= sum(f.rule == "CAS-01" for f in made.findings)
    basis = rules["CAS-01"].basis[0]
    assert search(basis) >= sum(basis in f.basis for f in made.findings)
    assert search(f"{rules['CAS-01'].title['id']} cas-01") == sum(
        f.rule == "CAS-01" for f in made.findings
    )
    assert search("takadakatasepertiini") == 0
    reset(browser, len(made.findings))


def test_the_state_of_filters_is_in_the_address(opened: Open, page: Path) -> None:
    """A reload keeps it; a link with it opens the same list."""
    browser = opened()
    choose(browser, "severity", "s-info")
    choose(browser, "order", "many")
    few = shown(browser)
    address = browser.current_url
    assert "severity=s-info" in address and "order=many" in address
    browser.get("about:blank")
    browser.get(address)
    wait_for(browser, few)
    assert (
        Select(browser.find_element(By.NAME, "order")).first_selected_option.get_attribute("value")
        == "many"
    )
    counts = browser.execute_script(
        "return Array.from(document.querySelectorAll('.group:not([hidden]) [data-shown]')).map(e => +e.textContent)"
    )
    assert counts == sorted(counts, reverse=True)
    browser.get("about:blank")
    browser.get(page.as_uri())


def test_findings_are_folded_and_tables_sort(opened: Open) -> None:
    """The list of findings begins as a list of rules; a click on a heading sorts, a second one turns round."""
    browser = opened()
    opened_groups = "return document.querySelectorAll('.group[open]').length"
    assert browser.execute_script(opened_groups) == 0
    table = "[aria-labelledby=c-by-rule]"
    button = browser.find_element(By.CSS_SELECTOR, f"{table} thead th:nth-child(4) button")
    read = (
        f"return Array.from(document.querySelectorAll('{table} tbody tr'))"
        ".map(r => parseInt(r.cells[3].textContent) || 0)"
    )
    for reverse in (True, False):
        browser.execute_script("arguments[0].click()", button)
        values = browser.execute_script(read)
        assert values == sorted(values, reverse=reverse)


def test_links_are_large_enough_to_touch(opened: Open) -> None:
    """At least 24 pixels each way (WCAG 2.2), but for links inside of a sentence."""
    script = """
        const places = 'td a, th a, li a, .find a, nav a, button, summary';
        const small = (e) => { const r = e.getBoundingClientRect(); return r.width && (r.height < 24 || r.width < 24); };
        return Array.from(document.querySelectorAll(places)).filter(small).map((e) => e.outerHTML.slice(0, 90));
    """
    assert opened().execute_script(script) == []


def test_what_is_looked_for_is_not_folded_away(opened: Open, dossier: Dossier) -> None:
    """A filter opens the pages of a rule that hold a match, and hides those that hold none."""
    browser, made = opened(), full(dossier)
    wait_for(browser, len(made.findings))
    choose(browser, "document", "u-3")
    empty = "return document.querySelectorAll('.more:not([hidden])').length"
    closed = "return document.querySelectorAll('.more:not([hidden]):not([open])').length"
    matching = browser.execute_script(
        "return Array.from(document.querySelectorAll('.more'))"
        ".filter((page) => page.querySelector('.find:not([hidden])')).length"
    )
    assert browser.execute_script(empty) == matching
    assert browser.execute_script(closed) == 0
    reset(browser, len(made.findings))
    every = browser.execute_script("return document.querySelectorAll('.more').length")
    assert browser.execute_script(closed) == every > 0


def test_filters_show_what_matches(opened: Open, dossier: Dossier) -> None:
    """Severity, family, document, status, post and text, alone and together; the count says how many."""
    browser, made = opened(), full(dossier)
    found = made.findings
    wait_for(browser, len(found))
    families = {r.id: r.family for r in made.report.rules}
    choose(browser, "severity", "s-violation")
    assert shown(browser) == sum(f.severity == "violation" for f in found)
    choose(browser, "family", "f-indikator")
    expected = sum(f.severity == "violation" and families[f.rule] == "indikator" for f in found)
    assert shown(browser) == expected == int(visible_text(browser, "#tampil"))
    choose(browser, "document", "u-3")
    both = [
        f
        for f in found
        if f.severity == "violation"
        and families[f.rule] == "indikator"
        and f.kecamatan == "52.02.01"
    ]
    assert shown(browser) == len(both) > 0
    groups = browser.execute_script(
        "return Array.from(document.querySelectorAll('.group:not([hidden])')).map(g => g.id)"
    )
    assert set(groups) == {f"temuan-{f.rule}" for f in both}
    reset(browser, len(found))
    choose(browser, "status", "o-waived")
    assert shown(browser) == sum(f.waived is not None for f in found) > 0
    reset(browser, len(found))
    choose(
        browser,
        "post",
        Select(browser.find_element(By.NAME, "post")).options[1].get_attribute("value"),
    )
    assert 0 < shown(browser) < len(found)
    reset(browser, len(found))
    browser.find_element(By.NAME, "text").send_keys("Rapbdes")
    WebDriverWait(browser, 60).until(lambda b: 0 < shown(b) < len(found))
    reset(browser, len(found))


def test_two_clicks_down_and_back(opened: Open) -> None:
    """Summary row, findings of the rule, source line or node, and back; a filter never hides where a link leads."""
    browser = opened()
    browser.execute_script("location.hash = ''")
    choose(browser, "severity", "s-info")

    def click(selector: str) -> str:
        browser.execute_script(
            "arguments[0].click()", browser.find_element(By.CSS_SELECTOR, selector)
        )
        hash_is = "return location.hash.slice(1)"
        anchor = str(browser.execute_script(hash_is))
        on_screen = (
            "const r = document.getElementById(arguments[0]).getBoundingClientRect();"
            "return r.height > 0 && r.bottom > 0 && r.top < innerHeight"
        )
        WebDriverWait(browser, 60).until(lambda b: b.execute_script(on_screen, anchor))
        return anchor

    rule = click("[aria-labelledby=c-by-rule] tbody a")
    card = browser.execute_script(
        "return document.getElementById(arguments[0]).querySelector('.find').id", rule
    )
    line = click(f"#{card} a[href^='#b-']")
    assert line.startswith("b-")
    assert click(f"#{line} a[href='#{card}']") == card
    node = click(f"#{card} a[href^='#n-']")
    assert click(f"#{node} a[href='#{card}']") == card
    browser.execute_script("location.hash = ''")


def test_it_works_by_keyboard(opened: Open) -> None:
    """The first stop is the link to the content; buttons answer to Enter and show where the focus is."""
    browser = opened()
    browser.get(
        browser.current_url.partition("#")[0] + "?baru"
    )  # without the place where an earlier test left the focus
    browser.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    assert browser.switch_to.active_element.get_attribute("class") == "skip"
    button = browser.find_element(By.ID, "bentang")
    button.send_keys(Keys.ENTER)
    assert (
        browser.execute_script("return document.querySelectorAll('.group:not([open])').length") == 0
    )
    assert (
        browser.execute_script("return getComputedStyle(arguments[0]).outlineStyle", button)
        == "solid"
    )
    browser.find_element(By.ID, "ciut").send_keys(Keys.ENTER)


def test_contrast_is_sufficient(opened: Open) -> None:
    """Every text on the page stands out from its background by 4.5 to 1 (WCAG AA)."""
    script = """
        const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
        const luminance = (c) => { const [r, g, b] = c.slice(0, 3).map((v) => { v /= 255;
          return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
        const below = (e) => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
          if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
        const seen = new Map();
        for (const e of document.querySelectorAll('body *')) {
          if (!Array.from(e.childNodes).some((n) => n.nodeType === 3 && n.data.trim())) continue;
          if (e.closest('svg, script, option')) continue;
          const [x, y] = [luminance(rgb(getComputedStyle(e).color)), luminance(below(e))].sort((a, b) => b - a);
          const ratio = (x + 0.05) / (y + 0.05);
          if (ratio < 4.5) seen.set(e.tagName + '.' + e.className, ratio);
        }
        return Array.from(seen);
    """
    assert opened().execute_script(script) == []


@pytest.mark.parametrize("size", SIZES)
def test_it_reads_without_script(opened: Open, size: str, dossier: Dossier) -> None:
    """Everything is there and shown in the language of the check; what needs script is not offered."""
    browser = opened(size, script=False)
    text = visible_text(browser, "main")
    assert "Tidak memenuhi" in text
    assert "Does not conform" not in text
    cards = browser.find_elements(By.CSS_SELECTOR, ".find")
    assert len(cards) == len(dossier.findings)
    assert not browser.find_element(By.CSS_SELECTOR, ".tools").is_displayed()
    assert not browser.find_element(By.ID, "saring").is_displayed()
