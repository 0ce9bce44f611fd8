"""An invoice tells its lots to customers too, where the option is on."""

from lxml import html

from odoo import Command
from odoo.tests import tagged

from odoo.addons.lot_traceability.tests.common import LotWorldCase


@tagged("post_install", "-at_install")
class TestSaleInvoiceLots(LotWorldCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        gel = cls.world.make_product("Gel", invoice_policy="delivery", list_price=10)
        cls.lot = cls.world.make_lot(gel, "GEL-7")
        cls.world.receive(cls.lot, 10)
        cls.clinic = cls.world.make_partner("Clinic")

    def invoice(self):
        line = {"product_id": self.lot.product_id.id, "product_uom_qty": 4}
        order = self.env["sale.order"].create({"partner_id": self.clinic.id, "order_line": [Command.create(line)]})
        order.action_confirm()
        self.validate(order.picking_ids)
        invoice = order._create_invoices()
        invoice.action_post()
        return invoice

    def paper(self, invoice, user):
        report = self.env["ir.actions.report"].with_user(user).sudo()
        page = html.fromstring(report._render_qweb_html("account.report_invoice_with_payments", invoice.ids)[0])
        return " ".join(page.text_content().split())

    def test_the_same_lots_for_staff_and_customer(self):
        if not self.env["account.journal"].search([("type", "=", "sale")], limit=1):
            self.env["account.chart.template"].try_loading("generic_coa", company=self.env.company)
        invoice = self.invoice()
        customer = self.new_portal_user("gel-portal", self.clinic)
        group = self.env.ref("stock_account.group_lot_on_invoice")
        everybody = self.env.ref("base.group_user")
        everybody.implied_ids = [Command.unlink(group.id)]
        self.assertNotIn("GEL-7", self.paper(invoice, customer))
        everybody.implied_ids = [Command.link(group.id)]
        for user in (self.env.user, customer):
            self.assertIn("Gel 4.00 GEL-7", self.paper(invoice, user), user.login)
