import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import {
    advanceTime,
    click,
    manuallyDispatchProgrammaticEvent as dispatch,
    press,
    queryFirst,
} from "@odoo/hoot-dom";
import { Component, xml } from "@odoo/owl";
import { getService, mountWithCleanup, patchWithCleanup } from "@web/../tests/web_test_helpers";
import { ScanInput } from "@lot_traceability/components/scan_input/scan_input";

defineMailModels();

const GS = "\x1d";
const FIELD = ".o_lot_scan_field";

class Bench extends Component {
    static components = { ScanInput };
    static template = xml`
        <button class="elsewhere">Elsewhere</button>
        <input class="name"/>
        <ScanInput onScan="(raw) => this.props.onScan(raw)"/>`;
    static props = ["*"];
}

async function mountBench() {
    const scans = [];
    await mountWithCleanup(Bench, { props: { onScan: (raw) => scans.push(raw) } });
    return scans;
}

/** Keys as a scanner sends them, faster than the page paints. */
async function wedge(...keys) {
    for (const key of keys.flatMap((part) => (part.length > 1 ? [part] : [...part]))) {
        await press(key);
    }
}

const CODE = ["0", "1", "1", "0", "a", "b", "-", "1"];

for (const [name, keys] of Object.entries({ "Ctrl+]": ["Control", "]"], F8: ["F8"] })) {
    test(`${name} is a separator in the input`, async () => {
        const scans = await mountBench();
        expect(FIELD).toBeFocused();
        await wedge(...CODE);
        await press(keys);
        expect(FIELD).toHaveValue("0110ab-1␝");
        await wedge("1", "7", "Enter");
        expect(scans).toEqual([`0110ab-1${GS}17`]);
        expect(FIELD).toHaveValue("");
    });

    test(`${name} is a separator for the whole page, without focus`, async () => {
        const scans = await mountBench();
        queryFirst(FIELD).blur();
        await wedge(...CODE);
        await press(keys);
        await wedge("1", "7", "Enter");
        expect(scans).toEqual([`0110ab-1${GS}17`]);
    });
}

test("Alt+029 is a separator without focus", async () => {
    const scans = await mountBench();
    queryFirst(FIELD).blur();
    await wedge(...CODE, "Alt", "0", "2", "9", "1", "7", "Enter");
    expect(scans).toEqual([`0110ab-1${GS}17`]);
});

test("in other inputs F8 and Ctrl+] are what they always were", async () => {
    const scans = await mountBench();
    queryFirst(".name").focus();
    await wedge("a", "F8", "b");
    await press(["Control", "]"]);
    expect(".name").toHaveValue("ab");
    expect(scans).toEqual([]);
});

test("20 scans in one go keep their order and their edges", async () => {
    const scans = await mountBench();
    const codes = Array.from({ length: 20 }, (_, at) => `sn ${at} `);
    for (const code of codes) {
        await wedge(...code, "Enter");
    }
    expect(scans).toEqual(codes);
});

test("a scanner that ends with Tab or with nothing at all", async () => {
    const scans = await mountBench();
    await wedge("s", "n", "-", "1", "Tab");
    expect(scans).toEqual(["sn-1"]);
    expect(FIELD).toBeFocused();
    await wedge("s", "n", "-", "2");
    await advanceTime(200);
    expect(scans).toEqual(["sn-1", "sn-2"]);
    await wedge("s", "n", "-");
    await advanceTime(200);
    expect(scans.length).toBe(2); // too short to be sure of
});

test("typing at the speed of fingers waits for Enter", async () => {
    // a blocked page handles late keys at once: their own time counts
    patchWithCleanup(Event.prototype, {
        get timeStamp() {
            return Date.now();
        },
    });
    const scans = await mountBench();
    for (const key of "sn-77") {
        await press(key);
        await advanceTime(90);
    }
    await advanceTime(1000);
    expect(scans).toEqual([]);
    await press("Enter");
    expect(scans).toEqual(["sn-77"]);
});

test("pasting keeps separators; a column of numbers is many scans", async () => {
    const scans = await mountBench();
    const paste = (text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", text);
        return dispatch(queryFirst(FIELD), "paste", { clipboardData });
    };
    await paste(`]d20110ab-1${GS}17`);
    expect(FIELD).toHaveValue("]d20110ab-1␝17");
    await press("Enter");
    await paste("sn-1\r\nsn-2\nsn-3\n");
    expect(scans).toEqual([`]d20110ab-1${GS}17`, "sn-1", "sn-2", "sn-3"]);
    expect(FIELD).toHaveValue("");
});

test("after a click elsewhere the next scan is taken; an input that is used keeps the focus", async () => {
    const scans = await mountBench();
    await click(".elsewhere");
    expect(FIELD).toBeFocused();
    await click(".name");
    expect(".name").toBeFocused();
    getService("barcode").bus.trigger("barcode_scanned", { barcode: "sn-9" });
    expect(scans).toEqual(["sn-9"]);
});
