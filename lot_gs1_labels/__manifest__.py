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
        "views/stock_lot_views.xml",
    ],
    "assets": {
        "web.assets_tests": ["lot_gs1_labels/static/tests/tours/*.js"],
    },
    "installable": True,
    "application": False,
}
