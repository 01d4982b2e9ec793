"""The simulated YouTube as a whole: which call is answered by whom, and what it costs."""
from urllib.parse import parse_qsl

from network import damage, faults
from network.calls import Answer, Refusal
from network.network import Network
from network.visitor_page import Words
from youtube import errors
from youtube.changes import Changes
from youtube.control import Control
from youtube.hub import LEASE_SECONDS, Hub
from youtube.login import Login
from youtube.quota import READ, WRITE, Quota
from youtube.reads import Reads
from youtube.state import State
from youtube.uploads import Uploads

_STATES = {"heldForReview": "held for review", "likelySpam": "likely spam", "rejected": "rejected"}
_API, _UPLOAD = "/youtube/v3/", "/upload/youtube/v3/videos"


class YouTube(Network):
    name = "youtube"
    title = "YouTube"
    server = "scaffolding on HTTPServer2"
    secrets = ("key", "code", "code_verifier", "refresh_token", "client_secret", "token")
    shape = damage.Shape("items", ("snippet", "textDisplay"), ("snippet", "publishedAt"),
                         ("snippet", "authorChannelId"), "value", ("snippet", "topLevelComment"))

    def __init__(self, world):
        super().__init__(world)
        self.state = State(world.clock)
        self.quota = Quota(world.clock)
        self.login = Login(self.state)
        self.hub = Hub(self.state, world.callbacks)
        self._control = Control(self)
        self._open = {("GET", "/o/oauth2/v2/auth"): self.login.authorize, ("POST", "/token"): self.login.token,
                      ("POST", "/o/oauth2/token"): self.login.token, ("POST", "/revoke"): self.login.revoke,
                      ("POST", "/subscribe"): self.hub.subscribe}
        uploads = Uploads(self.state, self.video_changed)
        reads, changes = Reads(self.state), Changes(self.state)
        self._routes = {
            ("GET", "channels"): (READ, reads.channels), ("GET", "playlistItems"): (READ, reads.playlist_items),
            ("GET", "videos"): (READ, reads.videos), ("GET", "commentThreads"): (READ, reads.threads),
            ("GET", "comments"): (READ, reads.comments),
            ("POST", "comments/setModerationStatus"): (WRITE, changes.moderate),
            ("DELETE", "comments"): (WRITE, changes.delete), ("PUT", "comments"): (WRITE, changes.edit),
            ("POST", "comments"): (WRITE, changes.reply), ("POST", "commentThreads"): (WRITE, changes.begin),
            ("PUT", "videos"): (WRITE, uploads.change), ("DELETE", "videos"): (WRITE, uploads.delete),
            ("POST", _UPLOAD): (1, uploads.begin), ("PUT", _UPLOAD): (0, uploads.carry_on)}

    def catalogue(self):
        named = {name: _named(*what) for name, what in errors.NAMED.items()}
        return faults.Catalogue(
            self.shape, instead={**named, "rate_limited": _rate_limited, "error": _custom, "plain_error": _plain},
            tricks=("stale_tokens", "duplicates", "short_pages", "empty", "lost_session", "interrupted"))

    def control(self):
        return self._control.post, self._control.get

    def read(self, call):
        try:
            pairs = parse_qsl(call.query, keep_blank_values=True, strict_parsing=bool(call.query), errors="strict")
        except ValueError:
            raise errors.bad("badRequest", "The query string is not well formed") from None
        call.parameters = dict(pairs)
        if len(call.parameters) != len(pairs):
            raise errors.bad("unexpectedParameter", "A parameter was given twice")

    def answer(self, call):
        open_to_all = self._open.get((call.method, call.path))
        if open_to_all:
            return open_to_all(call)
        route = self._routes.get((call.method, call.path.removeprefix(_API)))
        if route is None or not call.path.startswith((_API, _UPLOAD)):
            raise errors.GoogleError(404, "notFound", "Not Found")
        cost, handler = route
        bucket = "uploads" if call.path == _UPLOAD else "units"
        self.quota.spend(cost, bucket)
        try:
            return self._unless_known(call, handler(call))
        except Refusal:
            self.quota.give_back(cost, bucket)
            raise

    def _unless_known(self, call, answer):
        """304 for what the client has already; it cost its unit all the same."""
        tag = answer.body.get("etag") if answer.body else None
        if tag and call.headers.get("if-none-match") == tag:
            return Answer(raw=b"", status=304)
        return answer

    def prepare(self, call):
        if call.path == "/subscribe":
            call.prepared = self.hub.ask(call)

    def video_changed(self, video):
        """A video is new, or its words are, or it is gone."""
        self.hub.tell(video)

    def set_callback(self, given):
        for channel_id in self.state.channels:
            self.hub.lease(given["url"], channel_id, int(given.get("lease_seconds", LEASE_SECONDS)),
                           given.get("secret", ""))

    def accounts(self):
        return [(channel.title, [self._shown(video) for video in self.state.videos_of(channel.id)])
                for channel in self.state.channels.values()]

    def _shown(self, video):
        channel = self.state.channels[video.channel_id]
        words = Words(channel.title, video.created, f"[{video.title}] {video.description}")
        found = [each for each in self.state.comments.values() if each.video_id == video.id and not each.deleted]
        for top in (comment for comment in found if not comment.parent_id):
            for each in (top, *(reply for reply in found if reply.parent_id == top.id)):
                words.below.append(Words(each.author_name, each.created, each.text, _STATES.get(each.status, ""),
                                         bool(each.parent_id), bool(each.image_url)))
        return words

    def remove(self, identity):
        if identity in self.state.videos:
            video = self.state.video(identity)
            video.deleted = True
            self.video_changed(video)
        else:
            self.state.delete(self.state.comment(identity))


def _named(status, reason):
    def strike(settings, call):
        raise errors.GoogleError(settings.get("status", status), reason)
    return strike


def _rate_limited(settings, call):
    raise errors.GoogleError(settings.get("status", 403), "userRateLimitExceeded" if settings.get("user") else
                             "rateLimitExceeded")


def _custom(settings, call):
    raise errors.GoogleError(settings.get("status", 400), settings.get("reason", "badRequest"),
                             settings.get("message", ""))


def _plain(settings, call):
    raise errors.PlainError(settings.get("status", 400), settings.get("error", "invalid_grant"),
                            settings.get("description"))
