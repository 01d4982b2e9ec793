"""Answers that are not what they should be. Whole-document damage works on the bytes; the rest on one element."""
from dataclasses import dataclass

DEEP = 100_000
HUGE_BYTES = 10 * 1024 * 1024

# What a page element may come to. The element loses its place in the ledger when its content is changed.
_CONTENT_CHANGED = {"wrong_types", "lone_surrogate", "nul", "null_elements", "huge", "missing_id"}
ELEMENT_VARIANTS = _CONTENT_CHANGED | {"absurd_date", "numeric_ids"}
DOCUMENT_VARIANTS = {"truncated", "invalid_utf8", "deep", "not_json", "empty_body", "wrong_root", "wrong_members",
                     "trailing", "bom"}
VARIANTS = ELEMENT_VARIANTS | DOCUMENT_VARIANTS


@dataclass(frozen=True)
class Shape:
    """Where a network's answers have what is spoiled: the list, and in each element the way to text, time, author."""
    list_name: str
    text: tuple
    time: tuple
    author: tuple
    author_id: str = "id"
    inner: tuple = ()  # the way from an element to the object meant, where an element wraps it
    versions: tuple = ()  # lists of ids of which the first is the one that stays


def elements_of(body, shape):
    if isinstance(body, dict) and isinstance(body.get(shape.list_name), list):
        return [element for element in body[shape.list_name] if isinstance(element, dict)]
    return [body] if isinstance(body, dict) else []


def _holder(element, way, shape):
    """The object that has the last name of the way, or an empty one that nobody sees."""
    return _descended(_descended(element, shape.inner) or element, way[:-1])


def _descended(element, way):
    for name in way:
        element = element.get(name)
        if not isinstance(element, dict):
            return {}
    return element


def spoil_element(variant, body, shape, index=0):
    """Changes one element in place. The id of the element whose content can no longer be trusted, or None."""
    elements = elements_of(body, shape)
    if not elements:
        return None
    element = elements[min(index, len(elements) - 1)]
    identity = next((element[name][0] for name in shape.versions if element.get(name)), element.get("id"))
    _CHANGES[variant](element, shape)
    if variant == "null_elements" and shape.list_name in body:
        body[shape.list_name] = [None if other is element else other for other in body[shape.list_name]]
    return identity if variant in _CONTENT_CHANGED else None


def _put(way_name, value):
    def change(element, shape):
        way = getattr(shape, way_name)
        _holder(element, way, shape)[way[-1]] = value
    return change


def _wrong_types(element, shape):
    _put("text", 17)(element, shape)
    _put("author", [])(element, shape)
    _put("time", {"year": 2026})(element, shape)


def _numeric_ids(element, shape):
    holder, name = _holder(element, shape.author, shape), shape.author[-1]
    if isinstance(holder.get(name), dict):
        holder, name = holder[name], shape.author_id
    if str(holder.get(name, "")).isdigit():
        holder[name] = int(holder[name])


_CHANGES = {"wrong_types": _wrong_types, "lone_surrogate": _put("text", "half a face: \ud83d"),
            "nul": _put("text", "before\u0000after"), "huge": _put("text", "x" * HUGE_BYTES),
            "absurd_date": _put("time", "26-13-45T99:99:99"), "numeric_ids": _numeric_ids,
            "missing_id": lambda element, shape: element.pop("id", None), "null_elements": lambda element, shape: None}


def spoil_document(variant, text):
    """The bytes of an answer, spoiled as a whole."""
    return {"truncated": lambda: text[:len(text) * 2 // 3],
            "invalid_utf8": lambda: text[:-1] + b',"note":"\xff\xfe\xc0\xaf"}',
            "deep": lambda: text[:-1] + b',"note":' + b"[" * DEEP + b"]" * DEEP + b"}",
            "not_json": lambda: b"for (;;);" + text,
            "empty_body": lambda: b"",
            "wrong_root": lambda: b"[" + text + b"]",
            "wrong_members": lambda: b'{"data":{"0":' + text + b'},"items":{},"paging":[],"summary":7}',
            "trailing": lambda: text + b"}]",
            "bom": lambda: b"\xef\xbb\xbf" + text}[variant]()


def withhold_authors(body, shape, every=1):
    for index, element in enumerate(elements_of(body, shape)):
        if index % every == 0:
            _holder(element, shape.author, shape).pop(shape.author[-1], None)


def add_unknown(body, shape):
    """What a later version of the API might add."""
    for element in elements_of(body, shape):
        element["reels_mood"] = {"score": 3, "shade": ["teal"]}
        element["can_levitate"] = None
        element["status_type"] = "quantum_update"
        if isinstance(element.get("attachment"), dict):
            element["attachment"]["type"] = "hologram"
    if isinstance(body, dict):
        body["weather"] = "drizzle"
