"""Onward referrals on screens: passing a child on, answering, and the lists of both."""
