/** The answer of `stock.lot.trace()`, indexed once so that screens look things up instead of searching. */

const NO_LOT = Object.freeze({ kind: "lot", lot_id: false, lot: "", product: "", uom: "" });

function push(map, key, value) {
    const list = map.get(key);
    if (list) {
        list.push(value);
    } else {
        map.set(key, [value]);
    }
}

/** Sums are made of decimals that floats cannot hold; the contract's quantities have at most 6 places. */
function tidy(number) {
    return Math.round(number * 1e6) / 1e6;
}

export class TraceIndex {
    /** @param {Object} answer see trace-contract, contract 1 */
    constructor(answer) {
        this.answer = answer;
        this.nodes = new Map(answer.nodes.map((node) => [node.key, node]));
        this.lots = new Map();
        this.outgoing = new Map();
        this.incoming = new Map();
        for (const node of answer.nodes) {
            if (node.kind === "lot") {
                this.lots.set(node.lot_id, node);
            }
        }
        for (const edge of answer.edges) {
            push(this.outgoing, edge.from_key, edge);
            push(this.incoming, edge.to_key, edge);
        }
    }

    get origins() {
        return this.answer.origin_keys.map((key) => this.nodes.get(key)).filter(Boolean);
    }

    /** Node of a lot; an empty one when the row names no lot (goods without lot) or a lot out of sight. */
    lot(lotId) {
        return this.lots.get(lotId) || NO_LOT;
    }

    /** Shipments of one row of `customers`: same consignee, same product. */
    deliveriesOf(customer) {
        if (!this._deliveries) {
            this._deliveries = new Map();
            for (const row of this.answer.shipments) {
                push(this._deliveries, this._customerKey(row, this.lot(row.lot_id)), row);
            }
        }
        return this._deliveries.get(this._customerKey(customer, customer)) || [];
    }

    _customerKey(row, { product_id: productId }) {
        return `${row.commercial_partner_id || 0}:${productId || 0}`;
    }

    /**
     * Quantities of rows per product, so that units of different goods are never added up.
     *
     * @param {Object[]} rows
     * @param {string} field quantity to add
     * @returns {{ product: string, uom: string, qty: number }[]} the biggest first
     */
    perProduct(rows, field) {
        const sums = new Map();
        for (const row of rows) {
            const goods = row.product_id ? row : this.lot(row.lot_id);
            const key = `${goods.product_id || 0}:${row.uom}`;
            const sum = sums.get(key) || { product: goods.product || "", uom: row.uom, qty: 0 };
            sum.qty = tidy(sum.qty + row[field]);
            sums.set(key, sum);
        }
        return [...sums.values()].filter((sum) => sum.qty).sort((a, b) => b.qty - a.qty);
    }
}
