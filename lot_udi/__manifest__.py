{
    "name": "UDI for Lots",
    "version": "19.0.1.1.0",
    "category": "Supply Chain/Inventory",
    "summary": "Unique device identification on lots, serials and labels",
    "author": "Lot Suite contributors",
    "license": "LGPL-3",
    "depends": ["lot_gs1_labels"],
    "data": [
        "views/product_template_views.xml",
        "views/stock_lot_views.xml",
    ],
    "installable": True,
    "application": False,
}
