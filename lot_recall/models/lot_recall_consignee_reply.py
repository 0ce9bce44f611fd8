"""Recording an answer: the same way for the reply page and for colleagues who hear it on the phone.

An answer is a row of evidence; the consignee's lots then show the latest. It is one transaction: of two answers at once
the later one waits, and is tried again by Odoo on the state that the first one left.
"""

import hashlib
import secrets

from odoo import fields, models
from odoo.tools import SQL

from ..kernel import reply as kernel
from ..kernel.canonical import canonical, digest
from ..kernel.scope import storable
from . import messages_reply as messages

# Columns of a consignee's lot by the names of the kernel.
COLUMNS = {name: f"{name}_qty" for name in kernel.NAMES}
LONGEST = {"signer": 100, "signer_role": 100, "note": 2000}
MOST_FILES = 50  # of a consignee, whatever the number of answers


class LotRecallConsignee(models.Model):
    _inherit = "lot.recall.consignee"

    reply_ids = fields.One2many("lot.recall.reply", "consignee_id", "Answers", readonly=True)

    def _record_reply(self, form, source, notice=None, files=()):
        """Record what a consignee answers; the caller has checked token or rights.

        Args:
            form: texts by field: outcome, form_key, signer, signer_role, note, and the quantities of ``kernel.reply``;
                ``shown``: ids of the lots that the form showed, "" for all.
            source: one of ``lot.recall.reply.source``.
            notice: ``lot.recall.notice`` whose link was used.
            files: ``(name, bytes, mimetype)`` that were checked; the first ones are kept, as long as there is room.

        Returns:
            (``lot.recall.reply``, faults): the sound lines are kept, whatever is wrong with others.
        """
        self.ensure_one()
        # Sudo: an answer comes from people without rights here, or from colleagues whom the caller let.
        consignee_sudo = self.sudo()
        recall_sudo = consignee_sudo.recall_id
        if recall_sudo.state in ("closed", "cancelled"):
            raise messages.case_is_over(self.env)
        consignee_sudo._take_turn()
        form = {name: storable(str(text or "")) for name, text in form.items()}
        key, double = consignee_sudo._get_form_key(form, files)
        if double:
            return double, ()
        files = consignee_sudo._choose_files(files)
        lines_sudo = consignee_sudo.lot_ids
        outcome = form.get("outcome") if form.get("outcome") in kernel.OUTCOMES else "acknowledged"
        answer = kernel.Answer()
        if outcome == "none":
            # Of the lots that the page showed: of others nobody was asked.
            answer = kernel.nothing(kernel.shown(form.get("shown"), lines_sudo.ids))
        elif outcome == "quantities":
            answer = kernel.read(form, lines_sudo.ids)
        now = fields.Datetime.now()
        vals = consignee_sudo._prepare_reply_vals(form, source, outcome, answer, now, files)
        reply_sudo = lines_sudo.env["lot.recall.reply"].create(
            {**vals, "form_key": key, "notice_id": notice.id if notice else False}
        )
        consignee_sudo._apply_answer(answer, now)
        consignee_sudo._keep_files(reply_sudo, files)
        self.env["lot.audit.entry"]._ledger_write(
            "recall_answered",
            recall_sudo,
            extra={"outcome": outcome, "lines": len(answer.lines), "sha256": vals["sha256"], "source": source},
            personal={"signer": vals["signer"]} if vals["signer"] else None,
            about=[consignee_sudo],
        )
        return reply_sudo, answer.faults

    def _take_turn(self):
        """Touch the row first: of two answers at once the later one is tried again and sees what the first one left."""
        self.env.execute_query(
            SQL("UPDATE lot_recall_consignee SET write_date = now() AT TIME ZONE 'UTC' WHERE id = %s", self.id)
        )

    def _get_form_key(self, form, files):
        """The same form sent twice counts once; with other words (the browser's way back) it is another answer.

        Returns:
            (key of this answer, the answer that it only repeats or none): the last one by this form, since words may
            be taken back again.
        """
        said = {name: text for name, text in form.items() if name not in ("form_key", "lang", "page")}
        papers = [hashlib.sha256(content).hexdigest() for _name, content, _kind in files]
        words = digest(canonical({"said": said, "files": papers}))[:16]
        form_key = (form.get("form_key") or secrets.token_hex(16))[:64]
        before = self.reply_ids.filtered(lambda reply: reply.form_key.startswith(f"{form_key}.")).sorted("id")
        double = before[-1:].filtered(lambda reply: reply.form_key.endswith(f".{words}"))
        return f"{form_key}.{len(before)}.{words}", double

    def _prepare_reply_vals(self, form, source, outcome, answer, now, files):
        texts = {name: str(form.get(name) or "").strip()[:most] or False for name, most in LONGEST.items()}
        told = [
            {
                "line": line.id,
                "lot": line.lot,
                "product": line.product,
                "uom": line.uom,
                "net": f"{line._to_part().net:f}",
            }
            | {name: f"{getattr(answer.lines[line.id], name):f}" for name in kernel.NAMES}
            for line in self.lot_ids
            if line.id in answer.lines
        ]
        revision, own = self.recall_id.revision_id, kernel.own_customers(str(form.get("own_list") or ""))
        own_told = form.get("own_told") if form.get("own_told") in kernel.OWN_TOLD else ""
        content = canonical(
            {
                "case": self.recall_id.name,
                "revision": revision.number,
                "consignee": self.name,
                "at": f"{now.isoformat(timespec='seconds')}Z",
                "source": source,
                "outcome": outcome,
                "lines": told,
                "own_told": own_told,
                "own": own,
                "files": [hashlib.sha256(content).hexdigest() for _name, content, _kind in files],
                **{name: text or "" for name, text in texts.items()},
            }
        )
        return {
            "consignee_id": self.id,
            "recall_id": self.recall_id.id,
            "company_id": self.company_id.id,
            "revision_id": revision.id,
            "received_at": now,
            "source": source,
            "outcome": outcome,
            "user_id": False if source == "page" else self.env.uid,
            "content": content,
            "sha256": digest(content),
            "own_told": own_told or False,
            "own_count": len(own),
            "own_list": "\n".join(own) or False,
            **texts,
        }

    def _apply_answer(self, answer, now):
        """Show the answer on the consignee's lots, and what follows for the consignee."""
        for line in self.lot_ids.filtered(lambda line: line.id in answer.lines):
            told = answer.lines[line.id]
            values = {column: float(getattr(told, name)) for name, column in COLUMNS.items()}
            line.write({**values, "is_answered": True, "answered_at": now})
        facts = {"acknowledged_at": self.acknowledged_at or now}
        if answer.lines and self.is_told_of:
            facts["answered_at"] = now
        self.write(facts)

    def _choose_files(self, files):
        """As many of these files as there is room for: strangers may not send them without end."""
        mine = [("res_model", "=", self.reply_ids._name), ("res_id", "in", self.reply_ids.ids)]
        return files[: max(MOST_FILES - self.env["ir.attachment"].search_count(mine), 0)] if files else ()

    def _keep_files(self, reply, files):
        """Files of strangers: readable by who may read the answer, and by nobody else."""
        self.env["ir.attachment"].create(
            [
                {"name": storable(name), "raw": content, "mimetype": kind, "res_model": reply._name, "res_id": reply.id}
                for name, content, kind in files
            ]
        )

    def action_enter_answer(self):
        """Open the form in which colleagues enter what they hear by phone, letter or visit."""
        self.ensure_one()
        self.check_access("write")
        entry = self.env["lot.recall.answer"].create(self.env["lot.recall.answer"]._prepare_entry_vals(self))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Answer of %(consignee)s", consignee=self.name),
            "res_model": entry._name,
            "res_id": entry.id,
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    # --- the link ---

    def _is_link_open(self):
        """Whether this consignee's links lead to the page."""
        self.ensure_one()
        is_current = self.link_expires_at and self.link_expires_at > fields.Datetime.now()
        return bool(is_current and self.recall_id.state not in ("closed", "cancelled"))

    def action_close_link(self):
        """Let no link given out until now work ever again: it fell into the wrong hands. The next one has its own."""
        self.check_access("write")
        self._set_facts(link_expires_at=False)
        self.notice_ids.sudo().token_hash = False  # sudo: rows are the program's; the right was checked
        self._ledger_tell("recall_link_closed")
