"""How well printed names are found: ranking, accept rule and speed of the matcher, against other ways to compare texts.

``python -m bench.match`` prints the figures; ``--calibrate`` writes ``data/nomenklatur/keyakinan.csv`` from seeds of its own;
``--small`` takes a tenth. scikit-learn is only needed for the comparison with TF-IDF (extra ``bench``).
"""

from __future__ import annotations

import importlib.util
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable

from rapidfuzz import fuzz, process

from bench.names import Case, foreign_texts, printed_names
from kg.assets import folder
from kg.derive.official.closeness import Candidate
from kg.derive.official.meaning import MeaningLimits, decide, is_result
from kg.derive.official.name_pool import NamePool
from kg.derive.official.nomenclature import nomenclature
from kg.derive.text import normal
from kg.derive.vocabulary import vocabulary

__all__ = ["figures", "main"]

_SEEDS = range(2101, 2106)
_CALIBRATION = range(3101, 3104)
_TIMES = 10
_SCORES = (0.0, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
_MARGINS = (-1.0, 0.0, 0.03, 0.06, 0.1, 0.2)

Ranked = Callable[[Case], list[str]]


def _sets(pool: NamePool, seeds: range, times: int) -> tuple[list[Case], list[Case]]:
    """Names, and foreign texts that make up a quarter of all."""
    concepts = list(pool.matcher.concepts)
    names: list[Case] = []
    foreign: list[Case] = []
    for seed in seeds:
        names += printed_names(concepts, times, seed)
        foreign += foreign_texts(concepts, len(concepts) * times // 3, seed + 50)
    return names, foreign


def figures(pool: NamePool, names: list[Case], foreign: list[Case]) -> dict[str, float]:
    """The figures of the matcher and of its accept rule."""
    limits, counts = MeaningLimits.of(vocabulary()), Counter[str]()
    start = time.process_time()
    for case in [*names, *foreign]:
        ranked = pool.matcher.rank(case.text, case.level, case.parent)
        codes = [candidate.concept.code for candidate in ranked[:5]]
        right = bool(codes) and codes[0] == case.code
        counts["first"] += right
        counts["five"] += case.code in codes
        if decide(ranked, case.text, limits) == "diterima":
            counts["accepted"] += 1
            counts["accepted right"] += right
            counts["accepted names"] += bool(case.code)
    seconds = time.process_time() - start
    texts = {case.text for case in [*names, *foreign]}
    return {
        "names": len(names),
        "foreign": len(foreign),
        "top-1": counts["first"] / len(names),
        "top-5": counts["five"] / len(names),
        "accepted": counts["accepted names"] / len(names),
        "precision": counts["accepted right"] / counts["accepted"],
        "seconds per 10,000 distinct": seconds / len(texts) * 10_000,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _others(pool: NamePool) -> dict[str, Ranked]:
    """Other ways to rank, each over the same names."""
    pairs = pool.names()
    plain = [normal(name) for name, _ in pairs]

    def by(scorer: Callable[..., float]) -> Ranked:
        def rank(case: Case) -> list[str]:
            found = process.extract(normal(case.text), plain, scorer=scorer, limit=8)
            return list(dict.fromkeys(pairs[place][1].code for _, _, place in found))

        return rank

    found = {"rapidfuzz ratio": by(fuzz.ratio), "rapidfuzz WRatio": by(fuzz.WRatio)}
    if importlib.util.find_spec("sklearn") is not None:
        found["TF-IDF char_wb(2,4)"] = _tfidf(pairs, plain)
    return found


def _tfidf(pairs: list[tuple[str, object]], plain: list[str]) -> Ranked:
    from sklearn.feature_extraction.text import TfidfVectorizer

    model = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)
    known = model.fit_transform(plain)

    def rank(case: Case) -> list[str]:
        scores = (model.transform([normal(case.text)]) @ known.T).toarray()[0]
        best = scores.argsort()[::-1][:8]
        return list(dict.fromkeys(pairs[place][1].code for place in best))  # type: ignore[attr-defined]

    return rank


def _cell(score: float, margin: float) -> tuple[float, float]:
    return max(s for s in _SCORES if s <= score), max(m for m in _MARGINS if m <= margin)


def calibrate(pool: NamePool) -> str:
    """The table of confidence: how often a candidate of some similarity and margin was right."""
    names, foreign = _sets(pool, _CALIBRATION, _TIMES)
    seen, right = Counter[tuple[float, float]](), Counter[tuple[float, float]]()
    for case in [*names, *foreign]:
        if is_result(case.text):  # never a name, whatever it is like
            continue
        ranked = pool.matcher.rank(case.text, case.level, case.parent)
        for place, candidate in enumerate(ranked[:5]):
            cell = _cell(min(candidate.score, 1.0), _margin(candidate, place))
            seen[cell] += 1
            right[cell] += candidate.concept.code == case.code
    lines = ["kemiripan_dari,selisih_dari,keyakinan,jumlah"]
    for score in _SCORES:
        for margin in _MARGINS:
            cell = score, margin
            # Laplace: a cell that was seen twice proves little.
            share = (right[cell] + 1) / (seen[cell] + 2)
            lines.append(f"{score},{margin},{share:.4f},{seen[cell]}")
    return "\n".join(lines) + "\n"


def _margin(candidate: Candidate, place: int) -> float:
    return max(candidate.margin, 0.0) if place == 0 else -1.0


def main() -> None:
    """Print the figures, or write the table of confidence."""
    pool = nomenclature().pool()
    if "--calibrate" in sys.argv:
        path = folder("data") / "nomenklatur" / "keyakinan.csv"
        path.write_text(calibrate(pool), encoding="utf-8")
        return
    times = 1 if "--small" in sys.argv else _TIMES
    names, foreign = _sets(pool, _SEEDS, times)
    for name, value in figures(pool, names, foreign).items():
        print(f"{name}: {value:.4f}")
    for title, rank in _others(pool).items():
        answers = [(case, rank(case)) for case in names]
        first = sum(codes[:1] == [case.code] for case, codes in answers) / len(names)
        five = sum(case.code in codes[:5] for case, codes in answers) / len(names)
        print(f"{title}: top-1 {first:.4f} top-5 {five:.4f}")


if __name__ == "__main__":
    main()
