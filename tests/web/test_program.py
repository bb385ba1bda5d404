"""The program says in one sentence why it cannot start."""

from __future__ import annotations

import socket

from web.__main__ import main


def test_a_port_that_is_taken_is_said(tmp_path, capsys) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["--data", str(tmp_path), "--port", str(port)]) == 2
    said = capsys.readouterr().err
    assert f"Port {port} of 127.0.0.1 cannot be used" in said
    assert f"The data folder {tmp_path} is empty" in said
