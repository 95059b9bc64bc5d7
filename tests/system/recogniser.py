"""A recogniser on loopback that speaks the OpenAI audio API and has been told what it will hear."""

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from huawu.speech.adapters.pretend import PretendStt


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
            text = made.text_of(body[body.index(b"RIFF") :])
            answer = json.dumps({"text": text}).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
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
