"""First act: who plays (companies, warehouses, partners) and what is made (products, bills of materials)."""

import re

from .verbs import Verbs

# name -> (customer or supplier, town, delivery addresses)
PARTNERS = {
    "Polytube Extrusion": ("supplier", "Altmark", ()),
    "Sharpline Needles": ("supplier", "Brookfield", ()),
    "Dropwell Plastics": ("supplier", "Millbridge", ()),
    "Granulat Chemicals": ("supplier", "Altmark", ()),
    "Boardworks Electronics": ("supplier", "Easton", ()),
    "Voltcell Batteries": ("supplier", "Easton", ()),
    "St. Agnes Hospital": ("customer", "Westhill", ("Central store", "Ward 3")),
    "Northgate University Hospital": ("customer", "Northgate", ("Central pharmacy", "Emergency department")),
    "Lakeview Children's Hospital": ("customer", "Lakeview", ("Goods entrance",)),
    "Riverside Clinic": ("customer", "Riverside", ()),
    "MedSupply Distribution": ("customer", "Millbridge", ("Warehouse East", "Warehouse West")),
    "CarePlus Distribution": ("customer", "Brookfield", ("Hub",)),
    "Harbour Home Care": ("customer", "Port Harbour", ()),
    "Westhill Hospice": ("customer", "Westhill", ()),
    "Fjordside Regional Hospital": ("customer", "Fjordside", ("Receiving dock",)),
    "Birch Valley Clinic": ("customer", "Birch Valley", ()),
}
# key -> (name, tracking, unit, life time in days or 0, barcode)
PRODUCTS = {
    "RES": ("Medical adhesive resin", "lot", "kg", 540, False),
    "ADH": ("Bonding adhesive, mixed", "none", "litre", 0, False),
    "TUB": ("PVC tubing 3 mm", "lot", "metre", 1460, False),
    "CAN": ("Cannula 21G", "lot", "unit", 1460, False),
    "DRP": ("Drip chamber, 20 drops/ml", "lot", "unit", 1460, False),
    "PCH": ("Sterile pouch", "none", "unit", 0, False),
    "PCB": ("Pump control board", "serial", "unit", 0, False),
    "BAT": ("Battery pack 7.2 V", "lot", "unit", 0, False),
    "HUB": ("Cannula with hub", "lot", "unit", 0, False),
    "LIN": ("Tubing line with drip chamber", "lot", "unit", 0, False),
    "IS": ("Infusion set, sterile", "lot", "unit", 1095, "9506000113418"),
    "RWK": ("Infusion set, opened for repacking", "lot", "unit", 0, False),
    "PMP": ("Infusion pump CL-200", "serial", "unit", 0, "9506000113425"),
    "KIT": ("Home infusion kit", "serial", "unit", 0, "9506000113432"),
}
# product -> its components and quantities for one unit
BILLS = {
    "HUB": {"CAN": 1, "ADH": 0.01},
    "LIN": {"TUB": 1.5, "DRP": 1, "ADH": 0.01},
    "IS": {"HUB": 1, "LIN": 1, "PCH": 1},
    "PMP": {"PCB": 1, "BAT": 1},
    "KIT": {"PMP": 1, "IS": 12},
}


class Cast(Verbs):
    """Master data of the story."""

    def introduce(self):
        """Companies, warehouses, units, partners, products, bills of materials."""
        self._introduce_companies()
        self._introduce_units()
        for name, (kind, town, addresses) in PARTNERS.items():
            self._introduce_partner(name, kind, town, addresses)
        for key, (name, tracking, unit, life_days, barcode) in PRODUCTS.items():
            values = {"default_code": key, "uom_id": self.story.units[unit].id, "barcode": barcode}
            if life_days:
                values.update(use_expiration_date=True, expiration_time=life_days)
            self.keep(key, self.make_product(name, tracking, **values))
        for key, components in BILLS.items():
            self.make_bom(self.product(key), {self.product(part): qty for part, qty in components.items()})

    def product(self, key):
        """A product of the story."""
        return self.story.products[key]

    def lot(self, name, expires=None, ref=False):
        """A lot of the story; made when first named. Its product is the part before the dash."""
        if name not in self.story.lots:
            made = self.make_lot(self.product(name.split("-")[0]), name, expires=expires, ref=ref)
            self.keep(name, made)
        return self.story.lots[name]

    def partner(self, name):
        """A partner of the story."""
        return self.story.partners[name]

    def _on_shelf(self, named):
        """Quantity of a lot, or of a product without lots, in the plant's stock."""
        quants = named.quant_ids if named._name == "stock.lot" else named.stock_quant_ids
        return sum(quants.filtered(lambda quant: quant.location_id == self.story.places["stock"]).mapped("quantity"))

    def _introduce_partner(self, name, kind, town, addresses):
        # .example is reserved: nothing that is sent by mistake can arrive anywhere
        domain = re.sub(r"[^a-z]+", "-", name.lower()) + ".example"
        values = {"city": town, "email": f"office@{domain}"}
        if f"{kind}_rank" in self.env["res.partner"]._fields:  # belongs to the accounting application
            values[f"{kind}_rank"] = 1
        partner = self.keep(name, self.make_partner(name, **values))
        contact = {"type": "contact", "email": f"quality@{domain}"}
        self.keep(f"{name}, Quality", self.make_partner("Quality department", partner, **contact))
        for address in addresses:
            self.keep(f"{name}, {address}", self.make_partner(address, partner, city=town))

    def _introduce_companies(self):
        maker = self.env.company
        if maker.name in ("My Company", "YourCompany"):
            maker.name = "Clearline Infusion"
        self.keep("maker", maker)
        plant = self.keep("plant", self.warehouse())
        if plant.name in ("My Company", "YourCompany"):
            plant.name = "Plant"
        sister = self.keep("sister", self.new_company("Clearline Nordic", "NOR"))
        self.keep("nordic", self.warehouse(sister))
        self.keep("distribution", self.new_warehouse("Distribution centre", "DC"))
        self.keep("stock", plant.lot_stock_id)
        self.keep("distribution stock", self.story.warehouses["distribution"].lot_stock_id)
        self.keep("nordic stock", self.story.warehouses["nordic"].lot_stock_id)
        self.keep("quarantine", self.new_location("Quarantine", plant.view_location_id))
        transit = maker.internal_transit_location_id
        transit.active = True
        self.keep("under way", transit)

    def _introduce_units(self):
        units = {"unit": "unit", "metre": "meter", "kg": "kgm", "litre": "litre", "pack of 6": "pack_6"}
        for key, name in units.items():
            self.keep(key, self.env.ref(f"uom.product_uom_{name}"))
        for name, factor, base in (("Box of 100", 100, "unit"), ("Reel of 500 m", 500, "metre")):
            values = {"name": name, "relative_factor": factor, "relative_uom_id": self.story.units[base].id}
            self.keep(name, self.env["uom.uom"].create(values))
