"""Prints the cache of Newsboat as JSON, because Node before 22 has no SQLite."""

import json
import sqlite3
import sys

ENTRY = ["guid", "title", "author", "url", "pubDate", "content", "unread", "enclosure_url", "enclosure_type"]
FEED = ["url", "title"]

cache = sqlite3.connect(sys.argv[1])


def rows(columns, rest):
    found = cache.execute(f"SELECT {', '.join(columns)} FROM {rest}")
    return [dict(zip(columns, row)) for row in found]


entries = rows(ENTRY, "rss_item WHERE deleted = 0 ORDER BY pubDate DESC, id")
for entry in entries:
    entry["unread"] = bool(entry["unread"])
json.dump({"feeds": rows(FEED, "rss_feed ORDER BY rssurl"), "entries": entries}, sys.stdout)
