import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { stepUtils } from "@web_tour/tour_utils";

/**
 * A first drill, from the menu to the certificate: a new user is led through it (Debug ▸ Start tour), and the tests walk
 * the same way. The lot is drawn by chance, so it works on whatever has been delivered.
 */
registry.category("web_tour.tours").add("lot_recall_first_drill", {
    url: "/odoo",
    steps: () => [
        stepUtils.showAppsMenuItem(),
        {
            content: _t("Recalls: here you find bad lots again. Open it."),
            trigger: ".o_app[data-menu-xmlid='lot_recall.lot_recall_menu_root']",
            run: "click",
        },
        {
            content: _t(
                "Drills are exercises: real records, but nothing is held, moved or mailed.",
            ),
            trigger: "[data-menu-xmlid='lot_recall.lot_recall_menu_drills']",
            run: "click",
        },
        {
            content: _t("A blind drill: you will not know the lot before the time runs."),
            trigger: "button[name=action_plan]",
            run: "click",
        },
        {
            content: _t("Ready? From the moment you start, the time counts."),
            trigger: "button[name=action_start]",
            run: "click",
        },
        { trigger: ".modal .modal-footer button.btn-primary:contains(Ok)", run: "click" },
        {
            content: _t(
                "This is everything that the lot reached. Click on a tile to see the rows.",
            ),
            trigger: ".o_lot_recall_preview [data-tile=customers]",
            run: "click",
        },
        {
            content: _t("Confirm it: what you see is frozen, and nobody can change it later."),
            trigger: ".modal button[name=action_confirm]",
            run: "click",
        },
        { trigger: ".modal .modal-footer button.btn-primary:contains(Ok)", run: "click" },
        {
            content: _t(
                "In earnest, launching holds every lot at once. In a drill it stops the clock.",
            ),
            trigger:
                ".o_form_view:has(.o_arrow_button_current:contains(Confirmed)) button[name=action_launch]",
            run: "click",
        },
        { trigger: ".modal .modal-footer button.btn-primary:contains(Ok)", run: "click" },
        {
            content: _t("Look whom you would have told, and whether an address is missing."),
            trigger:
                ".o_form_view:has(.o_arrow_button_current:contains(Launched)) button[name=action_list_consignees]",
            run: "click",
        },
        {
            content: _t("Go back to the case."),
            trigger:
                ".o_list_view .o_breadcrumb .o_back_button, .o_list_view .breadcrumb-item:last a",
            run: "click",
        },
        {
            content: _t("That was it. End the drill and see how you did."),
            trigger: "button[name=action_end_drill]",
            run: "click",
        },
        { trigger: ".modal .modal-footer button.btn-primary:contains(Ok)", run: "click" },
        {
            content: _t(
                "Time, share of the goods found again, customers who can be told. The certificate is for the auditor.",
            ),
            trigger: ".o_form_view:has(.ribbon) button[name=action_certificate]",
        },
    ],
});
