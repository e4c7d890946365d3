"""Query codes: long, forgiving to type, following from a form's token."""

from gongkai.ground.sealing.codes import LETTERS, NOBODY, code_of, digest_of, fits, new_token


def test_tokens_differ_and_codes_follow_from_them():
    tokens = {new_token() for _ in range(100)}
    codes = {code_of(token) for token in tokens}
    assert len(tokens) == len(codes) == 100
    assert all(len(code.replace("-", "")) == LETTERS for code in codes)
    assert digest_of(" ab-cd ") == digest_of("ABCD")


def test_a_code_fits_its_own_digest_and_nobodys_fits_none():
    code = code_of("a token")
    assert fits(code.lower().replace("-", " "), digest_of(code))
    assert not fits(code_of("another"), digest_of(code))
    assert not fits(code, NOBODY)
