import { onMounted, useState } from "@odoo/owl";
import { BarcodeVideoScanner } from "@web/core/barcode/barcode_video_scanner";

const GONE = 1500; // milliseconds without a code in view before the same code counts again
/** The part of the picture that is read: aiming tells labels apart that stand side by side. */
const AIM = { x: 0.1, y: 0.15, width: 0.8, height: 0.7 };
/** What the camera is asked for once it runs: small symbols need more than the usual 640 x 480. */
const FINE = {
    width: { ideal: 1280 },
    height: { ideal: 720 },
    advanced: [{ focusMode: "continuous" }],
};

/**
 * Odoo's video scanner as a part of the scan screen: stays open, reads one code after the other, keeps FNC1, has a lamp.
 *
 * Same properties as Odoo's. `onResult(raw)` comes once per code until that code has left the view.
 */
export class ScanCamera extends BarcodeVideoScanner {
    static template = "lot_traceability.ScanCamera";
    static components = {};

    setup() {
        super.setup();
        this.camera = useState({ hasLamp: false, isLit: false });
        this.seen = { raw: "", at: -Infinity };
        onMounted(() => this.tame(this.detector)); // before the first frame: the camera takes its time
    }

    /** Let a detector keep separators, prefer what is aimed at, and forgive single frames. */
    tame(detector) {
        if (this.isZXingBarcodeDetector()) {
            // Without it ZXing drops the FNC1 of a GS1-128 and runs its elements together.
            const { reader } = detector;
            reader.setHints(
                new Map([...reader.hints, [window.ZXing.DecodeHintType.ASSUME_GS1, true]]),
            );
        }
        const detect = detector.detect.bind(detector);
        detector.detect = async (video) => {
            const centre = [video.videoWidth / 2, video.videoHeight / 2];
            const distance = ({ boundingBox: box }) =>
                Math.hypot(box.x + box.width / 2 - centre[0], box.y + box.height / 2 - centre[1]);
            try {
                const codes = await detect(video);
                return codes.sort((one, other) => distance(one) - distance(other));
            } catch {
                return []; // a frame that nobody could read; the next one comes in a moment
            }
        };
    }

    async isVideoReady() {
        const isReady = await super.isVideoReady();
        if (isReady) {
            await this.refine(this.stream.getVideoTracks()[0]);
        }
        return isReady;
    }

    async refine(track) {
        try {
            await track.applyConstraints(FINE);
        } catch {
            // a camera that can do no better
        }
        this.camera.hasLamp = Boolean(track.getCapabilities?.().torch);
        const { videoWidth, videoHeight } = this.videoPreviewRef.el;
        this.detector.setCropArea?.({
            x: AIM.x * videoWidth,
            y: AIM.y * videoHeight,
            width: AIM.width * videoWidth,
            height: AIM.height * videoHeight,
        });
    }

    /** A code that stays in view is one scan; the same one counts again after it was away. */
    barcodeDetected(raw) {
        const now = Date.now();
        const isNew = raw !== this.seen.raw || now - this.seen.at > GONE;
        this.seen = { raw, at: now };
        if (isNew) {
            this.props.onResult(raw);
        }
    }

    async toggleLamp() {
        const isLit = !this.camera.isLit;
        await this.stream.getVideoTracks()[0].applyConstraints({ advanced: [{ torch: isLit }] });
        this.camera.isLit = isLit;
    }
}
