import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { buildTree, markMatches } from "@lot_traceability/kernel/lineage_tree";
import { matcher, searchable } from "@lot_traceability/kernel/table_rows";
import { LineageTree } from "../lineage_tree/lineage_tree";

const FILTERS = {
    recorded: (node) => node.certainty === "recorded",
    inferred: (node) => node.certainty === "inferred",
    excluded: (node) => node.by_date === false,
    blocked: (node) => Boolean(node.blocked),
    serial: (node) => node.tracking === "serial",
    hidden: (node) => node.kind === "hidden",
};

/** Tab "Lineage": one tree per direction, with one search for both. */
export class LineageTab extends Component {
    static template = "lot_traceability.LineageTab";
    static components = { LineageTree };
    static props = { index: Object, memory: Object };

    setup() {
        const { answer } = this.props.index;
        const directions =
            answer.direction === "both" ? ["upstream", "downstream"] : [answer.direction];
        const memory = (this.props.memory.lineage ||= { query: "", filter: "", trees: {} });
        this.state = useState({ query: memory.query, filter: memory.filter });
        this.trees = directions.map((direction) => ({
            direction,
            tree: buildTree(this.props.index, direction),
            memory: (memory.trees[direction] ||= { folds: new Map(), fans: new Map() }),
            title: direction === "upstream" ? _t("Where it came from") : _t("Where it went"),
            empty:
                direction === "upstream"
                    ? _t(
                          "It was not made here: nothing lies behind it but its receipts (see Suppliers).",
                      )
                    : _t("No order used it: nothing was made from it."),
        }));
        this.filters = [
            { value: "", label: _t("Everything") },
            { value: "recorded", label: _t("Recorded only") },
            { value: "inferred", label: _t("Probable only") },
            { value: "excluded", label: _t("Excluded by date") },
            { value: "blocked", label: _t("On hold") },
            { value: "serial", label: _t("Serial numbers") },
            { value: "hidden", label: _t("Hidden") },
        ];
        this.find();
    }

    /** Mark what matches when the question changes, not each time the tree is drawn. */
    find() {
        const { query, filter } = this.state;
        Object.assign(this.props.memory.lineage, { query, filter });
        const found = query.trim() ? matcher(query) : null;
        const passes = FILTERS[filter];
        this.hits = 0;
        for (const entry of this.trees) {
            entry.keep = null;
            if (found || passes) {
                const { keep, hits } = markMatches(
                    entry.tree,
                    (node) =>
                        (!passes || passes(node)) &&
                        (!found ||
                            found(
                                searchable(
                                    `${node.lot || ""}\n${node.product || ""}\n${node.document || ""}`,
                                ),
                            )),
                );
                entry.keep = keep;
                this.hits += hits;
            }
        }
    }

    get isFiltered() {
        return Boolean(this.state.query.trim() || this.state.filter);
    }

    onSearch(ev) {
        this.state.query = ev.target.value;
        this.find();
    }

    onFilter(ev) {
        this.state.filter = ev.target.value;
        this.find();
    }

    onClear() {
        Object.assign(this.state, { query: "", filter: "" });
        this.find();
    }
}
