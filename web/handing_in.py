"""Taking the files of a request: the same for the page and for programs."""

from __future__ import annotations

from typing import cast

from flask import abort, request
from flask_babel import gettext

from web.accounts.model import Deed
from web.site import site
from web.uploads.spool import Arriving
from web.uploads.uploads import Uploads
from web.visitors import accounts, address, signed_in

FIELD = "files"
REPLACING = "replace"


def uploads() -> Uploads:
    """Return where files are handed in; ends the request with 404 where that cannot be."""
    found = site().uploads
    if found is None:
        abort(404)
    return found


def longest_upload() -> int:
    """Return how many bytes a request with files may have; ends it where the disk is full."""
    size = request.content_length or 0
    longest = uploads().longest_body
    if size <= longest and not uploads().has_room(size):
        abort(503, gettext("服务器的磁盘空间不够，请告诉管理员。"))
    return longest


def hand_in() -> int | None:
    """Queue the files of the request and return the number of their run; None without any."""
    sent = [file for file in request.files.getlist(FIELD) if file.filename]
    if not sent:
        return None
    user = signed_in()
    files = [(file.filename or "", cast(Arriving, file.stream)) for file in sent]
    is_replacing = request.form.get(REPLACING, "") == "1"
    run = uploads().hand_in(user.name, files, is_replacing=is_replacing)
    names = "、".join(name for name, _ in files[:3]) + ("…" if len(files) > 3 else "")
    accounts().log.note(user.name, Deed.UPLOADED, f"{run}: {len(files)} ({names})", address())
    return run
