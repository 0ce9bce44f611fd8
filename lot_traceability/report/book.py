"""What all our workbooks obey: a text stays a text, whatever it looks like; what is cut says so; pages print alike."""

import xlsxwriter

# A lot called ``=1+1`` stays one and computes nothing.
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
MAX_CELL = 32_767  # characters that a cell of the file format holds
MAX_NAME = 31
# "General" for integers: "#,##0.######" would print a bare decimal point after them.
WHOLE, NUMBER, INSTANT = "#,##0", "#,##0.######", "yyyy-mm-dd hh:mm"
HEAD = {"bold": True, "bg_color": "#DDE3EA"}


def new_book(file, **options):
    """A workbook that is written into a binary file when it is closed."""
    return xlsxwriter.Workbook(file, {**_OPTIONS, **options})


def sheet_name(name):
    """The file format allows 31 characters and none of []:*?/\\ in a sheet's name; translations might not know."""
    return "".join(" " if sign in "[]:*?/\\" else sign for sign in name)[:MAX_NAME]


def cut(text):
    """A text as far as a cell holds it."""
    return text if len(text) <= MAX_CELL else f"{text[: MAX_CELL - 1]}…"


def lay_out(sheet, widths):
    """Widths of the columns; printed on as many pages as it is long, one wide."""
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&F&C&A&R&P / &N")


def keep_heads(sheet, last_row, columns):
    """Headings in the first row stay in sight, are printed on each page and filter the rows below."""
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, last_row, columns - 1)
