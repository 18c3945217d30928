"""``laporan.pdf`` states every fact of the check, takes no text for markup, and is the same twice."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from math import hypot
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader
from pypdf.generic import Destination

from kg.errors import Lang, Problem
from kg.read.gate import sha256
from kg.report.bundle.whole_check import Wanted, whole_check
from kg.report.dossier.changes import Changes, StatusChange
from kg.report.dossier.dossier import Dossier, Response, conclusion
from kg.report.dossier.repairs import repairs
from kg.report.dossier.sentences import concluding_sentence, reason_sentence
from kg.report.drawing import pages
from kg.report.forms.as_json import check_json
from kg.report.pdf.data import report_data, report_number
from kg.report.pdf.document import check_pdf, summary_pdf
from kg.report.pdf.findings import findings
from kg.report.pdf.text import covered, shown
from kg.report.words import period_text, words_of
from kg.rules.check import RuleStatus
from kg.rules.finding import Finding, Waived, number_of
from kg.rules.profile import ProfileChange
from kg.rules.waiver import Waiver, WaiverUse
from tests.support.rendered import Rendered
from tests.support.trees import siblings

pytestmark = pytest.mark.slow

NUMBER = re.compile(r"T-[0-9A-F]{4}-[0-9A-F]{4}")
HOSTILE = (
    "#panic()",
    '#image("/etc/passwd")',
    "[*tebal*] _miring_ $x^2$ `kode`",
    "<label> @rujukan \\ #let x = 1",
    '"kutip" // komentar /* blok */',
    "= Judul\n- butir\n+ nomor",
    "{n} {b} {{ jinja }} %s",
    "https://contoh.example/a?b=c#d",
    "~ -- --- ... 'petik'",
)
STRANGE = "😀 a\x00b\x1b[31mc\u202ed\u2066e\ufffe é e\u0301 العربية 日本語 \u200b"


class Printed(PdfReader):
    """A report that was printed, each page read once."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data))
        # The text by pdfium, which takes a tenth of the time; what a page is made of by pypdf.
        leaves = pypdfium2.PdfDocument(data)
        # pdfium gives a hyphen at the end of a line as a sign of its own.
        self.texts = [p.get_textpage().get_text_range().replace("\ufffe", "-") for p in leaves]


def _plain(text: str) -> str:
    """Text without line breaks and spaces, in which what paper breaks over lines is found again."""
    return "".join(text.split())


def _sections(reader: Printed) -> dict[str, tuple[int, int]]:
    """First and last page of every section, by the title of its bookmark."""
    tops = [o for o in reader.outline if isinstance(o, Destination)]
    starts = [reader.get_destination_page_number(o) or 0 for o in tops]
    ends = [*starts[1:], len(reader.pages)]
    return {str(o.title): (first, last) for o, first, last in zip(tops, starts, ends, strict=True)}


def _section(reader: Printed, title: str) -> str:
    first, last = next(pages for name, pages in _sections(reader).items() if name.endswith(title))
    return "\n".join(reader.texts[n] for n in range(first, max(last, first + 1)))


@pytest.fixture(scope="module", params=["id", "en"])
def spoken(request: pytest.FixtureRequest, dossier: Dossier) -> Dossier:
    """The check of the five documents in either language."""
    return replace(dossier, lang=request.param)


@pytest.fixture(scope="module")
def reader(spoken: Dossier, rendered: Rendered) -> Printed:
    """The report of the five documents."""
    return Printed(rendered.paper(spoken.lang))


@pytest.fixture(scope="module")
def small(dossier: Dossier) -> Dossier:
    """The smallest of the five checks, with three findings and a few rules."""
    index = min(
        range(len(dossier.report.units)), key=lambda i: len(dossier.report.units[i].findings)
    )
    unit = dossier.report.units[index]
    found = unit.findings[:3]
    rows = tuple(
        row
        for row in unit.statuses
        if row.rule.id in {"STR-01", "IND-19", "NOM-01", *(f.rule for f in found)}
    )
    report = replace(
        dossier.report,
        units=(replace(unit, findings=found, statuses=rows),),
        rules=tuple(r.rule for r in rows),
    )
    return replace(
        dossier,
        report=report,
        facts=(replace(dossier.facts[index], nodes=dossier.facts[index].nodes[:3]),),
    )


