"""The pages of the rules and questions over many kecamatan."""

from __future__ import annotations

from kg.derive.vocabulary import vocabulary
from kg.docs.head import HEAD
from kg.report.words import word
from kg.worker.cross.cross_question import CrossParam, CrossQuestion, CrossRule, cross_catalogue

__all__ = ["cross_pages"]


def _usual(param: CrossParam) -> str:
    if not param.threshold:
        return f"`{param.value}`" + (f" ({', '.join(param.choices)})" if param.choices else "")
    return f"{vocabulary().threshold(param.threshold):g} (`ambang/{param.threshold}`)"


def _params(question: CrossQuestion) -> str:
    rows = "".join(
        f"| `{p.name}` | {p.type} | {_usual(p)} | {p.label['id']} / {p.label['en']} |\n"
        for p in question.params
    )
    return (
        f"| name | type | usual value | label |\n| --- | --- | --- | --- |\n{rows}"
        if rows
        else "None.\n"
    )


def _rule(question: CrossQuestion, rule: CrossRule) -> str:
    within = rule.within or "--by"
    return f"""{rule.description["id"]}<br>
*{rule.description["en"]}*

| | |
| --- | --- |
| Tingkat temuan / severity | {word(rule.severity, "id")} / {rule.severity} |
| Jenis uji / kind | {word("heuristik", "id")} / {word("heuristik", "en")} |
| Dibandingkan / compared | `lintas/{rule.compares}.csv`, {within} |
| Dasar / basis | {"; ".join(rule.basis)} |
| Kasus uji / cases | [tests/lintas/{question.id}](../../tests/lintas/{question.id}) |

**Why it matters.** {rule.why}

**Saran.** {rule.remedy["id"]}<br>
**Remedy.** {rule.remedy["en"]}

## Pesan / message

{rule.message["id"]}<br>
*{rule.message["en"]}*

Kurang dari dua kecamatan untuk dibandingkan: tidak diterapkan. / *Fewer than two kecamatan to compare: not applied.*
"""


def _page(question: CrossQuestion) -> str:
    if question.rule:
        about = _rule(question, question.rule)
    else:
        about = f"**Columns.** {', '.join(f'`{c}`' for c in question.columns)}\n"
    return f"""{HEAD.format(source=f"queries/lintas/{question.file}")}
# {question.id} {question.title["id"]}

*{question.title["en"]}*

{question.text["id"]}<br>
*{question.text["en"]}*

```
kg cross FOLDER {question.id}
```

{about}
**An empty answer means:** {question.empty_means["id"]} / *{question.empty_means["en"]}*

## Parameters

{_params(question)}"""


def _index() -> str:
    rows = "\n".join(
        f"| [{q.id}]({q.id}.md) | {q.text['id']} | {q.text['en']} | {q.rule.severity if q.rule else '-'} |"
        for q in cross_catalogue()
    )
    return f"""{HEAD.format(source="queries/lintas/")}
# Lintas kecamatan / across kecamatan

Rules (LIN) and questions (N) that `kg cross` answers over all kecamatan of a finished check ([how](../nasional.md)).
All rules are heuristic.

| id | pertanyaan | question | severity |
| --- | --- | --- | --- |
{rows}
"""


def cross_pages() -> dict[str, str]:
    """The index and one page per rule or question, by path."""
    return {"lintas/README.md": _index()} | {
        f"lintas/{q.id}.md": _page(q) for q in cross_catalogue()
    }
