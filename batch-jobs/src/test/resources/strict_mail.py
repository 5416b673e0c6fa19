"""Reads every .eml file of a folder as strictly as Python's own parser can, and says what is wrong with it.

Usage: strict_mail.py FOLDER. Prints one line per fault and the number of mails read; ends with 1 where there is a fault.
"""

import html
import pathlib
import re
import sys
from email import message_from_bytes
from email.errors import MessageDefect
from email.policy import SMTP

STRICT = SMTP.clone(raise_on_defect=True)
ONCE = [
    "Message-ID", "Date", "From", "To", "Reply-To", "Subject", "MIME-Version", "Content-Type", "Content-Language",
    "Auto-Submitted", "X-Auto-Response-Suppress",
]


def faults_of(octets):
    if re.search(rb"(?<!\r)\n|\r(?!\n)", octets):
        yield "a line does not end with CRLF"
    lines = octets.split(b"\r\n")
    if any(len(line) > 998 for line in lines):
        yield "a line is longer than 998 octets"
    head = octets.partition(b"\r\n\r\n")[0].split(b"\r\n")
    for line in head:
        if len(line) > 78 and b" " in line.lstrip().partition(b": ")[2].strip():
            yield f"a header line of {len(line)} octets could have been folded: {line[:40]!r}"
    if any(octet > 126 for octet in octets):
        yield "an octet is not ASCII"

    message = message_from_bytes(octets, policy=STRICT)
    for name in message.keys():
        yield from (f"{name}: {defect!r}" for defect in message[name].defects)
    for name in ONCE:
        if len(message.get_all(name, [])) != 1:
            yield f"{name} is there {len(message.get_all(name, []))} times"
    for name in ("Cc", "Bcc", "Resent-To"):
        if name in message:
            yield f"{name} is there"
    for name in ("From", "To", "Reply-To"):
        if len(message[name].addresses) != 1:
            yield f"{name} has {len(message[name].addresses)} addresses"
    if message["Auto-Submitted"] != "auto-generated":
        yield "Auto-Submitted is " + message["Auto-Submitted"]
    if message["Date"].datetime is None or message["Date"].datetime.tzinfo is None:
        yield "Date is no point in time"
    if not re.fullmatch(r"<[a-z0-9._-]+@[a-z0-9.-]+>", message["Message-ID"]):
        yield "Message-ID is " + message["Message-ID"]

    yield from faults_of_structure(message)
    for part in message.walk():
        yield from (f"{part.get_content_type()}: {defect!r}" for defect in part.defects)


def faults_of_structure(message):
    dated = message.get_content_type() == "multipart/mixed"
    alternative = next(message.iter_parts()) if dated else message
    types = [part.get_content_type() for part in alternative.iter_parts()]
    expected = ["text/plain", "text/html"] + (["text/calendar"] if dated else [])
    if alternative.get_content_type() != "multipart/alternative" or types != expected:
        yield f"the alternatives of {alternative.get_content_type()} are {types}"
        return
    text, page, *calendar = alternative.iter_parts()
    for part in (text, page):
        if part.get_content_charset() != "utf-8" or part["Content-Transfer-Encoding"] != "quoted-printable":
            yield f"{part.get_content_type()} is not UTF-8 in quoted-printable"
        if "\ufffd" in part.get_content():
            yield f"{part.get_content_type()} cannot be decoded"
    markup = page.get_content()
    title = html.unescape(re.search("<title>(.*?)</title>", markup, re.DOTALL).group(1))
    if title != message["Subject"]:
        yield f"the title '{title}' is not the subject '{message['Subject']}'"
    if f'<html lang="{message["Content-Language"]}"' not in markup:
        yield f"the page is not in the language of the mail, {message['Content-Language']}"
    if dated:
        yield from faults_of_calendar(calendar[0], list(message.iter_parts())[1:])


def faults_of_calendar(inline, attached):
    entry = inline.get_content()
    if inline["Content-Type"].params.get("method") not in re.findall(r"^METHOD:(\w+)\r?$", entry, re.MULTILINE):
        yield "the method of the MIME type is not that of the calendar"
    if [part.get_content_type() for part in attached] != ["application/ics"]:
        yield f"attached are {[part.get_content_type() for part in attached]}"
    elif attached[0].get_content() != entry.encode() or attached[0].get_filename() != "upgrade.ics":
        yield "the attached calendar is another one"
    if not attached[0].is_attachment() or inline.is_attachment():
        yield "the dispositions are wrong"


def main(folder):
    files = sorted(pathlib.Path(folder).glob("*.eml"))
    faults = 0
    for file in files:
        try:
            found = list(faults_of(file.read_bytes()))
        except MessageDefect as defect:
            found = [repr(defect)]
        for fault in found:
            print(f"{file.name}: {fault}")
        faults += len(found)
    print(f"{len(files)} mails read")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
