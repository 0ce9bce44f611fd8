"""Test-only addon: what all tests find in their template database, and the scenarios over all four addons."""

from passlib.context import CryptContext

from odoo import Command

# Login → groups beside "internal user". Tests ask for them with ``ready_user``: to make one takes a tenth of a second.
USERS = {
    "test-plain": "stock.group_stock_user",
    "test-operator": "lot_traceability.group_operator",
    "test-quality": "lot_traceability.group_quality",
    "test-manager": "lot_traceability.group_manager",
    "test-recall-manager": "lot_recall.group_recall_manager",
    "test-recall-second": "lot_recall.group_recall_manager",
    "test-recall-quality": "lot_traceability.group_quality",
}
# As cheap as the tests' own; read at each login.
_HASH = CryptContext(["pbkdf2_sha512"], pbkdf2_sha512__rounds=1).hash


def make_users(env):
    """Users of the tests, each with the login as password."""
    for login, group in USERS.items():
        groups = env.ref("base.group_user") | env.ref(group)
        values = {"name": login.capitalize(), "login": login, "group_ids": [Command.set(groups.ids)]}
        user = env["res.users"].with_context(no_reset_password=True, tracking_disable=True).create(values)
        env.cr.execute("UPDATE res_users SET password = %s WHERE id = %s", [_HASH(login), user.id])
