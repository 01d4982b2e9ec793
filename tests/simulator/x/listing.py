"""Pages of posts: what narrows a listing, and the opaque tokens that lead on."""
import base64
import binascii
import datetime

from x import problems

_EPOCH_MS = 1288834974657


def number(call, name, least, most, default):
    text = call.parameters.get(name, str(default))
    if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
        raise problems.invalid(name, text, f"The `{name}` query parameter value [{text}] is not between {least} and "
                                           f"{most}")
    return int(text)


def moment(call, name):
    """Unix seconds of an RFC 3339 time with Z; None: not given."""
    text = call.parameters.get(name)
    if text is None:
        return None
    try:
        if not text.endswith("Z"):
            raise ValueError(text)
        return datetime.datetime.fromisoformat(text[:-1] + "+00:00").timestamp()
    except ValueError:
        raise problems.invalid(name, text, f"The `{name}` query parameter value [{text}] is not a valid RFC3339 "
                                           "date/time") from None


def identity(call, name):
    text = call.parameters.get(name)
    if text is not None and not (text.isascii() and text.isdigit() and len(text) <= 19):
        raise problems.invalid(name, text, f"The `{name}` query parameter value [{text}] is not valid")
    return None if text is None else int(text)


def one_at_most(call, *names):
    given = [name for name in names if name in call.parameters]
    if len(given) > 1:
        raise problems.invalid(given[1], call.parameters[given[1]], f"Only one of {' and '.join(given)} may be given")


def narrowed(call, posts):
    """The posts that are within since_id, until_id (both exclusive), start_time and end_time."""
    since, until = identity(call, "since_id"), identity(call, "until_id")
    start, end = moment(call, "start_time"), moment(call, "end_time")
    return [post for post in posts
            if (since is None or int(post.id) > since) and (until is None or int(post.id) < until)
            and (start is None or post.created >= start) and (end is None or post.created < end)]


def time_of(post_id):
    return ((int(post_id) >> 22) + _EPOCH_MS) / 1000


class Pages:
    """Cuts listings. A token is bound to its listing and dies after a while."""

    def __init__(self, state):
        self._state = state

    def cut(self, call, key, posts, size, names=("pagination_token",)):
        """(the posts of the page, what `meta` says of its neighbours)."""
        one_at_most(call, *names)
        token = next((call.parameters[name] for name in names if name in call.parameters), None)
        overlap = call.tricks["duplicates"].get("count", 1) if "duplicates" in call.tricks else 0
        start = self._place(call, key, posts, token, names[0], overlap) if token is not None else 0
        page = posts[start:start + size]
        meta = {}
        if start + size < len(posts):
            meta["next_token"] = self._written(key, page[-1].id)
        if start:
            meta["previous_token"] = self._written(key, posts[max(0, start - size - 1)].id)
        return page, meta

    def _place(self, call, key, posts, token, name, overlap):
        try:
            told, last, at = base64.urlsafe_b64decode(token).decode().split("|")
        except (ValueError, binascii.Error, UnicodeDecodeError):
            told, last, at = "", "0", "0"
        late = self._state.clock.now() - float(at) > self._state.switches.paging_seconds
        if told != key or late or "stale_tokens" in call.tricks:
            raise problems.invalid(name, token, f"The `{name}` query parameter value [{token}] is not valid")
        older = [index for index, post in enumerate(posts) if int(post.id) < int(last)]
        return max(0, (older[0] if older else len(posts)) - overlap)

    def _written(self, key, last):
        return base64.urlsafe_b64encode(f"{key}|{last}|{self._state.clock.now()}".encode()).decode()
