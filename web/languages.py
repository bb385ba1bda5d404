"""The two languages of the site: pages are written in Chinese, the catalogue holds English.

The catalogue is read from its ``.po`` file at start, so nothing has to be compiled.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Blueprint, Flask, Response, redirect, request
from flask_babel import Babel, Domain

COOKIE: Final = "zhize_language"
LANGUAGES: Final = {"zh": "zh_Hans_CN", "en": "en"}
CATALOGUE: Final = Path(__file__).parent / "translations" / "en" / "LC_MESSAGES" / "messages.po"

languages = Blueprint("languages", __name__)


def language() -> str:
    """Return the language of the request: ``zh`` unless the reader chose ``en``."""
    chosen = request.cookies.get(COOKIE, "zh")
    return chosen if chosen in LANGUAGES else "zh"


def speak(app: Flask) -> None:
    """Give the application its two languages."""
    domain = Domain()
    domain.cache["en", "messages"] = _compiled(CATALOGUE)
    domain.cache["zh_Hans_CN", "messages"] = Translations()
    babel = Babel(app, locale_selector=lambda: LANGUAGES[language()])
    babel.domain_instance = domain
    app.register_blueprint(languages)

    @app.after_request
    def say_so(response: Response) -> Response:
        if response.mimetype == "text/html":
            response.vary.add("Cookie")
        return response


def _compiled(path: Path) -> Translations:
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale="en"))
    compiled.seek(0)
    return Translations(compiled)


@languages.get("/language/<code>")
def choose(code: str) -> Response:
    """Remember the language and go back to the page named by ``to``."""
    response = redirect(_own_path(request.args.get("to", "/")))
    if code in LANGUAGES:
        response.set_cookie(COOKIE, code, max_age=365 * 24 * 3600, samesite="Lax", httponly=True)
    return response  # type: ignore[return-value]


def _own_path(target: str) -> str:
    """Return the target where it is a path of this site, else the home page."""
    # Browsers read a backslash as a slash, so it could lead to another host.
    parts = urlsplit(target.replace("\\", "/"))
    is_own = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    return target if is_own and not parts.path.startswith("//") else "/"
