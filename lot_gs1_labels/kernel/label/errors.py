"""Why a label cannot be printed as its design asks; nothing is shortened, dropped or drawn too small instead."""


class LabelError(Exception):
    """One reason; the rooms above turn ``code`` into a sentence.

    Codes and their ``details``: ``library`` (name), ``symbol_data``, ``symbol_characters`` and ``symbol_wide``
    (ai, value, most, over), ``symbol_room`` (carrier, width and height: mm needed, room_width and
    room_height: mm there),
    ``symbol_low`` (height, least), ``no_value`` (ai), ``value`` (ai, value, issue), ``link`` (issue), ``gtin_form``
    (carrier, value), ``plain`` (value), ``text_room`` (text), ``text_characters`` (text), ``text_direction`` (text),
    ``picture``; of designs ``outside`` and ``overlap`` (numbers of items), ``label_size``, ``nothing``.
    """

    def __init__(self, code: str, **details: object):
        super().__init__(code, details)
        self.code = code
        self.details = details
