"""Pictures and videos on their way into a post: uploaded whole or in pieces, processed, described."""
import base64
import binascii
import itertools
import re
from dataclasses import dataclass, field

from network import multipart
from network.calls import Answer
from x import access, problems
from x.changes import body_of
from x.state import Picture

LIMITS = {"tweet_image": 5 * 2**20, "tweet_gif": 15 * 2**20, "tweet_video": 512 * 2**20}
KINDS = {"tweet_image": "photo", "tweet_gif": "animated_gif", "tweet_video": "video"}
_PREFIXES = {"photo": 3, "animated_gif": 16, "video": 7}
LIVES_SECONDS, ALT_TEXT_MAX, SEGMENT_MAX = 86400, 1000, 999
_HEADS = (b"\xff\xd8", b"\x89PNG", b"GIF8", b"RIFF")


@dataclass
class Upload:
    id: str
    owner_id: str
    category: str
    born: float
    expected: int = 0  # bytes; 0: came whole
    segments: dict = field(default_factory=dict)
    finished: float = 0.0  # when processing ends; 0: still being uploaded
    alt_text: str = ""
    failed: bool = False

    @property
    def kind(self):
        return KINDS[self.category]

    @property
    def key(self):
        return f"{_PREFIXES[self.kind]}_{self.id}"

    def size(self):
        return sum(map(len, self.segments.values()))


