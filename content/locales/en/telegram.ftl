# The commands of the bot, as Telegram lists them behind the menu button. At most 256 characters each; short is better.
command-start = Start
command-help = What we can help you with
command-language = Change language · ភាសា · ภาษา
command-human = Talk to a person
command-delete = Delete what I told you
