import { registry } from "@web/core/registry";

const GS = "\x1d";

/** Paste into the dialog that imports lots, in one piece as a clipboard does. */
function paste(text) {
    return [
        { trigger: ".modal .o_widget_import_lots > button", run: "click" },
        {
            trigger: ".modal textarea",
            run() {
                this.anchor.focus();
                document.execCommand("insertText", false, text);
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
