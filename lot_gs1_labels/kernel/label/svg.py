"""A symbol alone, as SVG for pages that others lay out."""

from . import carriers
from .pdf import runs
from .symbols import Symbol


def symbol_svg(symbol: Symbol) -> bytes:
    """SVG (ASCII) of a matrix symbol with its quiet zone, one unit a module, one path."""
    left, right, above, below = carriers.CARRIERS[symbol.carrier].quiet
    width, height = len(symbol.rows[0]) + left + right, len(symbol.rows) + above + below
    path = "".join(
        f"M{left + start} {above + row}h{end - start}v1H{left + start}z"
        for row, bits in enumerate(symbol.rows)
        for start, end in runs(bits)
    )
    frame = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" shape-rendering="crispEdges">'
    return f'{frame}<path d="{path}"/></svg>'.encode("ascii")
