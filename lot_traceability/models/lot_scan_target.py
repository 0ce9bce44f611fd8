"""What passes between a scan and the document that it is meant for."""

from typing import Any, NamedTuple

from odoo.exceptions import UserError

from ..kernel.expiry import day_end


class ScanTarget(NamedTuple):
    """What a scan names, in terms of records; records may be empty, and nothing is created for it.

    Attributes:
        parsed: the ``ParsedScan``.
        product: product.product that the code or the lot names.
        packaging: product.uom whose barcode was read, when a packaging's and not the product's own.
        lot: stock.lot.
        lot_name: str, lot or serial number as on the label; "" when the label names none.
        dates: ``{field of stock.lot: date}`` as on the label.
        quantity: float, in the product's unit, that the label tells; 0.0 when it tells none.
        package: stock.package.
        sscc: str, number of a logistic unit as on the label, "" without.
        reason: False | none | several | other_company | conflict | separator | unreadable.
        choices: list of {"label": str, "choice": dict} to choose from.
        message: str, sentence for the reason, "" without one.
        warning: str, what to tell although the target is found.
        source, dest: stock.location scanned before, where the goods are taken from and brought to; None without.
    """

    parsed: Any
    product: Any
    packaging: Any
    lot: Any
    lot_name: str = ""
    dates: Any = None
    quantity: float = 0.0
    package: Any = None
    sscc: str = ""
    reason: Any = False
    choices: Any = ()
    message: str = ""
    warning: str = ""
    source: Any = None
    dest: Any = None

    def dates_values(self, company):
        """Dates of the label as values of a lot: good until the last second of the day in the company's zone."""
        zone, fields = company._get_calendar_zone(), self.lot._fields
        return {name: day if fields[name].type == "date" else day_end(day, zone) for name, day in self.dates.items()}


class ScanRequest(NamedTuple):
    """One scan as a client sent it, checked: ``choice`` is a dict (maybe empty), ``quantity`` a float or 0.0.

    ``after`` is the uuid of the scan before it when its device did not know the answer to that one yet, else "";
    ``last`` the last number of a run that begins with the one in the code, else ""; ``alone`` whether the scan before
    is surely no half of the same label.
    """

    uuid: str
    mode: str
    model: str
    id: int
    raw: str
    choice: Any
    quantity: float
    after: str = ""
    last: str = ""
    alone: bool = False


class ScanStop(UserError):
    """Nothing is done with this scan; the sentence says why, ``hint`` what to do next."""

    def __init__(self, message, hint=""):
        super().__init__(message)
        self.hint = hint


class ScanAsk(UserError):
    """Nothing is done yet: somebody has to choose. The same code is then sent again with one of the choices.

    With ``unit``, a str, somebody has to say how much in that unit; the same code is then sent again with ``quantity``.
    """

    def __init__(self, message, choices=(), hint="", unit=""):
        super().__init__(message)
        self.choices, self.hint, self.unit = list(choices), hint, unit
