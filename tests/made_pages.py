"""Articles in the chrome of invented outlets' pages, as a browser saves them: each function puts one kind of system around."""

from __future__ import annotations

import json
import quopri
from datetime import datetime
from html import escape

from analysis.articles.model import Article

READ = ("body", "crosshead", "caption")  # of an article's blocks; the furniture is the page's own


def blog(article: Article) -> str:
    """A weblog system: its graph of JSON-LD, a cookie bar, a newsletter box and teasers in the text, comments below."""
    graph = {"@graph": [{"@type": "Article", "headline": article.headline, "datePublished": article.published}]}
    marks = {"body": "p", "crosshead": "h2", "caption": "figcaption"}
    parts = [f"<{marks[block.kind]}>{escape(block.text)}</{marks[block.kind]}>" for block in article.blocks if block.kind in READ]
    parts.insert(
        2, "<div class='newsletter-box'><h3>Stay in the loop</h3><p>Get the best of our reporting every morning.</p></div>"
    )
    parts.insert(5, "<p><strong>READ ALSO: <a>Harbour wall to be rebuilt after storm, council says</a></strong></p>")
    return f"""<!DOCTYPE html><!-- saved from url=(0060){article.url} --><html lang="en-US"><head><meta charset="UTF-8">
<title>{escape(article.headline)} - {escape(article.outlet)}</title><link rel="canonical" href="{article.url}">
<meta property="og:site_name" content="{escape(article.outlet)}">
<script type="application/ld+json">{json.dumps(graph)}</script></head>
<body class="single single-post"><a class="skip-link screen-reader-text">Skip to content</a><div id="cookie-bar">We use cookies to
give you the most relevant experience by remembering your preferences.<a>ACCEPT</a></div><header><p class="site-title">
{escape(article.outlet)}</p><nav><ul><li>Home<li>News<li>Sport</ul></nav></header><main><article class="post-1 post tag-trade">
<h1 class="entry-title">{escape(article.headline)}</h1><div class="entry-meta">Posted on <time>{_day(article)}</time> by
<span class="author">{_author(article)}</span></div><div class="entry-content">{"".join(parts)}<div class="sharedaddy">
<h3>Share this:</h3><ul><li>Facebook<li>X</ul></div><div id="relatedposts"><h3>Related</h3><h4>Ferry strike enters third week</h4>
<p>The union says that its members will not return before the company makes a new offer. The company says…</p></div></div></article>
<div id="comments"><h2>1 thought on “{escape(article.headline)}”</h2><b>seadog</b> says:<p>Nobody in the ministry listens to the
people who live here.</p><h3>Leave a Reply</h3><p>Your email address will not be published.</p></div></main><footer>© 2026
{escape(article.outlet)}. Proudly powered by nothing</footer></body></html>"""


def one_file(article: Article) -> str:
    """The same, saved as one file."""
    page = quopri.encodestring(blog(article).encode("utf-8")).decode("ascii")
    return (
        'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="b"\r\n\r\n--b\r\n'
        f"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{page}\r\n--b\r\n"
        "Content-Type: text/css\r\n\r\n.a{}\r\n--b--\r\n"
    )


