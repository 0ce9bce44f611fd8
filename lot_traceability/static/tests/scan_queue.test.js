import { describe, expect, test } from "@odoo/hoot";
import { Deferred, advanceTime, tick } from "@odoo/hoot-dom";
import { browser } from "@web/core/browser/browser";
import { EventBus } from "@odoo/owl";
import { ReloadSession } from "@lot_traceability/scan/reload_session";
import { ScanQueue } from "@lot_traceability/scan/queue";
import { ScanStore } from "@lot_traceability/scan/scan_store";

describe.current.tags("headless");

const LOST = Object.assign(new Error("no network"), { verdict: "lost" });
const REFUSED = Object.assign(new Error("x"), { verdict: "refused", data: { message: "No." } });
const BROKEN = Object.assign(new Error("traceback"), { verdict: "broken" });

/** A server that counts each identifier once, as ours does; `faults` break the next calls, before or after writing. */
class FakeServer {
    faults = [];
    written = [];
    calls = [];
    delay = 0;

    async send(scans) {
        this.calls.push(scans.map((scan) => scan.raw));
        const fault = this.faults.shift();
        if (this.delay) {
            await new Promise((done) => setTimeout(done, this.delay));
        }
        if (fault && !fault.isAfter) {
            throw fault.error || fault;
        }
        for (const scan of scans) {
            if (scan.raw === "poison") {
                throw REFUSED;
            }
            if (!this.written.some((one) => one.uuid === scan.uuid)) {
                this.written.push(scan);
            }
        }
        if (fault) {
            throw fault.error;
        }
        return scans.map(({ uuid, raw }) => ({ uuid, status: "ok", message: raw })).reverse();
    }

    get raws() {
        return this.written.map((scan) => scan.raw);
    }
}

function makeQueue(server, store = new ScanStore("db/7")) {
    const answers = [];
    const queue = new ScanQueue({
        send: (scans) => server.send(scans),
        judge: (error) => error.verdict || (error.isUnanswered ? "broken" : "lost"),
        store,
        onAnswer: (answer) => answers.push(answer),
        onChange() {},
    });
    return { queue, answers };
}

/** Time in small steps, so that what a timer starts can set the next one. */
async function pass(milliseconds) {
    const step = Math.min(milliseconds, 500);
    for (let at = 0; at < milliseconds; at += step) {
        await advanceTime(step);
    }
}

const scan = (raw) => ({ uuid: `uuid-${raw}`, raw, mode: "receive" });
const names = (count) => Array.from({ length: count }, (_, at) => `S${at}`);

test("bursts of 20 scans a second arrive complete, in order, a call at a time", async () => {
    const server = new FakeServer();
    server.delay = 700;
    const { queue, answers } = makeQueue(server);
    for (const name of names(100)) {
        queue.push(scan(name));
        await pass(50);
    }
    await pass(5000);
    expect(server.raws).toEqual(names(100));
    expect(answers.map((answer) => answer.message)).toEqual(names(100));
    expect(server.calls.length).toBeLessThan(12);
    expect(server.calls.flat()).toEqual(names(100));
    expect(queue.waiting).toEqual([]);
    expect(Object.keys(browser.localStorage).filter((key) => key.startsWith("lot_scan/"))).toEqual(
        [],
    );
});

test("network loss: nothing lost, nothing twice, even when only the answer was lost", async () => {
    const server = new FakeServer();
    server.faults = [LOST, { isAfter: true, error: LOST }, LOST];
    const { queue, answers } = makeQueue(server);
    for (const name of names(70)) {
        queue.push(scan(name));
    }
    await tick();
    expect([queue.waiting.length, queue.problem]).toEqual([70, "lost"]);
    await pass(1000);
    expect(server.raws).toEqual(names(50)); // written, and the answer is gone
    expect([queue.waiting.length, answers.length]).toEqual([70, 0]);
    await pass(20000);
    expect(server.raws).toEqual(names(70));
    expect(answers.map((answer) => answer.message)).toEqual(names(70));
    expect([queue.waiting.length, queue.problem]).toEqual([0, ""]);
});