class Media:
    def __init__(self, state, limits):
        self.state = state
        self.limits = limits
        self.uploads = {}
        self.processing_seconds = 0.0
        self.next_fails = False
        self._ids = itertools.count(1800000000000000001)

    def upload(self, call, token):
        """POST /2/media/upload: a whole picture, as a form or in JSON; perhaps still the commands of old."""
        self._may(token)
        if call.content_type() == "multipart/form-data":
            fields, data = self._form(call)
        else:
            fields = body_of(call, ("media",), ("media_category", "media_type", "shared"))
            data = self._decoded(fields.pop("media"))
        if "command" in fields:
            return self._command(fields, data, token)
        if set(fields) - {"media_category", "media_type", "shared"} or data is None:
            raise problems.bad_body("$.media: is missing but it is required")
        made = self._begun(token, fields.get("media_category", "tweet_image"))
        self._check(made, len(data))
        if not data.startswith(_HEADS):
            raise problems.bad_body("The media is not of a supported type")
        made.segments[0], made.finished = data, self.state.clock.now()
        return self._told(made)

    def _may(self, token):
        access.require(token, ("media.write",), user_only=True)
        self.limits.may_spend()

    def _form(self, call):
        try:
            parts = multipart.parts(call)
        except ValueError:
            raise problems.bad_body("The form is not well formed") from None
        data = next((part.data for part in parts if part.name == "media"), None)
        return {part.name: part.data.decode() for part in parts if part.name != "media"}, data

    def _decoded(self, text):
        try:
            return base64.b64decode(text, validate=True)
        except (ValueError, TypeError, binascii.Error):
            raise problems.bad_body("$.media: must be base64") from None

    def _begun(self, token, category, expected=0):
        if category not in KINDS:
            raise problems.bad_body("$.media_category: must be one of " + ", ".join(KINDS))
        made = Upload(str(next(self._ids)), token.user_id, category, self.state.clock.now(), expected)
        self.uploads[made.id] = made
        return made

    def _check(self, upload, size):
        if size > LIMITS[upload.category]:
            raise problems.bad_body("The media is too large")

    def initialize(self, call, token):
        self._may(token)
        given = body_of(call, ("media_type", "total_bytes", "media_category"), ("shared",))
        made = self._begun(token, given["media_category"], int(given["total_bytes"]))
        self._check(made, made.expected)
        return self._told(made)

    def append(self, call, token, upload_id):
        self._may(token)
        upload = self._mine(upload_id, token)
        fields, data = self._form(call)
        index = fields.get("segment_index", "")
        if not re.fullmatch(r"\d{1,3}", index) or int(index) > SEGMENT_MAX or data is None:
            raise problems.bad_body(f"$.segment_index: must be between 0 and {SEGMENT_MAX}")
        upload.segments[int(index)] = data
        return Answer({"data": {"expires_at": int(upload.born + LIVES_SECONDS)}})

    def finalize(self, call, token, upload_id):
        self._may(token)
        upload = self._mine(upload_id, token)
        if upload.size() != upload.expected or set(upload.segments) != set(range(len(upload.segments))):
            raise problems.bad_body("The segments do not add up to the file that was announced")
        upload.finished = self.state.clock.now() + self.processing_seconds
        upload.failed, self.next_fails = self.next_fails, False
        return self._told(upload)

    def status(self, call, token):
        self._may(token)
        if set(call.parameters) != {"command", "media_id"} or call.parameters["command"] != "STATUS":
            raise problems.bad_body("The query parameters must be command=STATUS and media_id")
        return self._told(self._mine(call.parameters["media_id"], token))

    def _command(self, fields, data, token):
        """The single address of old."""
        command = fields.get("command")
        if not self.state.switches.legacy_media or command not in ("INIT", "APPEND", "FINALIZE"):
            raise problems.bad_body("$.command: is not defined in the schema")
        if command == "INIT":
            return self._told(self._begun(token, fields.get("media_category", "tweet_image"),
                                          int(fields.get("total_bytes", 0))))
        upload = self._mine(fields.get("media_id", ""), token)
        if command == "APPEND":
            upload.segments[int(fields.get("segment_index", 0))] = data or b""
            return Answer(status=204)
        upload.finished = self.state.clock.now() + self.processing_seconds
        return self._told(upload)

    def _mine(self, upload_id, token):
        upload = self.uploads.get(upload_id)
        alive = upload and self.state.clock.now() - upload.born < LIVES_SECONDS
        if not alive or upload.owner_id != token.user_id:
            raise problems.bad_body("Your media IDs are invalid.")
        return upload

    def _state_of(self, upload):
        if not upload.finished:
            return "pending"
        if self.state.clock.now() < upload.finished:
            return "in_progress"
        return "failed" if upload.failed else "succeeded"

    def _told(self, upload):
        told = {"id": upload.id, "media_key": upload.key, "size": upload.size(),
                "expires_after_secs": int(upload.born + LIVES_SECONDS - self.state.clock.now())}
        if upload.kind != "photo" and upload.finished:
            told["processing_info"] = {"state": self._state_of(upload)}
            if self._state_of(upload) == "in_progress":
                told["processing_info"]["check_after_secs"] = 1
        return Answer(told if self.state.switches.bare_media else {"data": told})

    def describe(self, call, token):
        """POST /2/media/metadata: the words for those who do not see it."""
        self._may(token)
        given = body_of(call, ("id", "metadata"))
        upload = self._mine(given["id"], token)
        metadata = given["metadata"]
        text = metadata.get("alt_text", {}).get("text") if isinstance(metadata, dict) else None
        if not isinstance(text, str) or not 1 <= len(text) <= ALT_TEXT_MAX or set(metadata) != {"alt_text"}:
            raise problems.bad_body(f"$.metadata.alt_text.text: must have 1 to {ALT_TEXT_MAX} characters")
        upload.alt_text = text
        self.limits.charge("manage")
        return Answer({"data": {"id": upload.id, "associated_metadata": {"alt_text": {"text": text}}}})

    def ready(self, upload_id, token):
        """An upload that may stand in a post."""
        upload = self._mine(upload_id, token)
        if self._state_of(upload) != "succeeded":
            raise problems.bad_body("Your media IDs are invalid.")
        return upload

    def shown(self, upload):
        """The media key it has in a post."""
        self.state.pictures[upload.key] = Picture(upload.key, upload.kind, upload.alt_text)
        if upload.kind == "photo":
            self.state.pictures[upload.key].data = b"".join(upload.segments[each] for each in sorted(upload.segments))
        return upload.key
