"""Questions to the database, one module per question; every function returns ``odoo.tools.SQL``."""
