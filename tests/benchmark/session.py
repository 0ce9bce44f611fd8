"""An Odoo environment on one database, in this process."""

import contextlib


@contextlib.contextmanager
def environment(database):
    """Yield a superuser environment; nothing is committed unless the caller does."""
    import odoo.tools
    from odoo import SUPERUSER_ID, api
    from odoo.modules.registry import Registry

    odoo.tools.config.parse_config(
        ["-d", database, "--log-level=warn", "--no-http", "--max-cron-threads=0"], setup_logging=True
    )
    with Registry(database).cursor() as cr:
        yield api.Environment(cr, SUPERUSER_ID, {})
        cr.rollback()
