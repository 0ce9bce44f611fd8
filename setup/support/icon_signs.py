"""Draw one addon's icon: ``icon_signs.py ADDON FILE`` (needs Pillow; called by setup/icons)."""

import sys

from PIL import Image, ImageDraw

SIZE, FINE = 256, 4  # drawn four times as large, then reduced: smooth edges
WHITE = "#ffffff"
TILES = {
    "lot_traceability": ("#0f766e", "#5eead4"),
    "lot_recall": ("#b91c1c", "#fecaca"),
    "lot_gs1_labels": ("#1d4ed8", "#bfdbfe"),
    "lot_udi": ("#6d28d9", "#a78bfa"),
}
# A small Data Matrix: solid left and bottom edges, dotted top and right ones, data inside.
MATRIX = (
    "#.#.#.#.",
    "##..#.##",
    "#.##.##.",
    "##.#..##",
    "#..###..",
    "##.#.#.#",
    "#.#..##.",
    "########",
)


class Sign:
    """A tile to draw on; coordinates in pixels of the finished icon."""

    def __init__(self, tile, accent):
        self.image = Image.new("RGBA", (SIZE * FINE, SIZE * FINE), (0, 0, 0, 0))
        self.pen = ImageDraw.Draw(self.image)
        self.tile, self.accent = tile, accent
        self.box(8, 8, 248, 248, 52, tile)

    def box(self, left, top, right, bottom, radius, fill):
        self.pen.rounded_rectangle([value * FINE for value in (left, top, right, bottom)], radius * FINE, fill=fill)

    def dot(self, x, y, radius, fill):
        self.pen.ellipse([value * FINE for value in (x - radius, y - radius, x + radius, y + radius)], fill=fill)

    def line(self, points, width, fill=WHITE):
        self.pen.line([(x * FINE, y * FINE) for x, y in points], fill=fill, width=width * FINE, joint="curve")
        for x, y in (points[0], points[-1]):
            self.dot(x, y, width / 2, fill)

    def shape(self, points, fill=WHITE):
        self.pen.polygon([(x * FINE, y * FINE) for x, y in points], fill=fill)

    def arc(self, x, y, radius, start, end, width, fill=WHITE):
        self.pen.arc(
            [value * FINE for value in (x - radius, y - radius, x + radius, y + radius)], start, end, fill, width * FINE
        )

    def save(self, path):
        self.image.resize((SIZE, SIZE), Image.LANCZOS).save(path, optimize=True)


def lot_traceability(sign):
    """One lot, what was made of it, and who has it."""
    for y in (68, 128, 188):
        sign.line([(70, 128), (120, 128), (138, y), (188, y)], 11)
    sign.dot(68, 128, 27, sign.accent)
    for y in (68, 128, 188):
        sign.dot(190, y, 20, WHITE)


def lot_recall(sign):
    """A box that comes back."""
    sign.arc(128, 134, 84, 155, 380, 17)
    sign.shape([(196, 196), (232, 156), (176, 146)])
    sign.box(94, 100, 162, 164, 9, sign.accent)
    sign.line([(94, 124), (162, 124)], 6, sign.tile)
    sign.line([(128, 104), (128, 118)], 10, sign.tile)


def lot_gs1_labels(sign):
    """A label with a Data Matrix and its text."""
    sign.box(40, 60, 216, 196, 14, WHITE)
    module, left, top = 11, 54, 76
    for row, cells in enumerate(MATRIX):
        for column, cell in enumerate(cells):
            if cell == "#":
                x, y = left + column * module, top + row * module
                sign.pen.rectangle([value * FINE for value in (x, y, x + module, y + module)], fill=sign.tile)
    for y, right in ((86, 202), (112, 188), (138, 202), (164, 176)):
        sign.line([(162, y), (right, y)], 10, sign.accent if y > 100 else sign.tile)
    sign.line([(58, 181), (138, 181)], 6, sign.accent)


def lot_udi(sign):
    """A device's tag: the medical cross and its identifier."""
    sign.shape([(44, 128), (92, 64), (200, 64), (212, 76), (212, 180), (200, 192), (92, 192)], WHITE)
    sign.dot(84, 128, 11, sign.tile)
    sign.box(140, 84, 162, 150, 4, sign.tile)
    sign.box(118, 106, 184, 128, 4, sign.tile)
    for x, width in ((112, 6), (124, 10), (140, 5), (152, 12), (170, 5), (180, 10)):
        sign.pen.rectangle([value * FINE for value in (x, 160, x + width, 180)], fill=sign.accent)


SIGNS = {sign.__name__: sign for sign in (lot_traceability, lot_recall, lot_gs1_labels, lot_udi)}

if __name__ == "__main__":
    name, target = sys.argv[1:]
    drawn = Sign(*TILES[name])
    SIGNS[name](drawn)
    drawn.save(target)
