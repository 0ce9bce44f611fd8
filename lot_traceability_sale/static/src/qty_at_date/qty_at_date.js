import { patch } from "@web/core/utils/patch";
import { qtyAtDateWidget } from "@sale_stock/widgets/qty_at_date_widget";

// The popover of a line's availability reads what its record has.
patch(qtyAtDateWidget, {
    fieldDependencies: [
        ...qtyAtDateWidget.fieldDependencies,
        { name: "lot_life_promise", type: "char" },
    ],
});
