"""Records of the organisation and its work; one module per line of work."""

from unions.models.activities import Activity, ActivityUnion
from unions.models.attachments import Attachment
from unions.models.audits import FundAudit
from unions.models.backups import Backup
from unions.models.bodies import Body, Congress
from unions.models.certificates import LegalPersonCertificate
from unions.models.codes import Industry, Ownership
from unions.models.committees import CommitteeTerm, Officer
from unions.models.competitions import Competition, CompetitionEntry, CompetitionResult
from unions.models.contracts import CollectiveContract, ContractCoverage
from unions.models.disputes import Dispute
from unions.models.employers import Employer
from unions.models.headcounts import Headcount
from unions.models.organisation import FormerName, Union
from unions.models.proposals import ProposalReturn
from unions.models.recognitions import Recognition, Scheme, SchemeGrade
from unions.models.training import Training
from unions.models.users import Assignment, User
from unions.models.worklogs import WorkLog

__all__ = [
    "Activity",
    "ActivityUnion",
    "Assignment",
    "Attachment",
    "Backup",
    "Body",
    "CollectiveContract",
    "CommitteeTerm",
    "Competition",
    "CompetitionEntry",
    "CompetitionResult",
    "Congress",
    "ContractCoverage",
    "Dispute",
    "Employer",
    "FormerName",
    "FundAudit",
    "Headcount",
    "Industry",
    "LegalPersonCertificate",
    "Officer",
    "Ownership",
    "ProposalReturn",
    "Recognition",
    "Scheme",
    "SchemeGrade",
    "Training",
    "Union",
    "User",
    "WorkLog",
]
