"""What a device label lacks, market by market: the rules that can be judged from a design and the registry.

Sources: 21 CFR 801.1, 801.20, 801.40, 801.109(b)(1); Reg. (EU) 2017/745 Annex I 23.2 and Annex VI C 3.5.
"""

from dataclasses import dataclass

from .attributes import EUDAMED, GUDID, YES
from .production_ids import CLASS_I, UDI
from .record import Record

_FROM_LABEL = {GUDID: ("lot", "serial", "made", "expiry"), EUDAMED: ("lot", "serial", "expiry")}
STERILE = frozenset((
    "sterile", "sterile_method", "sterile_aseptic", "sterile_oxide", "sterile_radiation", "sterile_heat",
    "sterile_peroxide",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """What a design puts on a label.

    drawings: symbols of ISO 15223-1. texts: sources of its texts. parts: of lot, serial, made, expiry those that are
    printed. has_carrier, has_text: a symbol of the whole UDI, and its text.
    """

    drawings: frozenset[str]
    texts: frozenset[str]
    parts: frozenset[str]
    has_carrier: bool
    has_text: bool


def breaches(label: Label, device: Record, market: str) -> list[tuple[str, str]]:
    """(rule, part) for each rule that a label breaks, in the order of the label; part is "" where there is none.

    device: facts of the registry; an empty record asks only for what every label needs.
    """
    found = [("carrier", "")] if not label.has_carrier else []
    if not label.has_text:
        found.append(("text", ""))
    if not label.texts & {"udi_device", "product"}:
        found.append(("name", ""))
    if "udi_maker" not in label.texts:
        found.append(("maker", ""))
    is_free = market == GUDID and device.first("fda_class") == CLASS_I
    for part in () if is_free else _FROM_LABEL[market]:
        place = device.first(f"pi_{part}")
        if part in label.parts and place and place != UDI:
            found.append(("from_label", part))
    return found + (_american if market == GUDID else _european)(label, device)


def _american(label, device):
    return [("rx", "")] if device.first("rx") == YES and "udi_rx" not in label.texts else []


def _european(label, device):
    drawn, facts = label.drawings, device.first
    has_representative = "representative" in drawn and "udi_representative" in label.texts
    wanted = [
        ("md", not drawn & {"md", "ivd"}),
        ("maker_symbol", "manufacturer" not in drawn),
        ("number", not label.parts & {"lot", "serial"}),
        ("date", not label.parts & {"expiry", "made"}),
        ("representative", facts("ar_name") and not has_representative),
        ("sterile", facts("sterile") == YES and not drawn & STERILE),
        ("single_use", facts("single_use") == YES and "single_use" not in drawn),
        ("storage", facts("storage_temperature") and "temperature" not in drawn),
        ("warning", facts("warnings") and not drawn & {"caution", "instructions"}),
    ]
    return [(rule, "") for rule, is_broken in wanted if is_broken]
