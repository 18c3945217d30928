"""The pages of the questions."""

from __future__ import annotations

from kg.docs.head import HEAD
from kg.questions.question import Param, Question, catalogue

__all__ = ["question_pages"]


def _kind(param: Param) -> str:
    """What may fill the blank."""
    if not param.classes:
        return param.type
    return f"{param.type} of " + ", ".join(f"kin:{name}" for name in param.classes)


def _question(question: Question) -> str:
    params = "".join(
        f"| `{p.name}` | {_kind(p)} | {'yes' if p.required else 'no'} "
        f"| {p.label['id']} / {p.label['en']} | `{p.example}` |\n"
        for p in question.params
    )
    example = " ".join(f'--set {p.name}="{p.example}"' for p in question.params)
    table = (
        f"| name | type | required | label | example |\n| --- | --- | --- | --- | --- |\n{params}"
        if params
        else "None.\n"
    )
    return f"""{HEAD.format(source=f"queries/{question.family}/{question.id}-{question.slug}.rq")}
# {question.id} {question.title["id"]}

{question.text["id"]}<br>
*{question.text["en"]}*

```
kg ask {question.slug} --contoh{" " + example if example else ""}
```

**Columns.** {", ".join(f"`{c}`" for c in question.columns)}

**An empty answer means:** {question.empty_means["id"]} / *{question.empty_means["en"]}*

## Parameters

{table}
Every question also takes `kecamatan` (code or name) to look at one kecamatan only.
"""


def _question_index() -> str:
    rows = "\n".join(
        f"| [{q.id}]({q.id}.md) | `{q.slug}` | {q.text['id']} | {q.text['en']} |"
        for q in catalogue()
    )
    return f"""{HEAD.format(source="queries/")}
# Pertanyaan / questions

| id | name | pertanyaan | question |
| --- | --- | --- | --- |
{rows}
"""


def question_pages() -> dict[str, str]:
    """The index and one page per question, by path."""
    return {"questions/README.md": _question_index()} | {
        f"questions/{q.id}.md": _question(q) for q in catalogue()
    }
