"""The data of the last release's database: a small story told with that release's own code.

Runs inside the Odoo of that release (``setup/support/release.py``), so it may use only what the release had; when
another release becomes the last one (``setup/release_state REVISION``), the recipe grows with what is new in it.
Every table of the addons should get a row, and the answers that must survive are kept in the database itself.
"""

import base64
import json
import sys

from tests.benchmark.session import environment

ANSWERS = "lot_suite.release_answers"  # system parameter: {lot id: {direction: answer of trace()}}
MAKING = "component_product;component_lot;produced_product;produced_lot;qty;produced_qty;date;document\n"
SHIPPING = "product;lot;partner;qty;date;document\n"


def tell(env):
    """Two levels of production with serials allotted, deliveries, a return, imported history and a confirmed recall."""
    from odoo.addons.lot_traceability.demo.verbs import Verbs

    class World(Verbs):
        def __init__(self):
            self.env = env

    world = World()
    supplier, hospital, clinic = map(world.make_partner, ("Sharpline", "St. Agnes", "Clinic"))
    needle = world.make_product("Needle", default_code="NEEDLE", use_expiration_date=True)
    pump = world.make_product("Pump", tracking="serial", default_code="PUMP", barcode="04012345678901")
    kit = world.make_product("Kit", default_code="KIT", is_udi_device=True, barcode="04012345678918")
    n1 = world.make_lot(needle, "N1", expires=200, ref="SL-1")
    n2 = world.make_lot(needle, "N2", expires=300)
    pumps = world.make_lots(pump, ["P1", "P2", "P3"])
    k1, k2 = world.make_lots(kit, ["K1", "K2"])
    world.receive({n1: 100, n2: 100}, partner=supplier, at=world.day(-30))
    order = world.produce(pumps, {n1: 2, n2: 1}, at=world.day(-25))
    allot(env, order, [(n1, pumps[0]), (n1, pumps[1]), (n2, pumps[2])])
    world.produce(k1, {pumps[0]: 1, n1: 10}, 10, at=world.day(-20))
    world.produce(k2, {pumps[2]: 1, n2: 10}, 10, at=world.day(-20, hour=10))
    world.deliver({k1: 6}, partner=hospital, at=world.day(-15))
    delivery = world.deliver({k1: 3, k2: 5}, partner=clinic, at=world.day(-14))
    world.return_(delivery, k1, 1, at=world.day(-10))
    world.deliver({k1: 1}, at=world.day(-9))  # to nobody in particular: a gap of the case
    world.reserve(k1, 1, hospital)
    import_history(
        env, "genealogy", MAKING + "NEEDLE;OLD;KIT;K0;5;10;2020-01-01;M1\nNEEDLE;N0;KIT;K0;2;;2020-01-01;M1\n"
    )
    import_history(env, "shipment", SHIPPING + "KIT;K0;Clinic;7;2020-02-01;D1\n")
    manager = world.new_user("release-manager", "lot_recall.group_recall_manager")
    wizard = env["lot.recall.wizard"].with_user(manager)
    wizard.create({"title": "Needle leaks", "reason": "Complaint 17", "lot_ids": n1.ids}).action_confirm()
    wizard.create({"title": "Still open", "lot_ids": n2.ids}).action_save_draft()
    return n1 | n2 | pumps | k1 | k2 | env["stock.lot"].search([("name", "in", ("OLD", "K0"))])


def allot(env, order, pairs):
    env["lot.as.built"].create(
        [
            {"production_id": order.id, "component_lot_id": component.id, "produced_lot_id": unit.id, "qty": 1}
            for component, unit in pairs
        ]
    )


def import_history(env, kind, text):
    wizard = env["lot.declared.import"].create(
        {
            "kind": kind,
            "file": base64.b64encode(text.encode()),
            "file_name": f"{kind}.csv",
            "create_missing_lots": True,
        }
    )
    wizard.action_import()


def answers(lots):
    """What ``trace()`` says of each lot, both ways; the instant of asking left out. For the upgraded database too."""
    said = {}
    for lot in lots:
        both = {way: lot.trace(way) for way in ("downstream", "upstream")}
        said[str(lot.id)] = {way: {**answer, "as_of": ""} for way, answer in both.items()}
    return said


def main(database):
    with environment(database) as env:
        lots = tell(env)
        env.flush_all()
        env["ir.config_parameter"].set_param(ANSWERS, json.dumps(answers(lots)))
        env.cr.commit()


if __name__ == "__main__":
    main(sys.argv[1])
