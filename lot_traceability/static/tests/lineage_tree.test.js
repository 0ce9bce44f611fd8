import { describe, expect, test } from "@odoo/hoot";
import {
    FAN,
    buildTree,
    foldAll,
    markMatches,
    reveal,
    visibleRows,
} from "@lot_traceability/kernel/lineage_tree";
import { TraceIndex } from "@lot_traceability/kernel/trace_index";
import { edge, lotNode, orderNode, traceAnswer } from "./trace_answer";

describe.current.tags("headless");

const order = (id) => `order:mrp.production:${id}`;
const fresh = () => ({ folds: new Map(), fans: new Map() });
const keys = ({ rows }) => rows.map((row) => (row.place ? row.place.node.key : `rest ${row.rest}`));

function down(values) {
    return buildTree(new TraceIndex(traceAnswer(values)), "downstream");
}

test("a node is drawn once and every other place points there", () => {
    const tree = down();
    expect(tree.size).toBe(1 + traceAnswer().edges.length);
    expect(tree.primary.size).toBe(traceAnswer().nodes.length);
    const kit = tree.primary.get(order(4));
    const repeats = [tree.primary.get("lot:3"), tree.primary.get("lot:4")].map((place) =>
        place.children.find((child) => child.node.key === order(4)),
    );
    expect(kit.parent.node.key).toBe("untracked:move:9");
    expect(repeats.map((place) => place.repeats === kit)).toEqual([true, true]);
    expect(repeats.every((place) => place.children.length === 0)).toBe(true);
    expect(repeats.every((place) => place.order > kit.order)).toBe(true);
});

test("a loop ends at the lot it comes back to", () => {
    const tree = down();
    const rework = tree.primary.get(order(5));
    expect(rework.children.map((child) => [child.node.key, child.isLoop])).toEqual([
        ["lot:3", true],
    ]);
    const kit = tree.primary.get("lot:4").children[0];
    expect(kit.isLoop).toBe(false);
});

test("upstream follows the edges backwards", () => {
    const answer = traceAnswer({ direction: "upstream", origin_keys: ["lot:2"] });
    const tree = buildTree(new TraceIndex(answer), "upstream");
    expect(keys(visibleRows(tree, fresh()))).toEqual(["lot:2", order(1), "lot:1"]);
});

test("two levels are open at first, and a fold is remembered", () => {
    const tree = down();
    const memory = fresh();
    expect(keys(visibleRows(tree, memory))).toEqual([
        "lot:1",
        order(1),
        "untracked:move:9",
        "lot:2",
    ]);
    memory.folds.set("root:lot:1", false);
    expect(keys(visibleRows(tree, memory))).toEqual(["lot:1"]);
});

test("a fan is folded with its count and opens in steps", () => {
    const tree = down();
    const memory = { folds: foldAll(tree, true), fans: new Map() };
    const rest = visibleRows(tree, memory).rows.find((row) => row.rest);
    expect([rest.rest, rest.shown]).toEqual([25 - FAN, FAN]);
    memory.fans.set(rest.of, 25);
    expect(visibleRows(tree, memory).rows.some((row) => row.rest)).toBe(false);
    expect(visibleRows(tree, memory).rows).toHaveLength(tree.size);
});

test("rows are drawn up to a limit and more is announced", () => {
    const tree = down();
    const picture = visibleRows(tree, { folds: foldAll(tree, true), fans: new Map(), limit: 5 });
    expect(picture.rows).toHaveLength(5);
    expect(picture.more).toBe(true);
});

test("a search keeps the way to what it finds", () => {
    const tree = down();
    const { keep, hits } = markMatches(tree, (node) => node.key === "lot:4");
    expect(hits).toBe(1);
    const rows = visibleRows(tree, { ...fresh(), keep });
    expect(keys(rows)).toEqual(["lot:1", order(1), "lot:2", order(2), "lot:4"]);
});

test("a place deep in a closed fan is revealed", () => {
    const tree = down();
    const memory = fresh();
    reveal(tree, tree.primary.get("lot:44"), memory.folds, memory.fans);
    expect(keys(visibleRows(tree, memory))).toInclude("lot:44");
});

test("an order of 300 by 300 serials makes 600 places, not 90,000", () => {
    const serials = Array.from({ length: 600 }, (_, i) =>
        lotNode(1000 + i, `S${i}`, i < 300 ? { side: "origin" } : {}),
    );
    const edges = serials.map(({ key }, i) =>
        i < 300 ? edge(key, order(1), 1) : edge(order(1), key, 1),
    );
    const tree = down({
        nodes: [...serials, orderNode(1, "MO/1")],
        edges,
        origin_keys: serials.slice(0, 300).map(({ key }) => key),
    });
    expect(tree.size).toBe(300 + 600);
});
