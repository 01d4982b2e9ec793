"""What exists on the simulated network. Whoever touches it holds the world's lock."""
import bisect
import itertools
from dataclasses import dataclass, field

ALL_PERMISSIONS = ("pages_show_list", "pages_read_engagement", "pages_read_user_content", "pages_manage_posts",
                   "pages_manage_engagement", "pages_manage_metadata", "instagram_basic",
                   "instagram_manage_comments", "instagram_content_publish")
UNUSED_SECONDS = 86400
DATA_SECONDS = 90 * 86400  # how long an application may read after somebody signed in
ALL_TASKS = ("ADVERTISE", "ANALYZE", "CREATE_CONTENT", "MESSAGING", "MODERATE", "MANAGE")


@dataclass
class Token:
    value: str
    kind: str  # "page", "user" or "app"
    page_id: str
    permissions: set = field(default_factory=lambda: set(ALL_PERMISSIONS))
    tasks: set = field(default_factory=lambda: set(ALL_TASKS))
    trouble: str = ""  # a key of errors.TOKEN_TROUBLE; empty: valid
    expires_at: int = 0
    data_access_expires_at: int = 0  # 0: no end
    short: bool = False  # an hour's token; what is derived from it dies with it
    targets: dict = field(default_factory=dict)  # permission -> ids of the pages it was granted for; none: for all
    looks_after: tuple = ()  # of a person: ids of pages

    def state(self, now):
        """What is wrong with it; empty: nothing."""
        return self.trouble or ("expired" if 0 < self.expires_at <= now else "")

    def permits(self, permission, page_id):
        return permission in self.permissions and page_id in self.targets.get(permission, (page_id,))

    def data_is_over(self, now):
        """It stays valid, and what other people wrote is withheld."""
        return 0 < self.data_access_expires_at <= now


@dataclass
class Page:
    id: str
    name: str
    blocked: dict = field(default_factory=dict)  # person id -> name
    posts: list = field(default_factory=list)    # ids in the order of their making
    instagram: dict = None                       # the linked account, as the page's field shows it
    portfolio: bool = False                      # a business portfolio owns it


@dataclass
class Thread:
    """The comments under one post or photo, oldest first."""
    order: list = field(default_factory=list)  # (created, sequence, comment id)
    inserts: int = 0
    extra_count: int = 0  # how far summary.total_count is off: counted, but never listed


@dataclass
class Post:
    id: str
    page_id: str
    kind: str  # "own", "visitor" or "tagged"; what is not out yet: "scheduled" or "unpublished"
    author_id: str
    author_name: str
    message: str
    created: float
    sequence: int
    photos: list = field(default_factory=list)  # photo ids
    author_known: bool = True
    hidden: bool = False
    deleted: bool = False
    updated: float = 0.0
    scheduled: float = 0.0
    by_application: bool = False  # made through the API
    revision: int = 1


@dataclass
class Photo:
    id: str
    post_id: str  # "": not published yet
    page_id: str
    alt_text: str = ""
    created: float = 0.0
    data: bytes = b""  # what was uploaded


@dataclass
class Comment:
    id: str
    object_id: str  # the post or photo it stands under
    page_id: str
    parent_id: str  # of a reply
    author_id: str
    author_name: str
    message: str
    created: float
    sequence: int
    attachment: dict = None
    author_known: bool = True
    photo: str = ""  # id of the picture that came with it
    hidden: bool = False
    deleted: bool = False
    likes: int = 0
    revision: int = 1


@dataclass
class Application:
    id: str = "700100200300"
    name: str = "Gatehouse"
    secret: str = "meta-app-secret-0001"
    require_proof: bool = False
    redirect_uri: str = "http://127.0.0.1/oauth/meta"

    def token(self):
        return f"{self.id}|{self.secret}"


class Missing(LookupError):
    """No such thing, or not any more."""


