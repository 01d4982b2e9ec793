"""What a page says: posts, photos, scheduled posts, replies."""
import json
import re

from meta import access, errors, selection
from meta.parameters import boolean, only

BYTES_MAX = 10 * 1024 * 1024
AHEAD_LEAST, AHEAD_MOST = 10 * 60, 30 * 86400
TEXT_MAX = 8000
_COMMON = {"access_token", "appsecret_proof", "fields"}
_KINDS = (b"\xff\xd8", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_TASKS = ("CREATE_CONTENT", "MANAGE")


class Publishing:
    def __init__(self, state, write):
        """`write` writes a post for a token: (token, post, fields)."""
        self.state = state
        self._write = write
        self.duplicate_seconds = 600

    def feed(self, call, token, page):
        """POST {page}/feed."""
        access.require(token, "pages_manage_posts", _TASKS)
        attached = sorted(name for name in call.parameters if re.fullmatch(r"attached_media\[\d+\]", name))
        only(call.parameters, _COMMON | {"message", "link", "published", "scheduled_publish_time", *attached})
        message, link = call.parameters.get("message", ""), call.parameters.get("link", "")
        photos = [self._unpublished(page, call.parameters[name]) for name in attached]
        if not message and not link and not photos:
            raise errors.bad_parameter("The post is empty. Enter something to share.")
        kind, moment = self._when(call)
        self._not_twice(page, message or link)
        post = self.state.add_post(page.id, message or link, kind)
        post.scheduled, post.by_application = moment, True
        self.state.adopt(post, photos)
        return self._made(call, token, post.id)

    def _when(self, call):
        """The kind of a new post, and when it is to appear."""
        published = boolean(call.parameters, "published") if "published" in call.parameters else True
        moment = call.parameters.get("scheduled_publish_time")
        if moment is None:
            return ("own" if published else "unpublished"), 0.0
        ahead = int(moment) - self.state.clock.now() if moment.isdigit() else 0
        if published or not AHEAD_LEAST <= ahead <= AHEAD_MOST:
            raise errors.bad_parameter("The specified scheduled publish time is invalid.")
        return "scheduled", float(moment)

    def _not_twice(self, page, message):
        now = self.state.clock.now()
        for post_id in page.posts:
            post = self.state.posts[post_id]
            if post.by_application and not post.deleted and post.message == message and message and (
                    now - post.created < self.duplicate_seconds):
                raise duplicate_post()

    def _unpublished(self, page, text):
        try:
            photo = self.state.photos[str(json.loads(text)["media_fbid"])]
        except (ValueError, TypeError, KeyError):
            raise errors.bad_parameter("Param attached_media must name an unpublished photo") from None
        if photo.page_id != page.id or photo.post_id or self.state.lapsed(photo):
            raise errors.bad_parameter("Param attached_media must name an unpublished photo")
        return photo

    def photos(self, call, token, page):
        """POST {page}/photos: by address, or as a part of the form."""
        access.require(token, "pages_manage_posts", _TASKS)
        only(call.parameters, _COMMON | {"url", "caption", "message", "alt_text_custom", "published"})
        data = call.prepared if "url" in call.parameters else call.files.get("source") and call.files["source"].data
        if set(call.files) - {"source"} or ("url" in call.parameters) == ("source" in call.files):
            raise errors.bad_parameter("Either url or source is required")
        if data is None or not data.startswith(_KINDS):
            raise errors.GraphError(324, "(#324) Missing or invalid image file")
        if len(data) > BYTES_MAX:
            raise errors.GraphError(1366046, "(#1366046) Your photos couldn't be uploaded. They should be under 10 MB.")
        photo = self.state.add_photo(page.id, call.parameters.get("alt_text_custom", ""), data)
        if "published" in call.parameters and not boolean(call.parameters, "published"):
            return {"id": photo.id}
        post = self.state.add_post(page.id, call.parameters.get("message") or call.parameters.get("caption", ""))
        post.by_application = True
        self.state.adopt(post, [photo])
        return {"id": photo.id, "post_id": post.id}

    def comment(self, call, token, target, parent=None):
        """POST {post or comment}/comments, as the page."""
        access.require(token, "pages_manage_engagement", ("MODERATE",))
        only(call.parameters, _COMMON | {"message", "attachment_id"})
        message, picture = call.parameters.get("message", ""), call.parameters.get("attachment_id")
        if len(message) > TEXT_MAX or not message and not picture:
            raise errors.bad_parameter("The comment is empty or too long")
        attachment = None
        if picture:
            if picture not in self.state.photos:
                raise errors.bad_parameter("Param attachment_id must name an unpublished photo")
            attachment = {"type": "photo", "target": {"id": picture}}
        page = self.state.page(token.page_id)
        made = self.state.add_comment(target, message, (page.id, page.name), parent.id if parent else "",
                                      attachment=attachment)
        return {"id": made.id}

    def edit(self, call, token, post):
        """POST {post} message: only what this application wrote."""
        access.require(token, "pages_manage_posts", _TASKS)
        if not post.by_application:
            raise errors.no_permission("Only posts that were made by this application can be edited")
        self.state.edit(post, call.parameters["message"])

    def _made(self, call, token, post_id):
        """With `fields`, what they ask for comes along."""
        fields = selection.parse(call.parameters.get("fields"))
        return self._write(token, self.state.posts[post_id], fields) if fields else {"id": post_id}


def duplicate_post():
    return errors.GraphError(506, "(#506) Duplicate status message", 1455006)


def link_preview_failed():
    return errors.GraphError(1609005, "(#1609005) The link preview could not be made")
