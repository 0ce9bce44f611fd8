"""What the standards ask of each kind of symbol: module sizes, heights, quiet zones.

Source: GS1 General Specifications 25, 5.12.3: table 6 (regulated healthcare, not in general distribution), tables 2
and 5 (distribution, logistics), 5.2 (EAN, UPC), 5.3 (ITF-14), 5.4 (GS1-128).
"""

from dataclasses import dataclass

HEALTHCARE, DISTRIBUTION = "healthcare", "distribution"

GS1_DATAMATRIX, GS1_DATAMATRIX_FLAT = "gs1_datamatrix", "gs1_datamatrix_rectangle"
GS1_128, LINK_QR = "gs1_128", "digital_link_qr"
EAN_13, EAN_8, UPC_A, ITF_14 = "ean_13", "ean_8", "upc_a", "itf_14"
CODE_128 = "code_128"  # no GS1 data: places, numbers of other kinds
DATAMATRIX, DATAMATRIX_FLAT = "datamatrix", "datamatrix_rectangle"  # likewise: UDIs of agencies beside GS1

MOST_CHARACTERS, LONGEST_MM = 48, 165  # of one GS1-128 symbol, separators counted (5.4.1)


@dataclass(frozen=True, slots=True)
class Use:
    """Sizes in mm: X-dimension least, wanted and most; least height of the bars."""

    least: float
    wanted: float
    most: float
    low: float = 0


@dataclass(frozen=True, slots=True)
class Carrier:
    """``quiet``: modules left, right, above and below; ``bearer``: modules of the bars above and below (ITF-14)."""

    is_linear: bool
    quiet: tuple[int, int, int, int]
    uses: dict[str, Use]
    bearer: int = 0


def _both(healthcare, distribution):
    return {HEALTHCARE: healthcare, DISTRIBUTION: distribution}


_MATRIX = _both(Use(0.254, 0.380, 0.495), Use(0.750, 0.750, 1.520))
_RETAIL = dict.fromkeys((HEALTHCARE, DISTRIBUTION), Use(0.264, 0.330, 0.660, 5))
CARRIERS: dict[str, Carrier] = {
    GS1_DATAMATRIX: Carrier(False, (2, 2, 2, 2), _MATRIX),  # one is required
    GS1_DATAMATRIX_FLAT: Carrier(False, (2, 2, 2, 2), _MATRIX),
    DATAMATRIX: Carrier(False, (2, 2, 2, 2), _MATRIX),
    DATAMATRIX_FLAT: Carrier(False, (2, 2, 2, 2), _MATRIX),
    GS1_128: Carrier(True, (10, 10, 0, 0), _both(Use(0.170, 0.495, 0.495, 12.7), Use(0.495, 0.495, 0.940, 31.75))),
    LINK_QR: Carrier(False, (4, 4, 4, 4), _both(Use(0.254, 0.380, 0.495), Use(0.396, 0.495, 0.990))),
    EAN_13: Carrier(True, (11, 7, 0, 0), _RETAIL),
    EAN_8: Carrier(True, (7, 7, 0, 0), _RETAIL),
    UPC_A: Carrier(True, (9, 9, 0, 0), _RETAIL),
    ITF_14: Carrier(
        True, (10, 10, 0, 0), _both(Use(0.264, 0.495, 0.660, 12.7), Use(0.495, 0.495, 1.016, 31.75)), bearer=2
    ),
    CODE_128: Carrier(True, (10, 10, 0, 0), dict.fromkeys((HEALTHCARE, DISTRIBUTION), Use(0.170, 0.380, 0.495, 5))),
}
