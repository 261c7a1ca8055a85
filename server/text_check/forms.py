"""The forms that a report on a text can be had in."""

from collections.abc import Callable, Mapping

from server.answers.check.check_report import CheckReport
from server.text_check.html_form import as_html
from server.text_check.json_form import as_json
from server.text_check.sarif_form import as_sarif
from server.text_check.text_form import as_text

Form = Callable[[CheckReport, str, str], str]
# Each is made of the report, the text that it is about, and a language.
FORMS: Mapping[str, Form] = {
    "text": as_text,
    "json": as_json,
    "html": as_html,
    "sarif": as_sarif,
}
