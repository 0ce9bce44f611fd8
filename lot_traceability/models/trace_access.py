"""Who may see what of a trace: record rules applied to rows that raw SQL brought past them.

Readable means readable by the user in the allowed companies. With ``all_companies`` (recall managers) every
company's rows are shown; what belongs to a company outside the allowed ones is ``foreign`` and its partners'
names are masked.
"""

from odoo.fields import Domain


class TraceAccess:
    """``kernel.readable.Reader`` for the current user."""

    def __init__(self, env, all_companies=False):
        self.env = env
        self.all_companies = all_companies
        self._allowed = set(env.companies.ids)

    def is_foreign(self, company_id: int) -> bool:
        """The row belongs to a company that is not among the user's allowed ones."""
        return bool(company_id) and company_id not in self._allowed

    def _search(self, model, rows):
        ids = [row if isinstance(row, int) else row.id for row in rows]
        if self.all_companies or self.env.su:
            return set(ids)
        if not ids or not self.env[model].has_access("read"):
            return set()
        # the company rule is the usual one, and told without a query; any other rule is asked in the database
        if hasattr(rows[0], "company_id") and self._only_company_rule(model):
            return {row.id for row in rows if not self.is_foreign(row.company_id)}
        query = self.env[model].with_context(active_test=False)._search(Domain("id", "in", ids))
        return set(query)

    def _only_company_rule(self, model):
        domain = Domain(self.env["ir.rule"]._compute_domain(model, "read"))  # optimized by Odoo
        if domain.is_true():
            return True
        about = getattr(domain, "field_expr", ""), getattr(domain, "operator", "")
        return about == ("company_id", "in") and set(domain.value) - {False} == self._allowed

    def lots(self, lot_ids):
        return self._search("stock.lot", list(lot_ids))

    def lines(self, lines):
        return self._search("stock.move.line", list(lines))

    def pickings(self, rows):
        """Readable pickings among rows of (picking id, company id, …)."""
        if self._only_company_rule("stock.picking") and not self.env.su and not self.all_companies:
            return {row[0] for row in rows if not self.is_foreign(row[1])}
        return self._search("stock.picking", [row[0] for row in rows])

    def quants(self, quants):
        return self._search("stock.quant", list(quants))

    def open_lines(self, lines):
        return self._search("stock.move.line", list(lines))

    def companies(self, company_ids):
        if self.all_companies or self.env.su:
            return set(company_ids)
        return {company for company in company_ids if not self.is_foreign(company)}

    def orders(self, model, order_ids):
        """By the record rules of the orders' own model; their company is asked with ``companies``.

        Somebody without any right to the application (a stock user and unbuild orders) still sees that the
        order stands in the lot's history; opening it is refused by Odoo.
        """
        if model not in self.env or not self.env[model].has_access("read") or self._only_company_rule(model):
            return set(order_ids)
        return self._search(model, list(order_ids))
