/** How a GS1 separator travels through a browser; what it means is decided on the server alone. */

export const GS = "\x1d"; // the control character that scanners send between elements
const VISIBLE = "␝"; // its picture, since an input shows nothing for a control character

export function toVisible(text) {
    return text.replaceAll(GS, VISIBLE);
}

export function toRaw(text) {
    return text.replaceAll(VISIBLE, GS);
}

/** Put a text where the cursor of an input is, as if it had been typed (with its `input` event). */
export function typeInto(input, text) {
    input.focus();
    // The only way that keeps the browser's undo and works for inputs of others, too.
    if (!document.execCommand("insertText", false, text)) {
        input.setRangeText(text, input.selectionStart, input.selectionEnd, "end");
        input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
}
