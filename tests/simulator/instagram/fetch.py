"""Which pictures and videos can be published."""
import ipaddress
from urllib.parse import urlsplit

from meta.fetch import fetched

BYTES_MAX = 8 * 1024 * 1024
VIDEO_BYTES_MAX = 64 * 1024 * 1024
FAILED = (9004, 2207052, "The media could not be fetched from this URI")
TOO_LARGE = (36000, 2207004, "The image is too large to download")
NO_JPEG = (36001, 2207005, "The image format is not supported")
BAD_SHAPE = (36003, 2207009, "The aspect ratio is not supported")
LEAST_RATIO, MOST_RATIO = 0.8, 1.91


def picture(url, allowed_hosts, public_check):
    """None if the picture is one that can be published; otherwise (code, subcode, text)."""
    body = _body(url, allowed_hosts, public_check, BYTES_MAX)
    if body is None:
        return FAILED
    if len(body) > BYTES_MAX:
        return TOO_LARGE
    size = jpeg_size(body)
    if size is None:
        return NO_JPEG
    return None if LEAST_RATIO <= size[0] / max(1, size[1]) <= MOST_RATIO else BAD_SHAPE


def video(url, allowed_hosts, public_check):
    """The same for a video, of which nobody looks at more than that it is there."""
    return None if _body(url, allowed_hosts, public_check, VIDEO_BYTES_MAX) else FAILED


def _body(url, allowed_hosts, public_check, most):
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    if public_check and (parts.scheme != "https" or _private(parts.hostname)):
        return None
    return fetched(url, allowed_hosts, most)


def _private(host):
    if host == "localhost" or "." not in host:
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False


def jpeg_size(data):
    """(width, height) from the frame header; None if it is no JPEG."""
    if not data.startswith(b"\xff\xd8"):
        return None
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2:at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(data[at + 7:at + 9], "big"), int.from_bytes(data[at + 5:at + 7], "big")
        at += 2 + length
    return None
