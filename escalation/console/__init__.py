"""What operators see in a browser: pages made on the server, and one small script that keeps them fresh."""
