"""A font for papers that takes from another one what it does not have, and never prints a box in silence.

reportlab asks a TrueType font for the width of a text and for its runs, each of one subset. Here a run may be of the
other font, whose subsets are counted from ``OTHER`` on. A letter that neither has is written as its number, [U+6F22],
and kept with the document (``letters_lacking``), which then says what to install.
"""

from functools import lru_cache
from itertools import groupby
from unicodedata import category

from reportlab.pdfbase.ttfonts import TTFont

OTHER = 1_000_000


class PaperFont(TTFont):
    def __init__(self, name, path, other=None):
        """``other``: a registered TTFont, or None."""
        super().__init__(name, path, shapable=False)
        # Else reportlab takes another font object of the same face, e.g. that of the labels, for this one.
        self.face.name += b"-" + name.encode()
        self.other = other
        self._spelled = lru_cache(maxsize=4096)(self._spell)

    def _spell(self, text):
        """([(is of the other font, text)], letters that neither has)."""
        mine, others = self.face.charToGlyph, self.other.face.charToGlyph if self.other else ()
        lacking = [sign for sign in text if not self._has(sign, mine) and ord(sign) not in others]
        for sign in set(lacking):
            # Invisible signs (joiners, marks of direction) have no number to show.
            text = text.replace(sign, "" if category(sign) in ("Cc", "Cf") else f"[U+{ord(sign):04X}]")
        # pylint: disable-next=bad-builtin-groupby  # runs of letters, not groups of records
        runs = [(is_other, "".join(signs)) for is_other, signs in groupby(text, lambda sign: not self._has(sign, mine))]
        return runs, frozenset(sign for sign in lacking if category(sign) not in ("Cc", "Cf"))

    @staticmethod
    def _has(sign, glyphs):
        return ord(sign) in glyphs or sign in "\n\t\xa0"

    def stringWidth(self, text, size, encoding="utf8"):  # noqa: N802 (reportlab's name)
        text = text if isinstance(text, str) else text.decode(encoding)
        if text.isascii():
            return super().stringWidth(text, size)
        runs, _lacking = self._spelled(text)
        return sum(self._font(is_other).stringWidth(run, size) for is_other, run in runs)

    def _font(self, is_other):
        return self.other if is_other else super()

    def splitString(self, text, doc, encoding="utf-8"):  # noqa: N802 (reportlab's name)
        text = text if isinstance(text, str) else text.decode(encoding)
        if text.isascii():
            return super().splitString(text, doc)
        runs, lacking = self._spelled(text)
        if lacking:
            doc.letters_lacking = getattr(doc, "letters_lacking", frozenset()) | lacking
        return [
            (subset + OTHER * is_other, piece)
            for is_other, run in runs
            for subset, piece in self._font(is_other).splitString(run, doc)
        ]

    def getSubsetInternalName(self, subset, doc):  # noqa: N802 (reportlab's name)
        if subset >= OTHER:
            return self.other.getSubsetInternalName(subset - OTHER, doc)
        return super().getSubsetInternalName(subset, doc)
