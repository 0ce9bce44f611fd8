#!/usr/bin/env python3
"""Write iso_codes.json, the country and currency codes that GS1's content rules accept.

    python lot_gs1_labels/kernel/data/generate_iso_codes.py /usr/share/iso-codes/json

The folder comes from Debian's package iso-codes; only the bare codes of ISO 3166-1 and ISO 4217 are taken.
"""

import json
import sys
from pathlib import Path

# Currencies younger than the package's list: XAD (2025), ZWG (2024), SLE (2022).
NEWER_CURRENCIES = ("396", "924", "925")
TARGET = Path(__file__).with_name("iso_codes.json")


def main() -> None:
    """Write the lists beside this file."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    folder = Path(sys.argv[1])
    countries = json.loads((folder / "iso_3166-1.json").read_text(encoding="utf-8"))["3166-1"]
    currencies = json.loads((folder / "iso_4217.json").read_text(encoding="utf-8"))["4217"]
    table = {
        "generator": "lot_gs1_labels/kernel/data/generate_iso_codes.py",
        "country_numeric": " ".join(sorted(row["numeric"] for row in countries)),
        "country_alpha2": " ".join(sorted(row["alpha_2"] for row in countries)),
        "currency_numeric": " ".join(sorted({*NEWER_CURRENCIES, *(row["numeric"] for row in currencies)})),
    }
    TARGET.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
