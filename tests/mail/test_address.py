"""Addresses as lists really have them, and what is wrong with those that cannot be used."""

from __future__ import annotations

import pytest

from sdaid.mail.address import PostalAddress, postal_address
from sdaid.mail.country import country_code

Row = tuple[str, str, str]

PRINTED: list[tuple[Row, tuple[str, ...]]] = [
    # (address, postcode, country) of the list; the lines below the name, printed in GB
    (("1 High Street\nLeeds", "ls1 4ap", ""), ("1 High Street", "Leeds", "LS1 4AP")),
    (("1 High Street\nLeeds\nLS1 4AP", "LS1 4AP", "GB"), ("1 High Street", "Leeds", "LS1 4AP")),
    (("1 High Street, Leeds, LS14AP", "", "UK"), ("1 High Street", "Leeds", "LS1 4AP")),
    (("1 High Street\nLeeds LS1 4AP", "", ""), ("1 High Street", "Leeds", "LS1 4AP")),
    (("1 High Street\nLeeds LS1 4AP", "LS1 4AP", ""), ("1 High Street", "Leeds", "LS1 4AP")),
    (("1 High Street\nLeeds,\n\n", "LS1  4AP", "England"), ("1 High Street", "Leeds", "LS1 4AP")),
    (("Flat 2/1\n12 Main Street\nGlasgow", "G1 1AA", "Scotland"),
     ("Flat 2/1", "12 Main Street", "Glasgow", "G1 1AA")),
    (("Unit 7\nBFPO 61", "", ""), ("Unit 7", "BFPO 61")),
    (("c/o The Rectory\n1 Church Lane\nTruro", "TR1 1AA", ""),
     ("c/o The Rectory", "1 Church Lane", "Truro", "TR1 1AA")),
    (("Apartment 3\u200b\n1\u00a0High Street\r\nLeeds", "LS1 4AP", ""),
     ("Apartment 3", "1 High Street", "Leeds", "LS1 4AP")),
    (("Testa Example\n1 High Street\nLeeds", "LS1 4AP", ""),
     ("1 High Street", "Leeds", "LS1 4AP")),
    (("Hauptstraße 5\nBerlin", "10115", "Germany"), ("Hauptstraße 5", "10115 Berlin", "GERMANY")),
    (("Hauptstraße 5\n10115 Berlin", "10115", "Deutschland"),
     ("Hauptstraße 5", "10115 Berlin", "GERMANY")),
    (("Hauptstraße 5\nD-10115 Berlin", "D-10115", "DE"),
     ("Hauptstraße 5", "10115 Berlin", "GERMANY")),
    (("12 rue de la Paix\nParis CEDEX 02", "75002", "France"),
     ("12 rue de la Paix", "75002 Paris CEDEX 02", "FRANCE")),
    (("12 rue de la Paix\n75002 Paris\nFrance", "", "France"),
     ("12 rue de la Paix", "75002 Paris", "FRANCE")),
    (("Rue du Lac 3\nGenève", "1211", "Suisse"), ("Rue du Lac 3", "CH-1211 Genève", "SWITZERLAND")),
    (("Rue du Lac 3\nCH-1211 Genève", "1211", "CH"),
     ("Rue du Lac 3", "CH-1211 Genève", "SWITZERLAND")),
    (("Storgatan 1\nStockholm", "111 29", "Sweden"),
     ("Storgatan 1", "SE-111 29 Stockholm", "SWEDEN")),
    (("1 Main St Apt 4B\nSpringfield, IL", "62704", "USA"),
     ("1 Main St Apt 4B", "Springfield, IL 62704", "UNITED STATES")),
    (("1 Main St\nSpringfield, IL 62704-1234", "62704-1234", "United States of America"),
     ("1 Main St", "Springfield, IL 62704-1234", "UNITED STATES")),
    (("PO Box 9\nToronto ON", "m5v2t6", "Canada"),
     ("PO Box 9", "Toronto ON M5V 2T6", "CANADA")),
    (("12 George St\nSydney NSW", "2000", "Australia"),
     ("12 George St", "Sydney NSW 2000", "AUSTRALIA")),
    (("Flat 2\nMain Street\nDublin 2", "D02 X285", "Eire"),
     ("Flat 2", "Main Street", "Dublin 2", "D02 X285", "IRELAND")),
    (("Calle Mayor 1, 3º B\n28013 Madrid", "28013", "España"),
     ("Calle Mayor 1, 3º B", "28013 Madrid", "SPAIN")),
    (("Via Roma 1, piano 2°\nRoma", "00118", "Italia"),
     ("Via Roma 1, piano 2°", "00118 Roma", "ITALY")),
    (("Flat 9, Tower 3\nKowloon", "", "Hong Kong"),
     ("Flat 9, Tower 3", "Kowloon", "HONG KONG SAR CHINA")),
    (("1-2-3 Ginza\nTokyo", "104-0061", "日本"), ("1-2-3 Ginza", "Tokyo", "104-0061", "JAPAN")),
]


