"""What exists on the simulated YouTube. Whoever touches it holds the world's lock."""
import itertools
from dataclasses import dataclass, field

_AUTH = "https://www.googleapis.com/auth/"
FORCE_SSL, READONLY, UPLOAD, FULL = (_AUTH + name for name in (
    "youtube.force-ssl", "youtube.readonly", "youtube.upload", "youtube"))
STATUSES = ("published", "heldForReview", "likelySpam", "rejected")


@dataclass
class Channel:
    id: str
    title: str
    handle: str
    banned: set = field(default_factory=set)
    posts: list = field(default_factory=list)  # ids of community posts

    @property
    def uploads(self):
        return "UU" + self.id[2:]


@dataclass
class Video:
    id: str
    channel_id: str
    title: str
    created: float
    sequence: int
    description: str = ""
    privacy: str = "public"
    publish_at: float = 0.0
    comments_enabled: bool = True
    upload_status: str = "processed"
    processed_at: float = 0.0
    trouble: str = ""  # a failureReason or rejectionReason
    category: str = "22"
    tags: list = field(default_factory=list)
    made_for_kids: bool = False
    embeddable: bool = True
    license: str = "youtube"
    deleted: bool = False
    revision: int = 1


@dataclass
class Comment:
    id: str
    channel_id: str
    video_id: str  # "": about the channel itself, or under a community post
    post_id: str
    parent_id: str
    author_id: str  # "": unknown, the account is gone
    author_name: str
    text: str
    created: float
    sequence: int
    image_url: str = ""
    status: str = "published"
    earlier: str = ""       # the status that listings still show until `settles`
    settles: float = 0.0
    shows: float = 0.0      # when listings first have it
    updated: float = 0.0
    likes: int = 0
    deleted: bool = False
    revision: int = 1

    def listed_as(self, now):
        return self.earlier if self.earlier and now < self.settles else self.status


@dataclass
class Token:
    value: str
    channel_id: str
    scopes: set = field(default_factory=lambda: {FORCE_SSL})
    expires_at: float = 0.0  # 0: never
    revoked: bool = False


@dataclass
class Project:
    client_id: str = "google-client-0001.apps.example"
    client_secret: str = "google-secret-0001"
    redirect_uri: str = "http://127.0.0.1/oauth/youtube"
    key: str = "google-key-0001"
    testing: bool = False  # consent screen in testing: refresh tokens live seven days
    audited: bool = True   # otherwise uploads stay private


@dataclass
class Switches:
    """What is uncertain about the real one, and its delays."""
    after_rejected: str = "processingFailure"  # or forbidden: what publishing a rejected comment answers
    batch: str = "whole"            # or partly: what a batch with one bad id comes to
    status_of_published: bool = False  # whether published comments say so to their owner
    originals: str = "own"          # or all: whose textOriginal is told
    held_replies_listed: bool = False  # whether comments.list has held replies for the owner
    rejected_by_id: bool = False    # whether comments.list gives out a rejected comment that is asked for by its id
    posts_in_all: bool = True       # whether all threads of a channel include those of community posts
    shown_after: float = 0.0        # seconds until a new comment is listed
    moderated_after: float = 0.0    # seconds until a decision shows in listings
    processed_after: float = 0.0    # seconds until an upload is processed
    estimate_off: int = 0           # how far totalResults is off


class State:
    """Ids are given out in order, so the same script gives the same ones."""

    def __init__(self, clock):
        self.clock = clock
        self.project = Project()
        self.switches = Switches()
        self.channels, self.videos, self.comments, self.tokens = {}, {}, {}, {}
        self._sequence = itertools.count(1)

    def add_channel(self, title, handle, channel_id=None):
        number = len(self.channels) + 1
        channel = Channel(channel_id or f"UCsample{number:016d}", title, handle)
        return self.channels.setdefault(channel.id, channel)

    def add_video(self, channel_id, title, created=None, **more):
        sequence = next(self._sequence)
        moment = self.clock.now() if created is None else created
        video = Video(f"vid{sequence:08d}", self.channels[channel_id].id, title, moment, sequence, **more)
        self.videos[video.id] = video
        return video

    def add_comment(self, channel_id, text, author, video_id="", post_id="", parent=None, created=None, image_url="",
                    status="published"):
        sequence = next(self._sequence)
        moment = self.clock.now() if created is None else created
        identity = f"{parent.id}.8sample{sequence:06d}" if parent else f"Ugx{sequence:015d}AaABAg"
        if author[0] in self.channels[channel_id].banned:
            status = "rejected"
        comment = Comment(identity, channel_id, video_id, post_id, parent.id if parent else "", *author, text, moment,
                          sequence, image_url, status, updated=moment)
        if created is None:
            comment.shows = moment + self.switches.shown_after
        self.comments[comment.id] = comment
        return comment

    def video(self, video_id):
        """A video that is there. LookupError: it is not."""
        found = self.videos.get(video_id)
        if found is None or found.deleted:
            raise LookupError(video_id)
        self._settle(found)
        return found

    def _settle(self, video):
        """What time has done to a video: it was processed, or its hour of publication came."""
        now = self.clock.now()
        if video.upload_status == "uploaded" and now >= video.processed_at:
            video.upload_status = {"": "processed"}.get(video.trouble, "failed")
        if video.publish_at and now >= video.publish_at and video.upload_status == "processed":
            video.privacy, video.created, video.publish_at = "public", video.publish_at, 0.0

    def videos_of(self, channel_id):
        """The living videos, newest first."""
        found = [self.video(video.id) for video in self.videos.values()
                 if video.channel_id == channel_id and not video.deleted]
        return sorted(found, key=lambda video: (video.created, video.sequence), reverse=True)

    def comment(self, comment_id):
        found = self.comments.get(comment_id)
        if found is None or found.deleted:
            raise LookupError(comment_id)
        return found

    def listed(self, comment):
        """Whether listings have it at all, under whatever status: rejected ones never, nor what is under them."""
        now = self.clock.now()
        above = self.comments.get(comment.parent_id)
        if comment.deleted or now < comment.shows or comment.listed_as(now) == "rejected":
            return False
        if comment.video_id and self.videos[comment.video_id].deleted:
            return False
        return above is None or self.listed(above)

    def known(self, comment):
        """Whether who asks for it by its id gets it."""
        if not self.switches.rejected_by_id or comment.listed_as(self.clock.now()) != "rejected":
            return self.listed(comment)
        return not comment.deleted and not (comment.video_id and self.videos[comment.video_id].deleted)

    def replies(self, thread):
        """The listed replies of a thread, oldest first."""
        found = [each for each in self.comments.values() if each.parent_id == thread.id and self.listed(each)]
        return sorted(found, key=lambda each: (each.created, each.sequence))

    def threads(self, channel_id):
        """The listed threads of a channel, newest first. A new reply does not lift its thread."""
        found = [each for each in self.comments.values()
                 if each.channel_id == channel_id and not each.parent_id and self.listed(each)]
        return sorted(found, key=lambda each: (each.created, each.sequence), reverse=True)

    def decide(self, comment, status):
        comment.earlier = comment.listed_as(self.clock.now())
        comment.status, comment.settles = status, self.clock.now() + self.switches.moderated_after

    def delete(self, comment):
        comment.deleted = True
        for other in self.comments.values():
            if other.parent_id == comment.id:
                other.deleted = True

    def edit(self, comment, text):
        if text != comment.text:
            comment.text, comment.updated = text, self.clock.now()
            comment.revision += 1
