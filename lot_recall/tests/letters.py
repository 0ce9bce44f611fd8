"""Letters for tests: what is needed before a case may be launched."""

from ..kernel.letter import PARTS

TEXTS = {
    "heading": "URGENT: PRODUCT RECALL {case}",
    "goods": "{goods}: {lots}, delivered {delivered_from} to {delivered_until} by {company}",
    "reason": "The needle leaks.",
    "hazard": "Blood can be lost <b>& more</b>.",
    "reply": "Answer by {reply_by}, {consignee}.",
    "contact": "Call {contact}.",
}


def parts(**texts):
    """Values of a letter that nothing is missing in."""
    return {part: TEXTS.get(part, "Do as we say.") for part in PARTS} | texts


def make_letter(env, recall, lang="en_US", **texts):
    """A letter of a case, approved without asking anybody."""
    letter = env["lot.recall.letter"].sudo().create({"recall_id": recall.id, "lang": lang, **parts(**texts)})
    letter._set_approval(state="approved", sha256=letter._fingerprint(), approved_by_id=env.uid, version=2)
    return letter


def make_tellable(env, recall):
    """Give every consignee an address and the case an approved letter."""
    for consignee_sudo in recall.consignee_ids.sudo():
        if consignee_sudo.channel == "none":
            consignee_sudo.write({"email": f"c{consignee_sudo.id}@example.com", "channel": "mail"})
    if not recall.letter_ids:
        make_letter(env, recall)
