{
    "name": "GS1 Lot Labels",
    "version": "19.0.1.1.0",
    "category": "Supply Chain/Inventory",
    "summary": "Read GS1 element strings anywhere, print GS1 DataMatrix lot labels",
    "author": "Lot Suite contributors",
    "license": "LGPL-3",
    "depends": ["lot_traceability"],
    "external_dependencies": {"python": ["pylibdmtx", "reportlab"]},
    "data": [
        "security/ir.model.access.csv",
        "security/lot_gs1_labels_rules.xml",
        "views/lot_gtin_check_views.xml",
        "views/lot_gs1_settings_views.xml",
        "views/product_views.xml",
        "views/stock_lot_views.xml",
        "views/stock_move_line_views.xml",
    ],
    "assets": {
        "web.assets_tests": ["lot_gs1_labels/static/tests/tours/*.js"],
    },
    "installable": True,
    "application": False,
}
