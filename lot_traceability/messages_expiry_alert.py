"""Sentences of the expiry alerts, one function per message."""

from markupsafe import Markup

from odoo.tools import format_date

SHOWN = 200  # lots that one mail lists; the board has them all


def stage_before(env, days):
    return env._("%(days)s days before expiration", days=days)


def stage_days(env):
    return env._("Say how many days before the expiration date: a number above zero.")


def hold_reason(env, stage):
    return env._("Held automatically: %(stage)s", stage=stage.display_name)


def activity_summary(env, lot, stage):
    return env._(
        "%(stage)s: %(lot)s of %(product)s",
        stage=stage.with_env(env).display_name,
        lot=lot.name,
        product=lot.product_id.with_env(env).display_name,
    )


def digest_subject(env, count):
    if count == 1:
        return env._("1 lot is ageing")
    return env._("%(count)s lots are ageing", count=count)


def digest_body(env, news):
    """Mail with one row per lot; all values are escaped."""
    heads = [env._("Stage"), env._("Product"), env._("Lot"), env._("In stock"), env._("Expires"), env._("Company")]
    rows = [Markup("").join(Markup("<th style='text-align:left;padding-right:1em'>%s</th>") % head for head in heads)]
    for item in news[:SHOWN]:
        lot = item.lot.with_env(env)
        cells = [
            item.stage.with_env(env).display_name,
            lot.product_id.display_name,
            lot.name,
            f"{item.quantity:g} {lot.product_id.uom_id.name}",
            format_date(env, lot._expiry_day()),
            item.company.name,
        ]
        rows.append(Markup("").join(Markup("<td style='padding-right:1em'>%s</td>") % cell for cell in cells))
    parts = [
        Markup("<p>%s</p>") % env._("These lots have reached a stage of their shelf life since you were last told."),
        Markup("<table>%s</table>") % Markup("").join(Markup("<tr>%s</tr>") % row for row in rows),
    ]
    if len(news) > SHOWN:
        parts.append(Markup("<p>%s</p>") % env._("And %(count)s more.", count=len(news) - SHOWN))
    where = env._("What to do with them: Inventory, Products, Expiry Board.")
    return Markup("").join([*parts, Markup("<p>%s</p>") % where])
