"""Names matched against the list of their version, with a decision for each and its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from kg.derive.official.closeness import Candidate
from kg.derive.official.concept import Concept
from kg.derive.official.meaning import Decision, MeaningLimits, confidence, decide, is_result
from kg.derive.official.name_pool import NamePool, padded
from kg.derive.official.nomenclature import Nomenclature
from kg.link.names import Name

__all__ = ["MatchAnswer", "answer", "body", "matched"]

#: How many candidates a person is shown.
SHOWN = 5


@dataclass(frozen=True)
class MatchAnswer:
    """What was found for a name: the decision, why, and the candidates, the likeliest first."""

    name: Name
    decision: Decision
    reason: str
    candidates: tuple[Candidate, ...]
    scheme: str
    title: str

    def confidence_of(self, candidate: Candidate) -> float:
        """How often a candidate like this one was right.

        Of those that are not the first, the margin counts as negative; a result or measure is no
        name at all.
        """
        if is_result(self.name.text):
            return 0.0
        if candidate is self.candidates[0]:
            return confidence(candidate.score, candidate.margin)
        return confidence(candidate.score, -1.0)


def matched(
    names: Iterable[Name], known: Nomenclature, limits: MeaningLimits, version: str = ""
) -> list[MatchAnswer]:
    """The answers in the order of the names; ``version`` stands for that of every document."""
    found: list[MatchAnswer] = []
    for name in names:
        found.append(answer(name, _pool(name, known, version), limits))
    return found


def _pool(name: Name, known: Nomenclature, version: str) -> NamePool:
    wanted = version or name.version
    return known.pool(name.region, name.years, wanted)


def answer(name: Name, pool: NamePool, limits: MeaningLimits) -> MatchAnswer:
    """What one name means in one list.

    By a decision of a person, by its printed code, or by the matcher.
    """
    text = name.text.strip()
    candidates = pool.matcher.rank(text, name.level, name.parent)
    # A person has looked: neither code nor similarity may say otherwise.
    if pool.is_linked(text):
        chosen = _first(candidates, pool.linked(text))
        said: Decision = "diterima" if chosen else "tanpa padanan"
        return _answer(name, said, "disetujui orang", chosen, pool)
    coded = pool.coded(name.code) or pool.coded(padded(name.code))
    if coded is not None:
        return _by_code(name, coded, candidates, pool, limits)
    decision = decide(candidates, text, limits)
    reason = _reason(text, decision, candidates, limits)
    return _answer(name, decision, reason, candidates, pool)


def _by_code(
    name: Name, coded: Concept, candidates: list[Candidate], pool: NamePool, limits: MeaningLimits
) -> MatchAnswer:
    """A printed code that the list knows: taken when the name agrees, else left to a person."""
    for candidate in candidates:
        if candidate.concept == coded and candidate.score >= limits.coded:
            reason = "kode tercetak dan nama sejalan"
            chosen = _first(candidates, coded)
            return _answer(name, "diterima", reason, chosen, pool)
    return _answer(name, "tinjau", "kode dan nama berbeda", candidates, pool)


def _first(candidates: list[Candidate], concept: Concept | None) -> list[Candidate]:
    """The candidates with one concept in front; none when there is no concept."""
    if concept is None:
        return []
    # Sorting keeps the order of equals, so the others stay ranked as they were.
    return sorted(candidates, key=lambda candidate: candidate.concept != concept)


def _reason(
    text: str, decision: Decision, candidates: list[Candidate], limits: MeaningLimits
) -> str:
    if not any(letter.isalpha() for letter in text):
        return "tidak ada kata"
    if decision == "tanpa padanan":
        return "tidak ada nama yang mirip"
    if is_result(text):
        return "kalimat hasil atau ukuran, bukan nama"
    best = candidates[0]
    if decision == "diterima":
        return "mirip dan jauh dari calon lain"
    if best.score < limits.accept:
        return "kurang mirip"
    return "calon lain terlalu dekat"


def _answer(
    name: Name, decision: Decision, reason: str, candidates: list[Candidate], pool: NamePool
) -> MatchAnswer:
    """The answer with the list that its first candidate stands in.

    Without one, the first list of the pool.
    """
    listing = pool.listings[0]
    for known in pool.listings:
        if candidates and candidates[0].concept in known.concepts:
            listing = known
    shown = tuple(candidates[:SHOWN])
    return MatchAnswer(name, decision, reason, shown, listing.id, listing.title)


def _candidate(given: MatchAnswer, candidate: Candidate) -> dict[str, object]:
    return {
        "kode": candidate.concept.code,
        "nama": candidate.concept.name,
        "score": round(candidate.score, 4),
        "margin": round(candidate.margin, 4),
        "confidence": round(given.confidence_of(candidate), 4),
        "features": _features(candidate),
    }


def _features(candidate: Candidate) -> dict[str, object]:
    similarity = candidate.similarity
    parent = candidate.parent
    if parent is not None:
        parent = round(parent, 4)
    return {
        "cosine": round(similarity.cosine, 4),
        "ratio": round(similarity.ratio, 4),
        "parent": parent,
        "level": candidate.same_level,
    }


def _row(given: MatchAnswer) -> dict[str, object]:
    name = given.name
    place = None
    if name.source is not None:
        place = asdict(name.source)
    return {
        "subject": name.subject or None,
        "text": name.text,
        "level": name.level,
        "source": place,
        "scheme": given.scheme,
        "decision": given.decision,
        "reason": given.reason,
        "candidates": [_candidate(given, shown) for shown in given.candidates],
    }


def body(answers: list[MatchAnswer], scheme: str) -> dict[str, object]:
    """The JSON of ``kg link match``."""
    counts = Counter(given.decision for given in answers)
    summary = {
        "names": len(answers),
        "diterima": counts["diterima"],
        "tinjau": counts["tinjau"],
        "tanpa padanan": counts["tanpa padanan"],
    }
    return {
        "schema": 1,
        "scheme": scheme,
        "names": list(map(_row, answers)),
        "summary": summary,
    }
