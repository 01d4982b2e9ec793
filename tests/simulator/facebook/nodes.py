"""Objects as the network writes them: only the fields that were asked for, and never a field that is not there."""
from network.clock import stamp
from meta.errors import GraphError, bad_parameter

_POST_FIELDS = {"id", "message", "story", "created_time", "updated_time", "permalink_url", "from", "full_picture",
                "status_type", "is_published", "is_hidden", "scheduled_publish_time", "parent_id", "attachments",
                "comments", "message_tags", "story_tags", "tagged_time", "shares", "to", "place", "privacy",
                "is_expired", "icon", "actions", "properties"}
_POST_WITHDRAWN = {"type", "link", "name", "caption", "description", "picture", "object_id"}
_COMMENT_FIELDS = {"id", "message", "created_time", "from", "parent", "attachment", "comment_count", "like_count",
                   "is_hidden", "is_private", "can_hide", "can_remove", "can_comment", "can_reply_privately",
                   "message_tags", "permalink_url", "object", "comments", "user_likes", "live_broadcast_timestamp"}
_PAGE_FIELDS = {"id", "name", "link", "username", "tasks", "access_token", "category", "fan_count", "about",
                "followers_count", "is_published", "verification_status", "instagram_business_account", "website"}
_PHOTO_FIELDS = {"id", "alt_text", "alt_text_custom", "images", "link", "created_time", "from", "name"}
_ATTACHMENT_FIELDS = {"type", "media_type", "media", "target", "title", "description", "url", "unshimmed_url",
                      "subattachments"}
_SUBATTACHMENTS = 12  # of an album, unless a limit is given
_SITE = "https://www.facebook.com"
_PICTURES = "https://scontent.example"


def check(kind, fields, known):
    for wanted in fields or []:
        if wanted.name not in known:
            raise bad_parameter(f"Tried accessing nonexisting field ({wanted.name}) on node type ({kind})")


def check_post(fields):
    if any(wanted.name in _POST_WITHDRAWN for wanted in fields or []):
        raise GraphError(12, "(#12) deprecate_post_aggregated_fields_for_attachement is deprecated for versions "
                             "v3.3 and higher")
    check("Post", fields, _POST_FIELDS)
    for wanted in fields or []:
        if wanted.name == "comments":
            check_comment(wanted.fields)


def check_comment(fields):
    check("Comment", fields, _COMMENT_FIELDS)


