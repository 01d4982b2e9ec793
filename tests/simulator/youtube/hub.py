"""The hub that tells of videos: subscriptions with a lease, and Atom. There is nothing for comments."""
import hashlib
import hmac
import itertools
from html import escape
from urllib.parse import parse_qs, urlsplit

from network import callbacks, oauth
from network.calls import Answer
from youtube import errors
from youtube.nodes import stamp

LEASE_SECONDS = 432_000
_TOPICS = ("https://www.youtube.com/xml/feeds/videos.xml", "https://www.youtube.com/feeds/videos.xml")
_KNOWN = {"hub.mode", "hub.topic", "hub.callback", "hub.verify", "hub.secret", "hub.lease_seconds", "hub.verify_token"}


class Hub:
    def __init__(self, state, waiting):
        self.state = state
        self._waiting = waiting
        self._numbers = itertools.count(880001)
        self._leases = {}  # (callback, channel) -> {"until", "secret"}

    def ask(self, call):
        """Asks the callback whether it is meant, before the answer. Not under the lock. True: it said yes."""
        given = oauth.form(call) or {}
        challenge = str(next(self._numbers))
        told = {"hub.mode": given.get("hub.mode", ""), "hub.topic": given.get("hub.topic", ""),
                "hub.challenge": challenge, "hub.lease_seconds": given.get("hub.lease_seconds", str(LEASE_SECONDS))}
        try:
            return callbacks.send("GET", callbacks.with_query(given["hub.callback"], told)) == (200, challenge.encode())
        except (callbacks.Unreachable, KeyError):
            return False

    def subscribe(self, call):
        """POST /subscribe. The answer is 202 whatever the callback says: it is asked apart."""
        given = oauth.form(call)
        channel_id = self._channel(given.get("hub.topic", "")) if given else ""
        if not channel_id or set(given) - _KNOWN or given.get("hub.mode") not in ("subscribe", "unsubscribe"):
            raise errors.PlainError(400, "hub.mode, hub.topic or hub.callback is not valid")
        key = (given.get("hub.callback", ""), channel_id)
        if call.prepared and given["hub.mode"] == "unsubscribe":
            self._leases.pop(key, None)
        elif call.prepared:
            seconds = int(given.get("hub.lease_seconds") or LEASE_SECONDS)
            self.lease(*key, seconds, given.get("hub.secret", ""))
        return Answer(raw=b"", status=202)

    def lease(self, url, channel_id, seconds=LEASE_SECONDS, secret=""):
        self._leases[(url, channel_id)] = {"until": self.state.clock.now() + seconds, "secret": secret}

    def _channel(self, topic):
        parts = urlsplit(topic)
        found = parse_qs(parts.query).get("channel_id", [""])[0]
        return found if topic.split("?")[0] in _TOPICS and found in self.state.channels else ""

    def tell(self, video):
        """A video is new, has other words, or is gone."""
        if not video.deleted and video.privacy == "private":
            return
        body = self._atom(video).encode()
        for key, lease in self._leases.items():
            if key[1] == video.channel_id:
                headers = {"Content-Type": "application/atom+xml"}
                if lease["secret"]:
                    mac = hmac.new(lease["secret"].encode(), body, hashlib.sha1).hexdigest()
                    headers["X-Hub-Signature"] = "sha1=" + mac
                self._waiting.queue("youtube", key[0], headers, body, lambda key=key: self._alive(key))

    def _alive(self, key):
        return key in self._leases and self.state.clock.now() < self._leases[key]["until"]

    def _atom(self, video):
        head = ('<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" '
                'xmlns:at="http://purl.org/atompub/tombstones/1.0" xmlns="http://www.w3.org/2005/Atom">')
        channel, now = self.state.channels[video.channel_id], stamp(self.state.clock.now())
        if video.deleted:
            return (f'{head}<at:deleted-entry ref="yt:video:{video.id}" when="{now}"><link '
                    f'href="https://www.youtube.com/watch?v={video.id}"/></at:deleted-entry></feed>')
        return (f"{head}<title>YouTube video feed</title><updated>{now}</updated><entry><id>yt:video:{video.id}</id>"
                f"<yt:videoId>{video.id}</yt:videoId><yt:channelId>{channel.id}</yt:channelId>"
                f'<title>{escape(video.title)}</title><link rel="alternate" '
                f'href="https://www.youtube.com/watch?v={video.id}"/><author><name>{escape(channel.title)}</name>'
                f"</author><published>{stamp(video.created)}</published><updated>{now}</updated></entry></feed>")
