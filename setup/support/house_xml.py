"""XML lines that are too wide to read, and how to break them.

Prettier's XML plugin was tried: it puts every attribute on a line of its own and tears text away from its tag
to keep blanks, so that it rewrote most lines of most views. Breaking wide lines between attributes, and only
there, never changes what the XML means.
"""

import re

COLUMNS = 140
# A blank between two attributes of one tag: after a closing quote, before a name and its equals sign.
BETWEEN = re.compile(r"(?<=[\"']) (?=[\w:.-]+=[\"'])")
TAG = re.compile(r"<[\w:.-]+(?:\s+[\w:.-]+=(?:\"[^\"]*\"|'[^']*'))*\s*/?>?|^\s*(?:[\w:.-]+=(?:\"[^\"]*\"|'[^']*')\s*)+")


def _breaks(line):
    """Places of a line where it may be broken, that is between attributes of a tag."""
    places = []
    for tag in TAG.finditer(line):
        depth = None  # the quote that we are in: a blank inside a value is not a place
        for at in range(tag.start(), tag.end()):
            if depth:
                depth = None if line[at] == depth else depth
            elif line[at] in "\"'":
                depth = line[at]
            elif line[at] == " " and BETWEEN.match(line, at):
                places.append(at)
    return places


def _wrapped(line):
    """The lines that a wide line becomes; itself when it cannot be broken."""
    indent = len(line) - len(line.lstrip())
    deeper = indent + (4 if line.lstrip().startswith("<") else 0)
    lines = []
    while len(line) > COLUMNS:
        places = [at for at in _breaks(line) if at > deeper]
        if not places:
            break
        at = max((place for place in places if place <= COLUMNS), default=places[0])
        lines.append(line[:at])
        line = " " * deeper + line[at + 1 :]
    return [*lines, line]


def wrap(text):
    """The text with its wide lines broken between attributes (comments and character data left alone)."""
    lines, inside = [], False
    for line in text.split("\n"):
        inside = inside or "<!--" in line or "<![CDATA[" in line
        lines += [line] if inside else _wrapped(line)
        if "-->" in line or "]]>" in line:
            inside = False
    return "\n".join(lines)


def wide(text):
    """Numbers of the lines that are too wide and can be broken."""
    return [number for number, line in enumerate(text.split("\n"), 1) if wrap(line) != line]
