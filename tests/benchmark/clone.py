"""Multiply a row: every column of a sample row is kept, the named ones are replaced, set by set."""

# A sample's link to one of these names the sample's own story: it must be replaced, never copied.
STORY_TABLES = (
    "stock_picking", "stock_move", "stock_move_line", "stock_lot", "stock_scrap", "stock_reference",
    "mrp_production", "mrp_production_group", "mrp_unbuild", "product_product", "res_partner",
)  # fmt: skip

_FOREIGN_KEYS = """
    SELECT a.attname, confrelid::regclass::text FROM pg_constraint c
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
     WHERE c.contype = 'f' AND c.conrelid = %s::regclass
"""


class StoryLinkError(Exception):
    """A generated row would point at the sample's own documents."""


class Cloner:
    """Inserts rows made after samples; ``samples`` = {table: {role: id}} of ``prototype.build``."""

    def __init__(self, cr, samples):
        self.cr, self.samples = cr, samples
        self.inserted = {}

    def columns(self, table):
        self.cr.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_schema = current_schema AND table_name = %s AND is_generated = 'NEVER'"
            " ORDER BY ordinal_position",
            (table,),
        )
        return [name for (name,) in self.cr.fetchall()]

    def insert(self, table, role, source, **values):
        """Insert a row per row of ``source`` (a query, seen as ``s``); ``values`` = {column: SQL expression over s}."""
        sample = self.samples[table][role]
        columns = self.columns(table)
        unknown = set(values) - set(columns)
        assert not unknown, f"{table} has no {unknown}"
        self._refuse_story_links(table, sample, columns, values)
        picked = ", ".join(values.get(name, f"sample.{name}") for name in columns)
        self.cr.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {picked} FROM ({source}) s"
            f" CROSS JOIN (SELECT * FROM {table} WHERE id = %s) sample ORDER BY {values['id']}",
            (sample,),
        )
        self.inserted[table] = self.inserted.get(table, 0) + self.cr.rowcount

    def _refuse_story_links(self, table, sample, columns, values):
        self.cr.execute(_FOREIGN_KEYS, (table,))
        links = [
            name
            for name, target in self.cr.fetchall()
            if target in STORY_TABLES and name not in values and name in columns
        ]
        if links:
            self.cr.execute(f"SELECT {', '.join(links)} FROM {table} WHERE id = %s", (sample,))
            copied = [name for name, value in zip(links, self.cr.fetchone(), strict=True) if value is not None]
            if copied:
                raise StoryLinkError(f"{table} rows would copy {', '.join(copied)} of the sample")

    def insert_pairs(self, table, columns, source):
        self.cr.execute(f"INSERT INTO {table} ({', '.join(columns)}) {source}")
        self.inserted[table] = self.inserted.get(table, 0) + self.cr.rowcount

    def next_id(self, table):
        self.cr.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}")
        return self.cr.fetchone()[0]

    def restart_sequences(self):
        for table in self.samples:
            self.cr.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")
