/**
 * Which lot a scanned code names: its bare number, or the number in GS1 data (AI 10 or 21) or a GS1 Digital Link.
 *
 * @param {string} text what the code holds
 * @param {{lot: string}[]} lots
 * @returns {{lot: string} | undefined} the one with the longest number
 */
export function findLot(text, lots) {
    const bare = text.trim().replace(/^\][A-Za-z]\d/, "");
    return lots
        .filter(({ lot }) => lot && (bare === lot || holds(bare, lot) || linksTo(bare, lot)))
        .sort((one, other) => other.lot.length - one.lot.length)[0];
}

function holds(text, lot) {
    const number = lot.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
    return new RegExp(`\\(?(?:10|21)\\)?${number}(?:\\x1d|\\(|$)`).test(text);
}

function linksTo(text, lot) {
    const parts = text.split(/[/?&#=]/).map((part) => {
        try {
            return decodeURIComponent(part);
        } catch {
            return part;
        }
    });
    return parts.some((part, at) => part === lot && ["10", "21"].includes(parts[at - 1]));
}