def _with(dossier: Dossier, found: Finding) -> Dossier:
    """The dossier with one finding only."""
    unit = replace(dossier.report.units[0], findings=(found,))
    return replace(dossier, report=replace(dossier.report, units=(unit,)))


def _text(dossier: Dossier) -> str:
    return "\n".join(Printed(check_pdf(dossier)).texts)


def test_the_cover_concludes(reader: Printed, spoken: Dossier) -> None:
    """The sentence, every kecamatan, period and document, the date and the number."""
    cover = _plain(reader.texts[0])
    digest = sha256(check_json(spoken).encode())
    assert _plain(concluding_sentence(conclusion(spoken), spoken.lang)) in cover
    assert report_number(digest) in cover
    assert {"id": "1Januari2026", "en": "1January2026"}[spoken.lang] in cover
    for unit, facts in zip(spoken.report.units, spoken.facts, strict=True):
        assert _plain(facts.name) in cover
        assert unit.region in cover
        assert _plain(period_text(unit.period, spoken.lang)) in cover
    for entry in spoken.report.inputs:
        assert _plain(entry.path) in cover


def test_scope_names_inputs_and_digests(reader: Printed, spoken: Dossier) -> None:
    """Every input with SHA-256, and every digest the result depends on."""
    text = _plain(_section(reader, words_of("pdf", spoken.lang)["scope"]))
    for entry in spoken.report.inputs:
        assert entry.sha256 in text
        assert _plain(entry.path) in text
    for digest in (*spoken.digests.values(), spoken.report.shapes, spoken.report.ontology):
        assert digest in text


def test_all_rules_are_listed_with_their_status(reader: Printed, spoken: Dossier) -> None:
    """Kept, broken, not applied and manual rules, and the question of each manual one."""
    w = words_of("pdf", spoken.lang)
    text = _plain(_section(reader, w["rule-list"]))
    for row in spoken.report.statuses():
        assert row.rule.id in text
        assert _plain(row.rule.title[spoken.lang]) in text
        if row.rule.question:
            assert _plain(row.rule.question[spoken.lang]) in text
    for state in ("kept", "broken", "not-applied", "manual"):
        assert _plain(w[f"state-{state}"]) in text


def test_every_finding_is_listed_once(reader: Printed, spoken: Dossier) -> None:
    """Each number exactly once in the section of findings, and nothing that is not found."""
    printed = NUMBER.findall(_section(reader, words_of("pdf", spoken.lang)["finding-list"]))
    assert sorted(printed) == sorted(number_of(f.id) for f in spoken.findings)


def test_findings_carry_their_facts(reader: Printed, spoken: Dossier) -> None:
    """Message, label, remedy, basis and source of every finding."""
    text = _plain(_section(reader, words_of("pdf", spoken.lang)["finding-list"]))
    lines = {
        f"{f.source.document}:{f.source.line}"
        for f in spoken.findings
        if f.source.document and f.source.line
    }
    assert all(line in text for line in lines)
    for found in spoken.findings:
        assert _plain(found.remedy[spoken.lang]) in text
        assert all(_plain(b) in text for b in found.basis)
    whole = [f for f in spoken.findings if _plain(found.message[spoken.lang])]
    missing = [f.message[spoken.lang] for f in whole if _plain(f.message[spoken.lang]) not in text]
    assert len(missing) <= len(whole) // 20, missing[
        :3
    ]  # some break over a page, where header and footer come between


def test_the_last_page_of_the_text_is_signed(reader: Printed, spoken: Dossier) -> None:
    """Three to sign, and the digest that binds the signatures to the facts."""
    w = words_of("pdf", spoken.lang)
    text = _plain(_section(reader, w["sign-off"]))
    for key in (
        "prepared",
        "reviewed",
        "approved",
        "sign-name",
        "sign-nip",
        "sign-date",
        "sign-signature",
    ):
        assert _plain(w[key]) in text
    assert sha256(check_json(spoken).encode()) in text


