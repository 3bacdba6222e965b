"""Prints the messages that rss2email has put into a mailbox as JSON: read_maildir.py FOLDER."""

import email
import email.policy
import html
import json
import mailbox
import os
import re
import sys
from datetime import timezone

# What rss2email writes around the content of an entry, as HTML.
BODY = re.compile(r'<div id="body">\n(.*)\n</div>\n<div class="footer">\n(.*)</div>\n</div>\n</body>', re.DOTALL)
ENCLOSURE = re.compile(r'<p>Enclosure: <a href="([^"]*)">')


def message_of(message):
    content, footer = BODY.search(message.get_content()).groups()
    return {
        "feed": message["X-RSS-Feed"],
        "id": message["X-RSS-ID"],
        "subject": message["Subject"],
        "author": message["From"].addresses[0].display_name,
        "date": message["Date"].datetime.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "link": message["X-RSS-URL"],
        "tags": message["X-RSS-TAGS"] or "",
        "content": content,
        "enclosures": [html.unescape(found) for found in ENCLOSURE.findall(footer)],
    }


def read(file):
    return email.message_from_binary_file(file, policy=email.policy.default)


folder = sys.argv[1]
# rss2email makes no mailbox when it mails nothing.
messages = mailbox.Maildir(folder, factory=read, create=False) if os.path.isdir(folder) else []
json.dump([message_of(message) for message in messages], sys.stdout)
