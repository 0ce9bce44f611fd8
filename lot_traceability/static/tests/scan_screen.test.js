import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import {
    Deferred,
    advanceTime,
    animationFrame,
    freezeTime,
    press,
    queryText,
} from "@odoo/hoot-dom";
import { mockVibrate } from "@odoo/hoot-mock";
import {
    contains,
    getService,
    mountWithCleanup,
    onRpc,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import { router } from "@web/core/browser/router";
import { session } from "@web/session";
import { WebClient } from "@web/webclient/webclient";
import { runAfter } from "@lot_traceability/scan/serials";
import { traceAnswer } from "./trace_answer";

defineMailModels();

const RECEIPT = { model: "stock.picking", id: 7, name: "WH/IN/7" };

function told(scan, more = {}) {
    return {
        uuid: scan.uuid,
        status: "ok",
        message: `Took ${scan.raw}`,
        hint: "",
        elements: [{ key: "", title: "Text", value: scan.raw, shown: scan.raw, start: 0, end: 9 }],
        product: { id: 1, name: "Cannula" },
        lot: { id: 3, name: scan.raw, status: "", badge: "" },
        quantity: "1 Units",
        line: false,
        progress: false,
        choices: [],
        document: scan.id ? RECEIPT : false,
        can_undo: false,
        replayed: false,
        ...more,
    };
}

/** The screen on a server that answers each scan by `answer(scan)`. */
async function openScan(answer, params = {}) {
    const sent = [];
    sent.felt = [];
    sent.asked = [];
    mockVibrate((pattern) => sent.felt.push(pattern.join(" ")));
    onRpc("lot.scan", "submit", ({ args: [scans] }) => {
        sent.push(...scans.map(({ raw, last }) => (last ? `${raw} to ${last}` : raw)));
        return scans.map((scan) => told(scan, answer?.(scan)));
    });
    onRpc("lot.scan", "documents", () => [
        { ...RECEIPT, partner: "Sharpline", date: "21/11/2026", state: "Ready" },
    ]);
    onRpc("lot.scan", "open", () => ({
        document: RECEIPT,
        lines: [
            {
                id: 11,
                product: "Cannula",
                lot: "",
                lots: [],
                done: sent.length,
                demand: 5,
                unit: "Units",
            },
        ],
        progress: { done: sent.length, total: 5 },
        next: false,
        last: [],
    }));
    onRpc("stock.lot", "trace", ({ args }) => {
        expect.step(`trace ${args[0]}`);
        return traceAnswer();
    });
    onRpc("stock.lot", "tell_about", ({ args: [[id]] }) => {
        sent.asked.push(id);
        return {
            identifiers: [{ label: "UDI", value: "(01)09506000134352(10)BURST-7" }],
            batch_record: { id: 5, state: "Released" },
            delivered: { 3: "Sharpline Clinic", 4: "", 5: false }[id],
        };
    });
    await mountWithCleanup(WebClient);
    await getService("action").doAction({ type: "ir.actions.client", tag: "lot_scan", params });
    await animationFrame();
    return sent;
}

const ON_RECEIPT = { scan_mode: "receive", scan_document: "stock.picking-7" };

async function scan(text) {
    await contains(".o_lot_scan_foot input").edit(text, { confirm: false });
    await press("Enter");
    await advanceTime(20);
    await animationFrame();
}

test("a mode, its documents, one of them; the address keeps both", async () => {
    await openScan();
    expect(".o_lot_scan_foot input").toBeFocused();
    expect(".o_lot_scan_mode").toHaveCount(6);
    await contains("[data-mode=receive]").click();
    await contains(".o_lot_scan_document").click();
    await advanceTime(500);
    expect(queryText(".o_lot_scan_title")).toBe("ReceiveWH/IN/7");
    expect(".o_lot_scan_line").toHaveCount(1);
    expect([router.current.scan_mode, router.current.scan_document]).toEqual([
        "receive",
        "stock.picking-7",
    ]);
    expect(".o_lot_scan_foot input").toBeFocused();
});

test("a burst is entered in order, the lines count up", async () => {
    const line = (done) => ({
        id: 11,
        product: "Cannula",
        lot: "",
        lots: [],
        done,
        demand: 5,
        unit: "Units",
    });
    const sent = await openScan(
        ({ raw }) => ({ line: line(Number(raw.slice(1))), progress: { done: 1, total: 5 } }),
        ON_RECEIPT,
    );
    for (const name of ["S1", "S2", "S3", "S4"]) {
        await contains(".o_lot_scan_foot input").edit(name, { confirm: false });
        await press("Enter");
    }
    await advanceTime(20);
    await animationFrame();
    expect(sent).toEqual(["S1", "S2", "S3", "S4"]);
    expect(queryText(".o_lot_scan_line")).toInclude("4 / 5");
    expect(".o_lot_scan_last li").toHaveCount(4);
    expect(".o_lot_scan_answer").toHaveAttribute("data-status", "ok");
});

test("a stop stays until it is dealt with; a question is answered by a button", async () => {
    const choices = [{ label: "Add it all the same", choice: { add: true } }];
    const sent = await openScan((one) => {
        if (one.raw === "BAD") {
            return { status: "stop", message: "BAD is on hold.", hint: "Put it aside." };
        }
        return one.raw === "ODD" && !one.choice
            ? { status: "ask", message: "Not planned.", choices }
            : {};
    }, ON_RECEIPT);
    await scan("BAD");
    await scan("GOOD");
    expect(sent.felt).toEqual(["300 100 300", "60"]);
    expect(".o_lot_scan_answer").toHaveAttribute("data-status", "stop");
    expect(queryText(".o_lot_scan_answer")).toInclude("Put it aside.");
    await contains(".o_lot_scan_dismiss").click();
    expect(queryText(".o_lot_scan_message")).toBe("Took GOOD");
    await scan("ODD");
    await contains(".o_lot_scan_choice").click();
    await advanceTime(20);
    await animationFrame();
    expect(sent).toEqual(["BAD", "GOOD", "ODD", "ODD"]);
    expect(queryText(".o_lot_scan_message")).toBe("Took ODD");
});

test("the number of a document opens it; what is scanned after it goes there", async () => {
    await openScan((one) => (one.id ? {} : { lot: false, document: RECEIPT }), {
        scan_mode: "receive",
    });
    await scan("WH/IN/7");
    await advanceTime(500);
    expect(queryText(".o_lot_scan_title")).toBe("ReceiveWH/IN/7");
});

test("looking up shows the life of the lot; several are chosen from", async () => {
    await openScan((one) =>
        one.raw === "TWIN"
            ? { status: "ask", lot: false, choices: [{ label: "of Tube", choice: { lot: 9 } }] }
            : {},
    );
    await scan("CAN-7");
    expect(".o_lot_scan_life .o_lot_tiles").toHaveCount(1);
    expect(".o_lot_scan_about dd:first").toHaveText("(01)09506000134352(10)BURST-7");
    expect(".o_lot_scan_delivered dd").toHaveText("Sharpline Clinic");
    expect(".o_lot_scan_batch").toHaveText("Batch record: Released");
    await scan("TWIN");
    await contains(".o_lot_scan_choice").click();
    await animationFrame();
    expect(".o_lot_scan_life").toHaveAttribute("data-lot", "9");
    expect.verifySteps(["trace 3", "trace 9"]);
});

test("on a document, customer and batch record of the lot are told when people pause", async () => {
    const lots = { A: 3, B: 4, C: 5 };
    const sent = await openScan(
        ({ raw }) => ({ lot: raw in lots && { id: lots[raw], name: raw } }),
        ON_RECEIPT,
    );
    freezeTime(); // that the machine is slow is no pause
    await scan("A");
    expect(".o_lot_scan_about").toHaveCount(1); // its room
    expect(".o_lot_scan_batch").toHaveCount(0);
    await scan("B");
    await advanceTime(500);
    expect(sent.asked).toEqual([]);
    await advanceTime(200);
    await animationFrame();
    expect(sent.asked).toEqual([4]);
    expect(queryText(".o_lot_scan_about")).toBe("Not delivered yet\nBatch record: Released");
    await scan("A");
    await advanceTime(700);
    await animationFrame();
    expect(queryText(".o_lot_scan_about")).toBe(
        "Delivered to Sharpline Clinic\nBatch record: Released",
    );
    await scan("C"); // whose deliveries may not be read
    await advanceTime(700);
    await animationFrame();
    expect(queryText(".o_lot_scan_about")).toBe("Batch record: Released");
    await scan("NEW");
    expect(".o_lot_scan_about").toHaveCount(0);
});

test("without network the number of waiting scans is seen; then they are sent", async () => {
    let isLost = true;
    const sent = [];
    await openScan(null, ON_RECEIPT);
    onRpc("lot.scan", "submit", ({ args: [scans] }) => {
        if (isLost) {
            return new Response("", { status: 502 });
        }
        sent.push(...scans.map((one) => one.raw));
        return scans.map((one) => told(one));
    });
    await scan("A1");
    await scan("A2");
    expect(queryText(".o_lot_scan_waiting")).toBe("2 waiting");
    expect(".o_lot_scan_problem").toHaveCount(1);
    isLost = false;
    await contains(".o_lot_scan_problem button").click();
    await advanceTime(50);
    await animationFrame();
    expect(sent).toEqual(["A1", "A2"]);
    expect(".o_lot_scan_waiting").toHaveCount(0);
});

test("undo takes the last scan back", async () => {
    onRpc("lot.scan", "undo", ({ args }) => ({
        ...told({ uuid: args[0], raw: "" }),
        message: "Taken back.",
    }));
    await openScan(() => ({ can_undo: true }), ON_RECEIPT);
    await scan("S1");
    await contains(".o_lot_scan_last .o_lot_scan_undo").click();
    await animationFrame();
    expect(queryText(".o_lot_scan_message")).toBe("Taken back.");
    expect(".o_lot_scan_last li").toHaveCount(0);
});

test("goods that are weighed: how much is asked, and entered with the same code", async () => {
    const asked = ({ quantity }) =>
        quantity
            ? { message: `Took ${quantity}` }
            : { status: "ask", message: "How much?", unit: "kg", choices: [] };
    const sent = await openScan(asked, ON_RECEIPT);
    await contains(".o_lot_scan_foot input").edit("FLOUR", { confirm: false });
    await press("Enter");
    await advanceTime(20);
    await animationFrame();
    expect(".o_lot_scan_amount_form button").not.toBeEnabled();
    await contains(".o_lot_scan_amount").edit("25", { confirm: false });
    await contains(".o_lot_scan_amount_form button").click();
    await advanceTime(20);
    await animationFrame();
    expect(queryText(".o_lot_scan_message")).toBe("Took 25");
    expect(sent).toEqual(["FLOUR", "FLOUR"]);
});

test("consecutive serial numbers follow the one that was scanned", async () => {
    const line = {
        id: 11,
        product: "Pump",
        lot: "S08",
        lots: [],
        done: 1,
        demand: 5,
        unit: "Units",
    };
    const sent = await openScan((one) => ({ line: { ...line, lot: one.raw } }), ON_RECEIPT);
    await scan("S08");
    await contains(".o_lot_scan_range").click();
    await contains("#o_lot_scan_count").edit("3", { confirm: false });
    expect(queryText(".o_lot_scan_range_form button")).toBe("up to S11");
    await contains(".o_lot_scan_range_form button").click();
    await advanceTime(50);
    expect(sent).toEqual(["S08", "S09 to S11"]);
});

test("counting up changes the number and nothing else", () => {
    const raw = "]d20109506000134352" + "21S-098" + "\x1d17270630";
    const serial = { value: "S-098", start: 21, end: 26 };
    expect(runAfter(raw, serial, 2)).toEqual({ raw: raw.replace("S-098", "S-099"), last: "S-100" });
    const [value, end] = ["S-898", 26];
    expect(runAfter(raw.replace("S-098", value), { value, start: 21, end }, 102)).toBe(null); // S-1000 is of another kind
    for (const count of [0, 201, NaN, -1]) {
        expect(runAfter(raw, serial, count)).toBe(null);
    }
    expect(runAfter("ABC", { value: "ABC", start: 0, end: 3 }, 1)).toBe(null);
    expect(
        runAfter("12345678901234567890", { value: "12345678901234567890", start: 0, end: 20 }, 1),
    ).toEqual({ raw: "12345678901234567891", last: "12345678901234567891" });
});

test("the screen opens with what the company set, and goes back to the choice", async () => {
    patchWithCleanup(session, { lot_scan_mode: "receive" });
    await openScan();
    expect(".o_lot_scan_title").toHaveText("Receive");
    await contains(".o_lot_scan_back").click();
    expect(".o_lot_scan_mode").toHaveCount(6);
});

test("what was scanned before an answer came says so: a shelf may have been named", async () => {
    const calls = [];
    await openScan(null, ON_RECEIPT);
    const answered = new Deferred();
    onRpc("lot.scan", "submit", async ({ args: [scans] }) => {
        calls.push(...scans);
        await answered;
        return scans.map((one) => told(one));
    });
    await scan("SHELF-B");
    await scan("S1");
    answered.resolve();
    await advanceTime(20);
    await scan("S2");
    expect(calls.map((one) => one.raw)).toEqual(["SHELF-B", "S1", "S2"]);
    expect(calls.map((one) => one.after)).toEqual(["", calls[0].uuid, ""]);
});

test("after a stop that somebody put aside the next scan is another label", async () => {
    const calls = [];
    await openScan((one) => {
        calls.push(one);
        return one.raw === "BAD" ? { status: "stop", message: "Nothing of ours." } : {};
    }, ON_RECEIPT);
    await scan("BAD");
    await contains(".o_lot_scan_dismiss").click();
    await scan("S1");
    await scan("S2");
    expect(calls.map((one) => one.alone)).toEqual([false, true, false]);
});

test("a stop that no screen shows is told by a notification; a screen that opens in time shows it", async () => {
    onRpc("lot.scan", "submit", ({ args: [scans] }) =>
        scans.map((one) => told(one, { status: "stop", message: `${one.raw} is on hold.` })),
    );
    await mountWithCleanup(WebClient);
    const bad = { mode: "receive", model: "stock.picking", id: 7 };
    getService("lot_scan").push({ ...bad, raw: "BAD-1" });
    await advanceTime(100);
    await advanceTime(6000);
    await animationFrame();
    expect(queryText(".o_notification")).toInclude("BAD-1 is on hold.");
    getService("lot_scan").push({ ...bad, raw: "BAD-2" });
    await advanceTime(100);
    await getService("action").doAction({ type: "ir.actions.client", tag: "lot_scan" });
    await animationFrame();
    expect(queryText(".o_lot_scan_message")).toBe("BAD-2 is on hold.");
    await advanceTime(6000);
    expect(".o_notification").toHaveCount(1);
});

test("keys only: arrows reach what can be pressed, Escape goes back", async () => {
    await openScan();
    const field = ".o_lot_scan_foot input";
    await press("ArrowDown");
    expect("[data-mode=lookup]").toBeFocused();
    await press("ArrowDown");
    expect("[data-mode=receive]").toBeFocused();
    await press("Escape");
    expect(field).toBeFocused();
    await press("ArrowDown");
    await press("ArrowDown");
    await press("Enter");
    await animationFrame();
    expect(".o_lot_scan_title").toHaveText("Receive");
    expect(field).toBeFocused();
    await press("ArrowUp");
    expect(".o_lot_scan_document").toBeFocused();
    await press("Enter");
    await advanceTime(500);
    expect(queryText(".o_lot_scan_title")).toBe("ReceiveWH/IN/7");
    await press("Escape");
    await press("Escape");
    await animationFrame();
    expect(".o_lot_scan_mode").toHaveCount(6);
});

test("a product without its lot: the number that is scanned next is of it", async () => {
    const calls = [];
    await openScan((one) => {
        calls.push(one);
        return one.raw === "EAN" ? { status: "ask", message: "Which lot?", lot: false } : {};
    }, ON_RECEIPT);
    await scan("EAN");
    expect(queryText(".o_lot_scan_message")).toBe("Which lot?");
    await scan("L-1");
    expect(calls.map((one) => one.choice)).toEqual([false, { product: 1 }]);
    expect(queryText(".o_lot_scan_message")).toBe("Took L-1");
});
