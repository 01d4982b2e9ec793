"""The calls that list."""
import hashlib

from network.calls import Answer
from youtube import access, errors, parameters
from youtube.nodes import Renderer, etag

IDS_MAX = 50
_FILTERS = ("id", "channelId", "videoId", "allThreadsRelatedToChannelId", "postId")


class Reads:
    def __init__(self, state):
        self.state = state

    def _listed(self, kind, items, renderer, told=None):
        told = told or {"pageInfo": {"totalResults": len(items), "resultsPerPage": max(1, len(items))}}
        body = {"kind": f"youtube#{kind}ListResponse", "etag": etag(kind, items), **told, "items": items}
        return Answer(body, renderer.served)

    def channels(self, call):
        who = access.caller(self.state, call, access.LISTS, True)
        parameters.only(call, "mine", "id", "forHandle", "maxResults", "pageToken")
        parts = parameters.parts(call, "id", "snippet", "contentDetails", "status", "statistics")
        name, value = parameters.one_filter(call, "mine", "id", "forHandle")
        if name == "mine":
            if who.token is None:
                raise errors.GoogleError(401, "authError")
            parameters.one_of(call, "mine", ("true",), "true")
            found = [self.state.channels[who.token.channel_id]]
        elif name == "id":
            found = [self.state.channels[each] for each in parameters.ids(call) if each in self.state.channels]
        else:
            found = [each for each in self.state.channels.values() if each.handle.lstrip("@") == value.lstrip("@")]
        renderer = Renderer(self.state, who)
        return self._listed("channel", [renderer.channel(each, parts) for each in found], renderer)

    def playlist_items(self, call):
        who = access.caller(self.state, call, access.LISTS, True)
        parameters.only(call, "playlistId", "maxResults", "pageToken")
        parts = parameters.parts(call, "id", "snippet", "contentDetails", "status")
        _, playlist = parameters.one_filter(call, "playlistId")
        channel = self.state.channels.get("UC" + playlist[2:])
        if channel is None or channel.uploads != playlist:
            raise errors.missing("playlist", playlist)
        videos = [video for video in self.state.videos_of(channel.id)
                  if who.owns(channel.id) or video.privacy == "public"]
        chosen, told = parameters.page(call, playlist, videos, parameters.count(call, 50, 5))
        renderer = Renderer(self.state, who)
        return self._listed("playlistItem", [renderer.playlist_item(video, videos.index(video), parts)
                                             for video in chosen], renderer, told)

    def videos(self, call):
        who = access.caller(self.state, call, access.LISTS, True)
        parameters.only(call, "id", "maxResults", "pageToken")
        parts = parameters.parts(call, "id", "snippet", "status", "statistics", "contentDetails", "processingDetails")
        parameters.one_filter(call, "id")
        renderer = Renderer(self.state, who)
        items = []
        for each in parameters.ids(call):
            try:
                video = self.state.video(each)
            except LookupError:
                continue
            if video.privacy != "private" or who.owns(video.channel_id):
                items.append(renderer.video(video, parts))
        return self._listed("video", items, renderer)

    def threads(self, call):
        who = access.caller(self.state, call, access.COMMENTS, True)
        parameters.only(call, "moderationStatus", "order", "maxResults", "pageToken", "searchTerms", "textFormat",
                        *_FILTERS)
        parts = parameters.parts(call, "id", "snippet", "replies")
        name, value = parameters.one_filter(call, *_FILTERS)
        plain = parameters.one_of(call, "textFormat", ("plainText", "html"), "html") == "plainText"
        renderer = Renderer(self.state, who, plain, name == "id")
        if name == "id":
            return self._threads_by_id(call, parts, renderer)
        status = parameters.one_of(call, "moderationStatus", ("published", "heldForReview", "likelySpam"), "published")
        order = parameters.one_of(call, "order", ("time", "relevance"), "time")
        size = parameters.count(call, 100, 20)
        channel_id, threads = self._chosen(name, value, who)
        if status != "published" and not who.owns(channel_id):
            raise errors.forbidden()
        if "empty" in call.tricks:
            threads = []
        found = [(top, replies) for top, replies in ((top, self._shown(top, status)) for top in threads)
                 if replies is not None]
        words = call.parameters.get("searchTerms", "").lower()
        found = [(top, replies) for top, replies in found if words in top.text.lower()]
        if order == "relevance":
            found.sort(key=lambda each: -each[0].likes)
        key = f"{name}.{value}.{status}.{order}"
        chosen, told = parameters.page(call, key, found, size, self.state.switches.estimate_off)
        items = [renderer.thread(top, parts, replies) for top, replies in chosen]
        return self._listed("commentThread", items, renderer, told)

    def _threads_by_id(self, call, parts, renderer):
        for name in ("moderationStatus", "order", "maxResults", "pageToken", "searchTerms"):
            if name in call.parameters:
                raise errors.bad("incompatibleParameters", f"Incompatible parameters: id, {name}", name)
        items = []
        for each in parameters.ids(call):
            top = self.state.comments.get(each)
            if top and not top.parent_id and self.state.listed(top) and self._may_see(renderer.caller, top):
                items.append(renderer.thread(top, parts, self._shown(top, "published") or []))
        return self._listed("commentThread", items, renderer)

    def _may_see(self, who, comment):
        return who.owns(comment.channel_id) or comment.listed_as(self.state.clock.now()) == "published"

    def _chosen(self, name, value, who):
        """(the channel that a filter is about, its threads)."""
        if name == "videoId":
            try:
                video = self.state.video(value)
            except LookupError:
                raise errors.missing("video", value) from None
            if video.privacy == "private" and not who.owns(video.channel_id):
                raise errors.forbidden()
            if not video.comments_enabled:
                raise errors.GoogleError(403, "commentsDisabled", location="videoId")
            return video.channel_id, [each for each in self.state.threads(video.channel_id) if each.video_id == value]
        if name == "postId":
            owner = next((channel.id for channel in self.state.channels.values() if value in channel.posts), None)
            if owner is None:
                raise errors.missing("post", value)
            return owner, [each for each in self.state.threads(owner) if each.post_id == value]
        if value not in self.state.channels:
            raise errors.missing("channel", value)
        threads = self.state.threads(value)
        if name == "channelId":
            return value, [each for each in threads if not each.video_id and not each.post_id]
        with_posts = self.state.switches.posts_in_all
        return value, [each for each in threads if (with_posts or not each.post_id)
                       and (not each.video_id or self.state.videos[each.video_id].comments_enabled)]

    def _shown(self, top, status):
        """The replies a listing of this status shows with a thread; None: it does not have the thread at all."""
        now = self.state.clock.now()
        replies = self.state.replies(top)
        if status == "published":
            shown = [each for each in replies if each.listed_as(now) == "published"]
            return shown if top.listed_as(now) == "published" else None
        shown = [each for each in replies if each.listed_as(now) in ("published", status)]
        held = top.listed_as(now) == status or any(each.listed_as(now) == status for each in replies)
        return shown if held else None

    def comments(self, call):
        who = access.caller(self.state, call, access.COMMENTS, True)
        parameters.only(call, "id", "parentId", "maxResults", "pageToken", "textFormat")
        parts = parameters.parts(call, "id", "snippet")
        name, value = parameters.one_filter(call, "id", "parentId")
        plain = parameters.one_of(call, "textFormat", ("plainText", "html"), "html") == "plainText"
        renderer = Renderer(self.state, who, plain, name == "id")
        if name == "id":
            found = [self.state.comments[each] for each in parameters.ids(call) if each in self.state.comments]
            shown = [each for each in found if self.state.known(each) and self._may_see(who, each)]
            return self._listed("comment", [renderer.comment(each, parts) for each in shown], renderer)
        top = self.state.comments.get(value)
        if top is None or top.parent_id or not self.state.listed(top):
            raise errors.missing("comment", value)
        held = self.state.switches.held_replies_listed and who.owns(top.channel_id)
        now = self.state.clock.now()
        replies = [each for each in self.state.replies(top) if held or each.listed_as(now) == "published"]
        replies.sort(key=lambda each: hashlib.sha1(each.id.encode()).digest())  # no order is promised
        chosen, told = parameters.page(call, value, replies, parameters.count(call, 100, 20))
        return self._listed("comment", [renderer.comment(each, parts) for each in chosen], renderer, told)
