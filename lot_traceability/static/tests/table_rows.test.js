import { describe, expect, test } from "@odoo/hoot";
import { TableRows } from "@lot_traceability/kernel/table_rows";
import { TraceIndex } from "@lot_traceability/kernel/trace_index";
import { parseRequest, requestToAddress } from "@lot_traceability/kernel/trace_request";
import { customer, lotNode, shipment, traceAnswer } from "./trace_answer";

describe.current.tags("headless");

const COLUMNS = [
    { name: "who", text: (row) => row.who },
    { name: "qty", text: (row) => String(row.qty), sortValue: (row) => row.qty },
];
const ROWS = [
    { who: "Müller 10", qty: 10 },
    { who: "Muller 9", qty: 9 },
    { who: "Saint Agnes", qty: 100 },
];
const whoOf = (rows) => rows.map((row) => row.who);

test("search ignores accents and case and wants every word", () => {
    const table = new TableRows(ROWS, COLUMNS);
    expect(whoOf(table.select({ query: "MULLER" }))).toEqual(["Müller 10", "Muller 9"]);
    expect(whoOf(table.select({ query: "agnes 100" }))).toEqual(["Saint Agnes"]);
    expect(table.select({ query: "nobody" })).toEqual([]);
    expect(table.select({ query: "  " })).toBe(ROWS);
});

test("numbers sort as numbers, names with numbers in their natural order", () => {
    const table = new TableRows(ROWS, COLUMNS);
    const byQty = table.select({ sort: { name: "qty", descending: true } });
    expect(whoOf(byQty)).toEqual(["Saint Agnes", "Müller 10", "Muller 9"]);
    const plain = [{ who: "L10" }, { who: "L9" }];
    const byName = new TableRows(plain, COLUMNS).select({ sort: { name: "who" } });
    expect(whoOf(byName)).toEqual(["L9", "L10"]);
    expect(whoOf(ROWS)).toEqual(["Müller 10", "Muller 9", "Saint Agnes"]);
});

test("filters of the table and of a column work together", () => {
    const filters = [{ name: "big", options: [{ value: "yes", test: (row) => row.qty > 9 }] }];
    const table = new TableRows(ROWS, COLUMNS, filters);
    expect(table.select({ chosen: { big: "yes" } })).toHaveLength(2);
    expect(whoOf(table.select({ chosen: { big: "yes", who: "Müller 10" } }))).toEqual([
        "Müller 10",
    ]);
    expect(table.select({ chosen: { big: "" } })).toHaveLength(3);
    expect(table.choices(COLUMNS[0])).toEqual(["Muller 9", "Müller 10", "Saint Agnes"]);
    expect(new TableRows(ROWS.slice(0, 1), COLUMNS).choices(COLUMNS[0])).toEqual([]);
});

test("20,000 rows are filtered once for a question, not once for a redraw", () => {
    let read = 0;
    const rows = Array.from({ length: 20000 }, (_, i) => ({ who: `Customer ${i}`, qty: i }));
    const table = new TableRows(rows, [{ name: "who", text: (row) => (read++, row.who) }]);
    const found = table.select({ query: "customer 1999" });
    expect(found).toHaveLength(11 + 1); // 1999, 19990…19999, 11999
    expect(read).toBe(20000);
    expect(table.select({ query: "customer 1999" })).toBe(found);
    table.select({ query: "customer 2" });
    expect(read).toBe(20000);
});

test("deliveries belong to one consignee and one product", () => {
    const answer = traceAnswer();
    answer.nodes.push(lotNode(60, "PUMP", { product_id: 102 }));
    answer.shipments.push(shipment(9, { lot_id: 60 }));
    const index = new TraceIndex(answer);
    const lines = (row) => index.deliveriesOf(row).map((line) => line.move_line_id);
    expect(lines(customer())).toEqual([1, 2, 3]);
    expect(lines(customer({ product_id: 102 }))).toEqual([9]);
    expect(lines(customer({ commercial_partner_id: false }))).toEqual([4]);
});

test("quantities are added per product and unit only", () => {
    const index = new TraceIndex(traceAnswer());
    expect(index.perProduct(index.answer.on_hand, "qty")).toEqual([
        { product: "Home kit", uom: "Units", qty: 1250 },
        { product: "Infusion set", uom: "Units", qty: 12.5 },
    ]);
    const thirds = [0.1, 0.2].map((qty) => ({ product_id: 1, product: "P", uom: "m", qty }));
    expect(index.perProduct(thirds, "qty")).toEqual([{ product: "P", uom: "m", qty: 0.3 }]);
});

test("what to trace survives the way through the page address", () => {
    const request = { lotIds: [5, 7], direction: "both", total: 1200 };
    const address = requestToAddress(request);
    expect(address).toEqual({ lots: "5,7", direction: "both", of: 1200 });
    expect(parseRequest({ params: address })).toEqual(request);
    expect(parseRequest({ params: { lots: 5 } })).toEqual({
        lotIds: [5],
        direction: "downstream",
        total: 0,
    });
    expect(parseRequest({ params: { lots: "x,-1,2.5,", direction: "sideways" } }).lotIds).toEqual(
        [],
    );
    expect(
        parseRequest({ context: { active_model: "stock.lot", active_ids: [3, 3] } }).lotIds,
    ).toEqual([3]);
    expect(
        parseRequest({ context: { active_model: "res.partner", active_ids: [3] } }).lotIds,
    ).toEqual([]);
});
