{
    "name": "Lot suite: scenarios",
    "version": "19.0.1.0.0",
    "category": "Hidden/Tests",
    "summary": "Test-only: stories and tours over all four addons",
    "author": "Lot Suite contributors",
    "license": "LGPL-3",
    "depends": ["lot_recall", "lot_udi"],
    "data": [],
    "post_init_hook": "make_users",
    "installable": True,
}
