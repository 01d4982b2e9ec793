"""Posts of one's own: what may be said, to whom, and with which media."""
from network.calls import Answer
from x import access, problems
from x.changes import body_of
from x.weight import MAX, weight
from x.words import spoken

_ALLOWED = ("text", "media", "reply", "reply_settings", "quote_tweet_id", "edit_options")
_SETTINGS = ("following", "mentionedUsers", "subscribers", "verified")
EDIT_SECONDS = 3600


class Publishing:
    def __init__(self, state, limits, media):
        self.state = state
        self.limits = limits
        self.media = media

    def create(self, call, token):
        access.require(token, ("tweet.write", "tweet.read", "users.read"), user_only=True)
        given = body_of(call, (), _ALLOWED)
        text, files = self._text(given), self._files(given, token)
        if not text and not files:
            raise problems.bad_body("$.text: is missing but it is required")
        self.limits.may_spend()
        earlier = self._earlier(given, token)
        target = self._target(given, token)
        self._quotes(given)
        if not earlier and self._said_already(token, text):
            raise problems.duplicate_content()
        post = self.state.edit(earlier, text) if earlier else self.state.add_post(
            token.user_id, text, target, quotes=given.get("quote_tweet_id", ""), media=files)
        post.reply_settings = given.get("reply_settings", "everyone")
        self.limits.charge("create_with_link" if "://" in text else "create")
        words = spoken(self.state.switches, "POST")
        return Answer({"data": {"id": post.id, "text": post.text, words.history: list(post.history)}}, status=201,
                      headers={"Location": f"https://api.x.com/2/{words.included}/{post.id}"})

    def _text(self, given):
        text = given.get("text", "")
        if not isinstance(text, str) or given.get("reply_settings", "following") not in _SETTINGS:
            raise problems.bad_body("$.text: must be a string, and $.reply_settings one of " + ", ".join(_SETTINGS))
        if weight(text) > MAX:
            raise problems.forbidden("Your Tweet text is too long.")
        return text

    def _member(self, given, name, known):
        """An object inside the body, with no other members than are known."""
        value = given.get(name, {})
        if not isinstance(value, dict) or set(value) - set(known):
            raise problems.bad_body(f"$.{name}: is not defined in the schema")
        return value

    def _files(self, given, token):
        ids = self._member(given, "media", ("media_ids", "tagged_user_ids")).get("media_ids", [])
        uploads = [self.media.ready(each, token) for each in ids]
        kinds = [upload.kind for upload in uploads]
        if len(kinds) > 4 or len(kinds) > 1 and set(kinds) != {"photo"}:
            raise problems.bad_body("$.media.media_ids: up to 4 images, or 1 GIF, or 1 video")
        return [self.media.shown(upload) for upload in uploads]

    def _earlier(self, given, token):
        """The post that this one is a later version of."""
        options = self._member(given, "edit_options", ("previous_post_id",))
        if not options:
            return None
        post = self.state.posts.get(options.get("previous_post_id", ""))
        fits = (post and post.author_id == token.user_id and not post.deleted and not post.replaced
                and self.state.clock.now() - post.created < EDIT_SECONDS)
        if not self.state.switches.premium or not fits:
            raise problems.forbidden()
        return post

    def _target(self, given, token):
        reply = self._member(given, "reply", ("in_reply_to_tweet_id", "exclude_reply_user_ids",
                                              "auto_populate_reply_metadata"))
        if not reply:
            return None
        try:
            target = self.state.post(reply.get("in_reply_to_tweet_id", ""))
        except LookupError:
            raise problems.forbidden("You attempted to reply to a Tweet that is deleted or not visible to "
                                     "you.") from None
        if not self._may_answer(target, token):
            raise problems.reply_refused()
        return target

    def _may_answer(self, target, token):
        switches = self.state.switches
        if switches.replies == "everyone" or target.author_id == token.user_id:
            return True
        quoted = self.state.posts.get(target.quotes)
        if quoted and quoted.author_id == token.user_id:
            return True
        by_itself = target.reply_to_user == token.user_id and not switches.implicit_mention
        return token.user_id in target.mentions and not by_itself

    def _quotes(self, given):
        if "quote_tweet_id" in given and not self.state.switches.quotes:
            raise problems.forbidden("Quoting is not included in your access level.")

    def _said_already(self, token, text):
        horizon = self.state.clock.now() - self.state.switches.duplicate_seconds
        return any(post.author_id == token.user_id and post.text == text and text and not post.deleted
                   and post.created > horizon for post in self.state.posts.values())
