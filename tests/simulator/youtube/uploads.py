"""Videos on their way in, piece by piece, and what becomes of them afterwards."""
import itertools
import re
from dataclasses import dataclass

from network.calls import Answer
from network.clock import moment_of
from youtube import access, errors, parameters
from youtube.nodes import Renderer

PIECE = 256 * 1024
TITLE_MAX, DESCRIPTION_MAX = 100, 5000
_PRIVACY = ("private", "public", "unlisted")
_SNIPPET = {"title": str, "description": str, "tags": list, "categoryId": str, "defaultLanguage": str}
_STATUS = {"privacyStatus": str, "publishAt": str, "selfDeclaredMadeForKids": bool, "embeddable": bool, "license": str,
           "publicStatsViewable": bool, "containsSyntheticMedia": bool}
_SHAPE = {"id": str, "snippet": _SNIPPET, "status": _STATUS}


@dataclass
class Session:
    channel_id: str
    given: dict
    parts: set
    total: int
    data: bytes = b""
    video_id: str = ""


class Uploads:
    def __init__(self, state, changed):
        self.state = state
        self._changed = changed
        self._sessions = {}
        self._numbers = itertools.count(1)

    def begin(self, call):
        """POST /upload/youtube/v3/videos: what it is, before the bytes."""
        who = access.caller(self.state, call, access.UPLOADS)
        parameters.only(call, "uploadType", "notifySubscribers")
        if call.parameters.get("uploadType") != "resumable":
            raise errors.bad("invalidParameter", "uploadType must be resumable", "uploadType")
        parts = parameters.parts(call, "id", "snippet", "status")
        size = call.headers.get("x-upload-content-length", "")
        if not size.isdigit() or not call.headers.get("x-upload-content-type", "").startswith("video/"):
            raise errors.bad("badRequest", "X-Upload-Content-Length and X-Upload-Content-Type are wanted")
        given = parameters.body(call, _SHAPE)
        self._check_snippet(given.get("snippet", {}))
        self._check_status(given.get("status", {}))
        name = f"session-{next(self._numbers):04d}"
        self._sessions[name] = Session(who.token.channel_id, given, parts, int(size))
        where = f"{call.base_url}{call.path}?uploadType=resumable&upload_id={name}"
        return Answer(raw=b"", headers={"Location": where, "X-GUploader-UploadID": name})

    def _check_snippet(self, snippet):
        title = snippet.get("title", "")
        if not title.strip() or len(title) > TITLE_MAX or "<" in title or ">" in title:
            raise errors.bad("invalidTitle", "", "body.snippet.title")
        if len(snippet.get("description", "").encode()) > DESCRIPTION_MAX:
            raise errors.bad("invalidDescription", "", "body.snippet.description")

    def _check_status(self, status):
        if status.get("privacyStatus", "public") not in _PRIVACY:
            raise errors.bad("invalidVideoMetadata", "", "body.status.privacyStatus")
        if "publishAt" in status:
            if status.get("privacyStatus") != "private" or self._moment(status) <= self.state.clock.now():
                raise errors.bad("invalidPublishAt", "", "body.status.publishAt")

    def _moment(self, status):
        try:
            return moment_of(status["publishAt"])
        except ValueError:
            raise errors.bad("invalidPublishAt", "", "body.status.publishAt") from None

    def carry_on(self, call):
        """PUT to the session: all bytes, a piece of them, or the question how many there are."""
        session = self._sessions.get(call.parameters.get("upload_id", ""))
        if session is None or "lost_session" in call.tricks:
            self._sessions.pop(call.parameters.get("upload_id", ""), None)
            raise errors.GoogleError(404, "notFound", "Not Found")
        access.caller(self.state, call, access.UPLOADS)
        if session.video_id:
            return self._shown(session)
        written = call.headers.get("content-range", f"bytes 0-{len(call.body) - 1}/{session.total}")
        if written == f"bytes */{session.total}" and not call.body:
            return self._so_far(session)
        self._take(session, written, call)
        return self._finish(session) if len(session.data) == session.total else self._so_far(session)

    def _take(self, session, written, call):
        found = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", written)
        first, last, total = map(int, found.groups()) if found else (-1, -1, -1)
        fits = total == session.total and first <= len(session.data) and last - first + 1 == len(call.body)
        if not fits or last + 1 < total and len(call.body) % PIECE:
            raise errors.bad("badRequest", "Failed to parse Content-Range header.")
        piece = call.body
        if "interrupted" in call.tricks:  # only some of it arrived
            piece = piece[:len(piece) // 2 // PIECE * PIECE]
        session.data = session.data[:first] + piece

    def _so_far(self, session):
        headers = {"Range": f"bytes=0-{len(session.data) - 1}"} if session.data else {}
        return Answer(raw=b"", status=308, headers=headers)

    def _finish(self, session):
        video = self.state.add_video(session.channel_id, "")
        self._apply(video, session.given, session.parts)
        video.upload_status, video.processed_at = "uploaded", (
            self.state.clock.now() + self.state.switches.processed_after)
        if not self.state.project.audited:
            video.privacy, video.publish_at = "private", 0.0
        session.video_id, session.data = video.id, b""
        self._changed(video)
        return self._shown(session)

    def _shown(self, session):
        renderer = Renderer(self.state, access.Caller(next(
            token for token in self.state.tokens.values() if token.channel_id == session.channel_id)))
        return Answer(renderer.video(self.state.video(session.video_id), session.parts), renderer.served)

    def _apply(self, video, given, parts):
        """Each named part is replaced entirely: what is left out is erased."""
        if "snippet" in parts:
            snippet = given.get("snippet", {})
            text = (video.title, video.description)
            video.title, video.description = snippet["title"], snippet.get("description", "")
            video.tags, video.category = snippet.get("tags", []), snippet.get("categoryId", "22")
            video.revision += text != (video.title, video.description) and text[0] != ""
        if "status" in parts:
            status = given.get("status", {})
            video.privacy = status.get("privacyStatus", "public")
            video.publish_at = self._moment(status) if "publishAt" in status else 0.0
            video.made_for_kids = status.get("selfDeclaredMadeForKids", False)
            video.comments_enabled = video.comments_enabled and not video.made_for_kids

    def _mine(self, who, identity):
        try:
            video = self.state.video(identity)
        except LookupError:
            raise errors.missing("video", identity) from None
        if not who.owns(video.channel_id):
            raise errors.forbidden()
        return video

    def change(self, call):
        """PUT /videos."""
        who = access.caller(self.state, call, access.CHANGES)
        parameters.only(call)
        parts = parameters.parts(call, "id", "snippet", "status")
        given = parameters.body(call, _SHAPE)
        video = self._mine(who, given.get("id", ""))
        if "snippet" in parts:
            self._check_snippet(given.get("snippet", {}))
            if not given["snippet"].get("categoryId"):
                raise errors.bad("invalidCategoryId", "", "body.snippet.categoryId")
        if "status" in parts:
            self._check_status(given.get("status", {}))
        self._apply(video, given, parts)
        self._changed(video)
        renderer = Renderer(self.state, who)
        return Answer(renderer.video(video, parts), renderer.served)

    def delete(self, call):
        who = access.caller(self.state, call, access.CHANGES)
        parameters.only(call, "id")
        video = self._mine(who, parameters.ids(call, 1)[0])
        video.deleted = True
        self._changed(video)
        return Answer(status=204)
