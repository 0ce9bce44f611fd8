"""The sentences that people read when something is refused, in one place."""

from odoo.exceptions import AccessError, UserError

from odoo.addons.lot_traceability import messages_audit_entry


def nothing_in_scope(env):
    return UserError(env._("No lot is in scope yet. Name at least one lot, or widen the dates or the product."))


def choose_between(env, names):
    return UserError(
        env._(
            "Numbers that several products bear: %(names)s. Choose which lots are meant.",
            names=", ".join(names),
        )
    )


def not_known_here(env, name, count):
    """The same words whether a record never existed, was deleted or belongs to another company."""
    return UserError(
        env._(
            "Not known to %(company)s: %(what)s (%(count)s). Check the choice, or the company of the recall.",
            company=env.company.name,
            what=_field_words(env)[name],
            count=count,
        )
    )


def company_not_yours(env):
    return UserError(env._("Choose a company for the recall that you are working in."))


def lots_of_other_company(env, names, company):
    return UserError(
        env._(
            "One recall is run by one company, here %(company)s, and lots of another one are chosen: %(names)s. "
            "Open a recall for each company.",
            company=company,
            names=", ".join(names),
        )
    )


def scope_malformed(env, name):
    return UserError(
        env._("The scope of this recall cannot be read: the value of “%(name)s” is not of the right kind.", name=name)
    )


def too_many_lines(env, count, limit):
    return UserError(
        env._(
            "The list has %(count)s lines; at most %(limit)s can be pasted at once. "
            "Product, order or dates select more.",
            count=count,
            limit=limit,
        )
    )


def fill_in_first(env, names):
    """Everything that is missing, in one sentence; ``names`` are the wizard's fields."""
    words = _field_words(env)
    return UserError(env._("Fill in first: %(what)s.", what=", ".join(words[name] for name in names)))


def _field_words(env):
    return {
        "title": env._("title"),
        "lot_ids": env._("lots"),
        "pasted": env._("list of numbers"),
        "supplier_lot": env._("supplier's lot number"),
        "partner_id": env._("supplier"),
        "picking_id": env._("receipt"),
        "production_id": env._("manufacturing order"),
        "component_product_id": env._("component or its lots"),
        "component_lot_ids": env._("lots of the component"),
        "product_id": env._("product"),
    }


def dates_reversed(env):
    return UserError(env._("The first day lies after the last day."))


def reason_missing(env, lots):
    return UserError(env._("The reason is missing for what is left out: %(lots)s", lots=", ".join(lots)))


def everything_left_out(env):
    return UserError(env._("All lots are left out; nothing would be recalled. Keep at least one lot."))


def not_in_answer(env):
    return UserError(env._("Only a lot of the list can be left out."))


def only_managers_confirm(env):
    return AccessError(
        env._("Only a recall manager can confirm, revise or cancel it. What is saved as a draft waits for one.")
    )


def set_by_actions_only(env):
    return AccessError(env._("Number, state, company and revision of a recall are set by its buttons only."))


def scope_is_frozen(env):
    return UserError(env._("The scope of a confirmed recall is frozen. Open a new recall, or make a new revision."))


def statements(env):
    """What a signature says, by the act that it lets happen."""
    return {
        "confirm": env._("I have looked at what this recall reaches. I approve it and have it frozen as revision 1."),
        "revise": env._("I have looked at what this recall reaches now. I approve it and have it frozen anew."),
        "approve": env._("I approve this recall as it stands, with its frozen revision."),
        "launch": env._("I have looked at scope and plan of this recall. I have the goods stopped and it carried out."),
        "close": env._("The goods are back or told of. I close this recall and have its reconciliation frozen."),
        "cancel": env._("I cancel this recall. The case stays readable; holds that it set are lifted."),
    }


def statement(recall, act):
    """What a signature under this act says of this case."""
    text = statements(recall.env)[act]
    if recall.kind != "drill":
        return text
    return recall.env._("%(statement)s It is an exercise: nothing is held, moved or mailed.", statement=text)


def went_on(env):
    return env._("The recall went on to its next step.")


def not_a_draft(recall):
    return UserError(recall.env._("%(case)s is not a draft any more.", case=recall.name))


def not_confirmed(recall):
    return UserError(
        recall.env._("%(case)s is not confirmed yet, so there is nothing frozen to show.", case=recall.name)
    )


def confirmed_is_kept(recall):
    return UserError(recall.env._("%(case)s is evidence and cannot be deleted. Cancel it instead.", case=recall.name))


def document_gone(env):
    return UserError(env._("This document no longer exists, or you may not open it."))


def no_document(env):
    return UserError(env._("No document is known here."))


def revision_was_changed(revision):
    return UserError(
        revision.env._(
            "%(revision)s no longer matches its fingerprint: its content was changed in the database. "
            "Nothing is shown from it; restore it from a backup.",
            revision=revision.display_name,
        )
    )


def no_earlier_revision(revision):
    return UserError(revision.env._("%(revision)s is the first one.", revision=revision.display_name))


# --- what the audit ledger says, by code: as messages_audit_entry.SENTENCES of lot_traceability ---


SENTENCES = {
    "recall_opened": lambda env, names: env._("%(writer)s opened the recall %(object)s.", **names),
    "recall_changed": messages_audit_entry.changed,
    "recall_deleted": lambda env, names: env._("%(writer)s deleted the draft of the recall %(object)s.", **names),
}
