"""Opposites, rates, parts of dates, relative time, and what an author rounds: held against one passage."""

import pytest

from pipeline.cite.loose import hold_loose
from pipeline.model.problem import Severity


def codes(claim, passage, severity=Severity.ERROR):
    return {lack.code for lack in hold_loose(claim, passage) if lack.severity is severity}


PORT = "Traffic fell by a tenth in 2029, and the council rejected a wider pier for 12 million euros a year."


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("The council approved a wider pier.", {"CITE026"}),
        ("The council did not reject a wider pier.", {"CITE006"}),
        ("The council did not approve a wider pier.", set()),
        ("Traffic rose by a tenth in 2029.", {"CITE026"}),
        ("Traffic declined by a tenth in 2029.", set()),
        ("The pier costs 12 million euros a month.", {"CITE002"}),
        ("The pier costs 12 million euros annually.", set()),
        ("The pier costs 12 million euros per ship.", {"CITE002"}),
        ("In early 2029 traffic fell.", {"CITE003"}),
    ],
)
def test_what_a_passage_says_the_other_way(claim, expected):
    assert codes(claim, PORT) == expected


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        ("It opened in late 2028.", "It opened in December 2028.", set()),
        ("It opened in early 2028.", "It opened in December 2028.", {"CITE003"}),
        ("It opened in mid-March 2028.", "It opened on 14 March 2028.", set()),
        ("It opened in early March 2028.", "It opened on 14 March 2028.", {"CITE003"}),
        ("It opens next year.", "It opens this year.", {"CITE003"}),
        ("It opens in the coming year.", "It opens next year.", set()),
        ("It opened in the spring of 2028.", "It opened in April 2028.", set()),
        ("It opened on Tuesday 9 May 2023.", "It opened on 9 May 2023.", set()),
        ("It opened on Monday 9 May 2023.", "It opened on 9 May 2023.", {"CITE003"}),
        ("It opens at the earliest in 2028.", "It opens in 2028.", set()),
        ("It does not open before 2028.", "It opens from 2028.", set()),
    ],
)
def test_parts_of_dates_and_relative_time(claim, passage, expected):
    assert codes(claim, passage) == expected


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("More than 31,000 runners started.", True),
        ("About 31,000 runners started.", True),
        ("Nearly 32,000 runners started.", False),
        ("31,000 runners started.", False),
        ("More than 32,000 runners started.", False),
        ("About 40,000 runners started.", False),
        ("Fewer than 31,000 runners started.", False),
    ],
)
def test_a_figure_may_be_rounded_where_the_claim_says_so(claim, holds):
    assert (codes(claim, "31,400 runners started.") == set()) is holds


def test_what_is_rough_is_not_made_rougher():
    assert codes("About 31,000 runners started.", "About 31,400 runners started.") == {"CITE002"}


def test_a_unit_that_stands_once_counts_for_both():
    passage = "Of 2.8 million dollars only 1.1 million came back."
    assert codes("$1.1 million came back.", passage) == set()
    assert codes("1.1 million euros came back.", passage) == {"CITE002"}


@pytest.mark.parametrize("claim", ["All of the 400 ships were sold.", "Most of the 400 ships were sold."])
def test_some_is_neither_most_nor_all(claim):
    assert codes(claim, "Some of the 400 ships were sold.") == {"CITE008"}


def test_exactly_is_not_about():
    assert codes("It cost exactly 12 euros.", "It cost about 12 euros.") == {"CITE008"}


def test_a_dropped_limit_of_a_date_is_a_warning():
    assert codes("It opens in 2028.", "It opens by 2028.", Severity.WARNING) == {"CITE009"}


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The board has barred Quill.", "Quill could be barred by the board."),
        ("The ships were delivered in 2028.", "The ships are expected to be delivered in 2028."),
        ("The board finalised the contract.", "The board plans to finalise the contract."),
        ("The work began in March.", "The work may begin in March."),
    ],
)
def test_what_may_be_is_not_done(claim, passage):
    assert "CITE007" in codes(claim, passage)


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The contract has not been finalised yet.", "The contract is expected to be finalised."),
        ("Whether the ships will be converted is open.", "The ships may be converted."),
        ("The board has yet to rule.", "The board has not ruled."),
        ("It isn't merely a purchase.", "It is not merely a purchase."),
        ("The catch was left unharmed.", "None of the catch was harmed."),
    ],
)
def test_what_an_author_says_in_other_words(claim, passage):
    assert codes(claim, passage) == set()


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("It is merely a purchase.", "It is not merely a purchase."),
        ('It is "merely a purchase".', "It is not merely a purchase."),
        ("The contract remains unsigned by the board.", "The board signed the contract."),
        ("The board denied signing the contract.", "The board signed the contract."),
        ("The board ruled out buying cranes.", "The board considers buying cranes."),
    ],
)
def test_denials_in_other_words(claim, passage):
    assert codes(claim, passage) & {"CITE005", "CITE006"}


@pytest.mark.parametrize("claim", ["The PGA proposed it.", "The GAS proposed it.", "Ursula Stern proposed it."])
def test_initials_do_not_make_a_name(claim):
    passage = (
        "The U.S. government approved the sale, said the Liberal Party Government Affairs Committee, and proposed it."
    )
    assert codes(claim, passage) == {"CITE004"}


def test_a_place_is_no_other_name_of_a_state():
    names = {"Norway": ("Norwegian", "Oslo")}

    def told(claim):
        return {lack.code for lack in hold_loose(claim, "The Norwegian board met in Bergen.", names=names)}

    assert told("The board met in Bergen, Oslo said.") == set()
    assert told("The board met in Oslo.") == {"CITE004"}
