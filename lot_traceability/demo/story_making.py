"""Second act: components come in, and three levels of goods are made of them.

Cannula lots → hubs → infusion sets → home kits. Which cannula is in which set:

    CAN-2406-A (good)  → HUB-400, a fifth of HUB-402
    CAN-2407-B (bad)   → HUB-401, most of HUB-402, HUB-403
    CAN-2408-C (good)  → HUB-404
"""


class Making:
    """Receipts, manufacturing orders, unbuilding, rework."""

    def make(self):
        """Everything up to finished goods."""
        self._opening_count()
        self._receipts()
        self._adhesive_and_lines()
        self._hubs()
        self._infusion_sets()
        self._unbuild_and_reuse()
        self._rework()
        self._pumps_and_kits()

    def _buy(self, supplier, what, name=None, **options):
        picking = self.receive(what, partner=self.partner(supplier), **options)
        return self.keep(name, picking) if name else picking

    def _make(self, name, made, components, qty=None, **options):
        """One order; named after what it made."""
        template = self._product_of(made).product_tmpl_id
        bom = self.env["mrp.bom"].search([("product_tmpl_id", "=", template.id)], limit=1)
        return self.keep(name, self.produce(made, components, qty, bom=bom, **options))

    def _opening_count(self):
        """What stood on the shelves when the books were opened, some of it long expired."""
        self.on(-90)
        self.count(self.lot("DRP-2301-X", expires=-240), 35)
        self.count(self.lot("IS-2399", expires=-45), 18, location=self.story.places["quarantine"])

    def _receipts(self):
        boxes, reels = self.story.units["Box of 100"], self.story.units["Reel of 500 m"]
        self.on(-89)
        self._buy(
            "Granulat Chemicals", {self.lot("RES-11", 450, "GC-55120"): 20, self.lot("RES-12", 500, "GC-55307"): 20}
        )
        self._buy("Polytube Extrusion", {self.lot("TUB-2405-H", 1200, "PX/0512"): 15}, "harmless receipt")
        self._buy("Polytube Extrusion", {self.lot("TUB-2406-K", 1300, "PX/0640"): 4}, uom=reels)
        self._buy("Dropwell Plastics", {self.lot("DRP-2406", 1250, "DW-9-2406"): 1500})
        self._buy("Dropwell Plastics", {self.product("PCH"): 3000})
        self.on(-88)
        self._buy("Sharpline Needles", {self.lot("CAN-2406-A", 1100, "SL-87401-A"): 3}, uom=boxes)
        self.on(-85)
        self._buy("Sharpline Needles", {self.lot("CAN-2407-B", 1150, "SL-88213-B"): 14}, "bad receipt", uom=boxes)
        self.on(-60)
        self._buy("Sharpline Needles", {self.lot("CAN-2408-C", 1200, "SL-89002-C"): 4}, uom=boxes)

    def _adhesive_and_lines(self):
        """The adhesive is mixed from a tracked resin lot but has no lot itself: the trace must bridge it."""
        adhesive = self.product("ADH")
        self.on(-84)
        self._make("adhesive 1", adhesive, {self.lot("RES-11"): 12}, 12)
        lines = (
            ("LIN-500", -83, 10, "TUB-2405-H"),
            ("LIN-501", -83, 600, "TUB-2406-K"),
            ("LIN-502", -82, 560, "TUB-2406-K"),
        )
        for name, day, qty, tubing in lines:
            self.on(day, 9)
            parts = {self.lot(tubing): 1.5 * qty, self.lot("DRP-2406"): qty, adhesive: 0.005 * qty}
            self._make(name, self.lot(name), parts, qty)

    def _hubs(self):
        adhesive = self.product("ADH")
        hubs = (
            ("HUB-400", -82, {"CAN-2406-A": 200}),
            ("HUB-401", -81, {"CAN-2407-B": 500}),
            ("HUB-402", -78, {"CAN-2407-B": 400, "CAN-2406-A": 100}),
            ("HUB-403", -64, {"CAN-2407-B": 400}),
            ("HUB-404", -55, {"CAN-2408-C": 300}),
        )
        for name, day, cannulas in hubs:
            if name == "HUB-403":
                # the last of the first mix went into HUB-402: from here on the second resin lot is in it
                self.on(-66)
                self._make("adhesive 2", adhesive, {self.lot("RES-12"): 12}, 12)
            self.on(day, 11)
            qty = sum(cannulas.values())
            parts = {self.lot(can): amount for can, amount in cannulas.items()}
            used = self._on_shelf(adhesive) if name == "HUB-402" else 0.005 * qty
            self._make(name, self.lot(name), {**parts, adhesive: used}, qty)

    def _infusion_sets(self):
        sets = (
            ("IS-2400", -80, 700, {"HUB-400": 10}, {"LIN-500": 10}),
            # removed from sale yesterday, so that what is reserved today does not depend on the hour
            ("IS-2401", -79, 14, {"HUB-400": 120}, {"LIN-501": 120}),
            ("IS-2402", -76, 720, {"HUB-401": 120}, {"LIN-501": 120}),
            ("IS-2403", -75, 720, {"HUB-401": 120}, {"LIN-501": 120}),
            ("IS-2404", -72, 725, {"HUB-401": 120, "HUB-402": 60}, {"LIN-501": 180}),
            ("IS-2405", -70, 40, {"HUB-402": 120}, {"LIN-502": 120}),
            ("IS-2406", -62, 750, {"HUB-402": 120}, {"LIN-502": 120}),
            ("IS-2407", -58, 760, {"HUB-403": 120}, {"LIN-502": 120}),
            ("IS-2409", -50, 800, {"HUB-404": 60, "HUB-402": 60}, {"LIN-502": 60, "LIN-501": 60}),
            ("IS-2410", -40, 1825, {"HUB-404": 60}, {"LIN-502": 60}),
        )
        for name, day, expires, hubs, lines in sets:
            self.on(day, 13)
            qty = sum(hubs.values())
            parts = {self.lot(part): amount for part, amount in {**hubs, **lines}.items()}
            self._make(name, self.lot(name, expires), {**parts, self.product("PCH"): qty}, qty)

    def _unbuild_and_reuse(self):
        """Twenty sets of IS-2403 are taken apart; their hubs and lines go into IS-2408."""
        self.on(-38, 9)
        unbuild = self.unbuild(self.story.orders["IS-2403"], self.lot("IS-2403"), 20)
        self.keep("unbuild IS-2403", unbuild)
        self.on(-36, 9)
        parts = {self.lot("HUB-401"): 20, self.lot("HUB-403"): 40, self.lot("LIN-501"): 20, self.lot("LIN-502"): 40}
        self._make("IS-2408", self.lot("IS-2408", 820), {**parts, self.product("PCH"): 60}, 60)

    def _rework(self):
        """Bad pouch seals: forty sets are opened and packed again under the same lot number, a cycle."""
        self.on(-34, 9)
        again = self.lot("RWK-9")
        self._make("open IS-2406", again, {self.lot("IS-2406"): 40}, 40)
        self.on(-33, 9)
        self._make("repack IS-2406", self.lot("IS-2406"), {again: 40, self.product("PCH"): 40}, 40)

    def _pumps_and_kits(self):
        boards = [f"PCB-70{number:02d}" for number in range(1, 7)]
        self.on(-80, 15)
        self._buy("Boardworks Electronics", {self.lot(name, ref=f"BW{name[-4:]}"): 1 for name in boards})
        self._buy("Voltcell Batteries", {self.lot("BAT-21", ref="VC-0021"): 6, self.lot("BAT-22", ref="VC-0022"): 6})
        self.on(-45, 9)
        pumps = self.lot("PMP-3001") | self.lot("PMP-3002") | self.lot("PMP-3003")
        parts = {self.lot(name): 1 for name in boards[:3]}
        self._make("three pumps", pumps, {**parts, self.lot("BAT-21"): 3})
        self._make("PMP-3004", self.lot("PMP-3004"), {self.lot(boards[3]): 1, self.lot("BAT-21"): 1})
        self.on(-43, 9)
        unbuild = self.unbuild(self.story.orders["PMP-3004"], self.lot("PMP-3004"))
        self.keep("unbuild PMP-3004", unbuild)
        self._make("PMP-3005", self.lot("PMP-3005"), {self.lot(boards[3]): 1, self.lot("BAT-22"): 1})
        self.on(-42, 9)
        for kit, pump, sets in (("KIT-1", "PMP-3001", "IS-2407"), ("KIT-2", "PMP-3002", "IS-2404")):
            self._make(kit, self.lot(kit), {self.lot(pump): 1, self.lot(sets): 12})
