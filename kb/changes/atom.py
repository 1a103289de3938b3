"""A feed as Atom (RFC 4287). Without the address of the site its links are relative, and none is to itself."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final
from xml.etree import ElementTree as ET

from kb.changes.feed import NAME, Feed, Item

NAMESPACE: Final = "http://www.w3.org/2005/Atom"
NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML does not allow."""


def atom(feed: Feed, base: str) -> str:
    """Write a feed; `base` is the site's address, or empty if that is not known."""
    root = base or "../" * feed.address.count("/")
    top = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": "en"})
    _text(top, "title", feed.title)
    _text(top, "id", feed.id)
    _text(top, "updated", _moment(feed.updated))
    _text(ET.SubElement(top, "author"), "name", NAME)
    if base:
        ET.SubElement(top, "link", rel="self", type="application/atom+xml", href=f"{base}{feed.address}.xml")
    ET.SubElement(top, "link", rel="alternate", type="text/html", href=f"{root}{feed.page}")
    for item in feed.items:
        _entry(top, item, root)
    ET.indent(top, "")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(top, encoding="unicode")}\n'


def _entry(top: ET.Element, item: Item, root: str) -> None:
    entry = ET.SubElement(top, "entry")
    _text(entry, "title", item.title)
    _text(entry, "id", item.id)
    _text(entry, "updated", _moment(item.moment))
    ET.SubElement(entry, "link", rel="alternate", type="text/html", href=f"{root}{item.address}")
    for tag in item.tags:
        ET.SubElement(entry, "category", term=tag)
    _text(entry, "content", item.text).set("type", "text")


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    made = ET.SubElement(parent, name)
    made.text = NOT_XML.sub("\ufffd", text)
    return made


def _moment(when: dt.datetime) -> str:
    """Write a moment in UTC as RFC 3339 does."""
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")
