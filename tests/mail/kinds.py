"""Mails of many kinds, each with what becomes of it. All are made up; none is of a person."""

# ruff: noqa: E501  (a mail a line)

from __future__ import annotations

import base64
import quopri
from dataclasses import dataclass

from tests.mail.conftest import ASKED, CANARY, JANE, OWN, VOUCHED, mail, parts

PLAIN, HTML = "Content-Type: text/plain; charset=utf-8", "Content-Type: text/html; charset=utf-8"
COVERED = "Example Health, Commercial plans, coverage of 0709T:"
QUOTED = "Does Example Health Medicare Advantage require prior authorization for 0708T?"
OWN_ID = "<kb-" + "a" * 40 + "@kb.example.org>"


@dataclass(frozen=True)
class Kind:
    """A kind of mail: its bytes, its outcome, and what is said: in the reason, or in the reply if there is one."""

    name: str
    raw: bytes
    outcome: str
    said: str = ""
    unsaid: str = "Question 2"


def encoded(text, charset, coding="base64", named=None):
    raw = text.encode(charset)
    body = base64.encodebytes(raw) if coding == "base64" else quopri.encodestring(raw)
    return mail(raw=body, Content_Type=f"text/plain; charset={named or charset}", Content_Transfer_Encoding=coding)


def nested(depth):
    opening = "".join(f'--b{at}\nContent-Type: multipart/mixed; boundary="b{at + 1}"\n\n' for at in range(depth))
    return mail(f"{opening}--b{depth}\n{PLAIN}\n\n{ASKED}\n", Content_Type='multipart/mixed; boundary="b0"')


def file_of(name, kind="application/pdf"):
    return f'Content-Type: {kind}; name="{name}"\nContent-Disposition: attachment; filename="{name}"'


def stamped(*values, **fields):
    """Write a mail with results of servers, in this order, in the place of the sound one."""
    return mail(ASKED, *((VOUCHED[0], value) for value in values), drop=(VOUCHED[0],), **fields)


FORGED = "mx.example.org; dmarc=pass header.from=example.org"
THREAD = " ".join(OWN_ID.replace("a" * 40, f"{at:040x}") for at in range(12))
REPORT = 'multipart/report; report-type=delivery-status; boundary="b"'
NOTIFIED = 'multipart/report; report-type=disposition-notification; boundary="b"'

