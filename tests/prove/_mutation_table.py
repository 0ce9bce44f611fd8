"""Which line handles which trap of tracing, how to take it away, and the test that must notice.

Left out because no single line handles them: orders of many serials (the query sums per order), by-products
(ordinary outputs), edited moves (nothing is stored), the end of a walk in a cycle (without it the walk never ends).
"""

from typing import NamedTuple


class Mutation(NamedTuple):
    """Replace texts in one file; the test must fail then."""

    trap: str
    file: str
    edits: tuple[tuple[str, str], ...]
    test: str


def _in(folder, file, module, case):
    """A maker of mutations of one file for the tests of one class."""

    def make(trap, test, *edits):
        path = f"lot_traceability/tests/{module}.py" if "/" not in module else f"{module}.py"
        return Mutation(trap, f"lot_traceability/{folder}/{file}.py", edits, f"{path}::{case}::{test}")

    return make


_LEVELS = ("test_trace_levels", "TestTraceLevels")
_UNBUILD = ("test_trace_undone", "TestTraceUnbuild")
_REPAIR = ("test_trace_undone", "TestTraceRepair")
_UNTRACKED = ("test_trace_untracked", "TestTraceUntracked")
_BUILT = ("test_trace_as_built", "TestTraceAsBuilt")
_SHIPPING = ("test_trace_shipping", "TestTraceShipping")
_COMPANIES = ("test_trace_shipping", "TestTraceCompanies")
_ENDS = ("test_trace_ends", "TestTraceEnds")
_DATA = ("test_trace_data", "TestTraceData")
_DECLARED = ("test_trace_data", "TestTraceDeclared")
_ACCESS = ("test_trace_access", "TestTraceCompaniesAccess")
_RULES = ("test_trace_access", "TestTraceOwnRules")
_RECALL = ("lot_recall/tests/test_trace_access_recall", "TestTraceAccessRecall")
_API = ("test_trace_api", "TestTraceApi")
FALSE = "if False:"

WALK = [
    _in("kernel", "closure", *_LEVELS)(
        "several levels", "test_forward", ("self.pending_lots.add(link.lot_id)", "pass")
    ),
    _in("sql", "ledger_lines", *_LEVELS)(
        "backward", "test_backward", ("*places.supplier, *places.production, ", "*places.supplier, ")
    ),
    _in("kernel", "closure", *_LEVELS)(
        "depth limit", "test_max_depth_cuts_and_says_so", ("if max_depth and self.depth >= max_depth:", FALSE)
    ),
    _in("kernel", "gaps", *_LEVELS)(
        "cut is told", "test_max_depth_cuts_and_says_so", ("for lot in closure.cut_lots]", "for lot in ()]")
    ),
    _in("kernel", "lineage", *_LEVELS)(
        "open lines on request", "test_open_lines_on_request", ("self.covered, self.include_open", "self.covered, True")
    ),
    _in("sql", "ledger_lines", *_UNBUILD)(
        "unbuild consumes", "test_unbuilt_parts_are_followed_without_odoos_links",
        ("THEN 'mrp.unbuild' %(repair)s ELSE '' END", "THEN '' %(repair)s ELSE '' END"),
    ),
    _in("sql", "ledger_orders", *_UNBUILD)(
        "unbuild puts out", "test_unbuilt_parts_are_followed_without_odoos_links",
        ('"mrp.unbuild": made,', '"mrp.unbuild": SQL("FALSE"),'),
    ),
    _in("kernel", "timewalk", *_UNBUILD)(
        "unbuild and reuse by date", "test_what_came_out_is_used_again",
        ("at = 0 if label is None else bisect_left(dates, label)", "at = 0"),
    ),
    _in("kernel", "lineage", *_UNBUILD)(
        "lot made twice, shipped before", "test_lot_made_twice_the_earlier_customer_is_excluded_by_date",
        ("row.date >= reached.get(row.lot_id, never),", "True,"),
    ),
    _in("kernel", "gaps", *_UNBUILD)(
        "rework is told", "test_rework_ends_the_walk_and_is_told", ("if len(component) > 1:", FALSE)
    ),
    _in("sql", "ledger_lines", *_REPAIR)(
        "recycled parts are no output", "test_removed_and_recycled_parts_are_no_components_of_the_repair",
        ("m.repair_line_type = 'add' AND %s", "m.repair_line_type IS NOT NULL AND TRUE IN (TRUE, %s)"),
    ),
    _in("sql", "ledger_orders", *_REPAIR)(
        "removed parts are no component", "test_removed_and_recycled_parts_are_no_components_of_the_repair",
        ("m.repair_line_type = 'add' AND %s", "TRUE IN (TRUE, %s)"),
    ),
    _in("kernel", "shares", *_REPAIR)(
        "share of a repaired lot", "test_added_parts_reach_the_repaired_lot",
        ("share + qty / total * (repaired - share)", "share"),
    ),
    _in("kernel", "pass_through", *_BUILT)(
        "as-built: used up", "test_partial_allotment_reaches_the_rest_and_says_so",
        ("if not self.is_used_up(component_lot):", "if True:"),
    ),
    _in("kernel", "pass_through", *_BUILT)(
        "as-built: fully allotted", "test_partial_allotment_reaches_the_rest_and_says_so",
        ("return part is not None and rows > 0", "return False"),
    ),
    _in("kernel", "closure", *_BUILT)(
        "as-built: rows are read", "test_complete_allotment",
        ("            self._load_passes(rows)", "            pass"),
    ),
    Mutation(
        "as-built: the way shown", "lot_recall/models/lot_recall_content.py",
        (("figures.build(answer, reasons, self._allotted(answer))", "figures.build(answer, reasons)"),),
        "lot_recall/tests/test_preview.py::TestPreview::test_way_is_the_one_that_was_allotted",
    ),
    _in("kernel", "gaps", *_BUILT)(
        "as-built: rest is told", "test_quantity_allotted_in_part", ("if lot in closure.lots:", FALSE)
    ),
]  # fmt: skip

