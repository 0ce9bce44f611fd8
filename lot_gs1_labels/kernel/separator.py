"""The one file that knows which byte stands for FNC1.

A GS1 symbol starts with FNC1 and has FNC1 between an element of variable length and the next one. Scanners
transmit the inner ones as the ASCII control character GS.

Source: GS1 General Specifications 25, 7.8.
"""

FNC1 = "\x1d"

# How people and papers see it where a control character cannot stand.
VISIBLE = "␝"


def visible(text: str) -> str:
    """Text with separators as a printable sign, for messages."""
    return text.replace(FNC1, VISIBLE)


def symbol_bytes(element_string: str) -> bytes:
    """Bytes for a symbol encoder that writes the FNC1 codeword for this byte: one in front, the inner ones in place."""
    return (FNC1 + element_string).encode("ascii")
