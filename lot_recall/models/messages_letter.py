"""The sentences that people read about letters."""

from odoo.exceptions import AccessError, UserError


def by_button_only(env):
    return AccessError(env._("A letter is approved by its button, and its case and language stay as they are."))


def only_managers_approve(env):
    return AccessError(env._("Only a recall manager approves letters."))


def approver_is_author(letter):
    return UserError(
        letter.env._("You changed the letter %(letter)s last: somebody else approves it.", letter=letter.display_name)
    )


def approved_already(letter):
    return UserError(
        letter.env._(
            "%(who)s approved the letter %(letter)s already.",
            who=letter.approved_by_id.name,
            letter=letter.display_name,
        )
    )


def approved_is_kept(env):
    return UserError(env._("A letter that was approved is kept."))


def case_is_over(recall):
    return UserError(recall.env._("%(case)s is over; its letters stay as they are.", case=recall.name))


def has_faults(letter, faults):
    return UserError(
        letter.env._("The letter %(letter)s cannot be approved yet:", letter=letter.display_name)
        + "\n"
        + "\n".join(f"- {sentence}" for sentence in faults)
    )


def no_letter(env):
    return env._("No letter is approved yet. Prepare the letters, fill them in, and have somebody else approve them.")


def not_approved(env, names):
    return env._("Letters that are not approved: %(letters)s.", letters=", ".join(names))


def nobody_to_write_to(recall):
    return UserError(recall.env._("%(case)s has no consignees, so there is nobody to write to.", case=recall.name))


def no_letter_yet(recall):
    return UserError(recall.env._("%(case)s has no letter yet. Prepare the letters first.", case=recall.name))


def ask_by_phone(env):
    return env._("How many of each lot do you still have, and what became of the others?")


def fault(letter, found):
    """One fault of ``kernel.letter.check`` as a sentence."""
    env, part = letter.env, letter._fields[found.part]._description_string(letter.env)
    sentences = {
        "missing": lambda: env._("“%(part)s” says nothing yet.", part=part),
        "name": lambda: env._("“%(part)s” has a name that is not known: %(got)s", part=part, got=found.got),
        "brace": lambda: env._(
            "“%(part)s” has a brace that opens or closes nothing, at letter %(place)s. Write it twice to print it.",
            part=part,
            place=found.start + 1,
        ),
        "word": lambda: env._(
            "“%(part)s” has words that a recall letter must not have: %(got)s", part=part, got=found.got
        ),
        "too_long": lambda: env._("“%(part)s” is too long; at most %(limit)s letters.", part=part, limit=found.start),
    }
    return sentences[found.code]()
