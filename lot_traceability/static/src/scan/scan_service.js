import { EventBus, reactive } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { session } from "@web/session";
import { ScanQueue } from "./queue";
import { ScanStore } from "./scan_store";

const PATIENCE = 30_000; // milliseconds for one call; a network that went away may never say so
/** Errors whose sentence is meant for people. */
const REFUSALS = ["UserError", "ValidationError", "AccessError", "MissingError", "RedirectWarning"];

function judge(error) {
    const name = error.exceptionName;
    if (!name) {
        // no answer at all, or one that nobody could read
        return error.isUnanswered ? "broken" : "lost";
    }
    if (name === "odoo.http.SessionExpiredException") {
        return "login";
    }
    return REFUSALS.includes(name.split(".").at(-1)) ? "refused" : "broken";
}

function newUuid() {
    // randomUUID is missing where the address is not https
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/**
 * One queue of scans for the whole web client: it goes on when its screen is left.
 *
 * `push(scan)` takes {mode, model, id, raw} and, if need be, {choice, quantity}; the bus triggers "answer" with
 * {answer, scan}. `state` is reactive: {waiting, problem, isKept}.
 */
export const scanService = {
    dependencies: ["orm"],
    start(env, { orm }) {
        const bus = new EventBus();
        const state = reactive({ waiting: 0, problem: "", isKept: true });
        const send = (scans) => {
            const call = orm.silent.call("lot.scan", "submit", [scans]);
            const patience = browser.setTimeout(() => call.abort?.(), PATIENCE);
            return call.finally(() => browser.clearTimeout(patience));
        };
        const queue = new ScanQueue({
            send,
            judge,
            store: new ScanStore(`${session.db}/${user.userId}`),
            onAnswer: (answer, scan) => bus.trigger("answer", { answer, scan }),
            onChange() {
                state.waiting = queue.waiting.length;
                state.problem = queue.problem;
                state.isKept = queue.isKept;
            },
        });
        state.waiting = queue.waiting.length;
        queue.flush();
        browser.addEventListener("online", () => queue.retry());
        browser.addEventListener("beforeunload", (ev) => {
            if (!queue.isKept && queue.waiting.length) {
                ev.preventDefault();
            }
        });
        return {
            bus,
            state,
            push(scan) {
                const uuid = newUuid();
                queue.push({ choice: false, quantity: false, ...scan, uuid });
                return uuid;
            },
            retry: () => queue.retry(),
        };
    },
};

registry.category("services").add("lot_scan", scanService);
