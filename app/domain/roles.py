"""Who may do what in a store, by the name of the act: one table, asked in one place (domain §28)."""

from app.errors import Refused

CHAIR, SUPPORT, VIEWER = "chair", "business support", "viewer"
ROLES = (CHAIR, SUPPORT, VIEWER)

# What only a chair does: words that bind, people who get in, records that go.
_CHAIR_ONLY = frozenset(
    {
        "agree minutes",
        "put rules in force",
        "add operator",
        "remove operator",
        "set passphrase",
        "change recovery code",
        "keep record",
        "hold record",
        "release record",
        "destroy record",
    }
)
# What concerns nobody's record but one's own choices, or what the program itself finishes on opening.
_EVERYBODY = frozenset(
    {
        "look at child",
        "change preferences",
        "change passphrase",
        "change the master key",
        "recovery sheet printed",
    }
)


def allowed(role: str, act: str) -> bool:
    """Whether an operator of this role may do what the audit calls `act`; an unknown role may do nothing."""
    if act in _EVERYBODY:
        return role in ROLES
    return role == CHAIR or (role == SUPPORT and act not in _CHAIR_ONLY)


def require_allowed(role: str, act: str) -> None:
    """Raises `Refused` with the reason where the role does not reach that far."""
    if allowed(role, act):
        return
    if role == VIEWER:
        raise Refused(
            "You are in as a viewer, who can read everything and change nothing: nothing was changed."
        )
    raise Refused("Only a chair can do this, so nothing was changed: ask a chair of this store.")
