"""Other programs at work on one file: without a shell, for a limited time, ended as a whole."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

from ingest.limits import Limits, over


def is_installed(program: str) -> bool:
    """Return whether a program is on the search path of this process."""
    return shutil.which(program) is not None


def run(command: list[str], folder: Path, limits: Limits) -> bool:
    """Run a program in a folder that is also its home, and return whether it succeeded.

    It gets nothing of our environment; its search path is the system's own. Raises Refusal
    where it needs longer than the limit; the program and all that it started are ended then.
    """
    program = shutil.which(command[0]) or command[0]
    search = os.pathsep.join((str(Path(program).parent), os.defpath))
    environment = {"PATH": search, "HOME": str(folder), "LANG": "C.UTF-8"}
    environment |= {"TMPDIR": str(folder), "OMP_THREAD_LIMIT": "1"}
    # The outer clock stays when this process is killed itself before the program has ended.
    clock = shutil.which("timeout")
    guard = [clock, "--signal=KILL", str(limits.seconds + 5)] if clock else []
    process = subprocess.Popen(
        [*guard, program, *command[1:]],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(limits.seconds) == 0
    except subprocess.TimeoutExpired as error:
        raise over(limits, "seconds", f"{Path(command[0]).name} took too long") from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what is left of the session that a process opened, also after a good end."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
