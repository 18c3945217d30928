"""``laporan.html`` states everything once, stays itself whatever a text holds, and is the same page every time."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
import tomllib
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import html5lib
import pytest
from markupsafe import escape

import kg.report.html
from kg.errors import Lang, Problem
from kg.report.dossier.counts import STATES, by_severity, state
from kg.report.dossier.dossier import Conclusion, Dossier
from kg.report.dossier.place import LEVELS
from kg.report.dossier.repairs import repairs
from kg.report.dossier.sentences import concluding_sentence
from kg.report.html.cards import cards
from kg.report.html.page import html_report
from kg.report.html.words import plain
from kg.rules.finding import number_of
from kg.rules.registry import rules
from kg.rules.rule import TIERS
from kg.rules.waiver import WaiverState
from kg.safe_text import visible
from tests.support.places import ROOT
from tests.support.report_cases import full, of_one_unit, with_texts

XHTML, SVG = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/2000/svg}"


def parsed(page: bytes) -> Any:
    """The page as a browser reads it; any error of its markup fails."""
    return html5lib.HTMLParser(strict=False).parse(page, transport_encoding="utf-8")


def text_of(node: Any) -> str:
    """All text below a node."""
    return "".join(node.itertext())


def ids(tree: Any) -> Counter[str]:
    """How often each anchor is there."""
    return Counter(e.get("id") for e in tree.iter() if e.get("id"))


@pytest.fixture(scope="module")
def whole(dossier: Dossier) -> tuple[Dossier, Any, bytes]:
    """The five documents with waivers, answers and changes: dossier, page as tree, page as bytes."""
    made = full(dossier)
    page = html_report(made)
    return made, parsed(page), page


def test_every_finding_and_every_rule_is_there_once(whole: tuple[Dossier, Any, bytes]) -> None:
    """With its number, message, value and source; remedy and basis beside the rule, the quoted text with the source."""
    dossier, tree, _ = whole
    count = ids(tree)
    assert max(count.values()) == 1
    found_at = {e.get("id"): e for e in tree.iter() if e.get("id")}
    made = cards(dossier)
    articles = [e for e in tree.iter(f"{XHTML}article") if "find" in e.get("class", "")]
    assert {e.get("id") for e in articles} == {card.anchor for card in made}
    assert len(made) == len(dossier.findings) > 900
    for card in made:
        found = card.found
        text = text_of(found_at[card.anchor])
        for said in (card.number, found.message["id"], found.value or "", found.label):
            assert visible(said) in text
        about = text_of(found_at[f"temuan-{found.rule}"])
        assert all(visible(said) in about for said in (found.remedy["id"], *found.basis))
        assert visible(found.source.text) in text_of(found_at[card.line])
    for row in dossier.report.statuses():
        assert count[f"aturan-{row.rule.id}"] == 1
        assert count[f"temuan-{row.rule.id}"] == (1 if row.findings else 0)


def test_rules_tell_status_and_targets(whole: tuple[Dossier, Any, bytes]) -> None:
    """Every rule with its state and counts; a manual rule with the auditor's question, a switched-off one as such."""
    dossier, tree, _ = whole
    rows = {e.get("id"): e for e in tree.iter(f"{XHTML}tr") if e.get("id")}
    for row in dossier.report.statuses():
        cells = rows[f"aturan-{row.rule.id}"]
        texts = [text_of(c).strip() for c in cells]
        state = "off" if row.rule.off else "manual" if row.rule.kind == "manual" else row.status
        assert plain(state, "id") in texts[2]
        assert texts[3] == str(row.targets)
        assert row.rule.question is None or row.rule.question["id"] in texts[1]
    assert sum(r.rule.kind == "manual" for r in dossier.report.statuses()) == 3
    assert sum(r.rule.off for r in dossier.report.statuses()) == 1


def test_every_link_leads_somewhere_on_the_page(whole: tuple[Dossier, Any, bytes]) -> None:
    """From a rule to its findings to node and source line and back: no link is dead, none leaves the page."""
    _, tree, _ = whole
    known = ids(tree)
    links = [e.get("href") for e in tree.iter(f"{XHTML}a")]
    assert len(links) > 4000
    assert {link for link in links if link[0] != "#" or link[1:] not in known} == set()
    labels = [name for e in tree.iter() for name in e.get("aria-labelledby", "").split()]
    assert set(labels) <= set(known)


