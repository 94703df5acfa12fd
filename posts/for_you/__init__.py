"""For you: what a member may like to read, put in order by levers she can see and move."""
