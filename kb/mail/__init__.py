"""Questions by mail: a mail in, a cited reply out, to staff alone whom the organization's own server vouches for.

settings   the settings of a file of TOML; secrets stand elsewhere
head       the head of a mail: its fields, its one sender, its identity
vouched    what the organization's own server says of the sender
robots     what no reply may go to: robots, lists, bounces
parts      the text of a mail, out of its parts
markup     HTML as text
own_text   what the sender wrote, without quoted mail and signature
questions  the questions of a mail
asker      the library, ready for questions by mail
wording    replies in words that are none of the mail's
replying   a reply as a message
decide     a mail to its decision: answer, note, person or silence; pure
ledger     which mail was claimed, sent and filed, in SQLite
outgoing   sends a reply by SMTP, and says what became of it
handling   one mail through decision, ledger and sending
maildir    keeps mail in folders on disk
tokens     signs in to the mail server of a cloud
inbox      a mailbox over IMAP; the one module that imports the library for it
"""