def test_sections_come_in_the_order_of_an_audit(reader: Printed, spoken: Dossier) -> None:
    """Bookmarks in the order in which an inspectorate reads: results first, provenance last."""
    w = words_of("pdf", spoken.lang)
    keys = (
        "overview",
        "finding-list",
        "said",
        "rule-list",
        "waiver-list",
        "change-list",
        "read",
        "limits",
        "scope",
        "sign-off",
    )
    titles = [title for title in _sections(reader) if not title.startswith(w["contents"])]
    assert [t.partition(" ")[2] for t in titles[: len(keys)]] == [w[key] for key in keys]


def test_archive_form(reader: Printed, spoken: Dossier) -> None:
    """Title, author, keywords, language and date are there; the file calls itself PDF/A-2a and PDF/UA-1."""
    meta, root = reader.metadata, reader.trailer["/Root"].get_object()
    assert meta is not None
    assert words_of("pdf", spoken.lang)["paper-title"] in str(meta.title)
    assert spoken.report.version in str(meta.author)
    assert "SAKIP" in str(meta["/Keywords"])
    assert meta.creation_date == spoken.moment
    assert str(root["/Lang"]).startswith(spoken.lang)  # type: ignore[index]
    packet = root["/Metadata"].get_object().get_data()  # type: ignore[index]
    assert b"<pdfaid:part>2</pdfaid:part>" in packet
    assert b"<pdfuaid:part>1</pdfuaid:part>" in packet


def test_same_twice(dossier: Dossier, rendered: Rendered) -> None:
    """The same dossier gives the same bytes."""
    assert check_pdf(dossier) == rendered.paper("id")


@pytest.mark.heavy  # of one document: test_bundle_is_reproducible
def test_same_under_another_hash_seed_and_place(tmp_path: Path) -> None:
    """Neither hash seed nor time zone nor locale shows."""
    code = (
        "import sys; from kg.report.bundle.whole_check import Wanted, whole_check; from kg.report.pdf.document import check_pdf; "
        "from hashlib import sha256; print(sha256(check_pdf(whole_check(Wanted(sample=True)))).hexdigest())"
    )
    digests = set()
    for seed, zone, locale in (("1", "UTC", "C.UTF-8"), ("4242", "Asia/Jakarta", "id_ID.UTF-8")):
        env = os.environ | {
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LC_ALL": locale,
            "SOURCE_DATE_EPOCH": "1767225600",
        }
        run = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "s")],
            env=env,
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(run.stdout.strip())
    assert len(digests) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_stays_text(small: Dossier, text: str) -> None:
    """What Typst would read as markup is printed as it stands, in every field of a finding."""
    found = small.findings[0]
    waived = Waived(text, text, text, text, date(2026, 1, 1), date(2026, 12, 31))
    source = replace(found.source, document=text, line=None, text=f"{text} kutipan")
    found = replace(
        found,
        label=f"L {text}",
        value=f"V {text}",
        message={"id": f"M {text}", "en": text},
        path=(f"P {text}", "x"),
        source=source,
        waived=waived,
    )
    answer = Response(found.id, f"R {text}", text, text, text, text)
    data = _plain(
        _text(
            replace(
                _with(small, found),
                responses={found.id: answer},
                command=("kg", text),
                digests={text: text},
            )
        )
    )
    for prefix in "LVMPR":
        assert _plain(f"{prefix} {text}") in data


def test_what_cannot_be_printed_is_named(small: Dossier) -> None:
    """Emoji, control and bidi characters and foreign scripts never stop the report."""
    text = _plain(_text(_with(small, replace(small.findings[0], label=STRANGE, value=STRANGE))))
    for point in ("1F600", "0000", "001B", "202E", "2066", "FFFE", "65E5", "200B"):
        assert f"⟨U+{point}⟩" in text
    assert "é" in text


def test_pictures_take_any_label(small: Dossier) -> None:
    """A node whose label no font has, or that looks like markup, is drawn all the same, on a sheet of A3."""
    nodes = small.facts[0].nodes
    nodes = (
        replace(nodes[0], label=STRANGE),
        replace(nodes[1], label="".join(HOSTILE)),
        *nodes[2:],
    )
    sheets = Printed(check_pdf(replace(small, facts=(replace(small.facts[0], nodes=nodes),)))).pages
    sizes = {tuple(sorted(round(float(x)) for x in page.mediabox[2:])) for page in sheets}
    assert sizes == {(595, 842), (842, 1191)}


