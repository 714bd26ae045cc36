"""The parts of a workbook around its cells: what a spreadsheet must find to open it."""

from __future__ import annotations

from collections.abc import Sequence

from console.export.xlsx_cells import escaped, letters

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_MOST_PRINTED = 110
"""Of a page's heading: a spreadsheet refuses a workbook in which it is longer than 255."""

ROWS_SHEET, FACTS_SHEET = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"


def parts(names: tuple[str, str], columns: int, rows: int) -> dict[str, str]:
    """Every part but the two sheets, by its path: `names` are theirs, the rows' first.

    There are no document properties: nobody's name travels with a list.
    """
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": _workbook(names, columns, rows),
        "xl/_rels/workbook.xml.rels": _relations(
            ("worksheet", "worksheets/sheet1.xml"),
            ("worksheet", "worksheets/sheet2.xml"),
            ("styles", "styles.xml"),
        ),
        "xl/styles.xml": _styles(),
    }


def sheet_opening(widths: Sequence[int], *, frozen: bool) -> str:
    """A sheet up to its first row; `frozen` keeps the first row in sight."""
    pane = (
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/>'
        if frozen
        else ""
    )
    columns = "".join(
        f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
        for place, width in enumerate(widths, 1)
    )
    chosen = ' tabSelected="1"' if frozen else ""
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView{chosen} workbookViewId="0">{pane}</sheetView></sheetViews>'
        f"{f'<cols>{columns}</cols>' if columns else ''}<sheetData>"
    )


def sheet_closing(columns: int, rows: int, title: str, *, filtered: bool) -> str:
    """A sheet after its last row: filter buttons, and what stands on a printed page."""
    filters = f'<autoFilter ref="A1:{_corner(columns, rows)}"/>' if filtered and columns else ""
    printed = escaped(title[:_MOST_PRINTED].replace("&", "&&"))
    return (
        f"</sheetData>{filters}"
        '<pageMargins left="0.5" right="0.5" top="0.7" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        f"<headerFooter><oddHeader>&amp;L{printed}</oddHeader>"
        "<oddFooter>&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>"
    )


def _corner(columns: int, rows: int) -> str:
    return f"{letters(columns - 1)}{rows + 1}"


def _content_types() -> str:
    made = "".join(
        f'<Override PartName="/{path}" ContentType="{_TYPES}.{kind}+xml"/>'
        for path, kind in (
            ("xl/workbook.xml", "sheet.main"),
            (ROWS_SHEET, "worksheet"),
            (FACTS_SHEET, "worksheet"),
            ("xl/styles.xml", "styles"),
        )
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{made}</Types>"
    )


def _relations(*targets: tuple[str, str]) -> str:
    made = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'


def _workbook(names: tuple[str, str], columns: int, rows: int) -> str:
    sheets = "".join(
        f'<sheet name="{escaped(name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, 1)
    )
    quoted = escaped("'" + names[0].replace("'", "''") + "'")
    corner = f"${letters(max(columns, 1) - 1)}${rows + 1}"
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
        '<bookViews><workbookView activeTab="0"/></bookViews>'
        f"<sheets>{sheets}</sheets><definedNames>"
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'
        f"{quoted}!$A$1:{corner}</definedName>"
        f'<definedName name="_xlnm.Print_Titles" localSheetId="0">{quoted}!$1:$1</definedName>'
        "</definedNames></workbook>"
    )


def _styles() -> str:
    """The styles of xlsx_cells in their order: plain, date, moment, heading, fact and its name."""
    font = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
    formats = (
        '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
        '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/>'
    )
    wrapped = '<alignment vertical="top" wrapText="1"/>'
    cells = (
        ("0", "0", "0", "", ""),
        ("164", "0", "0", ' applyNumberFormat="1"', ""),
        ("165", "0", "0", ' applyNumberFormat="1"', ""),
        ("0", "1", "1", ' applyFont="1" applyBorder="1"', ""),
        ("0", "0", "0", ' applyAlignment="1"', wrapped),
        ("0", "1", "0", ' applyFont="1" applyAlignment="1"', '<alignment vertical="top"/>'),
    )
    made = "".join(
        f'<xf numFmtId="{number}" fontId="{bold}" fillId="0" borderId="{line}" xfId="0"{applied}>'
        f"{inner}</xf>"
        for number, bold, line, applied, inner in cells
    )
    sides = "<left/><right/><top/>"
    return (
        f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="2">{formats}</numFmts>'
        f'<fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        f'<borders count="2"><border>{sides}<bottom/><diagonal/></border>'
        f'<border>{sides}<bottom style="thin"/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        f'</cellStyleXfs><cellXfs count="{len(cells)}">{made}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )
