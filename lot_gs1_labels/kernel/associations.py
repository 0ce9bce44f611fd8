"""Which AIs belong together and which exclude each other.

The rules hold over all symbols on one item, so a single scan may rightly lack a required AI: that is a warning,
while two contradicting elements are an error.

Source: GS1 General Specifications 25, 4.13; GS1 Barcode Syntax Dictionary (req, ex).
"""

from collections.abc import Sequence

from odoo.addons.lot_traceability.kernel.scan import Element, Issue

from .ai_table import TABLE, matches

# Keys whose serial part is optional but needed by a digital signature (AI 8030), with the length of the rest.
_SIGNED_KEYS = {"253": 13, "255": 13, "8003": 14}


def check_together(elements: Sequence[Element]) -> list[Issue]:
    """Issues ``repeat_conflict``, ``exclusive``, ``digsig_serial`` and (as warnings) ``requisite``."""
    present = {}
    issues = []
    for element in elements:
        if present.setdefault(element.key, element).value != element.value:
            issues.append(_issue("repeat_conflict", element, expected=present[element.key].value))
    for element in present.values():
        spec = TABLE[element.key]
        for pattern in spec.excludes:
            for other in _found(present, pattern):
                if other != element.key:
                    issues.append(_issue("exclusive", element, expected=other))
        for alternatives in spec.requires:
            if not any(all(_found(present, wanted) for wanted in group) for group in alternatives):
                expected = ", ".join("+".join(group) for group in alternatives)
                issues.append(_issue("requisite", element, expected=expected, warning=True))
        if "8030" in present and len(element.value) == _SIGNED_KEYS.get(element.key):
            issues.append(_issue("digsig_serial", element))
    return issues


def _found(present, pattern):
    if "n" not in pattern:
        return (pattern,) if pattern in present else ()
    return tuple(ai for ai in present if matches(ai, pattern))


def _issue(code, element, expected="", warning=False):
    return Issue(code, element.start, element.end, got=element.key, expected=expected, warning=warning)
