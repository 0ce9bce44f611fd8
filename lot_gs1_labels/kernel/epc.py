"""Electronic Product Codes of trade items and logistic units, as RFID tags and EPCIS write them.

SGTIN-96, SGTIN-198 and SSCC-96 in all their forms: binary (hexadecimal digits), pure identity URI
(urn:epc:id:sgtin:0614141.812345.6789) and tag URI (urn:epc:tag:sgtin-96:3.0614141.812345.6789). How long the company
prefix is cannot be seen from a GTIN or an SSCC: it must be given to write one.

Source: EPC Tag Data Standard 1.13, 6.3 (pure identity URI), 12 (tag URI), 14.6.1 and 14.6.2 (coding tables).
"""

import re
from dataclasses import dataclass, replace

from odoo.addons.lot_traceability.kernel.scan import Issue

from .check_digits import CSET82, check_digit, has_check_digit, is_digits

SGTIN, SSCC = "sgtin", "sscc"
SGTIN_96, SGTIN_198, SSCC_96 = "sgtin-96", "sgtin-198", "sscc-96"
LOOKS_EPC = re.compile(r"urn:epc:(?:id|tag):s(?:gtin|scc)|3[016][0-9A-Fa-f]+\Z")

_HEADERS = {0x30: SGTIN_96, 0x36: SGTIN_198, 0x31: SSCC_96}
_HEX_DIGITS = {SGTIN_96: 24, SGTIN_198: 52, SSCC_96: 24}  # whole 16-bit words of the tag's memory
_KINDS = {SGTIN_96: SGTIN, SGTIN_198: SGTIN, SSCC_96: SSCC}
# By partition value: bits of the company prefix, which has 12 minus that many digits.
_PREFIX_BITS = (40, 37, 34, 30, 27, 24, 20)
_KEY_BITS = {SGTIN: 44, SSCC: 58}  # prefix and reference together
_KEY_DIGITS = {SGTIN: 13, SSCC: 17}
_SERIAL_BITS = 38
_CHARACTERS, _CHARACTER_BITS = 20, 7  # of an SGTIN-198's serial

_URI = re.compile(
    r"urn:epc:(?:id:(?P<kind>sgtin|sscc):|tag:(?P<scheme>sgtin-96|sgtin-198|sscc-96):(?P<filter>[0-7])\.)"
    r"(?P<prefix>[0-9]{6,12})\.(?P<reference>[0-9]+)(?:\.(?P<serial>(?:%[0-9A-Fa-f]{2}|[!'()*+,\-.0-9:;=A-Z_a-z])+))?"
)
_IN_URI = re.compile(r'["%&/<>?]')
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Epc:
    """One EPC. ``reference``: indicator (extension) digit and item (serial) reference; ``serial`` is "" of an SSCC.

    ``scheme`` ("sgtin-96") and ``filter`` belong to a tag; "" and 0 where only the identity was written.
    """

    kind: str
    prefix: str
    reference: str
    serial: str = ""
    scheme: str = ""
    filter: int = 0


Answer = tuple[Epc | None, list[Issue]]


def of_gtin(gtin: str, serial: str, prefix_length: int) -> Answer:
    """EPC of a 14-digit GTIN and a serial number. Issues: ``check_digit``, ``epc_prefix``, ``epc_serial``."""
    return _of_key(SGTIN, gtin, serial, prefix_length)


def of_sscc(sscc: str, prefix_length: int) -> Answer:
    """EPC of an 18-digit SSCC. Issues: ``check_digit``, ``epc_prefix``."""
    return _of_key(SSCC, sscc, "", prefix_length)


def _of_key(kind, key, serial, prefix_length):
    if len(key) != _KEY_DIGITS[kind] + 1 or not has_check_digit(key):
        return None, [_issue("check_digit", key, f"{_KEY_DIGITS[kind] + 1} digits")]
    if not 6 <= prefix_length <= 12:
        return None, [_issue("epc_prefix", str(prefix_length), "6-12")]
    cut = 1 + prefix_length
    found = Epc(kind, key[1:cut], key[0] + key[cut:-1], serial)
    issue = _serial_issue(found)
    return (None, [issue]) if issue else (found, [])


def pairs(epc: Epc) -> list[tuple[str, str]]:
    """The GS1 elements of an EPC: (01) and (21), or (00)."""
    digits = epc.reference[0] + epc.prefix + epc.reference[1:]
    key = digits + check_digit(digits)
    return [("01", key), ("21", epc.serial)] if epc.kind == SGTIN else [("00", key)]


def read(text: str) -> Answer:
    """EPC of any of its written forms."""
    return read_uri(text) if text.startswith("urn:") else decode(text)


def uri(epc: Epc) -> str:
    """Pure identity URI."""
    return f"urn:epc:id:{epc.kind}:{_uri_body(epc)}"


def tag_uri(epc: Epc) -> str:
    """URI of the tag; the EPC needs a ``scheme``."""
    return f"urn:epc:tag:{epc.scheme}:{epc.filter}.{_uri_body(epc)}"


def _uri_body(epc):
    serial = _IN_URI.sub(lambda sign: f"%{ord(sign[0]):02X}", epc.serial)
    return f"{epc.prefix}.{epc.reference}" + (f".{serial}" if epc.kind == SGTIN else "")


