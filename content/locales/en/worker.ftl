# What workers read, apart from the answers themselves. Plain words, short sentences, no jargon.

## First contact
welcome =
    Hello. This is Chumnuoy, a free helpline for Cambodian workers in Thailand.
    Write to me in Khmer, Thai or English. You can ask about papers, wages, your rights, or tell me about a problem.
    If you are in danger now, write it in your own words. You get emergency numbers at once and a person is asked to help.
    What you get here is information, not legal advice.
first-words =
    This is Chumnuoy, a free helpline for Cambodian workers. You get information here, not legal advice.
    Your messages are kept locked. Only our staff can read them. To use another language, press a button.
greet =
    Hello. How can I help you? Write your question in your own words, or press a button.
goodbye = Take care. You can write here again at any time, day or night.
thank = You are welcome. Write again whenever you need help.
affirm = All right. Tell me what you need, or press a button.
deny = All right. If you need something else, write it here or press a button.
is-it-a-bot = I am a computer program that answers questions. Behind me there are people from the hotline. If you want a person, press the button.
out-of-scope = I can't help with that. I can help with work, papers, wages, health and safety of Cambodian workers in Thailand.
menu = What is it about?
group-choose = Choose one, or write it in your own words.
group-urgent = Danger now
group-complaints = Something bad happened
group-rights = My rights at work
group-documents = My papers
say-it-again = Please write it once more in your own words.

## Buttons
button-person = Talk to a person
button-menu = Menu
button-language = ភាសា / ภาษา / Language
button-short = In short
button-steps = What to do
button-law = The law
button-contacts = Who to call
button-danger-yes = Yes, in danger now
button-danger-no = No, not now
button-too-old = That button no longer works. Please choose again or write to me.

## Languages
choose-language = Which language do you want?
language-set = I will answer in English.
language-name-km = ភាសាខ្មែរ
language-name-th = ภาษาไทย
language-name-en = English
language-km = Khmer
language-th = Thai
language-en = English
language-my = Burmese
language-lo = Lao
language-vi = Vietnamese
language-zh = Chinese
language-shn = Shan

## Answers
heading-steps = What you can do:
heading-law = What the law and the agreements say:
heading-contacts = Who you can call:
contacts-found = These may help you:
contact-speaks = Speaks: { $languages }
hours-unknown = We do not know the opening hours.
hours-always = Open day and night
hours-weekdays = Monday to Friday
hours-some-days = On some days
numbers-not-called = We found these numbers in public lists. We have not test-called them yet.
source = Source: { $sources } (checked { $date })
notice = As of { $date }: { $text }
not-advice = This is information, not legal advice.
no-answer-yet = I understood your question, but I have no checked answer to it yet. A person can help you. You can also call this hotline:

## Not understood
misunderstood = I am sorry, I did not understand. Please say it in other words, or press a button.
ask-which = I want to be sure I understand. Which one do you mean?
sticker-received = Thank you. Please write your question in words, or press a button.
attachment-received = I got what you sent and it is kept. I can't see or hear it, but a person can. Please also write in a few words what it is about.
action-failed = Something went wrong on our side. I am asking a person to help you.

