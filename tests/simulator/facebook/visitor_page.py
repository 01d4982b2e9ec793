"""The page as a visitor would see it, except that what is hidden is shown and marked."""
import datetime
from html import escape

_STYLE = """
body{font-family:Helvetica,Arial,sans-serif;background:#e9ebee;color:#1c1e21;margin:0}
header{background:#3b5998;color:#fff;padding:12px 24px}header p{margin:4px 0 0;font-size:14px}
main{max-width:640px;margin:16px auto;padding:0 8px}
article{background:#fff;border:1px solid #d0d4da;border-radius:6px;margin-bottom:16px;padding:12px 16px}
.by{font-weight:bold}.when{color:#54585e;font-size:13px}
ul{list-style:none;margin:8px 0 0;padding:8px 0 0;border-top:1px solid #e2e4e8}
li{background:#f0f2f5;border-radius:12px;margin:6px 0;padding:6px 12px;unicode-bidi:isolate;overflow-wrap:anywhere}
li.reply{margin-left:32px}li.hidden{background:#fff;border:2px dashed #8a1f11;color:#54585e}
.mark{background:#8a1f11;color:#fff;border-radius:4px;font-size:12px;padding:1px 6px;margin-left:6px}
"""


def render(state):
    pages = [_page(state, page) for page in state.pages.values()]
    body = "".join(pages) or "<main><p>No page has been made yet.</p></main>"
    text = ('<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="3">'
            '<meta name="viewport" content="width=device-width"><title>The page on the simulated Facebook</title>'
            f"<style>{_STYLE}</style></head><body>{body}</body></html>")
    return text.encode("utf-8", "replace")


def _page(state, page):
    posts = [post for post in state.posts_of(page.id, ("own", "visitor", "tagged")) if not post.hidden]
    newest = "".join(_post(state, post) for post in posts)
    return (f"<header><h1>{escape(page.name)}</h1><p>A simulated Facebook page. What is marked as hidden is seen only "
            f"by its author and the author's friends.</p></header><main>{newest}</main>")


def _post(state, post):
    comments = []
    threads = [post.id, *post.photos]
    found = [comment for thread in threads for comment in state.under(thread)]
    for comment in (comment for comment in found if not comment.parent_id):
        comments.append(_comment(comment))
        comments += [_comment(reply) for reply in found if reply.parent_id == comment.id]
    listed = f"<ul>{''.join(comments)}</ul>" if comments else ""
    return (f'<article><div class="by">{escape(post.author_name)}</div><div class="when">{_when(post.created)}</div>'
            f"<p>{escape(post.message)}</p>{listed}</article>")


def _comment(comment):
    kind = " ".join(name for name, on in (("reply", comment.parent_id), ("hidden", comment.hidden)) if on)
    mark = '<span class="mark">hidden</span>' if comment.hidden else ""
    picture = " [picture]" if comment.attachment else ""
    return (f'<li class="{kind}"><span class="by">{escape(comment.author_name)}</span>{mark} '
            f'<span class="when">{_when(comment.created)}</span><br>{escape(comment.message)}{picture}</li>')


def _when(moment):
    return datetime.datetime.fromtimestamp(moment).strftime("%a %d %b %H:%M:%S")
