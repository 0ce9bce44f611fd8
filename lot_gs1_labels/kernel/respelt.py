"""A text read in another spelling, with the way back to where each character stood."""

import re
from bisect import bisect_left
from collections.abc import Callable


class Respelt:
    """An original text in which every match of a pattern stands for one character.

    ``text``: with those characters. ``spans``: (start, end) of each match in the original.
    """

    def __init__(self, original: str, pattern: re.Pattern, character: str | Callable[[re.Match], str]) -> None:
        self.spans = [match.span() for match in pattern.finditer(original)]
        self.text = pattern.sub(character, original) if self.spans else original
        self._after, self._longer = [], [0]  # where each stands in text; by how much the original is ahead behind it
        for start, end in self.spans:
            self._after.append(start - self._longer[-1])
            self._longer.append(self._longer[-1] + end - start - 1)

    def place(self, at: int) -> int:
        """Position in the original of a position in ``text``."""
        return at + self._longer[bisect_left(self._after, at)]
