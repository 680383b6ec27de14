"""Records of the organisation and its work; one module per line of work."""

from unions.models.codes import Industry, Ownership
from unions.models.competitions import Competition, CompetitionEntry, CompetitionResult
from unions.models.contracts import CollectiveContract, ContractCoverage
from unions.models.headcounts import Headcount
from unions.models.organisation import Employer, FormerName, Union
from unions.models.proposals import ProposalReturn
from unions.models.training import Training
from unions.models.users import Assignment, User

__all__ = [
    "Assignment",
    "CollectiveContract",
    "Competition",
    "CompetitionEntry",
    "CompetitionResult",
    "ContractCoverage",
    "Employer",
    "FormerName",
    "Headcount",
    "Industry",
    "Ownership",
    "ProposalReturn",
    "Training",
    "Union",
    "User",
]
