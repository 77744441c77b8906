"""Signing with keys that never leave their token: SoftHSM, judged by poppler and veraPDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import flow, world
from pipeline.cli.app import run
from pipeline.flow import Options
from pipeline.model.problem import UnusableInput
from pipeline.sign import Address, address
from tests.support import repo, tools
from tests.tools.test_sign import edition, openssl

PIN = "314159"
KEYS = {"signing": "RSA:2048", "curve": "EC:prime256v1", "weak": "RSA:1024", "bare": "RSA:2048"}
"""The keys of the token Desk by their labels; all but the last have their certificate beside them."""


def module() -> str:
    """SoftHSM's module, which stands in another folder on each distribution."""
    tools.require("softhsm2-util")
    found = sorted(Path("/usr").glob("lib*/**/libsofthsm2.so"))
    assert found
    return str(found[0])


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = tmp_path_factory.mktemp("keys")
    for name, kind in KEYS.items():
        how = ("-pkeyopt", f"ec_paramgen_curve:{kind[3:]}") if kind.startswith("EC") else ()
        new = kind[:2] if how else kind.lower()
        openssl(
            here, "req", "-x509", "-newkey", new, *how, "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.pem",
            "-days", "9999", "-subj", f"/CN=Desk {name}",
            "-addext", "keyUsage=critical,digitalSignature,nonRepudiation,keyCertSign",
        )  # fmt: skip
        openssl(here, "pkcs8", "-topk8", "-nocrypt", "-in", f"{name}.key", "-out", f"{name}.p8")
    (here / "pin").write_text(f"{PIN}\n")
    (here / "wrong").write_text("271828\n")
    return here


