"""Questions of the catalogue, and names to fill them with, as tasks of a reader process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.questions.question import Param, Question
from kg.questions.resolve import candidates
from kg.store.catalogue import ONTOLOGY, CatalogueEntry, entries
from kg.store.lookup import entries_in
from kg.web.tasks import TaskContext
from kg.worker.asking import Answer, answer

__all__ = ["MOST_UNITS", "Ask", "Names", "Option"]

#: More names than this are no list to choose from, but to search in.
_MOST = 200
#: Names are looked for in so many kecamatan; in another where that is chosen.
MOST_UNITS = 25


@dataclass(frozen=True)
class Ask:
    """A question with its blanks filled as typed."""

    question: Question
    given: Mapping[str, str]

    def __call__(self, context: TaskContext) -> Answer:
        """The answer, as ``kg ask`` gives it.

        :raises InputError: ASK-MISSING, ASK-NONE, ASK-SEVERAL, ASK-INTEGER, ASK-EMPTY.
        """
        return answer(self.question, dict(self.given), context.store, context.ontology)


@dataclass(frozen=True)
class Option:
    """One thing that a blank can be filled with: how it is called, where it stands, and its IRI."""

    label: str
    region: str
    period: str
    iri: str

    @property
    def place(self) -> str:
        """Region and period in one."""
        return f"{self.region} {self.period}"


def _wording(name: str) -> tuple[bool, bool, int]:
    """A wording comes before a code, of two the longer.

    >>> max(["SJ-pengadministrasi-desa-pujon-1", "Pujon", "Arsip"], key=_wording)
    'Pujon'
    """
    return " " in name, name.isalpha(), len(name)


@dataclass(frozen=True)
class Names:
    """What a blank can be filled with, narrowed by words and by the code of a kecamatan."""

    param: Param
    region: str
    words: str

    def __call__(self, context: TaskContext) -> list[Option]:
        """The names with all the words in them, in alphabetical order."""
        sought = self.words.casefold().split()
        found: list[Option] = []
        for entry in self._entries(context):
            for candidate in candidates(context.store, [entry.graph, ONTOLOGY], self.param.classes):
                label = max(candidate.names, key=_wording, default="")
                text = " ".join(candidate.names).casefold()
                option = Option(label, entry.region, entry.period, candidate.node.value)
                if label and all(word in text for word in sought):
                    found.append(option)
            if len(found) >= _MOST:
                break
        return sorted(found[:_MOST], key=lambda option: (option.label.casefold(), option.iri))

    def _entries(self, context: TaskContext) -> list[CatalogueEntry]:
        if self.region:
            return entries_in(context.store, self.region)
        return entries(context.store)[:MOST_UNITS]
