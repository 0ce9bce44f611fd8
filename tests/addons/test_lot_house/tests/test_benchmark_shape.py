"""The benchmark's generated rows have the shape that Odoo's own operations write."""

import sys
from pathlib import Path

from odoo.tests import tagged

from odoo.addons.lot_traceability.tests.common import LotWorldCase
from odoo.addons.stock.models.stock_lot import StockLot as CoreLot

REPO = Path(__file__).resolve().parents[4]

# A document's role decides which columns it fills: the table, and what distinguishes its kinds.
PLACES = "src.usage || '>' || dst.usage"
MOVE_KIND = f"""concat_ws(' ', CASE WHEN t.picking_id IS NOT NULL THEN 'transfer' END,
    CASE WHEN t.production_id IS NOT NULL THEN 'made' END,
    CASE WHEN t.raw_material_production_id IS NOT NULL THEN 'used' END,
    CASE WHEN t.unbuild_id IS NOT NULL THEN 'unbuilt' END,
    CASE WHEN t.scrap_id IS NOT NULL THEN 'scrapped' END, {PLACES})"""
LINE_KIND = (
    "concat_ws(' ', product_template.tracking, CASE WHEN t.picking_id IS NOT NULL THEN 'transfer' END," + PLACES + ")"
)
ENDS = "JOIN stock_location src ON src.id = t.location_id JOIN stock_location dst ON dst.id = t.location_dest_id"
KINDS = {
    "stock_picking": (PLACES, ENDS),
    "stock_move": (MOVE_KIND, ENDS),
    "stock_move_line": (
        LINE_KIND,
        f"{ENDS} JOIN product_product ON product_product.id = t.product_id"
        " JOIN product_template ON product_template.id = product_product.product_tmpl_id",
    ),
    "stock_quant": ("place.usage", "JOIN stock_location place ON place.id = t.location_id"),
    "mrp_production": ("'order'", ""),
    "mrp_production_group": ("'group'", ""),
    "mrp_unbuild": ("'unbuild'", ""),
    "stock_scrap": ("'scrap'", ""),
    "stock_reference": ("'reference'", ""),
}
# Written beside the stock, read by no trace: messages, followers, wizards behind buttons, our ledger and guards.
BESIDE = ("mail_", "ir_", "bus_", "stock_return_picking", "discuss_", "lot_audit_", "lot_guard")
# Masters are made by Odoo itself in both worlds.
MASTERS = ("product_", "res_partner", "stock_location")
# Columns whose value is the story's own: compared for being filled, not for what is in them.
OWN_VALUES = ("name", "reference", "origin", "lot_name", "write_uid", "create_uid", "user_id", "sequence")


