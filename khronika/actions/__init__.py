"""What a person can do with a chronicle: each action checks, does and records in one step."""

from khronika.actions.anchoring import Moved, behind, move_anchors
from khronika.actions.chronicle import Chronicle, beside, is_chronicle, member, new, open_chronicle
from khronika.actions.columns import column_map
from khronika.actions.concluding import conclude, history
from khronika.actions.consulting import Consulted, consulted, second_reader
from khronika.actions.declaring import declare
from khronika.actions.enclosing import INSIDE
from khronika.actions.evaluating import Agreed, Evaluated, Reviewed, agree, evaluate, review, write_misses
from khronika.actions.exporting import export
from khronika.actions.facing import face, face_of
from khronika.actions.gold import texts_of
from khronika.actions.holdings import (
    WITHHELD,
    confidential_documents,
    hidden_since,
    label,
    names_now,
    open_documents,
)
from khronika.actions.intake import Received, Skipped, copies, intake, must_hold_files, told_of
from khronika.actions.judging import judge
from khronika.actions.linking import Linked, find, join, withdraw
from khronika.actions.listing import Imported, LinkedLists, find_row, import_list, judge_rows, latest, link, rows_now
from khronika.actions.now import claims_now, documents_now, doubts_of, record_now
from khronika.actions.outgoing import DOSSIER_SIGN, must_be_ours
from khronika.actions.people import Opinion, Who, doubts, opinions, traits, who_is_who
from khronika.actions.proposing import Proposed, propose_claims
from khronika.actions.reading import Reading, outdated, read_documents
from khronika.actions.relying import rely
from khronika.actions.searching import find_document, reading_of, search, text
from khronika.actions.settling import Waiting, settle, waiting
from khronika.actions.telling import write_dossier
from khronika.actions.verifying import verify
from khronika.actions.wording import words_in, words_of
from khronika.ledger import Hit
from khronika.ledger.views import Held

__all__ = [
    "DOSSIER_SIGN",
    "INSIDE",
    "WITHHELD",
    "Agreed",
    "Chronicle",
    "Consulted",
    "Evaluated",
    "Held",
    "Hit",
    "Imported",
    "Linked",
    "LinkedLists",
    "Moved",
    "Opinion",
    "Proposed",
    "Reading",
    "Received",
    "Reviewed",
    "Skipped",
    "Waiting",
    "Who",
    "agree",
    "behind",
    "beside",
    "claims_now",
    "column_map",
    "conclude",
    "confidential_documents",
    "consulted",
    "copies",
    "declare",
    "documents_now",
    "doubts",
    "doubts_of",
    "evaluate",
    "export",
    "face",
    "face_of",
    "find",
    "find_document",
    "find_row",
    "hidden_since",
    "history",
    "import_list",
    "intake",
    "is_chronicle",
    "join",
    "judge",
    "judge_rows",
    "label",
    "latest",
    "link",
    "member",
    "move_anchors",
    "must_be_ours",
    "must_hold_files",
    "names_now",
    "new",
    "open_chronicle",
    "open_documents",
    "opinions",
    "outdated",
    "propose_claims",
    "read_documents",
    "reading_of",
    "record_now",
    "rely",
    "review",
    "rows_now",
    "search",
    "second_reader",
    "settle",
    "text",
    "texts_of",
    "told_of",
    "traits",
    "verify",
    "waiting",
    "who_is_who",
    "withdraw",
    "words_in",
    "words_of",
    "write_dossier",
    "write_misses",
]
