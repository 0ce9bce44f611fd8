import { Component } from "@odoo/owl";

/** Summary figures side by side, each of them a button: `{name, label, figure, lines}`. */
export class LotTiles extends Component {
    static template = "lot_traceability.LotTiles";
    static props = { tiles: Array, onOpen: Function };
}
