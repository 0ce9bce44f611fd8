{
    "name": "Lot Recall",
    "version": "19.0.1.0.0",
    "category": "Supply Chain/Inventory",
    "summary": "From a bad lot to every affected delivery and customer, frozen as evidence",
    "author": "Lot Suite contributors",
    "license": "LGPL-3",
    "depends": ["lot_traceability", "portal", "mail"],
    "external_dependencies": {"python": ["reportlab", "xlsxwriter"]},
    "data": [
        "security/lot_recall_groups.xml",
    ],
    "installable": True,
    "application": True,
}
