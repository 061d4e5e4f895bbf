"""Web addresses: which are kept, and which count as one article's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.addresses import canonical_url, web_address

CANONICAL = "https://example.com/news/bridge?id=7&page=2"
SAME = [
    "https://example.com/news/bridge?id=7&page=2",
    "http://example.com/news/bridge?id=7&page=2",
    "HTTPS://WWW.Example.COM/news/bridge/?page=2&id=7",
    "https://example.com:443/news/bridge?id=7&page=2#comments",
    "http://example.com:80/news/bridge?id=7&page=2",
    "https://reader:secret@example.com/news/bridge?id=7&page=2",
    "https://example.com./news/bridge//?id=7&page=2",
    "https://example.com/news/bridge?utm_source=x&id=7&UTM_Medium=y&fbclid=z&page=2&gclid=1&at_medium=rss",
    "  https://example.com/news/bri\ndge?id=7&page=2\t",
    "https://example.com/%6Eews/bridge?id=7&&page=2&",
]


@pytest.mark.parametrize("address", SAME)
def test_addresses_of_one_article_have_one_canonical_form(address: str) -> None:
    assert canonical_url(address) == CANONICAL


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/news/bridge?id=8&page=2",
        "https://example.com/News/bridge?id=7&page=2",
        "https://m.example.com/news/bridge?id=7&page=2",
        "https://example.com:8443/news/bridge?id=7&page=2",
        "https://example.com/news/bridge",
    ],
)
def test_addresses_of_other_articles_stay_apart(address: str) -> None:
    assert canonical_url(address) not in (None, CANONICAL)


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("https://example.com", "https://example.com"),
        ("https://www.example.com/?utm_campaign=a", "https://example.com"),
        ("https://www.com/", "https://www.com"),
        ("https://[2001:DB8::1]:8080/a/", "https://[2001:db8::1]:8080/a"),
        ("https://bücher.example/straße?q=ö", "https://xn--bcher-kva.example/stra%C3%9Fe?q=%C3%B6"),
        ("https://example.com/100%/a%zz", "https://example.com/100%25/a%25zz"),
        ("https://example.com/%c3%a4/%7euser", "https://example.com/%C3%A4/~user"),
    ],
)
def test_canonical_forms(address: str, canonical: str) -> None:
    assert canonical_url(address) == canonical


NO_ADDRESSES = [
    *("", "   ", "bridge", "example.com/bridge", "//example.com/x", "/news/bridge", "mailto:a@example.com"),
    *("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://example.com/a", "https:///x", "https://"),
    *("https://exa mple.com/", "https://example.com:99999/", "https://example.com:port/", "http://[::1/"),
    *("https://example.com\\@evil.example/", "https://<b>.example/", "https://example.com/" + "a" * 5_000),
    *(f"https://{'ü' * 80}.example/", "https://。/", "https://.../", "https://％.example/"),
]


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_what_is_no_web_address_is_none(address: str) -> None:
    assert canonical_url(address) is None


def test_an_address_to_follow_is_kept_as_written_but_without_user_name() -> None:
    written = "http://reader:secret@Example.com:8080/A b/?utm_source=x&b=2&a=1#part"
    assert web_address(written) == "http://example.com:8080/A%20b/?utm_source=x&b=2&a=1#part"


@pytest.mark.parametrize(
    ("written", "absolute"),
    [
        ("/news/1?a=b", "https://example.com/news/1?a=b"),
        ("../up", "https://example.com/up"),
        ("//other.example/x", "https://other.example/x"),
        ("http://other.example/", "http://other.example/"),
        ("javascript:alert(1)", None),
    ],
)
def test_relative_addresses_are_resolved(written: str, absolute: str | None) -> None:
    assert web_address(written, "https://example.com/a/feed.xml") == absolute


ADDRESSES = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="aA%42/?&=#.:@[]\\ wü~+;\udc80\x00", max_size=40).map("http://www.example.com/".__add__),
    st.text(alphabet="aA%42.:@[]-wwwü。", max_size=20).map("https://".__add__),
    st.sampled_from(SAME + NO_ADDRESSES),
)


@given(ADDRESSES)
def test_canonical_form_is_its_own_canonical_form_and_plain_ascii(address: str) -> None:
    canonical = canonical_url(address)
    assert canonical is None or (canonical.isascii() and canonical.startswith("https://"))
    assert canonical is None or canonical_url(canonical) == canonical


@given(ADDRESSES, ADDRESSES)
def test_whatever_is_kept_can_be_followed_and_stored(address: str, base: str) -> None:
    kept = web_address(address, base)
    assert kept is None or kept.startswith(("http://", "https://"))
    assert kept is None or (kept.encode() and not any(character in kept for character in " \t\r\n"))
