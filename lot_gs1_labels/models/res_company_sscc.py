"""Numbers for logistic units from the company's GS1 prefix: in order, without gaps, never one twice."""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from .. import messages_number as messages
from ..kernel import sscc

HIGHEST = 2**31 - 1  # what the counter holds


class ResCompany(models.Model):
    _inherit = "res.company"

    sscc_for_packages = fields.Boolean(
        "Packages get an SSCC",
        help="New packages are named by the next serial shipping container code. Types of packages with a sequence of "
        "their own keep it.",
    )
    sscc_extension = fields.Selection(
        [(digit, digit) for digit in "0123456789"],
        "Extension digit",
        default="0",
        required=True,
        help="The first digit of new codes. Take another one when all numbers of this one are used up.",
    )
    sscc_next = fields.Char("Next number", compute="_compute_sscc_next", help="Behind extension digit and prefix.")

    @api.depends("gs1_company_prefix", "sscc_extension")
    def _compute_sscc_next(self):
        # Sudo: the counter is nobody's to read, but it says what the next number is.
        counters_sudo = self.env["lot.number.counter"].sudo()
        for company in self:
            company.sscc_next = company.gs1_company_prefix and str(counters_sudo._get_last(company._get_sscc_key()) + 1)

    def _go_on_with_sscc(self, text):
        """Leave out the numbers before this one, e.g. since another system gave them out; never back."""
        counters_sudo = self.env["lot.number.counter"].sudo()  # sudo: the counter is nobody's but the company's
        last, most = counters_sudo._get_last(self._get_sscc_key()), self._get_sscc_most()
        if not (text.isascii() and text.isdigit() and last < int(text) <= most):
            raise ValidationError(messages.sscc_next(self.env, text, last + 1, most))
        if int(text) > last + 1:
            counters_sudo._raise_to(self._get_sscc_key(), int(text) - 1, gapless=True)
            row = {"record": self, "before": {"sscc_next": str(last + 1)}, "after": {"sscc_next": text}}
            self.env["lot.audit.entry"]._ledger_write("settings_changed", [row])
            self.invalidate_recordset(["sscc_next"])

    def _get_sscc_key(self):
        """Two companies with the same prefix count together."""
        return f"sscc:{self.sscc_extension}{self.gs1_company_prefix}"

    def _get_sscc_most(self):
        return min(sscc.capacity(self.gs1_company_prefix) - 1, HIGHEST)

    def _next_sscc(self):
        """A new code of a logistic unit (18 digits, str); given again when this transaction fails."""
        return self._next_ssccs(1)[0]

    def _next_ssccs(self, count):
        """So many new codes in order (list of str), by a few statements however many there are.

        Raises:
            UserError: the company has no GS1 prefix, or all numbers of it are used up.
        """
        self.ensure_one()
        company_sudo = self.sudo()  # sudo: whoever packs need not be allowed to read the company's settings
        prefix = company_sudo.gs1_company_prefix
        if not prefix:
            raise UserError(messages.sscc_without_prefix(self.env, company_sudo.name))
        most = company_sudo._get_sscc_most()
        counters_sudo, key = self.env["lot.number.counter"].sudo(), company_sudo._get_sscc_key()
        packages_sudo = self.env["stock.package"].sudo()  # a package of another company that has a number counts, too
        codes = []
        while missing := count - len(codes):
            if counters_sudo._get_last(key) + missing > most:
                raise UserError(messages.sscc_used_up(self.env, prefix, company_sudo.sscc_extension))
            first = counters_sudo._take(key, missing, gapless=True)
            new = [sscc.build(company_sudo.sscc_extension, prefix, first + step) for step in range(missing)]
            taken = set(packages_sudo.search_fetch([("name", "in", new)], ["name"]).mapped("name"))
            codes += [code for code in new if code not in taken]
        return codes

    def _get_lost_ssccs(self, most):
        """[(first, last)] codes of runs of numbers that were given out and no package has, ``most`` at most."""
        self.ensure_one()
        company_sudo = self.sudo()  # sudo: the counter is nobody's, and packages of all companies count
        prefix, extension = company_sudo.gs1_company_prefix, company_sudo.sscc_extension
        last = self.env["lot.number.counter"].sudo()._get_last(company_sudo._get_sscc_key())
        start = len(extension + prefix)
        self.env["stock.package"].flush_model(["name"])
        found = self.env.execute_query(
            SQL(
                """
                WITH taken AS (
                    SELECT substr(name, %(start)s + 1, %(width)s)::bigint AS serial FROM stock_package
                     WHERE name LIKE %(like)s AND name ~ '^[0-9]{18}$'
                     UNION SELECT 0 UNION SELECT %(end)s
                ), run AS (
                    SELECT serial + 1 AS first, lead(serial) OVER (ORDER BY serial) - 1 AS last
                      FROM taken WHERE serial <= %(end)s
                )
                SELECT first, last FROM run WHERE last >= first ORDER BY first LIMIT %(most)s
                """,
                start=start,
                width=sscc.LENGTH - 1 - start,
                like=f"{extension}{prefix}%",
                end=last + 1,
                most=most,
            )
        )
        return [tuple(sscc.build(extension, prefix, serial) for serial in run) for run in found]

    @api.model
    def _get_audited_settings(self):
        return [*super()._get_audited_settings(), "sscc_for_packages", "sscc_extension"]
