"""A loopback web server that plays outlets: feeds, sites and pages over real sockets."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.utils import format_datetime
from xml.sax.saxutils import escape

from aiohttp import web

from knowledge.articles import Article, as_datetime


class Outlets:
    """What the server answers: path to (status, content type, body). `moved` are paths that lead to others for good,
    `asked` are the paths of all requests."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, str, str]] = {}
        self.moved: dict[str, str] = {}
        self.asked: list[str] = []
        self.base = ""

    def feed(self, path: str, title: str, articles: list[Article]) -> str:
        """Serve an RSS feed; gives its address."""
        items = "".join(
            f"<item><title>{escape(one.headline or '')}</title><link>{escape(one.url or '')}</link>"
            + (f"<pubDate>{format_datetime(as_datetime(one.published))}</pubDate>" if one.published else "")
            + f"<description>{escape(''.join(f'<p>{text}</p>' for text in one.paragraphs))}</description></item>"
            for one in articles
        )
        xml = f"<rss version='2.0'><channel><title>{escape(title)}</title>{items}</channel></rss>"
        self.pages[path] = (200, "application/rss+xml", xml)
        return self.base + path

    def site(self, path: str, *feeds: str) -> str:
        """Serve a page that names feeds by their paths; gives its address."""
        links = "".join(f"<link rel='alternate' type='application/rss+xml' href='{feed}'>" for feed in feeds)
        self.pages[path] = (200, "text/html", f"<html><head>{links}</head><body><p>Hello.</p></body></html>")
        return self.base + path

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        if request.path in self.moved:
            raise web.HTTPMovedPermanently(self.moved[request.path])
        status, kind, body = self.pages.get(request.path, (404, "text/plain", "Not here."))
        return web.Response(status=status, text=body, content_type=kind)


@asynccontextmanager
async def serve() -> AsyncIterator[Outlets]:
    """The server, on a free port of the loopback interface."""
    outlets = Outlets()
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", outlets.answer)
    # Connections that a client keeps open are not waited for.
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server = runner.addresses[0]
    outlets.base = f"http://127.0.0.1:{server[1]}"
    try:
        yield outlets
    finally:
        await runner.cleanup()
