import { _t } from "@web/core/l10n/translation";

/** What people come to do; `asks` what they scan first. Look up needs no document. */
export const MODES = [
    {
        name: "lookup",
        label: _t("Look up"),
        icon: "fa-search",
        hint: _t("What is this, and where has it been?"),
        asks: _t("Scan a lot or serial number."),
    },
    {
        name: "receive",
        label: _t("Receive"),
        icon: "fa-sign-in",
        hint: _t("Goods that come in"),
        asks: _t("Scan the number of a receipt, or choose it."),
    },
    {
        name: "pick",
        label: _t("Pick"),
        icon: "fa-shopping-basket",
        hint: _t("Deliveries and transfers"),
        asks: _t("Scan the number of a delivery or transfer, or choose it."),
    },
    {
        name: "produce",
        label: _t("Produce"),
        icon: "fa-wrench",
        hint: _t("Components in, goods out"),
        asks: _t("Scan the number of a manufacturing order, or choose it."),
    },
    {
        name: "count",
        label: _t("Count"),
        icon: "fa-list-ol",
        hint: _t("What lies in a place"),
        asks: _t("Scan the place that you count, or choose it."),
    },
    {
        name: "return",
        label: _t("Return"),
        icon: "fa-undo",
        hint: _t("Goods that customers send back"),
        asks: _t("Scan what came back, or choose its return."),
    },
];

export function findMode(name) {
    return MODES.find((mode) => mode.name === name);
}
