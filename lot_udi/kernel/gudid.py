"""The tables of a GUDID file, named and with the columns of AccessGUDID's public tables: both can be compared."""

from collections.abc import Iterable, Mapping

from .attributes import GUDID, NO, YES, Attribute, Value
from .production_ids import OFF
from .record import DIRECT, PREVIOUS, PRIMARY, SECONDARY, USE, Identifier, Record
from .sheet import Sheet, Version

DEVICE = (
    "PrimaryDI", "publicDeviceRecordKey", "publicVersionStatus", "deviceRecordStatus", "publicVersionNumber",
    "publicVersionDate", "devicePublishDate", "deviceCommDistributionEndDate", "deviceCommDistributionStatus",
    "brandName", "versionModelNumber", "catalogNumber", "dunsNumber", "companyName", "deviceCount",
    "deviceDescription", "DMExempt", "premarketExempt", "deviceHCTP", "deviceKit", "deviceCombinationProduct",
    "singleUse", "lotBatch", "serialNumber", "manufacturingDate", "expirationDate", "donationIdNumber",
    "labeledContainsNRL", "labeledNoNRL", "MRISafetyStatus", "rx", "otc", "deviceSterile", "sterilizationPriorToUse",
)  # fmt: skip
_IDENTIFIERS = (
    "PrimaryDI", "deviceId", "deviceIdType", "deviceIdIssuingAgency", "containsDINumber", "pkgQuantity",
    "pkgDiscontinueDate", "pkgStatus", "pkgType",
)  # fmt: skip
_SIZES = ("PrimaryDI", "sizeType", "sizeUnit", "sizeValue", "sizeText")
_CONDITIONS = (
    "PrimaryDI", "storageHandlingType", "storageHandlingHigh (Unit)", "storageHandlingHigh (Value)",
    "storageHandlingLow (Unit)", "storageHandlingLow (Value)", "storageHandlingSpecialConditionText",
)  # fmt: skip
_LISTS = ("gmdnTerms.gmdnCode", "productCodes.productCode", "premarketSubmissions.submissionNumber")
_METHODS = "sterilizationMethodTypes.sterilizationMethod"
_STATES = {"in distribution": "In Commercial Distribution"}
_NO_LONGER = "Not in Commercial Distribution"
_TYPES = {SECONDARY: "Secondary", DIRECT: "Direct Marking", PREVIOUS: "Previous"}
_PACKAGES = {"inner": "Pack", "case": "Case", "pallet": "Pallet"}


def sheets(records: Iterable[tuple[Record, Version]], attributes: Iterable[Attribute]) -> list[Sheet]:
    """All tables for some devices that have a base package."""
    by_column: dict[str, list[Attribute]] = {}
    for attribute in attributes:
        if attribute.column[GUDID]:
            by_column.setdefault(attribute.column[GUDID], []).append(attribute)
    written = [_Device(record, version, by_column) for record, version in records]
    tables = [("device", DEVICE, _Device.device), ("identifiers", _IDENTIFIERS, _Device.identifiers)]
    tables += [
        (name, ("PrimaryDI", column), None) for name, column in (entry.split(".") for entry in (*_LISTS, _METHODS))
    ]
    tables += [
        ("contacts", ("PrimaryDI", "phone", "phoneExtension", "email"), _Device.contacts),
        ("deviceSizes", _SIZES, _Device.sizes),
        ("environmentalConditions", _CONDITIONS, _Device.conditions),
    ]
    return [
        Sheet(
            name, columns, tuple(row for one in written for row in (ask(one) if ask else one.values(name, columns[1])))
        )
        for name, columns, ask in tables
    ]


class _Device:
    """The rows of one device."""

    def __init__(self, record: Record, version: Version, by_column: Mapping[str, list[Attribute]]):
        self.record, self.version, self.by_column = record, version, by_column
        self.di = record.base().di

    def device(self):
        """The row of the first table."""
        known = {
            "PrimaryDI": self.di,
            "publicVersionNumber": str(self.version.number),
            "publicVersionDate": self.version.day,
            "DMExempt": _flag(YES if self.record.first("direct_marking") == "exempt" else NO),
        }
        return [tuple(known[column] if column in known else self.answer(column) for column in DEVICE)]

    def answer(self, column):
        """The one text of a column."""
        for attribute in self.by_column.get(f"device.{column}", ()):
            text = self.record.first(attribute.code)
            if attribute.code == "status":
                return _STATES.get(text, _NO_LONGER) if text else ""
            if attribute.code.startswith("pi_") and attribute.kind == "choice":
                return _flag(NO if text == OFF else YES) if text else ""
            return _flag(text) if attribute.kind == "yesno" else text
        return ""

    def identifiers(self):
        """A row for each identifier, the base package's first."""
        ordered = sorted(self.record.identifiers, key=lambda one: (one.di != self.di, one.quantity, one.di))
        return [self.identifier(one) for one in ordered]

    def identifier(self, one: Identifier):
        """The row of one identifier."""
        package = one.kind == PRIMARY and bool(one.contains)
        kind = "Package" if package else "Unit of Use" if one.level == USE else _TYPES.get(one.kind, "Primary")
        state = ("Not in Commercial Distribution" if one.end else "In Commercial Distribution") if package else ""
        quantity = str(one.quantity) if package else ""
        size = _PACKAGES.get(one.level, "") if package else ""
        return (self.di, one.di, kind, one.agency, one.contains, quantity, one.end if package else "", state, size)

    def values(self, name, column):
        """A row for each answer of an attribute that may have several."""
        return [(self.di, value.text) for _one, value in self.answers(f"{name}.{column}")]

    def contacts(self):
        """One row, where somebody can be reached."""
        phone, email = self.record.first("phone"), self.record.first("email")
        return [(self.di, phone, "", email)] if phone or email else []

    def sizes(self):
        """A row for each size."""
        return [
            (self.di, label, value.unit, value.text, "")
            if one.kind == "measure"
            else (self.di, label, "", "", value.text)
            for one, value, label in self.labelled("deviceSizes")
        ]

    def conditions(self):
        """A row for each condition of storage."""
        return [
            _range(self.di, label, value) if one.kind == "range" else (self.di, label, "", "", "", "", value.text)
            for one, value, label in self.labelled("environmentalConditions")
        ]

    def labelled(self, name):
        """(attribute, value, label) of the columns of a table that says in each row what it is about."""
        for column in self.by_column:
            if column.startswith(f"{name}."):
                yield from ((one, value, column.partition(".")[2]) for one, value in self.answers(column))

    def answers(self, column):
        """(attribute, value) of a column."""
        return [
            (one, value)
            for one in self.by_column.get(column, ())
            for value in sorted(self.record.facts.get(one.code, ()))
        ]


def _range(di, label, value: Value):
    high, low = ((value.unit, end) if end else ("", "") for end in (value.upto, value.text))
    return (di, label, *high, *low, "")


def _flag(text):
    return {YES: "true", NO: "false"}.get(text, "")
