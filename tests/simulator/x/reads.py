"""The calls that read."""
from network.calls import Answer
from x import access, listing, nodes, problems, search, words

HORIZON_SECONDS = 7 * 86400
TIMELINE_MAX, WITHOUT_REPLIES_MAX, MENTIONS_MAX, IDS_MAX = 3200, 800, 800, 100
_WINDOW = {"since_id", "until_id", "start_time", "end_time", "max_results"}


class Reads:
    def __init__(self, state, limits):
        self.state = state
        self.limits = limits
        self.pages = listing.Pages(state)

    def only(self, call, *names):
        known = words.parameters(self.state.switches, call.method) | set(names)
        for name, value in call.parameters.items():
            if name not in known:
                raise problems.unknown_parameter(name, value)

    def me(self, call, token):
        access.require(token, ("users.read", "tweet.read"), user_only=True)
        return self._user(call, self.state.users[token.user_id])

    def user(self, call, token, user_id):
        access.require(token, ("users.read", "tweet.read"))
        return self._user(call, self._known(user_id, "id"))

    def by_name(self, call, token, username):
        access.require(token, ("users.read", "tweet.read"))
        found = self.state.by_name(username)
        return self._user(call, self._known(found.id if found else username, "username"))

    def _known(self, identity, parameter):
        user = self.state.users.get(identity)
        if user is None or user.suspended:
            raise problems.not_found(identity, parameter, "user")
        return user

    def _user(self, call, user):
        self.only(call)
        self.limits.may_spend()
        wanted = words.wanted(self.state.switches, call)
        self.limits.charge_reads("user", [user.id])
        names = {"id", "name", "username"} | wanted.user
        return Answer({"data": {name: value for name, value in nodes.user_values(user).items() if name in names}})

    def timeline(self, call, token, user_id):
        self.only(call, "exclude", "pagination_token", *_WINDOW)
        user = self._readable(token, user_id)
        excluded = {value for value in call.parameters.get("exclude", "").split(",") if value}
        if not excluded <= {"replies", "retweets"}:
            raise problems.invalid("exclude", call.parameters["exclude"], "The `exclude` query parameter value is not "
                                                                          "one of [replies,retweets]")
        posts = [post for post in self.state.visible() if post.author_id == user.id]
        if "replies" in excluded:
            posts = [post for post in posts if not post.reply_to][:WITHOUT_REPLIES_MAX]
        return self._listed(call, token, f"tweets.{user.id}", posts[:TIMELINE_MAX], user.id == token.user_id, 5)

    def mentions(self, call, token, user_id):
        self.only(call, "pagination_token", *_WINDOW)
        user = self._readable(token, user_id)
        posts = [post for post in self.state.visible() if user.id in post.mentions and post.author_id != user.id
                 and self._public(post)]
        return self._listed(call, token, f"mentions.{user.id}", posts[:MENTIONS_MAX], user.id == token.user_id, 5)

    def _readable(self, token, user_id):
        access.require(token, ("tweet.read", "users.read"))
        user = self._known(user_id, "id")
        if user.protected and user.id != token.user_id:
            raise problems.Problem(403, "Authorization Error", f"Sorry, you are not authorized to see the user with "
                                   f"id: [{user_id}].", "not-authorized-for-resource")
        return user

    def _public(self, post):
        author = self.state.users.get(post.author_id)
        return author is None or not (author.protected or author.suspended)

    def search(self, call, token):
        self.only(call, "query", "sort_order", "next_token", "pagination_token", *_WINDOW)
        access.require(token, ("tweet.read", "users.read"))
        listing.one_at_most(call, "start_time", "since_id")
        listing.one_at_most(call, "end_time", "until_id")
        fits = search.parse(call.parameters.get("query", ""))
        order = call.parameters.get("sort_order", "recency")
        if order not in ("recency", "relevancy"):
            raise problems.invalid("sort_order", order, "The `sort_order` value is not one of [recency,relevancy]")
        horizon = self.state.clock.now() - HORIZON_SECONDS
        self._within(call, horizon)
        hidden = self.state.switches.hidden_in_search
        posts = [post for post in self.state.visible() if post.created >= horizon and post.indexed
                 and self._public(post) and (hidden or not post.hidden) and fits(self.state, post)]
        return self._listed(call, token, f"search.{call.parameters['query']}", posts, False, 10,
                            ("next_token", "pagination_token"))

    def _within(self, call, horizon):
        since, start = call.parameters.get("since_id"), listing.moment(call, "start_time")
        if listing.identity(call, "since_id") is not None and listing.time_of(since) < horizon:
            raise problems.invalid("since_id", since, "'since_id' must be a tweet id created after "
                                                      f"{nodes.stamp(horizon)}.")
        if start is not None and start < horizon:
            raise problems.invalid("start_time", call.parameters["start_time"],
                                   f"Invalid 'start_time'. 'start_time' must be on or after {nodes.stamp(horizon)}.")

    def _listed(self, call, token, key, posts, own, least, token_names=("pagination_token",)):
        size = listing.number(call, "max_results", least, 100, 10)
        found = listing.narrowed(call, posts)
        self.limits.may_spend(reads=True)
        page, neighbours = self.pages.cut(call, key, found, size, token_names)
        renderer = nodes.Renderer(self.state, words.wanted(self.state.switches, call), call.tricks)
        shown = self._without_lost(call, page, lambda post: renderer.missing(post.id, "id"))
        data = renderer.posts(shown)
        meta = {"result_count": len(data)}
        if data:
            meta.update(newest_id=data[0]["id"], oldest_id=data[-1]["id"])
        return self._paid(renderer, renderer.body(data, {**meta, **neighbours}), own, token)

    def _without_lost(self, call, page, name):
        """The fault `partial_errors`: some are named among the errors instead."""
        every = call.tricks["partial_errors"].get("every", 1) if "partial_errors" in call.tricks else 0
        lost = [post for index, post in enumerate(page) if every and index % every == 0]
        for post in lost:
            name(post)
        return [post for post in page if post not in lost]

    def _paid(self, renderer, body, own, token):
        posts, people = renderer.resources()
        self.limits.charge_reads("post", posts, own and self.limits.owner_id in (None, token.user_id))
        self.limits.charge_reads("user", people)
        served = renderer.served if "data" in body else []
        return Answer(body, served)

    def lookup(self, call, token, post_id=None):
        self.only(call, *(() if post_id else ("ids",)))
        access.require(token, ("tweet.read", "users.read"))
        asked = [post_id] if post_id else [each for each in call.parameters.get("ids", "").split(",") if each]
        if not 1 <= len(asked) <= IDS_MAX or not all(each.isdigit() and len(each) <= 19 for each in asked):
            raise problems.invalid("ids", ",".join(asked), f"The number of values in the `ids` query parameter list "
                                                           f"[{len(asked)}] is not between 1 and {IDS_MAX}")
        self.limits.may_spend(reads=True)
        renderer = nodes.Renderer(self.state, words.wanted(self.state.switches, call), call.tricks)
        found = []
        for each in asked:
            post = self.state.posts.get(each)
            author = post and self.state.users.get(post.author_id)
            if post is None or post.deleted or (author and author.suspended):
                renderer.missing(each, "id" if post_id else "ids")
            elif author and author.protected and author.id != token.user_id:
                renderer.withheld(each, "id" if post_id else "ids")
            else:
                found.append(post)
        # What is asked for by its id and said not to exist would be gone.
        data = renderer.posts(self._without_lost(call, found, lambda post: renderer.unavailable(post.id)))
        return self._paid(renderer, renderer.body(data[0] if post_id and data else data), False, token)

    def people(self, call, token, user_id, which):
        """The muted or blocked people of the token's own user."""
        self.only(call, "max_results", "pagination_token")
        access.require(token, ("mute.read" if which == "muted" else "block.read", "users.read", "tweet.read"), True)
        if user_id != token.user_id:
            raise problems.forbidden()
        self.limits.may_spend()
        ids = getattr(self.state.users[user_id], which)
        self.limits.charge_reads("list", ids)
        people = [{"id": user.id, "name": user.name, "username": user.username}
                  for user in (self.state.users[each] for each in ids)]
        return Answer({"data": people, "meta": {"result_count": len(people)}} if people else
                      {"meta": {"result_count": 0}})
