"""The path of a call on the Graph API's host."""
import re

from meta import errors

VERSIONS = ("v24.0", "v25.0", "v26.0")
_ID = re.compile(r"^[0-9]+(_[0-9]+)?$")
_REFUSED = ("pretty", "debug", "date_format", "ids")
_NAMES = ("me", "debug_token", "oauth", "dialog")


def segments(call):
    """What stands after the version. Refuses what the API gave up."""
    parts = [part for part in call.path.split("/") if part]
    if parts == ["oauth", "access_token"]:
        return parts  # needs no version
    if not parts or parts[0] not in VERSIONS:
        raise errors.GraphError(2500, f"Unknown path components: {call.path}")
    for name in _REFUSED:
        if name in call.parameters:
            raise errors.bad_parameter(f"The parameter {name} is no longer supported")
    if "if-none-match" in call.headers:
        raise errors.bad_parameter("Conditional requests are no longer supported")
    if len(parts) < 2 or len(parts) > 3:
        raise errors.GraphError(2500, f"Unknown path components: {call.path}")
    if parts[1] not in _NAMES and not _ID.match(parts[1]):
        raise errors.GraphError(803, f"(#803) Some of the aliases you requested do not exist: {parts[1]}", status=404)
    return parts[1:]
