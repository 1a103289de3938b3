"""A feed as JSON Feed 1.1.

JSON Feed has no relative addresses: without that of the site, `_site` of an item has the path below it. Nor has it a
place for the id of a feed: `_site` of the feed has that.
"""

from __future__ import annotations

import json
from typing import Any, Final

from kb.changes.feed import NAME, Feed, Item

VERSION: Final = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed, base: str) -> str:
    """Write a feed; `base` is the site's address, or empty if that is not known."""
    top = {
        "version": VERSION,
        "title": feed.title,
        "language": "en",
        "authors": [{"name": NAME}],
        "_site": {"id": feed.id},
    }
    if base:
        top |= {"home_page_url": f"{base}{feed.page}", "feed_url": f"{base}{feed.address}.json"}
    return (
        json.dumps({**top, "items": [_item(item, base) for item in feed.items]}, ensure_ascii=False, indent=1) + "\n"
    )


def _item(item: Item, base: str) -> dict[str, Any]:
    where = {"url": f"{base}{item.address}"} if base else {"_site": {"address": item.address}}
    return {
        "id": item.id,
        **where,
        "title": item.title,
        "content_text": item.text,
        "date_published": item.moment.isoformat().replace("+00:00", "Z"),
        "tags": list(item.tags),
    }
