"""What a page does about what was said on it: hide, delete, edit its own, block."""
from facebook.state import Comment, Post
from meta import access, errors
from meta.parameters import boolean, only


class Changes:
    def __init__(self, state, publishing):
        self.state = state
        self._publishing = publishing

    def change(self, call, token, found):
        only(call.parameters, {"access_token", "appsecret_proof", "is_hidden", "message"})
        if isinstance(found, (Comment, Post)) and "is_hidden" in call.parameters:
            self._may_moderate(token, found)
            if found.author_id == token.page_id:
                raise errors.GraphError(200, "(#200) The page's own content cannot be hidden", status=403)
            self.state.hide(found, boolean(call.parameters, "is_hidden"))
        elif isinstance(found, Comment) and call.parameters.get("message"):
            access.require(token, "pages_manage_engagement", ("MODERATE",))
            if found.author_id != token.page_id:
                raise errors.no_permission("Only the author can edit a comment")
            self.state.edit(found, call.parameters["message"])
        elif isinstance(found, Post) and call.parameters.get("message"):
            self._publishing.edit(call, token, found)
        else:
            raise errors.bad_parameter("Nothing to change was given")
        return {"success": True}

    def _may_moderate(self, token, found):
        own_post = isinstance(found, Post) and found.kind not in ("visitor", "tagged")
        access.require(token, "pages_manage_posts" if own_post else "pages_manage_engagement",
                       ("CREATE_CONTENT", "MANAGE") if own_post else ("MODERATE",))

    def delete(self, call, token, found):
        only(call.parameters, {"access_token", "appsecret_proof"})
        if not isinstance(found, (Comment, Post)):
            raise errors.gone("delete", found.id)
        self._may_moderate(token, found)
        if isinstance(found, Comment):
            self.state.delete_comment(found)
        else:
            self.state.delete(found)
        return {"success": True}

    def blocked(self, call, token, page):
        access.require_any(token, ("pages_manage_metadata", "pages_manage_engagement"), ("MODERATE", "MANAGE"))
        if call.method == "GET":
            return {"data": [{"id": person, "name": name} for person, name in page.blocked.items()]}
        only(call.parameters, {"access_token", "appsecret_proof", "user", "asid", "psid", "uid"})
        given = [call.parameters[name] for name in ("user", "asid", "psid", "uid") if call.parameters.get(name)]
        if len(given) != 1:
            raise errors.bad_parameter("Exactly one of user, asid, psid is required")
        people = [person.strip(' "[]') for person in given[0].split(",")]
        if call.method == "DELETE":
            for person in people:
                page.blocked.pop(person, None)
            return {"success": True}
        return {person: self._block(page, person) for person in people}

    def _block(self, page, person):
        names = [c.author_name for c in self.state.comments.values()
                 if c.page_id == page.id and c.author_id == person] + [
                     p.author_name for p in self.state.posts.values()
                     if p.page_id == page.id and p.author_id == person and p.kind != "own"]
        if not names:
            return False
        page.blocked[person] = names[-1]
        return True
