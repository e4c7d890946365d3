"""Addresses below a publication's own."""

from gongkai.record.catalogue.rules import addresses


def test_a_files_address_says_its_place_and_its_name():
    page = "/publications/014200012/2026-000001"
    assert addresses.file_path(page, 2, "附 表/1.xlsx") == f"{page}/files/2/1.xlsx"
    assert addresses.file_path(page, 1, "通知.pdf") == f"{page}/files/1/%E9%80%9A%E7%9F%A5.pdf"
    assert "?" not in addresses.file_path(page, 1, "a?b#c.pdf")
