import { registry } from "@web/core/registry";

const GS = "\x1d";

/** What a person does in the search box: paste the text, see the proposals, press Enter. */
function search(text) {
    const tail = text.split(GS).pop().slice(-8);
    return [
        {
            content: `Search for ${JSON.stringify(text)}`,
            trigger: ".o_searchview_input",
            run() {
                this.anchor.focus();
                // As pasting does, in one piece; the control character would not survive single key strokes.
                document.execCommand("insertText", false, text);
            },
        },
        { trigger: `.o_searchview_autocomplete .o-dropdown-item.focus:contains("${tail}")` },
        { trigger: ".o_searchview_input", run: "press Enter" },
        { trigger: ".o_searchview .o_facet_value" },
    ];
}

/** The list (grouped by default filters or not) shows this lot and not the other one. */
function showsOnly(name, other) {
    return [
        {
            content: `Only ${name} is found`,
            trigger: `.o_data_cell[name="name"]:contains("${name}")`,
        },
        { trigger: `.o_list_view:not(:has(.o_data_cell:contains("${other}")))` },
    ];
}

const CLEAR = { trigger: ".o_searchview .o_facet_remove", run: "click" };

registry.category("web_tour.tours").add("lot_gs1_labels_search_box", {
    steps: () => [
        { trigger: '.o_data_cell:contains("TOUR-2")' },
        ...search("(01)09506000134352(17)270630(10)TOUR-1"),
        ...showsOnly("TOUR-1", "TOUR-2"),
        CLEAR,
        { trigger: '.o_data_cell:contains("TOUR-2")' },
        ...search(`]d2010950600013435210TOUR-2${GS}17270630`),
        ...showsOnly("TOUR-2", "TOUR-1"),
        CLEAR,
        { trigger: '.o_data_cell:contains("TOUR-1")' },
        ...search("010950600013435210TOUR-1"),
        ...showsOnly("TOUR-1", "TOUR-2"),
    ],
});
