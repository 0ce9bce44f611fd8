"""The page on which consignees answer, without account: ``/recall/<token>``.

Looking never changes anything, so mail programs that open links do no harm; only a form that a person sends does. A
link that is wrong, expired, closed or of a case that is over gets the same answer. A form is taken with the key that
this page gave out for this link (``reply_form.py``): without cookies, which mail programs on phones often lose.
"""

import base64
import json

from odoo import http
from odoo.http import request
from odoo.tools import format_date
from odoo.tools.mimetypes import guess_mimetype

from ..kernel import reply as kernel
from ..models import messages_reply as messages
from ..models.lot_recall_notice_mail import hash_token
from .reply_form import make_key, read_key

LARGEST, MOST_FILES = 10 * 1024 * 1024, 5
LARGEST_SIGNATURE = 400_000  # characters
WHOLE = LARGEST * MOST_FILES + 1024 * 1024  # with the form around the files
ON_A_PAGE = 30  # lots; a form of thousands of fields would be refused, and nobody fills it in on a phone
TAKEN = {
    "image/jpeg", "image/png", "image/webp", "application/pdf", "text/csv", "application/csv", "text/plain",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip
HEADERS = [
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Robots-Tag", "noindex, nofollow"),
    ("X-Frame-Options", "DENY"),
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src 'self'; "
     "media-src 'self' blob:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"),
]  # fmt: skip


