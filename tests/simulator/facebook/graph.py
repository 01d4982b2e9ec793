"""The calls: what is asked of which object, by whom, and what the network answers."""
from collections import namedtuple

from facebook.changes import Changes
from facebook.nodes import Renderer, check_comment, check_post
from facebook.publishing import Publishing
from facebook.state import Comment, Missing, Page, Photo, Post
from meta import access, address, errors, selection
from meta.login import Login
from meta.pages import write_page
from meta.paging import Listing
from meta.parameters import limit as limit_of, one_of, only
from network.calls import Answer
from network.clock import moment_of

FEED_MAX = 600
_COMMON = {"access_token", "appsecret_proof", "fields"}
_PAGED = _COMMON | {"limit", "after", "before"}
_EDGE_PARAMETERS = {"comments": _PAGED | {"filter", "order", "since", "summary", "live_filter"}, "blocked": _PAGED,
                    "subscribed_apps": _COMMON}
_ANY_TASK = ("CREATE_CONTENT", "MANAGE", "MODERATE")
_FEEDS = {"published_posts": ("own",), "posts": ("own",), "feed": ("own", "visitor", "tagged"),
          "visitor_posts": ("visitor",), "tagged": ("tagged",), "scheduled_posts": ("scheduled",)}


# A page in a list of pages.
_Listed = namedtuple("_Listed", "page sequence created")


