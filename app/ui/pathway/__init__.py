"""Referrals on their way to the list: what waits for a step, one referral beside it, its forms."""
