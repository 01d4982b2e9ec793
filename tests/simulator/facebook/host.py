"""The simulated Facebook as a whole."""
from facebook.control import Control
from facebook.graph import Graph
from facebook.state import State
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

    def tokens(self):
        return self.state.tokens

    def control(self):
        return self._control.post, self._control.get

    def answer(self, call):
        return self.graph.answer(call)

    def remove(self, identity):
        self.state.delete_comment(self.state.comment(identity))
