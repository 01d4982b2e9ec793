"""Pictures that a client names by address are really fetched, from hosts that a test allowed."""
from urllib.parse import urlsplit

from network import callbacks


def fetched(url, allowed_hosts, most):
    """The bytes behind an address, one more than `most` if there are too many; None: they cannot be had."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or parts.netloc not in allowed_hosts:
        return None
    try:
        status, body = callbacks.send("GET", url, most=most + 1)
    except callbacks.Unreachable:
        return None
    return body if status == 200 else None
