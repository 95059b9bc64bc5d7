"""A recogniser and a voice on loopback: they speak the OpenAI audio API and have been told what to hear."""

import asyncio
import json
import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from huawu.speech.adapters.pretend import PretendStt

TONE = b"".join(
    round(8000 * math.sin(2 * math.pi * 1000 * at / 24000)).to_bytes(2, "little", signed=True)
    for at in range(48000)
)
"""What the voice says, whatever it is asked to say: two seconds of 1000 Hz, at 24 kHz."""


@dataclass
class Recogniser:
    """`url`: of its API; `heard`: how many seconds each utterance lasted."""

    url: str
    stt: PretendStt
    heard: list[float] = field(default_factory=list)

    def text_of(self, wav: bytes) -> str:
        pcm = wav[44:]
        self.heard.append(len(pcm) / 32000)
        return asyncio.run(self.stt.transcribe(pcm, 16000)).text


@contextmanager
def recognising(*texts: str) -> Iterator[Recogniser]:
    """Hears these texts in turn, then always the last."""
    made = Recogniser("", PretendStt(texts))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            if self.path.endswith("/audio/speech"):
                answer, kind = TONE, "audio/pcm"
            else:
                text = made.text_of(body[body.index(b"RIFF") :])
                answer, kind = json.dumps({"text": text}).encode(), "application/json"
            self.send_response(200)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *words: object) -> None:
            """Nothing is said."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
