"""Posts, people and pictures as the network writes them, with what they expand to and what could not be found."""
import datetime
import re
from html import escape

from x import problems

TEXT_MAX = 280
_PICTURES = "https://pbs.example/media"


def stamp(moment):
    at = datetime.datetime.fromtimestamp(moment, datetime.timezone.utc)
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def post_values(state, words, post):
    """Everything there is to say of a post, in one vocabulary."""
    text = escape(post.text, quote=False)
    short = text if len(text) <= TEXT_MAX else text[:TEXT_MAX - 1] + "…"
    references = [{"type": "replied_to", "id": post.reply_to}] if post.reply_to else []
    references += [{"type": "quoted", "id": post.quotes}] if post.quotes else []
    answers = sum(1 for other in state.visible() if other.reply_to == post.id)
    return {"id": post.id, "text": short, "created_at": stamp(post.created), "author_id": post.author_id,
            "conversation_id": post.conversation_id, "in_reply_to_user_id": post.reply_to_user or None,
            words.references: references or None, words.history: list(post.history), "lang": "en",
            words.note: {"text": text} if short != text else None, "possibly_sensitive": False,
            "reply_settings": post.reply_settings,
            "attachments": {"media_keys": list(post.media)} if post.media else None,
            "entities": _entities(state, post.text),
            "edit_controls": {"edits_remaining": 5 - len(post.history) + 1, "is_edit_eligible": False,
                              "editable_until": stamp(post.created + 3600)},
            "public_metrics": {words.reposts: 0, "reply_count": answers, "like_count": 0, "quote_count": 0,
                               "bookmark_count": 0, "impression_count": 44}}


def _entities(state, text):
    found = {}
    mentions = [{"start": match.start(), "end": match.end(), "username": match.group(1),
                 **({"id": state.by_name(match.group(1)).id} if state.by_name(match.group(1)) else {})}
                for match in re.finditer(r"@(\w{1,30})", text)]
    links = [{"start": match.start(), "end": match.end(), "url": match.group(), "expanded_url": match.group(),
              "display_url": match.group().split("//")[1]} for match in re.finditer(r"https?://\S+", text)]
    if mentions:
        found["mentions"] = mentions
    if links:
        found["urls"] = links
    return found or None


def user_values(user):
    return {"id": user.id, "name": user.name, "username": user.username, "protected": user.protected,
            "verified": False, "profile_image_url": f"https://pbs.example/profile/{user.id}.jpg",
            "created_at": "2019-09-02T08:00:00.000Z", "description": ""}


def picture_values(state, picture):
    """What was uploaded can be fetched; the rest is an address only."""
    values = {"media_key": picture.key, "type": picture.kind, "width": picture.width, "height": picture.height,
              "alt_text": picture.alt_text or None}
    values["url" if picture.kind == "photo" else "preview_image_url"] = (
        f"{state.pictures_at() if picture.data else _PICTURES}/{picture.key}.jpg")
    return values


def _picked(values, names):
    return {name: values[name] for name in values if name in names and values[name] is not None}


class Renderer:
    """Writes the posts of one answer, and collects what stands beside them."""

    def __init__(self, state, wanted, tricks):
        self.state = state
        self.wanted = wanted
        self.words = wanted.words
        self.tricks = tricks
        self.served, self.errors = [], []
        self._users, self._posts, self._media = {}, {}, {}

    def posts(self, posts):
        written = [self._post(post, self.wanted.post) for post in posts]
        for post in posts:
            self._expand(post)
            self.served.append(("comment" if post.reply_to else "post", post.history[0], post.revision, post.text,
                                list(post.media)))
        return written

    def _post(self, post, fields):
        expansions = self.wanted.expansions
        names = {"id", "text", self.words.history} | fields
        if "author_id" in expansions:
            names.add("author_id")
        if "in_reply_to_user_id" in expansions:
            names.add("in_reply_to_user_id")
        if "attachments.media_keys" in expansions:
            names.add("attachments")
        if self.words.reference_expansion in expansions:
            names.add(self.words.references)
        return _picked(post_values(self.state, self.words, post), names)

    def _expand(self, post):
        expansions = self.wanted.expansions
        if "author_id" in expansions:
            self._person(post.author_id, "author_id")
        if "in_reply_to_user_id" in expansions and post.reply_to_user:
            self._person(post.reply_to_user, "in_reply_to_user_id")
        if "attachments.media_keys" in expansions:
            for key in post.media:
                names = {"media_key", "type"} | self.wanted.media
                self._media[key] = _picked(picture_values(self.state, self.state.pictures[key]), names)
        if {self.words.reference_expansion, "referenced_tweets.id.author_id"} & expansions:
            for identity in filter(None, (post.reply_to, post.quotes)):
                self._referenced(identity)

    def _person(self, identity, parameter):
        user = self.state.users.get(identity)
        if user is None or user.suspended or "missing_users" in self.tricks:
            self._missing(identity, parameter, "user")
            return
        self._users[identity] = _picked(user_values(user), {"id", "name", "username"} | self.wanted.user)

    def _referenced(self, identity):
        try:
            found = self.state.post(identity)
        except LookupError:
            self._missing(identity, self.words.reference_expansion, self.words.resource)
            return
        self._posts[identity] = self._post(found, self.wanted.post)
        if "referenced_tweets.id.author_id" in self.wanted.expansions:
            self._person(found.author_id, "referenced_tweets.id.author_id")

    def _missing(self, identity, parameter, kind, why="resource-not-found"):
        problem = problems.missing(identity, parameter, kind)
        problem["type"] = problems.address(why, self.words.host)
        if problem not in self.errors:
            self.errors.append(problem)

    def missing(self, identity, parameter="ids"):
        self._missing(identity, parameter, self.words.resource)

    def withheld(self, identity, parameter="ids"):
        """It exists, and its author shows it to followers only."""
        self._missing(identity, parameter, self.words.resource, "not-authorized-for-resource")

    def unavailable(self, identity):
        """It exists, but not in this answer."""
        self._missing(identity, "ids", self.words.resource, "resource-unavailable")

    def body(self, data, meta=None):
        """The whole answer. Where there is nothing, `data` is absent."""
        result = {}
        if data and "absent_data" not in self.tricks:
            result["data"] = data
        includes = {name: list(found.values()) for name, found in
                    (("users", self._users), ("media", self._media), (self.words.included, self._posts)) if found}
        if includes:
            result["includes"] = includes
        if self.errors:
            result["errors"] = self.errors
        if meta is not None:
            result["meta"] = meta
        return result

    def resources(self):
        """What the answer is paid for: ids of posts, ids of people."""
        return [identity for _, identity, *_ in self.served] + list(self._posts), list(self._users)
