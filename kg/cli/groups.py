"""Options that several commands take together: said once, as the fields of one class.

A command that has a parameter of such a class has an option for each field, in the place of the
parameter; :func:`kg.cli.common.handled` takes them apart for the parser and puts them together again.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from inspect import Parameter, Signature
from typing import Any, get_type_hints

from kg.cli.limited import LIMITS, Megabytes, Seconds
from kg.pool.spending import TaskLimits

__all__ = ["UNIT_LIMITS", "Grouping", "OptionGroup", "UnitLimits", "grouping"]


@dataclass(frozen=True)
class OptionGroup:
    """The options of a command that are fields of a class derived from this one."""


@dataclass(frozen=True)
class UnitLimits(OptionGroup):
    """What one unit may cost; the frame of all commands holds a command to it."""

    unit_seconds: Seconds = LIMITS.seconds
    unit_megabytes: Megabytes = LIMITS.megabytes

    @property
    def of_tasks(self) -> TaskLimits:
        """The same for processes that check one unit after the other."""
        return TaskLimits(self.unit_seconds, self.unit_megabytes)


UNIT_LIMITS = UnitLimits()


@dataclass(frozen=True)
class Grouping:
    """The options of a command, one by one, and the groups that it wants them in."""

    signature: Signature
    groups: Mapping[str, type[OptionGroup]]

    def together(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments of the command out of what the parser gives."""
        rest = dict(options)
        built = {}
        for name, group in self.groups.items():
            own = {one.name: rest.pop(one.name) for one in fields(group)}
            built[name] = group(**own)
        return rest | built


def _apart(parameter: Parameter) -> Iterator[Parameter]:
    """An option for each field of a group, with the default that this command gives it."""
    hints = get_type_hints(parameter.annotation, include_extras=True)
    for one in fields(parameter.annotation):
        default = getattr(parameter.default, one.name)
        yield Parameter(one.name, parameter.kind, default=default, annotation=hints[one.name])


def grouping(command: Callable[..., Any]) -> Grouping:
    """How the options of a command stand together."""
    signature = inspect.signature(command, eval_str=True)
    parameters: list[Parameter] = []
    groups: dict[str, type[OptionGroup]] = {}
    for name, parameter in signature.parameters.items():
        kind = parameter.annotation
        if isinstance(kind, type) and issubclass(kind, OptionGroup):
            groups[name] = kind
            parameters += _apart(parameter)
        else:
            parameters.append(parameter)
    return Grouping(signature.replace(parameters=parameters), groups)
