"""The token by which a program signs in to a mail server, asked of a token service (OAuth 2.0, RFC 6749 4.4)."""

from __future__ import annotations

import json
from typing import Final
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from kb.domain.problem import ToolError
from kb.mail.settings import LOCAL, Server, secret_of

WAIT: Final = 30
"""Seconds that a server may take."""


def token_of(server: Server) -> str:
    """Ask the token service of a server for a token. Raises ToolError if it gives none."""
    asked = {
        "grant_type": "client_credentials",
        "client_id": server.client,
        "client_secret": secret_of(server),
        "scope": server.scope,
    }
    if not server.token.startswith(("https://", *(f"http://{host}:" for host in LOCAL))):
        raise ToolError(f"{server.token}: a token is asked for over https only; correct the settings")
    request = Request(server.token, urlencode(asked).encode())  # noqa: S310  (its scheme is looked at above)
    try:
        with urlopen(request, timeout=WAIT) as answer:  # noqa: S310
            given = json.load(answer)
    except (URLError, OSError, ValueError) as fault:
        raise ToolError(
            f"{server.token}: gives no token; look at client, secret and scope in the settings"
        ) from fault
    token = given.get("access_token") if isinstance(given, dict) else None
    if not isinstance(token, str):
        raise ToolError(f"{server.token}: gives no token; look at client, secret and scope in the settings")
    return token


def bearer(user: str, token: str) -> str:
    """Write a token as the mechanism XOAUTH2 takes it."""
    return f"user={user}\1auth=Bearer {token}\1\1"
