"""The sentences that people read while they decide what becomes of goods that came back."""

from odoo.exceptions import AccessError, UserError, ValidationError


def statements(env):
    """What the signature says, by outcome."""
    return {
        "destroy": env._("I have these goods scrapped. They are to be destroyed."),
        "rework": env._("I have these goods moved to where they are mended."),
        "supplier": env._("I have these goods sent back to the supplier."),
        "release": env._(
            "These goods are fine. I have the hold of their lots lifted, as a whole, and them put to stock."
        ),
        "other": env._("These goods were dealt with as the note says. Nothing is moved."),
    }


def by_signature_only(env):
    return UserError(env._("What becomes of goods is carried out by a signature and by nothing else."))


def only_managers_release(env):
    return AccessError(env._("A recall manager releases goods: it lifts the hold of their lots."))


def is_decided(disposal):
    return UserError(
        disposal.env._("%(name)s is carried out or cancelled; it stays as it is.", name=disposal.display_name)
    )


def no_goods(disposal):
    return UserError(disposal.env._("Say which goods %(name)s is about.", name=disposal.display_name))


def no_place(disposal):
    return UserError(disposal.env._("Say where the goods are mended."))


def place_outside(disposal):
    return ValidationError(
        disposal.env._("Choose one of your own locations: %(place)s is not one.",
                       place=disposal.location_dest_id.display_name)
    )  # fmt: skip


def no_warehouse(line):
    return UserError(
        line.env._(
            "%(lot)s lies in a place that belongs to no warehouse, from where nothing is moved by itself. Move it by "
            "hand and choose “Dealt with otherwise”.",
            lot=line.back_id.display_name,
        )
    )


def other_case(line):
    return ValidationError(line.env._("%(lot)s came back in another recall.", lot=line.back_id.display_name))


def more_than_left(line):
    return UserError(
        line.env._(
            "Of %(lot)s, %(left)s is undecided, and not %(qty)s.",
            lot=line.back_id.display_name,
            left=f"{line.back_id.left_qty:g} {line.back_id.uom or ''}".strip(),
            qty=line._get_words(),
        )
    )


def not_there(line):
    return UserError(
        line.env._(
            "There is less than %(qty)s of %(lot)s where it was received. If it was moved or scrapped by hand, choose "
            "“Dealt with otherwise”.",
            qty=line._get_words(),
            lot=line.back_id.display_name,
        )
    )


def never_received(line):
    return UserError(
        line.env._("No receipt of %(lot)s from a supplier is recorded, so there is nobody to return it to.",
                   lot=line.back_id.display_name)
    )  # fmt: skip


SENTENCES = {
    "recall_disposed": lambda env, names: env._(
        "%(writer)s decided what becomes of goods of %(object)s.", writer=names["writer"], object=names["object"]
    ),
}
