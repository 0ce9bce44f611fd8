import { browser } from "@web/core/browser/browser";

/** Tones as [hertz, from, to] in seconds; told apart with the eyes on the goods. Vibration in milliseconds on, off. */
const SIGNALS = {
    ok: { wave: "sine", tones: [[1400, 0, 0.09]], vibration: [60] },
    warn: {
        wave: "triangle",
        tones: [
            [880, 0, 0.12],
            [880, 0.18, 0.3],
        ],
        vibration: [80, 80, 80],
    },
    stop: {
        wave: "square",
        tones: [
            [240, 0, 0.25],
            [180, 0.3, 0.75],
        ],
        vibration: [300, 100, 300],
    },
};
SIGNALS.ask = SIGNALS.warn;

const LOUDNESS = ["ok", "warn", "ask", "stop"];

let audio;

/** Sound and vibration of a result. A browser that forbids sound before the first touch stays silent. */
export function signal(status) {
    const { wave, tones, vibration } = SIGNALS[status];
    browser.navigator.vibrate?.(vibration);
    const Audio = window.AudioContext;
    if (!Audio) {
        return;
    }
    audio ||= new Audio();
    audio.resume?.();
    for (const [hertz, from, to] of tones) {
        const tone = audio.createOscillator();
        const loudness = audio.createGain();
        tone.type = wave;
        tone.frequency.value = hertz;
        loudness.gain.value = 0.25;
        tone.connect(loudness).connect(audio.destination);
        tone.start(audio.currentTime + from);
        tone.stop(audio.currentTime + to);
    }
}

/** One signal for all answers of a call: the one that matters most. */
export function loudest(give) {
    let most = -1;
    return (status) => {
        if (most < 0) {
            browser.setTimeout(() => {
                give(LOUDNESS[most]);
                most = -1;
            });
        }
        most = Math.max(most, LOUDNESS.indexOf(status));
    };
}
