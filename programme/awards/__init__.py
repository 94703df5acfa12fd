"""The club thanks a member with points: by hand, with a reason she reads, within what the policy allows."""
