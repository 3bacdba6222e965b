"""Prints a feed as feedparser reads it, as JSON: read_feed.py ADDRESS [ETAG] [MODIFIED]."""

import json
import sys
import time

import feedparser


def moment(thing, name):
    # A plain dict's look-up: feedparser's own answers "updated" with "published".
    parsed = dict.get(thing, name + "_parsed")
    return parsed and time.strftime("%Y-%m-%dT%H:%M:%SZ", parsed)


def entry_of(entry):
    contents = entry.get("content", [])
    return {
        "id": entry.get("id"),
        "title": entry.get("title"),
        "link": entry.get("link"),
        "published": moment(entry, "published"),
        "updated": moment(entry, "updated"),
        "summary": entry.get("summary"),
        "content": [content.get("value") for content in contents],
        "authors": [author.get("name") for author in entry.get("authors", [])],
        "tags": [tag.get("term") for tag in entry.get("tags", [])],
        "enclosures": [
            {"href": found.get("href"), "type": found.get("type"), "length": int(found.get("length"))}
            for found in entry.get("enclosures", [])
        ],
        "links": [{"rel": link.get("rel"), "href": link.get("href")} for link in entry.get("links", [])],
        # RSS has an element in the entry, Atom an attribute that the texts of the entry inherit.
        "language": entry.get("language") or next((content.get("language") for content in contents), None),
    }


address, etag, modified = (sys.argv[1:] + [None, None])[:3]
result = feedparser.parse(address, etag=etag, modified=modified)
exception = result.get("bozo_exception")
json.dump(
    {
        "bozo": bool(result.bozo),
        "bozo_exception": exception and repr(exception),
        "status": result.get("status"),
        "href": result.get("href"),
        "version": result.get("version"),
        "etag": result.get("etag"),
        "modified": result.get("modified"),
        "feed": {
            "title": result.feed.get("title"),
            "subtitle": result.feed.get("subtitle"),
            "link": result.feed.get("link"),
            "language": result.feed.get("language"),
            "rights": result.feed.get("rights"),
            "updated": moment(result.feed, "updated"),
            "links": [{"rel": link.get("rel"), "href": link.get("href")} for link in result.feed.get("links", [])],
        },
        "entries": [entry_of(entry) for entry in result.entries],
    },
    sys.stdout,
)
