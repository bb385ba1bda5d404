from flask import Blueprint
api = Blueprint("api", __name__, url_prefix="/api/v1")
@api.get("/openapi.json")
def openapi(): return {}
