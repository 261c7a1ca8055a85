"""Tables as a workbook that table programs open: a sheet each, and one that says what they are."""

import io
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter

from server.answers.tables.data_table import DataTable

WIDTH = 24
# The same bytes each time: a workbook has the date on which it was made.
CREATED = datetime(2000, 1, 1)


def workbook(about: Sequence[tuple[str, str]], tables: Sequence[DataTable]) -> bytes:
    """The tables as XLSX (ECMA-376): text stays text, also what looks like a number or a formula."""
    output = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(output, options) as book:
        book.set_properties({"title": "Rusfelt", "created": CREATED})
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet("about")
        sheet.set_column(0, 1, WIDTH)
        for number, row in enumerate(about):
            sheet.write_row(number, 0, row)
        for table in tables:
            sheet = book.add_worksheet(table.name[:31])
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(table.columns) - 1, WIDTH)
            sheet.write_row(0, 0, [one.name for one in table.columns], bold)
            sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
            for number, cells in enumerate(table.rows, 1):
                for column, cell in enumerate(cells):
                    if cell is not None:
                        sheet.write(number, column, cell)
    return output.getvalue()
