"""Objects as the network writes them: only the parts that were asked for."""
import datetime
import hashlib
import re
from html import escape

REPLIES_SHOWN = 5


def stamp(moment):
    return datetime.datetime.fromtimestamp(moment, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def etag(*what):
    return hashlib.sha1(repr(what).encode()).hexdigest()[:27]


def as_html(text):
    linked = re.sub(r"https?://\S+", lambda match: f'<a href="{match.group()}">{match.group()}</a>',
                    escape(text, quote=False).replace("'", "&#39;"))
    return linked.replace("\n", "<br>")


def _parts(kind, identity, parts, values):
    return {"kind": f"youtube#{kind}", "etag": etag(kind, identity, values), "id": identity,
            **{part: values[part] for part in values if part in parts}}


class Renderer:
    """Writes the objects of one answer; `served` collects which revisions went into it."""

    def __init__(self, state, caller, plain=False, by_id=False):
        self.state = state
        self.caller = caller
        self.plain = plain
        self.by_id = by_id
        self.served = []

    def channel(self, channel, parts):
        return _parts("channel", channel.id, parts, {
            "snippet": {"title": channel.title, "description": "", "customUrl": channel.handle,
                        "publishedAt": "2019-09-02T08:00:00Z", "thumbnails": _thumbnails(channel.id)},
            "contentDetails": {"relatedPlaylists": {"likes": "", "uploads": channel.uploads}},
            "status": {"privacyStatus": "public", "isLinked": True, "longUploadsStatus": "allowed"},
            "statistics": {"viewCount": "120", "subscriberCount": "31", "hiddenSubscriberCount": False,
                           "videoCount": str(len(self.state.videos_of(channel.id)))}})

    def playlist_item(self, video, position, parts):
        details = {"videoId": video.id}
        if video.privacy != "private":
            details["videoPublishedAt"] = stamp(video.created)
        self._note_video(video, parts)
        channel = self.state.channels[video.channel_id]
        return _parts("playlistItem", "UEx" + video.id, parts, {
            "snippet": {"publishedAt": stamp(video.created), "channelId": channel.id, "title": video.title,
                        "description": video.description, "thumbnails": _thumbnails(video.id),
                        "channelTitle": channel.title, "playlistId": channel.uploads, "position": position,
                        "resourceId": {"kind": "youtube#video", "videoId": video.id}},
            "contentDetails": details, "status": {"privacyStatus": video.privacy}})

    def _note_video(self, video, parts):
        if "snippet" in parts:
            self.served.append(("post", video.id, video.revision, f"{video.title}\n{video.description}", None))

    def video(self, video, parts):
        self._note_video(video, parts)
        status = {"uploadStatus": video.upload_status, "privacyStatus": video.privacy, "license": video.license,
                  "embeddable": video.embeddable, "publicStatsViewable": True, "madeForKids": video.made_for_kids}
        if video.upload_status in ("failed", "rejected"):
            status["failureReason" if video.upload_status == "failed" else "rejectionReason"] = video.trouble
        if self.caller.owns(video.channel_id):
            status["selfDeclaredMadeForKids"] = video.made_for_kids
            if video.publish_at:
                status["publishAt"] = stamp(video.publish_at)
        statistics = {"viewCount": "57", "likeCount": "4", "favoriteCount": "0"}
        if video.comments_enabled:
            comments = [each for each in self.state.comments.values()
                        if each.video_id == video.id and self.state.listed(each)]
            statistics["commentCount"] = str(len(comments))
        return _parts("video", video.id, parts, {
            "snippet": {"publishedAt": stamp(video.created), "channelId": video.channel_id, "title": video.title,
                        "description": video.description, "thumbnails": _thumbnails(video.id),
                        "channelTitle": self.state.channels[video.channel_id].title, "categoryId": video.category,
                        "liveBroadcastContent": "none", **({"tags": video.tags} if video.tags else {})},
            "status": status, "statistics": statistics,
            "contentDetails": {"duration": "PT2M3S", "definition": "hd", "caption": "false"},
            "processingDetails": {"processingStatus": {"uploaded": "processing", "processed": "succeeded"}.get(
                video.upload_status, "failed")}})

    def thread(self, top, parts, replies):
        """`replies`: the ones this listing shows and counts."""
        values = {"snippet": {"channelId": top.channel_id, **_place(top),
                              "topLevelComment": self.comment(top), "canReply": True, "totalReplyCount": len(replies),
                              "isPublic": top.listed_as(self.state.clock.now()) == "published"}}
        if replies and "replies" in parts:
            values["replies"] = {"comments": [self.comment(each) for each in replies[-REPLIES_SHOWN:]]}
        return _parts("commentThread", top.id, parts, values)

    def comment(self, comment, parts=("snippet",)):
        """Held and spam say so to the owner, except where comments were asked for by id."""
        state, now = self.state, self.state.clock.now()
        snippet = {"channelId": comment.channel_id, **_place(comment),
                   "textDisplay": comment.text if self.plain else as_html(comment.text),
                   "authorDisplayName": comment.author_name if comment.author_id else "",
                   "authorProfileImageUrl": "https://yt3.example/a=s48", "authorChannelUrl": "", "canRate": True,
                   "viewerRating": "none", "likeCount": comment.likes, "publishedAt": stamp(comment.created),
                   "updatedAt": stamp(comment.updated)}
        if comment.author_id:
            snippet["authorChannelId"] = {"value": comment.author_id}
            snippet["authorChannelUrl"] = f"http://www.youtube.com/{comment.author_name}"
        if state.switches.originals == "all" or self.caller.owns(comment.author_id):
            snippet["textOriginal"] = comment.text
        if comment.parent_id:
            snippet["parentId"] = comment.parent_id
        if comment.image_url:
            snippet["imageUrl"] = comment.image_url
        status = comment.listed_as(now)
        if self.caller.owns(comment.channel_id) and not self.by_id and (
                status != "published" or state.switches.status_of_published):
            snippet["moderationStatus"] = status
        if "snippet" in parts:
            self.served.append(("comment", comment.id, comment.revision, comment.text, comment.image_url or None))
        return _parts("comment", comment.id, parts, {"snippet": snippet})


def _place(comment):
    place = {}
    if comment.video_id:
        place["videoId"] = comment.video_id
    if comment.post_id:
        place["postId"] = comment.post_id
    return place


def _thumbnails(identity):
    sizes = (("default", 120, 90), ("medium", 320, 180), ("high", 480, 360), ("uhd", 3840, 2160))
    return {name: {"url": f"https://i.example/{identity}/{name}.jpg", "width": width, "height": height}
            for name, width, height in sizes}
