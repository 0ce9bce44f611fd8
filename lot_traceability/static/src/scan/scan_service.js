import { EventBus, reactive } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { session } from "@web/session";
import { ScanQueue } from "./queue";
import { ScanStore } from "./scan_store";
import { toVisible } from "./separator";

const PATIENCE = 30_000; // milliseconds for one call; a network that went away may never say so
const OPENING = 5_000; // milliseconds that a screen may need to open
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

export function newUuid() {
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
 * `push(scan)` takes {mode, model, id, raw} and, if need be, {choice, quantity, after}; the bus triggers "answer" with
 * {answer, scan, isTaken}. Who shows it sets `isTaken`; a screen that opens in a moment (after a reload) asks for the
 * others by `catchUp`, and a stop that no screen shows is told by a notification.
 * `state` is reactive: {waiting, problem, isKept}.
 */
export const scanService = {
    dependencies: ["notification", "orm"],
    start(env, { notification, orm }) {
        const bus = new EventBus();
        const state = reactive({ waiting: 0, problem: "", isKept: true });
        const send = (scans) => {
            const call = orm.silent.call("lot.scan", "submit", [scans]);
            const patience = browser.setTimeout(() => call.abort?.(), PATIENCE);
            return call.finally(() => browser.clearTimeout(patience));
        };
        const missed = new Set(); // answers that no screen has shown yet
        function giveUp(told) {
            const { message, hint, status } = told.answer;
            if (missed.delete(told) && ["stop", "ask"].includes(status)) {
                const title = _t("Not entered: %s", toVisible(told.scan.raw));
                notification.add(`${message} ${hint || ""}`, {
                    title,
                    type: "danger",
                    sticky: true,
                });
            }
        }
        const queue = new ScanQueue({
            send,
            judge,
            store: new ScanStore(`${session.db}/${user.userId}`),
            onAnswer(answer, scan) {
                const told = { answer, scan, isTaken: false };
                bus.trigger("answer", told);
                if (!told.isTaken) {
                    missed.add(told);
                    browser.setTimeout(() => giveUp(told), OPENING);
                }
            },
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
            /** @param {(told) => void} take shows an answer and sets `isTaken`, or leaves it */
            catchUp(take) {
                for (const told of [...missed]) {
                    take(told);
                    told.isTaken && missed.delete(told);
                }
            },
        };
    },
};

registry.category("services").add("lot_scan", scanService);
