"""Forms that carry files."""
import re
from dataclasses import dataclass


@dataclass
class Part:
    name: str
    filename: str  # None: a plain value
    kind: str
    data: bytes


def parts(call):
    """The parts of a multipart/form-data body. ValueError for anything that is none."""
    given = re.search(r'boundary=(?:"([^"]{1,70})"|([^;\s]{1,70}))', call.headers.get("content-type", ""))
    if not given:
        raise ValueError("no boundary")
    boundary = b"--" + (given.group(1) or given.group(2)).encode("latin-1")
    pieces = (b"\r\n" + call.body).split(b"\r\n" + boundary)
    if len(pieces) < 3 or pieces[0] or not pieces[-1].startswith(b"--"):
        raise ValueError("the boundaries do not fit")
    return [_part(piece) for piece in pieces[1:-1]]


def _part(piece):
    head, found, data = piece.partition(b"\r\n\r\n")
    text = head.decode("utf-8")
    name = re.search(r'content-disposition:\s*form-data;.*?\bname="([^"]*)"', text, re.IGNORECASE)
    if not found or not name:
        raise ValueError("a part without a name")
    filename = re.search(r'\bfilename="([^"]*)"', text)
    kind = re.search(r"content-type:\s*(\S+)", text, re.IGNORECASE)
    return Part(name.group(1), filename.group(1) if filename else None, kind.group(1) if kind else "", data)
