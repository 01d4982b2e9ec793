"""The two vocabularies, and what a call may ask for in each."""
from dataclasses import dataclass

from x import problems

_POST_FIELDS = {"attachments", "author_id", "conversation_id", "created_at", "edit_controls", "entities", "id",
                "in_reply_to_user_id", "lang", "possibly_sensitive", "public_metrics", "reply_settings", "text",
                "withheld", "geo", "source", "context_annotations"}
_OLD_FIELDS = {"note_tweet", "referenced_tweets", "edit_history_tweet_ids"}
_NEW_FIELDS = {"note_post", "referenced_posts", "edit_history_post_ids"}
_BY_EXPANSION = {"author_id", "in_reply_to_user_id", "referenced_posts", "edit_history_post_ids"}
_USER_FIELDS = {"id", "name", "username", "created_at", "description", "profile_image_url", "protected", "verified",
                "public_metrics", "url", "location", "withheld", "entities", "most_recent_tweet_id", "pinned_tweet_id",
                "most_recent_post_id", "pinned_post_id"}
_MEDIA_FIELDS = {"media_key", "type", "url", "preview_image_url", "alt_text", "width", "height", "variants",
                 "duration_ms", "public_metrics"}
_EXPANSIONS = {"author_id", "attachments.media_keys", "in_reply_to_user_id", "entities.mentions.username"}
_OLD_EXPANSIONS = {"referenced_tweets.id", "referenced_tweets.id.author_id", "edit_history_tweet_ids"}
_NEW_EXPANSIONS = {"referenced_posts", "edit_history_post_ids"}


@dataclass(frozen=True)
class Words:
    """How one vocabulary says it."""
    fields: str
    note: str
    references: str
    history: str
    included: str
    reposts: str
    reference_expansion: str
    resource: str
    post_fields: frozenset
    expansions: frozenset
    host: str


OLD = Words("tweet.fields", "note_tweet", "referenced_tweets", "edit_history_tweet_ids", "tweets", "retweet_count",
            "referenced_tweets.id", "tweet", frozenset(_POST_FIELDS | _OLD_FIELDS),
            frozenset(_EXPANSIONS | _OLD_EXPANSIONS), problems.OLD_HOST)
NEW = Words("post.fields", "note_post", "referenced_posts", "edit_history_post_ids", "posts", "repost_count",
            "referenced_posts", "post", frozenset(_POST_FIELDS | _NEW_FIELDS),
            frozenset(_EXPANSIONS | _NEW_EXPANSIONS), problems.NEW_HOST)


@dataclass
class Wanted:
    """What one call asks for, checked."""
    words: Words
    post: set
    user: set
    media: set
    expansions: set


def spoken(switches, method):
    """The vocabulary a call is answered in."""
    if switches.vocabulary == "mixed":
        return NEW if method == "GET" else OLD
    return NEW if switches.vocabulary == "new" else OLD


def parameters(switches, method):
    """The names that say what to show."""
    words = spoken(switches, method)
    names = {words.fields, "user.fields", "media.fields", "expansions"}
    return names if switches.strict else names | {OLD.fields, NEW.fields}


def wanted(switches, call):
    words = spoken(switches, call.method)
    given = call.parameters
    other = OLD if words is NEW else NEW
    name = other.fields if other.fields in given and words.fields not in given else words.fields
    lenient = not switches.strict
    post = words.post_fields | other.post_fields if lenient else words.post_fields
    if words is NEW and switches.fields_by_expansion:
        post = post - _BY_EXPANSION
    expansions = words.expansions | other.expansions if lenient else words.expansions
    asked = Wanted(words, _listed(given, name, post), _listed(given, "user.fields", _USER_FIELDS),
                   _listed(given, "media.fields", _MEDIA_FIELDS), _listed(given, "expansions", expansions))
    renamed = {getattr(other, part): getattr(words, part) for part in
               ("note", "references", "history", "reference_expansion")}
    asked.post = {renamed.get(field, field) for field in asked.post}
    asked.expansions = {renamed.get(each, each) for each in asked.expansions}
    return asked


def _listed(given, name, known):
    values = [value for value in given.get(name, "").split(",") if value]
    for value in values:
        if value not in known:
            raise problems.invalid(name, given[name], f"The `{name}` query parameter value [{value}] is not one of "
                                                      f"[{','.join(sorted(known))}]")
    return set(values)
