import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { Pager } from "@web/core/pager/pager";
import { PAGE_SIZE, TableRows } from "@lot_traceability/kernel/table_rows";

const MAX_CHOICES = 60; // more values than this are for the search box

/**
 * A list with search, filters, order and pages, described by its `table`:
 * `{ key, title, rows, columns, filters?, empty, detail?(row) → table }` (columns: `../tables/columns.js`).
 *
 * `memory` keeps the question asked of each table while the user is away in a document.
 */
export class TraceTable extends Component {
    static template = "lot_traceability.TraceTable";
    static components = { Pager };
    static props = { table: Object, memory: Object };

    setup() {
        const { table, memory } = this.props;
        this.rows = new TableRows(table.rows, table.columns, table.filters);
        memory[table.key] ||= { query: "", chosen: {}, sort: null, offset: 0, opened: [] };
        this.state = useState(memory[table.key]);
        this.choices = this.makeChoices(table);
        this.details = new Map();
    }

    makeChoices({ columns, filters = [] }) {
        const own = filters.map(({ name, label, options }) => ({ name, label, options }));
        const byValue = columns
            .filter((column) => column.filter)
            .map((column) => ({
                name: column.name,
                label: _t("%(column)s: all", { column: column.label }),
                options: this.rows.choices(column).map((value) => ({ value, label: value })),
            }));
        return [...own, ...byValue].filter(
            ({ options }) => options.length > 1 && options.length <= MAX_CHOICES,
        );
    }

    // ---- Getters ----

    get found() {
        const { query, chosen, sort } = this.state;
        return this.rows.select({ query, chosen, sort });
    }

    get page() {
        const { offset } = this.state;
        return this.found.slice(offset, offset + PAGE_SIZE).map((row, i) => ({
            row,
            number: this.props.table.rows.length > 1 ? offset + i : 0,
        }));
    }

    get pageSize() {
        return PAGE_SIZE;
    }

    get needsTools() {
        return this.props.table.rows.length > 1;
    }

    get columnCount() {
        return this.props.table.columns.length + (this.props.table.detail ? 1 : 0);
    }

    sortIcon(column) {
        const { sort } = this.state;
        if (sort?.name !== column.name) {
            return "fa-sort opacity-25";
        }
        return sort.descending ? "fa-sort-desc" : "fa-sort-asc";
    }

    ariaSort(column) {
        const { sort } = this.state;
        if (sort?.name !== column.name) {
            return "none";
        }
        return sort.descending ? "descending" : "ascending";
    }

    /** Everything a cell shows, so that the template only places it. */
    describe(column, row) {
        return {
            text: column.text(row),
            // The no-break space is copied along with the number.
            unit: column.unit ? `\u00a0${column.unit(row)}` : "",
            action: column.open ? column.open(row) : false,
            lotId: column.refocus ? column.refocus(row) : false,
            badges: column.badges ? column.badges(row) : [],
            look: column.look ? column.look(row) : "",
        };
    }

    isOpened(row) {
        return this.state.opened.includes(this.props.table.rows.indexOf(row));
    }

    detail(row) {
        if (!this.details.has(row)) {
            this.details.set(row, this.props.table.detail(row));
        }
        return this.details.get(row);
    }

    // ---- Handlers ----

    onSearch(ev) {
        this.state.query = ev.target.value;
        this.state.offset = 0;
    }

    onChoose(name, ev) {
        this.state.chosen[name] = ev.target.value;
        this.state.offset = 0;
    }

    onClear() {
        Object.assign(this.state, { query: "", chosen: {}, offset: 0 });
    }

    onSort({ name, number }) {
        const { sort } = this.state;
        if (sort?.name !== name) {
            // Of quantities the biggest are looked for first.
            this.state.sort = { name, descending: Boolean(number) };
        } else if (sort.descending === Boolean(number)) {
            this.state.sort = { name, descending: !number };
        } else {
            this.state.sort = null;
        }
        this.state.offset = 0;
    }

    onSortChosen(ev) {
        const [name, way] = ev.target.value.split(":");
        this.state.sort = name ? { name, descending: way === "down" } : null;
        this.state.offset = 0;
    }

    onPage({ offset }) {
        this.state.offset = offset;
    }

    onRow(row) {
        if (window.getSelection().toString()) {
            return; // the user is copying text
        }
        if (this.props.table.detail) {
            return this.toggle(row);
        }
        const main = this.props.table.columns.find((column) => column.main);
        const action = main?.open && main.open(row);
        if (action) {
            this.env.lotTrace.open(action);
        }
    }

    toggle(row) {
        const place = this.props.table.rows.indexOf(row);
        const { opened } = this.state;
        this.state.opened = opened.includes(place)
            ? opened.filter((other) => other !== place)
            : [...opened, place];
    }
}

TraceTable.components.TraceTable = TraceTable;
