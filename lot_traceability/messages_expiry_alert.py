"""Sentences of the expiry alerts, one function per message."""

from markupsafe import Markup

from odoo.tools import format_date

from .kernel import expiry_alert

SHOWN = 200  # lots that one mail lists; the board has them all
# Mail programs know styles of the elements only.
_PAGE = "max-width:680px;font-family:Arial,Helvetica,sans-serif;font-size:14px;line-height:1.45;color:#333"
_HEAD = "text-align:left;padding:4px 12px 4px 0;border-bottom:2px solid #ccc;font-size:12px;color:#666"
_CELL = "text-align:left;vertical-align:top;padding:8px 12px 8px 0;border-bottom:1px solid #ddd"
_BUTTON = "display:inline-block;padding:9px 16px;border-radius:4px;background:#714b67;color:#fff;text-decoration:none"
_COLORS = {expiry_alert.EXPIRED: "#b3261e", expiry_alert.REMOVAL: "#b3261e", expiry_alert.ALERT: "#8a5300"}


def stage_before(env, days):
    return env._("%(days)s days before expiration", days=days)


def stage_days(env):
    return env._("Say how many days before the expiration date: a number above zero.")


def hold_reason(env, stage):
    return env._("Held automatically: %(stage)s", stage=stage.display_name)


def activity_summary(env, lot, stage):
    return env._(
        "%(stage)s: %(lot)s of %(product)s",
        stage=stage_reached(env, stage),
        lot=lot.name,
        product=lot.product_id.with_env(env).display_name,
    )


def digest_subject(env, count):
    if count == 1:
        return env._("1 lot is ageing")
    return env._("%(count)s lots are ageing", count=count)


def stage_reached(env, stage):
    """What has become of a lot, in a word or two."""
    words = {
        expiry_alert.EXPIRED: env._("Expired"),
        expiry_alert.REMOVAL: env._("Due for removal"),
        expiry_alert.ALERT: env._("Alert date reached"),
    }
    return words.get(stage.kind) or stage.with_env(env).display_name


def digest_body(env, news):
    """Mail with one row per lot, which links to it; all values are escaped."""
    companies = {item.company for item in news}
    heads = [env._("Lot"), env._("Stage"), env._("Expires"), env._("In stock")]
    heads += [env._("Company")] if len(companies) > 1 else []
    head_row = Markup("").join(Markup("<th style='%s'>%s</th>") % (_HEAD, head) for head in heads)
    rows = [head_row, *(_digest_row(env, item, len(companies) > 1) for item in news[:SHOWN])]
    parts = [
        Markup("<p>%s</p>") % env._("These lots have reached a stage of their shelf life since you were last told."),
        Markup("<table style='border-collapse:collapse;width:100%%;font-size:14px'>%s</table>")
        % Markup("").join(Markup("<tr>%s</tr>") % row for row in rows),
    ]
    if len(news) > SHOWN:
        parts.append(Markup("<p>%s</p>") % env._("And %(count)s more.", count=len(news) - SHOWN))
    board = f"{news[0].lot.get_base_url()}/odoo/expiry"
    parts.append(
        Markup("<p style='margin:20px 0'><a style='%s' href='%s'>%s</a></p>")
        % (_BUTTON, board, env._("Open the expiry board"))
    )
    parts.append(
        Markup("<p style='font-size:12px;color:#666'>%s</p>")
        % env._("It is in Odoo under Inventory, Products, Expiry Board: hold, scrap, return or pass on each lot there.")
    )
    return Markup("<div style='%s'>%s</div>") % (_PAGE, Markup("").join(parts))


def _digest_row(env, item, names_company):
    lot = item.lot.with_env(env)
    link = f"{lot.get_base_url()}/mail/view?model=stock.lot&res_id={lot.id}"
    look = f"color:{_COLORS[item.stage.kind]};font-weight:bold" if item.stage.kind in _COLORS else ""
    cells = [
        # Together: a phone has room for four columns.
        Markup("<a href='%s'>%s</a><br/>%s") % (link, lot.name, lot.product_id.display_name),
        Markup("<span style='%s'>%s</span>") % (look, stage_reached(env, item.stage)),
        format_date(env, lot._expiry_day()),
        f"{item.quantity:g} {lot.product_id.uom_id.name}",
    ]
    cells += [item.company.name] if names_company else []
    return Markup("").join(Markup("<td style='%s'>%s</td>") % (_CELL, cell) for cell in cells)
