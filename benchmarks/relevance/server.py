"""A `plejesoeg serve` of one's own on a free port, and one connection to it that is kept alive."""
import contextlib
import http.client
import json
import subprocess
import urllib.parse


@contextlib.contextmanager
def running(binary, index):
    server = subprocess.Popen(
        [binary, "serve", "--index", str(index), "--port", "0", "--log-level", "error"],
        stdout=subprocess.PIPE, text=True)
    try:
        line = server.stdout.readline()
        if ":" not in line:
            raise SystemExit(f"{binary} serve does not start")
        yield int(line.rsplit(":", 1)[1])
    finally:
        server.terminate()
        server.wait()


def asker(port):
    """A function from a text to the answer of a search."""
    connection = http.client.HTTPConnection("127.0.0.1", port)

    def ask(text, limit=20):
        parameters = urllib.parse.urlencode({"q": text, "limit": limit})
        connection.request("GET", f"/v1/search?{parameters}")
        response = connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise SystemExit(f"{text!r}: {response.status} {body[:300].decode()}")
        return json.loads(body)
    return ask
