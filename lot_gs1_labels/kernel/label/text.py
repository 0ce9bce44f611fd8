"""Makes texts fit into boxes: smaller first, on more lines, and refused when even that is not enough."""

from functools import lru_cache

from .errors import LabelError
from .fonts import font_for, width_em

POINTS_PER_INCH = 72
LINE_EM = 1.17  # from line to line, in units of the size
BASE_EM = 0.93  # from the top of a line to its base
_STEP = 0.5  # points


@lru_cache(maxsize=4096)
def fit(
    text: str, is_bold: bool, width: float, height: float, points: float, least: float, rows: int
) -> tuple[str, float, tuple[str, ...]]:
    """(font, size in points, lines) of a text in a box whose sides are in points; LabelError when there is no room.

    Lines break at blanks only: what a lot, a code or a number says stays in one piece.
    """
    name = font_for(text, is_bold)
    words, size = text.split(" "), points
    while size >= least:
        lines = _wrap(words, name, width / size)
        if len(lines) <= rows and _has_room(lines, name, size, width, height):
            return name, size, tuple(lines)
        size -= _STEP
    raise LabelError("text_room", text=text)


def fits(text: str, name: str, width: float) -> bool:
    """Whether a line is at most so wide; width in units of the text's size."""
    return width_em(text, name) <= width


def _has_room(lines, name, size, width, height):
    return len(lines) * size * LINE_EM <= height and all(fits(line, name, width / size) for line in lines)


def _wrap(words, name, width):
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if fits(longer, name, width):
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@lru_cache(maxsize=4096)
def fit_rows(
    texts: tuple[str, ...], width: float, height: float, points: float, least: float, is_joined: bool
) -> tuple[str, float, tuple[str, ...]]:
    """Like ``fit`` for elements of human readable interpretation, none of which is broken over lines.

    ``is_joined``: several may share a line, beneath a symbol; else each has its own, beside a symbol.
    """
    name = font_for("".join(texts))
    size = points
    while size >= least:
        lines = _joined(texts, name, width / size) if is_joined else list(texts)
        if _has_room(lines, name, size, width, height):
            return name, size, tuple(lines)
        size -= _STEP
    raise LabelError("text_room", text=" ".join(texts))


def _joined(texts, name, width):
    lines = [texts[0]]
    for text in texts[1:]:
        longer = f"{lines[-1]}  {text}"
        if fits(longer, name, width):
            lines[-1] = longer
        else:
            lines.append(text)
    return lines
