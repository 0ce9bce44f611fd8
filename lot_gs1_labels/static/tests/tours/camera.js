import { registry } from "@web/core/registry";

/** The label before the camera is read without another touch; without the separator it would be the other lot. */
registry.category("web_tour.tours").add("lot_gs1_labels_camera", {
    steps: () => [
        { trigger: ".o_lot_scan_camera_open", run: "click" },
        { trigger: '.o_lot_trace_origin:contains("INF-24/7"):not(:contains("17270630"))' },
    ],
});
