"""The simulated Instagram as a whole. It stands on the same host as Facebook, and its tokens are Facebook's."""
from instagram import fetch
from instagram.control import Control
from instagram.graph import Graph
from instagram.publishing import refused
from instagram.state import State
from meta.host import GraphNetwork
from meta.paging import Paging
from meta.usage import Usage
from network import damage
from network.visitor_page import Words

# Refusals of publishing, by the name of their fault.
_REFUSALS = {
    "fetch_failed": fetch.FAILED, "image_too_large": fetch.TOO_LARGE, "bad_format": fetch.NO_JPEG,
    "bad_aspect_ratio": fetch.BAD_SHAPE, "not_ready": (9007, 2207027, "Media ID is not available"),
    "daily_limit": (9, 2207042, "The maximum number of posts for a day was reached"),
    "caption_too_long": (36004, 2207010, "The caption is too long"),
    "container_missing": (24, 2207008, "The container does not exist"),
    "container_expired": (24, 2207006, "The container has expired"),
    "action_blocked": (4, 2207051, "We restrict certain activity to protect our community"),
    "account_restricted": (25, 2207050, "The account is restricted"),
    "fetch_timed_out": (-2, 2207003, "It takes too long to download the media"),
    "server_fault": (-1, 2207001, "Instagram server error. Try again later."),
}


class Instagram(GraphNetwork):
    name = "instagram"
    title = "Instagram"
    throttle_code = 80002
    shape = damage.Shape("data", ("text",), ("timestamp",), ("from",))

    def __init__(self, world):
        super().__init__(world)
        self.state = State(world.clock)
        self.state.arrived = self._arrived
        self.paging = Paging()
        self.usage = Usage("instagram")
        self.graph = Graph(self.state, self.facebook(), self.paging, self.usage)
        self._control = Control(self)

    def facebook(self):
        return self.world.networks["facebook"]

    def catalogue(self):
        return super().catalogue({name: _refuse(what) for name, what in _REFUSALS.items()})

    def link(self, page, username, identity=None, name=None):
        """A new account that belongs to a Facebook page."""
        account = self.state.add_account(page.id, username, name or page.name, identity)
        page.instagram = {"id": account.id, "username": account.username, "name": account.name,
                          "profile_picture_url": f"https://cdn.example/u{account.id}.jpg"}
        return account

    def tokens(self):
        return self.facebook().state.tokens

    def counted(self, token):
        found = (account.id for account in self.state.accounts.values() if account.page_id == token.page_id)
        return next(found, "0")

    def control(self):
        return self._control.post, self._control.get

    def prepare(self, call):
        """A picture or video is fetched while nobody waits for the lock."""
        if call.method != "POST" or not call.path.endswith("/media"):
            return
        for name, fetched in (("image_url", fetch.picture), ("video_url", fetch.video)):
            if call.parameters.get(name):
                call.prepared = fetched(call.parameters[name], self.world.picture_hosts,
                                        self.state.switches.public_check)

    def answer(self, call):
        return self.graph.answer(call)

    def _arrived(self, comment):
        """A new comment under the account's own media. Edits and deletions are never told."""
        media = self.state.media[comment.media_id]
        if not media.account_id:
            return
        value = {self.state.switches.webhook_id: comment.id, "text": comment.text,
                 "from": {"id": comment.author_id, "username": comment.username},
                 "media": {"id": media.id, "media_product_type": media.product}}
        if comment.parent_id:
            value["parent_id"] = comment.parent_id
        self._tell(self.state.accounts[media.account_id], "comments", value)

    def mentioned(self, account, media, comment):
        """The account was named elsewhere: ids only."""
        self._tell(account, "mentions", {"media_id": media.id, **({"comment_id": comment.id} if comment else {})})

    def _tell(self, account, field, value):
        change = {"field": field, "value": value}
        shaped = {"changes": [change]} if self.state.switches.webhook_shape == "changes" else change
        entry = {"id": account.id, "time": int(self.clock.now()), **shaped}
        self.facebook().webhooks.tell("instagram", self.encode, "instagram", account.page_id, field, entry)

    def set_callback(self, given):
        self.facebook().webhooks.set_callback("instagram", given["url"], given.get("fields"))

    def accounts(self):
        return [(f"{account.name} (@{account.username})", [self._shown(media) for media in
                                                           self.state.media_of(account.id)])
                for account in self.state.accounts.values()]

    def _shown(self, media):
        words = Words(media.username, media.created, f"[{media.alt_text or 'picture'}] {media.caption}")
        found = self.state.under(media.id)[::-1]
        for top in (comment for comment in found if not comment.parent_id):
            for each in (top, *(reply for reply in found if reply.parent_id == top.id)):
                words.below.append(Words(each.username, each.created, each.text, "hidden" if each.hidden else "",
                                         bool(each.parent_id)))
        return words

    def remove(self, identity):
        if identity in self.state.media:
            self.state.medium(identity).deleted = True
        else:
            self.state.delete(self.state.comment(identity))


def _refuse(what):
    def strike(settings, call):
        raise refused(*what)
    return strike
