"""The index on the lots of done lines now tells where they went as well, under another name."""


def migrate(cr, version):
    cr.execute("DROP INDEX IF EXISTS stock_move_line_lot_done_idx")