def read_uri(text: str) -> Answer:
    """EPC of a pure identity URI or a tag URI. Issues: ``epc_uri``, ``epc_range``, ``epc_serial``."""
    found = _URI.fullmatch(text)
    kind = found and (found["kind"] or _KINDS[found["scheme"]])
    if not kind or len(found["prefix"] + found["reference"]) != _KEY_DIGITS[kind]:
        return None, [_issue("epc_uri", text, "urn:epc:id:sgtin:…")]
    serial = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), found["serial"] or "")
    epc = Epc(kind, found["prefix"], found["reference"], serial, found["scheme"] or "", int(found["filter"] or 0))
    issue = _serial_issue(epc)
    return (None, [issue]) if issue else (epc, [])


def _serial_issue(epc):
    """What is wrong with a serial number: none where one is due, its characters, its length, or what 38 bits hold."""
    serial = epc.serial
    if epc.kind == SSCC:
        return _issue("epc_serial", serial, "") if serial else None
    if epc.scheme == SGTIN_96:
        number = is_digits(serial) and (serial == "0" or serial[0] != "0") and len(serial) <= 12
        if not number or int(serial) >> _SERIAL_BITS:
            return _issue("epc_serial", serial, f"0-{(1 << _SERIAL_BITS) - 1}")
    elif not 0 < len(serial) <= _CHARACTERS or not set(CSET82).issuperset(serial):
        return _issue("epc_serial", serial, "X..20")
    return None


def encode(epc: Epc, scheme: str, filter_value: int = 0) -> tuple[str, list[Issue]]:
    """Hexadecimal digits for a tag's memory; "" and the reason when the scheme cannot hold the EPC.

    Issues: ``epc_scheme``, ``epc_filter``, ``epc_serial`` (SGTIN-96: digits only, no zero in front, 38 bits).
    """
    if _KINDS.get(scheme) != epc.kind:
        return "", [_issue("epc_scheme", scheme, epc.kind)]
    if not 0 <= filter_value <= 7:
        return "", [_issue("epc_filter", str(filter_value), "0-7")]
    tag = replace(epc, scheme=scheme, filter=filter_value)
    if issue := _serial_issue(tag):
        return "", [issue]
    bits = f"{_header(scheme):08b}{filter_value:03b}{12 - len(epc.prefix):03b}"
    prefix_bits = _PREFIX_BITS[12 - len(epc.prefix)]
    bits += f"{int(epc.prefix):0{prefix_bits}b}{int(epc.reference):0{_KEY_BITS[epc.kind] - prefix_bits}b}"
    if scheme == SGTIN_96:
        bits += f"{int(epc.serial):0{_SERIAL_BITS}b}"
    else:
        bits += "".join(f"{ord(character):0{_CHARACTER_BITS}b}" for character in epc.serial)
    digits = _HEX_DIGITS[scheme]
    return f"{int(bits.ljust(4 * digits, '0'), 2):0{digits}X}", []


def _header(scheme):
    return next(header for header, name in _HEADERS.items() if name == scheme)


def decode(text: str) -> Answer:
    """EPC of a tag's hexadecimal digits.

    Issues: ``epc_hex``, ``epc_header``, ``epc_length``, ``epc_partition``, ``epc_range`` (digits that no number of that
    length has), ``epc_serial``, ``epc_rest`` (bits behind the code that are not zero).
    """
    if not re.fullmatch("[0-9A-Fa-f]+", text):
        return None, [_issue("epc_hex", text, "0-9 A-F")]
    scheme = _HEADERS.get(int(text[:2], 16))
    if scheme is None:
        return None, [_issue("epc_header", text[:2], "30 31 36")]
    if len(text) != _HEX_DIGITS[scheme]:
        return None, [_issue("epc_length", str(len(text)), str(_HEX_DIGITS[scheme]))]
    bits = f"{int(text, 16):0{4 * len(text)}b}"
    kind, partition = _KINDS[scheme], int(bits[11:14], 2)
    if partition >= len(_PREFIX_BITS):
        return None, [_issue("epc_partition", str(partition), "0-6")]
    cut, end = 14 + _PREFIX_BITS[partition], 14 + _KEY_BITS[kind]
    prefix = str(int(bits[14:cut], 2)).zfill(12 - partition)
    reference = str(int(bits[cut:end], 2)).zfill(_KEY_DIGITS[kind] - 12 + partition)
    if len(prefix) > 12 - partition or len(prefix + reference) > _KEY_DIGITS[kind]:
        return None, [_issue("epc_range", f"{prefix}.{reference}", f"{_KEY_DIGITS[kind]} digits")]
    serial, rest = _read_serial(scheme, bits[end:])
    epc = Epc(kind, prefix, reference, serial, scheme, int(bits[8:11], 2))
    issue = _serial_issue(epc)
    if not issue and "1" in rest:
        issue = _issue("epc_rest", rest, "0")
    return (None, [issue]) if issue else (epc, [])


def _read_serial(scheme, bits):
    """Serial number and the bits behind it, which are zero."""
    if scheme == SSCC_96:
        return "", bits
    if scheme == SGTIN_96:
        return str(int(bits, 2)), ""
    starts = range(0, _CHARACTERS * _CHARACTER_BITS, _CHARACTER_BITS)
    characters = [int(bits[at : at + _CHARACTER_BITS], 2) for at in starts]
    length = characters.index(0) if 0 in characters else _CHARACTERS
    return "".join(map(chr, characters[:length])), bits[length * _CHARACTER_BITS :]


def _issue(code, got, expected):
    return Issue(code, 0, len(got), got=got, expected=expected)