UNTRACKED = [
    _in("kernel", "untracked", *_UNTRACKED)(
        "untracked: place and time", "test_found_by_place_and_time", ("found[leaving.id] = leaving", "continue")
    ),
    _in("kernel", "untracked", *_UNTRACKED)(
        "untracked: stock ran out", "test_window_ends_when_stock_ran_out", ("if balance <= 0:", FALSE)
    ),
    _in("kernel", "untracked", *_UNTRACKED)(
        "untracked: another place", "test_followed_into_another_place", ("todo.append(leaving)", "pass")
    ),
    _in("kernel", "untracked", *_UNTRACKED)(
        "untracked: move chain", "test_odoos_move_chain_beats_the_pool", ("if self._chain_to.get(move_id):", FALSE)
    ),
    _in("kernel", "untracked", *_UNTRACKED)(
        "untracked: no more than was made", "test_mixed_batches_reach_all_that_followed",
        ("in lines), ZERO), made.qty)", "in lines), ZERO), made.qty * 9)"),
    ),
    _in("kernel", "untracked", *_UNTRACKED)(
        "untracked: shipped itself", "test_untracked_goods_shipped_themselves",
        ('if line.to_usage == "customer"]', "if False]"),
    ),
    _in("kernel", "graph", *_UNTRACKED)(
        "untracked: inferred", "test_found_by_place_and_time",
        ("RECORDED if lot in known else INFERRED", "RECORDED"),
    ),
    _in("kernel", "gaps", *_UNTRACKED)(
        "missing lot", "test_missing_lot_of_a_tracked_product",
        ('"missing_lot" if tracked else "untracked_step"', '"untracked_step"'),
    ),
]  # fmt: skip