@pytest.mark.parametrize(("row", "lines"), PRINTED)
def test_awkward_addresses_are_printed_as_their_country_wants(
    row: Row, lines: tuple[str, ...]
) -> None:
    """Postcode and country stand once, where the country's post looks for them."""
    address = made(row)
    assert address.lines == ("Testa Example", *lines)
    assert not any(faults(address).values()), faults(address)


REFUSED: list[tuple[Row, str]] = [
    (("", "", ""), "empty"),
    (("n/a", "LS1 4AP", ""), "empty"),
    (("Unknown\nN/K", "", ""), "line"),
    (("not known", "", ""), "empty"),
    (("No fixed abode\nLeeds", "LS1 4AP", ""), "abode"),
    (("NFA", "", ""), "abode"),
    (("Of no fixed address, Leeds", "LS1 4AP", ""), "abode"),
    (("Homeless - see notes\nLeeds", "LS1 4AP", ""), "abode"),
    (("ohne festen Wohnsitz\nBerlin", "10115", "Germany"), "abode"),
    (("1 High Street\nunknown\nLeeds", "LS1 4AP", ""), "line"),
    (("1 High Street\n---\nLeeds", "LS1 4AP", ""), "line"),
    (("[1 High Street]\nLeeds", "LS1 4AP", ""), "line"),
    (("=HYPERLINK(1)\nLeeds", "LS1 4AP", ""), "line"),
    (("gone away\n1 High Street\nLeeds", "LS1 4AP", ""), "line"),
    (("1 High Street 🏠\nLeeds", "LS1 4AP", ""), "characters"),
    (("1 High {Street}\nLeeds", "LS1 4AP", ""), "characters"),
    (("Leeds", "", ""), "postcode-blank"),
    (("1 High Street\nLeeds", "", ""), "postcode-blank"),
    (("1 High Street\nLeeds", "LS1", ""), "postcode-bad"),
    (("1 High Street\nLeeds", "10115", ""), "postcode-bad"),
    (("Hauptstraße 5\nBerlin", "1011", "Germany"), "postcode-bad"),
    (("1 Main St\nSpringfield", "6270", "US"), "postcode-bad"),
    (("LS1 4AP", "", ""), "few"),
    (("\n".join(f"Line {number}" for number in range(8)), "LS1 4AP", ""), "many"),
]


@pytest.mark.parametrize(("row", "fault"), REFUSED)
def test_each_fault_has_its_own_check(row: Row, fault: str) -> None:
    """An address that cannot be used says why."""
    found = [name for name, is_so in faults(made(row)).items() if is_so]
    assert fault in found


@pytest.mark.parametrize("name", ["Narnia", "XX", "Zz", "EU", "Leeds", "12", "the North"])
def test_what_is_no_country_is_not_taken_for_one(name: str) -> None:
    """An unknown country gives no address at all, never the clinic's own."""
    assert country_code(name, "en") == ""
    assert postal_address("A", "1 Street\nTown", "1", name, home="GB", language="en") is None


@pytest.mark.parametrize(("name", "code"), [
    ("", ""), ("uk", "GB"), ("U.K.", "GB"), ("Wales", "GB"), ("deutschland", "DE"),
    ("Österreich", "AT"), ("the Netherlands", ""), ("Netherlands", "NL"), ("Holland", "NL"),
    ("Türkiye", "TR"), ("turkey", "TR"), ("Côte d’Ivoire", "CI"), ("مصر", "EG"), ("gb", "GB"),
])
def test_countries_go_by_many_names(name: str, code: str) -> None:
    """English, the country's own languages, codes and everyday names are all understood."""
    assert country_code(name, "en") == code


def test_neighbours_are_parted_by_their_own_lines() -> None:
    """Two people at one address have equal lines but for their names."""
    one = postal_address("Ann Sample", "1 High St\nLeeds", "LS1 4AP", "", home="GB", language="en")
    two = postal_address("Ben Sample", "1 High St\nLeeds", "LS1 4AP", "", home="GB", language="en")
    assert one is not None
    assert two is not None
    assert one.lines[1:] == two.lines[1:]
    assert one.lines[0] != two.lines[0]


def made(row: Row) -> PostalAddress:
    address = postal_address("Testa Example", *row, home="GB", language="en")
    assert address is not None
    return address


def faults(address: PostalAddress) -> dict[str, bool]:
    return {
        "empty": address.is_empty, "abode": address.has_no_fixed_abode,
        "line": bool(address.bad_line), "characters": bool(address.bad_characters),
        "postcode-blank": address.lacks_postcode, "postcode-bad": address.has_bad_postcode,
        "few": address.has_too_few_lines, "many": address.has_too_many_lines(7),
    }
