"""Imports of earlier releases were taken over whole."""


def migrate(cr, version):
    cr.execute("UPDATE lot_declared_batch SET wanted_count = link_count WHERE wanted_count IS NULL")