@tagged("post_install", "-at_install")
class TestBenchmarkShape(LotWorldCase):
    """A small chain told by the verbs, and the smallest generated factory, in the same database."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if str(REPO) not in sys.path:
            sys.path.insert(0, str(REPO))
        before = cls._marks()
        cls._tell()
        cls.env.flush_all()
        told = cls._marks()
        from tests.benchmark import generate, sizes

        cls.facts = generate.generate(cls.env, sizes.SIZES["tiny"])
        cls.told = {table: (before[table], told[table]) for table in KINDS}
        # Odoo made the generator's sample; the rows behind it are the generator's, and their number is known
        last = cls._marks()
        cls.generated = {table: (last[table] - cls.facts["rows"][table], last[table]) for table in KINDS}
        cls.grown = {table: (before["#"].get(table, 0), rows) for table, rows in told["#"].items()}

    @classmethod
    def _marks(cls):
        """Last id per table of interest, and under "#" the row count of every table."""
        cls.env.flush_all()
        marks = {}
        for table in KINDS:
            cls.env.cr.execute(f"SELECT coalesce(max(id), 0) FROM {table}")
            marks[table] = cls.env.cr.fetchone()[0]
        cls.env.cr.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema::regnamespace"
        )
        marks["#"] = {}
        for (table,) in cls.env.cr.fetchall():
            cls.env.cr.execute(f'SELECT count(*) FROM "{table}"')
            marks["#"][table] = cls.env.cr.fetchone()[0]
        return marks

    @classmethod
    def _tell(cls):
        """Every kind of document of the generator, told by the verbs in another order and other numbers."""
        world = cls.world
        supplier, customer = world.make_partner("Shape supplier"), world.make_partner("Shape customer")
        raw, good = world.make_product("Shape raw"), world.make_product("Shape good")
        semi, part = world.make_product("Shape semi", "none"), world.make_product("Shape part", "serial")
        unit = world.make_product("Shape unit", "serial")
        raws = world.make_lots(raw, ["SR1", "SR2"])
        parts = world.make_lots(part, ["SP1", "SP2"])
        made, units = world.make_lot(good, "SG1"), world.make_lots(unit, ["SU1", "SU2"])
        world.receive({raws[0]: 40, raws[1]: 40}, partner=supplier)
        world.receive({parts[0]: 1, parts[1]: 1}, partner=supplier)
        world.produce(semi, {raws[0]: 5}, 5)
        order = world.produce(made, {raws[0]: 8, raws[1]: 4, semi: 5}, 20)
        world.produce(units, {parts[0]: 1, parts[1]: 1})
        shelf = world.new_location("Shape shelf", world.warehouse().lot_stock_id)
        world.transfer(made, 6, world.warehouse().lot_stock_id, shelf)
        delivery = world.deliver({made: 4, units[0]: 1}, partner=customer)
        world.deliver(made, 1, partner=customer)
        world.return_(delivery, made, 4)
        world.unbuild(order, made, 3)
        world.scrap(made, 1)

    def _patterns(self, table, bounds):
        """{kind of row: {column: how it is filled}} for the rows between two ids."""
        kind, joins = KINDS[table]
        self.env.cr.execute(f"SELECT {kind} AS kind, t.* FROM {table} t {joins} WHERE t.id > %s AND t.id <= %s", bounds)
        columns = [column.name for column in self.env.cr.description][1:]
        found = {}
        for row_kind, *values in self.env.cr.fetchall():
            pattern = found.setdefault(row_kind, {column: set() for column in columns})
            for column, value in zip(columns, values, strict=True):
                pattern[column].add(self._seen(column, value))
        return found

    @staticmethod
    def _seen(column, value):
        """What of a value is shape: texts, flags and states as they are, numbers and instants only as filled."""
        if value is None:
            return "empty"
        if isinstance(value, bool) or (isinstance(value, str) and column not in OWN_VALUES):
            return value
        return "filled"

    def test_every_kind_of_row_fills_the_same_columns(self):
        for table in KINDS:
            told, generated = self._patterns(table, self.told[table]), self._patterns(table, self.generated[table])
            self.assertEqual(set(generated), set(told), table)
            for kind, pattern in generated.items():
                for column, seen in pattern.items():
                    with self.subTest(table=table, kind=kind, column=column):
                        self.assertLessEqual(seen, told[kind][column] | self._allowed(table, column))

    @staticmethod
    def _allowed(table, column):
        """Where the two worlds may differ: a receipt names its lot by text or picks a known one."""
        return {"empty", "filled"} if (table, column) == ("stock_move_line", "lot_name") else set()

    def test_the_same_tables_grow(self):
        grown = {table for table, (before, after) in self.grown.items() if after > before}
        grown = {table for table in grown if not table.startswith(BESIDE + MASTERS)}
        self.assertEqual(set(self.facts["rows"]), grown)

    def test_links_join_the_same_kinds_of_rows(self):
        """Consume links go from finished to raw lines, all with all; returns from delivery to return."""
        self.env.cr.execute(
            "SELECT min(n), max(n), min(made * used), max(made * used) FROM ("
            " SELECT made_move.production_id, count(*) AS n, count(DISTINCT rel.consume_line_id) AS made,"
            "        count(DISTINCT rel.produce_line_id) AS used"
            "   FROM stock_move_line_consume_rel rel JOIN stock_move_line made ON made.id = rel.consume_line_id"
            "   JOIN stock_move made_move ON made_move.id = made.move_id"
            "   JOIN stock_move_line used ON used.id = rel.produce_line_id"
            "   JOIN stock_move used_move ON used_move.id = used.move_id"
            "    AND used_move.raw_material_production_id = made_move.production_id"
            "  GROUP BY made_move.production_id) orders WHERE n <> made * used OR n = 0"
        )
        self.assertEqual(self.env.cr.fetchone(), (None, None, None, None))
        self.env.cr.execute(
            "SELECT count(*) FROM stock_move_move_rel rel JOIN stock_move back ON back.id = rel.move_dest_id"
            " WHERE back.origin_returned_move_id = rel.move_orig_id"
        )
        self.assertGreaterEqual(self.env.cr.fetchone()[0], self.facts["rows"]["stock_move_move_rel"] + 1)

    def test_generated_stock_is_what_odoo_would_compute(self):
        """Quants equal the sum of the lines, a lot's place is the place of its goods."""
        lots = self.env["stock.lot"].search([("name", "=like", "BL/%")])
        self.assertEqual(len(lots), self.facts["rows"]["stock_lot"])
        for lot in lots:
            # as stock.lot computes it (running that compute again would move the goods: it has an inverse)
            places = lot.quant_ids.filtered(lambda quant: quant.quantity > 0).location_id
            self.assertEqual(lot.location_id, places if len(places) == 1 else places.browse(), lot.name)
        self.env.cr.execute(
            "SELECT count(*) FROM (SELECT lot_id, location_id, sum(qty) AS qty FROM ("
            "   SELECT lot_id, location_dest_id AS location_id, quantity_product_uom AS qty"
            "     FROM stock_move_line WHERE state = 'done'"
            "   UNION ALL SELECT lot_id, location_id, -quantity_product_uom"
            "     FROM stock_move_line WHERE state = 'done') ends"
            "  WHERE lot_id = ANY(%s) GROUP BY lot_id, location_id HAVING sum(qty) <> 0) flows"
            " FULL JOIN (SELECT * FROM stock_quant WHERE lot_id = ANY(%s)) quant USING (lot_id, location_id)"
            " WHERE flows.qty IS DISTINCT FROM quant.quantity",
            (lots.ids, lots.ids),
        )
        self.assertEqual(self.env.cr.fetchone()[0], 0)
        self.assertFalse(
            lots.quant_ids.filtered(lambda quant: quant.location_id.usage == "internal" and quant.quantity < 0)
        )

    def test_odoo_finds_the_deliveries_of_a_generated_lot(self):
        """Odoo's own search walks the generated links to every delivery of the four, and to the re-shipments.

        Ours replaces that search on the lot form; it finds these and what Odoo's misses (unbuilt, untracked).
        """
        lot = self.env["stock.lot"].browse(self.facts["bad"]["4"])
        found = self.env["stock.picking"].browse(CoreLot._find_delivery_ids_by_lot_iterative(lot)[lot.id])
        ours = self.env["stock.picking"].browse(lot._find_delivery_ids_by_lot_iterative()[lot.id])
        self.assertLess(found, ours)
        self.assertEqual(len(found.filtered(lambda picking: not picking.name.startswith("BENCH/OUT"))), 0)
        self.assertEqual(len(found), 6)
