"""Carriers of UDIs per second, in a process of its own: ``python -m tests.benchmark.udi``.

Ordinary carriers of all four agencies (device, expiry, lot, serial, one after the other) on one core, read and made
into a ``Udi``. Prints one JSON object as ``tests.benchmark.gs1`` does.
"""

import json
from datetime import date

from . import gs1
from .gs1 import TODAY, import_ms, items, per_second

MODULE = "tests.benchmark.udi_ours"


def devices():
    """One device of each agency but GS1, over and over: the lots and serials of the benchmark of GS1."""
    from .udi_ours import Udi, checks

    for gtin, expiry, lot, serial in items():
        day, ppn = date(2030, int(expiry[2:4]), 14), "13" + gtin[:8]
        lot, serial = ("".join(filter(str.isalnum, name)) for name in (lot, serial))
        yield Udi("HIBCC", f"A{gtin[1:]}1", lot_number=lot, serial_number=serial, expiration_date=day)
        yield Udi(
            "ICCBBA", f"A9999XYZ{gtin[:3]}T{gtin[3:7]}", serial_number=gtin[8:14], donation_id=f"A9997{gtin[1:9]}00",
            mpho_lot_number=lot.zfill(18), manufacturing_date=date(2026, 1, 31), expiration_date=day,
        )  # fmt: skip
        yield Udi("IFA", ppn + checks.ppn_digits(ppn), lot_number=lot, serial_number=serial, expiration_date=day)


def carriers():
    """{agency: carriers}"""
    from .udi_ours import writer

    found = {"GS1": gs1.element_strings("]d2"), "HIBCC": [], "ICCBBA": [], "IFA": []}
    for device in devices():
        text, issues = writer.build(device, TODAY)
        assert not issues, issues
        found[device.issuing_agency].append(text)
    return found | {"all agencies in turn": [text for texts in zip(*found.values(), strict=True) for text in texts]}


def main():
    from .udi_ours import gs1_reader, reader, udi

    def read(text):
        parsed = reader.read(text, TODAY) or gs1_reader.read(text, TODAY)
        return parsed.is_sound and udi.of(parsed)

    rows = {agency: per_second(read, texts) for agency, texts in carriers().items()}
    rows["all agencies in turn"]["import_ms"] = import_ms(MODULE)
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
