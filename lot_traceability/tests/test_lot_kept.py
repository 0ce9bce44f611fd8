"""A lot with history cannot be deleted, and the ledger is read by lot through an index."""

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL

from .common import LotWorldCase


@tagged("post_install", "-at_install")
class TestLotKept(LotWorldCase):
    def setUp(self):
        super().setUp()
        self.supplier = self.make_partner("Sharpline")
        self.needle = self.make_product("Needle")
        self.n1, self.n2, self.n3 = self.make_lots(self.needle, ["N1", "N2", "N3"])

    def declare(self, **values):
        batch = self.env["lot.declared.batch"].create(
            {"name": "old.csv", "kind": values["kind"], "company_id": self.env.company.id}
        )
        return self.env["lot.declared.link"].create(
            {
                "qty": 1,
                "date": self.day(-300),
                "batch_id": batch.id,
                "company_id": self.env.company.id,
                "fingerprint": str(values),
                **values,
            }
        )

    def assert_kept(self, lots):
        with self.assertRaisesRegex(UserError, "cannot be deleted"), self.env.cr.savepoint():
            lots.unlink()

    def test_lot_of_a_returned_receipt_is_kept(self):
        receipt = self.receive(self.n1, 5, partner=self.supplier)
        self.return_(receipt, self.n1, 5)
        self.env["stock.quant"]._quant_tasks()
        self.assertFalse(self.n1.quant_ids.filtered("quantity"), "Odoo alone would allow it to be deleted now")
        self.assert_kept(self.n1)
        self.assert_kept(self.n1 | self.n2)

    def test_history_of_another_company_keeps_it_too(self):
        sister = self.new_company("Sister")
        receipt = self.receive(self.n1, 5, partner=self.supplier, company=sister)
        self.return_(receipt, self.n1, 5)
        self.env["stock.quant"]._quant_tasks()
        self.assert_kept(self.n1.with_user(self.user_manager()))

    def test_lot_in_declared_history_is_kept(self):
        self.declare(kind="genealogy", component_lot_id=self.n1.id, produced_lot_id=self.n2.id)
        self.declare(kind="shipment", lot_id=self.n3.id, partner_id=self.supplier.id)
        for lot in (self.n1, self.n2, self.n3):
            self.assert_kept(lot)

    def test_lot_without_history_goes(self):
        self.reserve(self.n2, 1)
        lots = self.n1 | self.n3
        lots.unlink()
        self.assertFalse(lots.exists())

    def test_index_serves_lookups_by_lot(self):
        name = "stock_move_line_lot_dest_done_idx"
        found = self.env.execute_query(SQL("SELECT indexdef FROM pg_indexes WHERE indexname = %s", name))
        self.assertEqual(len(found), 1)
        self.assertRegex(found[0][0], r"\(lot_id, location_dest_id\) WHERE .*state.*done.*lot_id IS NOT NULL")
        self.env.cr.execute("SET LOCAL enable_seqscan = off")
        self.env["stock.move.line"].flush_model()
        plan = self.env.execute_query(
            SQL("EXPLAIN SELECT id FROM stock_move_line WHERE lot_id = ANY(%s) AND state = 'done'", [self.n1.id])
        )
        self.assertIn(name, " ".join(row[0] for row in plan))
