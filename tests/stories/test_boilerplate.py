"""News sentences are told from what surrounds them on a page."""

from __future__ import annotations

import pytest

from knowledge.comparing.boilerplate import is_caption, is_furniture, is_plain_sentence, is_question, leans_on_previous


@pytest.mark.parametrize(
    "sentence",
    [
        "Read more: Harbour reopens after the storm",
        "Photo: Jane Doe / Harbour Bulletin",
        "Photograph by nobody, all rights reserved.",
        "By Jane Doe",
        "By Jane Doe and John Roe for the Courier",
        "By .",
        "PUBLISHED: .",
        "14:11 EST, 25 October 2013 .",
        "Sign up for our morning newsletter to get the news first.",
        "Here’s what to know about the storm that hit the coast.",
        "This article was first published on Monday and has been changed since.",
        "We and our 214 partners use cookies to keep you signed in.",
        "Jane Doe contributed to this report from Saltreach.",
        "Advertisement",
        "Editor’s note: the name of the ship has been corrected in this text.",
    ],
)
def test_furniture(sentence: str) -> None:
    assert is_furniture(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "By Thursday, the fire had spread to the harbour.",
        "Advertisements on trams are to be banned from next year.",
        "The museum shared the photo with police.",
        "Relatedness of the two wolves was shown by a test.",
        "The council published 412 pages on the bridge.",
    ],
)
def test_news_is_no_furniture(sentence: str) -> None:
    assert not is_furniture(sentence)


@pytest.mark.parametrize("sentence", ["Why now?", "“Who will pay?”", "他是谁？", "هل انتهت الحرب؟", "(But how?) "])
def test_question(sentence: str) -> None:
    assert is_question(sentence)


@pytest.mark.parametrize("sentence", ["“Why now?” asked the mayor.", "It rained.", ""])
def test_no_question(sentence: str) -> None:
    assert not is_question(sentence)


@pytest.mark.parametrize(
    ("sentence", "plain"),
    [
        ("The bridge was closed on Monday after cracks were found.", True),
        ("“We had boats in the bakery and water in the hall,” she said.", True),
        ("Flood damage along the coast", False),
        ("It rained.", False),
        ("word " * 81 + ".", False),
    ],
)
def test_plain_sentence(sentence: str, *, plain: bool) -> None:
    assert is_plain_sentence(sentence) is plain


@pytest.mark.parametrize(
    ("sentence", "caption"),
    [
        ("The mayor (left) shakes hands with the governor on Monday.", True),
        ("Retread: the mayor in the same shoes as last year.", True),
        ("NEW DELHI: the court ruled on Monday that the law stands.", False),
        ("The mayor shook hands with the governor on Monday.", False),
    ],
)
def test_caption(sentence: str, *, caption: bool) -> None:
    assert is_caption(sentence) is caption


@pytest.mark.parametrize(
    ("sentence", "leans"), [("“He was tired,” she said.", True), ("However, it rained.", True), ("Henry left.", False)]
)
def test_leans_on_previous(sentence: str, *, leans: bool) -> None:
    assert leans_on_previous(sentence) is leans
