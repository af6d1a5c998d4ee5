"""PDFs made from raw objects: text at places, without any font of the machine."""

from __future__ import annotations

from collections.abc import Sequence

Placed = tuple[float, float, float, str]  # x, y and size in points, text


def pdf(pages: Sequence[Sequence[Placed]], *, picture: bool = False) -> bytes:
    """A PDF with `pages`; with a `picture` on each where wanted."""
    used = sorted({char for page in pages for *_, text in page for char in text})
    objects: list[bytes] = [b"", b""]
    font = len(objects) + 1
    objects += [
        f"<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[{font + 1} 0 R]/ToUnicode {font + 2} 0 R>>".encode(),
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/F/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>>",
        _stream(_to_unicode(used)),
        _stream(
            b"\0",
            "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray",
        ),
    ]
    image = f"/XObject<</I {font + 3} 0 R>>" if picture else ""
    kids: list[int] = []
    for page in pages:
        content = "\n".join(
            f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm <{''.join(f'{used.index(char) + 1:04X}' for char in text)}> Tj ET"
            for x, y, size, text in page
        )
        objects.append(_stream((content + (" /I Do" if picture else "")).encode()))
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {len(objects)} 0 R"
            f"/Resources<</Font<</F {font} 0 R>>{image}>>>>".encode()
        )
        kids.append(len(objects))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    refs = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{refs}]>>".encode()
    return _file(objects)


def lines(
    texts: Sequence[str], *, left: float = 72, top: float = 760, size: float = 12, pitch: float = 20
) -> list[Placed]:
    """Lines one under the other; leading wide spaces move a line in."""
    placed: list[Placed] = []
    for at, text in enumerate(texts):
        bare = text.lstrip("\u3000")
        if bare:
            placed.append((left + (len(text) - len(bare)) * size, top - at * pitch, size, bare))
    return placed


def _stream(data: bytes, more: str = "") -> bytes:
    return f"<</Length {len(data)}{more}>>stream\n".encode() + data + b"\nendstream"


def _to_unicode(used: Sequence[str]) -> bytes:
    rows = "\n".join(
        f"<{at:04X}> <{char.encode('utf-16-be').hex().upper()}>"
        for at, char in enumerate(used, start=1)
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /F def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(used)} beginbfchar\n{rows}\nendbfchar endcmap end end"
    ).encode()


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    offsets: list[int] = []
    for number, data in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + data + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)
