"""The calls: what is asked of which object, by whom, and what the network answers."""
import re

from instagram import nodes
from instagram.nodes import Renderer
from instagram.publishing import Publishing
from meta import access, address, errors, selection
from meta.pages import write_page
from meta.paging import Listing
from meta.parameters import boolean, limit as limit_of, only
from network.calls import Answer
from network.clock import moment_of

NEWEST_MAX, COMMENTS_MAX = 10_000, 50
TEXT_MAX, HASHTAGS_MAX, LINKS_MAX = 300, 4, 1
_COMMON = {"access_token", "appsecret_proof", "fields"}
_PAGED = _COMMON | {"limit", "after", "before"}
_ANY_TASK = ("CREATE_CONTENT", "MANAGE", "MODERATE")


class Graph:
    """Answers calls from the state. Not thread-safe: the caller holds the world's lock."""

    def __init__(self, state, facebook, paging, usage):
        self.state = state
        self.facebook = facebook  # tokens and the application are the same for both
        self.paging = paging
        self.usage = usage
        self.publishing = Publishing(state)
        self._edges = {
            ("accounts", "GET", "media"): self._media, ("accounts", "GET", "stories"): self._stories,
            ("accounts", "GET", "tags"): self._tags, ("accounts", "POST", "media"): self._make,
            ("accounts", "POST", "media_publish"): self._publish,
            ("accounts", "POST", "mentions"): self._answer_mention,
            ("accounts", "GET", "content_publishing_limit"): self._limit, ("accounts", "GET", ""): self._user,
            ("media", "GET", "comments"): self._comments, ("media", "POST", "comments"): self._comment_on,
            ("media", "GET", ""): self._medium, ("media", "POST", ""): self._switch_comments,
            ("media", "DELETE", ""): self._delete_media, ("comments", "GET", "replies"): self._replies,
            ("comments", "POST", "replies"): self._reply, ("comments", "GET", ""): self._comment,
            ("comments", "POST", ""): self._hide, ("comments", "DELETE", ""): self._delete_comment,
            ("containers", "GET", ""): self._container}

    def answer(self, call):
        parts = address.segments(call)
        token = access.authenticate(self.facebook.state, call.parameters, call.headers)
        kind, found, account = self._object(call, token, parts[0])
        self.usage.admit(account.id, self.state.clock.now())
        edge = parts[1] if len(parts) == 2 else ""
        handler = self._edges.get((kind, call.method, edge))
        if handler is None:
            raise errors.GraphError(2500, f"Unknown path components: /{edge}") if edge else errors.gone(
                call.method.lower(), parts[0])
        answer = handler(call, token, found, account)
        answer = answer if isinstance(answer, Answer) else Answer(answer)
        answer.headers.update(self.usage.headers(account.id, self.state.clock.now()))
        return answer

    def _object(self, call, token, identity):
        """(what kind it is, the thing, whose it is). What a token does not reach does not exist for it."""
        state = self.state
        for kind, find in (("accounts", state.accounts.__getitem__), ("media", state.medium),
                           ("comments", state.comment), ("containers", state.containers.__getitem__)):
            try:
                found = find(identity)
            except LookupError:
                continue
            media = state.media[found.media_id] if kind == "comments" else found
            account = found if kind == "accounts" else state.accounts.get(media.account_id)
            kinds = {"both": ("page", "user")}.get(state.switches.tokens, (state.switches.tokens,))
            if account is not None and account.page_id == token.page_id and token.kind in kinds:
                return kind, found, account
        raise errors.gone(call.method.lower(), identity)

    # reading

    def _may_read(self, token):
        access.require(token, "instagram_basic", _ANY_TASK)
        access.require(token, "pages_read_engagement", _ANY_TASK)

    def _may_comment(self, token):
        access.require(token, "instagram_manage_comments", ("MODERATE", "MANAGE"))

    def _asked(self, call, *names):
        only(call.parameters, {*_PAGED, *names} if names else _COMMON)
        return selection.parse(call.parameters.get("fields"))

    def _listed(self, call, key, elements, limit, write, links=True):
        listing = Listing(key, elements, self.state.inserts.get(key.split(".")[0], 0), True)
        return write_page(self.paging, call, listing, limit, write, links)

    def _user(self, call, token, account, _):
        self._may_read(token)
        fields = self._asked(call)
        renderer = Renderer(self.state, self._nested)
        body = renderer.user(account, fields)
        for wanted in fields or []:
            if wanted.name in ("mentioned_comment", "mentioned_media"):
                body[wanted.name] = self._mentioned(renderer, token, account, wanted)
        return Answer(body, renderer.served)

    def _mentioned(self, renderer, token, account, wanted):
        """The one way to read what names the account under other people's media."""
        self._may_comment(token)
        comment = wanted.name == "mentioned_comment"
        known, name = (self.state.comments, "comment_id") if comment else (self.state.media, "media_id")
        only(wanted.arguments, {name})
        found = known.get(wanted.arguments.get(name, ""))
        text = found and (found.text if comment else found.caption)
        if found is None or found.deleted or not re.search(rf"@{re.escape(account.username)}\b", text):
            raise errors.gone("get", wanted.arguments.get(name, ""))
        media = self.state.media[found.media_id] if comment else found
        if not media.comments_enabled:
            raise errors.bad_parameter("Comments are off on this media")
        return (renderer.comment if comment else renderer.media)(found, wanted.fields)

    def _media(self, call, token, account, _):
        self._may_read(token)
        fields = self._asked(call, "since", "until")
        media = self.state.media_of(account.id)[:NEWEST_MAX]
        for name, keep in (("since", lambda each, moment: each.created >= moment),
                           ("until", lambda each, moment: each.created <= moment)):
            if name in call.parameters:
                moment = self._moment(call, name)
                media = [each for each in media if keep(each, moment)]
        return self._media_page(call, f"{account.id}.media", media, fields)

    def _moment(self, call, name):
        try:
            return moment_of(call.parameters[name])
        except ValueError:
            raise errors.bad_parameter(f"param {name} must be a valid time") from None

    def _media_page(self, call, key, media, fields, links=True):
        nodes.check_media(fields)
        renderer = Renderer(self.state)
        limit = limit_of(call.parameters)
        body = self._listed(call, key, media, limit, lambda each: renderer.media(each, fields), links)
        return Answer(body, renderer.served)

    def _stories(self, call, token, account, _):
        self._may_read(token)
        stories = self.state.media_of(account.id, product_is_story=True)
        return self._media_page(call, f"{account.id}.stories", stories, self._asked(call, "limit"))

    def _tags(self, call, token, account, _):
        self._may_read(token)
        fields = self._asked(call, "limit")
        return self._media_page(call, f"{account.id}.tags", self.state.tagged(account.id), fields, links=False)

    def _medium(self, call, token, media, account):
        self._may_read(token)
        renderer = Renderer(self.state)
        return Answer(renderer.media(media, self._asked(call)), renderer.served)

    def _visible(self, comments):
        hidden = self.state.switches.hidden_listed
        return [each for each in comments if hidden or not each.hidden]

    def _comments(self, call, token, media, account):
        """Top level only, newest first, at most fifty; perhaps with a way on."""
        self._may_read(token)
        self._may_comment(token)
        fields = self._asked(call, "limit")
        nodes.check_comment(fields)
        found = self._visible(self.state.under(media.id, ""))
        if token.data_is_over(self.state.clock.now()):
            found = []
        if not self.state.switches.beyond_fifty:
            found = found[:COMMENTS_MAX]
        if self.state.switches.development:
            return {"data": [], "paging": {"cursors": {"before": "QVFIUnopre", "after": "QVFIUnopost"}}}
        renderer = Renderer(self.state, self._nested)
        limit = min(COMMENTS_MAX, limit_of(call.parameters))
        body = self._listed(call, f"{media.id}.comments", found, limit, lambda each: renderer.comment(each, fields))
        return Answer(body, renderer.served)

    def _nested(self, renderer, comment, wanted):
        """`replies{...}` inside a comment: the first of them, with a cursor when there are more."""
        arguments = wanted.arguments if wanted else {}
        only(arguments, {"limit"})
        replies = self._visible(self.state.under(comment.media_id, comment.id))[::-1]
        limit = limit_of(arguments) if arguments else self.state.switches.nested_max
        listing = Listing(f"{comment.media_id}.{comment.id}.replies", replies, 0, False)
        chosen = replies[:limit]
        if not chosen:
            return None
        body = {"data": [renderer.comment(each, wanted.fields) for each in chosen]}
        if len(replies) > limit:
            body["paging"] = {"cursors": {"after": self.paging.cursor(listing, len(chosen) - 1)}}
        return body

    def _replies(self, call, token, comment, account):
        self._may_read(token)
        self._may_comment(token)
        fields = self._asked(call, "limit")
        renderer = Renderer(self.state, self._nested)
        replies = self._visible(self.state.under(comment.media_id, comment.id))[::-1]
        listing = Listing(f"{comment.media_id}.{comment.id}.replies", replies, 0, False)
        limit = min(COMMENTS_MAX, limit_of(call.parameters))
        body = write_page(self.paging, call, listing, limit, lambda each: renderer.comment(each, fields))
        return Answer(body, renderer.served)

    def _comment(self, call, token, comment, account):
        self._may_read(token)
        self._may_comment(token)
        renderer = Renderer(self.state, self._nested)
        return Answer(renderer.comment(comment, self._asked(call)), renderer.served)

    # changing

    def _changed(self, call, token, *names):
        self._may_comment(token)
        only(call.parameters, {"access_token", "appsecret_proof", *names})
        for name in names:
            if name not in call.parameters and name != "comment_id":
                raise errors.bad_parameter(f"The parameter {name} is required")

    def _hide(self, call, token, comment, account):
        self._changed(call, token, "hide")
        hidden = boolean(call.parameters, "hide")
        comment.hidden = hidden and comment.author_id != account.id  # one's own stay visible
        return {"success": True}

    def _delete_comment(self, call, token, comment, account):
        self._changed(call, token)
        self.state.delete(comment)
        return {"success": True}

    def _switch_comments(self, call, token, media, account):
        self._changed(call, token, "comment_enabled")
        media.comments_enabled = boolean(call.parameters, "comment_enabled")
        return {"success": True}

    def _delete_media(self, call, token, media, account):
        self._changed(call, token)
        media.deleted = True
        return {"success": True}

    def _text(self, call):
        text = call.parameters["message"]
        if not text or len(text) > TEXT_MAX or text.count("#") > HASHTAGS_MAX or text.count("://") > LINKS_MAX:
            raise errors.bad_parameter("The comment is empty, too long, or has too many hashtags or links")
        return text

    def _written(self, media_id, text, account, parent=None):
        try:
            return {"id": self.state.add_comment(media_id, text, account.id, account.username, parent).id}
        except PermissionError:
            raise errors.bad_parameter("Comments are off on this media") from None

    def _reply(self, call, token, comment, account):
        self._changed(call, token, "message")
        if comment.hidden:
            raise errors.bad_parameter("Hidden comments cannot be replied to")
        return self._written(comment.media_id, self._text(call), account, comment)

    def _comment_on(self, call, token, media, account):
        self._changed(call, token, "message")
        return self._written(media.id, self._text(call), account)

    def _answer_mention(self, call, token, account, _):
        self._changed(call, token, "media_id", "message", "comment_id")
        try:
            parent = call.parameters.get("comment_id")
            parent = self.state.comment(parent) if parent else None
            return self._written(self.state.medium(call.parameters["media_id"]).id, self._text(call), account, parent)
        except LookupError:
            raise errors.gone("post", call.parameters["media_id"]) from None

    # publishing

    def _make(self, call, token, account, _):
        return self.publishing.make(call, token, account)

    def _publish(self, call, token, account, _):
        return self.publishing.publish(call, token, account)

    def _limit(self, call, token, account, _):
        return self.publishing.limit(call, token, account)

    def _container(self, call, token, container, account):
        self.publishing.may(token)
        return self.publishing.show(container, self._asked(call))
