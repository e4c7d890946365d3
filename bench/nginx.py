"""nginx serving one file, as the peer of a stored page: one worker, no log, the same machine."""

import subprocess
import time
from pathlib import Path

from .city import free_port, status

CONFIGURATION = """\
daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 512; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=100;
  default_type text/html; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen 127.0.0.1:{port} backlog=1024; root {folder}/root; }}
}}
"""


def serve(folder: Path, content: bytes) -> tuple[str, subprocess.Popen[bytes]]:
    """Serve ``content``; its address and the process."""
    port = free_port()
    (folder / "root").mkdir(parents=True)
    (folder / "root" / "page.html").write_bytes(content)
    for path in (folder, folder / "root"):
        path.chmod(0o755)
    file = folder / "nginx.conf"
    file.write_text(CONFIGURATION.format(folder=folder, port=port), encoding="utf-8")
    process = subprocess.Popen(["nginx", "-c", str(file), "-e", str(folder / "error.log")])
    address = f"http://127.0.0.1:{port}/page.html"
    while status(address) != 200:
        time.sleep(0.1)
    return address, process
