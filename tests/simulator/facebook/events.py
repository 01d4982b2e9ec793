"""What happened on a page, in the words of the webhook field `feed`."""
from facebook.state import Comment
from network.clock import stamp

_VERBS = {"add": "add", "edit": "edited", "remove": "remove", "hide": "hide", "unhide": "unhide"}


def value_of(state, verb, thing):
    """The `value` of one change. What was removed has neither words nor a time."""
    comment = isinstance(thing, Comment)
    value = {"item": "comment" if comment else "photo" if thing.photos else "status", "verb": _VERBS[verb]}
    if comment:
        post_id = thing.object_id
        value.update(post_id=post_id, comment_id=thing.id, parent_id=thing.parent_id or post_id)
    else:
        value["post_id"] = post_id = thing.id
    if thing.author_known:
        value["from"] = {"id": thing.author_id, "name": thing.author_name}
    if verb == "remove":
        return value
    value.update(created_time=int(thing.created), message=thing.message)
    post = state.posts.get(post_id)
    if comment and post:
        number = post.id.split("_")[-1]
        value["post"] = {"status_type": "added_photos" if post.photos else "mobile_status_update",
                         "is_published": True, "updated_time": stamp(post.updated), "id": post.id,
                         "permalink_url": f"https://www.facebook.com/{post.page_id}/posts/{number}",
                         "promotion_status": "inactive"}
    return value
