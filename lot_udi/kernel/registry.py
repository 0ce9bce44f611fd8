"""Device identifiers as people enter them: what they mean, and what is wrong with them."""

from datetime import date

from odoo.addons.lot_gs1_labels.kernel import reader as gs1
from odoo.addons.lot_gs1_labels.kernel.check_digits import gtin14
from odoo.addons.lot_traceability.kernel.scan import Issue

from . import hibc, reader, udi, writer
from .checks import GS1, HIBCC


def device_identifier(agency: str, text: str, today: date) -> str:
    """The DI in what somebody typed, pasted or scanned: bare, within a whole carrier, a GTIN of any length."""
    bare = text.strip()
    if agency == GS1 and gtin14(bare):
        return gtin14(bare)
    # not of the stripped text: the blank at the end of a HIBC may be its check character
    parsed = reader.read(text, today) or (gs1.read(text, today) if agency == GS1 else None)
    found = udi.of(parsed) if parsed and parsed.is_sound else None
    return found.di if found and found.di and found.issuing_agency == agency else bare


def check(agency: str, di: str, today: date) -> Issue | None:
    """First thing wrong with a DI, None when it is right; ``start`` counts within the carrier of the DI alone."""
    _text, issues = writer.build(udi.Udi(agency, di), today)
    return issues[0] if issues else None


def link_character(agency: str, di: str) -> str:
    """The character by which the second half of a HIBC pair names this device, "" with other agencies."""
    return hibc.build([("+", di)])[-1] if agency == HIBCC else ""
