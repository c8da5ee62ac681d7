"""What stands around the sheets of a flat OpenDocument file: name spaces and styles."""

from orqa.reporting.columns import Column, ColumnType

_URN = "urn:oasis:names:tc:opendocument:xmlns"

HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"
  xmlns:office="{_URN}:office:1.0" xmlns:style="{_URN}:style:1.0" xmlns:text="{_URN}:text:1.0"
  xmlns:table="{_URN}:table:1.0" xmlns:number="{_URN}:datastyle:1.0"
  xmlns:fo="{_URN}:xsl-fo-compatible:1.0">
<office:automatic-styles>
<number:date-style style:name="iso-date"><number:year number:style="long"/><number:text>-</number:text>\
<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>
<number:date-style style:name="iso-moment"><number:year number:style="long"/><number:text>-</number:text>\
<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/>\
<number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text>\
<number:minutes number:style="long"/></number:date-style>
<number:percentage-style style:name="hundredth"><number:number number:min-integer-digits="1" \
number:decimal-places="2"/><number:text>%</number:text></number:percentage-style>
<style:style style:name="date" style:family="table-cell" style:data-style-name="iso-date"/>
<style:style style:name="moment" style:family="table-cell" style:data-style-name="iso-moment"/>
<style:style style:name="percent" style:family="table-cell" style:data-style-name="hundredth"/>
<style:style style:name="head" style:family="table-cell"><style:text-properties fo:font-weight="bold" \
style:font-weight-asian="bold" style:font-weight-complex="bold"/></style:style>
<style:style style:name="wide" style:family="table-column">\
<style:table-column-properties style:column-width="8cm"/></style:style>
<style:style style:name="narrow" style:family="table-column">\
<style:table-column-properties style:column-width="3cm"/></style:style>
</office:automatic-styles>
<office:body>
<office:spreadsheet>
"""

FOOT = "</office:spreadsheet>\n</office:body>\n</office:document>\n"


def column_style(column: Column) -> str:
    """The style that makes a column as wide as its values mostly are."""
    return "wide" if column.type is ColumnType.TEXT and not column.unbroken else "narrow"
