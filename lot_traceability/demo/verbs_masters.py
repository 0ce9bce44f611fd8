"""Verbs that make master data: products, lots, partners, companies, warehouses, users."""

from datetime import datetime, time, timedelta

from odoo import Command, fields


class MasterVerbs:
    """Who and what the operations are about; every verb returns the record it made."""

    def day(self, offset, hour=8, minute=0):
        """The instant ``offset`` days from today (naive UTC)."""
        return datetime.combine(fields.Date.today(), time(hour, minute)) + timedelta(days=offset)

    def make_product(self, name, tracking="lot", **values):
        """A storable product; ``tracking`` is lot, serial or none."""
        values = {"name": name, "is_storable": True, "tracking": tracking, **values}
        if values.get("use_expiration_date"):
            # Without a life time Odoo lets every new lot expire on the day it is made.
            values.setdefault("expiration_time", 730)
        return self.env["product.product"].create(values)

    def make_lot(self, product, name, expires=None, **values):
        """A lot or serial.

        Args:
            expires: naive UTC datetime, or days from today.
            values: e.g. ``ref`` (the supplier's own lot number), ``company_id``.
        """
        lot = self.env["stock.lot"].create({"product_id": product.id, "name": name, **values})
        if expires is not None:
            expires = self.day(expires) if isinstance(expires, int) else expires
            # Odoo does not shift the three other dates when code sets the expiration date (odoo19.md, 1.5).
            early = {"use_date": 30, "removal_date": 15, "alert_date": 60}
            dates = {name: expires - timedelta(days=days) for name, days in early.items()}
            lot.write({"expiration_date": expires, **dates})
        return lot

    def make_lots(self, product, names, **values):
        """Several lots or serials of one product."""
        lots = self.env["stock.lot"]
        for name in names:
            lots |= self.make_lot(product, name, **values)
        return lots

    def make_partner(self, name, parent=None, **values):
        """A company partner, or with ``parent`` one of its delivery addresses."""
        kind = {"parent_id": parent.id, "type": "delivery"} if parent else {"is_company": True}
        return self.env["res.partner"].create({"name": name, **kind, **values})

    def make_bom(self, product, components, qty=1.0, uom=None):
        """A bill of materials; ``components`` is ``{product: qty}`` or ``{product: (qty, uom)}``."""
        lines = [
            {"product_id": part.id, "product_qty": amount[2][1], "product_uom_id": amount[2][2].id}
            for part, amount in (
                (part, (None, None, self._goods(part, need)[part][0])) for part, need in components.items()
            )
        ]
        return self.env["mrp.bom"].create(
            {
                "product_tmpl_id": product.product_tmpl_id.id,
                "product_qty": qty,
                "product_uom_id": (uom or product.uom_id).id,
                "consumption": "flexible",
                "bom_line_ids": [Command.create(line) for line in lines],
            }
        )

    def new_company(self, name, code=None):
        """A second company with a warehouse of its own; ``code`` is the warehouse's short name."""
        company = self.env["res.company"].create({"name": name})
        warehouse = self.warehouse(company)
        if code:
            warehouse.code = code
        return company

    def warehouse(self, company=None):
        """The first warehouse of a company, made when it has none."""
        company = company or self.env.company
        warehouse = self.env["stock.warehouse"].search([("company_id", "=", company.id)], limit=1)
        if not warehouse:
            warehouse = self._env_of(company)["stock.warehouse"].create({"company_id": company.id})
        return warehouse.with_env(self.env)

    def new_warehouse(self, name, code, company=None):
        """One more warehouse; ``code`` has at most five characters."""
        env = self._env_of(company or self.env.company)
        values = {"name": name, "code": code, "company_id": env.company.id}
        return env["stock.warehouse"].create(values).with_env(self.env)

    def new_location(self, name, parent, usage="internal"):
        """A place inside another place."""
        values = {"name": name, "location_id": parent.id, "usage": usage, "company_id": parent.company_id.id}
        return self.env["stock.location"].create(values)

    def inter_company_location(self):
        """The transit place between companies; Odoo keeps it archived until there are several companies."""
        location = self.env.ref("stock.stock_location_inter_company")
        location.active = True
        return location

    def new_user(self, login, groups, company=None, companies=None, **values):
        """A user with exactly these groups (comma separated external ids) beside "internal user"."""
        company = company or self.env.company
        group_ids = [self.env.ref("base.group_user").id]
        group_ids += [self.env.ref(group.strip()).id for group in groups.split(",") if group.strip()]
        return (
            self.env["res.users"]
            .with_context(no_reset_password=True)
            .create(
                {
                    "name": login.capitalize(),
                    "login": login,
                    "password": login,
                    "company_id": company.id,
                    "company_ids": [Command.set((companies or company).ids)],
                    "group_ids": [Command.set(group_ids)],
                    "view_group_hierarchy": False,  # drawn on a user's form; a third of what making one takes
                    **values,
                }
            )
        )

    def new_portal_user(self, login, partner):
        """An account of the portal for a contact."""
        groups = [Command.set(self.env.ref("base.group_portal").ids)]
        values = {"login": login, "password": login, "partner_id": partner.id, "group_ids": groups}
        return self.env["res.users"].with_context(no_reset_password=True).create(values)

    # --- how it is done ---

    def _env_of(self, company):
        """Environment in which only this company is active, so that Odoo picks its places and sequences."""
        return self.env(context={**self.env.context, "allowed_company_ids": company.ids})

    def _warehouse_of(self, options):
        return options.get("warehouse") or self.warehouse(options.get("company"))

    def _default_source(self, kind, warehouse, partner):
        if kind == "in":
            return self.env.ref("stock.stock_location_suppliers")
        return warehouse.lot_stock_id

    def _default_dest(self, kind, warehouse, partner):
        if kind == "out":
            return self.env.ref("stock.stock_location_customers")
        return warehouse.lot_stock_id
