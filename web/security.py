"""The headers that every response carries."""

from __future__ import annotations

from flask import Flask, Response, request

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{name}=()"
        for name in (
            *("accelerometer", "camera", "clipboard-read", "display-capture", "geolocation"),
            *("gyroscope", "magnetometer", "microphone", "midi", "payment", "serial", "usb"),
        )
    ),
}
STRICT_TRANSPORT = "max-age=31536000"
"""Browsers that have come by https once come so for a year; other names of the host may differ."""


def secure(app: Flask) -> None:
    """Make every response of the application carry the headers, errors and files too."""

    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers.update(HEADERS)
        if request.is_secure:
            response.headers["Strict-Transport-Security"] = STRICT_TRANSPORT
        return response
