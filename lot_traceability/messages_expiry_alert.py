"""Sentences of the expiry alerts, one function per message."""

from markupsafe import Markup

from odoo.tools import format_date

SHOWN = 200  # lots that one mail lists; the board has them all
_CELL = "text-align:left;vertical-align:top;padding:4px 10px 4px 0;border-bottom:1px solid #ddd"


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
    """Mail with one row per lot, which links to it; all values are escaped."""
    companies = {item.company for item in news}
    heads = [env._("Stage"), env._("Lot"), env._("In stock"), env._("Expires")]
    heads += [env._("Company")] if len(companies) > 1 else []
    head_row = Markup("").join(Markup("<th style='%s'>%s</th>") % (_CELL, head) for head in heads)
    rows = [head_row, *(_digest_row(env, item, len(companies) > 1) for item in news[:SHOWN])]
    parts = [
        Markup("<p>%s</p>") % env._("These lots have reached a stage of their shelf life since you were last told."),
        Markup("<table style='border-collapse:collapse'>%s</table>")
        % Markup("").join(Markup("<tr>%s</tr>") % row for row in rows),
    ]
    if len(news) > SHOWN:
        parts.append(Markup("<p>%s</p>") % env._("And %(count)s more.", count=len(news) - SHOWN))
    board = f"{news[0].lot.get_base_url()}/odoo/expiry"
    where = env._("What to do with them: Inventory, Products, Expiry Board.")
    return Markup("").join([*parts, Markup("<p><a href='%s'>%s</a></p>") % (board, where)])


def _digest_row(env, item, names_company):
    lot = item.lot.with_env(env)
    link = f"{lot.get_base_url()}/mail/view?model=stock.lot&res_id={lot.id}"
    cells = [
        item.stage.with_env(env).display_name,
        # Together: a phone has room for four columns.
        Markup("<a href='%s'>%s</a><br/>%s") % (link, lot.name, lot.product_id.display_name),
        f"{item.quantity:g} {lot.product_id.uom_id.name}",
        format_date(env, lot._expiry_day()),
    ]
    cells += [item.company.name] if names_company else []
    return Markup("").join(Markup("<td style='%s'>%s</td>") % (_CELL, cell) for cell in cells)
