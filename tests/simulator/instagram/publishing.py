"""From a container to media: what is made, what time does to it, and what is published once."""
from instagram.state import DAY_SECONDS, Container
from meta import access, errors
from meta.parameters import boolean, one_of, only

CAPTION_MAX, HASHTAGS_MAX, MENTIONS_MAX = 2200, 30, 20
_COMMON = {"access_token", "appsecret_proof"}
_MADE = _COMMON | {"image_url", "video_url", "caption", "alt_text", "is_carousel_item", "media_type", "children",
                   "user_tags", "location_id", "collaborators"}
_TEXTS = {"IN_PROGRESS": "In Progress: Media is still being processed.",
          "FINISHED": "Finished: Media has been uploaded and it is ready to be published.",
          "EXPIRED": "Expired: The container was not published within 24 hours.",
          "PUBLISHED": "Published: Media has been successfully published."}


def refused(code, subcode, text):
    return errors.GraphError(code, text, subcode, transient=False, user=(text, text))


class Publishing:
    def __init__(self, state):
        self.state = state

    def may(self, token):
        access.require(token, "instagram_content_publish", ("CREATE_CONTENT", "MANAGE"))

    def make(self, call, token, account):
        """POST {user}/media."""
        self.may(token)
        only(call.parameters, _MADE)
        given = call.parameters
        kind = one_of(given, "media_type", ("IMAGE", "CAROUSEL", "REELS"), "IMAGE")
        self._check_caption(given.get("caption", ""))
        made = Container(self.state.next_id("container"), account.id, kind, self.state.clock.now(),
                         given.get("caption", ""), given.get("alt_text", ""))
        if "is_carousel_item" in given:
            made.is_item = boolean(given, "is_carousel_item")
        if made.alt_text and kind != "IMAGE":
            raise errors.bad_parameter("Param alt_text is supported for images only")
        if kind == "CAROUSEL":
            made.children = self._children(given.get("children", ""))
        elif not given.get("image_url" if kind == "IMAGE" else "video_url"):
            raise errors.bad_parameter("The parameter image_url is required" if kind == "IMAGE" else
                                       "The parameter video_url is required")
        made.error, made.source = call.prepared, given.get("image_url", "")
        if made.error and self.state.switches.fetch_errors == "creation":
            raise refused(*made.error)
        self.state.containers[made.id] = made
        return {"id": made.id}

    def _check_caption(self, caption):
        if len(caption) > CAPTION_MAX or caption.count("#") > HASHTAGS_MAX or caption.count("@") > MENTIONS_MAX:
            raise refused(36004, 2207010, "The caption is too long, or has too many hashtags or mentions")

    def _children(self, text):
        found = [self.state.containers.get(each) for each in text.split(",")]
        if not 2 <= len(found) <= 10 or any(each is None or not each.is_item for each in found):
            raise errors.bad_parameter("Param children must be the ids of 2 to 10 carousel items")
        if any(self.status(each) != "FINISHED" for each in found):
            raise refused(9007, 2207027, "Media ID is not available")
        return [each.id for each in found]

    def status(self, container):
        age = self.state.clock.now() - container.created
        if container.media_id:
            return "PUBLISHED"
        if age >= DAY_SECONDS:
            return "EXPIRED"
        if age < self.state.switches.container_seconds:
            return "IN_PROGRESS"
        return "ERROR" if container.error else "FINISHED"

    def show(self, container, fields):
        status = self.status(container)
        text = _TEXTS.get(status) or f"Error: {container.error[2]} (subcode {container.error[1]})"
        values = {"status_code": status, "status": text}
        for wanted in fields or []:
            if wanted.name not in ("id", "status", "status_code"):
                raise errors.bad_parameter(f"Tried accessing nonexisting field ({wanted.name}) on node type "
                                           "(IGContainer)")
        return dict({wanted.name: values[wanted.name] for wanted in fields or [] if wanted.name in values},
                    id=container.id)

    def publish(self, call, token, account):
        """POST {user}/media_publish."""
        self.may(token)
        only(call.parameters, _COMMON | {"creation_id"})
        container = self.state.containers.get(call.parameters.get("creation_id", ""))
        if container is None or container.account_id != account.id or container.is_item:
            raise refused(24, 2207008, "The container does not exist")
        status = self.status(container)
        if status == "PUBLISHED":
            raise errors.GraphError(self.state.switches.double_publish, "The container was published already")
        if status == "EXPIRED":
            raise refused(24, 2207006, "The container has expired")
        if status != "FINISHED":
            raise errors.GraphError(9007, "Media ID is not available", 2207027, transient=False, user=(
                "Media ID is not available", "The media is not ready for publishing, please wait for a moment"))
        if self.used(account) >= self.state.switches.quota_total:
            raise refused(9, 2207042, "The maximum number of posts for a day was reached")
        account.published.append(self.state.clock.now())
        return {"id": self._media_of(container, account).id}

    def _media_of(self, container, account, parent_id=""):
        kind, product = {"CAROUSEL": ("CAROUSEL_ALBUM", "FEED"), "REELS": ("VIDEO", "REELS")}.get(
            container.kind, ("IMAGE", "FEED"))
        media = self.state.add_media(account.id, account.username, container.caption, kind=kind, product=product,
                                     alt_text=container.alt_text, parent_id=parent_id, source=container.source)
        container.media_id = media.id
        media.children = [self._media_of(self.state.containers[each], account, media.id).id
                          for each in container.children]
        return media

    def used(self, account):
        horizon = self.state.clock.now() - DAY_SECONDS
        return sum(1 for moment in account.published if moment > horizon)

    def limit(self, call, token, account):
        self.may(token)
        only(call.parameters, _COMMON | {"fields", "since"})
        names = [name for name in call.parameters.get("fields", "quota_usage").split(",") if name]
        values = {"quota_usage": self.used(account),
                  "config": {"quota_total": self.state.switches.quota_total, "quota_duration": DAY_SECONDS}}
        for name in names:
            if name not in values:
                raise errors.bad_parameter(f"Tried accessing nonexisting field ({name})")
        return {"data": [{name: values[name] for name in names}]}
