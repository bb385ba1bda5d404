from flask import Blueprint
answers = Blueprint("answers", __name__)
@answers.get("/answer")
def answer(): return ""
