"""月通报 (D22C): a notice 文件 after GB/T 9704, its 发文字号 made of its own number."""

from __future__ import annotations

from desktop_app.application.forms.monthly_bulletin import SPEC, MonthlyBulletin
from desktop_app.application.ports import Printed
from desktop_app.documents.form import unprintable_in
from desktop_app.documents.letter import Letter, document_mark, print_letter


class MonthlyBulletinForm:
    """Prints a MonthlyBulletin."""

    key, code, title = SPEC.key, SPEC.code, SPEC.title

    def render(self, data: MonthlyBulletin) -> Printed:
        """Print the frozen notice; the same data gives the same bytes."""
        letter = Letter(
            title=data.title,
            issuer=data.issuer,
            mark=document_mark(data.prefix, data.number),
            to=data.to,
            body=data.body,
            signed=data.signed,
            date=data.date,
            number=data.number,
            sent_to=data.sent_to,
            printed_by=data.printed_by,
            contact=data.contact,
            demo=data.demo,
            as_notice=True,
        )
        return print_letter(letter, unprintable_in(data))
