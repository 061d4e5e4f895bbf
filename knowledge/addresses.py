"""Web addresses: which may be kept, and which name the same article."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

LONGEST_ADDRESS = 4_000
"""Characters; what is longer is no address that a person could follow."""

_DEFAULT_PORTS = (80, 443)
_TRACKING_PREFIXES = ("utm_", "at_campaign", "at_medium", "at_custom", "at_link", "hsa_", "pk_", "mtm_", "matomo_")
_TRACKING = frozenset(
    {
        "fbclid",
        "gclid",
        "gclsrc",
        "gbraid",
        "wbraid",
        "dclid",
        "msclkid",
        "yclid",
        "ysclid",
        "twclid",
        "ttclid",
        "li_fat_id",
    }
    | {"igshid", "igsh", "mc_cid", "mc_eid", "mkt_tok", "_ga", "_gl", "_hsenc", "_hsmi", "vero_id", "oly_enc_id"}
    | {"oly_anon_id", "s_cid", "cmpid", "ncid", "ocid", "smid", "smtyp", "ftag", "taid", "ref_src", "ref_url"}
    | {"sr_share", "share_id", "ftcamp", "xtor", "cid_source", "wt.mc_id", "guccounter", "guce_referrer"}
)
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff\ud800-\udfff]")
_STRAY_IN_HOST = re.compile(r"[\s<>\"'`{}|^%/?#@\[\]]")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_KEPT_IN_PATH = "/:@!$&'()*+,;=%~"
_KEPT_IN_QUERY = _KEPT_IN_PATH + "?"


def web_address(text: str, base: str | None = None) -> str | None:
    """The absolute http or https address that `text` stands for, as written, or None.

    A relative address is resolved against `base`. Invisible characters and a user name or password are dropped, spaces
    percent-encoded; the rest, tracking parameters and fragment included, is kept, since it is what a reader follows.
    """
    written = _INVISIBLE.sub("", text).strip()
    if not written or len(written) > LONGEST_ADDRESS:
        return None
    try:
        parts = urlsplit(urljoin(base, written) if base else written)
        host = _host_and_port(parts)
    except ValueError:
        return None
    if host is None:
        return None
    return urlunsplit((parts.scheme.lower(), host, parts.path, parts.query, parts.fragment)).replace(" ", "%20")


def canonical_url(url: str) -> str | None:
    """The one form of all addresses of an article, for telling whether two are the same; None if it is no http(s) one.

    http counts as https. Host in lower case without `www.`, default port or final dot; no user name, fragment,
    tracking parameters or trailing slash; parameters sorted; percent-encoding made uniform. Canonical forms are their
    own canonical form. It is for comparing, not for following.
    """
    address = web_address(url)
    if address is None:
        return None
    parts = urlsplit(address)
    host, port = _canonical_host(parts.hostname or ""), parts.port
    if host is None:
        return None
    if port is not None and port not in _DEFAULT_PORTS:
        host = f"{host}:{port}"
    path = _uniform_escapes(parts.path, _KEPT_IN_PATH).rstrip("/")
    parameters = (_uniform_escapes(piece, _KEPT_IN_QUERY) for piece in parts.query.split("&"))
    query = "&".join(sorted(piece for piece in parameters if piece and not _is_tracking(piece)))
    return f"https://{host}{path}" + (f"?{query}" if query else "")


def _host_and_port(parts: SplitResult) -> str | None:
    """Host and port without user name; None if scheme or host will not do. ValueError for a port that is no number."""
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or "\\" in parts.netloc:
        return None  # a browser takes a backslash for a slash, and so goes to another host than urlsplit says
    host = parts.hostname
    if _STRAY_IN_HOST.search(host):
        return None
    if ":" in host:
        host = f"[{host}]"
    return host if parts.port is None else f"{host}:{parts.port}"


def _canonical_host(host: str) -> str | None:
    if ":" in host:
        return f"[{host}]"
    try:
        host = (host if host.isascii() else host.encode("idna").decode("ascii").lower()).rstrip(".")
    except UnicodeError:  # not a name that DNS could hold
        return None
    while host.startswith("www.") and "." in host[4:]:
        host = host[4:]
    return None if not host or _STRAY_IN_HOST.search(host) else host


def _uniform_escapes(text: str, kept: str) -> str:
    """One spelling of percent-encoding: upper case, unreserved characters bare, everything beyond ASCII encoded."""

    def spell(escape: re.Match[str]) -> str:
        character = unquote(escape.group(), encoding="latin-1")
        return character if character in _UNRESERVED else escape.group().upper()

    return quote(_ESCAPE.sub(spell, _STRAY_PERCENT.sub("%25", text)), safe=kept)


def _is_tracking(parameter: str) -> bool:
    name = parameter.partition("=")[0].lower()
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES)
