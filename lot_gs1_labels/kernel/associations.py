"""Which AIs belong together and which exclude each other.

The rules hold over all symbols on one item, so a single scan may rightly lack a required AI, and labels in the field
pair what should not be paired: both are warnings. Two values of one AI, or two products, leave open which holds: an
error.

Source: GS1 General Specifications 25, 4.13; GS1 Barcode Syntax Dictionary (req, ex).
"""

from collections.abc import Sequence

from odoo.addons.lot_traceability.kernel.scan import PRODUCT, Element, Issue

from .ai_table import TABLE, matches

# Keys whose serial part is optional but needed by a digital signature (AI 8030), with the length of the rest.
_SIGNED_KEYS = {"253": 13, "255": 13, "8003": 14}


def check_together(elements: Sequence[Element]) -> list[Issue]:
    """Issue ``repeat_conflict`` and, as warnings, ``exclusive``, ``digsig_serial`` and ``requisite``."""
    present = {}
    issues = []
    for element in elements:
        if present.setdefault(element.key, element).value != element.value:
            issues.append(_issue("repeat_conflict", element, present[element.key].value, warning=False))
    for key, element in present.items():
        spec = TABLE[key]
        for pattern in spec.excludes:
            for other in _found(present, pattern):
                if other != key:
                    two_products = spec.kind == TABLE[other].kind == PRODUCT
                    issues.append(_issue("exclusive", element, other, warning=not two_products))
        for alternatives in spec.requires:
            if not _meets(present, alternatives):
                expected = ", ".join("+".join(group) for group in alternatives)
                issues.append(_issue("requisite", element, expected))
        if "8030" in present and len(element.value) == _SIGNED_KEYS.get(key):
            issues.append(_issue("digsig_serial", element))
    return issues


def _meets(present, alternatives):
    for group in alternatives:
        for pattern in group:
            if pattern not in present and not _found(present, pattern):
                break
        else:
            return True
    return False


def _found(present, pattern):
    if "n" not in pattern:
        return (pattern,) if pattern in present else ()
    return tuple(ai for ai in present if matches(ai, pattern))


def _issue(code, element, expected="", warning=True):
    return Issue(code, element.start, element.end, got=element.key, expected=expected, warning=warning)
