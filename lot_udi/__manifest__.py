{
    "name": "UDI for Lots",
    "version": "19.0.1.1.0",
    "category": "Supply Chain/Inventory",
    "summary": "Unique device identification on lots, serials and labels",
    "author": "Lot Suite contributors",
    "license": "LGPL-3",
    "depends": ["lot_gs1_labels"],
    "data": [
        "security/ir.model.access.csv",
        "security/lot_udi_rules.xml",
        "views/lot_udi_device_views.xml",
        "views/product_template_views.xml",
        "views/stock_lot_views.xml",
    ],
    "installable": True,
    "application": False,
}
