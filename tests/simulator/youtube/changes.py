"""The calls that change comments: hold, publish, reject, ban, delete, edit, reply."""
from network.calls import Answer
from youtube import access, errors, parameters
from youtube.nodes import Renderer

TEXT_MAX = 10_000


class Changes:
    def __init__(self, state):
        self.state = state

    def moderate(self, call):
        who = access.caller(self.state, call, access.COMMENTS)
        parameters.only(call, "id", "moderationStatus", "banAuthor")
        if call.body or "part" in call.parameters:
            raise errors.bad("unexpectedParameter", "The request must not have a body or a part")
        asked = parameters.ids(call)
        if "moderationStatus" not in call.parameters:
            raise errors.bad("missingRequiredParameter", "", "moderationStatus")
        status = parameters.one_of(call, "moderationStatus", ("published", "heldForReview", "rejected"), "")
        ban = parameters.one_of(call, "banAuthor", ("true", "false"), "false") == "true"
        if ban and status != "rejected":
            raise errors.bad("banWithoutReject", "", "banAuthor")
        if self.state.switches.batch == "whole":
            for each in asked:
                self._may_decide(who, each, status)
        for each in asked:
            comment = self._may_decide(who, each, status)
            self.state.decide(comment, status)
            if ban and comment.author_id:
                self.state.channels[comment.channel_id].banned.add(comment.author_id)
        return Answer(status=204)

    def _may_decide(self, who, identity, status):
        comment = self.state.comments.get(identity)
        if comment is None:
            raise errors.missing("comment", identity)
        if not who.owns(comment.channel_id):
            raise errors.forbidden()
        if comment.deleted:
            raise errors.bad("processingFailure")
        if comment.status == "rejected" and status != "rejected":
            if self.state.switches.after_rejected == "forbidden":
                raise errors.forbidden()
            raise errors.bad("processingFailure")
        return comment

    def _own(self, who, identity):
        try:
            comment = self.state.comment(identity)
        except LookupError:
            raise errors.missing("comment", identity) from None
        if not who.owns(comment.author_id):
            raise errors.forbidden()
        return comment

    def delete(self, call):
        who = access.caller(self.state, call, access.COMMENTS)
        parameters.only(call, "id")
        self.state.delete(self._own(who, parameters.ids(call, 1)[0]))
        return Answer(status=204)

    def edit(self, call):
        who = access.caller(self.state, call, access.COMMENTS)
        parameters.only(call)
        parts = parameters.parts(call, "id", "snippet")
        given = parameters.body(call, {"id": str, "snippet": {"textOriginal": str}})
        text = self._text(given.get("snippet", {}))
        comment = self._own(who, given.get("id", ""))
        self.state.edit(comment, text)
        return self._written(who, comment, parts)

    def reply(self, call):
        who = access.caller(self.state, call, access.COMMENTS)
        parameters.only(call)
        parts = parameters.parts(call, "id", "snippet")
        snippet = parameters.body(call, {"snippet": {"parentId": str, "textOriginal": str}}).get("snippet", {})
        text = self._text(snippet)
        if not snippet.get("parentId"):
            raise errors.bad("parentIdMissing")
        parent = self._parent(snippet["parentId"])
        comment = self.state.add_comment(parent.channel_id, text, self._author(who), parent.video_id, parent.post_id,
                                         parent)
        return self._written(who, comment, parts)

    def _parent(self, identity):
        parent = self.state.comments.get(identity)
        if parent is None or parent.deleted:
            raise errors.missing("parentComment", identity)
        if parent.parent_id:
            raise errors.bad("operationNotSupported", "Replies can be made to top comments only.")
        if parent.video_id and not self.state.videos[parent.video_id].comments_enabled:
            raise errors.GoogleError(403, "commentsDisabled")
        if parent.status not in ("published", "rejected"):
            raise errors.bad("parentCommentIsPrivate")
        return parent

    def begin(self, call):
        """commentThreads.insert: a comment of its own."""
        who = access.caller(self.state, call, access.COMMENTS)
        parameters.only(call)
        parts = parameters.parts(call, "id", "snippet")
        shape = {"snippet": {"channelId": str, "videoId": str, "topLevelComment": {"snippet": {"textOriginal": str}}}}
        snippet = parameters.body(call, shape).get("snippet", {})
        text = self._text(snippet.get("topLevelComment", {}).get("snippet", {}))
        try:
            video = self.state.video(snippet.get("videoId", ""))
        except LookupError:
            raise errors.missing("video", snippet.get("videoId", "")) from None
        if not video.comments_enabled:
            raise errors.GoogleError(403, "commentsDisabled")
        comment = self.state.add_comment(video.channel_id, text, self._author(who), video.id)
        renderer = Renderer(self.state, who, True)
        return Answer(renderer.thread(comment, parts, []), renderer.served)

    def _text(self, snippet):
        text = snippet.get("textOriginal", "")
        if not text.strip():
            raise errors.bad("commentTextRequired")
        if len(text) > TEXT_MAX:
            raise errors.bad("commentTextTooLong")
        return text

    def _author(self, who):
        channel = self.state.channels[who.token.channel_id]
        return channel.id, channel.handle

    def _written(self, who, comment, parts):
        renderer = Renderer(self.state, who, True)
        return Answer(renderer.comment(comment, parts), renderer.served)
