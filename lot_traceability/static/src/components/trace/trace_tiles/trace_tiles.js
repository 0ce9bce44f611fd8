import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { LotTiles } from "../../tiles/lot_tiles";
import { quantityWithUnit } from "../trace_format";

const PRODUCTS_SHOWN = 2;
const LOTS_WORDS = {
    downstream: _t("Lots affected"),
    upstream: _t("Lots behind it"),
    both: _t("Lots connected"),
};

/** Summary figures; each tile opens the tab that lists what it counts. */
export class TraceTiles extends Component {
    static template = "lot_traceability.TraceTiles";
    static components = { LotTiles };
    static props = { index: Object, onOpenTab: Function };

    setup() {
        this.tiles = this.makeTiles();
    }

    makeTiles() {
        const { index } = this.props;
        const { answer } = index;
        const origins = index.origins.length;
        const lots = [...index.lots.values()];
        const reached = lots.filter((node) => node.side !== "origin").length;
        const places = new Set(answer.on_hand.map((row) => row.location_id)).size;
        return [
            {
                name: "lots",
                tab: "lineage",
                label: LOTS_WORDS[answer.direction],
                figure: answer.direction === "downstream" ? lots.length : reached,
                lines: [
                    answer.direction === "downstream"
                        ? _t("%(count)s of them traced", { count: origins })
                        : _t("besides the traced lots"),
                ],
            },
            {
                name: "on_hand",
                tab: "where",
                label: _t("Places with stock"),
                figure: places,
                lines: this.perProduct(answer.on_hand, "qty"),
            },
            {
                name: "shipped",
                tab: "customers",
                label: _t("Shipped and returned"),
                figure: answer.shipments.length,
                lines: this.perProduct(answer.customers, "net_qty", _t("still there")),
            },
            {
                name: "customers",
                tab: "customers",
                label: _t("Customers"),
                figure: this.countPartners(answer.customers),
                lines: this.customerLines(answer.customers),
            },
            {
                name: "open",
                tab: "where",
                label: _t("Open reservations"),
                figure: answer.open.length,
                lines: this.perProduct(answer.open, "qty"),
            },
        ];
    }

    /** Known receivers, masked ones too; those whom no document names are counted apart. */
    countPartners(rows) {
        return new Set(rows.map((row) => row.commercial_partner_id || row.partner).filter(Boolean))
            .size;
    }

    customerLines(rows) {
        const lines = [];
        if (rows.length) {
            const holding = rows.filter((row) => row.net_qty > 0);
            lines.push(_t("%(count)s with some left", { count: this.countPartners(holding) }));
        }
        if (rows.some((row) => !row.commercial_partner_id && !row.partner)) {
            lines.push(_t("and unknown receivers"));
        }
        return lines;
    }

    /** @returns {string[]} at most two products, then how many more: units of different goods are not added */
    perProduct(rows, field, suffix = "") {
        const sums = this.props.index.perProduct(rows, field);
        const lines = sums.slice(0, PRODUCTS_SHOWN).map(({ product, uom, qty }) => {
            const amount = [quantityWithUnit(qty, uom), suffix].filter(Boolean).join(" ");
            return sums.length > 1 ? `${amount} · ${product}` : amount;
        });
        if (sums.length > PRODUCTS_SHOWN) {
            lines.push(_t("and %(count)s more", { count: sums.length - PRODUCTS_SHOWN }));
        }
        return lines;
    }
}