def test_trees_show_parent_post_and_findings(whole: tuple[Dossier, Any, bytes]) -> None:
    """Every node once, directly inside of what it hangs on, with its post; each finding is linked from one place."""
    dossier, tree, _ = whole
    boxes = [e for e in tree.iter(f"{XHTML}details") if e.get("class") == "tree"]
    assert len(boxes) == len(dossier.facts)
    for facts, box in zip(dossier.facts, boxes, strict=True):
        items = [e for e in box.iter(f"{XHTML}li") if e.get("class", "").startswith("l-")]
        assert len(items) == len(facts.nodes)
        names = [visible(" ".join(n.label.split())) for n in facts.nodes]
        text = " ".join(text_of(box).split())
        assert all(name in text for name in names)
    linked = Counter(e.get("href") for box in boxes for e in box.iter(f"{XHTML}a"))
    assert linked == Counter(f"#{card.anchor}" for card in cards(dossier))


def test_the_work_of_every_post_is_listed(whole: tuple[Dossier, Any, bytes]) -> None:
    """One list a post, most urgent first, with what to do; what nobody answers for is there too."""
    dossier, tree, _ = whole
    lists = [e for e in tree.iter(f"{XHTML}details") if e.get("class") == "work"]
    work = repairs(dossier)
    assert len(lists) == len({(r.unit, r.post) for r in work})
    shown = [text_of(e) for box in lists for e in box.iter(f"{XHTML}li")]
    assert len(shown) == len(work)
    for text, repair in zip(shown, work, strict=True):
        assert repair.rule.id in text
        assert repair.rule.remedy["id"] in text
        assert f"{len(repair.findings)}×" in text


def test_rules_stand_beside_every_kecamatan(whole: tuple[Dossier, Any, bytes]) -> None:
    """The matrix: open findings of each rule in each unit, or the sign of its state there."""
    dossier, tree, _ = whole
    rows = {e.get("id"): e for e in tree.iter(f"{XHTML}tr") if e.get("id")}
    for number, unit in enumerate(dossier.report.units):
        for row in unit.statuses:
            cell = rows[f"aturan-{row.rule.id}"][6 + number]
            open_ = row.findings - row.waived
            assert text_of(cell).strip() == (str(open_) if open_ else sign(state(row)))


def sign(key: str) -> str:
    """What stands for a state."""
    return plain(f"sign-{key}", "id")


def test_two_clicks_from_a_rule_to_the_source_line(whole: tuple[Dossier, Any, bytes]) -> None:
    """Summary row to the findings of the rule, finding to node and to source line, source line back to the finding."""
    dossier, tree, _ = whole
    anchors = {e.get("id"): e for e in tree.iter() if e.get("id")}

    def hrefs(node: Any) -> set[str]:
        return {e.get("href")[1:] for e in node.iter(f"{XHTML}a")}

    for row in dossier.report.statuses():
        if not row.findings:
            continue
        assert f"temuan-{row.rule.id}" in hrefs(anchors[f"aturan-{row.rule.id}"])
        for card in anchors[f"temuan-{row.rule.id}"].iter(f"{XHTML}article"):
            there = hrefs(card)
            ends = [anchors[t] for t in there if t.startswith(("n-", "b-"))]
            assert len(ends) == 2
            assert all(card.get("id") in hrefs(end) for end in ends)


def test_waivers_answers_and_changes_are_told(whole: tuple[Dossier, Any, bytes]) -> None:
    """Each waiver under its state, with the rules and findings; each answer; what is new, gone and open again."""
    dossier, tree, _ = whole
    anchors = {e.get("id"): e for e in tree.iter() if e.get("id")}
    assert {u.state for u in dossier.waivers} == {
        "active",
        "expired",
        "future",
        "reopened",
        "unused",
    }
    for use in dossier.waivers:
        assert plain(use.state, "id") in text_of(anchors[f"h-w-{use.state}"])
    everything = text_of(tree)
    for use in dossier.waivers:
        assert all(
            t in everything
            for t in (use.waiver.id, use.waiver.reason, use.waiver.letter, use.waiver.place)
        )
    waived = next(f for f in dossier.findings if f.waived)
    at = {card.found.id: anchors[card.anchor] for card in cards(dossier)}
    assert "o-waived" in at[waived.id].get("data-k").split()
    assert "700/1/2025" in text_of(at[waived.id])
    assert "Akan diperbaiki" in text_of(at[dossier.findings[5].id])
    assert number_of("f" * 16) in everything
    assert number_of("e" * 16) in everything


