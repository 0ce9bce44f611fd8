"""The font of papers: DejaVu Sans, which holds Latin, Greek, Cyrillic, Arabic, Hebrew and arrows.

reportlab's own fonts know Western European letters only. Chinese, Japanese and Korean come from a second font where
one of ``OTHERS`` is installed. Files are looked for where systems keep them; nothing is bundled, so that the addon
carries no font licence.
"""

import subprocess
import sys
from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from odoo.exceptions import UserError

from .. import messages
from .paper_font import PaperFont

FAMILY = {"LotPaper": "DejaVuSans.ttf", "LotPaper-Bold": "DejaVuSans-Bold.ttf"}
# Debian's fonts-wqy-microhei and fonts-droid-fallback. Not Noto CJK: reportlab cannot embed outlines of its kind.
OTHERS = ("wqy-microhei.ttc", "DroidSansFallbackFull.ttf")
OTHER_NAME = "LotPaper-Other"
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
                pdfmetrics.registerFont(PaperFont(name, str(folder / file), _other(folder)))
            except TTFError as error:
                raise UserError(messages.font_missing(env)) from error
    return tuple(FAMILY)


def lacking(env):
    """What a paper says about letters that are in no font of the server."""
    return messages.letters_lacking(env)


def _other(folder):
    """The font of letters that DejaVu Sans does not have, None where none is installed."""
    if OTHER_NAME in pdfmetrics.getRegisteredFontNames():
        return pdfmetrics.getFont(OTHER_NAME)
    for file in _other_files(folder):
        try:
            pdfmetrics.registerFont(TTFont(OTHER_NAME, str(file), shapable=False))
        except TTFError:
            continue
        return pdfmetrics.getFont(OTHER_NAME)
    return None


def _other_files(folder):
    # Beside DejaVu Sans, in the folders beside that one, and where systems keep fonts.
    for root in (folder, folder.parent, Path("/usr/share/fonts/truetype"), Path("/usr/share/fonts")):
        for name in OTHERS:
            yield from (file for file in (root / name, *root.glob(f"*/{name}")) if file.is_file())


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
