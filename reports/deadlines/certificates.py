"""Legal person certificates: valid for a term, changed after an election; titles with a term."""

from datetime import date

from django.conf import settings
from django.db.models import Exists, OuterRef

from reports.deadlines.rules import Due, Rows, Rule, in_days
from reports.indicators.shapes import of_standing
from unions.dates import display_date
from unions.models import CommitteeTerm, LegalPersonCertificate, Union

LINE = "工会组织"
LAW = "《基层工会法人登记管理办法》（总工办发〔2020〕20号）"
CHANGE_DAYS = 30


def last_certificates(root: Union, day: date) -> Rows:
    return of_standing(LegalPersonCertificate.objects.subtree_of(root).unreplaced_on(day), day)


def changed_since(root: Union, day: date) -> Rows:
    """Committees elected anew whose union still holds the certificate of the one before."""
    certificates = LegalPersonCertificate.objects.unreplaced_on(day).filter(
        union=OuterRef("union"), issued_on__lt=OuterRef("elected_on")
    )
    terms = CommitteeTerm.objects.subtree_of(root).unsucceeded_on(day).re_elections()
    return of_standing(terms.filter(Exists(certificates)), day)


def _ends(certificate: LegalPersonCertificate, due: Due) -> str:
    act = "请尽快换领新证。" if due.is_over else "请准备材料，办理换证。"
    return f"{certificate.union}的法人资格证书有效期至{due}，{act}"


def _change(term: CommitteeTerm, due: Due) -> str:
    elected = display_date(term.elected_on)
    return f"{term.union}{elected}换届，法人登记应在{due}前变更，请办理变更，领到新证后登记。"


RULES = (
    Rule(
        code="certificates.ending",
        title="法人资格证书到期",
        line=LINE,
        law=f"{LAW}：证书有效期与工会委员会任期一致，换届后换领新证。",
        model=LegalPersonCertificate,
        rows=last_certificates,
        since="valid_to",
        sentence=_ends,
        lead=settings.REMIND_CERTIFICATES,
    ),
    Rule(
        code="certificates.change",
        title="法人登记变更",
        line=LINE,
        law=f"{LAW}：名称、住所、法定代表人变更的，三十日内办理变更登记。",
        model=CommitteeTerm,
        rows=changed_since,
        since="elected_on",
        sentence=_change,
        due=in_days(CHANGE_DAYS),
        lead=(CHANGE_DAYS,),
    ),
)