def hashed(article: Article) -> str:
    """A page whose classes are machine-made, with a promotion within the text and an appeal below."""
    marks = {
        "body": "<p class='d-1kas69x'>{}</p>",
        "crosshead": "<h2 class='d-q'>{}</h2>",
        "caption": "<figure class='d-5'><img alt='alt text'><figcaption class='d-f'><span>{}</span></figcaption></figure>",
    }
    parts = [marks[block.kind].format(escape(block.text)) for block in article.blocks if block.kind in READ]
    parts.insert(3, "<aside><div>Related: </div><a>Why lighthouses are going dark along the coast</a></aside>")
    parts.insert(5, "<figure><p>Sign up to <span>The Morning Edition</span></p><p>after newsletter promotion</p></figure>")
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(article.headline)} | World news</title>
<meta property="og:site_name" content="{escape(article.outlet)}">
<meta property="article:published_time" content="{article.published}"></head>
<body><div id="root"><a>Skip to main content</a><div class="d-h"><div>Print subscriptions</div><div>Sign in</div></div>
<main><div><a>Trade</a></div><h1 class="d-y">{escape(article.headline)}</h1><div class="d-au"><a rel="author">{_author(article)}</a>
<div class="d-u">{_day(article)}</div><button>Share</button></div><div class="d-body">{"".join(parts)}</div><div>Explore more
on these topics</div><ul><li>Trade<li>Fishing</ul>
<button>Reuse this content</button></main><section><h2>Most viewed</h2><ol><li>Baker opens
shop in hometown<li>The ten best walks in autumn, chosen by readers</ol></section><div><h2>Support us</h2><p>I hope you appreciated
this article. Before you move on, I wanted to ask whether you could support our journalism.</p><p>Independence means we answer to no
one. If you can, please consider supporting us just once, or better yet, support us every month with a little more.</p></div>
<footer>© 2026 {escape(article.outlet)} Ltd or its affiliated companies. All rights reserved.</footer></div></body></html>"""


def broadcaster(article: Article) -> str:
    """A page of blocks in blocks, with labels for screen readers, buttons and lists of other stories."""
    marks = {
        "body": "<div data-component='text-block'><div><p class='s-Paragraph'>{}</p></div></div>",
        "crosshead": "<div data-component='crosshead-block'><h2>{}</h2></div>",
        "caption": "<figure><span>Getty Images</span><figcaption><span class='visually-hidden'>Image caption, </span><div>{}</div>"
        "</figcaption></figure>",
    }
    parts = [marks[block.kind].format(escape(block.text)) for block in article.blocks if block.kind in READ]
    linked = {"@type": "ReportageNewsArticle", "datePublished": article.published, "publisher": {"name": article.outlet}}
    return f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(article.headline)}</title>
<script type="application/ld+json">{json.dumps(linked)}</script></head><body><header role="banner">Accessibility links</header>
<main><article><h1 id="main-heading">{escape(article.headline)}</h1><div><time>5 hours ago</time></div><div><span>Share</span>
<span>Save</span></div>{"".join(parts)}<section><h2>More on this story</h2><ul><li>Harbour wall to be rebuilt after storm<li>Ferry
strike: What we know so far</ul></section><section><h2>Related topics</h2><ul><li>Trade<li>Diplomacy</ul></section></article></main>
<div><h2>Top stories</h2><ul><li>Storm shuts three airports<span>2 hours ago</span></ul></div><footer><p>{escape(article.outlet)} is
not responsible for the content of external sites. Read about our approach to external linking.</p></footer></body></html>"""


def tables(article: Article) -> str:
    """A page of tables and line breaks, with a poll beside the text."""
    parts = [f"<b>{escape(b.text)}</b>" if b.kind == "crosshead" else escape(b.text) for b in article.blocks if b.kind in READ]
    return f"""<html><head><meta charset="utf-8"><meta name="application-name" content="{escape(article.outlet)}">
<title>{escape(article.headline)}</title></head><body><table><tr><td>Welcome to {escape(article.outlet)} online</td></tr></table>
<table><tr><td><a>Front Page</a><br><a>Local News</a><br></td><td><font size="5"><b>{escape(article.headline)}</b></font><br>
<font size="2">By {_author(article)}<br>{_day(article)}</font><br><br>{"<br><br>".join(parts)}<br><br><a>Email this story</a> |
<a>Print this story</a></td><td>TODAY'S POLL<br>Should the ferry be free?<br>Yes<br>No<br></td></tr></table><center>Copyright 2026
{escape(article.outlet)}. All rights reserved. This material may not be published, broadcast or rewritten.</center></body></html>"""


SYSTEMS = (blog, hashed, broadcaster, tables, one_file)


def _author(article: Article) -> str:
    return escape((article.byline or "Staff").removeprefix("By "))


def _day(article: Article) -> str:
    return datetime.fromisoformat(article.published or "2026-03-01").strftime("%d %B %Y")