## Danger
urgent-heading = If you are in danger, call now:
urgent-in-cambodia = If you are in Cambodia: police { $police }, ambulance { $ambulance }
urgent-read-out =
    If they do not speak Khmer, read this out or show it:
    ช่วยด้วยค่ะ/ครับ พูดภาษาไทยไม่ได้ พูดภาษาเขมร ตอนนี้อยู่ที่ ...
    (It means: Please help. I can't speak Thai. I speak Khmer. I am at ...)
urgent-again = I have told our staff again that it is urgent. If you are in danger, call the numbers above. Write where you are if it is safe.
danger-question = Is someone in danger right now?
danger-lowered = I am glad you are safe. A person will still look at your message. What can I help you with?

## A person
person-asked = I have asked a person to help you. Your case number is { $number }. You can keep writing here, I still answer. I can't say yet how long it takes.
person-asked-urgent = I have asked a person to help you first, before other cases. Your case number is { $number }. If it is safe, write where you are and what is happening.
person-already-asked = A person has already been asked. Your case number is { $number }. You can keep writing here.
person-here = A person is here now and reads your messages.
person-gone = I am sorry that you had to wait. I am looking for someone else for you. Meanwhile I answer again.
handed-back = The person has finished for now. I answer again. If you need a person, press the button or write "person".
case-closed-helped = Your case { $number } is closed, because we think you have been helped. If not, write here and ask for a person.
case-closed-referred = Your case { $number } is closed here. You were told who can help you further. If that does not work, write here again.
case-closed-no-answer = We closed your case { $number } because we could not reach you. Write here at any time and we go on.
case-closed-not-for-us = Your case { $number } is closed, because we can't help with this. If something else happens, write here.
case-closed-duplicate = Your case { $number } is closed, because it is the same as another one of yours. We go on there.
case-open = Your case { $number } is open. A person will see what you write here.
case-none = You have no open case here at the moment. If you have a number from another office, please ask that office. A person here can help you.

## The machine is down
one-moment = One moment please. I am a little slow right now. Your message is safe.
bot-unavailable = I can't answer by myself at the moment. Your message is safe and I have asked a person. Your case number is { $number }. In danger, call the police { $police } or an ambulance { $ambulance }.
bot-still-unavailable = I still can't answer by myself. Your message was added to case { $number }, a person will read it.

## Privacy
privacy =
    What you write is kept locked and only our staff can read it. We do not tell your employer or the police.
    We do not keep your name or phone number from Telegram. You can ask us to delete everything.
delete-asked = You want us to delete what you told us. A person will do it and tell you when it is done.

## Topics, as buttons
topic-urgent-medical = Someone needs a doctor now
topic-urgent-violence = Someone hurts or threatens me
topic-urgent-sexual-abuse = Sexual abuse or harassment
topic-urgent-trafficking = I am kept and can't leave
topic-urgent-child = A child is in danger
topic-urgent-self-harm = I don't want to live
topic-urgent-detained = Arrested or held now
topic-complaint-unpaid-wages = Wages not paid
topic-complaint-documents-held = Someone keeps my papers
topic-complaint-broker-fraud = A broker cheated me
topic-complaint-working-conditions = Bad or unsafe work
topic-complaint-injury-denied = Hurt at work, no help
topic-complaint-dismissed = Dismissed unfairly
topic-complaint-discrimination = Treated worse than others
topic-complaint-official = An official took money
topic-complaint-file = I want to complain
topic-complaint-status = What about my case?
topic-rights-minimum-wage = Wages and pay
topic-rights-working-hours = Hours, overtime, days off
topic-rights-leave = Sick and other leave
topic-rights-maternity = Pregnancy and birth
topic-rights-social-security = Social security
topic-rights-healthcare = Hospital and health card
topic-rights-work-injury = Accident at work
topic-rights-termination = Losing or leaving a job
topic-rights-change-employer = Changing employer
topic-rights-recruitment-fees = Broker and agency fees
topic-rights-contract = Work contract
topic-rights-equal-treatment = Equal treatment
topic-rights-union = Unions
topic-rights-irregular-status = Rights without papers
topic-rights-arrest = If police stop me
topic-rights-housing-safety = Safety and housing
topic-rights-children-school = Children and school
topic-rights-return-home = Going home, sending money
topic-rights-instruments = ASEAN agreements
topic-documents-passport = Passport
topic-documents-work-permit = Work permit, pink card
topic-documents-visa = Visa and 90-day report
topic-documents-registration = Registering as a worker
topic-documents-lost = Lost papers
topic-documents-border-pass = Border pass
topic-documents-family = Family's papers
topic-greet = Just saying hello
topic-goodbye = Goodbye
topic-thank = Thank you
topic-affirm = Yes
topic-deny = No
topic-menu = What can you do?
topic-change-language = Change language
topic-talk-to-human = Talk to a person
topic-find-contact = Find an office or number
topic-is-it-a-bot = Who are you?
topic-privacy = Who reads this?
topic-delete-my-data = Delete my messages
topic-out-of-scope = Something else
