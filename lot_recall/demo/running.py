"""A recall that runs, for the demo: brittle tubing, found by the maker and launched by a second person.

Not part of the story: the tests start from lots that nobody holds.
"""

from datetime import timedelta

from odoo import fields

TITLE = "Brittle tubing"
PLAN = {
    "awareness_source": "nonconformity",
    "hazard_class": "2",
    "hazard_occurred": "Nobody has been harmed. Two lines broke while they were unpacked.",
    "hazard_conditions": "Cold storage makes the tubing stiffer; it breaks where it is bent.",
    "hazard_population": "Patients on infusions, children on long ones above all.",
    "hazard_seriousness": "An infusion stops or leaks; staff notice it within minutes.",
    "hazard_likelihood": "Low: one line in about two hundred of this lot.",
    "hazard_consequences": "A delayed infusion; no lasting harm is expected.",
    "hazard_conclusion": "Harm is possible but passing: class II.",
    "depth": "user",
    "public_warning": "none",
    "effectiveness_level": "A",
    "notice_method": "E-mail, then phone",
    "goods_plan": "Comes back and is destroyed; replaced free of charge.",
    "decision": "yes",
    "decision_reason": "The defect cannot be seen before use.",
}
LETTER = {
    "reason": "The tubing of this lot can break where it is bent.",
    "hazard": "An infusion can stop or leak. Nobody has been harmed.",
}


def launch_recall(env, story):
    """A launched recall of the tubing lot that reached one customer; made once.

    Args:
        env: environment of the superuser.
        story: of ``lot_traceability.demo.story``.
    """
    recalls = env["lot.recall"].search([("title", "=", TITLE)])
    if recalls:
        return recalls

    def person(login):
        user = env["res.users"].search([("login", "=", login)])
        return env(user=user, context={"allowed_company_ids": story.companies["maker"].ids, "lang": "en_US"}, su=False)

    values = {
        "title": TITLE,
        "reason": "Tensile test of the retained sample failed: 38 N instead of at least 60 N.",
        "lot_ids": story.harmless_lot.ids,
    }
    recall = person("recall")["lot.recall.wizard"].create(values).action_confirm()["res_id"]
    recall = person("recall")["lot.recall"].browse(recall)
    jurisdictions = env.ref("lot_recall.jurisdiction_us_device") | env.ref("lot_recall.jurisdiction_eu_device")
    recall.write(
        {
            **PLAN,
            "awareness_at": fields.Datetime.now() - timedelta(days=2),
            "jurisdiction_ids": jurisdictions.ids,
            "contact_user_id": recall.user_id.id,
        }
    )
    recall.with_env(person("quality")).action_review_hazard()
    write_letters(recall, person)
    recall.with_env(person("admin")).action_launch()
    return recall


def write_letters(recall, person):
    """Letters written by Quality and approved by the recall manager; whoever has no address gets one of nobody's."""
    for consignee in recall.consignee_ids.filtered(lambda one: one.channel != "mail"):
        consignee.write({"email": f"recalls{consignee.id}@example.com", "channel": "mail"})
    recall.with_env(person("quality")).action_prepare_letters()
    recall.letter_ids.with_env(person("quality")).write(LETTER)
    recall.letter_ids.with_env(person("recall")).action_approve()
