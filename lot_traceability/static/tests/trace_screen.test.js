import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import { animationFrame, press, queryAllTexts, queryText, runAllTimers } from "@odoo/hoot-dom";
import {
    contains,
    defineModels,
    fields,
    getService,
    mockService,
    models,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { router } from "@web/core/browser/router";
import { WebClient } from "@web/webclient/webclient";
import { LONG_NAME, MARKUP_NAME, RTL_NAME, customer, shipment, traceAnswer } from "./trace_answer";

class StockLot extends models.Model {
    _name = "stock.lot";
    name = fields.Char();
    ref = fields.Char();
    product_id = fields.Many2one({ relation: "product.product" });
    _records = [
        { id: 1, name: "CAN-7", product_id: 1 },
        { id: 2, name: "CAN-7", product_id: 2 },
    ];
}

class StockPackage extends models.Model {
    _name = "stock.package";
    name = fields.Char();
    _records = [{ id: 4, name: "PACK-4" }];
}

class ProductProduct extends models.Model {
    _name = "product.product";
    name = fields.Char();
    _records = [
        { id: 1, name: "Cannula" },
        { id: 2, name: "Canned air" },
    ];
}

defineMailModels();
defineModels([StockLot, StockPackage, ProductProduct]);

async function openTrace(answer = traceAnswer(), params = { lot_ids: [1] }) {
    onRpc("stock.lot", "trace", ({ args }) => {
        expect.step(`trace ${args[0].join(",")} ${args[1]}`);
        return { ...answer, direction: args[1] };
    });
    await mountWithCleanup(WebClient);
    await getService("action").doAction({
        type: "ir.actions.client",
        tag: "lot_traceability.trace",
        params,
    });
    await animationFrame();
}

test("header says what is traced, as of when, and how much is known", async () => {
    await openTrace();
    expect.verifySteps(["trace 1 downstream"]);
    expect(".o_lot_trace_origin").toHaveText("CAN-7 Cannula");
    expect(".o_lot_trace_completeness").toHaveText("99.9 % known; gaps: 2, hidden: 2");
    expect(".o_lot_trace_hidden").toHaveCount(1);
    expect(".o_breadcrumb").toHaveText("Trace of CAN-7");
    expect(queryAllTexts(".o_lot_tiles_figure")).toEqual(["30", "2", "4", "1", "1"]);
    await contains(".o_lot_trace_completeness").click();
    expect("[data-tab=gaps]").toHaveClass("active");
    expect(".o_lot_trace_table tbody tr").toHaveCount(2);
});

test("a complete answer says so, and 99.96 % is not rounded up to everything", async () => {
    await openTrace(traceAnswer({ completeness: 1, hidden_count: 0, gaps: [] }));
    expect(".o_lot_trace_completeness").toHaveText("Complete");
    expect(".o_lot_trace_hidden").toHaveCount(0);
    expect.verifySteps(["trace 1 downstream"]);
});

test("the direction is asked of the server again and kept in the address", async () => {
    await openTrace();
    await contains("[data-direction=both]").click();
    await animationFrame();
    expect.verifySteps(["trace 1 downstream", "trace 1 both"]);
    expect(".o_lot_trace_tree").toHaveCount(2);
    await runAllTimers();
    expect([router.current.lots, router.current.direction]).toEqual([1, "both"]);
});

test("names of lots are text, whatever they contain", async () => {
    await openTrace();
    await contains(".o_lot_trace_tree button:contains(Expand all)").click();
    const names = queryAllTexts(".o_lot_trace_what a bdi");
    expect(names).toInclude(LONG_NAME);
    expect(names).toInclude(RTL_NAME);
    expect(names).toInclude(MARKUP_NAME);
    expect(".o_lot_trace_tree b").toHaveCount(0);
    expect(".o_lot_trace_node[data-key='lot:4'] .badge").toHaveText("Excluded by date");
    const hidden = ".o_lot_trace_node[data-key='hidden:1']";
    expect(hidden).toHaveText(/Hidden: you may not read it/);
    expect(`${hidden} .o_lot_trace_amount`).toHaveText("");
    expect(queryAllTexts(".o_lot_trace_repeat")).toEqual([
        "already shown above",
        "loops back, shown above",
        "already shown above",
    ]);
    expect(".o_lot_trace_rest").toHaveText("15 more, show them");
    await contains(".o_lot_trace_rest").click();
    expect(".o_lot_trace_rest").toHaveCount(0);
    expect.verifySteps(["trace 1 downstream"]);
});

test("search in the lineage keeps the way to the lot", async () => {
    await openTrace();
    await contains(".o_lot_trace_body input[type=search]").edit("pmp-25", { confirm: false });
    expect(queryAllTexts(".o_lot_trace_what a bdi")).toEqual([
        "CAN-7",
        "MO/0001",
        "HUB-1",
        "MO/0003",
        "PMP-25",
    ]);
    await contains(".o_lot_trace_body input[type=search]").edit("nobody", { confirm: false });
    expect(".o_lot_trace_empty").toHaveText(/Nothing here matches/);
    expect.verifySteps(["trace 1 downstream"]);
});

test("a customer unfolds into deliveries, each opens its document", async () => {
    await openTrace();
    mockService("action", {
        doAction({ res_model: model, res_id: id }) {
            expect.step(`open ${model} ${id}`);
        },
    });
    await contains("[data-tab=customers]").click();
    expect("[data-name=net_qty]:first").toHaveText("7 Units");
    await contains(".o_lot_trace_row:first").click();
    expect(".o_lot_trace_detail .o_lot_trace_row").toHaveCount(3);
    expect(".o_lot_trace_detail [data-name=qty]:last").toHaveText("-1 Units");
    await contains(".o_lot_trace_detail .o_lot_trace_row:first td[data-name=kind]").click();
    await contains("td[data-name=partner] a:first").click();
    expect.verifySteps(["trace 1 downstream", "open stock.picking 501", "open res.partner 40"]);
});

test("an expected share has no more decimals than it means", async () => {
    const rows = [23.333333, 0.001, 7].map((qty, i) =>
        customer({ commercial_partner_id: 40 + i, partner: `Clinic ${i}`, proportional_qty: qty }),
    );
    await openTrace(traceAnswer({ customers: rows }));
    await contains("[data-tab=customers]").click();
    const shown = queryAllTexts("td[data-name=proportional_qty]").map((text) =>
        text.replace(/\s+/g, " ").trim(),
    );
    expect(shown.sort()).toEqual(["23.33 Units", "7 Units", "< 0.01 Units"]);
    expect.verifySteps(["trace 1 downstream"]);
});

test("20,000 deliveries are shown 80 at a time", async () => {
    const shipments = Array.from({ length: 20000 }, (_, i) => shipment(i + 1));
    await openTrace(traceAnswer({ shipments, customers: [customer({ delivery_count: 20000 })] }));
    await contains("[data-tab=customers]").click();
    await contains(".o_lot_trace_row").click();
    expect(".o_lot_trace_detail .o_lot_trace_row").toHaveCount(80);
    expect(".o_lot_trace_detail .o_pager").toHaveText(/1-80\s*\/\s*20000/);
    await contains(".o_lot_trace_detail .o_pager_next").click();
    expect(queryText(".o_lot_trace_detail td[data-name=document]:first")).toBe("WH/OUT/00081");
    await contains(".o_lot_trace_detail input[type=search]").edit("OUT/19999", { confirm: false });
    expect(".o_lot_trace_detail .o_lot_trace_row").toHaveCount(1);
    expect.verifySteps(["trace 1 downstream"]);
});

test("a balance that does not close is red, empty lists say it in words", async () => {
    await openTrace(traceAnswer({ customers: [], shipments: [] }));
    await contains("[data-tab=balance]").click();
    expect("td[data-name=residual_qty] .text-danger").toHaveText("6.5");
    expect("th:contains(Shipped)").toHaveCount(1);
    expect("th:contains(Scrapped)").toHaveCount(0); // no lot has any
    await contains("[data-tab=customers]").click();
    expect(".o_lot_trace_empty").toHaveText("No customer received any of it.");
    expect.verifySteps(["trace 1 downstream"]);
});

test("stock names place, package and lot, and opens the quants", async () => {
    const answer = traceAnswer();
    answer.on_hand[0].package_id = 4;
    await openTrace(answer);
    mockService("action", {
        doAction: ({ res_model: model, domain }) =>
            expect.step(`${model} ${JSON.stringify(domain)}`),
    });
    await contains("[data-tab=where]").click();
    expect(queryAllTexts("[data-table=on_hand] td[data-name=package]")).toEqual(["PACK-4", ""]);
    expect("[data-table=on_hand] th:contains(Owner)").toHaveCount(0);
    expect("[data-table=open] td[data-name=state]").toHaveText("Reserved");
    await contains("[data-table=on_hand] td[data-name=location] a:first").click();
    expect.verifySteps([
        "trace 1 downstream",
        'stock.quant [["location_id","=",8],["lot_id","=",3]]',
    ]);
});

test("a refusal of the server is shown and can be tried again", async () => {
    let refused = true;
    onRpc("stock.lot", "trace", () => {
        if (refused) {
            refused = false;
            throw new Error("refused");
        }
        return traceAnswer();
    });
    await mountWithCleanup(WebClient);
    await getService("action").doAction({
        type: "ir.actions.client",
        tag: "lot_traceability.trace",
        params: { lot_ids: [1] },
    });
    await animationFrame();
    expect(".o_lot_trace_error").toHaveText(/The trace could not be made/);
    await contains(".o_lot_trace_error button").click();
    await animationFrame();
    expect(".o_lot_tiles").toHaveCount(1);
});

test("without a lot the screen asks for one and says what it does not know", async () => {
    const answers = {
        nothing: { lots: [], reason: "none", message: "No lot matches." },
        "CAN-7": {
            lots: [
                { id: 1, display_name: "CAN-7", product: "Cannula" },
                { id: 2, display_name: "CAN-7", product: "Canned air" },
            ],
            reason: "several",
            message: "2 lots match.",
        },
    };
    onRpc("stock.lot", "resolve_scan", ({ args }) => answers[args[0]]);
    await openTrace(traceAnswer(), {});
    expect(".o_lot_trace_start input").toBeFocused();
    await contains(".o_lot_trace_start input").edit("nothing", { confirm: false });
    await press("Enter");
    await animationFrame();
    expect(".o_lot_trace_message").toHaveText("No lot matches.");
    await contains(".o_lot_trace_start input").edit("CAN-7", { confirm: false });
    await press("Enter");
    await animationFrame();
    expect(queryAllTexts(".o_lot_trace_suggestion")).toEqual(["CAN-7 Cannula", "CAN-7 Canned air"]);
    await contains(".o_lot_trace_suggestion:last").click();
    await animationFrame();
    expect.verifySteps(["trace 2 downstream"]);
    expect(".o_lot_trace_origin").toHaveCount(1);
});
