"""People of the demo and the screens they need; only for a demonstration, since the passwords are the logins.

Not part of the story: Odoo's demo data and the tests do without them.
"""

from odoo import Command

# login -> (name, groups, companies: maker, sister or both)
PEOPLE = {
    "operator": ("Olga Operator", ("lot_traceability.group_operator", "mrp.group_mrp_user"), "maker"),
    "quality": ("Quentin Quality", ("lot_traceability.group_quality", "mrp.group_mrp_user"), "maker"),
    "recall": ("Rita Recall", ("lot_recall.group_recall_manager", "mrp.group_mrp_user"), "maker"),
    "nordic": ("Nils Nordic", ("lot_traceability.group_quality", "mrp.group_mrp_user"), "sister"),
}
PHONE = "+1 555 0100"  # of nobody; letters of a recall name whom to call
SETTINGS = (
    "group_stock_production_lot",
    "group_stock_multi_locations",
    "group_uom",
    "group_lot_on_delivery_slip",
)


def make_people(env, story):
    """Users of the demo (login = password), made once; the administrator sees both companies."""
    settings = env["res.config.settings"]
    settings.create({name: True for name in SETTINGS if name in settings._fields}).execute()
    companies = story.companies["maker"] | story.companies["sister"]
    env.ref("base.user_admin").company_ids |= companies
    for login, (name, groups, where) in PEOPLE.items():
        if env["res.users"].search([("login", "=", login)]):
            continue
        known = [env.ref(group, raise_if_not_found=False) for group in ("base.group_user", *groups)]
        company = story.companies[where]
        env["res.users"].with_context(no_reset_password=True).create(
            {
                "name": name,
                "phone": PHONE,
                "login": login,
                "password": login,
                "company_id": company.id,
                "company_ids": [Command.set(company.ids)],
                "group_ids": [Command.set([group.id for group in known if group])],
            }
        )


def ask_for_signatures(story):
    """Confirming a recall asks for a signature from now on; one person alone can try it from end to end."""
    companies = story.companies["maker"] | story.companies["sister"]
    signing = {"lot_recall_sign": True, "lot_sign_four_eyes": False}
    companies.write({name: value for name, value in signing.items() if name in companies._fields})
