"""Cursors: opaque to clients, bound to one listing, and able to go stale."""
import base64
import binascii
from urllib.parse import urlencode

from meta.errors import bad_parameter

STYLES = ("position", "anchor", "offset")


class Paging:
    """How listings are cut into pages.

    position  a cursor is a place counted from the oldest element, as Facebook's comment cursors are: what is
              deleted moves everything after it by one
    anchor    a cursor names an element: nothing moves
    offset    a cursor is a place counted from the start of the listing: what arrives or goes moves everything
    """

    def __init__(self):
        self.style = "position"
        self.stale_after_inserts = 0  # 0: cursors live for ever
        self._salt = 0
        self.ranked_feed = True       # the posts do not come strictly newest first

    def cursor(self, listing, index):
        element = listing.elements[index]
        value = {"position": len(listing.elements) - index if listing.newest_first else index + 1,
                 "anchor": element.sequence, "offset": index}[self.style]
        return self._written(listing, self.style, value, element.created, listing.inserts)

    def _written(self, listing, *place):
        text = "|".join([listing.key, *map(str, place), str(self._salt)])
        return "QVFI" + base64.urlsafe_b64encode(text.encode()).decode()

    def same_place(self, listing, cursor):
        """Another cursor for the same place; without one, for the place before the first element."""
        self._salt += 1
        if cursor:
            style, value, created, inserts = self._read(listing, cursor)
        else:
            style, value, created, inserts = "offset", -1, 0.0, listing.inserts
        return self._written(listing, style, value, created, inserts)

    def index_of(self, listing, cursor):
        """(place of the element the cursor stands for, place where the next page begins)."""
        style, value, created, inserts = self._read(listing, cursor)
        if self.stale_after_inserts and listing.inserts - inserts >= self.stale_after_inserts:
            raise bad_parameter("Invalid cursors values: the cursor is no longer valid")
        count = len(listing.elements)
        if style == "position":
            at = count - value if listing.newest_first else value - 1
            return at, max(0, at + 1)
        if style == "offset":
            return value, value + 1
        for index, element in enumerate(listing.elements):
            if element.sequence == value:
                return index, index + 1
            key, wanted = (element.created, element.sequence), (created, value)
            if not listing.ranked and (key < wanted if listing.newest_first else key > wanted):
                return index, index
        return count, count

    def _read(self, listing, cursor):
        try:
            if not cursor.startswith("QVFI"):
                raise ValueError("prefix")
            key, style, value, created, inserts, _ = base64.urlsafe_b64decode(cursor[4:]).decode().split("|")
            if key != listing.key or style not in STYLES:
                raise ValueError("another listing")
            return style, int(value), float(created), int(inserts)
        except (ValueError, binascii.Error, UnicodeDecodeError):
            raise bad_parameter("Invalid cursors values") from None


class Listing:
    """One ordered listing: what it lists (`key`), the elements as they are to appear, and how many were ever added."""

    def __init__(self, key, elements, inserts, newest_first, ranked=False):
        self.key = key
        self.elements = elements
        self.inserts = inserts
        self.newest_first = newest_first
        self.ranked = ranked


def cut(paging, listing, limit, after, before, overlap=0):
    """(elements of the page, index of the first, whether more follow)."""
    start = 0
    if after:
        start = max(0, paging.index_of(listing, after)[1] - overlap)
    stop = start + limit
    if before:
        stop = max(0, paging.index_of(listing, before)[0])
        start = max(0, stop - limit)
    elements = listing.elements[start:stop]
    return elements, start, start + len(elements) < len(listing.elements) and bool(elements)


def link(base_url, path, parameters, **changes):
    """A paging link as Meta writes it, with the access token in it: a trap for whoever stores or follows it."""
    wanted = {name: value for name, value in parameters.items() if name not in ("after", "before", "appsecret_proof")}
    wanted.update(changes)
    return f"{base_url}{path}?{urlencode(wanted)}"
