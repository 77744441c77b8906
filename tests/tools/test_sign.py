"""Signatures, judged by poppler, veraPDF and our own verifying; keys and a timestamp server made by openssl."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from pipeline import flow, world
from pipeline.cli.app import run
from pipeline.flow import Options
from tests.support import repo, tools

THEMES = ("desk", "plain", "large-print", "ink-saver")


def openssl(folder: Path, *words: str) -> bytes:
    return subprocess.run([tools.require("openssl"), *words], cwd=folder, check=True, capture_output=True).stdout


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root; a key of it, as PEM, as locked PEM and as PKCS#12; a curve; a weak key; a timestamp server's key."""
    here = tmp_path_factory.mktemp("keys")
    new = ("req", "-newkey", "rsa:2048", "-nodes")
    openssl(
        here, *new, "-x509", "-keyout", "root.key", "-out", "root.pem", "-days", "9999", "-subj", "/CN=Root",
        "-addext", "keyUsage=critical,keyCertSign,cRLSign",
    )  # fmt: skip
    for name, kind in (("me", "rsa:2048"), ("weak", "rsa:1024"), ("tsa", "rsa:2048")):
        openssl(
            here, "req", "-newkey", kind, "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.csr",
            "-subj", f"/CN=Desk {name}",
        )  # fmt: skip
        usage = "critical,timeStamping" if name == "tsa" else "emailProtection"
        (here / "ext").write_text(f"keyUsage=critical,digitalSignature,nonRepudiation\nextendedKeyUsage={usage}\n")
        openssl(
            here, "x509", "-req", "-in", f"{name}.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial",
            "-out", f"{name}.pem", "-days", "9999", "-extfile", "ext",
        )  # fmt: skip
    openssl(here, "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "curve.key")
    openssl(
        here, "req", "-x509", "-new", "-key", "curve.key", "-out", "curve.pem", "-days", "9999", "-subj", "/CN=Curve"
    )
    bundle = ("pkcs12", "-export", "-inkey", "me.key", "-in", "me.pem", "-certfile", "root.pem", "-out", "me.p12")
    openssl(here, *bundle, "-passout", "pass:open sesame")
    openssl(here, "pkcs8", "-topk8", "-in", "me.key", "-out", "locked.key", "-passout", "pass:open sesame")
    (here / "secret").write_text("open sesame\n")
    return here


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition of the harbour in each theme, one after the other."""
    out = tmp_path_factory.mktemp("out")
    for theme in THEMES:
        flow.build(world.real(), repo.ROOT / "specs/harbour.yaml", Options(out=out, theme=theme))
    return out


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edition(out: Path, number: int = 1) -> Path:
    return out / f"harbour/{number}/harbour.pdf"


WAYS = {
    "PKCS#12": ["--key", "me.p12", "--passphrase-file", "secret"],
    "PEM": ["--key", "me.key", "--cert", "me.pem", "--chain", "root.pem"],
    "locked PEM": ["--key", "locked.key", "--cert", "me.pem", "--passphrase-env", "SESAME"],
    "a curve": ["--key", "curve.key", "--cert", "curve.pem"],
}


def at(keys: Path, words: list[str]) -> list[str]:
    """The words of a command line with the files of keys in their folder."""
    return [str(keys / word) if (keys / word).exists() else word for word in words]


@pytest.mark.parametrize("way", WAYS)
def test_an_edition_is_signed_and_stays_itself(out, keys, here, capsys, monkeypatch, way):
    monkeypatch.setenv("SESAME", "open sesame")
    before = edition(out).read_bytes()
    assert run(["sign", str(edition(out)), *at(keys, WAYS[way])]) == 0
    told = capsys.readouterr().out
    assert told.splitlines()[0] == "harbour.signed.pdf"
    signed = Path("harbour.signed.pdf").read_bytes()
    assert signed.startswith(before)
    assert edition(out).read_bytes() == before
    root = keys / ("curve.pem" if way == "a curve" else "root.pem")
    assert run(["verify", "harbour.signed.pdf", "--ledger", str(out), "--trust", str(root)]) == 0
    told = capsys.readouterr().out
    assert "appended later, as allowed: a signature" in told
    assert "signed by Common Name: " in told
    said = tools.run("pdfsig", "-nocert", "harbour.signed.pdf")
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said


def test_signed_files_pass_both_standards_in_every_theme(out, keys, here):
    files = []
    for number, theme in enumerate(THEMES, 1):
        assert run(["sign", str(edition(out, number)), *at(keys, WAYS["PEM"]), "-o", f"{theme}.pdf"]) == 0
        files.append(here / f"{theme}.pdf")
    for result in tools.verapdf(files).values():
        assert result.passes, result
        assert set(tools.CLAIMS) <= set(result.profiles)
    for file in files:
        tools.qpdf_check(file)


def test_two_may_sign_one_after_the_other(out, keys, here, capsys):
    assert run(["sign", str(edition(out)), *at(keys, WAYS["PEM"]), "-o", "one.pdf"]) == 0
    assert run(["sign", "one.pdf", *at(keys, WAYS["PEM"]), "-o", "two.pdf"]) == 0
    capsys.readouterr()
    assert run(["verify", "two.pdf", "--ledger", str(out), "--trust", str(keys / "root.pem")]) == 0
    assert capsys.readouterr().out.count("signed by Common Name: Desk me") == 2


def test_a_signature_that_goes_back_to_another_root_is_not_trusted(out, keys, here, capsys):
    assert run(["sign", str(edition(out)), *at(keys, WAYS["PEM"])]) == 0
    assert run(["verify", "harbour.signed.pdf", "--ledger", str(out), "--trust", str(keys / "curve.pem")]) == 1
    assert "does not go back to the certificate given" in capsys.readouterr().out
    assert run(["verify", "harbour.signed.pdf", "--ledger", str(out), "--trust", str(keys / "secret")]) == 2
    assert "error[SIGN006]" in capsys.readouterr().err


def test_a_byte_that_was_flipped_after_signing_is_found(out, keys, here, capsys):
    assert run(["sign", str(edition(out)), *at(keys, WAYS["PEM"])]) == 0
    signed = Path("harbour.signed.pdf").read_bytes()
    size = edition(out).stat().st_size
    places = [size // 2, size + 30, size + (len(signed) - size) // 2, len(signed) - 40]
    for place in places:
        spoilt = bytearray(signed)
        spoilt[place] ^= 1
        Path("spoilt.pdf").write_bytes(spoilt)
        assert run(["verify", "spoilt.pdf", "--ledger", str(out), "--trust", str(keys / "root.pem")]) in {1, 2}, place
    capsys.readouterr()


@pytest.fixture
def server(keys: Path) -> Iterator[str]:
    """A timestamp server (RFC 3161) that lets openssl answer."""
    (keys / "serial").write_text("01\n")
    (keys / "tsa.cnf").write_text(
        "[tsa]\ndefault_tsa = it\n[it]\nserial = serial\nsigner_cert = tsa.pem\ncerts = root.pem\n"
        "signer_key = tsa.key\n"
        "signer_digest = sha256\ndefault_policy = 1.2.3.4\ndigests = sha256\nordering = no\ness_cert_id_chain = no\n"
    )

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            (keys / "query").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            openssl(
                keys, "ts", "-reply", "-config", "tsa.cnf", "-section", "it", "-queryfile", "query", "-out", "reply"
            )
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write((keys / "reply").read_bytes())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}/"
    running.shutdown()
    thread.join()
    running.server_close()


@pytest.mark.parametrize("level", ["B-T", "B-LT"])
def test_a_timestamp_proves_when_it_was_signed(out, keys, here, capsys, server, level):
    roots = ["--root", str(keys / "root.pem")] if level == "B-LT" else []
    assert run(["sign", str(edition(out)), *at(keys, WAYS["PEM"]), "--timestamp", server, *roots]) == 0
    capsys.readouterr()
    assert run(["verify", "harbour.signed.pdf", "--ledger", str(out), "--trust", str(keys / "root.pem")]) == 0
    told = capsys.readouterr().out
    assert "(the server's time)" in told
    assert f"{world.today()}" in told
    assert (b"/DSS" in Path("harbour.signed.pdf").read_bytes()) == (level == "B-LT")
    (result,) = tools.verapdf([here / "harbour.signed.pdf"]).values()
    assert result.passes, result


def test_a_timestamp_server_that_is_not_there_is_told(out, keys, here, capsys):
    words = [*at(keys, WAYS["PEM"]), "--timestamp", "http://127.0.0.1:1/"]
    assert run(["sign", str(edition(out)), *words]) == 3
    assert "error[SIGN005]" in capsys.readouterr().err
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (
            ["--key", "me.p12", "--passphrase-file", "root.pem"],
            2,
            "error[SIGN001] KEYS/me.p12 can't be opened as PKCS#12",
        ),
        (["--key", "locked.key", "--cert", "me.pem", "--passphrase-file", "root.pem"], 2, "error[SIGN001]"),
        (["--key", "root.pem", "--cert", "me.pem"], 2, "error[SIGN001]"),
        (["--key", "me.p12", "--passphrase-env", "NOT_THERE"], 2, "error[SIGN001] the environment has no NOT_THERE"),
        (["--key", "me.key"], 2, "error[SIGN002] there is no certificate for KEYS/me.key"),
        (["--key", "me.key", "--cert", "root.pem"], 2, "error[SIGN002] the certificate belongs to another key"),
        (
            ["--key", "weak.key", "--cert", "weak.pem"],
            2,
            "error[SIGN003] KEYS/weak.key is too weak to sign with: RSA with 1024",
        ),
        (["--key", "absent.p12"], 2, "error[READ001]"),
        (["--key", "me.p12", "--passphrase-file", "secret", "--passphrase-env", "X"], 2, "one way"),
    ],
)
def test_what_is_wrong_with_a_key_is_told_and_never_a_secret(out, keys, here, capsys, words, code, told):
    assert run(["sign", str(edition(out)), *at(keys, words)]) == code
    seen = capsys.readouterr()
    assert told.replace("KEYS", str(keys)) in seen.err
    assert "sesame" not in seen.err + seen.out
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.7\n", None])
def test_a_file_that_cannot_be_signed_is_told(out, keys, here, capsys, data):
    data = edition(out).read_bytes()[:9000] if data is None else data
    Path("bad.pdf").write_bytes(data)
    assert run(["sign", "bad.pdf", *at(keys, WAYS["PEM"])]) == 2
    assert "error[SIGN004] the file can't be signed" in capsys.readouterr().err
    assert not Path("bad.signed.pdf").exists()


def test_an_encrypted_file_is_refused(out, keys, here, capsys):
    tools.run("qpdf", "--encrypt", "a", "b", "256", "--", str(edition(out)), "locked.pdf")
    assert run(["sign", "locked.pdf", *at(keys, WAYS["PEM"])]) == 2
    assert "error[SIGN004]" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_told(out, keys, here, capsys):
    assert run(["sign", str(edition(out)), *at(keys, WAYS["PEM"]), "-o", "no/such/folder.pdf"]) == 3
    assert "error[WORLD001]" in capsys.readouterr().err


def test_the_passphrase_is_asked_for_where_none_is_given(out, keys, here, capsys, monkeypatch):
    import click

    asked = []
    monkeypatch.setattr(click, "prompt", lambda text, **more: asked.append((text, more["hide_input"])) or "open sesame")
    assert run(["sign", str(edition(out)), "--key", str(keys / "me.p12")]) == 0
    assert asked == [(f"Passphrase of {keys / 'me.p12'}", True)]


def test_without_the_extra_it_says_how_to_get_it(out, keys, here, capsys, monkeypatch):
    import importlib.util

    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "pyhanko" else real(name))
    assert run(["sign", str(edition(out)), "--key", "x"]) == 2
    assert "pip install 'briefwright[sign]'" in capsys.readouterr().err
    shutil.copy(edition(out), "copy.pdf")
    assert run(["verify", "copy.pdf", "--ledger", str(out), "--trust", str(keys / "root.pem")]) == 0