class Graph:
    """Answers calls from the state. Not thread-safe: the caller holds the world's lock."""

    def __init__(self, state, paging, usage, webhooks):
        self.state = state
        self.webhooks = webhooks
        self.paging = paging
        self.usage = usage
        self.publishing = Publishing(state, lambda token, post, fields: self._renderer(token).post(post, fields))
        self.changes = Changes(state, self.publishing)
        self.login = Login(state)

    def answer(self, call):
        segments = address.segments(call)
        if segments == ["oauth", "access_token"]:
            return self.login.access_token(call)
        if segments == ["dialog", "oauth"]:
            return self.login.dialog(call)
        if segments == [self.state.application.id, "subscriptions"]:
            return self.webhooks.subscriptions_of(call)
        if segments == ["debug_token"]:
            return Answer(access.debug_token(self.state, call.parameters, call.headers))
        token = access.authenticate(self.state, call.parameters, call.headers)
        self.usage.admit(token.page_id, self.state.clock.now())
        segments = [token.page_id if segment == "me" and token.kind == "page" else segment for segment in segments]
        if segments == ["me", "accounts"]:
            return self._accounts(call, token)
        try:
            body, served = self._route(call, token, segments)
        except Missing:
            raise errors.gone(call.method.lower(), segments[0]) from None
        return Answer(body, served, self.usage.headers(token.page_id, self.state.clock.now()))

    def _route(self, call, token, segments):
        edge = segments[1] if len(segments) == 2 else ""
        if call.method == "GET":
            known = _EDGE_PARAMETERS.get(edge, _PAGED) if edge else _COMMON
            only(call.parameters, known)
        if edge in _FEEDS and call.method == "GET":
            return self._feed(call, token, segments[0], edge)
        if edge in ("feed", "photos") and call.method == "POST":
            publish = self.publishing.feed if edge == "feed" else self.publishing.photos
            return publish(call, token, self._own_page(token, segments[0])), []
        if edge == "comments" and call.method == "GET":
            return self._comments(call, token, segments[0])
        if edge == "comments" and call.method == "POST":
            return self._answer_as_page(call, token, self._object(token, segments[0])), []
        if edge == "subscribed_apps":
            return self.webhooks.page(call, token, self._own_page(token, segments[0])), []
        if edge == "blocked":
            return self.changes.blocked(call, token, self._own_page(token, segments[0])), []
        if edge:
            raise errors.GraphError(2500, f"Unknown path components: /{edge}")
        found = self._object(token, segments[0])
        if call.method == "GET":
            return self._read(call, token, found)
        if call.method == "POST":
            return self.changes.change(call, token, found), []
        if call.method == "DELETE":
            return self.changes.delete(call, token, found), []
        raise errors.GraphError(100, f"Unsupported {call.method.lower()} request.", kind="GraphMethodException")

    def _answer_as_page(self, call, token, target):
        if isinstance(target, Comment):
            return self.publishing.comment(call, token, target.object_id, target)
        return self.publishing.comment(call, token, target.id)

    # reading

    def _renderer(self, token):
        return Renderer(self.state, token, self._nested_comments)

    def _accounts(self, call, token):
        access.require(token, "pages_show_list", _ANY_TASK)
        if token.kind != "user":
            raise errors.bad_parameter("Tried accessing nonexisting field (accounts) on node type (Page)")
        only(call.parameters, _PAGED)
        fields = selection.parse(call.parameters.get("fields"))
        pages = [_Listed(page, place, 0.0) for place, page in enumerate(self.login.pages_of(token), 1)]
        return Answer(self._page_of(call, Listing("me.accounts", pages, 0, False),
                                    lambda listed: self._page_for(token, listed.page, fields)))

    def _page_for(self, token, page, fields):
        """A page as the person sees it who looks after it: with its token."""
        return self._renderer(token).page(page, fields, with_token=self.login.page_token(token, page.id).value)

    def _own_page(self, token, page_id):
        page = self.state.page(page_id)
        if page.id != token.page_id:
            raise Missing(page_id)
        return page

    def _object(self, token, object_id):
        for find in (self.state.comment, self.state.post_or_photo, self.state.page):
            try:
                found = find(object_id)
            except Missing:
                continue
            owner = getattr(found, "page_id", object_id)
            if owner == token.page_id or (isinstance(found, Page) and found.id in token.looks_after):
                return found
        raise Missing(object_id)

    def _feed(self, call, token, page_id, edge):
        self._own_page(token, page_id)
        others = edge in ("visitor_posts", "tagged")
        access.require(token, "pages_read_user_content" if others else "pages_read_engagement", _ANY_TASK)
        fields = selection.parse(call.parameters.get("fields"))
        check_post(fields)
        posts = self.state.posts_of(page_id, _FEEDS[edge])[:FEED_MAX]
        if others and token.data_is_over(self.state.clock.now()):
            posts = []
        ranked = self.paging.ranked_feed and not others
        if ranked:  # every third one comes a little later than its age would have it
            posts = [post for group in range(0, len(posts), 3) for post in _turned(posts[group:group + 3])]
        listing = Listing(f"{page_id}.{edge}", posts, len(self.state.page(page_id).posts), True, ranked)
        renderer = self._renderer(token)
        body = self._page_of(call, listing, lambda post: renderer.post(post, fields, edge == "tagged"))
        return body, renderer.served

    def _comments(self, call, token, object_id):
        access.require(token, "pages_read_user_content", _ANY_TASK)
        target = self._object(token, object_id)
        fields = selection.parse(call.parameters.get("fields"))
        check_comment(fields)
        renderer = self._renderer(token)
        # The network's trap: it sees nothing, and is told nothing.
        if token.kind == "user" or token.data_is_over(self.state.clock.now()):
            body = {"data": []}
        else:
            listing = self._comment_listing(target, call.parameters)
            body = self._page_of(call, listing, lambda comment: renderer.comment(comment, fields))
        if call.parameters.get("summary") in ("true", "1"):
            body["summary"] = self._summary(target, call.parameters)
        return body, renderer.served

    def _comment_listing(self, target, parameters):
        wanted_filter = one_of(parameters, "filter", ("toplevel", "stream"), "toplevel")
        order = one_of(parameters, "order", ("chronological", "reverse_chronological"), "")
        if isinstance(target, Comment):
            found, thread = self.state.replies(target), self.state.threads[target.object_id]
        else:
            found, thread = self.state.under(target.id), self.state.threads[target.id]
            if wanted_filter == "toplevel":
                found = [comment for comment in found if not comment.parent_id]
        if parameters.get("since"):
            try:
                since = moment_of(parameters["since"])
            except ValueError:
                raise errors.bad_parameter("param since must be a valid date/time") from None
            found = [comment for comment in found if comment.created >= since]
        if order == "reverse_chronological":
            found.reverse()
        elif not order:  # the default ranking leaves comments out
            found = sorted((c for c in found if not c.hidden), key=lambda c: (-c.likes, c.created, c.sequence))
        key = f"{target.id}.comments.{wanted_filter}.{order}"
        return Listing(key, found, thread.inserts, order == "reverse_chronological", not order)

    def _summary(self, target, parameters):
        if isinstance(target, Comment):
            count = len(self.state.replies(target))
        else:
            count = len(self.state.under(target.id)) + self.state.threads[target.id].extra_count
        return {"order": parameters.get("order") or "ranked", "total_count": count, "can_comment": True}

    def _nested_comments(self, renderer, object_id, wanted):
        """`comments.limit(0).summary(true)` inside an object."""
        target = self.state.comments.get(object_id) or self.state.post_or_photo(object_id)
        parameters = wanted.arguments
        only(parameters, {"limit", "summary", "filter", "order", "since"})
        access.require(renderer.token, "pages_read_engagement", _ANY_TASK)
        limit = limit_of(parameters)
        body = {"data": []}
        if renderer.token.kind != "user" and limit:
            elements = self._comment_listing(target, parameters).elements[:limit]
            body["data"] = [renderer.comment(element, wanted.fields) for element in elements]
        if parameters.get("summary") in ("true", "1"):
            body["summary"] = dict(self._summary(target, parameters), order=parameters.get("order", "chronological"))
        return body

    def _page_of(self, call, listing, write):
        return write_page(self.paging, call, listing, limit_of(call.parameters), write)

    def _read(self, call, token, found):
        fields = selection.parse(call.parameters.get("fields"))
        renderer = self._renderer(token)
        if isinstance(found, Comment):
            access.require(token, "pages_read_user_content", _ANY_TASK)
            check_comment(fields)
            return renderer.comment(found, fields), renderer.served
        if isinstance(found, Post):
            access.require(token, "pages_read_engagement", _ANY_TASK)
            check_post(fields)
            return renderer.post(found, fields), renderer.served
        access.require(token, "pages_read_engagement", _ANY_TASK)
        if isinstance(found, Photo):
            return renderer.photo(found, fields), renderer.served
        if token.kind == "user" and token.permits("pages_show_list", found.id):
            return self._page_for(token, found, fields), renderer.served
        return renderer.page(found, fields), renderer.served


def _turned(group):
    return [group[1], group[0], *group[2:]] if len(group) > 1 else group
