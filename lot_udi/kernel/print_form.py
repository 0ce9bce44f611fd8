"""The carrier of a UDI as it goes into a printed symbol, and the text that stands beside it.

Sources: FDA "UDI formats by issuing agency" 1.3 (2017); ANSI/HIBC 2.6, 3 (asterisks, blanks); ISBT 128 Standard
Technical Specification (ST-001), compound messages in two-dimensional symbols; IFA, PPN-Code 2.0 (Data Matrix only).
"""

from datetime import date

from odoo.addons.lot_gs1_labels.kernel.label import carriers

from . import iccbba, reader
from .checks import HIBCC, ICCBBA, IFA

# What a design asks for → what agencies beside GS1 print.
MATRIX, MATRIX_FLAT, LINEAR = "udi_matrix", "udi_matrix_flat", "udi_128"
CARRIERS = {
    MATRIX: (carriers.GS1_DATAMATRIX, carriers.DATAMATRIX),
    MATRIX_FLAT: (carriers.GS1_DATAMATRIX_FLAT, carriers.DATAMATRIX_FLAT),
    LINEAR: (carriers.GS1_128, carriers.CODE_128),
}
MATRIX_ONLY = (IFA,)


def data(agency: str, text: str, carrier: str, today: date) -> str:
    """Characters that the symbol carries, of a right carrier ``text``: ISBT 128 needs a head in a matrix symbol."""
    if agency != ICCBBA or carrier == LINEAR:
        return text
    count = len(reader.read(text, today).elements)
    return f"{iccbba.COMPOUND}{count:02}000{text}"


def rows(agency: str, text: str, today: date) -> tuple[str, ...]:
    """Human readable form of a right carrier, one text per element; what belongs together is in one."""
    elements = reader.read(text, today).elements
    if agency == IFA:
        return tuple(f"({element.key}){element.value}" for element in elements)
    found: list[str] = []
    for element in elements:
        if element.key or not found:
            found.append(element.key + element.value)
        else:
            found[-1] += element.value
    if agency == HIBCC:
        found[-1] += text[-1]
        found = [row.replace(" ", "_") for row in found]
        found[0], found[-1] = "*" + found[0], found[-1] + "*"
    return tuple(found)
