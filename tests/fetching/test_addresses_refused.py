"""Every way of writing or reaching an address that is not to be fetched from, over real sockets."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime
from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.fetching.fetcher import Fetcher
from knowledge.fetching.policy import AddressPolicy, RefusedAddress

from . import outlets as play
from .outlets import LoopbackResolver, Outlets

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)

LOOPBACK_FORMS = (
    *("127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001"),
    *("127.0.0.1.", "0", "0.0.0.0", "localhost", "LOCALHOST", "①②⑦.⓪.⓪.①", "１２７.0.0.1", "127。0。0。1"),
    *("[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[::]"),
    *("[64:ff9b::127.0.0.1]", "[2002:7f00:1::]", "[fe80::1%25lo]", "127.0.0.1%00.example", "127.0.0.1\\@example.com"),
)

REFUSED = (
    *("10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "127.0.0.1", "127.255.255.255", "0.0.0.0", "0.1.2.3"),
    *("169.254.169.254", "169.254.170.2", "168.63.129.16", "100.64.0.1", "100.100.100.200", "192.0.0.192"),
    *("192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1"),
    *("255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1"),
    *("::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:168.63.129.16", "::7f00:1", "::10.0.0.1", "2001:db8::1"),
    *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b::a83f:8110", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::"),
    *("2002:a83f:8110::", "2001:0:7f00:1::", "2001:0:5ef5:79fd:0:0:80ff:fffe", "100::1", "5f00::1", "name.example"),
    *("::ffff:0:127.0.0.1", "::ffff:0:8.8.8.8", "::8.8.8.8", "2001:0:808:808::f7f7:f7f7", "3fff::1", "4000::1", "8::1"),
    *("1000::1", "200::1", "e000::1", "fe00::1", "::1:0:0:1", "0:0:0:ffff::808:808", "64:ff9b:0:0:1::808:808"),
)
METADATA = (
    *("169.254.169.254", "169.254.170.2", "169.254.170.23", "168.63.129.16", "100.100.100.200", "192.0.0.192"),
    *("fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254", "fd00:42::42", "fe80::a9fe:a9fe"),
)
ALLOWED = (
    *("93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "2a00:1450:4001::200e", "3ffe::1"),
    *("::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"),
)
WRAPPED = ("::ffff:{}", "64:ff9b::{}", "2002:{}::1")
"""Of IPv6, what stands for an IPv4 address, and is refused or allowed as that is."""
NOT_WRAPPED = ("::{}", "::ffff:0:{}", "64:ff9b:1::{}", "2001:0:{}::", "2001:0:808:808::{}", "fd00::{}", "4000::{}")
"""Much like those, but of other meanings or none."""

ipv4_addresses = st.one_of(
    st.ip_addresses(v=4),
    st.sampled_from([number for number in (*METADATA, *REFUSED) if re.fullmatch(r"[\d.]+", number)]).map(IPv4Address),
)


def is_allowed(number: object, *, allow_private: bool = False) -> bool:
    try:
        AddressPolicy(allow_private=allow_private).check(str(number), 443)
    except RefusedAddress:
        return False
    return True


def inside(form: str, number: IPv4Address) -> IPv6Address:
    return IPv6Address(form.format(f"{int(number) >> 16:x}:{int(number) & 0xFFFF:x}"))


@given(number=ipv4_addresses)
def test_a_wrapped_ipv4_address_is_refused_or_allowed_as_itself(number: IPv4Address) -> None:
    assert {is_allowed(inside(form, number)) for form in WRAPPED} == {is_allowed(number)}
    assert not any(is_allowed(inside(form, number)) for form in NOT_WRAPPED)


@given(number=st.ip_addresses(v=6))
def test_no_ipv6_address_outside_what_is_given_out_is_allowed(number: IPv6Address) -> None:
    known = ("2000::/3", "::ffff:0:0/96", "64:ff9b::/96")
    assert not is_allowed(number) or any(number in ip_network(network) for network in known)


@pytest.mark.parametrize("number", METADATA)
def test_where_clouds_keep_credentials_stays_closed_to_every_policy(number: str) -> None:
    wrapped = [] if ":" in number else [inside(form, IPv4Address(number)) for form in WRAPPED]
    for form in (number, *wrapped):
        assert not is_allowed(form)
        assert not is_allowed(form, allow_private=True)


@pytest.mark.parametrize("form", LOOPBACK_FORMS)
async def test_no_way_of_writing_loopback_reaches_it(world: Outlets, form: str) -> None:
    world.add("127", play.good)
    policy = AddressPolicy(ports=frozenset({world.port}))
    async with Fetcher(policy, user_agent="Nutgraf/0", document_seconds=5) as fetcher:
        answer = await fetcher.fetch(f"http://{form}:{world.port}/feed", now=NOW)
    assert (answer.kind, answer.status) == ("failed", None)
    assert answer.error is not None
    assert answer.error.startswith(
        ("It leads into a private", "It is not a", "There is no server", "It carries a user")
    )
    assert not world.user_agents


@pytest.mark.parametrize("number", REFUSED)
def test_refused_numbers(number: str) -> None:
    with pytest.raises(RefusedAddress):
        AddressPolicy().check(number, 443)


@pytest.mark.parametrize("number", ALLOWED)
def test_allowed_numbers(number: str) -> None:
    AddressPolicy().check(number, 443)


@pytest.mark.parametrize("port", [0, 22, 25, 6379, 9200, 65_535])
def test_ports_that_are_no_web_servers(port: int) -> None:
    with pytest.raises(RefusedAddress, match="port"):
        AddressPolicy().check("8.8.8.8", port)
    with pytest.raises(RefusedAddress):
        AddressPolicy().address(f"http://outlet.example:{port}/")


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("ftp://outlet.example/feed", "not a web address"),
        ("file:///etc/passwd", "not a web address"),
        ("javascript:alert(1)", "not a web address"),
        ("outlet.example", "not a web address"),
        ("", "not a web address"),
        ("http://user:word@outlet.example/", "user name or password"),
        ("http://user@outlet.example/", "user name or password"),
        ("http://outlet.example:99999/", "not a valid"),
        ("http://[::1/", "not a valid"),
    ],
)
def test_addresses_that_are_refused_as_written(written: str, reason: str) -> None:
    with pytest.raises(RefusedAddress, match=reason):
        AddressPolicy().address(written)


def test_an_address_loses_its_fragment() -> None:
    assert AddressPolicy().address(" https://outlet.example/a b#c ") == "https://outlet.example/a%20b"


def test_private_networks_opened_by_the_operator() -> None:
    policy = AddressPolicy(allow_private=True)
    for number in ("127.0.0.1", "10.1.2.3", "192.168.1.1", "::1", "fd12::1", "::ffff:127.0.0.1"):
        policy.check(number, 12_345)
    for number in ("169.254.169.254", "168.63.129.16", "fd00:ec2::254", "224.0.0.1", "fe80::1", "0.0.0.0"):
        with pytest.raises(RefusedAddress):
            policy.check(number, 80)


async def test_a_name_that_changes_between_two_look_ups_is_checked_each_time(
    world: Outlets, resolver: LoopbackResolver, fetcher: Fetcher
) -> None:
    outlet = world.add("rebinding", play.status_of(200, Connection="close"))
    resolver.elsewhere["rebinding.example"] = ["127.0.0.1", "10.0.0.1"]
    assert (await fetcher.fetch(outlet.address(), now=NOW)).kind == "ok"
    fetcher._opened().connector.clear_dns_cache()  # type: ignore[union-attr]
    answer = await fetcher.fetch(outlet.address(), now=NOW)
    assert answer.error == "It leads into a private or reserved network, which is not fetched from."


async def test_names_of_private_addresses(world: Outlets, resolver: LoopbackResolver, fetcher: Fetcher) -> None:
    for number in ("10.0.0.1", "169.254.169.254", "127.0.0.2"):
        resolver.elsewhere["inside.example"] = [number]
        fetcher._opened().connector.clear_dns_cache()  # type: ignore[union-attr]
        answer = await fetcher.fetch(f"http://inside.example:{world.port}/", now=NOW)
        assert answer.error == "It leads into a private or reserved network, which is not fetched from.", number


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("http://127.0.0.2/", "private"),
        ("http://[::1]/", "private"),
        ("http://169.254.169.254/latest/", "private"),
        ("http://outlet.example:22/", "port 22"),
        ("file:///etc/passwd", "not a web address"),
        ("gopher://outlet.example/", "not a web address"),
        ("http://user:word@outlet.example/", "user name"),
        ("//localhost:1/", "port 1"),
    ],
)
async def test_redirects_are_checked_as_any_address(world: Outlets, fetcher: Fetcher, target: str, reason: str) -> None:
    outlet = world.add("redirecting", play.status_of(302, Location=target))
    answer = await fetcher.fetch(outlet.address(), now=NOW)
    assert answer.kind == "failed"
    assert reason in str(answer.error)


async def test_the_environment_names_no_proxy_to_us(
    world: Outlets, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    outlet = world.add("good", play.good)
    assert (await fetcher.fetch(outlet.address(), now=NOW)).kind == "ok"


async def test_the_system_resolver_is_asked_by_default(world: Outlets) -> None:
    world.add("localhost", play.good)
    async with Fetcher(AddressPolicy(allow_private=True), user_agent="Nutgraf/0", document_seconds=10) as fetcher:
        await asyncio.sleep(0)
        answer = await fetcher.fetch(f"http://localhost:{world.port}/feed", now=NOW)
        assert answer.kind == "ok" or "cannot be reached" in str(answer.error)  # where localhost is ::1 alone
        assert "no server of this name" in str((await fetcher.fetch("http://none.invalid/", now=NOW)).error)