ANSWERED = (
    Kind("plain text", mail(), "answered", COVERED),
    Kind("HTML alone", mail(f"<html><p>{ASKED[:20]}<b>{ASKED[20:]}</b></p></html>", Content_Type="text/html"), "answered", COVERED),
    Kind("plain text beside HTML", parts((PLAIN, ASKED), (HTML, f"<p>{QUOTED}</p>"), kind="alternative"), "answered", COVERED),
    Kind("blank plain text beside HTML", parts((PLAIN, " \n"), (HTML, f"<p>{ASKED}</p>"), kind="alternative"), "answered", COVERED),
    Kind("HTML with the mail before it", mail(f'<div>{ASKED}</div><div class="gmail_quote">{QUOTED}</div>', Content_Type="text/html"), "answered", COVERED),
    Kind("HTML of Outlook with the mail before it", mail(f'<div>{ASKED}</div><div id="divRplyFwdMsg">From: x</div><div>{QUOTED}</div>', Content_Type="text/html"), "answered", COVERED),
    Kind("HTML that does not end", mail(f"<div><p>{ASKED}<table><tr><td" + "<div>" * 3000, Content_Type="text/html"), "answered", COVERED),
    Kind("plain text of Outlook with the mail before it", mail(f"{ASKED}\n\n________________________________\nFrom: Ask\nSent: Monday\nTo: Jane\nSubject: RE: x\n\n{QUOTED}\n"), "answered", COVERED),
    Kind("an original message below", mail(f"{ASKED}\n\n-----Original Message-----\n{QUOTED}\n"), "answered", COVERED),
    Kind("a quoted mail below", mail(f"{ASKED}\n\nOn Mon, Mar 2, 2026 at 9:14 AM Policy questions\n<ask@kb.example.org> wrote:\n\n> {QUOTED}\n"), "answered", COVERED),
    Kind("a quoted mail above", mail(f"On Mon, Mar 2, 2026, Ask wrote:\n> {QUOTED}\n\n{ASKED}\n"), "answered", COVERED),
    Kind("lines between quoted ones", mail(f"> {QUOTED}\n{ASKED}\n> more of it?\n"), "answered", COVERED),
    Kind("a forwarded mail with a question", mail(f"{ASKED}\n\n---------- Forwarded message ---------\nFrom: x\n\n{QUOTED}\n"), "answered", COVERED),
    Kind("a signature with a telephone", mail(f"{ASKED}\n\nThanks,\nJane Roe {CANARY}\nBilling\n(312) 555-0142\njane@example.org\n"), "answered", COVERED),
    Kind("a signature by name alone", mail(f"{ASKED}\n\nJane Roe\nOffice: 312-555-0142\n", From=f"Jane Roe <{JANE}>"), "answered", COVERED),
    Kind("sent from a telephone", mail(f"{ASKED}\n\nSent from my iPhone"), "answered", COVERED),
    Kind("a notice of confidentiality", mail(f"{ASKED}\n\nCONFIDENTIALITY NOTICE: this is for 312-555-0142 {CANARY} alone. Questions?"), "answered", COVERED),
    Kind("a banner above", mail(f"[EXTERNAL EMAIL] Do not click?\n\n{ASKED}"), "answered", COVERED),
    Kind("three questions", mail(f"Hello,\n\n1. {ASKED}\n2. {QUOTED}\n3. What is 0708T?\n"), "answered", "Question 3 of 3", "Your mail asks"),
    Kind("five questions", mail(f"{ASKED}\n{QUOTED}\nWhat is 0708T?\nWhat is 0709T?\nIs 0709T an add-on?\n"), "answered", "Your mail asks 5 questions; the first 3", "Question 4"),
    Kind("the question in the subject", mail("", Subject=ASKED), "answered", COVERED),
    Kind("the code in the subject", mail("Is it covered?", Subject="RE: [Ticket 7] 0709T Example Health commercial"), "answered", COVERED),
    Kind("a subject in encoded words", mail("", Subject="=?utf-8?B?" + base64.b64encode(ASKED.encode()).decode() + "?="), "answered", COVERED),
    Kind("a subject in an unknown charset", mail(Subject="=?x-martian?Q?0709T?="), "answered", COVERED),
    Kind("bytes of Latin 1 under no name", mail(raw=f"Caf\xe9 {CANARY}.\n\n{ASKED}".encode("latin-1"), drop=("Content-Type",)), "answered", COVERED),
    Kind("an unknown charset", encoded(ASKED, "utf-8", named="x-martian"), "answered", COVERED),
    Kind("a charset that is no charset", encoded(ASKED, "utf-8", named="unicode_escape"), "answered", COVERED),
    Kind("UTF-16", encoded(ASKED, "utf-16"), "answered", COVERED),
    Kind("UTF-7", encoded(ASKED, "utf-7", "quoted-printable"), "answered", COVERED),
    Kind("a code that is broken over two lines", encoded(ASKED.replace("0709T", "07=\n09T").replace("=\n", ""), "utf-8", "quoted-printable"), "answered", COVERED),
    Kind("base64 that ends early", mail(raw=base64.b64encode(f"{ASKED} ".encode())[:-1], Content_Transfer_Encoding="base64"), "answered", COVERED),
    Kind("NUL bytes", mail(raw=b"\0\0 " + ASKED.encode()), "answered", COVERED),
    Kind("files beside it", parts((PLAIN, ASKED), (file_of("scan.pdf"), "JVBERi0="), (file_of("a.txt", "text/plain"), QUOTED)), "answered", COVERED),
    Kind("a mail within it", parts((PLAIN, ASKED), ("Content-Type: message/rfc822", f"From: a@b\nSubject: x\n\n{QUOTED}")), "answered", COVERED),
    Kind("a date as a file", parts((PLAIN, ASKED), (file_of("a.ics", "text/calendar"), "BEGIN:VCALENDAR")), "answered", COVERED),
    Kind("signed", parts((PLAIN, ASKED), ("Content-Type: application/pkcs7-signature", "MIIB"), kind="signed"), "answered", COVERED),
    Kind("marked as not made by a robot", mail(Auto_Submitted="no"), "answered", COVERED),
    Kind("an answer to our reply", mail(In_Reply_To=OWN_ID, References=OWN_ID), "answered", COVERED),
    Kind("vouched for by who signed in", stamped(f"mx.example.org; auth=pass (plain) smtp.auth={JANE}"), "answered", COVERED),
    Kind("results with comments and quotes", stamped('mx.example.org 1; spf=fail (a; "b (c)) smtp.mailfrom=x; dmarc = pass (p=none; x=(y)) policy.dmarc="none" header.from="Example.org"'), "answered", COVERED),
    Kind("beside results of others", stamped(FORGED, "other.example.org; dmarc=fail header.from=example.org"), "answered", COVERED),
    Kind("replies wanted elsewhere", mail(Reply_To="other@example.net"), "answered", COVERED),
    Kind("a subject that would add a field", mail(Subject=f"=?utf-8?Q?{CANARY}=0D=0ABcc:_all?="), "answered", COVERED),
    Kind("an id that would add a field", mail(Message_ID="<a@b>\r\n Bcc: all@example.org"), "answered", COVERED),
    Kind("no id", mail(drop=("Message-ID",)), "answered", COVERED),
    Kind("no date", mail(drop=("Date",)), "answered", COVERED),
    Kind("lines that end in line feeds alone", mail().replace(b"\r\n", b"\n"), "answered", COVERED),
    Kind("a sender with a comment", mail(From=f"{JANE} (Jane {CANARY})"), "answered", COVERED),
    Kind("a plan that is not here", mail(f"Does {CANARY} Mutual of Nowhere cover 0709T?"), "answered", "0709T"),
    Kind("what is refused by name", mail(f"Will our claim for 0709T be paid, {CANARY}?"), "answered", "Not answered here."),
)  # fmt: skip

