"""A launched case with many consignees, for ``recall_notices``: one made by its operations, the others as copies."""

SHIPPED = 12


def environment_of(database):
    """The registry of this process on the database."""
    import odoo.tools
    from odoo.modules.registry import Registry

    odoo.tools.config.parse_config(
        ["-d", database, "--log-level=critical", "--no-http", "--max-cron-threads=0"], setup_logging=True
    )
    return Registry(database)


def make_case(database, count, port):
    """A launched case with this many consignees, all by e-mail; returns its id."""
    registry = environment_of(database)
    from odoo import SUPERUSER_ID, api
    from odoo.tools import SQL

    from odoo.addons.lot_recall.tests.letters import make_letter
    from odoo.addons.lot_traceability.tests.common import World

    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
        env["ir.cron"].search([]).active = False
        env["ir.mail_server"].search([]).active = False
        env["ir.mail_server"].create(
            {"name": "Box", "smtp_host": "127.0.0.1", "smtp_port": port, "smtp_encryption": "none"}
        )
        env.company.email = "recalls@maker.example"
        world = World(env)
        lot = world.make_lot(world.make_product("Proof"), "PROOF-1")
        world.receive(lot, SHIPPED)
        world.deliver(lot, SHIPPED, world.make_partner("Consignee 0"))
        wizard = env["lot.recall.wizard"].create({"title": "Proof", "reason": "Proof", "lot_ids": lot.ids})
        recall = env["lot.recall"].browse(wizard.action_confirm()["res_id"])
        make_letter(env, recall)
        first = recall.consignee_ids
        first.write({"email": "c0@far.example", "channel": "mail"})
        env.flush_all()
        for table, own in (("lot_recall_consignee", "email"), ("lot_recall_consignee_lot", "consignee_id")):
            _multiply(env, SQL, table, own, count, first)
        env.invalidate_all()
        recall._set_state(state="launched")
        env["lot.recall.notice"]._queue(recall.consignee_ids, recall.revision_id, "notice")
        return recall.id


def _multiply(env, sql, table, own, count, first):
    """Rows for the other consignees, like those of the first one."""
    env.cr.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table])
    names = [name for (name,) in env.cr.fetchall() if name not in ("id", "key", own)]
    columns = sql(", ").join(map(sql.identifier, names))
    if own == "email":
        values, source = sql("'?' || n, 'c' || n || '@far.example'"), sql("generate_series(1, %s) n", count - 1)
    else:
        values, source = sql("r.key, c.id"), sql("lot_recall_consignee c")
    condition = sql("TRUE") if own == "email" else sql("c.recall_id = r.recall_id AND c.id <> %s", first.id)
    which = first if own == "email" else first.lot_ids
    env.execute_query(
        sql(
            "INSERT INTO %s (%s, key, %s) SELECT %s, %s FROM %s r, %s WHERE r.id = %s AND %s RETURNING id",
            sql.identifier(table),
            columns,
            sql.identifier(own),
            sql(", ").join(sql("r.%s", sql.identifier(name)) for name in names),
            values,
            sql.identifier(table),
            source,
            which.id,
            condition,
        )  # fmt: skip
    )
