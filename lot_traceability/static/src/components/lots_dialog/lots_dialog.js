import { onMounted } from "@odoo/owl";
import { patch } from "@web/core/utils/patch";
import { GenerateDialog } from "@stock/widgets/generate_serial";

// The dialog proposes the next number of the product's format; it is taken when the numbers are generated.
patch(GenerateDialog.prototype, {
    setup() {
        super.setup();
        onMounted(() => this.props.mode === "generate" && this.proposeNumber());
    },
    async proposeNumber() {
        const { product_id, picking_type_id } = this.props.move.data;
        const operation = picking_type_id?.id || this.props.move.context.default_picking_type_id;
        const number = await this.orm.call("stock.lot", "peek_number", [
            product_id.id,
            operation || false,
        ]);
        if (number && this.nextSerial.el) {
            this.nextSerial.el.value = number;
        }
        return number;
    },
    async _onGenerateCustomSerial() {
        if ((await this.proposeNumber()) === false) {
            await super._onGenerateCustomSerial();
        }
    },
});
