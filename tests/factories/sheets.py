"""Sheets somebody sent in and has not confirmed yet."""

from reports.models import Upload, UploadLot
from unions.models import Union, User

__all__ = ["lot_of", "sheet_of"]

PROPOSALS = "单位,提出建议,实施\n没有的工会,3,1\n"


def sheet_of(user: User, root: Union, content: str = PROPOSALS) -> Upload:
    upload = Upload(user=user, name="建议.csv", resource="proposals", root=root)
    upload.keep(content.encode())
    upload.save()
    return upload


def lot_of(user: User, root: Union) -> UploadLot:
    """With one file, one row of which is refused."""
    lot = UploadLot.objects.create(user=user, root=root)
    sheet = sheet_of(user, root)
    sheet.lot = lot
    sheet.outcome = {"counts": {"refused": 1}, "storable": 0, "digest": "", "notes": []}
    sheet.save()
    return lot
