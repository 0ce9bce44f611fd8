"""What was told about a lot's age: the last stage, to whom and when, one row per lot and company.

The scheduled action finds with one query per company what is new, then tells each responsible person at once: one
mail with all lots, one activity per lot, and what was told, in one transaction per person.
"""

from collections import defaultdict
from datetime import timedelta
from typing import NamedTuple

from odoo import api, fields, models

from .. import messages_expiry_alert as messages
from ..kernel import expiry_alert
from ..sql import expiry_alerts as sql


class News(NamedTuple):
    """One lot that has reached a stage: records, and its quantity in the company's stock."""

    company: models.BaseModel
    lot: models.BaseModel
    stage: models.BaseModel
    quantity: float


class LotExpiryAlert(models.Model):
    _name = "lot.expiry.alert"
    _description = "Expiry told"
    _order = "told_at desc, id desc"
    _rec_name = "lot_id"

    lot_id = fields.Many2one("stock.lot", "Lot or serial number", required=True, readonly=True, ondelete="cascade")
    product_id = fields.Many2one(related="lot_id.product_id")
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="cascade", index=True)
    stage_id = fields.Many2one("lot.expiry.stage", "Stage", readonly=True, ondelete="set null")
    expiration_date = fields.Datetime("Expires", readonly=True)
    user_id = fields.Many2one("res.users", "Told to", readonly=True, ondelete="set null")
    told_at = fields.Datetime("Told", readonly=True)

    _lot_company_unique = models.Constraint("UNIQUE (lot_id, company_id)", "A lot is told once per company.")

    @api.model
    def _cron_tell(self):
        """Tell each responsible person what is new; committed person by person."""
        per_user = self._get_news()
        scheduler = self.env["ir.cron"]
        scheduler._commit_progress(remaining=len(per_user))
        for user, news in per_user.items():
            self._tell(user, news)
            if not scheduler._commit_progress(1):
                return

    @api.model
    def _get_news(self):
        """``{user: [News]}`` of all companies."""
        # Sudo: the program looks at the stock of all companies.
        stages_sudo = self.env["lot.expiry.stage"].sudo().search([("active", "=", True)])
        stages = stages_sudo._to_kernel()
        found = defaultdict(list)
        if stages:
            for company_sudo in self.env["res.company"].sudo().search([("active", "=", True)]):
                for user, item in self._get_news_of(company_sudo, stages):
                    found[user].append(item)
        return found

    @api.model
    def _get_news_of(self, company, stages):
        now, zone = fields.Datetime.now(), company._get_calendar_zone()
        until = now + timedelta(days=max(stage.days for stage in stages) + 1)
        for model in ("stock.quant", "stock.lot", "product.template", "lot.expiry.alert"):
            self.env[model].flush_model()
        of_product = {}
        for lot, product, template, path, expires, removal, alert, quantity, stage, told in self.env.execute_query(
            sql.aging(company.id, until)
        ):
            if template not in of_product:
                categories = [int(number) for number in reversed((path or "").split("/")) if number]
                of_product[template] = expiry_alert.stages_for(stages, template, categories, company.id)
            aging = expiry_alert.Aging(expires, removal, alert, stage or 0, told)
            reached = expiry_alert.to_tell(of_product[template], aging, now, zone)
            if reached:
                user = self._get_responsible(self.env["product.product"].browse(product), company)
                stage = self.env["lot.expiry.stage"].browse(reached.id)
                yield user, News(company, self.env["stock.lot"].browse(lot), stage, quantity)

    @api.model
    def _get_responsible(self, product, company):
        """Who is told: the product's responsible person, else a manager of lot traceability, else Odoo itself."""
        user = product.with_company(company).responsible_id
        if self._may_be_told(user, company):
            return user
        managers = self.env.ref("lot_traceability.group_manager").all_user_ids
        told = managers.filtered(lambda user: not user._is_superuser() and self._may_be_told(user, company))
        return told.sorted("id")[:1] or self.env.ref("base.user_root")

    def _may_be_told(self, user, company):
        return user.active and company in user.company_ids and self.env["stock.lot"].with_user(user).has_access("read")

    @api.model
    def _tell(self, user, news):
        """Tell one person: activities, the digest, automatic holds; and keep it."""
        self._schedule(user, news)
        self._send_digest(user, news)
        for stage in {item.stage for item in news if item.stage.is_holding}:
            lots = self.env["stock.lot"].union(*(item.lot for item in news if item.stage == stage))
            lots._hold(messages.hold_reason(self.env, stage), user_id=user.id)
        for company in {item.company for item in news}:
            rows = [(item.lot.id, item.stage.id, item.lot.expiration_date) for item in news if item.company == company]
            self.env.cr.execute(sql.keep(company.id, user.id, rows))
        self.invalidate_model()

    @api.model
    def _schedule(self, user, news):
        """One activity per lot for the stage it has reached, in place of that for the stage before."""
        kind = self.env.ref("lot_traceability.activity_type_expiry")
        lots = self.env["stock.lot"].union(*(item.lot for item in news))
        activities = self.env["mail.activity"]
        mine = [("res_model", "=", "stock.lot"), ("res_id", "in", lots.ids), ("user_id", "=", user.id)]
        activities.search([*mine, ("activity_type_id", "=", kind.id)]).unlink()
        model = self.env["ir.model"]._get_id("stock.lot")
        words = self.with_context(lang=user.lang, tz=user.tz).env
        # No mail per activity: the digest names them all.
        activities.with_context(mail_activity_quick_update=True).create(
            [
                {
                    "res_model_id": model,
                    "res_id": lot.id,
                    "activity_type_id": kind.id,
                    "user_id": user.id,
                    "summary": messages.activity_summary(words, lot, stage),
                }
                for lot, stage in {item.lot: item.stage for item in news}.items()
            ]
        )

    @api.model
    def _send_digest(self, user, news):
        # Sudo: whether this is a copy for tests, which must not write to people, is the program's to know.
        is_copy = self.env["ir.config_parameter"].sudo().get_param("database.is_neutralized")
        if is_copy or not user.email or user._is_superuser():
            return
        words = self.with_context(lang=user.lang, tz=user.tz).env
        self.env["mail.mail"].sudo().create(  # sudo: mails are the system's
            {
                "subject": messages.digest_subject(words, len(news)),
                "body_html": messages.digest_body(words, news),
                "email_to": user.email_formatted,
                "email_from": user.company_id.email_formatted or user.email_formatted,
                "auto_delete": True,
            }
        )
