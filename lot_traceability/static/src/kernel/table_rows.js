/**
 * Search, filters and order over rows that stay in the browser.
 *
 * Twenty thousand rows are filtered when the question changes, not when the page is drawn: `select` remembers
 * its last answer, and the searchable text of a row is made once.
 */

export const PAGE_SIZE = 80;
const NOTHING_CHOSEN = "";
// One collator for all comparisons: making one per comparison costs seconds on twenty thousand rows.
const collator = new Intl.Collator(undefined, { numeric: true });

/** Lower case without accents, so that "muller" finds "Müller". */
export function searchable(text) {
    return String(text ?? "")
        .normalize("NFD")
        .replace(/\p{M}/gu, "")
        .toLowerCase();
}

/** @returns {(text: string) => boolean} true when every word of the query is in the (searchable) text */
export function matcher(query) {
    const words = searchable(query).split(/\s+/).filter(Boolean);
    return (text) => words.every((word) => text.includes(word));
}

function compareValues(a, b) {
    if (typeof a === "number" && typeof b === "number") {
        return a - b;
    }
    return collator.compare(String(a ?? ""), String(b ?? ""));
}

export class TableRows {
    /**
     * @param {Object[]} rows never changed here
     * @param {Object[]} columns `{ name, text(row), sortValue?(row), filter? }`
     * @param {Object[]} [filters] `{ name, options: [{ value, test(row) }] }`
     */
    constructor(rows, columns, filters = []) {
        this.rows = rows;
        this.columns = columns;
        this.filters = filters;
        this._texts = null;
        this._question = null;
        this._answer = rows;
    }

    /** Values of a column that the user may filter by, sorted; empty when there is nothing to choose. */
    choices(column) {
        const values = new Set(this.rows.map((row) => String(column.text(row) ?? "")));
        values.delete("");
        return values.size > 1 ? [...values].sort(compareValues) : [];
    }

    /**
     * @param {Object} question `{ query, chosen: {filter name: value}, sort: {name, descending}|null }`
     * @returns {Object[]} rows in the wanted order (the answer's own order without a sort)
     */
    select({ query = "", chosen = {}, sort = null }) {
        const question = JSON.stringify([query, chosen, sort]);
        if (question !== this._question) {
            this._question = question;
            this._answer = this._sorted(this._filtered(query, chosen), sort);
        }
        return this._answer;
    }

    _filtered(query, chosen) {
        const tests = Object.entries(chosen)
            .filter(([, value]) => value !== NOTHING_CHOSEN)
            .map(([name, value]) => this._test(name, value))
            .filter(Boolean);
        const found = query.trim() ? matcher(query) : null;
        if (!tests.length && !found) {
            return this.rows;
        }
        const texts = found && this._searchTexts();
        return this.rows.filter(
            (row, i) => (!found || found(texts[i])) && tests.every((test) => test(row)),
        );
    }

    _test(name, value) {
        const filter = this.filters.find((candidate) => candidate.name === name);
        if (filter) {
            return filter.options.find((option) => option.value === value)?.test;
        }
        const column = this.columns.find((candidate) => candidate.name === name);
        return column && ((row) => String(column.text(row) ?? "") === value);
    }

    _searchTexts() {
        this._texts ||= this.rows.map((row) =>
            searchable(this.columns.map((column) => column.text(row) ?? "").join("\n")),
        );
        return this._texts;
    }

    _sorted(rows, sort) {
        const column = sort && this.columns.find((candidate) => candidate.name === sort.name);
        if (!column) {
            return rows;
        }
        const value = column.sortValue || column.text;
        const sign = sort.descending ? -1 : 1;
        return rows
            .map((row) => [value(row), row])
            .sort(([a], [b]) => sign * compareValues(a, b))
            .map(([, row]) => row);
    }
}
