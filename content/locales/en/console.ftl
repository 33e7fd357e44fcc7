# What operators read: the console's labels, and the sentences of refusals. Plain words, short sentences.

## Every page
console-name = Chumnuoy console
skip-to-content = Go to the content
navigation = Menu
nav-cases = Cases
nav-operators = Operators
nav-audit = Who did what
choose-console-language = Language of the console
own-name-km = ខ្មែរ
own-name-th = ไทย
own-name-en = English
sound-on = Sound on
sound-off = Sound off
live-lost = Not connected. New messages don't appear now. Trying again.
live-urgent = Urgent case:
pages = Pages
page-before = Previous page
page-after = Next page
back-to-queue = Back to the cases
something-wrong = This did not work

## Log in
log-in = Log in
log-out = Log out
login-name = Login
password = Password
log-in-hint = No login, or the password is lost? Ask an admin.

## Own account
own-account = My account
change-password = Change the password
password-changed = The password is changed. You are logged out on all other devices.
old-password = Present password
new-password = New password
new-password-again = New password again
password-hint = At least 12 characters. Several words in a row are good and easy to remember.

## Lists
lists = Lists
tab-waiting = Waiting
tab-mine = Mine
tab-all = All
empty-waiting = Nobody is waiting.
empty-mine = You have no case now. Take one from the waiting list.
empty-all = There are no cases yet.
find-case = Case number
find = Find
waits-for = Waiting for
answer-due = Answer before
last-change = Last change
owned-by = With { $name }

## Waiting times
wait-moment = less than a minute
wait-minutes = { $n } min
wait-hours = { $n } h { $m } min
wait-days = { $n } days

## Marks on a case
priority-urgent = Urgent
priority-high = High
priority-normal = Normal
case-waiting = Waiting
case-active = With a person
case-snoozed = Asleep
case-closed = Closed
flag-front = Given back, goes first
flag-alarms = Danger again: { $n }
flag-unreachable = Can't be reached
flag-test = Test
kind-bot-unavailable = The bot was not available
kind-misunderstood = The bot did not understand
kind-action-failed = Something failed on our side
kind-other = Something else

## Languages and places
tongue-km = Khmer
tongue-th = Thai
tongue-en = English
tongue-km-latn = Khmer in Latin letters
tongue-th-latn = Thai in Latin letters
tongue-other = Another language
tongue-und = Language not known
country-th = Thailand
country-kh = Cambodia
in-latin-letters = (in Latin letters)

## A case
about-case = About this case
owner = With
opened = Opened
closed-at = Closed
worker-language = Worker's language
place = Place
channel = Channel
outcome = What came of it
note = Note
unreachable-explained = A message could not be delivered, or the worker stopped the bot. Nothing arrives until they write again.
transcript = What was said
show-older = Show older messages
end-of-transcript = End of what was said
author-worker = Worker
author-bot = Bot
author-operator = Operator
danger-words = Danger
corrected-later = Corrected later
corrects = Corrected. Before:
pressed = Pressed the button:
pressed-unknown = (an older button)
buttons-shown = Buttons shown to the worker
understood-as = Understood as:
message-cut = The message was too long and was cut.
attached-photo = Photo
attached-voice = Voice message
attached-audio = Sound file
attached-video = Video
attached-video-note = Video message
attached-animation = Animation
attached-document = File
attached-sticker = Sticker
attached-location = Location
attached-contact = Contact card
attached-other = Something was attached
delivery-received = Waiting for the bot
delivery-queued = Will be sent
delivery-sending = Being sent
delivery-sent = Sent
delivery-failed = Not delivered
delivery-stopped = Not sent: the worker stopped the bot
delivery-answered = Answered

## Acts on a case
what-you-can-do = What you can do
claim = Take this case
claim-hint = The bot then stops. The worker is told that a person is here.
your-reply = Your reply to the worker
reply-hint = Write in the worker's language if you can. At most { $longest } characters.
send = Send
hand-back = Hand back to the bot
hand-back-hint = The bot speaks again. The case wakes up when the worker writes.
has-it = { $name } has this case. Only they can write to the worker.
is-closed = This case is closed.
close-case = Close the case
close-hint = The worker is told that the case is closed and how to come back. They don't see the note.
note-for-colleagues = Note for colleagues
unsent-words = Your words were not sent. You can copy them.
outcome-helped = Helped
outcome-referred = Sent on to someone who can help
outcome-no-answer = The worker did not answer
outcome-not-for-us = Not for us
outcome-duplicate = Same as another case

## Operators
role = Role
role-admin = Admin
role-operator = Operator
shown-name = Name that others see
console-language = Language of the console
new-operator = New operator
make-operator = Make the account
switched-off = Switched off
switch-off = Switch off
switch-on = Switch on
give-password = Give a new password
password-once = The password of { $login }. It is shown only now. Pass it on safely, and ask them to change it.

## Who did what
audit-when = When
audit-who = Who
audit-what = What
audit-case = Case
audit-detail = Detail
empty-audit = Nothing yet.
the-service = The service
act-transcript-read = Read the case
act-case-open = Case opened
act-case-lower = The worker said: no danger now
act-case-claim = Case taken
act-case-reply = Replied
act-case-hand-back = Handed back to the bot
act-case-release = Given back to the queue, nobody had answered
act-case-close = Case closed
act-case-unreachable = The worker can't be reached
act-operator-log-in = Logged in
act-operator-log-in-refused = Log-in refused
act-operator-log-out = Logged out
act-operator-create = Operator added
act-operator-activate = Operator switched on
act-operator-deactivate = Operator switched off
act-operator-password = New password
act-other = Something else

## The description of the API
api-docs = The API, for programmers
api-docs-hint = Log in first. Every POST and DELETE needs the header X-CSRF-Token with the token from GET /api/session. In OpenAPI form:

## Refusals
error-bad-request = This request can't be understood. Go back and try again.
error-not-found = This is not here, or you may not see it.
error-forbidden = You don't have the right to do this. Ask an admin.
error-conflict = This no longer fits, because the case has changed. Look at it again.
error-case-taken = This case is not yours, or it is closed.
error-case-taken-by = { $name } has this case. You can't do this.
error-setup = The service is not set up rightly. Tell the person who looks after it.
error-log-in = Please log in first.
error-wrong-login = Login and password don't fit. Please try again.
error-wrong-password = The present password is wrong.
error-too-many-logins = Too many tries. Please wait a few minutes, then try again.
error-stale-form = This form is too old. Load the page again and send it once more.
error-reply-empty = The reply is empty. Write something first.
error-reply-too-long = The reply is too long: { $length } characters. At most { $longest } fit. Send it in two parts.
error-note-too-long = The note is too long: { $length } characters. At most { $longest } fit.
error-outcome-missing = Choose what came of the case.
error-password-short = The password is too short. It needs at least { $shortest } characters.
error-password-long = The password is too long. At most { $longest } characters fit.
error-password-differs = The two new passwords are not the same.
error-operator-unfit = A login (at most 60 characters, no spaces) and a name (at most 80) are needed.
error-login-used = Another operator has this login. Choose another one.
error-own-account = You can't switch off your own account. Ask another admin.
error-too-large = This is too large to be sent.
error-not-ready = The service is not ready. Try again in a minute.
error-broken = Something broke on our side. It is in the log. Try again in a minute.
