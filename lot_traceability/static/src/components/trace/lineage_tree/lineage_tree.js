import { Component, onPatched, onWillUpdateProps, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { foldAll, reveal, visibleRows } from "@lot_traceability/kernel/lineage_tree";
import { lotBadges } from "../tables/columns";
import { day, instant, isPast, percent, quantityWithUnit } from "../trace_format";
import { openRecord } from "../trace_open";
import { DOCUMENT_WORDS, EDGE_WORDS } from "../trace_words";

const ROWS = 200; // rows drawn before "show more"; a screen holds about 30
const FAN_STEP = 80;

/** One direction of the lineage: lots and orders in turn, each node drawn once. */
export class LineageTree extends Component {
    static template = "lot_traceability.LineageTree";
    static props = {
        tree: Object,
        direction: String,
        keep: { type: [Object, { value: null }], optional: true },
        memory: Object, // { folds: Map, fans: Map }, kept while the user is away
        empty: String,
    };

    setup() {
        this.state = useState({ limit: ROWS, version: 0, found: "" });
        this.root = useRef("tree");
        onPatched(() => this.scrollToFound());
        onWillUpdateProps((next) => {
            if (next.tree !== this.props.tree) {
                this.state.limit = ROWS;
            }
        });
    }

    get drawn() {
        const { folds, fans } = this.props.memory;
        // Reading `version` makes the (plain) folds redraw when a handler changed them.
        void this.state.version;
        return visibleRows(this.props.tree, {
            folds,
            fans,
            keep: this.props.keep,
            limit: this.state.limit,
        });
    }

    get shareTitle() {
        return _t("Expected part of it that contains the traced lot, with even mixing.");
    }

    get isAlone() {
        return this.props.tree.roots.every((place) => !place.children.length);
    }

    // ---- What a row shows ----

    icon({ kind, tracking }) {
        if (kind === "lot") {
            return tracking === "serial" ? "fa-barcode text-primary" : "fa-cubes text-primary";
        }
        return (
            { order: "fa-cogs text-muted", untracked: "fa-question-circle text-warning" }[kind] ||
            "fa-eye-slash text-danger"
        );
    }

    name(node) {
        switch (node.kind) {
            case "lot":
                return node.lot;
            case "hidden":
                return _t("Hidden: you may not read it");
            case "untracked":
                return _t("%(product)s, without lot", { product: node.product || _t("Goods") });
            default:
                return node.document || DOCUMENT_WORDS[node.model] || _t("Order");
        }
    }

    detail(node) {
        return node.kind === "lot" ? node.product : DOCUMENT_WORDS[node.model] || "";
    }

    action(node) {
        if (node.kind === "hidden") {
            return false;
        }
        return node.kind === "lot"
            ? openRecord("stock.lot", node.lot_id)
            : openRecord(node.model, node.res_id);
    }

    badges(node) {
        const badges = lotBadges(node);
        if (node.expiration_date) {
            const past = isPast(node.expiration_date);
            badges.push({
                text: past
                    ? _t("Expired %(day)s", { day: day(node.expiration_date) })
                    : _t("Expires %(day)s", { day: day(node.expiration_date) }),
                look: past ? "text-bg-danger" : "text-bg-light border",
                title: "",
            });
        }
        return badges;
    }

    /** @returns {string} e.g. "used 12 m"; the lot's side of the edge decides the word */
    amount({ edge, node }) {
        if (!edge || edge.qty === false) {
            return ""; // a root, or hidden
        }
        const intoOrder = edge.to_key.startsWith("order:");
        const words = EDGE_WORDS[edge.kind] || EDGE_WORDS.production;
        const word = words[intoOrder ? 0 : 1];
        return `${word} ${quantityWithUnit(edge.qty, edge.uom || node.uom)}`;
    }

    share({ node }) {
        const has = this.props.direction === "downstream" && node.kind !== "hidden";
        return has && typeof node.share === "number" ? percent(node.share) : "";
    }

    date({ edge, node }) {
        return instant(edge?.date || node.date);
    }

    repeatWords(place) {
        if (place.isLoop) {
            return _t("loops back, shown above");
        }
        return place.repeats.order < place.order
            ? _t("already shown above")
            : _t("shown further below");
    }

    // ---- Handlers ----

    redraw() {
        this.state.version++;
    }

    toggle({ place, open }) {
        this.props.memory.folds.set(place.id, !open);
        this.redraw();
    }

    onAll(open) {
        this.props.memory.folds = foldAll(this.props.tree, open);
        this.props.memory.fans.clear();
        this.state.limit = ROWS;
        this.redraw();
    }

    widen({ of, shown }) {
        this.props.memory.fans.set(of, shown + FAN_STEP);
        this.redraw();
    }

    onMore() {
        this.state.limit += ROWS;
    }

    showPlace(place) {
        const { folds, fans } = this.props.memory;
        reveal(this.props.tree, place, folds, fans);
        this.state.limit = Math.max(this.state.limit, place.order + ROWS);
        this.state.found = place.id;
        this.sought = true;
        this.redraw();
    }

    /** Bring the row of a repeated node into view, once after it was asked for. */
    scrollToFound() {
        if (this.sought) {
            this.sought = false;
            this.root.el.querySelector(".o_lot_trace_found")?.scrollIntoView({ block: "center" });
        }
    }
}