SHIPPING = [
    _in("kernel", "exposure", *_SHIPPING)(
        "return is netted", "test_return_is_netted", ('"return", -line.qty', '"return", line.qty')
    ),
    _in("kernel", "gaps", *_SHIPPING)(
        "foreign return", "test_foreign_return", ("        if qty < -TOLERANCE", "        if False")
    ),
    _in("kernel", "exposure", *_SHIPPING)(
        "drop-ship", "test_drop_ship_has_customer_and_supplier", ('return "dropship"', 'return "delivery"')
    ),
    _in("kernel", "exposure", *_SHIPPING)(
        "point of sale", "test_point_of_sale", ('if line.channel == "pos":', FALSE)
    ),
    _in("sql", "ledger_partners", *_SHIPPING)(
        "move without transfer", "test_move_to_a_customer_without_transfer",
        ('SQL("p.partner_id"), SQL("m.partner_id")]', 'SQL("p.partner_id")]'),
    ),
    _in("sql", "ledger_partners", *_SHIPPING)(
        "sale's delivery address", "test_sale_ships_to_its_delivery_address",
        ('delivery.append(SQL("so.partner_shipping_id"))', "pass"),
    ),
    _in("kernel", "gaps", *_SHIPPING)(
        "unknown consignee", "test_unknown_consignee", ("if not row.commercial_partner_id:", FALSE)
    ),
    _in("kernel", "exposure", *_ENDS)(
        "customer to customer: both sides", "test_from_customer_to_customer",
        ("(*_ABOUT(line)[:-2], 0, 0) if is_shipped else _ABOUT(line)", "_ABOUT(line)"),
    ),
    _in("sql", "exposure", *_ENDS)(
        "customer to customer: totals", "test_from_customer_to_customer",
        ("side.sign > 0 OR NOT ml.given", "TRUE"),
    ),
    _in("kernel", "gaps", *_ENDS)(
        "unknown consignee gave back", "test_came_back_from_nobody_known", ("if row.qty > 0:", "if True:")
    ),
    _in("models", "trace_transfers", *_COMPANIES)(
        "companies: twin lots", "test_lots_of_their_own_are_joined_by_the_transit", ("self._attribute(legs)", "pass")
    ),
    _in("kernel", "flows", *_COMPANIES)(
        "companies: transferred out", "test_one_lot_of_no_company_in_two", ("if transit_out:", FALSE)
    ),
    _in("kernel", "flows", *_COMPANIES)(
        "companies: under way is not on hand", "test_one_lot_of_no_company_in_two",
        ("if not quant.inter_company:", "if True:"),
    ),
]  # fmt: skip

DATA = [
    _in("sql", "ledger_lines", *_DATA)(
        "units: lines", "test_quantities_are_in_the_products_unit",
        ("ml.quantity_product_uom::text", "ml.quantity::text"),
    ),
    _in("sql", "ledger_orders", *_DATA)(
        "units: orders", "test_quantities_are_in_the_products_unit",
        ("%s, SUM(ml.quantity_product_uom)::text", "%s, SUM(ml.quantity)::text"),
    ),
    # Lines of lots are left out where they are read, before their moves are looked at, and once more with all others.
    _in("sql", "ledger_lines", *_DATA)(
        "lines of quantity 0", "test_lines_without_quantity_do_not_exist",
        ("ml.quantity_product_uom > 0 AND ", ""), (" AND l.quantity_product_uom > 0", ""),
    ),
    _in("sql", "ledger_lines", *_DATA)(
        "receipts of quantity 0", "test_receipts_without_quantity_do_not_exist",
        ("ml.quantity_product_uom > 0 AND ", ""),
    ),
    _in("kernel", "flows", *_LEVELS)(
        "scrap, not loss", "test_scraps_made_from_an_order_are_scraps",
        ('"scrapped_qty" if is_scrap else "lost_qty"', '"lost_qty"'),
    ),
    _in("kernel", "gaps", *_DATA)(
        "relabelling", "test_relabelling_by_counting_is_told_not_followed",
        ("return any(\n        gain.lot_id", "return False and any(\n        gain.lot_id"),
    ),
    _in("kernel", "gaps", *_DATA)(
        "relabelling: same day", "test_a_loss_alone_is_no_relabelling",
        ("and abs(gain.date - line.date) <= RELABEL_WINDOW", "and True"),
    ),
    _in("kernel", "flows", *_DATA)(
        "backdated", "test_backdated_and_negative", ("if balance < -TOLERANCE:", FALSE)
    ),
    _in("kernel", "gaps", *_DATA)(
        "negative stock", "test_backdated_and_negative", ("if quant.qty < -TOLERANCE and", "if False and")
    ),
    _in("kernel", "gaps", *_DATA)(
        "duplicate serial", "test_duplicate_serial", ('{lot.id for lot in lots if lot.tracking == "serial"}', "set()")
    ),
    _in("kernel", "gaps", *_ENDS)(
        "duplicate serial: at a customer too", "test_serial_on_hand_and_at_a_customer",
        ("max(out[lot], ZERO)", "ZERO"),
    ),
    _in("kernel", "gaps", *_ENDS)(
        "duplicate serial: built in too", "test_serial_on_hand_and_built_in",
        (" + max(built_in.get(lot, ZERO), ZERO) > ONE", " > ONE"),
    ),
    _in("kernel", "gaps", *_ENDS)(
        "production without order: used up", "test_used_up_without_an_order",
        ("used_up = line", "used_up = False and line"),
    ),
    _in("kernel", "gaps", *_ENDS)(
        "production without order: came out", "test_came_out_without_an_order",
        ("came_out = line", "came_out = False and line"),
    ),
    _in("kernel", "gaps", *_REPAIR)(
        "removed parts were not made", "test_removed_and_recycled_parts_are_no_components_of_the_repair",
        (' and line.doc_model != "repair.order"', ""),
    ),
    _in("kernel", "gaps", *_DATA)(
        "missing expiry", "test_missing_expiry", ("if lot.uses_expiration and not", "if False and not")
    ),
    _in("kernel", "gaps", *_DATA)(
        "residual", "test_residual_is_told", ("if abs(row.residual_qty) > TOLERANCE", "if False")
    ),
    _in("models", "trace_ledger", *_DECLARED)(
        "declared genealogy", "test_genealogy_and_shipments", ("if not self._declared or not ids:", "if True:")
    ),
    _in("models", "trace_ledger", *_DECLARED)(
        "declared shipments", "test_genealogy_and_shipments", ("if not self._declared_shipped:", "if True:")
    ),
    _in("models", "stock_lot_trace", *_API)(
        "wrong direction", "test_wrong_words_are_refused", ("if direction not in DIRECTIONS:", FALSE)
    ),
]  # fmt: skip

