"""``gongkai serve``: the web processes of one face."""

import argparse

from . import output, web
from .supervision import supervise

HELP = "启动网页服务：门户、后台或两者；门户和后台可以放在两个网络里"
EXAMPLE = "gongkai serve --port 8000 --face portal --workers 4"
DATABASE = False


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=web.port_number, default=8000, help="端口，默认 8000")
    parser.add_argument("--host", default="127.0.0.1", help="监听地址，默认只在本机 127.0.0.1")
    parser.add_argument(
        "--face", choices=web.FACES, default="all", help="portal 门户，console 后台，all 两者"
    )
    parser.add_argument(
        "--workers", type=web.positive, default=web.workers(), metavar="N", help="进程数，默认按核数"
    )


def run(options: argparse.Namespace) -> int:
    if problem := web.trouble(options.host, options.port):
        output.say(problem)
        return 1
    child = web.server(options.host, options.port, options.face, options.workers)
    address = f"http://{options.host}:{options.port}"
    facts = {"address": address, "face": options.face, "workers": options.workers}
    text = f"{web.FACES[options.face]}：{address}（{options.workers} 个进程，按 Ctrl-C 停止）"
    supervise([child], output.say, lambda _: output.emit(options, facts, text))
    return 0
