"""The simulated Facebook as a whole."""
from facebook.control import Control
from facebook.graph import Graph
from facebook.publishing import BYTES_MAX, duplicate_post, link_preview_failed
from facebook.state import State
from meta.fetch import fetched
from meta.host import GraphNetwork
from meta.paging import Paging
from meta.usage import Usage
from network import damage


class Facebook(GraphNetwork):
    name = "facebook"
    title = "Facebook"
    shape = damage.Shape("data", ("message",), ("created_time",), ("from",))

    def __init__(self, world):
        super().__init__(world)
        self.state = State(world.clock)
        self.paging = Paging()
        self.usage = Usage()
        self.graph = Graph(self.state, self.paging, self.usage)
        self._control = Control(self)

    def catalogue(self):
        return super().catalogue({"duplicate_post": _refuse(duplicate_post),
                                  "link_preview_failed": _refuse(link_preview_failed)})

    def prepare(self, call):
        """A picture is fetched while nobody waits for the lock."""
        url = call.parameters.get("url")
        if call.method == "POST" and call.path.endswith("/photos") and url is not None:
            call.prepared = fetched(url, self.world.picture_hosts, BYTES_MAX)

    def tokens(self):
        return self.state.tokens

    def control(self):
        return self._control.post, self._control.get

    def answer(self, call):
        return self.graph.answer(call)

    def remove(self, identity):
        self.state.delete_comment(self.state.comment(identity))


def _refuse(make):
    def strike(settings, call):
        raise make()
    return strike
