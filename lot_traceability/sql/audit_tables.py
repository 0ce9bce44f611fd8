"""Tables of the audit ledger, and the triggers that let rows only be added.

No foreign keys: what an entry names may go, the entry stays. Every statement can be run again on an existing database.

lot_audit_entry      one event; ``content`` is what is hashed, the other columns are computed from it and cannot deviate
lot_audit_personal   erasable data of people outside the company; the entry holds a salted hash of it
lot_audit_pending    entries that wait to be sealed
lot_audit_seal       the chain of each company
lot_audit_anchor     heads of the chains that were sent outside
"""

from odoo.tools import SQL

# PostgreSQL refuses casts to timestamp in generated columns, since they could depend on settings.
_AT = "make_timestamp({parts}, substr(content::jsonb->>'at', 18, 9)::float8)".format(
    parts=", ".join(f"substr(content::jsonb->>'at', {start}, {size})::int" for start, size in
                    ((1, 4), (6, 2), (9, 2), (12, 2), (15, 2)))
)  # fmt: skip
GENERATED = {
    "company_id": ("integer NOT NULL", "(content::jsonb->>'company')::int"),
    "code": ("text NOT NULL", "content::jsonb->>'code'"),
    "user_id": ("integer", "(content::jsonb->>'uid')::int"),
    "writer": ("text", "content::jsonb->>'writer'"),
    "model": ("text", "content::jsonb->>'model'"),
    "res_id": ("bigint", "(content::jsonb->>'id')::bigint"),
    "label": ("text", "content::jsonb->>'label'"),
    "at": ("timestamp NOT NULL", _AT),
    "reason": ("text", "content::jsonb->>'reason'"),
    "about": ("jsonb", "content::jsonb->'about'"),
}
# Settings of one transaction that let rows go; verification asks for the entry that accounts for them.
RETENTION, ERASURE = "lot_audit.retention", "lot_audit.erasure"
GUARDED = {
    "lot_audit_entry": RETENTION,
    "lot_audit_personal": ERASURE,
    "lot_audit_seal": "",
    "lot_audit_anchor": "",
}
TABLES = (*GUARDED, "lot_audit_pending")
_COMPUTED = ", ".join(f"{name} {kind} GENERATED ALWAYS AS ({term}) STORED" for name, (kind, term) in GENERATED.items())
_TABLES = f"""
CREATE TABLE IF NOT EXISTS lot_audit_entry (id bigserial PRIMARY KEY, content text NOT NULL, {_COMPUTED});
CREATE INDEX IF NOT EXISTS lot_audit_entry_about_idx ON lot_audit_entry USING gin (about jsonb_path_ops);
CREATE INDEX IF NOT EXISTS lot_audit_entry_company_at_idx ON lot_audit_entry (company_id, at);
CREATE INDEX IF NOT EXISTS lot_audit_entry_code_idx ON lot_audit_entry (company_id, code, id);
CREATE TABLE IF NOT EXISTS lot_audit_personal (entry_id bigint PRIMARY KEY, salt bytea NOT NULL, data text NOT NULL);
CREATE TABLE IF NOT EXISTS lot_audit_pending (company_id integer, entry_id bigint, PRIMARY KEY (company_id, entry_id));
CREATE TABLE IF NOT EXISTS lot_audit_seal (
    company_id integer NOT NULL,
    seq bigint NOT NULL,
    entry_id bigint NOT NULL UNIQUE,
    content_hash bytea NOT NULL,
    hash bytea NOT NULL,
    sealed_at timestamp NOT NULL,
    PRIMARY KEY (company_id, seq)
);
CREATE TABLE IF NOT EXISTS lot_audit_anchor (
    id bigserial PRIMARY KEY,
    company_id integer NOT NULL,
    seq bigint NOT NULL,
    hash text NOT NULL,
    at timestamp NOT NULL,
    sent_to text NOT NULL
);
CREATE INDEX IF NOT EXISTS lot_audit_anchor_company_idx ON lot_audit_anchor (company_id, seq);
"""
_GUARD = """
BEGIN
    IF TG_OP = 'DELETE' AND TG_ARGV[0] <> '' AND coalesce(current_setting(TG_ARGV[0], true), '') <> '' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'The audit ledger only grows: % of % is refused.', lower(TG_OP), TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege',
              HINT = 'Entries leave it only by a retention run, personal data only by an erasure; both are recorded.';
END
"""
_PENDING = """
BEGIN
    INSERT INTO lot_audit_pending (company_id, entry_id) SELECT company_id, id FROM added;
    RETURN NULL;
END
"""
FUNCTIONS = {"lot_audit_guard": _GUARD, "lot_audit_list": _PENDING}


# Bits of pg_trigger.tgtype: before = 2, insert = 4, delete = 8, update = 16, truncate = 32; row = 1 is absent.
_KINDS = {"lot_audit_guard": 2 + 8 + 16 + 32, "lot_audit_list": 4}


def expected_guards():
    """What ``audit_verify.guards`` reads when all triggers stand as we made them."""
    for table, name, definition, state in triggers():
        function, _open, argument = definition.partition("EXECUTE FUNCTION ")[2].partition("(")
        yield (table, name, "A" if state else "O", _KINDS[function], function, argument.strip("')"), True)


def create():
    """SQL that makes tables, functions and triggers, or mends what is missing of them."""
    statements = [_TABLES.replace("%", "%%")]
    for name, body in FUNCTIONS.items():
        text = body.replace("%", "%%")
        statements.append(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body${text}$body$;"
        )
    for table, name, definition, state in triggers():
        statements.append(f"DROP TRIGGER IF EXISTS {name} ON {table};")
        statements.append(f"CREATE TRIGGER {name} {definition};")
        statements.append(f"ALTER TABLE {table} ENABLE {state} TRIGGER {name};")
    return SQL("\n".join(statements))


def model_table():
    """SQL of an empty table whose computed columns are as they should be; to be rolled back."""
    return SQL(f"CREATE TEMPORARY TABLE lot_audit_model (content text, {_COMPUTED})")


def triggers():
    """``(table, trigger, definition, "" or "ALWAYS")`` of every trigger; ALWAYS also works while replicating."""
    for table, setting in GUARDED.items():
        yield (
            table,
            f"{table}_guard",
            f"BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT "
            f"EXECUTE FUNCTION lot_audit_guard('{setting}')",
            "ALWAYS",
        )
    yield (
        "lot_audit_entry",
        "lot_audit_entry_list",
        "AFTER INSERT ON lot_audit_entry REFERENCING NEW TABLE AS added FOR EACH STATEMENT "
        "EXECUTE FUNCTION lot_audit_list()",
        "",
    )


def drop():
    """SQL that takes away what the ORM does not drop with its models: functions with their triggers, plain tables."""
    functions = " ".join(f"DROP FUNCTION IF EXISTS {name}() CASCADE;" for name in FUNCTIONS)
    return SQL(functions + "DROP TABLE IF EXISTS lot_audit_personal, lot_audit_pending, lot_audit_seal;")
