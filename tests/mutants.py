"""Mutants of a rule file: one constraint, condition, target or choice of it taken away or altered."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["mutants"]

#: What was done, and the line that stands there instead.
_Changed = tuple[str, str]

_CONSTRAINT = re.compile(
    r"^\s+sh:(minCount|maxCount|maxLength|minLength|class|datatype|pattern|in|or|not|maxInclusive|minInclusive|hasValue|nodeKind|"
    r"qualifiedMinCount|qualifiedMaxCount|qualifiedValueShape|property|sparql|lessThanOrEquals|disjoint|equals|languageIn|uniqueLang)\b"
)
_NUMBER = re.compile(
    r"(?<=sh:)(?P<kind>(?:min|max|qualifiedMin|qualifiedMax)(?:Count|Length|Inclusive)) (?P<number>[1-9]\d*)"
)
_YEAR = re.compile(r"(?<=[<>=] )\d+(?=[) ])")
_SWAPS = (
    (" = ", " != "),
    (" != ", " = "),
    (" < ", " > "),
    (" > ", " < "),
    (" <= ", " > "),
    (" <= ", " < "),
    (" >= ", " < "),
    (" >= ", " > "),
    ("!BOUND", "BOUND"),
    (" && ", " || "),
    (" || ", " && "),
)
_TWO = 2
#: Members in brackets behind these words are choices.
_CHOICES = re.compile(r"(?:sh:(?:or|and|in|alternativePath)|\bIN) (\()")
#: The words of a pattern between bars.
_BARS = re.compile(r"\(([^()|]+(?:\|[^()|]+)+)\)")
_TARGETS = re.compile(r"^(\s+sh:target\w+ )([^;]*,[^;]*)(;.*)$", re.DOTALL)
#: A condition on a thing that other conditions are put to as well.
_SEGMENT = re.compile(
    r" ; (?:a|[a-z]+:\w+(?:/[a-z]+:\w+)*) (?:\?\w+|[a-z]+:\w+|\"[^\"]*\")(?= [;.])"
)
_OFTEN = re.compile(r"(?<=\w)[*+](?= [?$])|(?<=\[ )sh:zeroOrMorePath(?= )")


def _end(text: str, start: int) -> int:
    """Where the bracket that opens at a place is closed; -1 in another line."""
    depth = 0
    for place in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if depth == 0:
            return place
    return -1


def _members(inner: str) -> list[str]:
    """The members of a list, whatever brackets they hold."""
    parts, depth, last = [], 0, 0
    between = "," if "," in inner else " "
    for place, letter in enumerate(inner):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(letter, 0)
        if letter == between and depth == 0:
            parts.append(inner[last:place])
            last = place + 1
    parts.append(inner[last:])
    return [part.strip() for part in parts if part.strip()]


def _taken_away(line: str) -> Iterator[_Changed]:
    """A constraint, a filter, or what is only asked for where it is there."""
    if _CONSTRAINT.match(line) and line.rstrip().endswith((";", ".")):
        yield "without", "" if line.rstrip().endswith(";") else "    .\n"
    if re.match(r"\s+[?$]\w+ \S.* \.$", line.rstrip("\n")):
        yield "without", "\n"
    whole = line.count("(") == line.count(")") and line.count("{") == line.count("}")
    if whole and re.match(r"\s+(FILTER|OPTIONAL)\b", line):
        yield "without", "\n"


def _numbers(line: str) -> Iterator[_Changed]:
    """A number one larger and one smaller."""
    for match in (*_NUMBER.finditer(line), *_YEAR.finditer(line)):
        groups = match.groupdict()
        start = match.start("number") if groups else match.start()
        number = int(line[start : match.end()])
        for other in (number + 1, number - 1):
            yield f"{number} as {other}", f"{line[:start]}{other}{line[match.end() :]}"


def _swapped(line: str) -> Iterator[_Changed]:
    """Each comparison and each joint of conditions as its opposite."""
    if not re.search(r"FILTER|^\s+(\|\||&&)", line):
        return
    for old, new in _SWAPS:
        for match in re.finditer(re.escape(old), line):
            told = f"{old.strip()} as {new.strip()} at {match.start()}"
            yield told, line[: match.start()] + new + line[match.end() :]


def _chosen(line: str) -> Iterator[_Changed]:
    """Each member of a list of choices left out."""
    for match in _CHOICES.finditer(line):
        start = match.start(1)
        end = _end(line, start)
        members = _members(line[start + 1 : end]) if end > 0 else []
        between = ", " if match[0].startswith("IN") else " "
        for left in members if len(members) > 1 else []:
            kept = between.join(one for one in members if one is not left)
            if "alternativePath" in match[0] and len(members) == _TWO:
                # A path of one alternative is that path.
                first, last = line.rindex("[", 0, start), line.index("]", end)
                yield f"without member {left}", f"{line[:first]}{kept}{line[last + 1 :]}"
                continue
            yield f"without member {left}", f"{line[: start + 1]} {kept} {line[end:]}"


def _spelt(line: str) -> Iterator[_Changed]:
    """Each word of a pattern left out, and capitals that count."""
    if not re.search(r"REGEX|sh:pattern|REPLACE", line):
        return
    for match in _BARS.finditer(line):
        words = match[1].split("|")
        for left in words:
            kept = "|".join(word for word in words if word is not left)
            yield f"without word {left}", f"{line[: match.start()]}({kept}){line[match.end() :]}"
    if ', "i")' in line:
        yield "with capitals", line.replace(', "i")', ")", 1)


def _targeted(line: str) -> Iterator[_Changed]:
    """Each of several targets left out."""
    match = _TARGETS.match(line)
    targets = match[2].split(",") if match else []
    for left in targets:
        kept = ",".join(target for target in targets if target is not left)
        yield f"without target {left.strip()}", f"{match[1]}{kept}{match[3]}" if match else line


def _loosened(line: str) -> Iterator[_Changed]:
    """A condition of a query left out, or one step instead of many."""
    for match in _SEGMENT.finditer(line):
        yield f"without{match[0]}", line[: match.start()] + line[match.end() :]
    for match in _OFTEN.finditer(line):
        one = line[: match.start()] + line[match.end() :]
        if match[0].startswith("sh:"):
            one = re.sub(r"\[\s+(\S+) \]", r"\1", one)
        yield f"once instead of {match[0]}", one


_KINDS = (_taken_away, _numbers, _swapped, _chosen, _spelt, _targeted, _loosened)


def _statements(text: str) -> list[str]:
    """The lines of a file; a path or a filter that is closed in another line is one with it."""
    found: list[str] = []
    is_open = False
    for line in text.splitlines(keepends=True):
        if is_open:
            found[-1] += line
        else:
            found.append(line)
        last = found[-1]
        is_open = "(" in last and _is_list(last) and last.count("(") > last.count(")")
    return found


def _is_list(line: str) -> bool:
    return bool(re.match(r"\s+(sh:path|FILTER)\b", line))


def mutants(text: str) -> Iterator[tuple[str, str]]:
    """Every mutant of a rule file: what was done, and the text."""
    lines = _statements(text)
    for index, line in enumerate(lines):
        if line.lstrip().startswith("#"):
            continue
        for kind in _KINDS:
            for what, changed in kind(line):
                mutant = "".join([*lines[:index], changed, *lines[index + 1 :]])
                place = 1 + sum(one.count("\n") for one in lines[:index])
                yield f"{what} {place}: {' '.join(line.split())}", mutant
