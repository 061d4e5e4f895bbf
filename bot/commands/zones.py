"""Time zones as people look for them: by the city they live near."""

from __future__ import annotations

from functools import cache
from itertools import chain
from zoneinfo import available_timezones

from babel.dates import get_timezone_location

from bot.locales import FALLBACK, babel_locale, languages
from knowledge.archive.identity import fold

# Cities that people type and that name no time zone themselves.
_CITIES = {
    "Africa/Algiers": "Oran, Constantine",
    "Africa/Cairo": "Alexandria, Giza",
    "Africa/Casablanca": "Rabat, Marrakesh, Fez",
    "Africa/Johannesburg": "Cape Town, Durban, Pretoria",
    "Africa/Lagos": "Abuja, Kano, Ibadan",
    "Africa/Nairobi": "Mombasa",
    "America/Argentina/Buenos_Aires": "Rosario, La Plata",
    "America/Bogota": "Medellín, Cali",
    "America/Chicago": "Austin, Dallas, Houston, Memphis, Milwaukee, Minneapolis, Nashville, New Orleans, San Antonio,"
    " St. Louis, Kansas City",
    "America/Denver": "Salt Lake City, Albuquerque",
    "America/Edmonton": "Calgary",
    "America/Guayaquil": "Quito",
    "America/Los_Angeles": "San Francisco, Seattle, San Diego, Las Vegas, Portland, Silicon Valley, Sacramento",
    "America/Mexico_City": "Guadalajara, Puebla",
    "America/New_York": "Atlanta, Baltimore, Boston, Charlotte, Cleveland, Miami, Orlando, Philadelphia, Pittsburgh,"
    " Washington",
    "America/Sao_Paulo": "Rio de Janeiro, Brasília, Belo Horizonte, Curitiba, Porto Alegre",
    "America/Toronto": "Montreal, Montréal, Ottawa, Québec",
    "America/Vancouver": "Victoria",
    "Asia/Dhaka": "Chittagong",
    "Asia/Dubai": "Abu Dhabi",
    "Asia/Ho_Chi_Minh": "Hanoi, Saigon",
    "Asia/Jakarta": "Bandung, Surabaya",
    "Asia/Jerusalem": "Tel Aviv, Haifa",
    "Asia/Karachi": "Islamabad, Lahore, Rawalpindi",
    "Asia/Kolkata": "Mumbai, Delhi, New Delhi, Bengaluru, Bangalore, Chennai, Hyderabad, Pune, Ahmedabad, Calcutta,"
    " Bombay, Jaipur",
    "Asia/Kathmandu": "Pokhara",
    "Asia/Manila": "Quezon City, Cebu",
    "Asia/Riyadh": "Jeddah, Mecca",
    "Asia/Shanghai": "Beijing, Shenzhen, Guangzhou, Chengdu, Wuhan, Hangzhou, Tianjin, Nanjing",
    "Asia/Tokyo": "Osaka, Kyoto, Yokohama, Nagoya, Sapporo, Fukuoka",
    "Asia/Seoul": "Busan, Incheon",
    "Asia/Yangon": "Mandalay, Rangoon",
    "Australia/Melbourne": "Geelong",
    "Australia/Sydney": "Canberra, Newcastle, Wollongong",
    "Europe/Amsterdam": "Rotterdam, The Hague, Utrecht",
    "Europe/Athens": "Thessaloniki",
    "Europe/Berlin": "Cologne, Köln, Dresden, Düsseldorf, Frankfurt, Hamburg, Leipzig, Munich, München, Stuttgart",
    "Europe/Brussels": "Antwerp, Ghent",
    "Europe/Istanbul": "Ankara, Izmir",
    "Europe/Kyiv": "Kharkiv, Lviv, Odesa, Kiev",
    "Europe/Lisbon": "Porto",
    "Europe/London": "Birmingham, Bristol, Cardiff, Edinburgh, Glasgow, Leeds, Liverpool, Manchester",
    "Europe/Madrid": "Barcelona, Seville, Valencia, Bilbao",
    "Europe/Moscow": "Saint Petersburg",
    "Europe/Paris": "Bordeaux, Lille, Lyon, Marseille, Nice, Strasbourg, Toulouse",
    "Europe/Rome": "Florence, Milan, Naples, Turin, Venice, Bologna",
    "Europe/Stockholm": "Gothenburg, Malmö",
    "Europe/Vienna": "Graz, Linz, Salzburg",
    "Europe/Warsaw": "Gdańsk, Kraków, Łódź, Wrocław",
    "Europe/Zurich": "Basel, Bern, Geneva, Lausanne",
    "Pacific/Auckland": "Wellington, Christchurch",
    "Pacific/Honolulu": "Hawaii",
}


