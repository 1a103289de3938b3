"""A cleaned query cut into groups: what each names of a plan, the words that ask, and what is corrected. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.search.analysis import Concepts
from kb.search.binding import terms_of, without_negated_codes
from kb.search.document_numbers import as_typed, joined
from kb.search.expansion import Corrected, correct_spelling, corrected, is_one_slip
from kb.search.intent import words_of_dimensions
from kb.search.left_out import questions_left_out
from kb.search.lexicon import Lexicon
from kb.search.mentions import beside_brand, mentions_of, without_other_contractors, without_unknown_licensee
from kb.search.modifiers import as_modifiers
from kb.search.other_numbers import NUMBER_WORDS, UNLISTED_WORD, as_amounts, other_numbers, with_unlisted
from kb.search.plan_tables import Mention, Named
from kb.search.plans import read_plans
from kb.search.query import Group, all_groups
from kb.search.reading_tables import ReadingTables


@dataclass(frozen=True)
class Cut:
    """A query cut into groups: what each of them names of a plan, and the terms that ask.

    `rest` is its text without dates, `text` that as it is cut; both are mended.

    `added` are the words put in place of numbers; `notes` tell of them. `out` gives the questions that it rules out,
    by the words that name each.
    """

    rest: str
    text: str
    groups: tuple[Group, ...]
    mentions: tuple[Mention | None, ...]
    mended: tuple[Corrected, ...]
    named: Named
    out: Mapping[str, str]
    terms: tuple[str, ...]
    added: tuple[str, ...]
    notes: tuple[str, ...]


def cut_query(rest: str, concepts: Concepts, lexicon: Lexicon, tables: ReadingTables) -> Cut:
    """Cut a cleaned query without its dates and denial codes; misspelled words are corrected."""
    text, notes = other_numbers(with_unlisted(rest))
    text, shown = joined(text, lexicon)
    groups = _cut_into(text, shown, concepts, lexicon)
    mentions = mentions_of(groups, tables)
    strange, kept = beside_brand(groups, mentions, tables, lexicon), words_of_dimensions(groups, tables.intent)
    likely = correct_spelling(groups, lexicon, kept=kept)
    mended = tuple(
        one for one in likely if one.typed not in strange or _is_state(one, shown, concepts, lexicon, tables)
    )
    if mended:
        rest, text = corrected(rest, mended), corrected(text, mended)
        groups = _cut_into(text, shown, concepts, lexicon)
        mentions = mentions_of(groups, tables)
    named = read_plans([one for one in mentions if one], tables.plans)
    named = without_unknown_licensee(named, groups, mentions, tables, lexicon)
    named = without_other_contractors(named, text, concepts, tables)
    out = questions_left_out(groups, tables.intent)
    gone = {at: Mention("left out", "", groups[at].written) for at in out}
    mentions = [gone.get(at, one) for at, one in enumerate(mentions)]
    ruled_out = {groups[at].written: tables.intent.questions[str(groups[at].terms[0])] for at in out}
    terms = [term for group in _asking(groups, mentions) for term in terms_of(group, concepts)]
    added = (*(NUMBER_WORDS if notes else ()), UNLISTED_WORD)
    return Cut(
        rest, text, tuple(groups), tuple(mentions), mended, named, ruled_out, tuple(terms), added, tuple(notes)
    )


def _is_state(
    one: Corrected, shown: Mapping[str, str], concepts: Concepts, lexicon: Lexicon, tables: ReadingTables
) -> bool:
    """Return whether a word beside a brand is a slip of a state's name: alabma."""
    (found, *_) = mentions_of(_cut_into(one.used, shown, concepts, lexicon), tables)
    return bool(found and found.kind == "state") and is_one_slip(one.typed, one.used)


def _cut_into(text: str, shown: Mapping[str, str], concepts: Concepts, lexicon: Lexicon) -> list[Group]:
    """Cut a cleaned query into its groups, numbers as they were typed, amounts and modifiers read as such."""
    groups = as_typed(without_negated_codes(all_groups(text, concepts)), shown)
    return as_modifiers(as_amounts(groups, lexicon), text)


def _asking(groups: Sequence[Group], mentions: Sequence[Mention | None]) -> Iterator[Group]:
    """Yield the groups by which a question can be named: not a state, and nothing that is left out."""
    for group, one in zip(groups, mentions, strict=True):
        if not group.negative and not (one and one.kind in {"state", "left out"}):
            yield group
