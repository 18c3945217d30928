"""Makes the document of a kind and a seed."""

from __future__ import annotations

from random import Random

from tests.support.variants.agreements import AgreementMaker
from tests.support.variants.canvas import saved
from tests.support.variants.matrix import MatrixMaker
from tests.support.variants.posts import PostMaker
from tests.support.variants.trees import TreeMaker
from tests.support.variants.truth import Variant

__all__ = ["KINDS", "variant"]

KINDS = ("renstra", "iku", "pk", "pohon", "sipd", "triwulan", "iki")
_ENDINGS = (".xlsx", ".xlsx", ".xlsx", ".xlsx", ".csv", ".tsv", ".docx")


def variant(kind: str, seed: int) -> Variant:
    """The document of that kind and seed, always the same."""
    chance = Random(f"{kind} {seed}")
    ending = chance.choice(_ENDINGS)
    stem = f"{kind}-{seed}"
    maker: MatrixMaker | AgreementMaker | TreeMaker | PostMaker
    if kind in {"iku", "pk"}:
        maker = AgreementMaker(chance, ending, stem, kind)
    elif kind == "pohon":
        maker = TreeMaker(chance, ending, stem)
    elif kind == "iki":
        maker = PostMaker(chance, ending, stem)
    else:
        maker = MatrixMaker(kind, chance, ending, stem)
    canvases = maker.make()
    return Variant(kind, seed, canvases, maker.truth, maker.frame.chosen, ending, saved)
