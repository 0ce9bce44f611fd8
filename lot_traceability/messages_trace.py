"""Every sentence that a trace says to a person, one function each, so that wording is reviewed in one place."""


def masked_partner(env, number, company_id):
    """Stands for a customer of a company that the reader is not working in."""
    # Sudo: only the company's name, which the reader may know: rows of that company were granted to them.
    company_sudo = env["res.company"].sudo().browse(company_id)
    return env._("Customer %(number)s of %(company)s", number=number, company=company_sudo.name)


def gap(env, found, names):
    """The sentence of a gap (trace contract, "gap codes")."""
    values = {
        "lot": names.lot(found.lot_id) or (not found.lot_id and names.product(found.product_id)) or "",
        "product": names.product(found.product_id) or "",
        "qty": f"{abs(found.qty):f}".rstrip("0").rstrip(".") if found.qty else "0",
        "uom": names.uom(found.product_id) or "",
        "document": names.document(found.model, found.res_id) or "",
    }
    sentence = _SPECIAL_SENTENCES.get((found.code, found.detail)) or _SENTENCES[found.code]
    return sentence(env) % values


_SENTENCES = {
    "missing_lot": lambda env: env._(
        "%(product)s is tracked, but %(document)s records no lot for it. What follows was found by place and time."
    ),
    "untracked_step": lambda env: env._(
        "%(product)s from %(document)s carries no lot. Where it went was found by place and time."
    ),
    "unknown_consignee": lambda env: env._("%(qty)s %(uom)s of %(lot)s went to a customer that is not recorded."),
    "foreign_return": lambda env: env._(
        "A customer returned %(qty)s %(uom)s of %(lot)s more than was delivered to them."
    ),
    "partial_as_built": lambda env: env._(
        "Only part of %(lot)s was allotted to units in %(document)s. The rest may be in any unit that was not fully"
        " allotted."
    ),
    "residual": lambda env: env._("%(qty)s %(uom)s of %(lot)s cannot be explained by the records."),
    "negative_stock": lambda env: env._("Stock of %(lot)s is %(qty)s %(uom)s below zero in one place."),
    "duplicate_serial": lambda env: env._(
        "Serial number %(lot)s exists more than once: counting what is on hand, at customers and built in."
    ),
    "cycle": lambda env: env._("%(lot)s was used to make itself (rework). The trace follows it once."),
    "hidden": lambda env: env._("Records of this trace that are not yours to read: %(qty)s. Their names are left out."),
    "cut": lambda env: env._("The trace was stopped at %(lot)s; more lies behind it."),
    "deleted_document": lambda env: env._("%(qty)s %(uom)s of %(lot)s moved without any document."),
    "missing_expiry": lambda env: env._("%(lot)s has no expiration date although %(product)s expires."),
    "relabelled": lambda env: env._(
        "Counting took stock from %(lot)s and added stock to another lot of %(product)s on the same day. It may have"
        " been relabelled."
    ),
    "backdated": lambda env: env._(
        "More of %(lot)s left than was there at some time, so its dates are not safe to exclude by."
    ),
}

# (code, detail) where the usual sentence of the code would say something else than what happened
_SPECIAL_SENTENCES = {
    ("cut", "used_up"): lambda env: env._(
        "%(qty)s %(uom)s of %(lot)s went into production without an order: what became of it is not recorded."
    ),
    ("cut", "came_out"): lambda env: env._(
        "%(qty)s %(uom)s of %(lot)s came out of production without an order: what it was made from is not recorded."
    ),
    ("unknown_consignee", "returned"): lambda env: env._(
        "%(qty)s %(uom)s of %(lot)s came back from a customer that is not recorded."
    ),
    ("unknown_consignee", "passed_on"): lambda env: env._(
        "%(qty)s %(uom)s of %(lot)s went from one customer to another. Who gave them away is not recorded, so nobody's"
        " quantity is less for it."
    ),
    ("cycle", "without_lot"): lambda env: env._(
        "Goods that carry no lot, or that you may not see, were used to make themselves. The trace follows them once."
    ),
}
