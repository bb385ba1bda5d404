"""What in the data deserves a second look, each finding with the way to where it is said."""

from __future__ import annotations

from flask import Blueprint, render_template

from web.site import site

doctor_pages = Blueprint("doctor", __name__, url_prefix="/doctor")

SHOWN = 100


@doctor_pages.get("")
def doctor() -> str:
    """Show the findings, at most ``SHOWN`` of each sort."""
    return render_template("doctor.html", report=site().doctor.report, most=SHOWN)
