"""Changed claims: which edits turn, bend or lose a claim, and which only say it in other words."""

import pandas as pd
import pytest

from analysis import AnalysisError, claim_changes, claims

CHANGED = [
    # reversed: negation in any form, opposites, verbs that imply it
    ("reversed", "The council approved the bridge on Monday.", "The council did not approve the bridge on Monday."),
    ("reversed", "Miners in Zambia back the new law.", "Miners in Zambia don't back the new law."),
    ("reversed", "The captain has not left the ship.", "The captain has left the ship."),
    ("reversed", "She won't run again, the mayor of Tallinn said.", "She will run again, the mayor of Tallinn said."),
    ("reversed", "The envoy thanked Norway for the boats.", "The envoy refused to thank Norway for the boats."),
    ("reversed", "The firm paid the fine in May.", "The firm failed to pay the fine in May."),
    ("reversed", "Wheat prices rose in Kenya last week.", "Wheat prices fell in Kenya last week."),
    ("reversed", "The court convicted the banker of fraud.", "The court acquitted the banker of fraud."),
    ("reversed", "The ministry denied the report on Friday.", "The ministry confirmed the report on Friday."),
    ("reversed", "The minister never met the traders.", "The minister met the traders."),
    ("reversed", "Nobody was hurt in the fire in Turin.", "Somebody was hurt in the fire in Turin."),
    ("reversed", "The vote was legal, the judge ruled.", "The vote was illegal, the judge ruled."),
    ("reversed", "Peru did not say whether it would sue the firm.", "Peru threatened to sue the firm."),
    ("reversed", "The plan will boost trade with Chile.", "The plan will hinder trade with Chile."),
    # roles
    ("roles", "Ghana accused Togo of closing the road.", "Togo accused Ghana of closing the road."),
    ("roles", "The farmers sued the bank over the loans.", "The bank sued the farmers over the loans."),
    ("roles", "Rebels attacked the army near the river.", "The army attacked rebels near the river."),
    ("roles", "Police beat protesters in Lagos.", "Police were beaten by protesters in Lagos."),
    # figures and dates
    ("figure", "The flood killed 34 people in Nepal.", "The flood killed 43 people in Nepal."),
    ("figure", "The dam cost about $1.2 billion.", "The dam cost about $2.1 billion."),
    ("figure", "Millions lost power in Cairo.", "Thousands lost power in Cairo."),
    ("figure", "The strike lasted three weeks.", "The strike lasted three months."),
    ("date", "Voters go to the polls in March.", "Voters go to the polls in May."),
    ("date", "The ferry sank on Tuesday.", "The ferry sank on Thursday."),
    ("date", "The treaty was signed in 1998.", "The treaty was signed in 1989."),
    # quantities
    ("quantity", "All of the hostages were freed.", "Some of the hostages were freed."),
    ("quantity", "Only two firms took part.", "Two firms took part."),
    ("quantity", "At least 14 towns were cut off.", "14 towns were cut off."),
    ("quantity", "Most teachers joined the walkout.", "All teachers joined the walkout."),
    ("quantity", "The fund holds more than $3 million.", "The fund holds less than $3 million."),
    # relations
    ("relation", "The plant closed because of the strike.", "The plant closed despite the strike."),
    ("relation", "Before the vote, Fiji freed the editor.", "After the vote, Fiji freed the editor."),
    # certainty
    ("certainty", "The dam could fail, engineers said.", "The dam will fail, engineers said."),
    ("certainty", "The suspected arsonist was held in Porto.", "The arsonist was held in Porto."),
    ("certainty", "The ship was reportedly heading for Malta.", "The ship was heading for Malta."),
    ("certainty", "The talks will fail, the envoy said.", "The talks may fail, the envoy said."),
    # attribution and agents
    ("attribution", "The mine had no licence, according to the builders' union.", "The mine had no licence."),
    ("attribution", "The raid killed nine people, the rebels said.", "The raid killed nine people."),
    ("attribution", "The men, who the government says were spies, fled.", "The men, who were spies, fled."),
    ("agent", "Two students were shot by soldiers near Accra.", "Two students were shot near Accra."),
    # names
    ("name", "The pact was signed by Oman, Qatar and Kuwait.", "The pact was signed by Oman and Qatar."),
    ("name", "The talks were held in Geneva.", "The talks were held in Vienna."),
    ("name", "A doctor found the child.", "A teacher found the child."),
    # quotations
    ("quotation", "“We are close to a deal,” the envoy said.", "“We are near to a deal,” the envoy said."),
    # phrases
    ("added", "The mayor of Bergen resigned.", "The mayor of Bergen resigned after a scandal over missing harbour fees."),
    ("lost", "The mayor of Bergen resigned after a scandal over missing harbour fees.", "The mayor of Bergen resigned."),
]

