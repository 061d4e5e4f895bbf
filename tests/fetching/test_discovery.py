"""From what people type to feeds, over real sockets."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from config.settings import FeedSettings
from knowledge.fetching.assembly import fetching, user_agent
from knowledge.fetching.discovery import Discovery, NoFeedFound
from knowledge.fetching.policy import AddressPolicy
from knowledge.reading import ReadingError
from knowledge.reading.feed import MOST_ENTRIES
from knowledge.reading.links import MOST_LINKS, feed_links

from . import outlets as play
from .feed_store import MemoryFeedStore
from .outlets import Outlet, Outlets

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


def site(head: str, feeds: dict[str, str], body: str = "") -> play.Handler:
    """An outlet with a front page and feeds by path: "" gives the outlet's own, else one of this title."""

    async def handler(outlet: Outlet, request: play.web.Request) -> play.web.Response:
        if request.path == "/":
            text = f"<html><head>{head}</head><body>{body}</body></html>"
            return play.web.Response(text=text, content_type="text/html")
        title = feeds.get(request.path)
        if title is None:
            return play.web.Response(status=404)
        entries = outlet.rss() if not title else outlet.rss(title=lambda number: f"{title} {number}")
        return play.xml(entries.replace(f"<title>{outlet.name.title()}</title>", f"<title>{title or 'All'}</title>", 1))

    return handler


LINK = "<link rel='alternate' type='application/rss+xml' title='{}' href='{}'>"


async def test_a_feed_is_found_as_itself(world: Outlets, discovery: Discovery) -> None:
    world.now = NOW
    outlet = world.add("good", play.good)
    (found,) = await discovery.find(f" {outlet.address()} ", now=NOW)
    assert (found.url, found.title, found.site) == (outlet.address(), "Good", outlet.address("/"))
    assert found.entries == play.SHOWN
    for written in ("feed:", "feed://"):  # as browsers' "subscribe" buttons hand them over
        address = written + (outlet.address() if written == "feed:" else outlet.address().removeprefix("http://"))
        assert (await discovery.find(address, now=NOW)) == (found,)
    moving = world.add("moving", play.moving)
    assert (await discovery.find(moving.address(), now=NOW))[0].url == moving.address("/new/feed")


async def test_a_site_that_names_several(world: Outlets, discovery: Discovery) -> None:
    world.now = NOW
    links = [("Comments", "/comments/feed"), ("All", "/feed"), ("All again", "/feed?utm_source=x"), ("Copy", "/copy")]
    head = "".join(LINK.format(*link) for link in [*links, ("Sport", "/sport"), ("Missing", "/missing")])
    feeds = {"/feed": "", "/copy": "", "/sport": "Sport", "/comments/feed": "Comments on everything"}
    outlet = world.add("several", site(head, feeds))
    found = await discovery.find(f"several.example:{world.port}", now=NOW)
    assert [(feed.url, feed.title) for feed in found] == [
        (outlet.address("/feed"), "All"),
        (outlet.address("/sport"), "Sport"),
        (outlet.address("/comments/feed"), "Comments on everything"),
    ]


@pytest.mark.parametrize("path", ["/feed", "/rss", "/rss.xml", "/atom.xml", "/feed.json", "/index.xml"])
async def test_common_paths(world: Outlets, discovery: Discovery, path: str) -> None:
    world.now = NOW
    outlet = world.add("silent", site("", {path: ""}))
    (found,) = await discovery.find(outlet.address("/"), now=NOW)
    assert found.url == outlet.address(path)


async def test_where_there_is_none(world: Outlets, discovery: Discovery) -> None:
    outlet = world.add("none", site(LINK.format("Dead", "/dead"), {}))
    with pytest.raises(NoFeedFound, match="No feed was found at"):
        await discovery.find(outlet.address("/"), now=NOW)
    assert sum(outlet.asked.values()) < 30
    with pytest.raises(NoFeedFound, match="cannot be fetched: There is nothing"):
        await discovery.find(outlet.address("/nowhere"), now=NOW)
    with pytest.raises(NoFeedFound, match="private"):
        await discovery.find("http://10.0.0.1/", now=NOW)
    empty = world.add("empty", play.bytes_of(b""))
    with pytest.raises(NoFeedFound, match="No feed was found"):
        await discovery.find(empty.address(), now=NOW)


async def test_why_a_feed_is_refused_is_said(world: Outlets, discovery: Discovery) -> None:
    large = world.add("large", play.bytes_of(b"<rss version='2.0'><channel>" + b"<item/>" * (MOST_ENTRIES + 1)))
    with pytest.raises(NoFeedFound) as refused:
        await discovery.find(large.address(), now=NOW)
    assert str(refused.value) == (
        f"{large.address()} cannot be read as a feed: It has more than 10,000 entries, too many for a feed."
    )
    assert sum(large.asked.values()) == 1  # and no other feed is taken in its place

    head = LINK.format("All", large.address()) + LINK.format("Dead", "/dead")
    naming_it = world.add("naming", site(head, {}))
    with pytest.raises(NoFeedFound) as refused:
        await discovery.find(naming_it.address("/"), now=NOW)
    assert f"names {large.address()}, which cannot be read as a feed: It has more than" in str(refused.value)
    assert f"names {naming_it.address('/dead')}, which cannot be fetched: There is nothing" in str(refused.value)
    page = world.add("page", site("", {}))
    with pytest.raises(
        NoFeedFound, match=r"No feed was found at \S+. It is no feed: it is a web page. Try the address"
    ):
        await discovery.find(page.address("/"), now=NOW)


def test_links_of_a_page() -> None:
    page = (
        "<base href='https://post.example/news/'><link rel='alternate' type='application/rss+xml; charset=x' href='a'>"
        "<link rel='ALTERNATE home' type='application/feed+json' href='/b' title=' Post \n JSON '>"
        "<link rel='feed' href='c'><link rel='alternate' type='application/rss+xml' href='a'>"
        "<link rel='alternate' hreflang='de' href='/de'><link rel='alternate' type='application/rss+xml' href='ftp://x/'>"
        "<link rel='stylesheet' type='text/css' href='s'>"
    )
    links = feed_links(page.encode(), url="https://post.example/")
    assert [(link.url, link.title) for link in links] == [
        ("https://post.example/news/a", None),
        ("https://post.example/b", "Post JSON"),
        ("https://post.example/news/c", None),
    ]
    many = "".join(LINK.format("x", f"/{number}") for number in range(90))
    assert len(feed_links(many.encode(), url="https://post.example/")) == MOST_LINKS
    with pytest.raises(ReadingError, match="larger"):
        feed_links(bytes(10_000_001))


async def test_put_together_it_polls(world: Outlets) -> None:
    world.now = NOW
    world.add("localhost", play.good)
    world.add("127", play.good)
    store = MemoryFeedStore()
    made = fetching(
        store, policy=AddressPolicy(allow_private=True), version="1", contact="me@post.example", chance=lambda: 0.0
    )
    async with made:
        store.add(f"http://127.0.0.1:{world.port}/feed")
        (outcome,) = await made.poller.poll_due(NOW)
    assert outcome.kind == "ok"
    assert world.user_agents == {"Nutgraf/1 (news bot for Discord; me@post.example)"}
    assert "no contact given" in user_agent("1", None)


def test_a_contact_is_one_plain_line() -> None:
    assert FeedSettings(contact=" me@post.example ").contact == "me@post.example"
    assert FeedSettings(contact="").contact is None
    for wrong in ("a\r\nX-Evil: 1", "é", "x" * 201):
        with pytest.raises(ValueError, match="one line"):
            FeedSettings(contact=wrong)
