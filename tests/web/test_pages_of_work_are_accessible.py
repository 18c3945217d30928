"""Pages that are seen for a moment alone, in a real browser: a running check, findings half done, a late question."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Route

from kg.web import all_findings
from tests.support.browsers import AXE, LEVELS, in_a_browser
from tests.web.server import GOES_ON, Server, asked_of
from tests.web.stand_ins import UnendingChecks, slow_workbench

pytestmark = [in_a_browser, pytest.mark.slow]


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/periksa/abc?", GOES_ON),
        ("/temuan?", GOES_ON),
        ("/temuan?bagian=2&", GOES_ON),
        ("/tanya/Q05?jawab=1&", 504),
        ("/tanya/Q01?", 200),
        ("/tinjau?", 504),
    ],
)
def test_no_finding_of_axe(
    server: Server,
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    status: int,
    lang: str,
) -> None:
    """At the levels A and AA, in both languages, on a telephone and at a desk; nothing wider than the window."""
    monkeypatch.setattr(all_findings, "_PATIENCE", 0)
    made = asked_of(slow_workbench(UnendingChecks()), f"{path}lang={lang}")
    assert made.status == status

    def shown(route: Route) -> None:
        route.fulfill(status=status, body=made.body, content_type="text/html; charset=utf-8")

    page = browser.new_page()
    page.route(f"**{path.partition('?')[0]}?*", shown)
    page.goto(f"{server.address}{path}lang={lang}")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for width in (390, 1400):
        page.set_viewport_size({"width": width, "height": 900})
        found = page.evaluate(
            "rules => axe.run(document, {runOnly: rules}).then(r => r.violations.map(v => v.id))",
            LEVELS,
        )
        assert (width, found) == (width, [])
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert (width, page.evaluate(wide)) == (width, 0)
    page.close()
