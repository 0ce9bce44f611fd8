"""Papers of earlier releases show the class that the case has: what was signed could not change."""


def migrate(cr, version):
    cr.execute(
        "UPDATE lot_recall SET frozen_class = hazard_class WHERE revision_id IS NOT NULL AND frozen_class IS NULL"
    )
