import ssl
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from extractors.model import Fetched, Happened, Outcome, Stage
from flows import wire
from flows.fetch import make_fetch
from tests.invented_site import quick


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"paper of " + self.headers["Host"].partition(":")[0].encode())

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module", params=["localhost", "saltmere.example"])
def secure(request, tmp_path_factory):
    """A site whose certificate is in the parameter's name, and the file with that certificate."""
    pem = tmp_path_factory.mktemp("tls") / "site.pem"
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, request.param)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(days=1), now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(request.param)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield request.param, f"https://localhost:{server.server_address[1]}/a", pem
    server.shutdown()
    server.server_close()


def test_a_certificate_nobody_vouches_for_is_refused(secure):
    _, url, _ = secure
    got = make_fetch(quick(), True)(url, "saltmere", Stage.FETCH)
    assert isinstance(got, Outcome)
    assert got.happened is Happened.UNREACHABLE
    assert "CERTIFICATE_VERIFY_FAILED" in (got.detail or "")


def test_it_must_be_in_the_name_that_was_asked_for_though_the_address_is_called(secure, monkeypatch):
    name, url, pem = secure
    monkeypatch.setattr(wire, "MADE_WITH", ssl.create_default_context(cafile=str(pem)))
    got = make_fetch(quick(), True)(url, "saltmere", Stage.FETCH)
    if name == "localhost":
        assert isinstance(got, Fetched)
        assert got.body == b"paper of localhost"
    else:
        assert isinstance(got, Outcome)
        assert "mismatch" in (got.detail or "")