@pytest.fixture(scope="module", autouse=True)
def tokens(keys: Path) -> None:
    """Two tokens, Desk with all keys and Spare with none."""
    (keys / "tokens").mkdir()
    (keys / "softhsm2.conf").write_text(f"directories.tokendir = {keys}/tokens\nobjectstore.backend = file\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(keys / "softhsm2.conf"))
        for label in ("Desk", "Spare"):
            tools.run("softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", PIN)
        for number, name in enumerate(KEYS, 1):
            tools.run(
                "softhsm2-util", "--import", keys / f"{name}.p8", "--token", "Desk", "--label", name,
                "--id", f"0{number}", "--pin", PIN,
            )  # fmt: skip
        _put_certificates(keys)


def _put_certificates(keys: Path) -> None:
    """The tool imports keys only; the library holds the module's settings from here on, whatever the environment."""
    import pkcs11
    from asn1crypto import pem
    from pkcs11.util.x509 import decode_x509_certificate

    (token,) = pkcs11.lib(module()).get_tokens(token_label="Desk")
    with token.open(rw=True, user_pin=PIN) as session:
        for number, name in enumerate(KEYS, 1):
            if name == "bare":
                continue
            _, _, der = pem.unarmor((keys / f"{name}.pem").read_bytes())
            session.create_object(
                decode_x509_certificate(der)
                | {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: name, pkcs11.Attribute.ID: bytes([number])}
            )


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    flow.build(world.real(), repo.ROOT / "specs/harbour.yaml", Options(out=out))
    return out


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def uri(path: str) -> str:
    return f"pkcs11:{path}?module-path={module()}"


WAYS = {
    "by its label": ("token=Desk;object=signing", "signing", []),
    "by its id": ("token=Desk;id=%01", "signing", []),
    "a curve": ("token=%44esk;object=curve;type=private", "curve", []),
    "certificate in a file": ("token=Desk;object=bare", "bare", ["--cert", "bare.pem"]),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_key_on_a_token_signs_and_every_judge_agrees(out, keys, here, capsys, way):
    path, name, more = WAYS[way]
    words = [str(keys / word) if word.endswith(".pem") else word for word in more]
    pin = ["--passphrase-file", str(keys / "pin")]
    assert run(["sign", str(edition(out)), "--key", uri(path), *pin, *words]) == 0
    assert f"signed by CN=Desk {name}" in capsys.readouterr().out
    assert Path("harbour.signed.pdf").read_bytes().startswith(edition(out).read_bytes())
    root = ["--trust", str(keys / f"{name}.pem")]
    assert run(["verify", "harbour.signed.pdf", "--ledger", str(out), *root]) == 0
    assert f"signed by Common Name: Desk {name}" in capsys.readouterr().out
    assert "Signature is Valid." in tools.run("pdfsig", "-nocert", "harbour.signed.pdf")
    (result,) = tools.verapdf([here / "harbour.signed.pdf"]).values()
    assert result.passes, result


def test_the_pin_is_asked_for_where_none_is_given(out, keys, here, monkeypatch):
    import click

    asked = []
    monkeypatch.setattr(click, "prompt", lambda text, **more: asked.append((text, more["hide_input"])) or PIN)
    assert run(["sign", str(edition(out)), "--key", uri("token=Desk;object=signing")]) == 0
    assert asked == [("PIN of the token", True)]


WRONG = [
    ("token=Desk;object=signing", ["wrong"], 2, "error[SIGN001] the PIN of the token 'Desk' is wrong"),
    ("token=Desk;object=nobody", [], 2, "error[SIGN001] the token 'Desk' has no private key that fits"),
    ("token=Desk", [], 2, "error[SIGN001] the token 'Desk' has 4 private keys that fit"),
    ("token=Spare", [], 2, "error[SIGN001] the token 'Spare' has no private key that fits"),
    ("token=Desk;object=bare", [], 2, "error[SIGN002] the token 'Desk' has no certificate of the key"),
    ("token=Desk;object=bare", ["pin", "signing.pem"], 2, "error[SIGN002] the certificate belongs to another key"),
    ("token=Desk;object=bare", ["pin", "pin"], 2, "error[SIGN002] there is no certificate for the token 'Desk'"),
    ("token=Desk;object=weak", [], 2, "error[SIGN003] the token 'Desk' is too weak to sign with: RSA with 1024 bits"),
    ("token=Nobody", [], 3, "has no token that fits"),
    ("slot-id=999999", [], 3, "error[SIGN007]"),
    ("serial=none", [], 3, "has no token that fits"),
    ("object=signing", [], 3, "tokens that fit"),
]


@pytest.mark.parametrize(("path", "files", "code", "told"), WRONG)
def test_what_is_wrong_with_a_token_is_told_and_never_the_pin(  # noqa: PLR0917
    out, keys, here, capsys, path, files, code, told
):
    pin, *certificate = files or ["pin"]
    words = ["--passphrase-file", str(keys / pin), *(["--cert", str(keys / certificate[0])] if certificate else [])]
    assert run(["sign", str(edition(out)), "--key", uri(path), *words]) == code
    seen = capsys.readouterr()
    assert told in seen.err
    assert PIN not in seen.err + seen.out
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("file", ["nowhere.so", "text.so"])
def test_a_module_that_does_not_load_is_told(out, keys, here, capsys, file):
    (keys / "text.so").write_text("no module")
    words = ["--key", f"pkcs11:token=Desk?module-path={keys / file}", "--passphrase-file", str(keys / "pin")]
    assert run(["sign", str(edition(out)), *words]) == 3
    assert "error[SIGN007] the token 'Desk' can't be used: " in capsys.readouterr().err


@pytest.mark.parametrize("inside", [False, True])
def test_a_token_that_is_pulled_out_while_it_signs_is_told(out, keys, here, capsys, monkeypatch, inside):
    import pkcs11
    from pyhanko.sign.pkcs11 import PKCS11Signer

    real = PKCS11Signer.async_sign_raw

    async def pulled_out(self, data, digest_algorithm, dry_run=False):
        if dry_run:
            return await real(self, data, digest_algorithm, dry_run)
        raise pkcs11.DeviceRemoved

    monkeypatch.setattr(PKCS11Signer, "async_sign_raw", pulled_out)
    words = ["--key", uri("token=Desk;object=signing"), "--passphrase-file", str(keys / "pin")]
    words += ["--root", str(keys / "signing.pem")] if inside else []
    assert run(["sign", str(edition(out)), *words]) == 3
    told = capsys.readouterr().err
    assert "error[SIGN007] the token 'Desk' can't be used: device removed" in told
    assert list(here.iterdir()) == []


def test_a_uri_says_where_the_key_is():
    there = address("pkcs11:token=My%20card;id=%00%ff;serial=7;slot-id=3?module-path=/a%3Fb.so")
    assert there == Address("/a?b.so", token="My card", serial=b"7", slot=3, id=b"\x00\xff")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("pkcs11:token=Desk", "does not say which module"),
        ("pkcs11:token=Desk?module-path=/m.so&pin-value=1234", "has a pin-value"),
        ("pkcs11:token=Desk?pin-source=file:/pin&module-path=/m.so", "has a pin-source"),
        ("pkcs11:tokn=Desk?module-path=/m.so", "'tokn'"),
        ("pkcs11:token?module-path=/m.so", "'token'"),
        ("pkcs11:token=a;token=b?module-path=/m.so", "'token'"),
        ("pkcs11:slot-id=one?module-path=/m.so", "slot-id is not a number"),
    ],
)
def test_a_uri_that_cannot_be_followed_is_told(text, told):
    with pytest.raises(UnusableInput) as raised:
        address(text)
    (problem,) = raised.value.problems
    assert problem.code == "SIGN001"
    assert told in problem.message
    assert "1234" not in problem.message
