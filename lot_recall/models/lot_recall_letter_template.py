"""Templates of letters: one text per language and kind of action, and the words that a letter must not have."""

from odoo import api, fields, models

from ..kernel.consignee import best_language
from .lot_recall import KINDS


class LotRecallLetterTemplate(models.Model):
    _name = "lot.recall.letter.template"
    _inherit = ["lot.recall.letter.parts"]
    _description = "Template of a recall letter"
    _order = "lang_code, kind, id"

    name = fields.Char(required=True)
    lang_code = fields.Char("Language", required=True, help="For example: en, or pt_BR where countries differ.")
    kind = fields.Selection(KINDS, help="Empty: for every kind that has no template of its own.")
    forbidden_words = fields.Text(help="One word or phrase per line that plays the risk down or advertises.")
    active = fields.Boolean(default=True)

    @api.model
    def _find(self, lang, kind):
        """The template nearest to a language and kind; of another language when there is none in it."""
        templates = self.search([("kind", "in", (kind, False))])
        code = best_language(lang, set(templates.mapped("lang_code")), self.env.lang)
        found = templates.filtered(lambda template: template.lang_code == code)
        return found.sorted(lambda template: not template.kind)[:1]

    @api.model
    def _get_forbidden_words(self, lang):
        """Words and phrases that a letter in this language must not have."""
        tongue = (lang or "").split("_")[0]
        same = self.search([("lang_code", "=like", f"{tongue}%")]).filtered(
            lambda template: template.lang_code.split("_")[0] == tongue
        )
        lines = "\n".join(text for text in same.mapped("forbidden_words") if text).splitlines()
        return sorted({line.strip() for line in lines if line.strip()})
