"""Letters by SMTP (RFC 5321), over TLS (RFC 8314), STARTTLS (RFC 3207) or neither, with sign-in (RFC 4954).

A server may hang, drip, lie and refuse. The conversation is led by `smtplib` in a thread of its own pool;
each step has its time, the whole has one too, and when that is over the socket is shut under the thread. What
a server answers to recipient or letter with 5xx is final; everything else may be better later: a password or
a sender is put right, a certificate renewed, a server started.
"""

import asyncio
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from huawu.platform.mail.compose import composed
from huawu.platform.mail.null import NullMail
from huawu.platform.mail.ports import Letter, MailFailed, MailOut
from huawu.platform.mail.server import NONE, STARTTLS, TLS, Server

_FINAL_STEPS = frozenset({"mail.recipient", "mail.letter"})
_LINGER_SECONDS = 2.0
_POOL = ThreadPoolExecutor(max_workers=8, thread_name_prefix="mail")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited, in seconds: for each answer, for the letter to be taken, and for all of it."""

    step: float = 30.0
    letter: float = 120.0
    whole: float = 200.0


@dataclass(slots=True)
class _Talk:
    """One conversation: where it stands, and the socket it goes over."""

    step: str = "mail.connect"
    wire: socket.socket | None = None

    def cut(self) -> None:
        """End it from outside: whoever waits on the socket wakes up."""
        if self.wire is not None:
            with suppress(OSError):
                self.wire.shutdown(socket.SHUT_RDWR)


class _Client(smtplib.SMTP):
    """smtplib's client whose socket is known while it waits for the greeting."""

    def __init__(self, server: Server, talk: _Talk, context: ssl.SSLContext, seconds: float) -> None:
        self._talk, self._context, self._tls = talk, context, server.security == TLS
        super().__init__(server.host, server.port, local_hostname="[127.0.0.1]", timeout=seconds)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        plain = self._talk.wire = socket.create_connection((host, port), timeout)
        if not self._tls:
            return plain
        self._talk.step = "mail.tls"
        wrapped = self._context.wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)
        self._talk.wire = wrapped
        wrapped.do_handshake()
        self._talk.step = "mail.connect"
        return wrapped


class SmtpMail:
    """A mail server that takes letters from us. `password` is asked for when it is needed."""

    def __init__(
        self,
        server: Server,
        password: Callable[[], str],
        *,
        patience: Patience | None = None,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self._server, self._password = server, password
        self._patience = patience or Patience()
        self._context = context

    async def send(self, letter: Letter) -> str:
        """Lead the conversation in a thread, for so long at most."""
        talk = _Talk()
        said = asyncio.get_running_loop().run_in_executor(_POOL, self._send, letter, talk)
        try:
            async with asyncio.timeout(self._patience.whole):
                return await asyncio.shield(said)
        except TimeoutError:
            taken = await _given_up(talk, said)
            if taken is None:
                raise MailFailed(talk.step, said="timeout") from None
            return taken
        except asyncio.CancelledError:
            await _given_up(talk, said)
            raise

    def _send(self, letter: Letter, talk: _Talk) -> str:
        server = self._server
        with _failures(talk):
            context = self._context or ssl.create_default_context()
            client = _Client(server, talk, context, self._patience.step)
            try:
                self._introduce(client, talk, context)
                return self._hand_over(client, talk, letter)
            except (MailFailed, smtplib.SMTPResponseException):
                _good_bye(client)  # it answered, if not as we wished
                raise
            finally:
                client.close()

    def _introduce(self, client: smtplib.SMTP, talk: _Talk, context: ssl.SSLContext) -> None:
        server = self._server
        client.local_hostname = _literal(client.sock)
        client.ehlo_or_helo_if_needed()
        if server.security == STARTTLS:
            talk.step = "mail.tls"
            client.starttls(context=context)
            talk.wire = client.sock
            client.ehlo_or_helo_if_needed()
        if server.user and server.security != NONE:
            password = self._password()
            if not password:
                raise MailFailed("mail.no_password")
            talk.step = "mail.sign_in"
            client.login(server.user, password)

    def _hand_over(self, client: smtplib.SMTP, talk: _Talk, letter: Letter) -> str:
        talk.step = "mail.sender"
        _taken(talk, client.mail(self._server.sender))
        talk.step = "mail.recipient"
        _taken(talk, client.rcpt(letter.to))
        talk.step = "mail.letter"
        if client.sock is not None:
            client.sock.settimeout(self._patience.letter)
        code, said = _taken(talk, client.data(composed(letter, self._server)))
        _good_bye(client)  # it has the letter: how it says good-bye does not matter
        return f"{code} {_words(said)}"


def mail_out(
    server: Server | None, password: Callable[[], str], *, patience: Patience | None = None
) -> MailOut:
    """The way out that the configuration says; without one everything is refused."""
    return SmtpMail(server, password, patience=patience) if server is not None else NullMail()


def _good_bye(client: smtplib.SMTP) -> None:
    """Leave as RFC 5321 (3.8) wants it: servers take note of who just goes."""
    with suppress(smtplib.SMTPException, OSError):
        if client.sock is not None:
            client.sock.settimeout(_LINGER_SECONDS)
        client.quit()


async def _given_up(talk: _Talk, said: "asyncio.Future[str]") -> str | None:
    """Wake the thread, and leave it when it does not come: it holds no letter of ours any more. Answers what
    the server said when it had taken the letter and only the good-bye was missing."""
    talk.cut()
    await asyncio.wait([said], timeout=_LINGER_SECONDS)
    if not said.done():
        said.cancel()
        return None
    return said.result() if said.exception() is None else None


def _taken(talk: _Talk, answer: tuple[int, bytes]) -> tuple[int, bytes]:
    """What a server answered, unless it refused."""
    code, said = answer
    if not 200 <= code < 300:
        raise _refused(talk, code, said)
    return answer


def _refused(talk: _Talk, code: int, said: bytes | str) -> MailFailed:
    final = code >= 500 and talk.step in _FINAL_STEPS
    return MailFailed(talk.step, final=final, code=code, said=_words(said))


@contextmanager
def _failures(talk: _Talk) -> Iterator[None]:
    """Whatever the library or the network say, in our words."""
    try:
        yield
    except smtplib.SMTPResponseException as wrong:
        raise _refused(talk, max(0, wrong.smtp_code), wrong.smtp_error) from wrong
    except (smtplib.SMTPException, OSError, ValueError) as wrong:
        late = isinstance(wrong, TimeoutError) or isinstance(wrong.__context__, TimeoutError)
        said = "timeout" if late else str(wrong)
        raise MailFailed(talk.step, said=said) from wrong


def _literal(sock: socket.socket | None) -> str:
    """Who says EHLO, as an address (RFC 5321 4.1.3): a name of this machine may be nobody's business."""
    address = sock.getsockname()[0] if sock is not None else "127.0.0.1"
    return f"[IPv6:{address}]" if ":" in address else f"[{address}]"


def _words(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
