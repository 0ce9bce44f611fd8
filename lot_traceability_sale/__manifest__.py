{
    "name": "Lot Traceability: Sales",
    "version": "19.0.1.1.0",
    "category": "Supply Chain/Inventory",
    "summary": "Remaining shelf life on quotations, before it is promised",
    "author": "Lot Suite contributors",
    "license": "LGPL-3",
    "depends": ["lot_traceability", "sale_stock_product_expiry"],
    "data": ["views/sale_order_views.xml", "views/account_invoice_templates.xml"],
    "assets": {
        "web.assets_backend": ["lot_traceability_sale/static/src/**/*"],
    },
    "installable": True,
    "auto_install": True,
}
