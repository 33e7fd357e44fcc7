"""`python -m helpline` is the same as `helpline`."""

from helpline.cli import main

main()
