"""Reads a workbook twice, as formulas and as stored values, and works its formulas out itself."""

import io
import re
from decimal import ROUND_HALF_UP, Decimal

import openpyxl
from openpyxl.utils import get_column_letter

CELL = r"(?:'([^']+)'!)?([A-Z]+[0-9]+)"
HEAD = 3  # row of the headings


def _key(line):
    cells = [line["数据项代码"]] if "数据项代码" in line else list(line.values())
    return next((cell.value for cell in cells if cell.value), None)


class Spreadsheet:
    def __init__(self, content: bytes) -> None:
        self.formulas = openpyxl.load_workbook(io.BytesIO(content))
        self.values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        self.sheets = self.values.sheetnames

    def rows(self, sheet, *, formulas=False):
        """{code of the figure, first cell or second: {heading: cell}} below the headings."""
        page = (self.formulas if formulas else self.values)[sheet]
        headings = [cell.value for cell in page[HEAD]]
        lines = page.iter_rows(min_row=HEAD + 1)
        found = [dict(zip(headings, line, strict=True)) for line in lines]
        return {_key(line): line for line in found}

    def all_formulas(self):
        """(sheet, address, formula, stored value) of every live cell."""
        for page in self.formulas:
            for line in page.iter_rows():
                for cell in line:
                    if cell.data_type == "f":
                        stored = self.values[page.title][cell.coordinate].value
                        yield page.title, cell.coordinate, cell.value, stored

    def work_out(self, sheet, formula):
        """The value a spreadsheet program would show, from the cells and their formulas."""
        body = formula.removeprefix("=")
        if found := re.fullmatch(r"SUM\(([A-Z]+)([0-9]+):\1([0-9]+)\)", body):
            cells = [f"{found[1]}{row}" for row in range(int(found[2]), int(found[3]) + 1)]
            return sum((self.value(sheet, cell) for cell in cells), Decimal(0))
        if found := re.fullmatch(CELL, body):
            return self.value(found[1] or sheet, found[2])
        if found := re.fullmatch(f"{CELL}-{CELL}", body):
            return self.value(sheet, found[2]) - self.value(sheet, found[4])
        if found := re.fullmatch(rf"ROUND\({CELL}/{CELL}\*100,([0-9])\)", body):
            share = self.value(sheet, found[2]) * 100 / self.value(sheet, found[4])
            return share.quantize(Decimal(1).scaleb(-int(found[5])), ROUND_HALF_UP)
        raise AssertionError(f"a formula of an unknown shape: {sheet} {formula}")

    def value(self, sheet, address):
        cell = self.formulas[sheet][address]
        if cell.data_type == "f":
            return self.work_out(sheet, cell.value)
        return Decimal(str(cell.value or 0))

    def column(self, sheet, heading):
        """Letter of the column with this heading."""
        headings = [cell.value for cell in self.values[sheet][HEAD]]
        return get_column_letter(headings.index(heading) + 1)
