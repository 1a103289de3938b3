"""A query is cleaned: signs of every kind are one, and codes stand free of what is glued to them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.typed import LONGEST, clean


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("0709T", "0709t"),
        ("0709-T", "0709t"),
        ("0709 T cigna", "0709t cigna"),
        ("8/20/2022 t code", "8/20/2022 t code"),
        ("dos 2022 t codes", "dos 2022 t codes"),
        ("1-2022 T", "1-2022 t"),
        ("0709\u2011T", "0709t"),
        ("\uff10\uff17\uff10\uff19\uff34", "0709t"),
        ("07\u200b09T", "0709t"),
        ("0700T\u20110710T", "0700t-0710t"),
        ("CPT0709T", "0709t"),
        ("CPT-0709T", "0709t"),
        ("HCPCS code J3590", "j3590"),
        ("procedure code 0709T aetna", "0709t aetna"),
        ("0709T59", "0709t 59"),
        ("0709T-59", "0709t 59"),
        ("0709T/RT", "0709t rt"),
        ("96401-25", "96401 25"),
        ("96401TC", "96401 tc"),
        ("96401-96549", "96401-96549"),
        ("LCD 34370", "l34370"),
        ("LCD L34370", "l34370"),
        ("A 55681", "a55681"),
        ("clinical policy bulletin 377", "cpb 377"),
        ("national coverage determination 310.1", "ncd 310.1"),
        ("0709T ICD-10", "0709t diagnosis codes"),
        ("Z-14-011", "z-14-011"),
        ("2nd lvl appeal", "2nd level appeal"),
        ("lvl 2", "level 2"),
        ("ncd 310.1 v2", "ncd 310.1 version 2"),
        ("ver 3", "version 3"),
        ("lung ca", "lung cancer"),
        ("ca vaccine", "cancer vaccine"),
        ("blue shield ca vaccine", "blue shield ca vaccine"),
        ("anthem ca therapy", "anthem ca therapy"),
        ("parent code 0709T", "parent code 0709t"),
        ("\u201cprior authorization\u201d", '"prior authorization"'),
        ('"CPT 0709-T"', '"cpt 0709-t"'),
    ],
)
def test_a_query_is_read_in_its_one_form(typed, cleaned):
    assert cleaned == clean(typed)


@pytest.mark.parametrize("typed", ["10709-T", "0709-TX", "0709  T", "0709-5", "123-45-6789", "0709T extra"])
def test_other_letters_and_digits_are_left_alone(typed):
    assert typed.lower() == clean(typed)


def test_only_the_beginning_of_an_endless_query_is_read():
    assert LONGEST == len(clean("a" * (LONGEST + 5)))


@given(st.text(max_size=80))
def test_no_text_is_an_error(typed):
    clean(typed)
