import { ForecastedHeader } from "@stock/stock_forecasted/forecasted_header";
import { patch } from "@web/core/utils/patch";

patch(ForecastedHeader.prototype, {
    /** On hand, but on hold or not released: no part of the forecast. */
    get lotBlockedQty() {
        const rows = Object.values(this.props.docs.product);
        return rows.reduce((sum, row) => sum + (row.lot_blocked_qty || 0), 0);
    },
});
