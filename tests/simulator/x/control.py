"""What tests do to the simulated X, and what they see of it."""
from dataclasses import asdict

from network.control import Refused, bytes_of, created_of, one_of, set_switches
from x import school_day
from x.state import ALL_SCOPES, Picture, Token


class Control:
    def __init__(self, network):
        self._network = network
        self._state = network.state
        self.post = {"seed_demo": self._seed_demo, "account": self._account,
                     "person": self._person, "post": self._post, "reply": self._reply,
                     "mention": self._mention, "edit": self._edit, "delete": self._delete, "hide": self._hide,
                     "token": self._token, "application": self._application, "consent": self._consent,
                     "switches": self._switches,
                     "processing": self._processing, "activity": self._activity, "disconnect": self._disconnect,
                     "limits": self._limits, "credits": self._credits}
        self.get = {"state": self._dump}

    def _seed_demo(self, given):
        return {"post": school_day.seed(self._network)}

    def _account(self, given):
        """The school's own account, with a token for everything; OAuth 1.0a too if `secret` is given."""
        user = self._state.add_user(given.get("name", "Bramblecote Primary"), given.get("username", "bramblecote"),
                                    given.get("id", "1500000000000000001"))
        value = given.get("token", f"x-token-{user.id}")
        token = Token(value, user.id, secret=given.get("secret", ""), may_write=bool(given.get("may_write", True)))
        (self._state.tokens1 if token.secret else self._state.tokens)[value] = token
        return {"id": user.id, "token": value}

    def _person(self, given):
        user = self._state.add_user(given.get("name", "Sample Parent"), given["username"], given.get("id"))
        user.protected = bool(given.get("protected", user.protected))
        user.suspended = bool(given.get("suspended", user.suspended))
        return {"id": user.id}

    def _author(self, given):
        if given.get("author_id"):
            return self._state.users[given["author_id"]]
        return self._state.add_user(given.get("author_name", "Sample Parent"), given.get("username", "sample_parent"))

    def _made(self, given, author, text, **more):
        pictures = [self._picture(each) for each in given.get("media", [])]
        post = self._state.add_post(author.id, text, created=created_of(given, self._state.clock), media=pictures,
                                    indexed=bool(given.get("indexed", True)), quotes=given.get("quotes", ""), **more)
        return {"id": post.id, "author_id": author.id, "text": post.text, "conversation_id": post.conversation_id}

    def _picture(self, given):
        key = f"{'3' if given.get('type', 'photo') == 'photo' else '7'}_{self._state.new_id()}"
        self._state.pictures[key] = Picture(key, given.get("type", "photo"), given.get("alt_text", ""),
                                            data=bytes_of(given.get("data", "")))
        return key

    def _post(self, given):
        """A post of the school's account, or with `username` of somebody else."""
        if "username" in given or "author_id" in given:
            author = self._author(given)
        else:
            own = [token.user_id for token in (self._state.tokens | self._state.tokens1).values() if token.user_id]
            if not own:
                raise Refused("there is no account yet")
            author = self._state.users[own[0]]
        return self._made(given, author, given.get("text", ""))

    def _reply(self, given):
        """An answer to any post. The network writes the mention before it, unless `without_mention`."""
        target = self._state.post(given["to"])
        text, name = given.get("text", ""), "@" + self._state.users[target.author_id].username
        if not given.get("without_mention") and name.lower() not in text.lower():
            text = f"{name} {text}".strip()
        return self._made(given, self._author(given), text, reply_to=target)

    def _mention(self, given):
        return self._made(given, self._author(given), given["text"])

    def _edit(self, given):
        made = self._state.edit(self._state.newest(given["id"]), given["text"])
        return {"id": made.id, "revision": made.revision}

    def _delete(self, given):
        self._network.remove(given["id"])
        return {}

    def _hide(self, given):
        for version in self._state.post(given["id"]).history:
            self._state.posts[version].hidden = bool(given.get("hidden", True))
        return {}

    def _token(self, given):
        """Makes or changes a token. `user` "" is the application's own."""
        tokens, value = self._state.tokens, given["token"]
        token = tokens.get(value) or self._state.tokens1.get(value)
        if token is None:
            token = tokens[value] = Token(value, given.get("user", ""))
        token.scopes = set(given.get("scopes", token.scopes)) - set(given.get("without", ()))
        token.revoked = bool(given.get("revoked", token.revoked))
        token.may_write = bool(given.get("may_write", token.may_write))
        if "expires_in" in given:
            token.expires_at = self._state.clock.now() + float(given["expires_in"])
        unknown = token.scopes - set(ALL_SCOPES)
        if unknown:
            raise Refused(f"scopes: {', '.join(ALL_SCOPES)}")
        return {}

    def _application(self, given):
        return set_switches(self._state.application, given, client_id=str, client_secret=str, confidential=bool,
                            consumer_key=str, consumer_secret=str, redirect_uri=str, enrolled=bool)

    def _consent(self, given):
        """What the person says at the next request for access. `withdrawn`: the person takes back what was granted."""
        if given.get("withdrawn"):
            self._network.login.withdraw()
        login = self._network.login
        login.denied, login.says_life = bool(given.get("denied", False)), bool(given.get("says_life", True))
        return {}

    def _switches(self, given):
        return set_switches(self._state.switches, given, vocabulary=one_of("old", "new", "mixed"), strict=bool,
                            fields_by_expansion=bool, hidden_in_search=bool, replies=one_of("summoned", "everyone"),
                            implicit_mention=bool, quotes=bool, blocks=bool, premium=bool, bare_media=bool,
                            legacy_media=bool, paging_seconds=int, duplicate_seconds=int)

    def _processing(self, given):
        """How many `seconds` a video is processed, and whether the next one `fails`."""
        media = self._network.media
        media.processing_seconds = float(given.get("seconds", media.processing_seconds))
        media.next_fails = bool(given.get("fails", False))
        return {}

    def _activity(self, given):
        return set_switches(self._network.activity, given, public_only=bool, keep_alive_seconds=float)

    def _disconnect(self, given):
        self._network.activity.disconnect()
        return {}

    def _limits(self, given):
        """How many calls of an endpoint fit into a window, for users and the application alike."""
        limits = self._network.limits.limits
        for name, most in given.items():
            if name not in limits:
                raise Refused(f"known: {', '.join(limits)}")
            limits[name] = (int(most), int(most))
        return {}

    def _credits(self, given):
        limits = self._network.limits
        if "balance" in given:
            limits.balance = None if given["balance"] is None else float(given["balance"]) + limits.spent
        if "cap" in given:
            limits.cap = given["cap"]
        limits.owner_id = given.get("owner", limits.owner_id)
        limits.prices.update(given.get("prices", {}))
        return {"spent": round(limits.spent, 6)}

    def _dump(self, query):
        state = self._state
        users = {user.id: asdict(user) for user in state.users.values()}
        posts = {post.id: dict(asdict(post), mentions=sorted(post.mentions), revision=post.revision)
                 for post in state.posts.values()}
        pictures = {picture.key: dict(asdict(picture), data=len(picture.data)) for picture in state.pictures.values()}
        return {"now": state.clock.now(), "users": users, "posts": posts, "media": pictures,
                "accounts": sorted({token.user_id for token in [*state.tokens.values(), *state.tokens1.values()]}),
                "spent": round(self._network.limits.spent, 6)}
