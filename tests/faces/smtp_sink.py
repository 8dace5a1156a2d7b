"""A mail server that keeps nothing and tells everything, for tests. `smtp_sink.py plain|tls|starttls
[CERT KEY] [USER PASSWORD]` prints {"port"}, then each letter as {"to", "id", "subject", "body"} once it has all of it.
A line `hold` on stdin lets it wait with its answer to the next letter, `go on` ends that."""
import asyncio
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


def tell(**what):
    print(json.dumps(what), flush=True)


class Sink:
    def __init__(self):
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def handle_DATA(self, server, session, envelope):
        letter = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        tell(to=envelope.rcpt_tos, id=letter["message-id"], subject=letter["subject"],
             body=letter.get_content())
        await self.may_answer.wait()
        return "250 taken"


def main(kind, *rest):
    files, login = (rest[:2], rest[2:]) if kind != "plain" else ((), rest)
    context = None
    if files:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*files)
    sink = Sink()
    asked = {}
    if login:
        def check(_server, _session, _envelope, _mechanism, data):
            given = [part.decode() for part in (data.login, data.password)]
            return AuthResult(success=given == list(login))
        # Of TLS from the first byte it does not know.
        asked = {"authenticator": check, "auth_required": True,
                 "auth_require_tls": kind == "starttls"}
    controller = Controller(
        sink, hostname="127.0.0.1", port=free_port(),
        ssl_context=context if kind == "tls" else None,
        tls_context=context if kind == "starttls" else None,
        require_starttls=kind == "starttls", **asked)
    controller.start()
    tell(port=controller.port)
    for line in sys.stdin:
        change = sink.may_answer.clear if line.strip() == "hold" else sink.may_answer.set
        controller.loop.call_soon_threadsafe(change)
    controller.stop()


def free_port():
    import socket
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


main(*sys.argv[1:])
