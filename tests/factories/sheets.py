"""A sheet somebody sent in and has not confirmed yet."""

from reports.models import Upload
from unions.models import Union, User

__all__ = ["sheet_of"]

PROPOSALS = "单位,提出建议,实施\n没有的工会,3,1\n"


def sheet_of(user: User, root: Union, content: str = PROPOSALS) -> Upload:
    upload = Upload(user=user, name="建议.csv", resource="proposals", root=root)
    upload.keep(content.encode())
    upload.save()
    return upload
