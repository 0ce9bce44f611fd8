// Runs in the page that is measured: takes the time from the last key of a scan to the changed line on the screen.
window.bench = {
    calls: 0, // to the server, under way

    /** Promise of the milliseconds from the next Enter until `isShown()` holds and was painted. */
    arm(isShown) {
        this.painted = new Promise((resolve) => {
            const onKey = (ev) => {
                if (ev.key !== "Enter") {
                    return;
                }
                window.removeEventListener("keydown", onKey, true);
                const pressed = ev.timeStamp;
                const look = () => {
                    if (!isShown()) {
                        return;
                    }
                    observer.disconnect();
                    // the next frame paints the change; the first task after it finds it on the screen
                    requestAnimationFrame(() => {
                        const { port1, port2 } = new MessageChannel();
                        port1.onmessage = () => resolve(performance.now() - pressed);
                        port2.postMessage(null);
                    });
                };
                const observer = new MutationObserver(look);
                const everything = {
                    subtree: true,
                    childList: true,
                    characterData: true,
                    attributes: true,
                };
                observer.observe(document.body, everything);
            };
            window.addEventListener("keydown", onKey, true);
        });
    },

    /** {ms, result} of a plain call of a method of stock.move.line. */
    async call(method, args) {
        const params = { model: "stock.move.line", method, args, kwargs: {} };
        const body = JSON.stringify({ jsonrpc: "2.0", method: "call", params });
        const headers = { "Content-Type": "application/json" };
        const started = performance.now();
        const answer = await fetch(`/web/dataset/call_kw/stock.move.line/${method}`, {
            method: "POST",
            headers,
            body,
        });
        const { result, error } = await answer.json();
        const ms = performance.now() - started;
        if (error) {
            throw new Error(error.data?.message || error.message);
        }
        return { ms, result };
    },

    /** Wait until nothing is asked of the server. */
    async idle() {
        while (this.calls) {
            await new Promise((resolve) => setTimeout(resolve, 10));
        }
    },
};

const send = XMLHttpRequest.prototype.send;
XMLHttpRequest.prototype.send = function () {
    window.bench.calls++;
    this.addEventListener("loadend", () => window.bench.calls--);
    return send.apply(this, arguments);
};