SAME = [
    ("Ms. Ruiz resigned on Monday after the audit.", "Ruiz resigned Monday after the audit."),
    ("The U.N. said on Jan. 5 that 12 lorries had left.", "The United Nations said on 5 January that twelve lorries had left."),
    ("The talks began in Geneva, the agency said.", "The agency said the talks began in Geneva."),
    ("The court acquitted the former minister.", "The former minister was acquitted by the court."),
    ("Rebels attacked the convoy on Sunday.", "On Sunday, the convoy was attacked by rebels."),
    ("The firm did not pay the fine.", "The firm failed to pay the fine."),
    ("The strike is the longest in ten years.", "The strike is the longest in a decade."),
    ("The minister did not rule out new taxes.", "The minister left open whether new taxes would follow."),
    ("About 30 per cent of voters stayed away.", "Around thirty percent of voters stayed away."),
    ("The union rejected the offer.", "The union did not accept the offer."),
    ("The road was closed because of ice.", "The road was closed due to ice."),
    ("Oman and Qatar signed the pact.", "Qatar and Oman signed the pact."),
    ("The president wouldn't sign the law.", "The president would not sign the law."),
    (
        "The ferry, which carried 300 people, sank near Split on Tuesday.",
        "The ferry sank near Split on Tuesday. It carried 300 people.",
    ),
    ("The storm hit Cuba on Friday. It killed nine people.", "The storm, which killed nine people, hit Cuba on Friday."),
    ("The wreck lies 300 miles off Iceland.", "The wreck lies 480 kilometres off Iceland."),
    ("The envoy declined to comment.", "The envoy did not comment."),
    ("Foreign Minister Sergei Orlov left on Monday.", "Orlov left on Monday."),
    ("The committee examined the accounts.", "The committee investigated the accounts."),
    ("The village was without power.", "The village had no power."),
    ("The bank will close if the state does not help.", "The bank will close unless the state helps."),
    ("It is not only costly but slow.", "It is costly and slow."),
]


@pytest.mark.parametrize(("kind", "before", "after"), CHANGED)
def test_a_changed_claim_is_told_with_its_kind(kind, before, after):
    found = claim_changes(before, after)
    assert kind in set(found.type), found[["type", "before", "after"]].values.tolist()


@pytest.mark.parametrize(("before", "after"), SAME)
def test_the_same_claim_in_other_words_is_no_change(before, after):
    for one, two in ((before, after), (after, before)):
        found = claim_changes(one, two)
        assert found.empty, found[["type", "before", "after"]].values.tolist()


def test_a_row_leads_to_its_words_on_both_sides():
    before = "The talks began on Monday. Kenya welcomed the deal, and 34 ships left port."
    after = "The talks began on Monday. Kenya did not welcome the deal, and 43 ships left port."
    found = claim_changes(before, after)
    assert list(found.type) == ["reversed", "figure"]
    assert list(found.gravity) == [5, 4]
    for change in found.itertuples():
        assert before[change.before_start : change.before_end] == change.before
        assert after[change.after_start : change.after_end] == change.after


def test_several_claims_of_one_sentence_have_a_row_each():
    found = claim_changes(
        "At least 14 miners died in Peru on Tuesday because of a gas leak, officials said.",
        "14 miners died in Chile on Thursday despite a gas leak.",
    )
    assert set(found.type) == {"quantity", "name", "date", "relation", "attribution"}


def test_rewritten_and_split_sentences_are_read_as_well():
    before = (
        "The ferry company, which carried two million passengers last year, agreed to pay the families of the drowned, it said."
    )
    after = (
        "Two million passengers took its boats last year. Yet the ferry company refused to pay the families of those who drowned."
    )
    assert "reversed" in set(claim_changes(before, after).type)


@pytest.mark.parametrize("text", ["", " ", "\n", "Yes", "No.", "“", "9", "not", "…", "\u200b"])
def test_hardly_any_text_gives_an_empty_frame(text):
    for before, after in ((text, text), (text, ""), ("", text)):
        found = claim_changes(before, after)
        assert found.empty
        pd.testing.assert_series_equal(found.dtypes, claim_changes("It rose.", "It fell.").dtypes)


@pytest.mark.parametrize("wrong", [None, 5, ["It rose."], b"It rose."])
def test_what_is_no_text_is_refused_in_one_sentence(wrong):
    with pytest.raises(AnalysisError, match="claim_changes takes one article or text"):
        claim_changes("It rose.", wrong)


def test_claims_of_a_story_are_those_of_its_republications_gravest_first(stories):
    for story in stories[:2]:
        found = claims(story)
        assert set(found.article_id) <= {article.article_id for article in story.republications}
        for article in story.republications:
            own = found[found.article_id == article.article_id]
            assert own.gravity.is_monotonic_decreasing
            assert len(own) == len(claim_changes(story.wire, article))
