"""Sentences about labels and their designs, one function per message."""

from .kernel.ai_table import TABLE


def refusal(env, error, name):
    """Why the label of something (or a design) cannot be printed, and what to do."""
    reasons = {
        **_symbol_reasons,
        **_text_reasons,
        **_design_reasons,
    }
    return env._("%(name)s: %(reason)s", name=name, reason=reasons[error.code](env, **error.details))


def _element(env, ai, value):
    return env._("(%(ai)s) %(value)s, %(title)s", ai=ai, value=value, title=TABLE[ai].title)


def _symbol_characters(env, ai, value, over):
    return env._(
        "the GS1-128 symbol would carry %(over)s characters more than the 48 that one may hold. Shorten %(element)s, "
        "or let the design spread the data over two symbols.",
        over=over,
        element=_element(env, ai, value),
    )


def _symbol_wide(env, ai, value, most, width):
    return env._(
        "the GS1-128 symbol would be %(width).1f mm long, and there are %(most).1f mm. Shorten %(element)s, or take a"
        " wider label, or spread the data over two symbols.",
        width=width,
        most=most,
        element=_element(env, ai, value),
    )


def _symbol_room(env, carrier, width, height, room_width, room_height):
    return env._(
        "a symbol needs at least %(width).1f × %(height).1f mm with its white edge, and the design gives it "
        "%(room_width).1f × %(room_height).1f mm. Make its place or the label larger, or shorten the lot or serial "
        "number.",
        width=width,
        height=height or room_height,
        room_width=room_width,
        room_height=room_height,
    )


def _symbol_low(env, height, least, carrier):
    return env._(
        "the bars of a symbol would be lower than the %(least).1f mm that scanners need. Make its place at least "
        "%(height).1f mm high.",
        least=least,
        height=height,
    )


def _value(env, ai, value, issue):
    reasons = {
        "length": env._("is longer than %(longest)s characters", longest=TABLE[ai].longest),
        "charset": env._("holds the character “%(got)s”, which GS1 symbols cannot carry", got=issue.got),
        "check_digit": env._("has a wrong check digit"),
    }
    reason = reasons.get(issue.code) or env._("is not a valid value")
    return env._("%(element)s %(reason)s. Correct it on the record.", element=_element(env, ai, value), reason=reason)


def _gtin_form(env, carrier, value):
    return env._(
        "the design prints a symbol that has no room for the number %(value)s: EAN-13 takes 13 digits, UPC-A 12, "
        "EAN-8 the short GTIN-8, ITF-14 all, and nothing but the GTIN (01). Choose another kind of symbol.",
        value=value,
    )


_symbol_reasons = {
    "symbol_characters": _symbol_characters,
    "symbol_wide": _symbol_wide,
    "symbol_room": _symbol_room,
    "symbol_low": _symbol_low,
    "symbol_data": lambda env: env._("the data are too long for the symbol. Shorten the lot or serial number."),
    "no_value": lambda env, ai: env._(
        "a symbol begins with (%(ai)s), %(title)s, which the record does not have. Enter it, or take another design.",
        ai=ai,
        title=TABLE[ai].title,
    ),
    "value": _value,
    "link": lambda env, issue, value: env._(
        "no GS1 web address can be made of the data (%(got)s). Check the web address of the design: %(value)s",
        got=issue.got or issue.code,
        value=value,
    ),
    "gtin_form": _gtin_form,
    "plain": lambda env, value: env._(
        "the Code 128 symbol cannot carry “%(value)s”: it takes letters without accents, digits and signs, and at "
        "least one.",
        value=value,
    ),
    "library": lambda env, name: env._(
        "GS1 DataMatrix labels need the library libdmtx, which is not installed on the server. "
        "Install the system package libdmtx0b (or libdmtx0t64) and the Python package pylibdmtx."
    ),
}
_text_reasons = {
    "text_room": lambda env, text: env._(
        "“%(text)s” does not fit into its place in readable size. Shorten it, or give it more room in the design.",
        text=text,
    ),
    "text_characters": lambda env, text: env._(
        "no font on the server has all letters of “%(text)s”. Install DejaVu Sans (package fonts-dejavu-core), or for"
        " Chinese, Japanese and Korean fonts-wqy-microhei.",
        text=text,
    ),
    "text_direction": lambda env, text: env._(
        "“%(text)s” holds vowel points or marks above letters written from right to left, or invisible signs of "
        "direction, which labels cannot print. Leave them out.",
        text=text,
    ),
    "picture": lambda env: env._("the picture cannot be read. Take a PNG or JPEG file of ordinary size."),
}
_design_reasons = {
    "outside": lambda env, item: env._("item %(item)s does not lie on the label.", item=item),
    "overlap": lambda env, item, other: env._(
        "items %(item)s and %(other)s overlap, and one of them is a symbol, which must stand free.",
        item=item,
        other=other,
    ),
    "label_size": lambda env, least, most: env._(
        "a label measures from %(least)s to %(most)s mm on each side.", least=least, most=most
    ),
    "nothing": lambda env: env._("the design has no text and no symbol yet. Add an item."),
    "sheet": lambda env, width, height: env._(
        "the labels of the chosen sheet measure %(width)s × %(height)s mm, so the design does not fit.",
        width=width,
        height=height,
    ),
}


def wrong_model(env, design):
    return env._("The design %(design)s is for labels of something else. Choose another one.", design=design)


def wrong_source(env, title):
    return env._("“%(title)s” is not known of what this design prints labels of.", title=title)


def wrong_points(env):
    return env._("Letters are at least 3 points large, and the smallest size is not above the largest.")


def wrong_ai(env, ai, known):
    return env._("(%(ai)s) cannot be printed. Labels of this kind may carry: %(known)s", ai=ai, known=known)


def wrong_field(env, path):
    return env._(
        "“%(path)s” is no field that can be printed. Enter its technical name; a field of a linked record behind a "
        "dot, e.g. product_id.categ_id",
        path=path,
    )


def no_carrier(env):
    return env._("Choose the kind of symbol.")


def no_gs1(env):
    return env._("Labels of this kind have no GS1 data. Take Code 128.")


def number_of_labels(env, count, most):
    return env._(
        "%(count)s labels were asked for. Print at least 1 and at most %(most)s in one file; larger runs in parts.",
        count=count,
        most=most,
    )


def no_printer(env):
    return env._("Choose the printer, or download the labels.")


def sheet_on_label_printer(env, design, printer):
    return env._(
        "%(design)s is for sheets, and %(printer)s prints single labels. Choose another design or printer.",
        design=design,
        printer=printer,
    )


def no_design(env):
    return env._("There is no label design for this yet. Make one under Inventory, Configuration, Label Designs.")


def core_label_titles(env):
    """In front of two dates on Odoo's own label."""
    return env._("Best before"), env._("Use by")


def yes(env):
    return env._("Yes")


def sample_name(env):
    return "LOT-2701-0042"


def sample_product(env):
    return env._("Infusion set, 150 cm")


def sample_content(env):
    return env._("240 Infusion set, 150 cm")
