"""The query language of the search: words, operators, OR, brackets and the minus sign."""
import re

from x import problems

QUERY_MAX = 512
_TOKENS = re.compile(r'\s*(\(|\)|-(?=[^\s])|"[^"]*"|[^\s()]+)')
_KNOWN = {"conversation_id", "from", "to", "in_reply_to_tweet_id", "is", "has"}


def parse(query):
    """A function of (state, post) that says whether a post fits."""
    if not query or len(query) > QUERY_MAX:
        raise _refused(query, f"The `query` must be 1 to {QUERY_MAX} characters long")
    tokens, at = [], 0
    while at < len(query.rstrip()):
        match = _TOKENS.match(query, at)
        if not match:
            raise _refused(query, "There were errors processing your request: missing quote")
        tokens.append(match.group(1))
        at = match.end()
    reader = _Reader(query, tokens)
    found = reader.either()
    if reader.tokens:
        raise _refused(query, "There were errors processing your request: unbalanced brackets")
    if not reader.positive:
        raise _refused(query, "A rule must contain at least one positive, non-stopword clause")
    return found


def _refused(query, message):
    return problems.invalid("query", query or "", message)


class _Reader:
    def __init__(self, query, tokens):
        self.query = query
        self.tokens = tokens
        self.positive = False

    def either(self):
        parts = [self.all()]
        while self.tokens and self.tokens[0] == "OR":
            self.tokens.pop(0)
            parts.append(self.all())
        return lambda state, post: any(part(state, post) for part in parts)

    def all(self):
        parts = []
        while self.tokens and self.tokens[0] not in (")", "OR"):
            parts.append(self.one())
        if not parts:
            raise _refused(self.query, "There were errors processing your request: no viable alternative")
        return lambda state, post: all(part(state, post) for part in parts)

    def one(self, denied=False):
        token = self.tokens.pop(0)
        if token == "-":
            part = self.one(True)
            return lambda state, post: not part(state, post)
        if token == "(":
            part = self.either()
            if not self.tokens or self.tokens.pop(0) != ")":
                raise _refused(self.query, "There were errors processing your request: unbalanced brackets")
            return part
        if not denied and not token.startswith(("is:", "has:")):
            self.positive = True
        return self.term(token)

    def term(self, token):
        name, colon, value = token.partition(":")
        if colon and name in _KNOWN:
            return self.operator(name, value)
        if colon and re.fullmatch(r"[a-z_]+", name) and not value.startswith("//"):
            raise _refused(self.query, f"Reference to invalid operator '{name}'")
        if token.startswith("@"):
            return lambda state, post: re.search(rf"{re.escape(token)}\b", post.text, re.IGNORECASE) is not None
        words = token.strip('"').lower()
        return lambda state, post: words in post.text.lower()

    def operator(self, name, value):
        def named(state, identity):
            user = state.users.get(identity)
            return user is not None and value.lstrip("@").lower() in (user.username.lower(), user.id)

        if name == "is":
            if value not in ("retweet", "reply", "quote"):
                raise _refused(self.query, f"Reference to invalid operator 'is:{value}'")
            return lambda state, post: bool({"reply": post.reply_to, "quote": post.quotes}.get(value))
        if name == "has":
            if value not in ("images", "media", "links", "mentions"):
                raise _refused(self.query, f"Reference to invalid operator 'has:{value}'")
            return lambda state, post: bool({"links": "http" in post.text, "mentions": post.mentions}.get(
                value, post.media))
        return {"conversation_id": lambda state, post: post.conversation_id == value,
                "from": lambda state, post: named(state, post.author_id),
                "to": lambda state, post: named(state, post.reply_to_user),
                "in_reply_to_tweet_id": lambda state, post: post.reply_to == value}[name]
