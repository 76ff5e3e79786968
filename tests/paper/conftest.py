"""What is really set is asked for where the libraries are; elsewhere those tests are not there."""

from releases.paper import libraries

collect_ignore = [] if libraries.are_there() else ["test_as_set.py"]
