"""Answers that are not what they should be. Whole-document damage works on the bytes; the rest on one element."""
import json

DEEP = 100_000
HUGE_BYTES = 10 * 1024 * 1024

# What a page element may come to. The element loses its place in the ledger when its content is changed.
_CONTENT_CHANGED = {"wrong_types", "lone_surrogate", "nul", "null_elements", "huge", "missing_id"}
ELEMENT_VARIANTS = _CONTENT_CHANGED | {"absurd_date", "numeric_ids"}
DOCUMENT_VARIANTS = {"truncated", "invalid_utf8", "deep", "not_json", "empty_body", "wrong_root", "wrong_members",
                     "trailing", "bom"}
VARIANTS = ELEMENT_VARIANTS | DOCUMENT_VARIANTS


def encode(body):
    """As Meta writes JSON: everything outside ASCII escaped, and the slash too."""
    return json.dumps(body, ensure_ascii=True, separators=(",", ":")).replace("/", "\\/").encode("ascii")


def elements_of(body):
    if isinstance(body, dict) and isinstance(body.get("data"), list):
        return [element for element in body["data"] if isinstance(element, dict)]
    return [body] if isinstance(body, dict) else []


def spoil_element(variant, body, index=0):
    """Changes one element in place. The id of the element whose content can no longer be trusted, or None."""
    elements = elements_of(body)
    if not elements:
        return None
    element = elements[min(index, len(elements) - 1)]
    identity = element.get("id")
    _CHANGES[variant](element)
    if variant == "null_elements":
        body["data"] = [None if other is element else other for other in body["data"]]
    return identity if variant in _CONTENT_CHANGED else None


def _wrong_types(element):
    element.update({"message": 17, "from": [], "created_time": {"year": 2026}, "is_hidden": "perhaps", "parent": 3})


def _lone_surrogate(element):
    element["message"] = "half a face: \ud83d"


def _nul(element):
    element["message"] = "before\u0000after"


def _huge(element):
    element["message"] = "x" * HUGE_BYTES


def _absurd_date(element):
    element["created_time"] = "26-13-45T99:99:99"


def _numeric_ids(element):
    if isinstance(element.get("from"), dict) and str(element["from"].get("id", "")).isdigit():
        element["from"]["id"] = int(element["from"]["id"])


def _missing_id(element):
    element.pop("id", None)


_CHANGES = {"wrong_types": _wrong_types, "lone_surrogate": _lone_surrogate, "nul": _nul, "huge": _huge,
            "absurd_date": _absurd_date, "numeric_ids": _numeric_ids, "missing_id": _missing_id,
            "null_elements": lambda element: None}


def spoil_document(variant, text):
    """The bytes of an answer, spoiled as a whole."""
    return {"truncated": lambda: text[:len(text) * 2 // 3],
            "invalid_utf8": lambda: text[:-1] + b',"note":"\xff\xfe\xc0\xaf"}',
            "deep": lambda: text[:-1] + b',"note":' + b"[" * DEEP + b"]" * DEEP + b"}",
            "not_json": lambda: b"for (;;);" + text,
            "empty_body": lambda: b"",
            "wrong_root": lambda: b"[" + text + b"]",
            "wrong_members": lambda: b'{"data":{"0":' + text + b'},"paging":[],"summary":7}',
            "trailing": lambda: text + b"}]",
            "bom": lambda: b"\xef\xbb\xbf" + text}[variant]()


def withhold_authors(body, every=1):
    for index, element in enumerate(elements_of(body)):
        if index % every == 0:
            element.pop("from", None)


def add_unknown(body):
    """What a later version of the API might add."""
    for element in elements_of(body):
        element["reels_mood"] = {"score": 3, "shade": ["teal"]}
        element["can_levitate"] = None
        element["status_type"] = "quantum_update"
        if isinstance(element.get("attachment"), dict):
            element["attachment"]["type"] = "hologram"
    if isinstance(body, dict):
        body["weather"] = "drizzle"


def shorten_ids(body):
    """In some places only the comment's part of an id is written."""
    for element in elements_of(body):
        if isinstance(element.get("id"), str):
            element["id"] = element["id"].split("_")[-1]
