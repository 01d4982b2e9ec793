"""One page of a listing, as an answer: what faults and cursors do to it, and the links around it."""
from meta import access, errors
from meta.paging import cut, link


def write_page(paging, call, listing, limit, write, links=True):
    """The body with `data` and `paging`. Without `links` there are cursors only."""
    after, before = call.parameters.get("after", ""), call.parameters.get("before", "")
    if (after or before) and "stale_cursors" in call.tricks:
        raise errors.bad_parameter("Invalid cursors values: the cursor is no longer valid")
    if "empty_page" in call.tricks and listing.elements:
        return _empty_page(paging, call, listing, after, limit)
    overlap = call.tricks["duplicates"].get("count", 1) if "duplicates" in call.tricks else 0
    elements, start, more = cut(paging, listing, limit, after, before, overlap)
    body = {"data": [write(element) for element in elements]}
    if elements:
        last = paging.cursor(listing, start + len(elements) - 1)
        body["paging"] = {"cursors": {"before": paging.cursor(listing, start), "after": last}}
        if more and links:
            body["paging"]["next"] = _link(call, after=last)
        if start and links:
            body["paging"]["previous"] = _link(call, before=paging.cursor(listing, start))
    return body


def _empty_page(paging, call, listing, after, limit):
    """A page without elements that says it goes on: what was filtered out filled it."""
    here = paging.same_place(listing, after)
    return {"data": [], "paging": {"cursors": {"before": here, "after": here},
                                   "next": _link(call, after=here, limit=limit)}}


def _link(call, **changes):
    parameters = dict(call.parameters)
    parameters["access_token"] = access.token_text(call.parameters, call.headers)
    return link(call.base_url, call.path, parameters, **changes)
