"""Word documents (.docx) as plain text: what is printed, in its order, automatic numbers included.

package.py    the zip and its XML parts, within limits; what is no plain .docx is refused
numerals.py   a number in each of Word's number formats
numbering.py  numbering.xml and styles.xml → the marker that Word prints before a paragraph
text.py       runs of a paragraph → its lines; what cannot stand in a line
document.py   the body: paragraphs, tables, contents → lines with places

XML is read as it stands rather than through python-docx: printed order, revisions, fields and list numbers
are what its objects leave out, and a document of an unknown hand has to be read within limits.
"""
