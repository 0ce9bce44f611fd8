import { registry } from "@web/core/registry";

/** A recall is made from a lot and signed: a wrong password first, then the right one. */
registry.category("web_tour.tours").add("lot_recall_signed", {
    steps: () => [
        { trigger: "button[name=action_lot_recall]", run: "click" },
        { trigger: ".modal .o_field_widget[name=title] input", run: "edit Needle leaks" },
        { trigger: ".modal button[name=action_preview]", run: "click" },
        { trigger: ".o_lot_recall_preview [data-tile=lots]:contains(3)" },
        { trigger: ".modal button[name=action_confirm]", run: "click" },
        { trigger: ".modal .modal-footer button.btn-primary:contains(Ok)", run: "click" },
        {
            content: "what is signed stands there",
            trigger: ".o_lot_sign_facts:contains(Lots affected)",
        },
        { trigger: "#o_lot_sign_reason", run: "edit The scope is complete" },
        { trigger: "#o_lot_sign_login", run: "edit test-recall-tour" },
        { trigger: "#o_lot_sign_secret", run: "edit nonsense" },
        { trigger: ".o_lot_sign_do:enabled", run: "click" },
        {
            content: "a sentence, and the dialog stays",
            trigger: ".o_lot_sign [role=alert]:contains(Nothing was signed)",
        },
        { trigger: "#o_lot_sign_secret", run: "edit test-recall-tour" },
        { trigger: ".o_lot_sign_do:enabled", run: "click" },
        { trigger: ".o_form_view .o_arrow_button_current:contains(Confirmed)" },
        {
            content: "the signature is on the case",
            trigger:
                ".o_lot_signature:contains(Test-recall-tour):contains(Approval):contains(The scope is complete)",
        },
        { trigger: "button[name=action_check_signatures]", run: "click" },
        { trigger: ".o_notification:contains(Signatures checked)" },
    ],
});