class LotRecallReplyPage(http.Controller):
    @http.route("/recall/<string:token>", type="http", auth="public", methods=["GET"], readonly=True)
    def show(self, token, lang=None, page=None, **_kwargs):
        notice_sudo = self._find(token)
        if not notice_sudo:
            return self._gone()
        return self._page(notice_sudo, lang, page)

    # Without Odoo's check against forged requests, which needs a cookie: the form's own key is checked instead.
    @http.route(
        "/recall/<string:token>", type="http", auth="public", methods=["POST"], csrf=False, max_content_length=WHOLE
    )
    def answer(self, token, lang=None, page=None, **form):
        address = request.httprequest.remote_addr
        notice_sudo = self._find(token)
        if not notice_sudo:
            return self._gone() if self._may(miss=address) else self._busy()
        if not self._may(link=str(notice_sudo.id), address=address):
            return self._busy()
        consignee_sudo = notice_sudo.consignee_id._goes_on_as()
        self._speak(consignee_sudo, lang)
        key = read_key(notice_sudo.env, notice_sudo.token_hash, form.get("form_key"))
        if not key:
            problems = [messages.form_too_old(request.env)]
            return self._page(notice_sudo, lang, page, form=form, problems=problems, status=400)
        files, refused = self._take_files()
        files = _drawn(form.pop("signature", "")) + files
        consignee = consignee_sudo.with_env(request.env)
        reply_sudo, faults = consignee._record_reply({**form, "form_key": key}, "page", notice_sudo, files)
        left = [name for name, _content, _kind in files[len(reply_sudo.attachment_ids) :]]
        problems = [messages.file_refused(request.env, name) for name in refused]
        problems += [messages.file_without_room(request.env, name) for name in left]
        signer = {name: form.get(name, "") for name in ("signer", "signer_role")}
        if faults:
            return self._page(notice_sudo, lang, page, form={**form, "note": ""}, faults=faults, problems=problems)
        return self._page(notice_sudo, lang, self._number(page) + 1, form=signer, problems=problems, is_saved=True)

    # --- who is it ---

    def _find(self, token):
        """The notice whose link this is, if it still leads anywhere."""
        # Sudo: strangers have no rights; the token is what lets them in, to this consignee alone.
        notices_sudo = request.env["lot.recall.notice"].sudo()
        if not 20 <= len(token) <= 80:
            return notices_sudo
        found_sudo = notices_sudo.search([("token_hash", "=", hash_token(token))], limit=1)
        if not found_sudo:
            return found_sudo
        consignee_sudo = found_sudo.consignee_id
        both_sudo = consignee_sudo | consignee_sudo._goes_on_as()  # whose links are closed has this one closed, too
        return found_sudo if all(one._is_link_open() for one in both_sudo) else notices_sudo

    def _may(self, **knockers):
        return request.env["lot.recall.knock"]._may(**knockers)

    def _speak(self, consignee_sudo, lang):
        """Go on in the language asked for, else in the consignee's."""
        codes = [code for code, _name in request.env["res.lang"].get_installed()]
        wanted = lang if lang in codes else consignee_sudo.lang
        if wanted in codes:
            request.update_context(lang=wanted)

    # --- what it says ---

    def _page(self, notice_sudo, lang, page=None, form=None, faults=(), problems=(), is_saved=False, status=200):
        consignee_sudo, form = notice_sudo.consignee_id._goes_on_as(), form or {}
        self._speak(consignee_sudo, lang)
        env = request.env
        wrong = {}
        for fault in faults:
            wrong.setdefault(fault.line, []).append(messages.fault(env, fault))
        consignee_sudo = consignee_sudo.with_context(lang=env.lang)
        lots_sudo = consignee_sudo.lot_ids.filtered(lambda line: line.shipped_qty > 0)
        pages = max(-(-len(lots_sudo) // ON_A_PAGE), 1)
        number = min(self._number(page), pages)
        shown_sudo = lots_sudo[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
        values = {
            "consignee": consignee_sudo,
            "recall": consignee_sudo.recall_id,
            "contact": dict(zip(("name", "phone", "email"), consignee_sudo.recall_id._get_contact_ways(), strict=True)),
            "lines": [self._line(env, line, form, wrong) for line in shown_sudo],
            "heading": messages.heading(env, consignee_sudo.company_id.name, consignee_sudo.recall_id.name),
            "number": number,
            "pages": pages,
            "place": messages.place(env, number, pages, len(lots_sudo)) if pages > 1 else "",
            "lots": json.dumps(
                [
                    {"id": line.id, "lot": line.lot or "", "page": place // ON_A_PAGE + 1}
                    for place, line in enumerate(lots_sudo)
                ]
            ),
            "columns": messages.columns(env),
            "form": form,
            "form_key": make_key(notice_sudo.env, notice_sudo.token_hash),
            "languages": env["res.lang"].get_installed(),
            "page_lang": env.lang or "en_US",
            "before": self._told_before(env, consignee_sudo) if not (is_saved or form) else "",
            "saved": messages.saved(env, consignee_sudo.is_told_of) if is_saved else "",
            "has_faults": bool(wrong),
            "problems": problems,
            "is_drill": consignee_sudo.recall_id._is_sandbox(),
        }
        return request.render("lot_recall.reply_page", values, headers=HEADERS, status=status)

    @staticmethod
    def _told_before(env, consignee_sudo):
        """When they answered, for whoever opens the link again; "" where they have not."""
        answers = [at for at in consignee_sudo.lot_ids.mapped("answered_at") if at]
        at = max(answers, default=consignee_sudo.acknowledged_at)
        # As letters tell days: strangers have no time zone of their own here.
        zone = consignee_sudo.company_id._get_calendar_zone()
        day = at and format_date(env(context={**env.context, "tz": zone}), at)
        return messages.answered_before(env, day, consignee_sudo.is_told_of, bool(answers)) if day else ""

    @staticmethod
    def _number(page):
        text = str(page or "")
        return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 7 else 1

    @staticmethod
    def _line(env, line, form, wrong):
        """One lot as the page shows it: what was just written where it was not saved, else what was saved."""
        saved = {name: _plain(line[f"{name}_qty"]) for name in kernel.NAMES}
        shown = saved if line.is_answered else dict.fromkeys(kernel.NAMES, "")
        fate = next((fate for fate, told in kernel.FATES.items() if _same(told, line)), "") if line.is_answered else ""
        # One of a kind: of 1 kg or 1 box a part may be left. Sudo: as the page, which its token let in.
        is_serial = line.sudo().lot_id.product_id.tracking == "serial"
        is_single = is_serial and line.net_qty == 1 and line.id not in wrong and (fate or not line.is_answered)
        written = {name: str(form.get(f"{name}-{line.id}") or "") for name in kernel.NAMES}
        if line.id in wrong or any(written.values()):
            shown = written
        return {
            "id": line.id,
            "lot": line.lot,
            "identifiers": line.identifiers,
            "product": line.product,
            "told": messages.delivered(env, f"{_plain(line.net_qty)} {line.uom or ''}", line.is_answered),
            "fates": messages.fates(env) if is_single else {},
            "fate": str(form.get(f"fate-{line.id}") or fate),
            "values": shown,
            "wrong": wrong.get(line.id, []),
        }

    def _gone(self):
        return request.render(
            "lot_recall.reply_gone", {"page_lang": request.env.lang or "en_US"}, headers=HEADERS, status=404
        )

    def _busy(self):
        values = {"page_lang": request.env.lang or "en_US", "text": messages.too_many(request.env)}
        return request.render("lot_recall.reply_gone", values, headers=HEADERS, status=429)

    # --- files ---

    def _take_files(self):
        """``([(name, bytes, mimetype)], [names refused])``: judged by content, never by what files call themselves."""
        taken, refused = [], []
        for file in request.httprequest.files.getlist("files"):
            if not file.filename:
                continue
            name = file.filename.replace("\\", "/").rsplit("/", 1)[-1][:100]
            file.seek(0)  # read before when Odoo tries a request once more
            content = file.read(LARGEST + 1)
            kind = guess_mimetype(content) if content else ""
            if kind in TAKEN and len(content) <= LARGEST and len(taken) < MOST_FILES:
                taken.append((name, content, kind))
            else:
                refused.append(name)
        return taken, refused


def _drawn(text):
    """The signature that was drawn on the page, as a file like the others; none where nobody drew."""
    head, _, data = str(text).partition(",")
    if head != "data:image/png;base64" or len(data) > LARGEST_SIGNATURE:
        return []
    try:
        content = base64.b64decode(data, validate=True)
    except ValueError:
        return []
    return [("signature.png", content, "image/png")] if guess_mimetype(content) == "image/png" else []


def _same(told, line):
    return all(float(getattr(told, name)) == line[f"{name}_qty"] for name in kernel.NAMES)


def _plain(quantity):
    """A quantity without needless zeros, but never with three decimals: it would look like thousands."""
    text = f"{quantity:f}".rstrip("0").rstrip(".")
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text
