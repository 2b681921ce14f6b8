"""The actions of a meeting by owner, each owner on a page of their own (domain §22.12)."""

from app.domain.documents import ActionList
from app.exporters.word import fill


def write(action_list: ActionList) -> bytes:
    """The action list as a Word document; it holds no child's particulars."""
    return fill("actions.docx", "actions", action_list.heading, action_list=action_list)
