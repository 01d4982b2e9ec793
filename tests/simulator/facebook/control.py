"""The tests' own entrance: makes things, changes them, sets faults, and tells everything there is."""
import re
from dataclasses import asdict

from facebook import school_day
from facebook.clock import moment_of
from facebook.errors import TOKEN_TROUBLE
from facebook.ledger import Ledger
from facebook.load import Load
from facebook.paging import STYLES
from facebook.state import Comment, Missing, Token

WAIT_SECONDS_MAX = 60


class Refused(Exception):
    """The control request makes no sense; the text says why."""


class Control:
    """One method per verb: `POST /control/<verb>` with a JSON object, `GET /control/<what>` to look."""

    def __init__(self, world):
        self._world = world
        self._post = {
            "reset": self._reset, "seed_demo": self._seed_demo, "page": self._page, "post": self._make_post,
            "visitor_post": self._visitor_post, "tagged": self._tagged, "comment": self._comment,
            "reply": self._reply, "edit": self._edit, "delete": self._delete, "hide": self._hide,
            "token": self._token, "application": self._application, "clock": self._clock, "paging": self._paging,
            "budget": self._budget, "count_skew": self._count_skew, "fault": self._fault,
            "clear_faults": self._clear_faults, "release": self._release, "load": self._load,
            "forget_served": self._forget_served}
        self._get = {"state": self._state, "requests": self._requests, "served": self._served,
                     "faults": lambda query: self._world.board.dump()}

    def perform(self, method, verb, given, query):
        verbs = self._get if method == "GET" else self._post
        if verb not in verbs:
            raise Refused(f"unknown verb {verb!r}; known: {', '.join(sorted(verbs))}")
        with self._world.lock:
            return verbs[verb](query if method == "GET" else given)

    # making

    def _reset(self, given):
        self._world.board.clear()
        self._world.begin_anew()
        return {}

    def _seed_demo(self, given):
        return {"post": school_day.seed(self._world.state)}

    def _page(self, given):
        page, token = self._world.state.add_page(given.get("name", "Bramblecote Primary School"), given.get("id"),
                                                 given.get("token"))
        if given.get("user_token"):
            self._world.state.tokens[given["user_token"]] = Token(given["user_token"], "user", page.id)
        return {"id": page.id, "token": token}

    def _make_post(self, given, kind="own"):
        page_id = given.get("page") or self._only_page()
        author = None if kind == "own" else self._author(given)
        post = self._world.state.add_post(page_id, given.get("message", ""), kind, author, self._created(given),
                                          int(given.get("photos", 0)), not given.get("withhold_from", False))
        return {"id": post.id, "photos": post.photos}

    def _visitor_post(self, given):
        return self._make_post(given, "visitor")

    def _tagged(self, given):
        return self._make_post(given, "tagged")

    def _comment(self, given, parent=""):
        target = given["object"] if not parent else self._world.state.comment(parent).object_id
        author = self._author(given)
        if given.get("as_page"):
            page = self._world.state.page(self._world.state.post_or_photo(target).page_id)
            author = (page.id, page.name)
        comment = self._world.state.add_comment(
            target, given.get("message", ""), author, parent, self._created(given),
            given.get("attachment"), not given.get("withhold_from", False))
        return {"id": comment.id, "author_id": comment.author_id}

    def _reply(self, given):
        return self._comment(given, given["comment"])

    def _only_page(self):
        if len(self._world.state.pages) != 1:
            raise Refused("say which page")
        return next(iter(self._world.state.pages))

    def _author(self, given):
        return str(given.get("author_id") or self._world.state.person_id()), given.get("author_name", "Sample Parent")

    def _created(self, given):
        if "created_time" in given:
            return moment_of(given["created_time"])
        if "age_seconds" in given:
            return self._world.state.clock.now() - float(given["age_seconds"])
        return None

    # changing

    def _thing(self, identity):
        for find in (self._world.state.comment, self._world.state.post):
            try:
                return find(identity)
            except Missing:
                continue
        raise Refused(f"nothing has the id {identity}")

    def _edit(self, given):
        thing = self._thing(given["id"])
        self._world.state.edit(thing, given["message"])
        return {"revision": thing.revision}

    def _delete(self, given):
        thing = self._thing(given["id"])
        if isinstance(thing, Comment):
            self._world.state.delete_comment(thing)
        else:
            thing.deleted = True
        return {}

    def _hide(self, given):
        self._thing(given["id"]).hidden = bool(given.get("hidden", True))
        return {}

    def vanish(self, settings, served):
        """The fault `vanish`: after an answer, one of the comments in it (or a named one) is deleted."""
        seen = [identity for kind, identity, *_ in served if kind == "comment"]
        identity = settings.get("id") or (seen[0 if settings.get("which", "first") == "first" else -1] if seen else "")
        try:
            self._world.state.delete_comment(self._world.state.comment(identity))
        except Missing:
            pass  # it went by itself

    # settings

    def _token(self, given):
        token = self._world.state.tokens.get(given.get("token", ""))
        if token is None:
            value = given["token"]
            token = self._world.state.tokens[value] = Token(value, given.get("kind", "page"),
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
        application = self._world.state.application
        application.secret = given.get("secret", application.secret)
        application.require_proof = bool(given.get("require_proof", application.require_proof))
        return {}

    def _clock(self, given):
        clock = self._world.state.clock
        if "stop_at" in given:
            clock.stop_at(moment_of(given["stop_at"]))
        if "advance" in given:
            clock.advance(float(given["advance"]))
        if given.get("run"):
            clock.run()
        return {"now": clock.now()}

    def _paging(self, given):
        paging = self._world.paging
        if given.get("style", paging.style) not in STYLES:
            raise Refused(f"styles: {', '.join(STYLES)}")
        paging.style = given.get("style", paging.style)
        paging.stale_after_inserts = int(given.get("stale_after_inserts", paging.stale_after_inserts))
        paging.ranked_feed = bool(given.get("ranked_feed", paging.ranked_feed))
        return {}

    def _budget(self, given):
        self._world.usage.budget = int(given.get("calls", self._world.usage.budget))
        self._world.usage.regain_minutes = int(given.get("regain_minutes", self._world.usage.regain_minutes))
        return {}

    def _count_skew(self, given):
        self._world.state.threads[given["object"]].extra_count = int(given["extra"])
        return {}

    def _fault(self, given):
        return {"id": self._world.board.add(given)}

    def _clear_faults(self, given):
        self._world.board.clear()
        return {}

    def _release(self, given):
        self._world.board.release(given.get("id"))
        return {}

    def _load(self, given):
        per_second = float(given.get("per_second", 0))
        count = int(given["count"]) if "count" in given else int(per_second * float(given["seconds"]))
        load = Load(self._world, given["object"], count, per_second, given.get("seed", 1))
        if per_second:
            load.start()
        else:
            load.run_now()
        return {"count": count}

    def _forget_served(self, given):
        self._world.ledger = Ledger()
        return {}

    # looking

    def _state(self, query):
        state = self._world.state
        posts = {post.id: dict(asdict(post), count=len(state.under(post.id))) for post in state.posts.values()}
        return {"now": state.clock.now(),
                "pages": {page.id: asdict(page) for page in state.pages.values()}, "posts": posts,
                "comments": {comment.id: asdict(comment) for comment in state.comments.values()}}

    def _requests(self, query):
        """`after`: only later ones. `wait_ms`: waits until there are `count` of them whose path fits `match`."""
        after, wanted = int(query.get("after", 0)), int(query.get("count", 1))
        pattern = re.compile(query.get("match", ""))
        seconds = min(WAIT_SECONDS_MAX, int(query.get("wait_ms", 0)) / 1000)

        def found():
            return [dict(entry) for entry in self._world.requests
                    if entry["number"] > after and pattern.search(entry["path"])]

        if seconds:
            self._world.arrived.wait_for(lambda: len(found()) >= wanted, seconds)
        return found()

    def _served(self, query):
        return self._world.ledger.dump()
