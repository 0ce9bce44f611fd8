{
    "name": "Lot Traceability",
    "version": "19.0.1.0.0",
    "category": "Supply Chain/Inventory",
    "summary": "Where every lot and serial came from, where it went, who has it and how much",
    "author": "Lot Suite contributors",
    "license": "LGPL-3",
    "depends": ["stock", "product_expiry", "mrp", "mrp_product_expiry"],
    "data": [
        "security/lot_traceability_groups.xml",
        "security/lot_traceability_rules.xml",
        "security/ir.model.access.csv",
        "views/stock_lot_scan_views.xml",
    ],
    "demo": ["demo/story.xml"],
    "installable": True,
    "application": True,
}
