"""Moves the recorded dates of finished operations into the past.

Odoo stamps every finished operation with the current instant and offers no way to give another one. A story
that spans ninety days therefore makes its operations now, through Odoo's own buttons, and shifts the recorded
dates afterwards. That shift is SQL on purpose: writing through the ORM would run the reactions of Odoo to a
*changed* operation (re-scheduling, chatter notes, refusals on finished documents), while the story wants the
operation itself to have happened earlier. Only dates change, never a quantity, a lot or a place.
"""

from odoo.tools import SQL

# For each document: its columns that hold "when it happened". Columns of modules that are absent are left out.
DOCUMENT_DATES = {
    "stock.picking": ("date_done", "scheduled_date", "date_deadline", "create_date"),
    "mrp.production": ("date_start", "date_finished", "date_deadline", "create_date"),
    "mrp.unbuild": ("create_date",),
    "stock.scrap": ("date_done", "create_date"),
    "repair.order": ("schedule_date", "create_date"),
    "sale.order": ("date_order", "create_date"),
    "purchase.order": ("date_order", "date_approve", "date_planned", "create_date"),
    "pos.order": ("date_order", "create_date"),
    "stock.move": ("date", "date_deadline", "create_date"),
}


def backdate(env, at, records, moves):
    """Let finished documents and their moves have happened at another instant.

    Args:
        env: environment in which the operation was done.
        at: naive UTC datetime, without microseconds.
        records: list of recordsets of the documents (see ``DOCUMENT_DATES``).
        moves: their ``stock.move`` records; moves that are not done keep their dates.
    """
    env.flush_all()
    moves = moves.filtered(lambda move: move.state == "done")
    for document in [*records, moves]:
        _shift_columns(env, document, at)
        _shift_messages(env, document, at)
    if moves:
        _shift_lines(env, tuple(moves.ids), at)
    env.invalidate_all()


def _shift_columns(env, records, at):
    if not records:
        return
    for name in DOCUMENT_DATES[records._name]:
        field = records._fields.get(name)
        if name == "create_date" or (field and field.store):
            env.cr.execute(
                SQL(
                    "UPDATE %(table)s SET %(column)s = %(at)s WHERE id IN %(ids)s AND %(column)s IS NOT NULL",
                    table=SQL.identifier(records._table),
                    column=SQL.identifier(name),
                    at=at,
                    ids=tuple(records.ids),
                )
            )


def _shift_messages(env, records, at):
    if records:
        env.cr.execute(
            SQL(
                "UPDATE mail_message SET date = %s WHERE model = %s AND res_id IN %s",
                at,
                records._name,
                tuple(records.ids),
            )
        )


def _shift_lines(env, move_ids, at):
    env.cr.execute(SQL("UPDATE stock_move_line SET date = %s, create_date = %s WHERE move_id IN %s", at, at, move_ids))
    # Stock that came in by these moves arrived then, which decides the order of first in, first out.
    env.cr.execute(
        SQL(
            """UPDATE stock_quant quant SET in_date = %(at)s FROM stock_move_line line
                WHERE line.move_id IN %(moves)s AND quant.product_id = line.product_id
                  AND quant.lot_id IS NOT DISTINCT FROM line.lot_id
                  AND quant.location_id = line.location_dest_id AND quant.in_date > %(at)s""",
            at=at,
            moves=move_ids,
        )
    )
    env.cr.execute(
        SQL(
            """UPDATE stock_lot lot SET create_date = %(at)s FROM stock_move_line line
                WHERE line.move_id IN %(moves)s AND line.lot_id = lot.id AND lot.create_date > %(at)s""",
            at=at,
            moves=move_ids,
        )
    )
    _shift_made(env, move_ids, at)


def _shift_made(env, move_ids, at):
    """Lots that these moves of an order put out were made then."""
    env.cr.execute(
        SQL(
            """UPDATE stock_lot lot SET production_date = %(at)s::date
                 FROM stock_move_line line JOIN stock_move move ON move.id = line.move_id
                WHERE move.id IN %(moves)s AND move.production_id IS NOT NULL AND line.lot_id = lot.id
                  AND lot.production_date > %(at)s::date
            RETURNING lot.id""",
            at=at,
            moves=move_ids,
        )
    )
    lots = [lot for (lot,) in env.cr.fetchall()]
    env.cr.execute(
        SQL(
            "UPDATE stock_quant quant SET production_date = lot.production_date FROM stock_lot lot"
            " WHERE lot.id = quant.lot_id AND lot.id = ANY(%s)",
            lots,
        )
    )