HIDDEN = "test_another_companys_records_are_hidden_counted_and_nameless"
ACCESS = [
    _in("kernel", "readable", *_ACCESS)("access: nodes", HIDDEN, ("if all(map(is_readable, nodes)):", "if True:")),
    _in("kernel", "lineage", *_ACCESS)(
        "access: lines", HIDDEN, ("if line.id in readable and line.lot_id in self.visible}", "}")
    ),
    _in("kernel", "lineage", *_ACCESS)(
        "access: hidden supplies count", HIDDEN, ("hidden |= {row.move_line_id", "hidden and {row.move_line_id")
    ),
    _in("kernel", "lineage", *_ACCESS)(
        "access: stock", HIDDEN, ("if row.id in readable and row.lot_id in self.visible]", "]")
    ),
    _in("kernel", "readable", *_ACCESS)(
        "access: edges to hidden nodes", HIDDEN, ("**ends, qty=None, product_id=0, date=None", "**ends")
    ),
    _in("kernel", "lineage", *_ACCESS)(
        "access: lots that others handled", "test_a_lot_that_the_sister_alone_handled",
        ("nodes_ = hide_history(nodes_, self._read_lines())", "self._read_lines()"),
    ),
    _in("kernel", "lineage", *_ACCESS)(
        "access: hidden ends count", "test_a_lot_that_the_sister_alone_handled",
        ("if line.id not in kept and gap.open_ends(line, *self._both_ways())", "if False"),
    ),
    _in("kernel", "lineage", *_RULES)(
        "access: stock of hidden lots", "test_rule_on_lots",
        ("if row.id in readable and row.lot_id in self.visible]", "if row.id in readable]"),
    ),
    _in("models", "stock_lot_trace", *_ACCESS)(
        "access: unreadable origin", "test_an_unreadable_lot_is_refused_whole",
        ('self.with_context(prefetch_fields=False).check_access("read")', "pass"),
    ),
    _in("models", "stock_lot_exposure", *_ACCESS)(
        "access: lot form per reader", "test_lot_form_counts_what_it_does_not_show",
        ('    @api.depends_context("uid", "allowed_company_ids")\n', ""),
    ),
    _in("models", "trace_access", *_RULES)(
        "access: own rules on lines", "test_rule_on_lines", (' and self._only_company_rule(model):', ":")
    ),
    _in("models", "trace_access", *_RULES)(
        "access: own rules on orders", "test_rule_on_orders", (' or self._only_company_rule(model):', " or True:")
    ),
    _in("models", "trace_names", *_RECALL)(
        "access: foreign names masked", "test_reads_every_company_with_masked_partners",
        ("if not self.access.is_foreign(company_id):", "if True:"),
    ),
    _in("models", "trace_answer", *_RECALL)(
        "access: foreign return masked", "test_foreign_return_does_not_name_the_customer_either",
        ("self.names.is_masked(gap.res_id)", "False"),
    ),
]  # fmt: skip

MUTATIONS = WALK + UNTRACKED + SHIPPING + DATA + ACCESS