def _printed_sizes(page: PageObject) -> list[float]:
    """The size on paper of everything that is written on a page, in points."""
    sizes: list[float] = []

    def see(
        text: str, current: list[float], matrix: list[float], _font: object, size: float
    ) -> None:
        if text.strip():
            sizes.append(size * hypot(*matrix[:2]) * hypot(*current[:2]))

    page.extract_text(visitor_text=see)
    return sizes


def test_pictures_are_printed_legibly(small: Dossier, dossier: Dossier) -> None:
    """The appendix has every sheet of every tree; nothing on them is printed below 6 points."""
    every = (siblings(), *dossier.facts)
    count = sum(len(pages(facts, small.findings, small.lang)) for facts in every)
    units = small.report.units * len(every)
    report = replace(small.report, units=units)
    printed = Printed(check_pdf(replace(small, report=report, facts=every))).pages
    large = [page for page in printed if max(page.mediabox[2:]) > 1000]
    assert len(large) == count > len(every)
    assert min(size for page in large for size in _printed_sizes(page)) >= 6


def test_the_summary_is_two_pages(spoken: Dossier) -> None:
    """For whoever signs: the conclusion and its reason, then what to mend first and who begins with what."""
    printed = Printed(summary_pdf(spoken)).pages
    assert len(printed) == 2
    first, second = (_plain(page.extract_text()) for page in printed)
    w = words_of("pdf", spoken.lang)
    assert _plain(w["summary-title"]) in first
    assert _plain(reason_sentence(spoken, spoken.lang)) in first
    assert _plain(w["first-rules"]) in second and _plain(w["first-work"]) in second
    assert repairs(spoken)[0].rule.id in second


def test_long_text_is_cut_and_said(small: Dossier) -> None:
    """A hundred thousand characters, in words or in one word, leave a report that can be carried."""
    words_, word = "kata " * 20_000, "w" * 100_000
    printed = Printed(
        check_pdf(
            _with(small, replace(small.findings[0], label=word, value=words_, path=(word,) * 50))
        )
    )
    assert len(printed.pages) < 40
    text = _plain("\n".join(printed.texts))
    assert "[+98.000]" in text
    assert text.count("w") >= 2_000


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(texts=st.lists(st.text(max_size=60), min_size=20, max_size=40))
def test_any_text_can_be_set(small: Dossier, texts: list[str]) -> None:
    """No text of any script, alone or beside another, makes the archive form refuse the report."""
    found = replace(
        small.findings[0],
        label=texts[0],
        value=texts[1],
        path=tuple(texts),
        message={"id": texts[2], "en": ""},
    )
    assert check_pdf(_with(small, found)).startswith(b"%PDF-1.7")


def test_more_findings_than_paper_bears_are_counted(dossier: Dossier) -> None:
    """What is printed and what is counted as left out are all findings; the gravest are printed."""
    listed = [rule for unit in findings(dossier, 100) for rule in unit["rules"]]
    assert sum(len(rule["findings"]) for rule in listed) == 100
    assert {rule["severity"] for rule in listed} == {"violation"}


def test_every_covered_character_can_be_set(small: Dossier) -> None:
    """The list of printable characters holds for the fonts that are there."""
    lines = [" ".join(sorted(covered())[n : n + 400]) for n in range(0, len(covered()), 400)]
    found = tuple(
        replace(small.findings[0], id=f"{i:016x}", label=line, value=line)
        for i, line in enumerate(lines)
    )
    unit = replace(small.report.units[0], findings=found)
    text = _text(replace(small, report=replace(small.report, units=(unit,))))
    assert "⟨U+2713" not in text
    assert "✓" in text


def test_shown_changes_nothing_that_can_be_printed() -> None:
    """Indonesian text with its signs stays as it is, but for places where a long word may break."""
    text = "Meningkatnya × – “mutu” → ≥ 90% … ∑ ½ é"
    assert shown(text) == text
    assert shown("a" * 40).replace("\u200b", "") == "a" * 40
    assert shown("\ud800") == "⟨U+D800⟩"