class State:
    """Everything there is. Ids are given out in order, so the same script gives the same ids."""

    def __init__(self, clock):
        self.clock = clock
        self.happened = lambda verb, thing: None  # who is told when something is added, edited, removed, hidden
        self.pictures_at = lambda: ""  # where what was uploaded can be fetched
        self.application = Application()
        self.pages, self.tokens, self.posts, self.photos = {}, {}, {}, {}
        self.comments, self.threads = {}, {}
        self._by_short_id = {}
        self._sequence = itertools.count(1)
        self._page_ids = itertools.count(104000000000011)
        self._post_ids = itertools.count(122100000000201)
        self._comment_ids = itertools.count(553000000000301)
        self._person_ids = itertools.count(6600000000000901)

    def add_page(self, name, page_id=None, token=None):
        page_id = page_id or next(made for made in map(str, self._page_ids) if made not in self.pages)
        page = Page(page_id, name)
        if page.id in self.pages:
            raise ValueError(f"page {page.id} exists")
        self.pages[page.id] = page
        value = token or f"page-token-{page.id}"
        self.tokens[value] = Token(value, "page", page.id, data_access_expires_at=self.data_ends())
        return page, value

    def data_ends(self):
        return int(self.clock.now() + DATA_SECONDS)

    def person_id(self):
        return str(next(self._person_ids))

    def add_post(self, page_id, message, kind="own", author=None, created=None, photos=0, author_known=True,
                 pictures=()):
        """`photos` without bytes, and `pictures` that can be fetched."""
        page = self.page(page_id)
        number = str(next(self._post_ids))
        author_id, author_name = author if author else (page.id, page.name)
        made = self.clock.now() if created is None else created
        post = Post(f"{page.id}_{number}", page.id, kind, author_id, author_name, message, made,
                    next(self._sequence), author_known=author_known, updated=made)
        self.adopt(post, [self.add_photo(page.id) for _ in range(photos)])
        self.adopt(post, [self.add_photo(page.id, data=data) for data in pictures])
        self.posts[post.id] = post
        self.threads[post.id] = Thread()
        page.posts.append(post.id)
        if kind not in ("scheduled", "unpublished"):
            self.happened("add", post)
        return post

    def add_photo(self, page_id, alt_text="", data=b""):
        photo = Photo(str(next(self._post_ids)), "", page_id, alt_text, self.clock.now(), data)
        self.photos[photo.id] = photo
        self.threads[photo.id] = Thread()
        return photo

    def adopt(self, post, photos):
        """These photos appear with this post."""
        for photo in photos:
            photo.post_id = post.id
            post.photos.append(photo.id)

    def lapsed(self, photo):
        """Unpublished photos that nobody used vanish."""
        return not photo.post_id and self.clock.now() - photo.created >= UNUSED_SECONDS

    def add_comment(self, object_id, message, author, parent_id="", created=None, attachment=None, author_known=True,
                    picture=b""):
        target = self.post_or_photo(object_id)
        page = self.pages[target.page_id]
        if author[0] in page.blocked:
            raise PermissionError("the author is blocked on this page")
        if parent_id:
            parent = self.comment(parent_id)
            parent_id = parent.parent_id or parent.id  # two levels only
        made = self.clock.now() if created is None else created
        short = str(next(self._comment_ids))
        comment = Comment(f"{object_id.split('_')[-1]}_{short}", object_id, page.id, parent_id, author[0], author[1],
                          message, made, next(self._sequence), attachment, author_known)
        if picture:
            photo = self.add_photo(page.id, data=picture)
            photo.post_id = comment.id
            comment.photo = photo.id
        self.comments[comment.id] = comment
        self._by_short_id[short] = comment.id
        thread = self.threads[object_id]
        bisect.insort(thread.order, (made, comment.sequence, comment.id))
        thread.inserts += 1
        self.happened("add", comment)
        return comment

    def page(self, page_id):
        if page_id not in self.pages:
            raise Missing(page_id)
        return self.pages[page_id]

    def post(self, post_id):
        found = self.posts.get(post_id)
        if found is None or found.deleted:
            raise Missing(post_id)
        self._settle(found)
        return found

    def _settle(self, post):
        """The hour of a scheduled post has come."""
        if post.kind == "scheduled" and self.clock.now() >= post.scheduled:
            post.kind, post.created = "own", post.scheduled

    def post_or_photo(self, object_id):
        if object_id in self.photos:
            if self.lapsed(self.photos[object_id]):
                raise Missing(object_id)
            if self.photos[object_id].post_id:
                self.post(self.photos[object_id].post_id)
            return self.photos[object_id]
        return self.post(object_id)

    def comment(self, comment_id):
        found = self.comments.get(comment_id) or self.comments.get(self._by_short_id.get(comment_id, ""))
        if found is None or found.deleted:
            raise Missing(comment_id)
        self.post_or_photo(found.object_id)
        return found

    def under(self, object_id):
        """The living comments under a post or photo, oldest first."""
        found = (self.comments[entry[2]] for entry in self.threads[object_id].order)
        return [comment for comment in found if not comment.deleted]

    def replies(self, comment):
        return [other for other in self.under(comment.object_id) if other.parent_id == comment.id]

    def posts_of(self, page_id, kinds):
        """The living posts of these kinds, newest first."""
        found = [self.posts[post_id] for post_id in self.page(page_id).posts]
        for post in found:
            self._settle(post)
        living = [post for post in found if post.kind in kinds and not post.deleted]
        return sorted(living, key=lambda post: (post.created, post.sequence), reverse=True)

    def delete_comment(self, comment):
        for reply in self.replies(comment):
            self.delete(reply)
        self.delete(comment)

    def delete(self, thing):
        thing.deleted = True
        self.happened("remove", thing)

    def hide(self, thing, hidden):
        if hidden != thing.hidden:
            thing.hidden = hidden
            self.happened("hide" if hidden else "unhide", thing)

    def edit(self, thing, message):
        if message != thing.message:
            thing.message = message
            thing.revision += 1
            self.happened("edit", thing)