TO_PERSONS = (
    Kind("encrypted", mail("MIIB", Content_Type="application/pkcs7-mime; smime-type=enveloped-data"), "person", "encrypted"),
    Kind("encrypted with PGP", parts(("Content-Type: application/pgp-encrypted", "Version: 1"), kind="encrypted"), "person", "encrypted"),
    Kind("encrypted in its text", mail("-----BEGIN PGP MESSAGE-----\n\nhQ\n-----END PGP MESSAGE-----\n"), "person", "encrypted"),
    Kind("thirty parts within each other", nested(30), "person", "too many parts within each other"),
    Kind("parts without end within each other", nested(5000), "person", ""),
    Kind("two hundred parts", parts(*[(PLAIN, ASKED)] * 200), "person", "too many parts"),
    Kind("two megabytes", mail(f"{ASKED}\n" * 50_000), "person", "larger than is read"),
    Kind("no reply by a program wanted", mail(X_Auto_Response_Suppress="OOF, AutoReply"), "person", "asks for no reply"),
    Kind("thanks alone", mail("Thank you so much!\n\nJane"), "person", "no question"),
    Kind("a forwarded mail alone", mail(f"---------- Forwarded message ---------\nFrom: x\n\n{QUOTED}", Subject="Fwd: see below"), "person", "no question"),
    Kind("a text that asks nothing", mail("Please call me about the contract."), "person", "no question"),
    Kind("a question without an end", mail(f"0709T {CANARY} " * 100 + "?"), "person", "no question"),
)  # fmt: skip

NOTED = (
    Kind("a record number", mail(f"Patient {CANARY}, MRN 00412345. {ASKED}"), "noted", "data of a patient"),
    Kind("a member id in the subject", mail(Subject=f"Member ID: {CANARY}12345678"), "noted", "data of a patient"),
    Kind("a birth date", mail(f"DOB 1/2/1950 {ASKED}"), "noted", "data of a patient"),
    Kind("a record number in the mail before it", mail(f"{ASKED}\n\nOn Mon, Mar 2, 2026, Ask wrote:\n> MRN 00412345\n"), "noted", "data of a patient"),
    Kind("a record number in the name of a file", parts((PLAIN, ASKED), (file_of("MRN 00412345.pdf"), "JVBERi0=")), "noted", "data of a patient"),
    Kind("a birth date in HTML", mail(f"<p>{ASKED}</p><blockquote><b>DOB</b>: 1/2/1950</blockquote>", Content_Type="text/html"), "noted", "data of a patient"),
)  # fmt: skip

