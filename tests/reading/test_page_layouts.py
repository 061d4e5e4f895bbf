"""The ways in which news sites build their pages: the article's paragraphs, all of them, and nothing from around it."""

from __future__ import annotations

from collections import Counter

import pytest
from trafilatura import extract

from knowledge.reading import read_html

TEXT = (
    "The council of Marlow voted on Monday to rebuild the old harbour wall after the storm of last winter.",
    "Work will begin in March and is expected to cost 4.6 million pounds, by the borough engineer's own papers.",
    "“We have waited long enough,” said Ines Dahl, who chairs the harbour committee. “Every winter we lose a yard.”",
    "Residents of the lower town have complained since 2023 that spring tides come into their cellars.",
    "Opponents say that the money would be better spent on moving the twelve houses nearest to the water.",
    "The mayor will present a timetable to the public meeting on 3 December.",
)
AROUND = """<html><head><title>Harbour wall</title></head><body>
<header><nav><ul><li><a href="/">News</a></li></ul></nav></header>
{}
<section class="related"><h2>More</h2><ul><li><a href="/1">Storm leaves harbour in ruins</a></li></ul></section>
<section id="comments"><h2>Comments</h2><div class="comment"><p>About time, I said so.</p></div></section>
<footer><p>© Marlow Echo. All rights reserved.</p></footer></body></html>"""
LETTER = (
    '<div class="newsletter-signup"><h3>Our letter</h3><p>Sign up to our free daily newsletter.</p><form></form></div>'
)
FIGURE = "<figure><img src='w.jpg'><figcaption>The wall. Photograph: Lena Ost</figcaption></figure>"
HEADLINE = "<h1>Harbour wall</h1>"


def p(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


LAYOUTS = {
    "nested": "<div><div class='story'><div>" + HEADLINE + "".join(f"<div><p>{text}</p></div>" for text in TEXT),
    "divs": f"<div class='article-body'>{HEADLINE}" + "".join(f"<div class='text'>{text}</div>" for text in TEXT),
    "breaks": f"<div class='article-text'>{HEADLINE}{'<br><br>'.join(TEXT)}",
    "breaks in a paragraph": f"<article>{HEADLINE}<p>{'<br> <br/>'.join(TEXT)}</p>",
    "boxes": f"<article>{HEADLINE}{FIGURE}{p(*TEXT[:3])}{LETTER}{p(*TEXT[3:])}",
    "quotation": f"<article>{HEADLINE}{p(*TEXT[:2])}<blockquote>{p(TEXT[2])}</blockquote>{p(*TEXT[3:])}",
    "list": f"<article>{HEADLINE}{p(*TEXT[:2])}<ul><li>{TEXT[2]}</li><li><p>{TEXT[3]}</p></li></ul>{p(*TEXT[4:])}",
    "sections": f"<article>{HEADLINE}<section>{p(*TEXT[:3])}</section><section>{p(*TEXT[3:])}</section>",
    "lead apart": f"<article><header>{HEADLINE}<p class='lead'>{TEXT[0]}</p></header><div>{p(*TEXT[1:])}</div>",
    "table": f"<table><tr><td>{HEADLINE}{p(*TEXT)}</td><td><ul><li><a href='/z'>Sport</a></li></ul></td></tr></table>",
    "fonts": f"<div class='content'>{HEADLINE}" + "<br><br>".join(f"<font size=2>{text}</font>" for text in TEXT),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_article_s_paragraphs_and_no_others(layout: str) -> None:
    page = AROUND.format(LAYOUTS[layout])
    ours = read_html(page.encode()).paragraphs
    assert ours == TEXT
    plain = (extract(page, include_comments=False) or "").split("\n")
    assert f1(ours) >= f1(plain)


def f1(paragraphs: tuple[str, ...] | list[str]) -> float:
    """How well paragraphs agree with the article's."""
    common = sum((Counter(paragraphs) & Counter(TEXT)).values())
    return 2 * common / (len(paragraphs) + len(TEXT))
