"""What the log says of a fault names its kind and place, never what somebody typed or sent."""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

import pytest

from kg.web.app import application
from kg.web.logs import be_discreet
from kg.web.settings import WebSettings
from kg.web.state import WebState
from tests.web.server import asked_of

PERSON = "Nama Orang 198001012005011001"


class _Broken:
    """Readers with a fault whose words quote a document."""

    async def run(self, *_: object) -> Any:
        raise ValueError(PERSON)


def test_a_fault_is_logged_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    """The page has a number, the log that number, the kind and the lines; neither has the name."""
    settings = WebSettings(Path("gudang"))
    broken = application(settings)
    broken.state.workbench = WebState(settings, *[cast("Any", _Broken())] * 6)
    with suppress(ValueError):  # the framework hands it on to the server
        asked_of(broken, "/")
    assert "ValueError" in caplog.text
    assert "start.py" in caplog.text
    assert PERSON not in caplog.text


def test_the_server_quotes_no_error(caplog: pytest.LogCaptureFixture) -> None:
    """Its own words on the same fault, with kind and lines in place of the error."""
    be_discreet()
    log = logging.getLogger("uvicorn.error")
    try:
        raise ValueError(PERSON)
    except ValueError as error:
        log.error("Exception in ASGI application\n", exc_info=error)  # as uvicorn does
    assert "Exception in ASGI application ValueError" in caplog.text
    assert "test_logs_name_nobody.py" in caplog.text
    assert PERSON not in caplog.text
