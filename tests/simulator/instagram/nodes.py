"""Objects as the network writes them: only the fields that were asked for, and never a field that is not there."""
from facebook.nodes import check
from meta import errors
from network.clock import stamp

MEDIA_FIELDS = {"id", "ig_id", "caption", "media_type", "media_product_type", "media_url", "thumbnail_url", "permalink",
                "shortcode", "timestamp", "username", "owner", "comments_count", "like_count", "is_comment_enabled",
                "alt_text", "children", "comments"}
COMMENT_FIELDS = {"id", "text", "timestamp", "username", "from", "user", "hidden", "like_count", "parent_id", "media",
                  "replies"}
USER_FIELDS = {"id", "username", "name", "profile_picture_url", "ig_id", "media_count", "followers_count", "biography",
               "website", "mentioned_comment", "mentioned_media"}
_DEFAULT_COMMENT = ("id", "text", "timestamp")
_PICTURES, _SITE = "https://cdn.example", "https://www.instagram.com"


def check_comment(fields):
    check("IGComment", fields, COMMENT_FIELDS)


def check_media(fields):
    check("IGMedia", fields, MEDIA_FIELDS)


def names_of(fields, default):
    return [wanted.name for wanted in fields] if fields else list(default)


class Renderer:
    """Writes objects for one answer. `served` collects which revisions went into it; `nested` writes the replies that
    come along with a comment, and is handed in by the calls, which know about edges."""

    def __init__(self, state, nested=None):
        self.state = state
        self.nested = nested
        self.served = []

    def user(self, account, fields):
        check("IGUser", fields, USER_FIELDS)
        values = {"id": account.id, "username": account.username, "name": account.name,
                  "profile_picture_url": f"{_PICTURES}/u{account.id}.jpg",
                  "media_count": len(self.state.media_of(account.id))}
        return dict({name: values[name] for name in names_of(fields, ()) if name in values}, id=account.id)

    def media(self, media, fields):
        check_media(fields)
        values = self._media_values(media)
        result = {}
        for wanted in fields or []:
            if wanted.name == "children" and media.children:
                check_media(wanted.fields)
                result["children"] = {"data": [self.media(self.state.media[each], wanted.fields)
                                               for each in media.children]}
            elif wanted.name == "comments":
                raise errors.bad_parameter("Ask for comments on their own edge")
            elif values.get(wanted.name) is not None:
                result[wanted.name] = values[wanted.name]
        result["id"] = media.id
        if "caption" in result or "caption" in names_of(fields, ()):
            kind = "post" if media.account_id else "tagged_post"
            self.served.append((kind, media.id, media.revision, media.caption, None))
        return result

    def _media_values(self, media):
        picture = media.source or f"{_PICTURES}/{media.id}.{'mp4' if media.kind == 'VIDEO' else 'jpg'}"
        count = max(0, len(self.state.under(media.id)) - self.state.switches.count_lag)
        code = f"A{int(media.id) % 10**9:09d}"
        return {"ig_id": media.id[5:], "caption": media.caption or None, "media_type": media.kind,
                "media_product_type": media.product, "media_url": picture if media.with_url else None,
                "thumbnail_url": f"{_PICTURES}/{media.id}.jpg" if media.kind == "VIDEO" else None,
                "permalink": f"{_SITE}/p/{code}/", "shortcode": code, "timestamp": stamp(media.created),
                "username": media.username, "owner": {"id": media.account_id} if media.account_id else None,
                "comments_count": count, "like_count": 3, "is_comment_enabled": media.comments_enabled,
                "alt_text": media.alt_text or None}

    def comment(self, comment, fields):
        check_comment(fields)
        values = self._comment_values(comment)
        result = {}
        for index, name in enumerate(names_of(fields, _DEFAULT_COMMENT)):
            wanted = fields[index] if fields else None
            if name == "replies":
                replies = self.nested(self, comment, wanted) if not comment.parent_id else None
                if replies:
                    result[name] = replies
            elif name == "media":
                result[name] = self.media(self.state.media[comment.media_id], wanted.fields)
            elif name == "from" and values["from"]:
                check("IGUser", wanted.fields, {"id", "username"})
                result[name] = values["from"]
            elif values.get(name) is not None:
                result[name] = values[name]
        result["id"] = comment.id
        if "text" in result:
            self.served.append(("comment", comment.id, comment.revision, comment.text, None))
        return result

    def _comment_values(self, comment):
        own = comment.author_id in self.state.accounts
        author = {"id": comment.author_id, "username": comment.username} if comment.author_known else None
        return {"text": comment.text, "timestamp": stamp(comment.created), "like_count": comment.likes,
                "username": comment.username, "from": author, "user": {"id": comment.author_id} if own else None,
                "hidden": comment.hidden, "parent_id": comment.parent_id or None}
