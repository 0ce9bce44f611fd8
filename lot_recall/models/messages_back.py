"""The sentences that people read about goods that come back."""

from odoo.exceptions import UserError


def back_by_transfers_only(env):
    return UserError(env._("What came back follows from the transfers that brought it, and is changed there."))


def return_by_recall_only(env):
    return env._("A return becomes part of a recall only when it is made from there.")


def not_gotten_back(recall):
    return UserError(
        recall.env._("%(case)s is not running: goods are called back from its launch to its end.", case=recall.name)
    )


def nothing_moves(recall):
    return UserError(recall.env._("%(case)s is an exercise: nothing real is moved.", case=recall.name))


def nothing_to_get_back(env):
    return UserError(
        env._("Nothing is to come back from them: it was used, destroyed or has arrived, or a return is made already.")
    )


def sender_unknown(consignee):
    return UserError(
        consignee.env._(
            "The records name no customer of this company as %(name)s. Receive the goods as they come.",
            name=consignee.name,
        )
    )


def nothing_undecided(env):
    return UserError(env._("Choose goods of one recall about which nothing is decided yet."))


def goods_words(row):
    """One line about goods that came back, as the ledger keeps it."""
    parts = (row.lot or row.product or "", f"{row.qty:g} {row.uom or ''}".strip(), row.picking_id.name or "")
    return ", ".join(filter(None, parts))


def came_unexpected(rows):
    words = dict(rows._fields["flag"]._description_selection(rows.env))
    told = "; ".join(
        rows.env._(
            "%(goods)s from %(sender)s (%(why)s)", goods=goods_words(row), sender=row.sender, why=words[row.flag]
        )
        for row in rows
    )
    return rows.env._("Came back unexpectedly, and lies in quarantine: %(goods)s", goods=told)


def changed_late(row, line):
    now = " ".join(filter(None, (f"{line.quantity_product_uom:g}", row.uom, line.lot_id.name)))
    return row.env._(
        "Noted as %(goods)s; the transfer was corrected after this recall had ended and says %(now)s now. What the "
        "recall noted stays as it is.",
        goods=goods_words(row),
        now=now,
    )


# --- what the audit ledger says, by code ---

SENTENCES = {
    "recall_return_made": lambda env, names: env._(
        "%(writer)s made a return for a consignee of %(object)s.", writer=names["writer"], object=names["object"]
    ),
    "recall_received": lambda env, names: env._("Goods of the recall %(object)s came back.", object=names["object"]),
}
