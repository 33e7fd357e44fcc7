# The simulated phone.
phone-title = Chumnuoy: a worker's phone (simulated)
phone-new = New phone
phone-write = Write a message
phone-send = Send
phone-trouble = That could not be sent. It is tried again when you press Send.
