"""The font of papers: DejaVu Sans, which holds Latin, Greek, Cyrillic, Arabic, Hebrew and arrows.

reportlab's own fonts know Western European letters only. The file is looked for where systems keep it; nothing is
bundled, so that the addon carries no font licence.
"""

import subprocess
import sys
from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from odoo.exceptions import UserError

from .. import messages

FAMILY = {"LotPaper": "DejaVuSans.ttf", "LotPaper-Bold": "DejaVuSans-Bold.ttf"}
# The first one that is set; the second is from when only recalls had papers.
SETTINGS = ("lot_traceability.font_folder", "lot_recall.font_folder")


def register(env):
    """Make the two fonts known to reportlab; refuses in a sentence when they are missing.

    Returns:
        (name of the regular font, name of the bold one)
    """
    # Sudo: a system parameter, read to find a file on the server; nothing of it is shown.
    parameters_sudo = env["ir.config_parameter"].sudo()
    wanted = [parameters_sudo.get_param(name) for name in SETTINGS]
    folder = find_folder(next(filter(None, wanted), ""))
    if not folder:
        raise UserError(messages.font_missing(env))
    for name, file in FAMILY.items():
        if name not in pdfmetrics.getRegisteredFontNames():
            try:
                pdfmetrics.registerFont(TTFont(name, str(folder / file)))
            except TTFError as error:
                raise UserError(messages.font_missing(env)) from error
    return tuple(FAMILY)


@lru_cache(maxsize=4)
def find_folder(wanted):
    """Folder that holds both files: the one set, beside the running Odoo, the system's, what fontconfig says."""
    for folder in _candidates(wanted):
        if all((folder / file).is_file() for file in FAMILY.values()):
            return folder
    return None


def _candidates(wanted):
    if wanted:
        yield Path(wanted)
    # An Odoo package that was unpacked somewhere has its fonts unpacked beside it: <prefix>/share/fonts.
    odoo = sys.modules.get("odoo")
    for root in map(Path, getattr(odoo, "__path__", ())):
        for parent in root.resolve().parents:
            yield parent / "share/fonts/truetype/dejavu"
    yield from map(Path, ("/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/dejavu", "/usr/share/fonts/TTF"))
    yield from map(Path, ("/usr/share/fonts/dejavu-sans-fonts", "/usr/local/share/fonts/dejavu", "/Library/Fonts"))
    yield from _fontconfig()


def _fontconfig():
    try:
        done = subprocess.run(
            ["fc-match", "--format=%{file}", "DejaVu Sans"], capture_output=True, text=True, timeout=5, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return
    if done.stdout:
        yield Path(done.stdout).parent
