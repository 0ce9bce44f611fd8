import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import { animationFrame, queryAllTexts, queryText } from "@odoo/hoot-dom";
import { contains, getService, mountWithCleanup, onRpc } from "@web/../tests/web_test_helpers";
import { WebClient } from "@web/webclient/webclient";

defineMailModels();

function entry(id, more = {}) {
    return {
        id,
        at: "2026-11-21T10:00:00.123456",
        code: "lot_changed",
        sentence: `Ann changed Reference of N${id} from <b>A</b> to nothing.`,
        details: [{ title: "Reference", before: "<b>A</b>", after: "nothing" }],
        reason: "",
        seq: id,
        ...more,
    };
}

async function openHistory(...pages) {
    onRpc("lot.audit.entry", "timeline", ({ args }) => {
        expect.step(`timeline ${args.join(",")}`);
        return { name: "N1", hidden: 0, more: false, ...pages.shift() };
    });
    await mountWithCleanup(WebClient);
    await getService("action").doAction({
        type: "ir.actions.client",
        tag: "lot_traceability.history",
        target: "new",
        params: { model: "stock.lot", res_id: 7 },
    });
    await animationFrame();
}

test("history: newest first, older ones on demand, markup as text", async () => {
    await openHistory(
        { entries: [entry(9, { reason: "typing error" }), entry(8, { seq: 0 })], more: true },
        { entries: [entry(3)], hidden: 2 },
    );
    expect.verifySteps(["timeline stock.lot,7,false"]);
    expect(".o_lot_timeline_entry").toHaveCount(2);
    expect(".o_lot_timeline b").toHaveCount(0);
    expect(queryText(".o_lot_timeline_entry:first")).toInclude("Reason: typing error");
    expect(queryText(".o_lot_timeline_entry:last")).toInclude("not sealed yet");
    await contains("button:contains(Show older entries)").click();
    expect.verifySteps(["timeline stock.lot,7,8"]);
    expect(".o_lot_timeline_entry").toHaveCount(3);
    expect("button:contains(Show older entries)").toHaveCount(0);
    expect(queryText(".o_lot_history_hidden")).toInclude("not shown here: 2");
    expect(queryAllTexts(".o_lot_timeline_entry .fw-bold")[2]).toInclude("N3");
});

test("history: an object without entries", async () => {
    await openHistory({ entries: [] });
    expect.verifySteps(["timeline stock.lot,7,false"]);
    expect(queryText(".o_lot_history")).toInclude("Nothing was recorded about this object yet");
});
