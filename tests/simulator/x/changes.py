"""The calls that change: hide, mute, block."""
import json

from network.calls import Answer
from x import access, problems


def body_of(call, required=(), allowed=()):
    """The JSON object of a call, with the members it must have and no others than it may have."""
    if call.content_type() != "application/json":
        raise problems.bad_body("The Content-Type must be application/json")
    if call.parameters:
        name = next(iter(call.parameters))
        raise problems.unknown_parameter(name, call.parameters[name])
    try:
        given = json.loads(call.body)
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise problems.bad_body("Requests with bodies must be valid JSON objects")
    for name in given:
        if name not in {*required, *allowed}:
            raise problems.bad_body(f"$.{name}: is not defined in the schema and the schema does not allow additional "
                                    "properties")
    for name in required:
        if name not in given:
            raise problems.bad_body(f"$.{name}: is missing but it is required")
    return given


class Changes:
    def __init__(self, state, limits):
        self.state = state
        self.limits = limits

    def hide(self, call, token, post_id):
        access.require(token, ("tweet.moderate.write", "tweet.read", "users.read"), user_only=True)
        given = body_of(call, ("hidden",))
        if not isinstance(given["hidden"], bool):
            raise problems.bad_body("$.hidden: must be a boolean")
        self.limits.may_spend()
        try:
            post = self.state.post(post_id)
        except LookupError:
            raise problems.not_found(post_id) from None
        if not post.reply_to or self.state.root_author(post) != token.user_id:
            raise problems.forbidden()
        for version in post.history:
            self.state.posts[version].hidden = given["hidden"]
        self.limits.charge("manage")
        return Answer({"data": {"hidden": given["hidden"]}})

    def mute(self, call, token, user_id):
        return self._listed(call, token, user_id, "muted", "muting", "mute.write")

    def block(self, call, token, user_id):
        if not self.state.switches.blocks:
            raise problems.forbidden()
        return self._listed(call, token, user_id, "blocked", "blocking", "mute.write")

    def _listed(self, call, token, user_id, which, answer, scope):
        access.require(token, (scope, "users.read", "tweet.read"), user_only=True)
        given = body_of(call, ("target_user_id",))
        self._own(token, user_id)
        target = given["target_user_id"]
        if target == user_id or target not in self.state.users:
            raise problems.not_found(str(target), "target_user_id", "user")
        self.limits.may_spend()
        people = getattr(self.state.users[user_id], which)
        if target not in people:
            people.append(target)
        self.limits.charge("manage")
        return Answer({"data": {answer: True}})

    def unmute(self, call, token, user_id, target):
        access.require(token, ("mute.write", "users.read", "tweet.read"), user_only=True)
        self._own(token, user_id)
        self.limits.may_spend()
        people = self.state.users[user_id].muted
        if target in people:
            people.remove(target)
        self.limits.charge("delete")
        return Answer({"data": {"muting": False}})

    def _own(self, token, user_id):
        if user_id != token.user_id:
            raise problems.forbidden("The `id` query parameter value must be the same as the authenticating user")

    def delete(self, call, token, post_id):
        access.require(token, ("tweet.write", "tweet.read", "users.read"), user_only=True)
        self.limits.may_spend()
        try:
            post = self.state.post(post_id)
        except LookupError:
            raise problems.not_found(post_id) from None
        if post.author_id != token.user_id:
            raise problems.forbidden()
        self.state.delete(post)
        self.limits.charge("delete")
        return Answer({"data": {"deleted": True}})
