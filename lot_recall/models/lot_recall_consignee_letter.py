"""What a letter says to one consignee: names put in, lots listed, as text, as HTML for the mail and as PDF."""

from datetime import timedelta

from markupsafe import Markup

from odoo import fields, models
from odoo.tools.misc import format_date

from ..kernel import letter as kernel
from ..kernel.consignee import best_language
from ..report.letter import Letter, build_letter
from ..report.words import Words
from . import messages_letter as messages

LISTED = 5  # goods named in a sentence; the table has them all


class _Names(dict):
    """Values by name; of a draft that somebody looks at, a name that is not known stays as it was written."""

    def __missing__(self, name):
        return f"{{{name}}}"


class LotRecallConsignee(models.Model):
    _inherit = "lot.recall.consignee"

    def _get_letter(self):
        """The letter nearest to the consignee's language if it is approved, else an empty recordset.

        While somebody works on that letter, its consignees wait; they do not get one in another language.
        """
        self.ensure_one()
        # Sudo: the language of the company's own partner.
        house = self.company_id.sudo().partner_id.lang
        code = best_language(self.lang, self.recall_id.letter_ids.mapped("lang"), house)
        return self.recall_id.letter_ids.filtered(lambda letter: letter.lang == code and letter._is_sound())

    def _build_letter(self, letter, link, now):
        """Put a letter together for this consignee.

        Args:
            letter: ``lot.recall.letter``; approved, or a draft that somebody looks at.
            link: URL of the reply page; "" where there is none.
            now: naive UTC instant, the letter's date.

        Returns:
            ``report.letter.Letter``
        """
        self = self._writing(letter)
        recall, parts = self.recall_id, self._fill_parts(letter, now)
        # Sudo: letterhead and address are printed, whoever sends.
        company_sudo, partner_sudo = self.company_id.sudo(), self.partner_id.sudo()
        person = [self.contact_name] if self.contact_name and self.contact_name != self.name else []
        address = _lines(partner_sudo._display_address(without_company=True)) if partner_sudo else []
        return Letter(
            heading=parts.pop("heading", recall.name),
            sender=(company_sudo.name, *_lines(company_sudo.partner_id._display_address(without_company=True))),
            addressee=(self.name, *person, *address),
            date=format_date(self.env, now),
            paragraphs=tuple(parts.values()),
            titles=(self.env._("Product"), self.env._("Lot or serial number"), self.env._("Delivered, less returns")),
            rows=self._get_letter_rows(),
            link=link,
            footer=self.env._("%(case)s · revision %(number)s", case=recall.name, number=recall.revision_id.number),
            of_pages=self.env._("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
            instant=f"{now.isoformat(timespec='seconds')}Z",
            watermark=self.env._("DRILL") if recall.kind == "drill" else "",
            direction=self.env["res.lang"]._get_data(code=letter.lang).direction or "ltr",
        )

    def _writing(self, letter):
        """In the language of a letter, with days as the company counts them, whoever or whatever sends it."""
        return self.with_context(lang=letter.lang, tz=self.company_id._get_calendar_zone())

    def _fill_parts(self, letter, now):
        """``{part: text}`` of a letter with the names in braces filled in."""
        values = self._get_letter_values(now)
        return {part: kernel.fill(text, values) for part, text in letter._get_parts().items() if text.strip()}

    def _get_letter_rows(self, lines=None):
        """Lots as (product, names, quantity); all that were delivered, unless some of them are given."""
        words = Words(self.env)
        lines = self.lot_ids.filtered(lambda line: line.shipped_qty) if lines is None else lines
        return tuple((line.product or "", line._get_names(), words.quantity(line.net_qty, line.uom)) for line in lines)

    def _get_script(self, letter, now):
        """What to say on the phone: the letter, with a question instead of the words about its link.

        Its list comes where the goods are told, without lots of which they have nothing left to look for.
        """
        self = self._writing(letter)
        rows = self._get_letter_rows(self.lot_ids.filtered(lambda line: line.shipped_qty and line.net_qty > 0))
        goods = "\n".join(f"{product} {lot}: {qty}".replace("\n", " ") for product, lot, qty in rows)
        parts = {**self._fill_parts(letter, now), "reply": messages.ask_by_phone(self.env)}
        parts["goods"] = "\n\n".join(filter(None, (parts.get("goods"), goods)))
        return "\n\n".join(parts.values())

    def _get_letter_values(self, now):
        """What stands for the names in braces, all of them (``kernel.letter.NAMES``)."""
        self.ensure_one()
        recall, env = self.recall_id, self.env
        goods = sorted({line.product or "?" for line in self.lot_ids if line.shipped_qty})
        lots = sorted({line.lot or "" for line in self.lot_ids if line.shipped_qty} - {""})
        return _Names(
            {
                "case": recall.name,
                "revision": str(recall.revision_id.number),
                "date": format_date(env, now),
                "consignee": self.name,
                "company": recall.company_id.name,
                "goods": _listed(goods),
                "lots": _listed(lots),
                "delivered": self._get_delivery_words(),
                "delivered_from": format_date(env, self.delivered_from) or "?",
                "delivered_until": format_date(env, self.delivered_until) or "?",
                "reply_by": format_date(env, now + timedelta(days=recall.reply_days)),
                "contact": recall._get_contact_words(),
            }
        )

    def _get_delivery_words(self):
        """When they got the goods, as part of a sentence."""
        days = [format_date(self.env, day) for day in (self.delivered_from, self.delivered_until) if day]
        if not days:
            return self.env._("on a day that is not on record")
        if days[0] == days[-1]:
            return self.env._("on %(day)s", day=days[0])
        return self.env._("between %(first)s and %(last)s", first=days[0], last=days[-1])

    def action_print_letter(self):
        """Show the letter to this consignee, to look at it or to post it."""
        self.ensure_one()
        self.check_access("read")
        letter = self._get_letter() or self.recall_id.letter_ids[:1]
        if not letter:
            raise messages.no_letter_yet(self.recall_id)
        return self._action_letter(letter)

    def _action_letter(self, letter):
        url = f"/lot_recall/letter/{letter.id}/{self.id}/pdf"
        return {"type": "ir.actions.act_url", "url": url, "target": "new"}

    def _build_pdf(self, letter, link="", now=None):
        """The letter to this consignee as PDF, bytes."""
        return build_letter(self.env, self._build_letter(letter, link, now or fields.Datetime.now()))


def to_html(letter):
    """The letter as the body of an e-mail; every text is escaped."""
    paragraphs = Markup("").join(Markup("<p>%s</p>") % _broken(text) for text in letter.paragraphs)
    head = Markup("").join(Markup('<th align="left">%s</th>') % title for title in letter.titles)
    rows = Markup("").join(
        Markup("<tr>%s</tr>") % Markup("").join(Markup("<td>%s</td>") % _broken(cell) for cell in row)
        for row in letter.rows
    )
    link = Markup('<p><a href="%s">%s</a></p>') % (letter.link, letter.link) if letter.link else Markup("")
    heading = Markup("<h2>%s</h2>") % letter.heading
    table = Markup('<table cellpadding="4"><thead><tr>%s</tr></thead><tbody>%s</tbody></table>') % (head, rows)
    return Markup('<div dir="%s">%s</div>') % (letter.direction, heading + paragraphs + link + table)


def _broken(text):
    return Markup("<br/>").join(text.splitlines())


def _lines(text):
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _listed(names):
    return ", ".join(names[:LISTED]) + (", …" if len(names) > LISTED else "")
