"""A vote is counted, a tie is said and not decided, an abstention is no vote against."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokmin.catalog.loading import rules
from lokmin.core.meetings import voting
from lokmin.core.meetings.voting import ABSTAIN, AGAINST, FOR

MAJORITY = voting.load(rules("scoring"), 2026)
PROPOSAL = ((FOR, "Setuju"), (AGAINST, "Tidak setuju"), (ABSTAIN, "Abstain"))
DAYS = (("se", "Senin"), ("ra", "Rabu"), ("sa", "Sabtu"))


def told(votes, rule="terbanyak", choices=PROPOSAL):
    outcome = voting.count(choices, votes, MAJORITY[rule])
    return outcome.winner, outcome.sentence


def test_a_proposal_is_carried_refused_or_level():
    assert told([FOR] * 7 + [AGAINST] * 5) == (FOR, "Usul diterima: 7 setuju, 5 tidak setuju (suara terbanyak).")
    assert told([FOR] * 2 + [AGAINST] * 5) == (AGAINST, "Usul tidak diterima: 2 setuju, 5 tidak setuju.")
    winner, sentence = told([FOR] * 6 + [AGAINST] * 6 + [ABSTAIN])
    assert winner == ""
    assert sentence == (
        "Suara seri: 6 setuju, 6 tidak setuju. Usul tidak diputuskan oleh suara; pimpinan mengajak mufakat. Abstain 1."
    )


def test_two_thirds_are_two_thirds_to_the_vote():
    assert told([FOR] * 8 + [AGAINST] * 4, "dua_pertiga")[0] == FOR
    winner, sentence = told([FOR] * 7 + [AGAINST] * 4, "dua_pertiga")
    assert winner == AGAINST
    assert "diperlukan sedikitnya dua pertiga suara" in sentence


def test_abstaining_is_not_voting_against():
    assert told([FOR] * 3 + [AGAINST] * 2 + [ABSTAIN] * 30, "mutlak")[0] == FOR
    assert told([ABSTAIN] * 4) == ("", "Tidak ada suara sah. Abstain 4.")


def test_one_of_several_needs_the_most_votes_or_more_than_half():
    votes = ["ra"] * 5 + ["se"] * 3 + ["sa"] * 3
    assert told(votes, choices=DAYS) == ("ra", "Rabu dipilih dengan 5 dari 11 suara sah (suara terbanyak).")
    winner, sentence = told(votes, "mutlak", DAYS)
    assert winner == ""
    assert (
        sentence == "Rabu mendapat suara terbanyak (5 dari 11 suara sah), tetapi diperlukan lebih dari separuh suara."
    )
    assert told(["ra", "se"], choices=DAYS)[1].startswith("Suara seri: Rabu dan Senin masing-masing 1 dari 2")


def test_a_vote_for_something_else_is_refused():
    with pytest.raises(ValueError, match="tidak diajukan"):
        told(["jumat"], choices=DAYS)


@given(st.lists(st.sampled_from([FOR, AGAINST, ABSTAIN]), max_size=40), st.randoms(), st.sampled_from(sorted(MAJORITY)))
def test_the_order_of_votes_never_matters_and_the_kept_outcome_counts_to_the_same(votes, chance, rule):
    kept = json.loads(json.dumps(voting.frozen(PROPOSAL, votes, MAJORITY[rule])))
    chance.shuffle(votes)
    assert json.loads(json.dumps(voting.frozen(PROPOSAL, votes, MAJORITY[rule]))) == kept
    outcome = voting.again(kept)
    assert (outcome.winner, outcome.sentence, outcome.raters) == (kept["winner"], kept["sentence"], len(votes))
    assert sum(c.votes for c in outcome.counts) + outcome.abstained == len(votes)
