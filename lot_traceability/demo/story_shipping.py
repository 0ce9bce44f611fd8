"""Third act: finished goods leave, come back, leave again, and some are still on their way."""


class Shipping:
    """Deliveries, returns, transfers, the sister company, corrections and what is still open."""

    def ship(self):
        """Everything after production."""
        self._first_deliveries()
        self._distribution_centre()
        self._sister_company()
        self._return_that_is_sold_again()
        self._later_deliveries()
        self._corrections()
        self._still_open()

    def _sell(self, name, customer, what, **options):
        """One delivery, named; ``what`` is ``{lot name: qty}``."""
        goods = {self.lot(lot): qty for lot, qty in what.items()}
        return self.keep(name, self.deliver(goods, partner=self.partner(customer), **options))

    def _first_deliveries(self):
        self.on(-78, 14)
        self._sell("harmless delivery", "Westhill Hospice", {"IS-2400": 10})
        self.on(-72, 14)
        self._sell("St. Agnes first", "St. Agnes Hospital, Central store", {"IS-2402": 40, "IS-2401": 20})
        self.on(-70, 14)
        self._sell("Northgate first", "Northgate University Hospital, Central pharmacy", {"IS-2402": 30})
        self.on(-68, 14)
        packs = self.story.units["pack of 6"]
        self._sell("MedSupply East", "MedSupply Distribution, Warehouse East", {"IS-2403": 10}, uom=packs)
        self._sell("MedSupply West", "MedSupply Distribution, Warehouse West", {"IS-2402": 5, "IS-2404": 5}, uom=packs)

    def _distribution_centre(self):
        """Goods for the second warehouse: one lot straight, one by truck that is unloaded in two parts."""
        places = self.story.places
        distribution = self.story.warehouses["distribution"]
        self.on(-66, 8)
        direct = self.transfer(self.lot("IS-2404"), 80, places["stock"], places["distribution stock"])
        self.keep("to distribution", direct)
        self.on(-64, 8)
        truck = self.transfer(self.lot("IS-2405"), 60, places["stock"], places["under way"])
        self.keep("truck leaves", truck)
        self.on(-63, 8)
        arrival = self.transfer(
            self.lot("IS-2405"), 40, places["under way"], places["distribution stock"], warehouse=distribution
        )
        self.keep("truck arrives", arrival)
        self.on(-60, 10)
        self._sell("Lakeview", "Lakeview Children's Hospital, Goods entrance", {"IS-2404": 25}, warehouse=distribution)
        self._sell("CarePlus", "CarePlus Distribution, Hub", {"IS-2404": 30, "IS-2405": 20}, warehouse=distribution)

    def _sister_company(self):
        """Sold to the sister company through the inter-company transit, delivered there to its customers."""
        sister = self.story.companies["sister"]
        self.on(-57, 8)
        goods = {self.lot("IS-2403"): 30, self.lot("IS-2405"): 20}
        sent, received = self.send_to_company(goods, company=sister, received_at=self.day(-54, 9))
        self.keep("to the sister", sent)
        self.keep("at the sister", received)
        self.on(-50, 10)
        self._sell("Fjordside", "Fjordside Regional Hospital, Receiving dock", {"IS-2403": 20}, company=sister)
        self._sell("Birch Valley", "Birch Valley Clinic", {"IS-2403": 4, "IS-2405": 12}, company=sister)
        self.on(-6, 8)
        sent, _nothing = self.send_to_company({self.lot("IS-2407"): 12}, company=sister, received_at=False)
        self.keep("on the way to the sister", sent)

    def _return_that_is_sold_again(self):
        self.on(-48, 11)
        returned = self.return_(self.story.pickings["St. Agnes first"], self.lot("IS-2402"), 15)
        self.keep("St. Agnes returns", returned)
        self.on(-44, 11)
        self._sell("sold again", "Riverside Clinic", {"IS-2402": 15})

    def _later_deliveries(self):
        self.on(-30, 10)
        self._sell("Emergency", "Northgate University Hospital, Emergency department", {"IS-2406": 36, "IS-2407": 20})
        self._sell("Riverside", "Riverside Clinic", {"IS-2406": 24})
        self.on(-28, 10)
        self._sell("kit", "Harbour Home Care", {"KIT-1": 1})
        self._sell("pump", "St. Agnes Hospital, Ward 3", {"PMP-3003": 1})
        self.on(-20, 10)
        self._sell("Harbour", "Harbour Home Care", {"IS-2408": 18, "IS-2409": 12})
        self._sell("good lot", "Lakeview Children's Hospital, Goods entrance", {"IS-2410": 20})
        self.on(-12, 10)
        partial = self._sell("partial", "CarePlus Distribution, Hub", {"IS-2409": 40}, ordered=90)
        backorder = self.env["stock.picking"].search([("backorder_id", "=", partial.id)])
        self.keep("backorder", backorder)
        self.on(-9, 15)
        sample = self.ship_without_picking(self.lot("IS-2406"), 2, self.partner("Riverside Clinic"))
        self.keep("sample without transfer", sample)

    def _corrections(self):
        self.on(-15, 9)
        self.keep("dropped carton", self.scrap(self.lot("IS-2407"), 6))
        self.on(-14, 9)
        self.keep("expired scrap", self.scrap(self.lot("DRP-2301-X"), 5))
        self.on(-10, 9)
        self.keep("count", self.count(self.lot("HUB-403"), self._on_shelf(self.lot("HUB-403")) - 1))
        self.on(-8, 9)
        quarantine, stock = self.story.places["quarantine"], self.story.places["stock"]
        self.keep("set aside", self.transfer(self.lot("IS-2402"), 10, stock, quarantine))

    def _still_open(self):
        """Planned for the next days, with lots reserved."""
        backorder = self.story.pickings["backorder"]
        backorder.move_ids.move_line_ids.unlink()
        backorder.action_assign()
        customer = self.partner("Northgate University Hospital, Central pharmacy")
        self.keep("planned", self.reserve({self.lot("IS-2407"): 24, self.lot("IS-2408"): 12}, partner=customer))
        parts = {self.lot("PCB-7005"): 1, self.lot("BAT-22"): 1}
        bom = self.story.orders["PMP-3005"].bom_id
        order = self.produce(self.lot("PMP-3006"), parts, bom=bom, done=False)
        self.keep("pump in work", order)
