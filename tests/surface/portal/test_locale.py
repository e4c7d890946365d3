"""English: every word of the interface has one, and the compiled catalogue is that of the source."""

import re

import polib

from gongkai.record.catalogue.rules import ChannelType, Disclosure, Kind, Validity

from . import messages


def test_every_word_has_english():
    known = {entry.msgid for entry in polib.pofile(str(messages.CATALOGUE)) if entry.msgstr}
    missing = sorted(messages.words() - known)
    assert not missing, "补进 django.po 后运行 python -m tests.surface.portal.messages"


def test_labels_of_the_catalogue_have_english():
    known = {entry.msgid for entry in polib.pofile(str(messages.CATALOGUE)) if entry.msgstr}
    labels = {member.label for kind in (Kind, Validity, Disclosure) for member in kind}
    labels |= {member.label for member in ChannelType if member != ChannelType.ORGANISATION}
    assert not labels - known


def test_the_compiled_catalogue_is_current():
    source = {entry.msgid: entry.msgstr for entry in polib.pofile(str(messages.CATALOGUE))}
    compiled = {
        entry.msgid: entry.msgstr for entry in polib.mofile(str(messages.CATALOGUE.with_suffix(".mo")))
    }
    assert compiled == source


def test_chinese_stands_for_itself():
    own = {entry.msgid: entry.msgstr for entry in polib.mofile(str(messages.CHINESE)) if entry.msgid}
    assert own == {word: word for word in messages.words()}


def test_translations_keep_their_variables():
    names = re.compile(r"%\((\w+)\)s")
    for entry in polib.pofile(str(messages.CATALOGUE)):
        assert set(names.findall(entry.msgstr)) <= set(names.findall(entry.msgid)), entry.msgid