test("a reload in the middle of a call loses nothing and counts nothing twice", async () => {
    const server = new FakeServer();
    const gone = new Deferred();
    const before = makeQueue({ send: (scans) => server.send(scans).then(() => gone) });
    for (const name of names(30)) {
        before.queue.push(scan(name));
    }
    await tick();
    expect(server.raws).toEqual(["S0"]);
    const after = makeQueue(server); // same tab, new page: the store is all that is left
    after.queue.push(scan("S30"));
    await pass(100);
    expect(server.raws).toEqual(names(31));
    expect(after.answers.length).toBe(31);
});

test("scans of another user or database are left alone, those of a closed tab are taken", async () => {
    const server = new FakeServer();
    const closed = new ScanStore("db/7");
    closed.tab = "closed";
    closed.put(scan("A"));
    new ScanStore("db/8").put(scan("B"));
    expect(makeQueue(server).queue.waiting.map((one) => one.raw)).toEqual([]); // it may be alive
    await advanceTime(61000);
    expect(makeQueue(server).queue.waiting.map((one) => one.raw)).toEqual(["A"]);
});

test("a scan that is refused is answered with the sentence; the others go on", async () => {
    const server = new FakeServer();
    const { queue, answers } = makeQueue(server);
    for (const name of ["A", "B", "poison", "C", "D"]) {
        queue.push(scan(name));
    }
    await pass(100);
    expect(server.raws).toEqual(["A", "B", "C", "D"]);
    expect(answers.map(({ status, message }) => `${status} ${message}`)).toEqual([
        "ok A",
        "ok B",
        "stop No.",
        "ok C",
        "ok D",
    ]);
});

test("a server that breaks is asked four times, then the scan is shown as not taken", async () => {
    const server = new FakeServer();
    server.faults = [BROKEN, BROKEN, BROKEN, BROKEN];
    const { queue, answers } = makeQueue(server);
    queue.push(scan("A"));
    await pass(20000);
    expect(server.calls.length).toBe(4);
    expect(answers).toEqual([
        { uuid: "uuid-A", status: "stop", message: "traceback", failed: true },
    ]);
    queue.push(scan("B"));
    await pass(100);
    expect(answers.at(-1).status).toBe("ok");
});

test("a full store is told, and the scans are sent all the same", async () => {
    const server = new FakeServer();
    const store = new ScanStore("db/7");
    store.put = () => false;
    const { queue, answers } = makeQueue(server, store);
    queue.push(scan("A"));
    expect(queue.isKept).toBe(false);
    await pass(100);
    expect(answers.length).toBe(1);
});

test("a view that takes long to read is read when people pause twice as long, not after each scan", async () => {
    let reads = 0;
    const scans = { bus: new EventBus(), state: { waiting: 0 } };
    const reload = () => {
        reads++;
        return new Promise((done) => setTimeout(done, 1000));
    };
    const session = new ReloadSession({ scans, orm: {}, signal() {}, reload });
    session.state.document = { model: "stock.picking", id: 7 };
    const answer = (uuid) => ({ uuid, status: "ok", document: { model: "stock.picking", id: 7 } });
    const scan = (uuid) =>
        scans.bus.trigger("answer", {
            answer: answer(uuid),
            scan: { uuid, ...session.state.document },
        });
    scan("a");
    await pass(40);
    expect(reads).toBe(1); // nobody knows yet how long it takes
    scan("b");
    await pass(1000);
    for (const uuid of ["c", "d", "e"]) {
        await pass(1500);
        scan(uuid);
    }
    expect(reads).toBe(1);
    await pass(3500);
    expect(reads).toBe(2);
    session.close();
    await pass(5000);
    expect(reads).toBe(2);
});
