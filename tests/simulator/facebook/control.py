"""What tests do to the simulated Facebook, and what they see of it."""
from dataclasses import asdict

from facebook import school_day
from facebook.load import Load
from facebook.state import ALL_TASKS, Comment, Missing, Token
from meta.errors import TOKEN_TROUBLE
from meta.paging import STYLES
from network.control import Refused, bytes_of, created_of, one_of, set_switches


class Control:
    """One method per verb; `post` and `get` name them."""

    def __init__(self, network):
        self._network = network
        self._state = network.state
        self.post = {
            "seed_demo": self._seed_demo, "page": self._page, "post": self._make_post,
            "visitor_post": self._visitor_post, "tagged": self._tagged, "comment": self._comment,
            "reply": self._reply, "edit": self._edit, "delete": self._delete, "hide": self._hide,
            "token": self._token, "application": self._application, "consent": self._consent, "paging": self._paging,
            "budget": self._budget, "count_skew": self._count_skew, "event": self._event, "load": self._load}
        self.get = {"state": self._dump}

    # making

    def _seed_demo(self, given):
        return {"post": school_day.seed(self._network)}

    def _page(self, given):
        page, token = self._state.add_page(given.get("name", "Bramblecote Primary School"), given.get("id"),
                                                 given.get("token"))
        page.portfolio = bool(given.get("portfolio", False))
        if given.get("user_token"):
            self._state.tokens[given["user_token"]] = Token(given["user_token"], "user", page.id)
        return {"id": page.id, "token": token}

    def _make_post(self, given, kind="own"):
        page_id = given.get("page") or self._only_page()
        author = None if kind == "own" else self._author(given)
        created = created_of(given, self._state.clock)
        post = self._state.add_post(page_id, given.get("message", ""), kind, author, created,
                                    int(given.get("photos", 0)), not given.get("withhold_from", False),
                                    [bytes_of(each) for each in given.get("pictures", [])])
        return {"id": post.id, "photos": post.photos}

    def _visitor_post(self, given):
        return self._make_post(given, "visitor")

    def _tagged(self, given):
        return self._make_post(given, "tagged")

    def _comment(self, given, parent=""):
        target = given["object"] if not parent else self._state.comment(parent).object_id
        author = self._author(given)
        if given.get("as_page"):
            page = self._state.page(self._state.post_or_photo(target).page_id)
            author = (page.id, page.name)
        comment = self._state.add_comment(
            target, given.get("message", ""), author, parent, created_of(given, self._state.clock),
            given.get("attachment"), not given.get("withhold_from", False), bytes_of(given.get("picture", "")))
        return {"id": comment.id, "author_id": comment.author_id}

    def _reply(self, given):
        return self._comment(given, given["comment"])

    def _only_page(self):
        if len(self._state.pages) != 1:
            raise Refused("say which page")
        return next(iter(self._state.pages))

    def _author(self, given):
        return str(given.get("author_id") or self._state.person_id()), given.get("author_name", "Sample Parent")

    # changing

    def _thing(self, identity):
        for find in (self._state.comment, self._state.post):
            try:
                return find(identity)
            except Missing:
                continue
        raise Refused(f"nothing has the id {identity}")

    def _edit(self, given):
        thing = self._thing(given["id"])
        self._state.edit(thing, given["message"])
        return {"revision": thing.revision}

    def _delete(self, given):
        thing = self._thing(given["id"])
        if isinstance(thing, Comment):
            self._state.delete_comment(thing)
        else:
            self._state.delete(thing)
        return {}

    def _hide(self, given):
        self._state.hide(self._thing(given["id"]), bool(given.get("hidden", True)))
        return {}

    # settings

    def _token(self, given):
        token = self._state.tokens.get(given.get("token", ""))
        if token is None:
            value = given["token"]
            token = self._state.tokens[value] = Token(value, given.get("kind", "page"),
                                                            given.get("page") or self._only_page())
        if given.get("trouble", "") and given["trouble"] not in TOKEN_TROUBLE:
            raise Refused(f"troubles: {', '.join(TOKEN_TROUBLE)}")
        token.trouble = given.get("trouble", token.trouble)
        token.permissions = set(given.get("permissions", token.permissions)) - set(given.get("without", ()))
        token.tasks = set(given.get("tasks", token.tasks)) - set(given.get("without_tasks", ()))
        token.expires_at = int(given.get("expires_at", token.expires_at))
        token.data_access_expires_at = int(given.get("data_access_expires_at", token.data_access_expires_at))
        return {}

    def _application(self, given):
        return set_switches(self._state.application, given, secret=str, require_proof=bool, redirect_uri=str)

    def _consent(self, given):
        """What the person says in the next dialog, and what Meta tells of it. `withdrawn`: the person removes the
        application, and with it every token."""
        if given.get("withdrawn"):
            for token in self._state.tokens.values():
                token.trouble = "app_removed"
        login = self._network.graph.login
        login.denied, login.without = bool(given.get("denied", False)), set(given.get("without", ()))
        login.targets, login.tasks = given.get("targets", {}), set(given.get("tasks", ALL_TASKS))
        login.says_life = bool(given.get("says_life", True))
        return {}

    def _paging(self, given):
        return set_switches(self._network.paging, given, style=one_of(*STYLES), stale_after_inserts=int,
                            ranked_feed=bool)

    def _budget(self, given):
        usage = self._network.usage
        usage.budget = int(given.get("calls", usage.budget))
        usage.regain_minutes = int(given.get("regain_minutes", usage.regain_minutes))
        return {}

    def _count_skew(self, given):
        self._state.threads[given["object"]].extra_count = int(given["extra"])
        return {}

    def _load(self, given):
        per_second = float(given.get("per_second", 0))
        count = int(given["count"]) if "count" in given else int(per_second * float(given["seconds"]))
        load = Load(self._network, given["object"], count, per_second, given.get("seed", 1))
        if per_second:
            load.start()
        else:
            load.run_now()
        return {"count": count}

    def _event(self, given):
        """A delivery of any kind: `field` and `value` as they stand."""
        self._network.tell(given.get("page") or self._only_page(), given.get("field", "feed"), given["value"])
        return {}

    # looking

    def _dump(self, query):
        state = self._state
        posts = {post.id: dict(asdict(post), count=len(state.under(post.id))) for post in state.posts.values()}
        return {"now": state.clock.now(),
                "pages": {page.id: asdict(page) for page in state.pages.values()}, "posts": posts,
                "comments": {comment.id: asdict(comment) for comment in state.comments.values()}}
