"""The simulated Facebook as a whole."""
from facebook.control import Control
from facebook.events import value_of
from facebook.graph import Graph
from facebook.publishing import BYTES_MAX, duplicate_post, link_preview_failed
from facebook.state import State
from meta import webhooks
from meta.fetch import fetched
from meta.host import GraphNetwork
from meta.paging import Paging
from meta.usage import Usage
from meta.webhooks import Webhooks
from network import damage
from network.calls import Answer
from network.visitor_page import Words

PICTURES = "/pictures/"


class Facebook(GraphNetwork):
    name = "facebook"
    title = "Facebook"
    shape = damage.Shape("data", ("message",), ("created_time",), ("from",))

    def __init__(self, world):
        super().__init__(world)
        self.state = State(world.clock)
        self.paging = Paging()
        self.usage = Usage()
        self.webhooks = Webhooks(self.state, world.callbacks)
        self.state.happened = self._happened
        self.state.pictures_at = lambda: f"http://127.0.0.1:{world.port}{PICTURES}".rstrip("/")
        self.graph = Graph(self.state, self.paging, self.usage, self.webhooks)
        self._control = Control(self)

    def catalogue(self):
        return super().catalogue({"duplicate_post": _refuse(duplicate_post),
                                  "link_preview_failed": _refuse(link_preview_failed)})

    def prepare(self, call):
        """A picture is fetched, or a callback asked, while nobody waits for the lock."""
        if self.webhooks.wants_check(call):
            call.prepared = webhooks.verified(call.parameters["callback_url"], call.parameters.get("verify_token", ""))
        url = call.parameters.get("url")
        if call.method == "POST" and call.path.endswith("/photos") and url is not None:
            call.prepared = fetched(url, self.world.picture_hosts, BYTES_MAX)

    def _happened(self, verb, thing):
        self.tell(thing.page_id, "feed", value_of(self.state, verb, thing))

    def tell(self, page_id, field, value):
        entry = {"id": page_id, "time": int(self.clock.now()), "changes": [{"field": field, "value": value}]}
        self.webhooks.tell("facebook", self.encode, "page", page_id, field, entry)

    def set_callback(self, given):
        self.webhooks.set_callback("page", given["url"], given.get("fields"))

    def tokens(self):
        return self.state.tokens

    def control(self):
        return self._control.post, self._control.get

    def answer(self, call):
        if call.method == "GET" and call.path.startswith(PICTURES):
            return self._picture(call.path[len(PICTURES):].removesuffix(".jpg"))
        return self.graph.answer(call)

    def _picture(self, identity):
        """The bytes of a photo that was uploaded, for everybody who knows its address."""
        photo = self.state.photos.get(identity)
        if photo is None or self.state.lapsed(photo):
            return Answer(raw=b"", status=404)
        return Answer(raw=photo.data, headers={"Content-Type": "image/jpeg"})

    def accounts(self):
        return [(page.name, [self._shown(post) for post in self.state.posts_of(page.id, ("own", "visitor", "tagged"))
                             if not post.hidden]) for page in self.state.pages.values()]

    def _shown(self, post):
        words = Words(post.author_name, post.created, post.message)
        found = [comment for thread in (post.id, *post.photos) for comment in self.state.under(thread)]
        for top in (comment for comment in found if not comment.parent_id):
            for each in (top, *(reply for reply in found if reply.parent_id == top.id)):
                words.below.append(Words(each.author_name, each.created, each.message, "hidden" if each.hidden else "",
                                         bool(each.parent_id), bool(each.attachment)))
        return words

    def remove(self, identity):
        self.state.delete_comment(self.state.comment(identity))


def _refuse(make):
    def strike(settings, call):
        raise make()
    return strike
