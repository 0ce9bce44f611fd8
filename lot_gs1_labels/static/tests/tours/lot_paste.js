import { registry } from "@web/core/registry";

const GS = "\x1d";

/** Enter into the dialog that imports lots: pasted, and the first separator as the key that a scanner sends for it. */
function paste(text) {
    return [
        { trigger: ".modal .o_widget_import_lots > button", run: "click" },
        {
            trigger: ".modal textarea",
            run() {
                const [scanned, ...pasted] = text.split(GS);
                this.anchor.focus();
                document.execCommand("insertText", false, scanned);
                const key = { key: "]", ctrlKey: true, bubbles: true, cancelable: true };
                this.anchor.dispatchEvent(new KeyboardEvent("keydown", key));
                document.execCommand("insertText", false, pasted.join(GS));
                if (!this.anchor.value.startsWith(`${scanned}\u241d`)) {
                    throw new Error(`no visible separator: ${this.anchor.value}`);
                }
            },
        },
        { trigger: ".modal .modal-footer button:contains(Generate)", run: "click" },
    ];
}

registry.category("web_tour.tours").add("lot_gs1_labels_lot_paste", {
    steps: () => [
        { trigger: "button:contains(Details)", run: "click" },
        ...paste(
            `]d20109506000134352112605011527053110CODE-1${GS}17270630${GS}\n(01)09506000134352(10)CODE-2(30)4\nPLAIN;5`,
        ),
        { trigger: ".modal .o_field_cell[name=lot_name]:contains(PLAIN)" },
        { trigger: ".modal .o_form_button_save", run: "click" },
        { trigger: "body:not(:has(.modal))" },
        { trigger: "button[name=button_validate]", run: "click" },
        { trigger: ".o_statusbar_status .o_arrow_button_current:contains(Done)" },
    ],
});
