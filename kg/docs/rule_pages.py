"""The pages of the rules."""

from __future__ import annotations

from kg.docs.head import HEAD
from kg.report.site.heads import reasons
from kg.report.words import word
from kg.rules.registry import rules
from kg.rules.rule import Both, Rule

__all__ = ["rule_pages"]


def _part(name: str, message: Both) -> str:
    return f"- `{name}` {message['id']}<br>\n  *{message['en']}*"


def _cases(rule: Rule) -> str:
    if rule.question:
        return "| Kasus uji / cases | - |"
    return f"| Kasus uji / cases | [tests/rules/{rule.id}](../../tests/rules/{rule.id}) |"


def _rule(rule: Rule) -> str:
    parts = "\n".join(
        _part(iri.value.rpartition("#")[2], part.message) for iri, part in rule.parts.items()
    )
    if rule.question:
        parts = f"{rule.question['id']}<br>\n*{rule.question['en']}*"
    return f"""{HEAD.format(source="shapes/" + rule.file)}
# {rule.id} {rule.title["id"]}

*{rule.title["en"]}*

{rule.description["id"]}<br>
*{rule.description["en"]}*

| | |
| --- | --- |
| Tingkat temuan / severity | {word(rule.severity, "id")} / {rule.severity} |
| Jenis uji / kind | {word(rule.kind, "id")} / {word(rule.kind, "en")} |
| Tingkat / tier | {rule.tier} |
| Dasar / basis | {"; ".join(rule.basis)} |
| Berkas / file | [shapes/{rule.file}](../../shapes/{rule.file}) |
{_cases(rule)}

**Alasan.** {reasons("id")[rule.id]}<br>
**Why it matters.** {reasons("en")[rule.id]}

**Saran.** {rule.remedy["id"]}<br>
**Remedy.** {rule.remedy["en"]}

## {"Pertanyaan untuk auditor / question for the auditor" if rule.question else "Pesan / messages"}

{parts}
"""


def _rule_index() -> str:
    rows = "\n".join(
        f"| [{r.id}]({r.id}.md) | {r.title['id']} | {r.title['en']} | {r.severity} | {r.kind} | {r.tier} |"
        for r in rules()
    )
    return f"""{HEAD.format(source="shapes/")}
# Aturan / rules

{len(rules())} rules. Severity, kind and tier as in the rule files; `kg rules` shows the same list.

| id | judul | title | severity | kind | tier |
| --- | --- | --- | --- | --- | --- |
{rows}
"""


def rule_pages() -> dict[str, str]:
    """The index and one page per rule, by path."""
    return {"rules/README.md": _rule_index()} | {
        f"rules/{rule.id}.md": _rule(rule) for rule in rules()
    }
