"""What tests do to the simulated Instagram, and what they see of it."""
from dataclasses import asdict

from instagram import school_day
from meta.paging import STYLES
from network.control import Refused, created_of, one_of, set_switches


class Control:
    def __init__(self, network):
        self._network = network
        self._state = network.state
        self.post = {"seed_demo": self._seed_demo, "account": self._account,
                     "media": self._media, "tagged": self._tagged,
                     "comment": self._comment, "reply": self._reply, "mention": self._mention, "edit": self._edit,
                     "delete": self._delete, "hide": self._hide, "switches": self._switches,
                     "paging": self._paging, "budget": self._budget}
        self.get = {"state": self._dump}

    def _seed_demo(self, given):
        return {"post": school_day.seed(self._network)}

    def _account(self, given):
        """An account linked to a Facebook page, whose tokens are its own."""
        pages = self._network.facebook().state.pages
        page = pages[given["page"]] if given.get("page") else next(iter(pages.values()), None)
        if page is None:
            raise Refused("make a Facebook page first")
        account = self._network.link(page, given.get("username", "bramblecoteprimary"), given.get("id"),
                                     given.get("name"))
        return {"id": account.id, "page": page.id}

    def _only_account(self, given):
        if given.get("account"):
            return self._state.accounts[given["account"]]
        if len(self._state.accounts) != 1:
            raise Refused("say which account")
        return next(iter(self._state.accounts.values()))

    def _made(self, given, account_id, username, **more):
        moment = created_of(given, self._state.clock)
        children = int(given.get("children", 0))
        kind = "CAROUSEL_ALBUM" if children else one_of("IMAGE", "VIDEO")(given.get("type", "IMAGE"))
        media = self._state.add_media(account_id, username, given.get("caption", ""), moment, kind=kind,
                                      product=one_of("FEED", "REELS", "STORY")(given.get("product", "FEED")),
                                      alt_text=given.get("alt_text", ""), with_url=bool(given.get("with_url", True)),
                                      comments_enabled=bool(given.get("comments_enabled", True)), **more)
        media.children = [self._state.add_media(account_id, username, created=moment, parent_id=media.id).id
                          for _ in range(children)]
        return media

    def _media(self, given):
        account = self._only_account(given)
        media = self._made(given, account.id, account.username)
        return {"id": media.id, "children": media.children}

    def _tagged(self, given):
        """Somebody else's media in which the account is tagged."""
        account = self._only_account(given)
        return {"id": self._made(given, "", given.get("username", "sample_walker"), tags=account.id).id}

    def _comment(self, given, parent=None):
        media = self._state.medium(parent.media_id if parent else given["media"])
        username = given.get("username", "sample_parent")
        author = given.get("author_id") or self._person(username)
        if given.get("as_account"):
            account = self._state.accounts[media.account_id]
            author, username = account.id, account.username
        comment = self._state.add_comment(
            media.id, given.get("text", ""), author, username, parent, created_of(given, self._state.clock),
            author_known=not given.get("withhold_from", False), restricted=bool(given.get("restricted", False)))
        comment.likes = int(given.get("likes", 0))
        return {"id": comment.id, "author_id": comment.author_id}

    def _person(self, username):
        """The same name is the same person."""
        known = (each.author_id for each in self._state.comments.values() if each.username == username)
        return next(known, None) or self._state.next_id("person")

    def _reply(self, given):
        return self._comment(given, self._state.comment(given["comment"]))

    def _mention(self, given):
        """Somebody names the account: in a caption, or with `text` in a comment under it, elsewhere."""
        account = self._only_account(given)
        media = self._made(given, "", given.get("username", "sample_walker"))
        comment = None
        if "text" in given:
            comment = self._state.add_comment(media.id, given["text"], self._person("sample_parent"), "sample_parent")
        self._network.mentioned(account, media, comment)
        return {"media": media.id, "comment": comment.id if comment else ""}

    def _edit(self, given):
        comment = self._state.comment(given["id"])
        self._state.edit(comment, given["text"])
        return {"revision": comment.revision}

    def _delete(self, given):
        self._network.remove(given["id"])
        return {}

    def _hide(self, given):
        self._state.comment(given["id"]).hidden = bool(given.get("hidden", True))
        return {}

    def _switches(self, given):
        return set_switches(self._state.switches, given, hidden_listed=bool, beyond_fifty=bool, development=bool,
                            tokens=one_of("both", "page", "user"), nested_max=int, count_lag=int,
                            container_seconds=float, fetch_errors=one_of("creation", "container"), public_check=bool,
                            quota_total=int, double_publish=int, webhook_shape=one_of("changes", "direct"),
                            webhook_id=one_of("id", "comment_id"))

    def _paging(self, given):
        return set_switches(self._network.paging, given, style=one_of(*STYLES), stale_after_inserts=int)

    def _budget(self, given):
        usage = self._network.usage
        usage.budget = int(given.get("calls", usage.budget))
        usage.regain_minutes = int(given.get("regain_minutes", usage.regain_minutes))
        return {}

    def _dump(self, query):
        state = self._state
        return {"now": state.clock.now(), **{name: {each.id: asdict(each) for each in getattr(state, name).values()}
                                             for name in ("accounts", "media", "comments", "containers")}}
