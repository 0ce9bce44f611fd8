"""Scenes that need an application which need not be installed: repair, drop-shipping, sales, purchases, shop."""


class OptionalScenes:
    """Each scene asks first whether its application is there."""

    def optional_scenes(self):
        """Told last, so that the story itself is the same everywhere."""
        if self.has_repair():
            self._repair()
        if self.has_dropship():
            self._dropship()
        if self.has_sale():
            self._sale()
        if self.has_point_of_sale():
            self._shop()

    def _repair(self):
        """A pump comes back, gets a new battery (the old one is taken out), and goes to another ward."""
        self.on(-18, 9)
        pump = self.lot("PMP-3003")
        returned = self.return_(self.story.pickings["pump"], pump, 1)
        self.keep("pump returns", returned)
        self.on(-17, 9)
        parts = [("add", self.lot("BAT-22"), 1), ("recycle", self.lot("BAT-21"), 1)]
        self.keep("battery replaced", self.repair(pump, parts, partner=self.partner("St. Agnes Hospital")))
        self.on(-16, 9)
        self._sell("repaired pump", "St. Agnes Hospital, Ward 3", {"PMP-3003": 1})

    def _dropship(self):
        """The needle maker sends a hundred of the bad lot straight to a distributor."""
        self.on(-53, 9)
        supplier, customer = self.partner("Sharpline Needles"), self.partner("MedSupply Distribution, Warehouse East")
        self.keep("drop-shipment", self.dropship({self.lot("CAN-2407-B"): 100}, supplier=supplier, customer=customer))

    def _sale(self):
        """A sale to a hospital whose goods go to another address than the invoice."""
        self.on(-25, 9)
        buyer, address = self.partner("St. Agnes Hospital"), self.partner("St. Agnes Hospital, Ward 3")
        order = self.sell({self.lot("IS-2408"): 10}, customer=buyer, address=address)
        self.keep("sale", order)
        self.keep("sold by order", order.picking_ids)

    def _shop(self):
        """Two sets over the counter of the factory shop."""
        self.on(-11, 9)
        self.keep("over the counter", self.sell_in_shop(self.lot("IS-2407"), 2, self.partner("Riverside Clinic")))
