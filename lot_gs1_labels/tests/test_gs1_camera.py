"""A label held before the camera: Chromium's fake camera plays it, the scan screens open the lot that it names."""

import tempfile
from pathlib import Path

from barcode.codex import Gs1_128

from odoo.tests import HttpCase, tagged
from odoo.tests.common import ChromeBrowser

from ..kernel.label import data_matrix
from .common import GS, GTIN, Gs1Case

WIDTH, HEIGHT, FRAMES = 1280, 720, 4
WHITE, BLACK = b"\xff", b"\x00"
ROWS_OF_BARS = 60


def film(modules, size):
    """A film (YUV4MPEG2, grey) of a symbol in the middle of a white wall.

    Args:
        modules: rows of bool, True = dark.
        size: pixels per module.
    """
    symbol = [b"".join((BLACK if dark else WHITE) * size for dark in row) for row in modules for _line in range(size)]
    left, top = (WIDTH - len(symbol[0])) // 2, (HEIGHT - len(symbol)) // 2
    wall = WHITE * WIDTH
    rows = [wall] * top + [WHITE * left + row + WHITE * (WIDTH - left - len(row)) for row in symbol]
    picture = b"".join(rows + [wall] * (HEIGHT - len(rows)))
    frame = b"FRAME\n" + picture + b"\x80" * (WIDTH * HEIGHT // 2)  # no colour
    return f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\n".encode() + frame * FRAMES


@tagged("post_install", "-at_install")
class TestGs1Camera(Gs1Case, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # what the label says when its separator is lost
        cls.world.make_lot(cls.set, "INF-24/717270630")

    def show(self, modules, size):
        """Start the browsers of this test with a camera that sees a symbol."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = Path(folder.name, "label.y4m")
        path.write_bytes(film(modules, size))
        spawn = ChromeBrowser._spawn_chrome
        camera = [
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-video-capture={path}",
        ]
        self.patch(ChromeBrowser, "_spawn_chrome", lambda chrome, cmd: spawn(chrome, [cmd[0], *camera, *cmd[1:]]))

    def test_data_matrix(self):
        rows = data_matrix.encode(f"01{GTIN}10INF-24/7{GS}17270630")
        self.show([[module == "1" for module in row] for row in rows], 10)
        self.start_tour("/odoo/lot-trace", "lot_gs1_labels_camera", login="admin")

    def test_gs1_128_keeps_the_separator(self):
        bars = Gs1_128(f"01{GTIN}10INF-24/7{Gs1_128.FNC1_CHAR}17270630").build()[0]
        self.show([[bar == "1" for bar in bars]] * ROWS_OF_BARS, 3)
        self.start_tour("/odoo/lot-trace", "lot_gs1_labels_camera", login="admin")
