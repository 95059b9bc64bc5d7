"""Postfix of Debian as the site's mail server, on loopback: STARTTLS at one port, TLS at another, sign-in
only over them, one mailbox. It needs root, as Postfix does."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from huawu.platform.mail import Server
from huawu.platform.mail.server import STARTTLS, TLS
from tests.platform.mail.postman import PASSWORD, USER
from tests.system.phone import free_port

DOMAIN = "hotel.example"
LIMIT = 60_000
"""Octets of a letter."""
_MAIN = """compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.{domain}
mydestination =
mynetworks =
virtual_mailbox_domains = {domain}
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = inline:{{front@{domain}=front/, late@{domain}=late/}}
virtual_minimum_uid = 1
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
message_size_limit = {limit}
smtpd_tls_chain_files = {folder}/mail.pem
smtpd_tls_security_level = encrypt
smtpd_tls_received_header = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_authenticated_header = yes
smtpd_sasl_local_domain = {domain}
cyrus_sasl_config_path = {folder}/sasl
smtpd_recipient_restrictions =
    check_recipient_access inline:{{ {{late@{domain} = 451 4.7.1 greylisted}} }}
    permit_sasl_authenticated
    reject
smtpd_relay_restrictions = permit_sasl_authenticated, reject
"""
_MASTER = """127.0.0.1:{starttls} inet n - n - - smtpd
127.0.0.1:{tls} inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
virtual unix - n n - - virtual
error unix - - n - - error
retry unix - - n - - error
postlog unix-dgram n - n - 1 postlogd
"""
_SASL = """pwcheck_method: auxprop
auxprop_plugin: sasldb
mech_list: PLAIN LOGIN
sasldb_path: {folder}/sasl/db
"""


@dataclass(frozen=True)
class Postfix:
    """It runs. `ports`: by the kind of security."""

    folder: Path
    ports: dict[str, int]

    def server(self, security: str, **more: str) -> Server:
        """As a site's configuration describes it."""
        known = {"user": USER, "name": "春江酒店", **more}
        return Server("127.0.0.1", self.ports[security], security, f"huawu@{DOMAIN}", **known)

    def letters(self) -> list[EmailMessage]:
        """What lies in the mailbox, the oldest first."""
        paths = sorted((self.folder / "mail/front/new").glob("*"), key=lambda path: path.stat().st_mtime_ns)
        return [message_from_bytes(path.read_bytes(), policy=policy.SMTP) for path in paths]

    def log(self) -> str:
        return (self.folder / "log").read_text(errors="replace")


@contextmanager
def postfix(certificate: Path) -> Iterator[Postfix]:
    """Postfix with this certificate (and its key), in a folder that its processes may enter."""
    folder = Path(tempfile.mkdtemp(prefix="postfix-"))
    ports = {STARTTLS: free_port(), TLS: free_port()}
    known = {"folder": str(folder), "domain": DOMAIN, "limit": str(LIMIT)}
    folder.chmod(0o755)
    for name in ("queue", "data", "mail", "sasl"):
        (folder / name).mkdir()
    shutil.chown(folder / "data", "postfix")
    shutil.chown(folder / "mail", 65534, 65534)
    shutil.copy(certificate, folder / "mail.pem")
    (folder / "main.cf").write_text(_MAIN.format(**known))
    (folder / "master.cf").write_text(_MASTER.format(starttls=ports[STARTTLS], tls=ports[TLS]))
    (folder / "sasl/smtpd.conf").write_text(_SASL.format(**known))
    made = ("saslpasswd2", "-p", "-c", "-f", str(folder / "sasl/db"), "-u", DOMAIN, USER)
    subprocess.run(made, input=PASSWORD, text=True, check=True)
    shutil.chown(folder / "sasl/db", "postfix")
    try:
        subprocess.run(("postfix", "-c", str(folder), "start"), check=True, capture_output=True)
        yield Postfix(folder, ports)
    finally:
        subprocess.run(("postfix", "-c", str(folder), "stop"), check=False, capture_output=True)
        shutil.rmtree(folder)
