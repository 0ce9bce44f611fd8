"""Camera and signature of the reply page in a real browser: which lot a code names, what is said without camera."""

import json
from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged

from ..models.lot_recall_notice_mail import hash_token
from .common import RecallCase

TOKEN = "scan-token-" + "c" * 30
# The reader of codes is the page's own; what it reads is given to it here, since there is no camera.
SCRIPT = """
(async () => {
    const names = ["found", "elsewhere", "unknown", "failed"];
    const element = (name) => document.getElementById(`scan_${name}`);
    const until = async (isSo) => {
        for (let times = 0; times < 200 && !isSo(); times++) {
            await new Promise((done) => setTimeout(done, 50));
        }
    };
    const shown = async () => {
        await until(() => names.some((name) => !element(name).hidden));
        return names.filter((name) => !element(name).hidden).join();
    };
    const seen = [element("panel").hidden];
    element("open").click();
    seen.push(await shown(), Boolean(window.ZXing));
    for (const text of %s) {
        window.ZXing.BrowserMultiFormatReader = class {
            async decodeFromConstraints(_camera, _video, tell) {
                tell({ getText: () => text });
            }
            reset() {}
        };
        element("open").click();
        seen.push(await shown());
    }
    seen.push(element("code").textContent, element("page").textContent);
    const canvas = document.getElementById("sign_canvas");
    const { left, top } = canvas.getBoundingClientRect();
    const send = () => {
        canvas.closest("form").requestSubmit();
        return document.getElementById("sign_image").value.slice(0, 22);
    };
    canvas.closest("form").addEventListener("submit", (event) => event.preventDefault());
    document.querySelector("input[name=signer]").value = "Ann";
    seen.push(send());
    for (const [type, at] of [["pointerdown", 10], ["pointermove", 50]]) {
        const options = { clientX: left + at, clientY: top + at, buttons: 1 };
        canvas.dispatchEvent(new PointerEvent(type, options));
    }
    seen.push(send());
    document.getElementById("sign_clear").click();
    seen.push(send());
    const wanted = JSON.stringify(%s);
    console[JSON.stringify(seen) === wanted ? "log" : "error"](
        JSON.stringify(seen) === wanted ? "test successful" : `${JSON.stringify(seen)} is not ${wanted}`
    );
})();
"""
CODES = {
    "SET-1": "found",
    "]C1SET-1": "found",
    "010950600013435210SET-1\x1d17270101": "found",
    "(01)09506000134352(10)SET-1": "found",
    "https://id.gs1.org/01/09506000134352/10/SET-1?17=270101": "found",
    "SET-10": "unknown",
    "X-39": "elsewhere",
    "<b>no lot</b>\x1d": "unknown",
}


@tagged("post_install", "-at_install")
class TestReplyScan(HttpCase, RecallCase):
    def test_a_scanned_code_finds_its_lot_and_a_signature_is_drawn(self):
        recall = self.confirmed()
        row = recall.consignee_ids.filtered(lambda one: one.name == "Clinic")
        row.write({"channel": "phone", "phone": "112"})
        notice = self.env["lot.recall.notice"]._queue(row, recall.revision_id, "notice")
        notice.sudo().token_hash = hash_token(TOKEN)
        row._set_facts(link_expires_at=fields.Datetime.now() + timedelta(days=9))
        same = {"consignee_id": row.id, "recall_id": recall.id, "company_id": recall.company_id.id, "shipped_qty": 1}
        lots = [{"key": f"?{n}", "lot": f"X-{n:02}", "product": "Z kit", "uom": "Units", **same} for n in range(40)]
        self.env["lot.recall.consignee.lot"].sudo().create(lots)
        wanted = [False, "failed", True, *CODES.values(), "<b>no lot</b> ", "2", "", "data:image/png;base64,", ""]
        script = SCRIPT % (json.dumps(list(CODES)), json.dumps(wanted))
        self.browser_js(f"/recall/{TOKEN}", script, ready="document.readyState === 'complete'")