def test_waivers_answers_and_changes(small: Dossier) -> None:
    """Each state of a waiver, each answer, each kind of change, and what a profile altered."""
    one, two, three = small.findings
    waiver = Waiver(
        "W-1",
        one.rule,
        one.focus,
        "",
        "alasan",
        "Inspektur",
        "700/1",
        date(2026, 1, 1),
        date(2026, 6, 30),
        "w.toml:3",
    )
    waived = replace(
        one,
        waived=Waived("W-1", "alasan", "Inspektur", "700/1", date(2026, 1, 1), date(2026, 6, 30)),
    )
    uses = tuple(
        WaiverUse(replace(waiver, id=f"W-{state}"), state, (one.id,) if state == "active" else ())
        for state in ("active", "reopened", "expired", "future", "unused")
    )
    plain = {
        "id": "ab" * 8,
        "rule": "CAS-01",
        "label": "simpul lama",
        "message": {"id": "pesan lama", "en": "old"},
    }
    unit = replace(small.report.units[0], findings=(waived, two, three))
    changed = (ProfileChange("IND-16", "warning", "off", "diperiksa di lapangan"),)
    dossier = replace(
        small,
        report=replace(small.report, units=(unit,), changes=changed),
        waivers=uses,
        responses={
            two.id: Response(
                two.id, "sudah diperbaiki", "revisi renstra", "Sekcam", "2026-03-31", "proses"
            )
        }
        | {"cd" * 8: Response("cd" * 8, "temuan lama", "", "", "", "selesai")},
        changes=Changes(
            (plain,),
            (plain,),
            (plain, plain),
            (plain,),
            (StatusChange("CAS-01", "broken", "kept"),),
        ),
    )
    w, text = words_of("pdf", "id"), _plain(_text(dossier))
    expected = [
        "sudah diperbaiki",
        "revisi renstra",
        "Sekcam",
        "2026-03-31",
        "temuan lama",
        "T-CDCD-CDCD",
        "T-ABAB-ABAB",
    ]
    expected += [f"W-{use.state}" for use in uses] + [w[f"waiver-{use.state}"] for use in uses]
    expected += [
        "pesan lama",
        "diperiksa di lapangan",
        "alasan",
        "700/1",
        "w.toml:3",
        w["changed-reopened"],
    ]
    for piece in expected:
        assert _plain(piece) in text, piece


def test_input_that_cannot_be_read_is_a_report_too(tmp_path: Path) -> None:
    """No conclusion, every problem named, no rule kept."""
    path = tmp_path / "kosong.ttl"
    path.write_bytes(b"")
    dossier = whole_check(Wanted(paths=(str(path),), lang="en"))
    text = _plain(_text(replace(dossier, moment=datetime(2026, 1, 1, tzinfo=UTC))))
    assert _plain(concluding_sentence("belum-dapat-disimpulkan", "en")) in text
    assert "READ-EMPTY" in text
    assert report_data(dossier)["rules"]["states"]["kept"] == 0


def test_rules_in_error_and_switched_off(small: Dossier) -> None:
    """An error and a switched-off rule are neither kept nor not applied."""
    unit = small.report.units[0]
    rows = [
        replace(unit.statuses[0], status="error"),
        RuleStatus(replace(unit.statuses[1].rule, off=True), "not-applied", 0, 0),
    ]
    unit = replace(unit, statuses=(*rows, *unit.statuses[2:]), errors=("STR-01: [galat] #mesin",))
    rules = tuple(row.rule for row in unit.statuses)
    dossier = replace(
        small,
        report=replace(
            small.report, units=(unit,), rules=rules, problems=(Problem("READ-EMPTY", "a.ttl"),)
        ),
    )
    states = report_data(dossier)["rules"]["states"]
    assert (states["error"], states["off"]) == (1, 1)
    assert _plain("[galat] #mesin") in _plain(_text(dossier))


def test_words_stand_in_both_languages() -> None:
    """The same keys, with the same placeholders."""
    both: dict[Lang, dict[str, str]] = {"id": words_of("pdf", "id"), "en": words_of("pdf", "en")}
    assert set(both["id"]) == set(both["en"])
    for key, text in both["id"].items():
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", both["en"][key])), (
            key
        )
