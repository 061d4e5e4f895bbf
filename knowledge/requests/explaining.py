"""Tells people how a message was read, and why it was responded to as it was."""

from __future__ import annotations

from knowledge.answering.answerer import Answerer
from knowledge.answering.explanation import explain_lines
from knowledge.requests.request import Request
from knowledge.requests.response import Kind, Response


def explain_response(response: Response, answerer: Answerer) -> list[str]:
    """Lines of plain text for a terminal: the request as it was read, then what was weighed for a question of fact."""
    lines = request_lines(response.request)
    if response.kind is Kind.BRIEFING:
        lines.append(f"Chosen from {response.reports} reports that are plainly about it.")
    if response.nearest is not None:
        lines.append(f"That time holds nothing; the nearest before it is {response.nearest.first}.")
    if response.considered is not None:
        lines += explain_lines(answerer.explanation(response.considered))
    return lines


def request_lines(request: Request) -> list[str]:
    """A request, one line for each thing that was read."""
    read = {
        "Wanted": request.wanted.value,
        "About the bot": request.talk.value if request.talk else None,
        "Topic": request.topic,
        "Section": request.section,
        "Searched as": request.question if request.question != request.topic else None,
        "Goes on from": request.earlier,
        "Or by itself": request.alone,
        "Time": f"“{request.span.words}”: {request.span.first} to {request.span.last}" if request.span else None,
        "Outlets": ", ".join(request.sources),
        "Outlets that are not held": ", ".join(request.elsewhere),
        "In quotation marks": ", ".join(request.phrases),
        "Without": ", ".join(request.without),
        "How many": str(request.count) if request.count else None,
        "The newest first": "yes" if request.fresh else None,
        "Spelling": ", ".join(f"{one.typed} → {one.read}" for one in request.corrections),
    }
    return ["Read as:", *(f"  {name}: {value}" for name, value in read.items() if value)]
