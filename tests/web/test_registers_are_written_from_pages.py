"""Answers and waivers entered on a page stand in the registers of the command line, and in no other place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest

from kg.errors import InputError
from kg.report.followup.entering import enter_answer
from kg.report.followup.responses import read_responses
from kg.rules.registry import rules
from kg.rules.waiver_file import read_waivers
from tests.web.server import Answer, Server, running

pytestmark = pytest.mark.slow

UNIT = "/unit/33.02.19/2021"
FORM = "application/x-www-form-urlencoded"
WAIVER = {
    "alasan": "Disepakati tertulis sampai renstra berikutnya terbit",
    "jabatan": "Inspektur Kabupaten",
    "nomor_surat": "700/12/2026",
    "disetujui": "2026-11-01",
    "berlaku_sampai": "2027-06-01",
}
ANSWER = {
    "response": "Akan diperbaiki",
    "pic": "Kepala Seksi Pemerintahan",
    "due": "2027-01-31",
    "status": "Dalam proses",
}


@dataclass(frozen=True)
class _Place:
    server: Server
    waivers: Path
    responses: Path

    def finding(self, place: int = 0) -> str:
        """The address of a finding of the unit."""
        text = self.server.page(UNIT).text
        return re.findall(r'href="(/unit/[^"]+/temuan/[0-9a-f]{16})"', text)[place]

    def enter(self, path: str, typed: dict[str, str]) -> Answer:
        return self.server.post(path, urlencode(typed).encode(), FORM)


@pytest.fixture(scope="module")
def place(five: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Place]:
    """A workbench with registers of its own, which are not there yet."""
    home = tmp_path_factory.mktemp("daftar")
    waivers = home / "pengecualian.toml"
    responses = home / "tanggapan.csv"
    options = ("--waivers", str(waivers), "--responses", str(responses))
    with running(five, *options) as server:
        yield _Place(server, waivers, responses)


def test_a_waiver_of_a_page_is_one_of_the_register(place: _Place) -> None:
    """It is read as ``kg waiver`` reads it, stands on the page, and the finding stays listed."""
    finding = place.finding()
    answer = place.enter(f"{finding}/pengecualian", WAIVER)
    assert (answer.status, answer.headers["location"]) == (303, finding)
    [held] = read_waivers(place.waivers, rules())
    assert held.value == finding.rpartition("/")[2]
    assert held.approver == WAIVER["jabatan"]
    assert f"{held.id} sampai 2027-06-01" in place.server.page(finding).text
    assert finding in place.server.page(UNIT, status="waived").text


def test_an_answer_of_a_page_is_one_of_the_register(place: _Place) -> None:
    """A second answer takes the place of the first; an empty one takes it out."""
    finding = place.finding(1)
    assert place.enter(f"{finding}/tanggapan", ANSWER).status == 303
    assert place.enter(f"{finding}/tanggapan", {**ANSWER, "status": "Selesai"}).status == 303
    [held] = read_responses(place.responses).values()
    assert (held.status, held.person_in_charge) == ("Selesai", ANSWER["pic"])
    assert ANSWER["response"] in place.server.page(finding).text
    assert place.enter(f"{finding}/tanggapan", {}).status == 303
    assert not read_responses(place.responses)


@pytest.mark.parametrize(
    ("form", "typed", "code"),
    [
        ("pengecualian", {**WAIVER, "alasan": "singkat"}, "WAIVER-REASON"),
        ("pengecualian", {**WAIVER, "jabatan": "Drs. Budi, M.Si."}, "WAIVER-PERSON"),
        ("pengecualian", {**WAIVER, "berlaku_sampai": "2026-10-01"}, "WAIVER-ORDER"),
        ("pengecualian", {}, "WAIVER-MISSING"),
        ("tanggapan", {**ANSWER, "status": "mungkin"}, "ANSWER-STATUS"),
        ("tanggapan", {**ANSWER, "due": "31 Januari"}, "ANSWER-DATE"),
        ("tanggapan", {**ANSWER, "pic": "198001012005011001"}, "ANSWER-PERSON"),
    ],
)
def test_what_the_register_would_refuse_is_told(
    place: _Place, form: str, typed: dict[str, str], code: str
) -> None:
    """The page comes back with the reason and with what was typed; the registers stay."""
    before = [path.read_bytes() for path in (place.waivers, place.responses) if path.exists()]
    answer = place.enter(f"{place.finding(2)}/{form}", typed)
    assert answer.status == 400
    assert code in answer.text
    for word in ("alasan", "response"):
        assert typed.get(word, "") in answer.text
    assert before == [p.read_bytes() for p in (place.waivers, place.responses) if p.exists()]


def test_readers_enter_nothing(five: Path, tmp_path: Path) -> None:
    """Neither by the page nor past it."""
    register = tmp_path / "pengecualian.toml"
    with running(five, "--readonly", "--waivers", str(register)) as server:
        reading = _Place(server, register, tmp_path / "tanggapan.csv")
        finding = reading.finding()
        assert "<form method" not in server.page(finding).text
        assert reading.enter(f"{finding}/pengecualian", WAIVER).status == 403
        assert reading.enter(f"{finding}/tanggapan", ANSWER).status == 403
    assert not register.exists()


def test_a_register_with_other_columns_is_not_written_over(tmp_path: Path) -> None:
    """A listing that somebody brought keeps what else stands in it."""
    file = tmp_path / "temuan.csv"
    file.write_text("Sidik Jari;Tanggapan;Catatan saya\n", encoding="utf-8")
    with pytest.raises(InputError, match="ANSWER-REGISTER"):
        enter_answer(file, {"fingerprint": "0" * 16}, ANSWER)
    assert "Catatan saya" in file.read_text(encoding="utf-8")