class Renderer:
    """Writes objects for one answer. `served` collects which revisions went into it; `nested` answers an edge
    inside an object (comments of a post) and is handed in by the calls, which know about edges."""

    def __init__(self, state, token, nested):
        self.state = state
        self.token = token
        self.nested = nested
        self.served = []

    def post(self, post, fields, tagged=False):
        names = [wanted.name for wanted in fields or []]
        values = self._post_values(post, tagged)
        if not fields:
            names = ["id", "created_time", "message", "story"]
        result = {}
        for index, name in enumerate(names):
            wanted = fields[index] if fields else None
            if name == "comments":
                result[name] = self.nested(self, post.id, wanted)
            elif name == "attachments" and values.get(name):
                result[name] = {"data": _pick_all("StoryAttachment", [values[name]], wanted and wanted.fields)}
            elif name == "from" and values.get(name):
                result[name] = _person(values[name], wanted and wanted.fields)
            elif values.get(name) is not None:
                result[name] = values[name]
        result["id"] = post.id
        if "message" in names:
            self.served.append((f"{post.kind}_post", post.id, post.revision, post.message, None))
        return result

    def _post_values(self, post, tagged):
        number = post.id.split("_")[-1]
        waiting = post.kind in ("scheduled", "unpublished")
        author = {"name": post.author_name, "id": post.author_id} if post.author_known else None
        return {"message": post.message or None, "created_time": stamp(post.created),
                "updated_time": stamp(post.updated), "from": author, "is_published": not waiting,
                "is_hidden": post.hidden,
                "scheduled_publish_time": int(post.scheduled) if post.kind == "scheduled" else None,
                "permalink_url": f"{_SITE}/{post.page_id}/posts/{number}",
                "status_type": "added_photos" if post.photos else "mobile_status_update",
                "full_picture": self._source(self.state.photos[post.photos[0]]) if post.photos else None,
                "tagged_time": stamp(post.created) if tagged else None,
                "attachments": self._attachment(post)}

    def comment(self, comment, fields):
        values = self._comment_values(comment)
        names = [wanted.name for wanted in fields] if fields else ["created_time", "from", "message"]
        result = {}
        for index, name in enumerate(names):
            wanted = fields[index] if fields else None
            if name == "comments":
                result[name] = self.nested(self, comment.id, wanted)
            elif name == "parent":
                if comment.parent_id:
                    result[name] = self._parent(comment, wanted and wanted.fields)
            elif name == "from" and values.get(name):
                result[name] = _person(values[name], wanted and wanted.fields)
            elif name == "attachment" and values.get(name):
                result[name] = _pick("StoryAttachment", values[name], wanted and wanted.fields)
            elif values.get(name) is not None:
                result[name] = values[name]
        if self.token.kind == "user" or "MODERATE" in self.token.tasks:
            result["id"] = comment.id
            if "message" in names:
                self.served.append(("comment", comment.id, comment.revision, comment.message, comment.attachment))
        else:
            result.pop("id", None)  # without MODERATE the network withholds the ids and says nothing
        return result

    def _parent(self, comment, fields):
        parent = self.state.comments[comment.parent_id]
        if fields:
            check_comment(fields)
            return self.comment(parent, fields)
        return {"created_time": stamp(parent.created), "message": parent.message, "id": parent.id}

    def _comment_values(self, comment):
        own = comment.author_id == comment.page_id
        number = comment.id.split("_")[-1]
        target = comment.object_id.split("_")[-1]
        where = f"comment_id={number}"
        if comment.parent_id:
            where = f"comment_id={comment.parent_id.split('_')[-1]}&reply_comment_id={number}"
        return {"message": comment.message, "created_time": stamp(comment.created), "like_count": comment.likes,
                "comment_count": len(self.state.replies(comment)), "is_hidden": comment.hidden, "is_private": False,
                "can_hide": not own, "can_remove": True, "can_comment": True, "can_reply_privately": not own,
                "user_likes": False, "attachment": self._attached(comment), "object": {"id": comment.object_id},
                "from": {"name": comment.author_name, "id": comment.author_id} if comment.author_known else None,
                "permalink_url": f"{_SITE}/{comment.page_id}/posts/{target}?{where}"}

    def _attached(self, comment):
        return self._photo_attachment(comment.photo) if comment.photo else comment.attachment

    def page(self, page, fields, with_token=""):
        check("Page", fields, _PAGE_FIELDS)
        values = {"name": page.name, "link": f"{_SITE}/{page.id}", "tasks": sorted(self.token.tasks),
                  "is_published": True, "access_token": with_token or None, "category": "Primary school"}
        names = [wanted.name for wanted in fields] if fields else ["name"]
        result = {name: values[name] for name in names if values.get(name) is not None}
        for wanted in fields or []:
            if wanted.name == "instagram_business_account" and page.instagram:
                asked = {each.name for each in wanted.fields or []} | {"id"}
                check("IGUser", wanted.fields, set(page.instagram))
                result[wanted.name] = {name: value for name, value in page.instagram.items() if name in asked}
        result["id"] = page.id
        return result

    def photo(self, photo, fields):
        check("Photo", fields, _PHOTO_FIELDS)
        values = {"alt_text": photo.alt_text, "alt_text_custom": photo.alt_text or None,
                  "link": f"{_SITE}/photo.php?fbid={photo.id}",
                  "images": [{"height": 720, "source": self._source(photo), "width": 960}]}
        names = [wanted.name for wanted in fields] if fields else ["created_time"]
        result = {name: values[name] for name in names if values.get(name) is not None}
        result["id"] = photo.id
        return result

    def _source(self, photo):
        """What was uploaded can be fetched here; the rest is an address only."""
        return f"{self.state.pictures_at()}/{photo.id}.jpg" if photo.data else f"{_PICTURES}/p{photo.id}.jpg?oe=0"

    def _attachment(self, post):
        if not post.photos:
            return None
        single = [dict(self._photo_attachment(photo), media_type="photo") for photo in post.photos]
        if len(single) == 1:
            return single[0]
        return {"type": "album", "media_type": "album", "media": single[0]["media"],
                "target": {"id": post.id.split("_")[-1], "url": f"{_SITE}/media/set/?set=a.1"},
                "subattachments": {"data": single}}

    def _photo_attachment(self, photo_id):
        return {"type": "photo",
                "media": {"image": {"height": 720, "src": self._source(self.state.photos[photo_id]), "width": 960}},
                "target": {"id": photo_id, "url": f"{_SITE}/photo.php?fbid={photo_id}"},
                "url": f"{_SITE}/photo.php?fbid={photo_id}"}


def _person(person, fields):
    check("User", fields, {"id", "name", "picture", "first_name", "last_name", "username", "link"})
    if not fields:
        return dict(person)
    values = dict(person, picture={"data": {"height": 50, "is_silhouette": True, "width": 50,
                                            "url": f"{_PICTURES}/u{person['id']}.jpg"}})
    result = {wanted.name: values[wanted.name] for wanted in fields if wanted.name in values}
    result["id"] = person["id"]
    return result


def _pick(kind, value, fields):
    check(kind, fields, _ATTACHMENT_FIELDS)
    if not fields:
        return {name: part for name, part in value.items() if name != "subattachments"}
    result = {}
    for wanted in fields:
        if wanted.name not in value:
            continue
        part = value[wanted.name]
        result[wanted.name] = part
        if wanted.name == "subattachments":
            limit = int(wanted.arguments.get("limit", _SUBATTACHMENTS))
            result[wanted.name] = {"data": _pick_all(kind, part["data"][:limit], wanted.fields)}
            if len(part["data"]) > limit:
                result[wanted.name]["paging"] = {"next": f"{_SITE}/next-page-of-the-album"}
    return result


def _pick_all(kind, values, fields):
    return [_pick(kind, value, fields) for value in values]
