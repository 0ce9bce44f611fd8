"""What consignees read is there in every language that the reply page offers."""

import re
from pathlib import Path

import polib
import pytest

I18N = Path(__file__).resolve().parents[2] / "lot_recall" / "i18n"
LANGUAGES = ("ar", "de", "es", "fr")
# Where the words of the reply page and of letters come from.
READ_BY_CONSIGNEES = ("lot_recall.reply_", "/messages_reply.py", "/lot_recall_consignee_letter.py")
FILLED = re.compile(r"%\(\w+\)s|<[^>]+>")


def words():
    entries = polib.pofile(str(I18N / "lot_recall.pot"))
    return [
        entry.msgid
        for entry in entries
        if any(source in place for place, _line in entry.occurrences for source in READ_BY_CONSIGNEES)
    ]


def test_there_are_words():
    assert len(words()) > 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated_with_its_names(language):
    found = {entry.msgid: entry.msgstr for entry in polib.pofile(str(I18N / f"{language}.po"))}
    assert [word for word in words() if not found.get(word)] == []
    assert [word for word, text in found.items() if sorted(FILLED.findall(word)) != sorted(FILLED.findall(text))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_translated_that_nobody_says_any_more(language):
    template = {entry.msgid for entry in polib.pofile(str(I18N / "lot_recall.pot"))}
    assert [entry.msgid for entry in polib.pofile(str(I18N / f"{language}.po")) if entry.msgid not in template] == []
