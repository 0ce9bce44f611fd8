"""What a database holds of ours, read with plain SQL: the same before and after an upgrade, whatever the code does."""

# Who touched a row last is Odoo's own bookkeeping; an upgrade that loads data files may rewrite it.
BOOKKEEPING = ("write_date", "write_uid")


def own_tables(cursor):
    """``{table: {row key: {column: value}}}`` of every lasting table of the addons, relation tables included."""
    cursor.execute("SELECT replace(model, '.', '_') FROM ir_model WHERE transient")
    passing = {name for (name,) in cursor.fetchall()}
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        r" AND relname LIKE 'lot\_%' ORDER BY relname"
    )
    names = [name for (name,) in cursor.fetchall() if not any(name.startswith(wizard) for wizard in passing)]
    return {name: _rows(cursor, name) for name in names}


def _rows(cursor, table):
    cursor.execute(f'SELECT * FROM "{table}"')
    columns = [column.name for column in cursor.description]
    rows = [dict(zip(columns, values)) for values in cursor.fetchall()]
    for row in rows:
        for name in BOOKKEEPING:
            row.pop(name, None)
    return {row.get("id") or tuple(row.values()): row for row in rows}


def own_columns(cursor, addons):
    """``{(table, column): {id: value}}`` of our columns in Odoo's tables; empty values left out."""
    cursor.execute(
        """
        SELECT DISTINCT replace(f.model, '.', '_'), f.name
          FROM ir_model_fields f
          JOIN ir_model_data d ON d.model = 'ir.model.fields' AND d.res_id = f.id AND d.module = ANY(%s)
          JOIN information_schema.columns c ON c.table_name = replace(f.model, '.', '_') AND c.column_name = f.name
          JOIN ir_model m ON m.model = f.model AND NOT m.transient
         WHERE f.store AND f.model NOT LIKE 'lot.%%'
           AND NOT EXISTS (SELECT FROM ir_model_data other
                            WHERE other.model = 'ir.model.fields' AND other.res_id = f.id
                              AND other.module != ALL(%s))
        """,
        [list(addons), list(addons)],
    )
    found = {}
    for table, column in sorted(cursor.fetchall()):
        cursor.execute(f'SELECT id, "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL')
        found[table, column] = dict(cursor.fetchall())
    return found