SILENT = (
    Kind("nothing at all", b"", "silent", "not clear"),
    Kind("no mail", b"\xff\xfe\0\n\n\n", "silent", "not clear"),
    Kind("an invitation", parts((PLAIN, ASKED), ("Content-Type: text/calendar; method=REQUEST", "BEGIN:VCALENDAR"), kind="alternative"), "silent", "an invitation"),
    Kind("a delivery report", mail("--b\n\nfailed\n--b--", Content_Type=REPORT), "silent", "a report"),
    Kind("a receipt", mail("--b\n\nread\n--b--", Content_Type=NOTIFIED), "silent", "a report"),
    Kind("an empty sender", mail(Return_Path="<>"), "silent", "a bounce"),
    Kind("an absence", mail(Auto_Submitted="auto-replied (vacation)"), "silent", "a robot"),
    Kind("bulk", mail(Precedence="bulk"), "silent", "a robot"),
    Kind("a robot without the sign", mail(X_Autoreply="yes"), "silent", "a robot"),
    Kind("a list", mail(List_Id="<staff.example.org>"), "silent", "a list"),
    Kind("a newsletter", mail(List_Unsubscribe="<mailto:x@example.org>"), "silent", "a list"),
    Kind("junk", mail(X_Spam_Flag="YES"), "silent", "junk"),
    Kind("nobody reads replies", mail(From="no-reply@example.org"), "silent", "nobody reads"),
    Kind("a mail server", mail(From="MAILER-DAEMON@example.org"), "silent", "nobody reads"),
    Kind("our reply", mail(X_Loop=OWN), "silent", "our own reply"),
    Kind("our reply by its id", mail(Message_ID=OWN_ID), "silent", "our own reply"),
    Kind("our own address", mail(From=OWN), "silent", "our own reply"),
    Kind("a thread of twelve replies", mail(References=THREAD), "silent", "too many replies"),
    Kind("a stranger", mail(From="jane@example.net", Return_Path="<jane@example.net>"), "silent", "may not ask"),
    Kind("a domain that looks alike", mail(From="jane@example.org.example.net"), "silent", "may not ask"),
    Kind("an allowed address as a name", mail(From=f'"{JANE}" <eve@example.net>'), "silent", "may not ask"),
    Kind("two addresses", mail(From=f"{JANE}, eve@example.net"), "silent", "not clear"),
    Kind("an address before the address", mail(From=f"{JANE} <eve@example.net>"), "silent", "not clear"),
    Kind("a group", mail(From=f"staff: {JANE};"), "silent", "not clear"),
    Kind("two senders", mail(ASKED, ("From", "eve@example.net")), "silent", "stands there twice"),
    Kind("two subjects", mail(ASKED, ("Subject", "another")), "silent", "stands there twice"),
    Kind("no result", stamped(), "silent", "no result"),
    Kind("a result of another server", stamped("mx.example.net; dmarc=pass header.from=example.org"), "silent", "no result"),
    Kind("a result of a longer name", stamped("mx.example.org.example.net; dmarc=pass header.from=example.org"), "silent", "no result"),
    Kind("a failed result", stamped("mx.example.org; dmarc=fail header.from=example.org"), "silent", "did not find"),
    Kind("a forged result below", stamped("mx.example.org; dmarc=fail header.from=example.org", FORGED), "silent", "forgery"),
    Kind("a forged result above", stamped(FORGED, "mx.example.org; dmarc=fail header.from=example.org"), "silent", "forgery"),
    Kind("a result for another domain", stamped("mx.example.org; dmarc=pass header.from=example.net"), "silent", "did not find"),
    Kind("two domains in a result", stamped(f"{FORGED} header.from=example.net"), "silent", "did not find"),
    Kind("a result in a comment", stamped(f"mx.example.net; (x) none ({FORGED})"), "silent", "no result"),
    Kind("a result in quotes", stamped(f'mx.example.org; spf=pass reason="{FORGED[16:]}"'), "silent", "no result"),
    Kind("a comment that does not end", stamped(f"{FORGED} ("), "silent", "cannot be read"),
    Kind("a failed result that cannot be read beside a forged one", stamped('mx.example.org; dmarc=fail smtp.mailfrom=a"b', FORGED), "silent", "cannot be read"),
    Kind("a result whose server stands behind a comment", stamped(f"(x) {FORGED}"), "silent", "no result"),
    Kind("a result whose server stands in two quotes", stamped(f'""mx.example.org""{FORGED[14:]}'), "silent", "no result"),
    Kind("a result whose server stands behind a blank that few filters know", stamped(f"\u00a0{FORGED}"), "silent", "no result"),
    Kind("somebody else signed in", stamped("mx.example.org; auth=pass smtp.auth=eve@example.org"), "silent", "did not find"),
    Kind("handed over by a stranger", mail(Return_Path="<eve@example.net>"), "silent", "by another than its sender"),
    Kind("a blind copy", mail(To="all@example.org"), "silent", "not to this mailbox"),
)  # fmt: skip

KINDS = (*ANSWERED, *TO_PERSONS, *NOTED, *SILENT)
