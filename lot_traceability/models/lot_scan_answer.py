"""What a scan is answered: read, looked up, entered into its document, told in words."""

from odoo import api, models
from odoo.exceptions import RedirectWarning, UserError

from .. import messages_scan as messages
from ..kernel import scan as reading
from .lot_scan import MOST_CHARACTERS
from .lot_scan_target import ScanAsk, ScanStop


class LotScan(models.Model):
    _inherit = "lot.scan"

    @api.model
    def _get_empty_answer(self, request):
        """An answer without content.

        Its keys: ``status`` ok, warn, stop or ask; ``message`` and ``hint`` str; ``elements`` list of {key, title,
        value, shown, start, end, fault}; ``product`` {id, name} or False; ``lot`` {id, name, status, badge} or False;
        ``quantity`` str; ``line`` as of ``stock.move._scan_row`` or False; ``progress`` {done, total} or False;
        ``choices`` list of {label, choice}; ``unit`` str, that in which
        somebody has to say how much, or ""; ``document`` {model, id, name, mode} or False; ``package`` {id, name}, the
        one that is open and being filled, or False; ``places`` {source, dest}, each {id, name} or False: where what is
        scanned next is taken from and brought to, or False.
        """
        return {
            "uuid": request.uuid,
            "status": "ok",
            "message": "",
            "hint": "",
            "elements": [],
            "product": False,
            "lot": False,
            "quantity": "",
            "line": False,
            "progress": False,
            "choices": [],
            "unit": "",
            "document": False,
            "package": False,
            "places": False,
            "can_undo": False,
            "replayed": False,
        }

    @api.model
    def _enter(self, request):
        """(answer, steps back) of one scan; what the document refuses is told, and nothing of it is written."""
        answer, steps = self._answer(request)
        return answer, steps or False

    @api.model
    def _answer(self, request):
        answer, steps = self._get_empty_answer(request), []
        try:
            with self.env.cr.savepoint():
                steps = self._perform(request, answer)
        except (UserError, RedirectWarning) as refusal:
            answer |= self._tell_refusal(refusal)
            if answer["status"] == "stop" and not answer["hint"] and (answer["lot"] or {}).get("badge"):
                answer["hint"] = messages.put_aside(self.env)  # the gate's sentence says why and whom to ask
            if answer["document"]:
                answer["document"] = self._tell_document(self.env[request.model].browse(request.id))
        return answer, steps

    @api.model
    def _perform(self, request, answer):
        """Read, look up and enter one scan; fills the answer as it goes, so that a refusal keeps what was read."""
        if len(request.raw) > MOST_CHARACTERS:
            raise ScanStop(messages.too_long(self.env, MOST_CHARACTERS), messages.check_label(self.env))
        lots = self.env["stock.lot"]
        parsed = lots._read_scan(request.raw)
        answer["elements"] = self._tell_elements(parsed)
        document = self._find_document(request) if request.model else None
        if document is not None:
            answer["document"] = {"model": request.model, "id": request.id}  # told in words at the end
        here = self if document is None else self.with_env(document.env)
        target = here._find_target(request, parsed, document, answer)
        self._tell_target(answer, target.product, target.lot)
        is_place = document is not None and document._scan_is_place(target)
        if not is_place and (named := self._find_named_document(target, request)):
            named._scan_check_open()
            answer["document"] = self._tell_document(named)
            answer["message"] = messages.opened(self.env, named.display_name)
            return []
        if document is None and request.mode != "return":
            return self._look_up(request, target, answer)
        if request.mode == "return" and (document is None or document._scan_mode() == "return"):
            done = (document or self.env["stock.picking"])._scan_return(target, request)
        else:
            done = here._enter_run(document, target, request)
        worked = done.get("document") or document
        company = worked.company_id or here.env.company
        if done.get("steps") and company.lot_scan_asks and not request.choice.get("seen"):
            # Tried out, so that it is shown as it will be; the savepoint takes it back.
            seen = {"label": messages.enter_it(self.env), "choice": {**request.choice, "seen": True}}
            self._tell_target(answer, done.get("product"), done.get("lot"))
            raise ScanAsk(" ".join([*done.get("warnings", ()), done["message"]]), [seen])
        self._tell_target(answer, done.get("product"), done.get("lot"))
        answer |= {"line": done.get("line", False), "quantity": done.get("quantity", "")}
        answer |= {**self._describe(worked), "places": done.get("places", False)}
        if package := done.get("package"):
            answer["package"] = {"id": package.id, "name": package.name}
        warnings = [*filter(None, [target.warning]), *done.get("warnings", ())]
        answer["status"] = "warn" if warnings else "ok"
        answer["message"] = " ".join([*warnings, done["message"]])
        answer["can_undo"] = bool(done.get("steps"))
        return done.get("steps") or []

    @api.model
    def _look_up(self, request, target, answer):
        if request.mode not in ("", "lookup"):
            raise ScanStop(messages.choose_document(self.env))
        if target.reason == "separator":
            raise ScanAsk(target.message, target.choices)
        found = self.env["stock.lot"]._resolve_scan(target.parsed)
        answer["message"] = found.message
        if not found.reason or found.reason == "conflict":
            self._tell_target(answer, found.lots.product_id, found.lots)
        # What a quantity is rounded to matters to nobody here.
        if target.warning and not (target.quantity or found.reason):
            answer |= {"status": "warn", "message": target.warning}
        if found.reason and not (target.product and not target.lot_name):
            answer["status"] = {"conflict": "warn", "several": "ask"}.get(found.reason, "stop")
            answer["hint"] = messages.check_label(self.env) if answer["status"] == "stop" else ""
        if answer["status"] == "ok" and found.lots._scan_status() != "released":
            answer |= {"status": "warn", "message": found.lots._scan_blocked_message()}
        answer["choices"] = [
            {"label": messages.lot_label(self.env, lot), "choice": {"lot": lot.id}}
            for lot in (found.lots if found.reason == "several" else ())
        ]
        return []

    # --- documents ---

    @api.model
    def _get_kinds(self):
        """Empty recordsets of the models that scans work on."""
        kind, models_ = self.env.registry["lot.scan.document"], self.env.registry.items()
        return [self.env[name] for name, model in models_ if issubclass(model, kind) and not model._abstract]

    @api.model
    def _find_document(self, request):
        """The document of a request, as the user may see it; what a scan names there is looked for in its company."""
        kinds = {documents._name: documents for documents in self._get_kinds()}
        if request.model not in kinds or not kinds[request.model].has_access("read"):
            raise ScanStop(messages.no_document(self.env), messages.open_another(self.env))
        document = kinds[request.model].search_fetch([("id", "=", request.id)])
        if not document:
            raise ScanStop(messages.no_document(self.env), messages.open_another(self.env))
        company = document.company_id
        return document.with_context(allowed_company_ids=company.ids) if company else document

    @api.model
    def _find_named_document(self, target, request):
        """The document whose number was scanned, when the code names nothing else."""
        text = target.parsed.first(reading.TEXT)
        if not text or target.reason != "none" or "\0" in text.value:
            return None
        for documents in self._get_kinds():
            if documents.has_access("read"):
                found = documents._scan_find(text.value.strip(), request.mode)
                if found:
                    return found
        return None

    @api.model
    def _describe(self, document):
        return {"document": self._tell_document(document), "progress": document._scan_progress()}

    @api.model
    def _tell_document(self, document):
        name, mode = document.display_name, document._scan_mode()
        return {"model": document._name, "id": document.id, "name": name, "mode": mode}

    # --- words ---

    @api.model
    def _tell_target(self, answer, product, lot):
        if product:
            answer["product"] = {"id": product.id, "name": product.display_name}
        if lot:
            answer["lot"] = {
                "id": lot.id,
                "name": lot.name,
                "status": lot._scan_status(),
                "badge": messages.badge(self.env, lot),
            }

    @api.model
    def _tell_elements(self, parsed):
        """What was understood, piece by piece, and where it breaks off."""
        rows, told = [], set()
        for element in parsed.elements:
            issue = next(
                (issue for issue in parsed.issues if issue.start < element.end and element.start < issue.end), None
            )
            told.add(issue)
            rows.append({
                "key": element.key,
                "title": messages.element_title(self.env, element),
                "value": element.value.replace("\0", "\\x00"),
                "shown": messages.element_shown(self.env, element),
                "start": element.start,
                "end": element.end,
                "fault": issue and not issue.warning and self._tell_issue(issue) or False,
            })  # fmt: skip
        for issue in parsed.issues:
            if issue not in told and not issue.warning and issue.code != "empty":
                value = parsed.raw_scan[issue.start : issue.end].replace("\0", "\\x00")
                shown = "".join(sign if sign.isprintable() else "␣" for sign in value)
                rows.append({
                    "key": "", "title": "", "value": value, "shown": shown, "start": issue.start, "end": issue.end,
                    "fault": self._tell_issue(issue),
                })  # fmt: skip
        return rows

    @api.model
    def _tell_issue(self, issue):
        return self.env["stock.lot"]._scan_issue_message(issue)
