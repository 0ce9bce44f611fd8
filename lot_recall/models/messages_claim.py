"""The words of claims on suppliers, and of what customers get for goods that came back."""

from odoo.exceptions import UserError


def no_suppliers(recall):
    return UserError(recall.env._("By its records, nothing in %(case)s came from a supplier.", case=recall.name))


def claimed_already(recall):
    return UserError(
        recall.env._("Every supplier's claim for this revision of %(case)s is written already.", case=recall.name)
    )


def claims_written(recall, count):
    return recall.env._("Claims on suppliers written: %(count)s.", count=count)


def claims_to_send(recall, count):
    return recall.env._("Send the claims to the suppliers (%(count)s)", count=count)


def claim_paragraphs(env, recall):
    """What the letter says, without figures: those are in its table."""
    return (
        env._(
            "We had to open the recall %(case)s for goods that were made with, or are, what you delivered to us. The "
            "table names lots, receipts and quantities.",
            case=recall.name,
        ),
        env._("What we found: %(reason)s", reason=recall.reason or recall.title or ""),
        env._(
            "Please tell us in writing what you know of these lots, to whom else they went, and what you do about it."
        ),
        env._("We hold what we still have of them, and reserve our claims for goods and costs."),
        env._("Please answer to %(contact)s.", contact=recall._get_contact_words()),
    )


def nothing_received(consignee):
    return UserError(
        consignee.env._("Nothing has come back from %(name)s, so there is nothing to credit.", name=consignee.name)
    )


def no_sales(env):
    return UserError(env._("Neither sales orders nor invoices are kept here. Credit the goods where your books are."))


def nothing_sold(consignee):
    return UserError(consignee.env._("No sales order or invoice of %(name)s holds these goods.", name=consignee.name))


def to_credit(env, case, goods):
    return env._("Recall %(case)s: credit or replace what came back: %(goods)s", case=case, goods=goods)


SENTENCES = {
    "recall_claimed": lambda env, names: env._(
        "%(writer)s wrote claims on suppliers of %(object)s: %(letters)s.",
        writer=names["writer"],
        object=names["object"],
        letters=names["extra"].get("letters", 0),
    ),
}
