"""What a call says, read strictly, and pages."""
import base64
import binascii
import json

from youtube import errors

COMMON = {"part", "key", "alt", "prettyPrint"}


def only(call, *names):
    for name in call.parameters:
        if name not in COMMON | set(names):
            raise errors.bad("unexpectedParameter", f"Unexpected parameter: {name}", name)
    if call.parameters.get("alt", "json") not in ("json", "media"):
        raise errors.bad("invalidParameter", "", "alt")


def parts(call, *known):
    """The parts asked for."""
    given = [part for part in call.parameters.get("part", "").split(",") if part]
    if not given:
        raise errors.bad("missingRequiredParameter", "No filter selected. Expected one of: part", "part")
    for part in given:
        if part not in known:
            raise errors.bad("unknownPart", f"'{part}'", "part")
    return set(given)


def one_filter(call, *names):
    """The one filter a listing needs: its name and its value."""
    given = [name for name in names if call.parameters.get(name)]
    if not given:
        raise errors.bad("missingRequiredParameter", f"No filter selected. Expected one of: {', '.join(names)}")
    if len(given) > 1:
        raise errors.bad("incompatibleParameters", f"Incompatible parameters specified in the request: "
                                                   f"{', '.join(given)}", given[1])
    return given[0], call.parameters[given[0]]


def one_of(call, name, values, default):
    value = call.parameters.get(name, default)
    if value not in values:
        raise errors.bad("invalidParameter", f"Invalid value '{value}' for {name}", name)
    return value


def count(call, most, default):
    text = call.parameters.get("maxResults", str(default))
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= most:
        raise errors.bad("invalidParameter", f"Invalid value '{text}'. Values must be within the range: [1, {most}]",
                         "maxResults")
    return int(text)


def ids(call, most=50):
    given = call.parameters.get("id", "").split(",")
    if not all(given) or len(given) > most:
        raise errors.bad("missingRequiredParameter" if given == [""] else "invalidParameter",
                         f"The id parameter must name 1 to {most} objects", "id")
    return given


def body(call, shape):
    """The JSON object of a call, with exactly the members that `shape` (nested dicts of types) may have."""
    if call.content_type() != "application/json":
        raise errors.bad("badRequest", "The request's Content-Type must be application/json")
    try:
        given = json.loads(call.body)
    except ValueError:
        raise errors.bad("parseError", "Parse Error") from None
    _check(given, shape, "")
    return given


def _check(given, shape, where):
    if not isinstance(given, dict):
        raise errors.bad("parseError", f"Invalid value at '{where or 'resource'}'")
    for name, value in given.items():
        wanted = shape.get(name)
        if wanted is None:
            raise errors.bad("badRequest", f"Invalid JSON payload received. Unknown name \"{name}\" at '{where}': "
                                           "Cannot find field.")
        if isinstance(wanted, dict):
            _check(value, wanted, f"{where}.{name}".lstrip("."))
        elif not isinstance(value, wanted):
            raise errors.bad("parseError", f"Invalid value at '{where}.{name}'")


def page(call, key, elements, size, estimate_off=0):
    """(the elements of the page, the members of the answer that tell of pages). A place is counted from the start:
    what arrives meanwhile moves everything, and shows twice."""
    token, start = call.parameters.get("pageToken"), 0
    if token is not None:
        overlap = call.tricks["duplicates"].get("count", 1) if "duplicates" in call.tricks else 0
        start = max(0, _place(call, key, token) - overlap)
    if "short_pages" in call.tricks:
        size = max(1, size // 2)
    chosen = elements[start:start + size]
    told = {"pageInfo": {"totalResults": max(0, len(chosen) + estimate_off), "resultsPerPage": size}}
    if start + size < len(elements):
        told["nextPageToken"] = _token(key, start + size)
    if start:
        told["prevPageToken"] = _token(key, max(0, start - size))
    return chosen, told


def _token(key, start):
    return base64.urlsafe_b64encode(f"{key}|{start}".encode()).decode()


def _place(call, key, token):
    try:
        told, _, start = base64.urlsafe_b64decode(token).decode().rpartition("|")
        if told != key or "stale_tokens" in call.tricks:
            raise ValueError(token)
        return int(start)
    except (ValueError, binascii.Error, UnicodeDecodeError):
        raise errors.bad("invalidPageToken", "The request specifies an invalid page token.", "pageToken") from None
