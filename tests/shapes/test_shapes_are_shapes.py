"""Our shapes pass the shapes of SHACL itself (SHACL-SHACL, as pySHACL ships it)."""

from __future__ import annotations

import pyshacl
import pytest
import rdflib
from pyshacl.errors import ReportableRuntimeError

from kg.rules.registry import rule_files
from tests.support.style import META

pytestmark = pytest.mark.slow

HEAD = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix kin: <https://w3id.org/kinerja/ns#> . "


def _validate(shapes: rdflib.Graph) -> bool:
    data = rdflib.Graph().parse(data="<http://e/a> <http://e/b> <http://e/c> .", format="turtle")
    conforms, _, _ = pyshacl.validate(data, shacl_graph=shapes, meta_shacl=True)
    return bool(conforms)


def test_all_rules() -> None:
    """Every rule file and style rule, in one graph."""
    shapes = rdflib.Graph()
    for path in [*rule_files(), *META.values()]:
        shapes.parse(path, format="turtle")
    assert _validate(shapes)


def test_a_shape_that_is_none_is_noticed() -> None:
    """The check itself works: a count that is no number fails."""
    text = (
        HEAD
        + '<http://e/s> a sh:NodeShape ; sh:targetClass kin:Outcome ; sh:property [ sh:path kin:kode ; sh:minCount "x" ] .'
    )
    with pytest.raises(ReportableRuntimeError):
        _validate(rdflib.Graph().parse(data=text, format="turtle"))
