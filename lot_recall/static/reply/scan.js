import { findLot } from "./names_lot.js";

/** The camera on the reply page: finds the lot of a scanned code. Without it the page works all the same. */

const READER = "/web/static/lib/zxing-library/zxing-library.js";
const element = (name) => document.getElementById(`scan_${name}`);
const show = (name, isShown = true) => (element(name).hidden = !isShown);
let reader = null;

function loadReader() {
    return new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = READER;
        script.onload = resolve;
        script.onerror = reject;
        document.head.append(script);
    });
}

async function open() {
    for (const name of ["found", "elsewhere", "unknown", "failed"]) {
        show(name, false);
    }
    show("view");
    show("open", false);
    try {
        if (!window.ZXing) {
            await loadReader();
        }
        reader = new window.ZXing.BrowserMultiFormatReader();
        const camera = { video: { facingMode: "environment" } };
        await reader.decodeFromConstraints(camera, element("video"), (result) => {
            if (result && reader) {
                close();
                tell(result.getText());
            }
        });
    } catch {
        close();
        show("failed");
    }
}

function close() {
    reader?.reset();
    reader = null;
    show("view", false);
    show("open");
}

function tell(text) {
    const found = findLot(text, JSON.parse(element("panel").dataset.lots));
    if (!found) {
        element("code").textContent = text.replace(/[^\x20-\x7e]/g, " ").slice(0, 80);
        show("unknown");
        return;
    }
    const place = document.getElementById(`lot-${found.id}`);
    const name = place ? "found" : "elsewhere";
    element(`${name}_lot`).textContent = found.lot;
    if (!place) {
        element("page").textContent = found.page;
    }
    show(name);
    place?.scrollIntoView({ behavior: "smooth" });
    place?.querySelector("input")?.focus({ preventScroll: true });
}

element("open").addEventListener("click", open);
element("close").addEventListener("click", close);
if (navigator.mediaDevices?.getUserMedia) {
    show("panel");
}
