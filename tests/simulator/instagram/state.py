"""What exists on the simulated Instagram. Whoever touches it holds the world's lock."""
import itertools
from dataclasses import dataclass, field

DAY_SECONDS = 86400


@dataclass
class Account:
    id: str
    page_id: str
    username: str
    name: str
    published: list = field(default_factory=list)  # when something was published by API


@dataclass
class Media:
    id: str
    account_id: str  # "": somebody else's
    username: str
    caption: str
    created: float
    sequence: int
    kind: str = "IMAGE"  # IMAGE, VIDEO or CAROUSEL_ALBUM
    product: str = "FEED"
    tags: str = ""       # the account that is tagged in it
    children: list = field(default_factory=list)
    parent_id: str = ""  # of a carousel's part
    alt_text: str = ""
    comments_enabled: bool = True
    with_url: bool = True
    source: str = ""  # where the picture can be fetched
    deleted: bool = False
    revision: int = 1


@dataclass
class Comment:
    id: str
    media_id: str
    parent_id: str
    author_id: str
    username: str
    text: str
    created: float
    sequence: int
    author_known: bool = True
    restricted: bool = False  # waits for the account's owner: not told to the API
    hidden: bool = False
    deleted: bool = False
    likes: int = 0
    revision: int = 1


@dataclass
class Container:
    id: str
    account_id: str
    kind: str
    created: float
    caption: str = ""
    alt_text: str = ""
    is_item: bool = False
    children: list = field(default_factory=list)
    error: tuple = None  # (code, subcode, text)
    media_id: str = ""   # it was published as this
    source: str = ""     # where its picture was fetched


@dataclass
class Switches:
    """What is uncertain about the real one, and its delays."""
    hidden_listed: bool = True      # whether hidden comments are in the list
    beyond_fifty: bool = True       # whether there is a way past the newest fifty comments
    development: bool = False       # comments of strangers: an empty page with cursors
    tokens: str = "both"            # page, user or both
    nested_max: int = 25            # replies that come along with a comment
    count_lag: int = 0              # how far comments_count is behind
    container_seconds: float = 0.0  # until a container is finished
    fetch_errors: str = "creation"  # or container: where it shows that a picture could not be had
    public_check: bool = False      # pictures only from https and public hosts
    quota_total: int = 100
    double_publish: int = 100       # the code of the second publication of one container
    webhook_shape: str = "changes"  # or direct: the other login's
    webhook_id: str = "id"          # or comment_id


class State:
    """Ids are given out in order, so the same script gives the same ones."""

    def __init__(self, clock):
        self.clock = clock
        self.switches = Switches()
        self.arrived = lambda comment: None  # who is told of a new comment
        self.accounts, self.media, self.comments, self.containers = {}, {}, {}, {}
        self.inserts = {}
        self._sequence = itertools.count(1)
        self._ids = {"account": itertools.count(17841400000000051), "media": itertools.count(17900000000000101),
                     "comment": itertools.count(17950000000000201), "container": itertools.count(18010000000000301),
                     "person": itertools.count(1230000000000077)}

    def next_id(self, kind):
        return str(next(self._ids[kind]))

    def owns(self, identity):
        return any(identity in known for known in (self.accounts, self.media, self.comments, self.containers))

    def add_account(self, page_id, username, name, identity=None):
        account = Account(identity or self.next_id("account"), page_id, username, name)
        self.accounts[account.id] = account
        return account

    def add_media(self, account_id, username, caption="", created=None, **more):
        media = Media(self.next_id("media"), account_id, username, caption,
                      self.clock.now() if created is None else created, next(self._sequence), **more)
        self.media[media.id] = media
        return media

    def add_comment(self, media_id, text, author_id, username, parent=None, created=None, **more):
        media = self.medium(media_id)
        if not media.comments_enabled:
            raise PermissionError("comments are off on this media")
        parent_id = (parent.parent_id or parent.id) if parent else ""
        comment = Comment(self.next_id("comment"), media.id, parent_id, author_id, username, text,
                          self.clock.now() if created is None else created, next(self._sequence), **more)
        self.comments[comment.id] = comment
        self.inserts[media.id] = self.inserts.get(media.id, 0) + 1
        if not comment.restricted:
            self.arrived(comment)
        return comment

    def medium(self, media_id):
        """Media that is there. LookupError: it is not."""
        found = self.media.get(media_id)
        if found is None or found.deleted:
            raise LookupError(media_id)
        return found

    def comment(self, comment_id):
        found = self.comments.get(comment_id)
        if found is None or found.deleted or found.restricted:
            raise LookupError(comment_id)
        self.medium(found.media_id)
        return found

    def media_of(self, account_id, product_is_story=False):
        """The account's own living media, newest first."""
        horizon = self.clock.now() - DAY_SECONDS
        found = [media for media in self.media.values() if media.account_id == account_id and not media.deleted
                 and not media.parent_id and (media.product == "STORY") == product_is_story
                 and not (product_is_story and media.created < horizon)]
        return _newest_first(found)

    def tagged(self, account_id):
        return _newest_first([media for media in self.media.values() if media.tags == account_id and not media.deleted])

    def under(self, media_id, parent_id=None):
        """The living comments of a medium; only those under `parent_id` ("": top level), newest first."""
        found = [each for each in self.comments.values() if each.media_id == media_id and not each.deleted
                 and not each.restricted and (parent_id is None or each.parent_id == parent_id)]
        return _newest_first(found)

    def delete(self, comment):
        comment.deleted = True
        for other in self.comments.values():
            if other.parent_id == comment.id:
                other.deleted = True

    def edit(self, comment, text):
        if text != comment.text:
            comment.text = text
            comment.revision += 1


def _newest_first(found):
    return sorted(found, key=lambda each: (each.created, each.sequence), reverse=True)
