"""Whom to turn to with a question about a plan: telephone, fax, portal, form or address, as a source prints it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Contact:
    """A way to reach a payer about one question. `kind` is one of CONTACT_KINDS, `value` what the source prints.

    `source` is the id of its source record, `checked` the day on which it was compared with it, `review_by` the day
    on which it is due again. `who` is for whom it is; `turnaround` how long the payer takes, in its own words.
    """

    kind: str
    value: str
    source: str
    checked: dt.date
    review_by: dt.date
    who: str = ""
    turnaround: str = ""
    note: str = ""


def contact_record(contact: Contact) -> dict[str, Any]:
    """Write a contact as plain values for JSON; what is not recorded is left out."""
    optional = {"who": contact.who, "turnaround": contact.turnaround, "note": contact.note}
    return {
        "kind": contact.kind,
        "value": contact.value,
        **{name: text for name, text in optional.items() if text},
        "source": contact.source,
        "checked": contact.checked.isoformat(),
        "review_by": contact.review_by.isoformat(),
    }
