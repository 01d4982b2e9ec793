"""What tests do to the simulated YouTube, and what they see of it."""
from dataclasses import asdict

from network.control import Refused, created_of, one_of, set_switches
from youtube import school_day
from youtube.state import FORCE_SSL, FULL, READONLY, STATUSES, UPLOAD, Token

_SCOPES = {"force-ssl": FORCE_SSL, "readonly": READONLY, "upload": UPLOAD, "youtube": FULL}


class Control:
    def __init__(self, network):
        self._network = network
        self._state = network.state
        self.post = {"seed_demo": self._seed_demo, "account": self._account,
                     "video": self._video, "community_post": self._community_post,
                     "comment": self._comment, "reply": self._reply, "edit": self._edit, "delete": self._delete,
                     "status": self._status, "token": self._token, "project": self._project, "consent": self._consent,
                     "switches": self._switches, "quota": self._quota}
        self.get = {"state": self._dump}

    def _seed_demo(self, given):
        return {"post": school_day.seed(self._network)}

    def _account(self, given):
        """A channel with a token for everything."""
        channel = self._state.add_channel(given.get("title", "Bramblecote Primary"),
                                          given.get("handle", "@bramblecote"), given.get("id"))
        value = given.get("token", f"google-token-{channel.id}")
        self._state.tokens[value] = Token(value, channel.id)
        return {"id": channel.id, "token": value, "uploads": channel.uploads}

    def _channel(self, given):
        if given.get("channel"):
            return self._state.channels[given["channel"]]
        if not self._state.channels:
            raise Refused("there is no channel yet")
        return next(iter(self._state.channels.values()))

    def _video(self, given):
        """Makes a video, or with `id` changes one."""
        kinds = {"title": str, "description": str, "privacy": one_of("public", "private", "unlisted"),
                 "comments_enabled": bool, "made_for_kids": bool, "trouble": str}
        wanted = {name: given[name] for name in kinds if name in given}
        if "id" in given:
            video = self._state.video(given["id"])
            text = (video.title, video.description)
            set_switches(video, wanted, **kinds)
            video.revision += text != (video.title, video.description)
            self._network.video_changed(video)
        else:
            video = self._state.add_video(self._channel(given).id, given.get("title", "Autumn concert"),
                                          created_of(given, self._state.clock))
            set_switches(video, wanted, **kinds)
            self._network.video_changed(video)
        return {"id": video.id}

    def _community_post(self, given):
        channel = self._channel(given)
        channel.posts.append(f"UgkxPost{len(channel.posts) + 1:04d}")
        return {"id": channel.posts[-1]}

    def _author(self, given):
        if given.get("unknown_author"):
            return "", ""
        handle = given.get("author_name", "@sampleparent")
        return given.get("author_id", f"UCperson{sum(handle.encode()) * 7919 % 10**14:014d}xx"), handle

    def _comment(self, given):
        """Under `video`, under `post`, or about the channel itself."""
        channel = self._channel(given)
        if given.get("video"):
            channel = self._state.channels[self._state.video(given["video"]).channel_id]
        return self._made(given, channel, given.get("video", ""), given.get("post", ""), None)

    def _reply(self, given):
        parent = self._state.comment(given["comment"])
        if parent.parent_id:
            parent = self._state.comment(parent.parent_id)  # two levels only
        return self._made(given, self._state.channels[parent.channel_id], parent.video_id, parent.post_id, parent)

    def _made(self, given, channel, video_id, post_id, parent):
        author = (channel.id, channel.handle) if given.get("as_channel") else self._author(given)
        comment = self._state.add_comment(
            channel.id, given.get("text", ""), author, video_id, post_id, parent,
            created_of(given, self._state.clock), given.get("image_url", ""),
            one_of(*STATUSES)(given.get("status", "published")))
        comment.likes = int(given.get("likes", 0))
        return {"id": comment.id, "author_id": comment.author_id}

    def _edit(self, given):
        comment = self._state.comment(given["id"])
        self._state.edit(comment, given["text"])
        return {"revision": comment.revision}

    def _delete(self, given):
        self._network.remove(given["id"])
        return {}

    def _status(self, given):
        """What the studio or the network itself decides about a comment."""
        self._state.decide(self._state.comment(given["id"]), one_of(*STATUSES)(given["status"]))
        return {}

    def _token(self, given):
        value = given["token"]
        token = self._state.tokens.setdefault(value, Token(value, given.get("channel") or self._channel(given).id))
        if "scopes" in given:
            token.scopes = {_SCOPES[name] for name in given["scopes"]}
        token.revoked = bool(given.get("revoked", token.revoked))
        if "expires_in" in given:
            token.expires_at = self._state.clock.now() + float(given["expires_in"])
        return {}

    def _project(self, given):
        return set_switches(self._state.project, given, client_id=str, client_secret=str, redirect_uri=str, key=str,
                            testing=bool, audited=bool)

    def _consent(self, given):
        """What the person says at the next request for access, and as which `channel`. `withdrawn`: the person takes
        back what was granted."""
        if given.get("withdrawn"):
            self._network.login.withdraw()
        login = self._network.login
        login.denied, login.channel_id = bool(given.get("denied", False)), given.get("channel", "")
        login.says_life = bool(given.get("says_life", True))
        return {}

    def _switches(self, given):
        return set_switches(self._state.switches, given, after_rejected=one_of("processingFailure", "forbidden"),
                            batch=one_of("whole", "partly"), status_of_published=bool,
                            originals=one_of("own", "all"), held_replies_listed=bool,
                            rejected_by_id=bool, posts_in_all=bool,
                            shown_after=float, moderated_after=float, processed_after=float, estimate_off=int)

    def _quota(self, given):
        """`units` and `uploads` a day; tells what is left."""
        quota = self._network.quota
        for name in given:
            if name not in quota.limits:
                raise Refused(f"known: {', '.join(quota.limits)}")
            quota.limits[name] = int(given[name])
        return quota.left()

    def _dump(self, query):
        state = self._state
        return {"now": state.clock.now(), "quota": self._network.quota.left(),
                "channels": {each.id: dict(asdict(each), banned=sorted(each.banned), uploads=each.uploads)
                             for each in state.channels.values()},
                "videos": {each.id: asdict(each) for each in state.videos.values()},
                "comments": {each.id: asdict(each) for each in state.comments.values()}}