# Where most who use Discord in a language live; then the world from west to east.
_USUAL = {
    "en-US": "America/New_York America/Chicago America/Denver America/Phoenix America/Los_Angeles America/Toronto",
    "en-GB": "Europe/London Europe/Dublin Australia/Sydney Australia/Perth Pacific/Auckland Africa/Johannesburg",
    "de": "Europe/Berlin Europe/Vienna Europe/Zurich",
    "fr": "Europe/Paris Europe/Brussels Europe/Zurich America/Montreal Africa/Abidjan Indian/Reunion",
    "es-ES": "Europe/Madrid Atlantic/Canary America/Mexico_City America/Bogota America/Argentina/Buenos_Aires",
    "es-419": "America/Mexico_City America/Bogota America/Lima America/Caracas America/Santiago"
    " America/Argentina/Buenos_Aires",
    "pt-BR": "America/Sao_Paulo America/Manaus America/Fortaleza America/Noronha Europe/Lisbon",
    "ja": "Asia/Tokyo",
}
_WORLD = (
    "UTC America/Los_Angeles America/Denver America/Chicago America/New_York America/Mexico_City America/Sao_Paulo"
    " Europe/London Europe/Paris Europe/Berlin Europe/Athens Africa/Lagos Africa/Nairobi Asia/Dubai Asia/Kolkata"
    " Asia/Shanghai Asia/Tokyo Australia/Sydney"
)


def usual_zones(locale: str, *, limit: int) -> list[str]:
    """Zones to choose from, those where most live whose Discord has this locale first."""
    near = next((zones for name, zones in _USUAL.items() if name == locale), _USUAL.get(locale.split("-")[0], ""))
    return list(dict.fromkeys([*near.split(), *_WORLD.split()]))[:limit]


def find_zones(typed: str, *, limit: int, language: str = FALLBACK) -> list[tuple[str, str]]:
    """Zones whose name, or a city in them, begins with or holds what was typed: what to show, and the zone's name.

    Cities are found by their English names and by those that a `language` has for them.
    """
    wanted = fold(typed).replace("_", " ")
    places = (*_places_named_in(language), *_places())
    found = sorted((not name.startswith(wanted), shown, zone) for name, shown, zone in places if wanted in name)
    if "/" in typed:
        found += sorted((True, zone.replace("_", " "), zone) for zone in _zones() if wanted in _plain(zone))
    unique = {shown: zone for _, shown, zone in found}
    return list(unique.items())[:limit]


def zone_named(text: str) -> str | None:
    """The zone that a text names exactly, by its own name or by a city in it, whatever the case; None if none does."""
    wanted = fold(text).replace("_", " ")
    for zone in available_timezones():
        if _plain(zone) == wanted:
            return zone
    everywhere = chain(_places(), *(_places_named_in(language) for language in sorted(languages())))
    return next((zone for name, _, zone in everywhere if name == wanted), None)


@cache
def _zones() -> tuple[str, ...]:
    areas = {"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}
    return tuple(sorted(zone for zone in available_timezones() if zone.partition("/")[0] in areas))


@cache
def _places() -> tuple[tuple[str, str, str], ...]:
    """Each city with how it is shown and its zone."""
    own = [(_plain(zone.rpartition("/")[2]), zone.replace("_", " "), zone) for zone in _zones()]
    cities = [(zone, city.strip()) for zone, listed in _CITIES.items() for city in listed.split(",")]
    others = [(fold(city), f"{city} ({zone.replace('_', ' ')})", zone) for zone, city in cities]
    return ((fold("UTC"), "UTC", "UTC"), *own, *others)


@cache
def _places_named_in(language: str) -> tuple[tuple[str, str, str], ...]:
    """The city that each zone is named after, in the words of a language that has its own, as `_places` gives it.

    A second name of a zone, such as Europe/Belfast, would lead to the city of the first one, so it is left out.
    """
    found = []
    for zone in _zones():
        own = _plain(zone.rpartition("/")[2])
        english, city = (
            get_timezone_location(zone, locale=babel_locale(one), return_city=True) for one in (FALLBACK, language)
        )
        if fold(english) == own != fold(city):
            found.append((fold(city), f"{city} ({zone.replace('_', ' ')})", zone))
    return tuple(found)


def _plain(zone: str) -> str:
    return fold(zone).replace("_", " ")
