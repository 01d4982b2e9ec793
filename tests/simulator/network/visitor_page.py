"""A network as a visitor would see it, except that what is hidden is shown and marked."""
import datetime
from dataclasses import dataclass, field
from html import escape

_STYLE = """
body{font-family:Helvetica,Arial,sans-serif;background:#e9ebee;color:#1c1e21;margin:0}
header{background:#3b5998;color:#fff;padding:12px 24px}header p{margin:4px 0 0;font-size:14px}
footer{padding:16px 24px}main{max-width:640px;margin:16px auto;padding:0 8px}
article{background:#fff;border:1px solid #d0d4da;border-radius:6px;margin-bottom:16px;padding:12px 16px}
.by{font-weight:bold}.when{color:#54585e;font-size:13px}
ul{list-style:none;margin:8px 0 0;padding:8px 0 0;border-top:1px solid #e2e4e8}
li{background:#f0f2f5;border-radius:12px;margin:6px 0;padding:6px 12px;unicode-bidi:isolate;overflow-wrap:anywhere}
li.reply{margin-left:32px}li.hidden{background:#fff;border:2px dashed #8a1f11;color:#54585e}
.mark{background:#8a1f11;color:#fff;border-radius:4px;font-size:12px;padding:1px 6px;margin-left:6px}
"""


@dataclass
class Words:
    """Something somebody said. `state` is what a visitor would not know: hidden, held for review ..."""
    author: str
    created: float
    text: str
    state: str = ""
    answer: bool = False
    picture: bool = False
    below: list = field(default_factory=list)  # what was said about it, in the order in which it is shown


def render(title, others, accounts):
    """`accounts`: names with their posts, newest first. `others`: names and addresses of the other networks' pages."""
    parts = [_account(title, name, posts) for name, posts in accounts]
    body = "".join(parts) or "<main><p>No account has been made yet.</p></main>"
    links = " ".join(f'<a href="{escape(where)}">{escape(name)}</a>' for name, where in others)
    text = ('<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="3">'
            f'<meta name="viewport" content="width=device-width"><title>The simulated {escape(title)}</title>'
            f"<style>{_STYLE}</style></head><body>{body}<footer>{links}</footer></body></html>")
    return text.encode("utf-8", "replace")


def _account(title, name, posts):
    return (f"<header><h1>{escape(name)}</h1><p>A simulated {escape(title)} account. What is marked is not seen by "
            f"visitors.</p></header><main>{''.join(_post(post) for post in posts)}</main>")


def _post(post):
    listed = f"<ul>{''.join(_comment(words) for words in post.below)}</ul>" if post.below else ""
    return (f'<article><div class="by">{escape(post.author)}</div><div class="when">{_when(post.created)}</div>'
            f"<p>{escape(post.text)}</p>{listed}</article>")


def _comment(words):
    kind = " ".join(name for name, on in (("reply", words.answer), ("hidden", words.state)) if on)
    mark = f'<span class="mark">{escape(words.state)}</span>' if words.state else ""
    picture = " [picture]" if words.picture else ""
    return (f'<li class="{kind}"><span class="by">{escape(words.author)}</span>{mark} '
            f'<span class="when">{_when(words.created)}</span><br>{escape(words.text)}{picture}</li>')


def _when(moment):
    return datetime.datetime.fromtimestamp(moment).strftime("%a %d %b %H:%M:%S")
