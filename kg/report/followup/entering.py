"""What a person enters into the registers: one more waiver, one more answer.

The command line and the pages write the same files through these functions.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from kg.errors import InputError, Problem
from kg.report.book.listing import ANSWERS
from kg.report.followup.carried import answers_csv, answers_heads
from kg.report.followup.responses import read_responses, typed_answer
from kg.report.output import write_bytes
from kg.rules.registry import rules as all_rules
from kg.rules.waiver import Waiver
from kg.rules.waiver_entry import WaiverEntry, entry_problems
from kg.rules.waiver_file import parse_waivers, read_register
from kg.rules.waiver_write import addition, next_id

__all__ = ["enter_answer", "enter_waiver"]


def enter_waiver(file: Path, values: Mapping[str, str | date], place: str) -> Waiver:
    """Add a waiver to the end of a register; what stands there stays as it is.

    ``values`` by the keys of an entry, an empty ``id`` for the next one; ``place`` is where they
    were typed.

    :raises InputError: WAIVER-* with everything that is wrong with the entry or the register.
    """
    data = b""
    text = ""
    if file.exists():
        data, text = read_register(file)
    present = parse_waivers(text, file, all_rules())
    entry = {**values, "id": values.get("id") or next_id(present)}
    problems = entry_problems(WaiverEntry(place, entry), {rule.id: rule for rule in all_rules()})
    if problems:
        raise InputError(problems)
    more = addition(text, file, entry)
    # Read back what will be written: a register that cannot be read again is never left behind.
    after = {one.id: one for one in parse_waivers(text + more, file, all_rules())}
    added = after[str(entry["id"])]
    write_bytes(file, data + more.encode())
    return added


def enter_answer(file: Path, about: Mapping[str, str], typed: Mapping[str, str]) -> None:
    """Put an answer into a register of answers, in place of an earlier one to the same finding.

    ``about`` names the finding by fingerprint, rule, label and value. An answer with nothing in it
    takes the earlier one out.

    :raises InputError: ANSWER-* for what was typed or stands in the register; ANSWER-REGISTER for
        a file in another form, which is never written over.
    """
    cells = {key: " ".join(typed.get(key, "").split()) for key in ANSWERS}
    answer = typed_answer({**about, **cells})
    held = {}
    if file.exists():
        _only_answers(file)
        held = read_responses(file)
    held[answer.finding] = answer
    if not any(answer.typed):
        del held[answer.finding]
    write_bytes(file, answers_csv(held.values(), "id"))


def _only_answers(file: Path) -> None:
    """Refuse a file with other columns: they would be lost.

    :raises InputError: ANSWER-REGISTER.
    """
    first, _, _ = file.read_bytes().partition(b"\n")
    head = first.decode("utf-8-sig", "replace").strip()
    if head not in {answers_heads("id"), answers_heads("en")}:
        raise InputError(Problem("ANSWER-REGISTER", str(file)))