def test_nothing_comes_from_outside(whole: tuple[Dossier, Any, bytes]) -> None:
    """No address that a browser would fetch, no inline handler or style, and a policy that knows one style and one script."""
    _, tree, page = whole
    for element in tree.iter():
        assert not [
            a
            for a in element.attrib
            if a.startswith("on") or a in {"style", "src", "srcset", "action", "data"}
        ]
        assert element.tag.rpartition("}")[2] not in {
            "link",
            "img",
            "iframe",
            "object",
            "embed",
            "base",
        }
    meta = next(e for e in tree.iter(f"{XHTML}meta") if e.get("http-equiv"))
    policy = meta.get("content")
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for name in ("style", "script"):
        (element,) = tree.iter(f"{XHTML}{name}")
        digest = base64.b64encode(hashlib.sha256(text_of(element).encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
        assert "url(" not in text_of(element)
        assert "http" not in text_of(element)
    assert b"\r" not in page


def test_the_page_has_one_language(dossier: Dossier) -> None:
    """That of the check: no word of the other one, and the page says which it is."""
    one = of_one_unit(dossier, "52.02.01")
    pages = {lang: html_report(replace(one, lang=lang)).decode() for lang in get_args(Lang)}
    for lang, page in pages.items():
        assert f'<html lang="{lang}"' in page
        other = "en" if lang == "id" else "id"
        for key in ("all-findings", "rule-list", "limits-1", "worst-how"):
            assert plain(key, lang) in page
            assert plain(key, other) not in page
        for found in one.findings:
            assert str(escape(found.message[other])) not in page


def test_five_documents_fit_into_a_megabyte(dossier: Dossier) -> None:
    """So that the page can be sent by mail and opens on a telephone."""
    assert len(html_report(dossier)) <= 1_048_576


def test_findings_of_a_rule_are_paged(whole: tuple[Dossier, Any, bytes]) -> None:
    """Fifty at once; the next ones are folded under a line that counts them, without any script."""
    dossier, tree, _ = whole
    anchors = {e.get("id"): e for e in tree.iter() if e.get("id")}
    folded = 0
    for row in dossier.report.statuses():
        if not row.findings:
            continue
        pages = []
        for box in anchors[f"temuan-{row.rule.id}"].iter(f"{XHTML}details"):
            if box.get("class") == "more":
                pages.append(box)
        still = row.findings - row.waived
        assert len(pages) == max(0, (still - 1) // 50)
        for number, page in enumerate(pages, start=1):
            inside = sum(e.get("class") == "find" for e in page.iter(f"{XHTML}article"))
            assert inside == min(50, still - 50 * number)
            said = plain("more", "id", a=50 * number + 1, b=50 * number + inside)
            assert said in text_of(page)
        folded += len(pages)
    assert folded


def test_every_table_and_landmark_has_a_name_of_its_own(whole: tuple[Dossier, Any, bytes]) -> None:
    """A caption for each table, and no two regions with the same one."""
    _, tree, _ = whole
    tables = list(tree.iter(f"{XHTML}table"))
    assert tables
    assert all(text_of(table[0]).strip() and table[0].tag == f"{XHTML}caption" for table in tables)
    regions = [e.get("aria-labelledby") for e in tree.iter() if e.get("aria-labelledby")]
    assert len(regions) == len(set(regions))


@pytest.fixture(scope="module")
def small(dossier: Dossier) -> Dossier:
    """One document with everything a page can tell."""
    return full(of_one_unit(dossier, "52.02.01"))


def census(tree: Any) -> Counter[tuple[str, tuple[str, ...]]]:
    """Every element with the names of its attributes, but for the inside of pictures, which wrap long texts into more lines."""
    pictures = {id(e) for svg in tree.iter(f"{SVG}svg") for e in svg.iter()}
    return Counter(
        (str(e.tag), tuple(sorted(e.attrib))) for e in tree.iter() if id(e) not in pictures
    )


def test_hostile_texts_stay_texts(small: Dossier) -> None:
    """Hundreds of hostile texts give the elements and attributes of harmless ones, and every text is readable."""
    bad, good = with_texts(small, hostile=True), with_texts(small, hostile=False)
    page, harmless = parsed(html_report(bad)), parsed(html_report(good))
    assert census(page) == census(harmless)
    text = text_of(page)
    asked = 0
    for found in bad.findings:
        said = (found.label, found.value or "", found.message["id"], found.remedy["id"])
        for each in (*said, *found.basis, found.source.text):
            assert visible(each) in text
            asked += bool(each)
    for each in (u.waiver.reason for u in bad.waivers):
        assert visible(each) in text
    assert asked >= 500
    assert all(e.get("href", "#").startswith("#") for e in page.iter())


@pytest.mark.parametrize(
    "text", ["\x00", "\ud800", "\u202e", "\x1b", "\u2028", "\ufeff", "\r", "\U000e0041"]
)
def test_hidden_characters_are_written_out(text: str) -> None:
    """Characters that steer the display are shown as their code; line ends and tabs stay."""
    assert visible(f"a{text}b\n\t") == f"a⟨U+{ord(text):04X}⟩b\n\t"


def test_unreadable_input_is_a_page_too(small: Dossier) -> None:
    """Nothing was checked: the page says so first, names the problem, and lists every rule."""
    report = replace(small.report, units=(), inputs=(), problems=(Problem("READ-EMPTY", "a.ttl"),))
    tree = parsed(
        html_report(replace(small, report=report, facts=(), waivers=(), responses={}, changes=None))
    )
    text = text_of(tree)
    assert concluding_sentence("belum-dapat-disimpulkan", "id") in text
    assert Problem("READ-EMPTY", "a.ttl").line("id") in text
    assert sum(k.startswith("aturan-") for k in ids(tree)) == len(report.rules)


def test_figures_are_those_of_the_check(whole: tuple[Dossier, Any, bytes]) -> None:
    """The tiles of the cover and the sums of the tables are the counts of the report."""
    dossier, tree, _ = whole
    tiles = next(e for e in tree.iter(f"{XHTML}ul") if e.get("class") == "tiles")
    numbers = [text_of(next(li.iter(f"{XHTML}b"))) for li in tiles]
    assert numbers[:4] == [str(n) for n in by_severity(dossier.findings)]
    assert re.fullmatch(r"\d+/\d+", numbers[4])
    for heading in ("c-by-document", "c-by-rule", "c-by-level"):
        box = next(e for e in tree.iter(f"{XHTML}div") if e.get("aria-labelledby") == heading)
        cells = [c for c in box.iter(f"{XHTML}td") if c.get("class") in {"n b", "n waived"}]
        assert sum(int(text_of(c).replace("–", "0")) for c in cells) == len(dossier.findings)


def test_the_page_is_the_same_every_time(small: Dossier) -> None:
    """Byte-identical twice."""
    assert html_report(small) == html_report(small)


@pytest.mark.heavy  # of one document: test_bundle_is_reproducible
def test_the_page_is_the_same_in_every_process(tmp_path: Path) -> None:
    """Byte-identical under two hash seeds."""
    pages = []
    for seed in ("0", "1"):
        target = tmp_path / f"{seed}.html"
        command = [
            sys.executable,
            "-m",
            "kg",
            "check",
            "data/52.02.01-praya",
            "--fail-on",
            "none",
            "-o",
            str(target),
        ]
        env = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "SOURCE_DATE_EPOCH": "1767225600",
            "LC_ALL": "C",
        }
        subprocess.run(command, check=True, env=env, capture_output=True, cwd=ROOT)
        pages.append(target.read_bytes().replace(f"{seed}.html".encode(), b"x.html"))
    assert pages[0] == pages[1]
    assert len(pages[0]) > 100_000


def test_every_word_has_two_languages_and_a_use() -> None:
    """With the same values to fill in; words for states, levels and the like are named by the data."""
    folder = Path(kg.report.html.__file__).parent
    own = tomllib.loads((folder / "words.toml").read_text(encoding="utf-8"))
    used = "".join(
        p.read_text(encoding="utf-8")
        for p in sorted(folder.rglob("*.*"))
        if p.suffix in {".html", ".py"}
    )
    by_data = {
        *LEVELS,
        *STATES,
        *TIERS,
        *(rule.family for rule in rules()),
        *get_args(Conclusion),
        *get_args(WaiverState),
    }
    for key, texts in own.items():
        assert set(texts) == set(get_args(Lang)), key
        assert len({tuple(sorted(set(re.findall(r"{\w+}", t)))) for t in texts.values()}) == 1, key
        assert (
            f"'{key}'" in used
            or key in by_data
            or key.startswith(("cap-", "read-", "limits-", "says-", "sign-"))
        ), key


def test_a_finding_that_is_there_twice_keeps_its_own_place(small: Dossier) -> None:
    """Two periods of one kecamatan may hold the same defect; each is shown, and no anchor is there twice."""
    (unit,), (facts,) = small.report.units, small.facts
    twice = replace(
        small,
        report=replace(small.report, units=(unit, replace(unit, period="2027"))),
        facts=(facts, replace(facts, period="2027")),
    )
    tree = parsed(html_report(twice))
    assert max(ids(tree).values()) == 1
    articles = [e for e in tree.iter(f"{XHTML}article") if "find" in e.get("class", "")]
    assert len(articles) == 2 * len(small.findings)
