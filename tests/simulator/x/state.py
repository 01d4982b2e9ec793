"""What exists on the simulated X. Whoever touches it holds the world's lock."""
import itertools
import re
from dataclasses import dataclass, field

_EPOCH_MS = 1288834974657
ALL_SCOPES = ("tweet.read", "users.read", "tweet.write", "tweet.moderate.write", "media.write", "mute.read",
              "mute.write", "block.read", "offline.access")


@dataclass
class User:
    id: str
    name: str
    username: str
    protected: bool = False
    suspended: bool = False
    muted: list = field(default_factory=list)
    blocked: list = field(default_factory=list)


@dataclass
class Post:
    id: str
    author_id: str
    text: str
    created: float
    conversation_id: str
    reply_to: str = ""
    reply_to_user: str = ""
    quotes: str = ""
    mentions: set = field(default_factory=set)  # ids of people
    media: list = field(default_factory=list)   # media keys
    history: list = field(default_factory=list)  # the ids of all its versions, the first one first
    reply_settings: str = "everyone"
    hidden: bool = False
    deleted: bool = False
    indexed: bool = True  # False: search does not know it
    replaced: bool = False  # by a later version

    @property
    def revision(self):
        return self.history.index(self.id) + 1


@dataclass
class Picture:
    key: str
    kind: str = "photo"
    alt_text: str = ""
    width: int = 1200
    height: int = 900
    data: bytes = b""  # what was uploaded


@dataclass
class Token:
    value: str
    user_id: str  # "": the application itself
    scopes: set = field(default_factory=lambda: set(ALL_SCOPES))
    expires_at: float = 0.0  # 0: never
    revoked: bool = False
    secret: str = ""  # of OAuth 1.0a
    may_write: bool = True  # OAuth 1.0a: made after the application was allowed to write


@dataclass
class Application:
    client_id: str = "x-client-0001"
    client_secret: str = "x-client-secret-0001"
    confidential: bool = True
    consumer_key: str = "ck-sample"
    consumer_secret: str = "cs-sample"
    redirect_uri: str = "http://127.0.0.1/oauth/x"
    enrolled: bool = True


@dataclass
class Switches:
    """What is uncertain about the real one, or differs between its customers."""
    vocabulary: str = "old"       # old, new, or mixed: POST answers in the old words and GET in the new ones
    strict: bool = True           # the other vocabulary's parameter is refused
    fields_by_expansion: bool = False  # in the new words, author and references come through expansions only
    hidden_in_search: bool = True
    replies: str = "summoned"     # who may answer by API: summoned or everyone
    implicit_mention: bool = False  # the mention every answer carries summons too
    quotes: bool = False
    blocks: bool = False          # enterprise only
    premium: bool = False         # may edit
    bare_media: bool = False      # media answers without their `data`
    legacy_media: bool = False    # the single address with command=INIT is still accepted
    paging_seconds: int = 3600    # how long a page's token lives
    duplicate_seconds: int = 3600


class State:
    """Ids grow with the clock, and the same script gives the same ones."""

    def __init__(self, clock):
        self.clock = clock
        self.happened = lambda post, deleted=False: None  # who is told of posts that come and go
        self.pictures_at = lambda: ""  # where what was uploaded can be fetched
        self.application = Application()
        self.switches = Switches()
        self.users, self.posts, self.pictures, self.tokens, self.tokens1 = {}, {}, {}, {}, {}
        self.nonces = set()
        self._last_id = 0
        self._user_ids = itertools.count(1600000000000000007)

    def new_id(self, moment=None):
        wanted = (int((self.clock.now() if moment is None else moment) * 1000) - _EPOCH_MS) << 22
        while str(wanted) in self.posts or moment is None and wanted <= self._last_id:
            wanted = max(wanted, self._last_id if moment is None else wanted) + 1
        self._last_id = max(self._last_id, wanted)
        return str(wanted)

    def add_user(self, name, username, user_id=None, **more):
        known = self.by_name(username)
        if known:
            return known
        user = User(user_id or str(next(self._user_ids)), name, username, **more)
        self.users[user.id] = user
        return user

    def by_name(self, username):
        return next((user for user in self.users.values() if user.username.lower() == username.lower()), None)

    def mentioned(self, text):
        found = (self.by_name(name) for name in re.findall(r"@(\w{1,30})", text))
        return {user.id for user in found if user}

    def add_post(self, author_id, text, reply_to=None, created=None, quotes="", media=(), indexed=True):
        moment = self.clock.now() if created is None else created
        made = Post(self.new_id(created), author_id, text, moment, "", quotes=quotes, indexed=indexed)
        made.conversation_id = reply_to.conversation_id if reply_to else made.id
        if reply_to:
            made.reply_to, made.reply_to_user = reply_to.id, reply_to.author_id
        made.mentions = self.mentioned(text)
        made.media = list(media)
        made.history = [made.id]
        self.posts[made.id] = made
        self.happened(made)
        return made

    def edit(self, post, text):
        """A later version under a new id; the earlier one leads to it. They share their history."""
        made = self.add_post(post.author_id, text, self.posts.get(post.reply_to), quotes=post.quotes, media=post.media)
        made.conversation_id, made.mentions = post.conversation_id, made.mentions | post.mentions
        made.created, made.hidden, made.history = post.created, post.hidden, post.history
        made.history.append(made.id)
        post.replaced = True
        return made

    def newest(self, post_id):
        found = self.post(post_id)
        return self.posts[found.history[-1]]

    def post(self, post_id):
        """A post that is there. LookupError: it is not, or not any more."""
        found = self.posts.get(post_id)
        if found is None or found.deleted:
            raise LookupError(post_id)
        return found

    def root_author(self, post):
        """Who began the conversation; "": its first post is not known."""
        root = self.posts.get(post.conversation_id)
        return root.author_id if root else ""

    def visible(self):
        """What listings may hold, newest first: the living posts in their last version."""
        found = [post for post in self.posts.values() if not post.deleted and not post.replaced]
        return sorted(found, key=lambda post: int(post.id), reverse=True)

    def delete(self, post):
        for version in post.history:
            self.posts[version].deleted = True
        self.happened(post, deleted=True)
