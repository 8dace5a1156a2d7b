# The words on the screen. The other catalogues hold the same keys; a test compares them.
skip = Skip to the content
rooms = rooms
room-today = Today
room-ledger = Ledger
room-debts = Debts
room-imports = Imports
room-habits = Habits
room-settings = Settings
find = Find
lock = Lock
close = Close
yes = yes
no = no
save = Save
cancel = Cancel
undo = Undo
redo = Redo
undone = undone: { $label }
redone = done again: { $label }
notices = notices
total = total
no-match = nothing matches
uncategorised = uncategorised
try-again = Try again
unreachable-title = PocketSage does not answer
unreachable-token = This address needs the token that `pocketsage serve` printed. Open the whole address it gave.
first-title = Your file
first-lead = Everything you enter stays in one encrypted file on this machine. No account, no network.
first-passphrase-title = Lock it with a passphrase
first-forgotten = If you forget the passphrase, nobody can open the file: not you, and not us. Write it down and keep it safe.
first-create = Create the file
first-keychain-title = Or let the system's keychain keep the key
first-keychain-lead = The file opens when you are signed in to this machine. On another machine it cannot be opened without that keychain.
first-keychain = Use the keychain
first-demo-title = Or look around first
first-demo-lead = A throw-away file with a made-up household. Nothing you do there is kept.
first-demo = Look around with demo data
first-path = The file will be { $path }
passphrase = Passphrase
passphrase-help = a few words that only you would put together
passphrase-again = The same again
passphrase-differs = the two are not the same
passphrase-show = show what I type
passphrase-current = Passphrase until now
passphrase-new = New passphrase
passphrase-changed = passphrase changed
strength-short = too short: eight characters are the least
strength-weak = weak: a machine guesses it in hours
strength-fair = fair: another word makes it strong
strength-strong = strong
locked-title = Your file is locked
locked-unlock = Unlock
locked-opening = Opening…
locked-keychain = Unlock with the keychain
locked-key-file = Unlock with the key file
demo-bar = demo data: nothing here is kept
demo-leave = Start your own file
palette = Find or do anything
palette-placeholder = a command, an account, a payee, a category, any text…
palette-commands = commands
palette-accounts = accounts
palette-categories = categories
palette-payees = payees
palette-transactions = transactions
palette-none = nothing found
command-go = Go to { $room }
command-new-transaction = New transaction
command-add-account = Add an account
command-choose-files = Choose files
command-paste-box = Paste a table
command-spending = Spending chart
command-categories = Edit categories
command-payees = Edit payees
command-uncategorised = Show uncategorised transactions
command-history = History log
command-passphrase = Change the passphrase
command-household = Household and home currency
command-lock = Lock the file now
command-theme = Theme: { $name }
command-density = Rows: { $name }
command-language = Language: { $name }
keys-title = Keys
keys-anywhere = Anywhere
keys-register = In the register
keys-row = In a row
key-close = close what is open
key-far = to the row's or the page's end
key-select-all = select all rows read so far
key-palette = find or do anything
key-rooms = go to a room
key-search = search
key-paste = import a copied table
key-help = List the keys
key-move = move in the register
key-edit = edit the cell
key-next = next cell
key-cancel = leave the row as it was
key-save = save the row
key-category = set the category of the row
key-select = select rows
key-delete = remove the row, or the selected ones
conflict-title = Someone was faster
conflict-lead = This was changed elsewhere since you opened it. Which version should stand?
conflict-lead-act = This was changed elsewhere since you looked at it. Here it is as it stands.
conflict-act = Do it all the same
conflict-closed = closed on
conflict-field = field
conflict-mine = with your change
conflict-theirs = as it stands now
conflict-keep-mine = Keep mine
conflict-keep-theirs = Leave as it stands
view-register = Register
view-spending = Spending
view-categories = Categories
view-payees = Payees
accounts = Accounts
accounts-all = All accounts
accounts-show-closed = Show { $count } closed
accounts-hide-closed = Hide closed
account-add = Add an account
account-add-own = or add an account by hand
account-edit = Edit { $name }
account-edit-title = Account
account-name = Name
account-kind = Kind
account-currency = Currency
account-opening = Opening balance
account-number = Number or IBAN
account-number-help = so that a file finds its account
account-close = Close the account
account-reopen = Reopen the account
kind-cash = cash
kind-checking = checking
kind-savings = savings
kind-card = card
kind-loan = loan
kind-investment = investment
kind-asset = asset
register = register
register-empty-file = Drop a bank's file anywhere on the window and it is in the ledger.
register-empty = No transactions yet.
register-empty-filter = No transaction matches the filter.
column-select = selected
column-day = day
column-account = account
column-payee = payee
column-category = category
column-memo = memo
column-amount = amount
column-balance = balance
column-status = status
column-line = line
column-column = column
column-reason = reason
column-raw = as it stands in the file
column-state = state
column-when = when
column-file = file
selected-yes = selected
selected-no = not selected
selected-count = { $count } selected
selection = selection
selection-categorise = Set the category of { $count } { $count ->
    [one] row
   *[other] rows
  }
selection-clear = Clear the selection
selection-remove = Remove { $count } { $count ->
    [one] row
   *[other] rows
  }
removed-rows = removed { $count } { $count ->
    [one] row
   *[other] rows
  }
status-pending = pending
status-booked = booked
status-cleared = cleared
status-reconciled = reconciled
error-day = write a day, such as { $example }
error-account = choose an account
error-amount-empty = write an amount
error-amount-form = this is not an amount
error-amount-digits = too many decimal places for this currency
error-amount-size = this amount is too large
filter = filter
filter-text = Search text
filter-any-category = any category
filter-any-status = any status
filter-more = More filters
filter-from = from
filter-to = to
filter-min = at least
filter-max = at most
filter-batch = one import
filter-clear = Clear the filter
totals = totals of the filtered rows
totals-rows = { $count } { $count ->
    [one] row
   *[other] rows
  }
totals-in = in
totals-out = out
totals-transfers = transfers
totals-net = net
chart-range = Range
range-3 = 3 months
range-6 = 6 months
range-12 = 12 months
range-24 = 24 months
range-year = this year
range-last-year = last year
range-own = from … to …
chart-png = Save PNG
chart-svg = Save SVG
chart-saved = saved { $name }
chart-alt = spending per month and category, { $from } to { $to }; the numbers are in the table below
chart-table = the numbers behind the chart
chart-caption = spending per month, in { $currency }
chart-empty = No spending in this range.
chart-empty-do = Open the register
categories-empty = No categories yet: write the first one above.
category-new = New category
category-add = Add
category-show-archived = show { $count } archived
category-transfers = transfers
category-transfer = Transfers between own accounts: neither income nor spending
category-transfer-above = It is inside { $name }, which holds transfers.
category-archived = archived
category-show = show { $count } { $count ->
    [one] transaction
   *[other] transactions
  } of { $name }
category-name = Name
category-rename = Rename
category-below = New category below
category-move-under = Move under
category-top = (top level)
category-move = Move
category-merge-into = Merge into
category-merge = Merge
category-archive = Archive
category-restore = Bring back from the archive
payees-empty = No payees yet: they come with transactions.
payees-search = Search payees
payees-first = The first { $count }; search for the others.
payee-name = Name
payee-merge-into = Merge into
payee-merge-effect = { $count } { $count ->
    [one] transaction
   *[other] transactions
  } will belong to { $name }.
imports-empty = Drop a bank's file anywhere on the window, choose one, or paste a table.
bank-files = Bank files
file-kinds = CSV, Excel (XLSX, XLS), OFX, QFX, QIF, CAMT (also zipped), MT940, or any text with columns
pasted = pasted table
file-unreadable = { $name } cannot be read
drop-here = Drop to import
paste-label = Paste rows from a bank's page or a spreadsheet
paste-help = with the header row if there is one
paste-preview = Show the preview
import-reading = reading the file…
import-counts = { $total } { $total ->
    [one] row
   *[other] rows
  }: { $fresh } new, { $known } already known, { $rejected } rejected
import-remembered = read as last time
import-into = Into
import-into-several = the { $count } accounts in the file
import-into-new = new account: { $name }
import-into-file = as the file says
import-into-other = a new account named…
import-add = Import { $count } { $count ->
    [one] row
   *[other] rows
  }
import-nothing-new = Every row is in the ledger already or cannot be read.
import-put-away = Put away
import-done = Done
import-read-again = Read it again
import-cancelled = cancelled: nothing of it was stored
questions = questions about this file
question-as-guessed = That is right
question-answer = answer
remark-currency = choose the account it goes into: its currency is taken
remark-first = the first is taken; compare the days below
remark-assumed = The file names no currency: { $currency }, the account's, is assumed.
fee-ignore = Leave the fee out
note-line = line { $line }: { $message }
question-set = Set
layout = How it was read
layout-encoding = Encoding
layout-delimiter = Between cells
layout-header = Header in line
layout-day = Days
layout-decimal = Decimal sign
layout-sign = Sign
layout-columns = columns and what they mean
layout-column = meaning of column { $name }
layout-refused = The file needs a day and an amount: choose another column for it first.
delimiter-comma = comma
delimiter-semicolon = semicolon
delimiter-tab = tab
delimiter-bar = bar
delimiter-other = other
day-format-ymd = year first
day-format-dmy = day first
day-format-mdy = month first
day-format-month_name = month in words
day-format-month_day = month and day, no year
day-format-day_month = day and month, no year
decimal-comma = decimal comma
decimal-point = decimal point
sign-normal = minus is money out
sign-inverted = plus is money out
meaning-none = (not used)
meaning-day = day
meaning-amount = amount
meaning-debit = money out
meaning-credit = money in
meaning-direction = in or out, in words
meaning-description = description
meaning-day_fallback = other day
meaning-fee = fee
meaning-payee = payee
meaning-memo = memo
meaning-external_id = bank's id
meaning-currency = currency
meaning-currency_fallback = other currency
meaning-balance = balance
meaning-account = account
meaning-category = category
meaning-status = status
preview-rows = rows as they will be stored
preview-caption = the first { $shown } of { $total }, as they will be stored
preview-sums = in { $income } · out { $expense } · net { $net } { $currency }
state-new = new
state-known = already known
rejected-rows = { $count } { $count ->
    [one] line
   *[other] lines
  } rejected
progress = progress
progress-start = starting…
progress-count = { $done } of { $total }
progress-rate = { $rate } per second
progress-left = { $seconds } s left
result = { $total } { $total ->
    [one] row
   *[other] rows
  }: { $added } added, { $known } already known, { $matched } matched, { $rejected } rejected
result-show = Show in the ledger
result-batch = About this import
batches = Imports so far
batch-accounts = { $count } accounts
batches-back = All imports
batch-undone = undone
batch-undo = Undo this import
batch-set-aside = { $count } { $count ->
    [one] line
   *[other] lines
  } set aside: no transaction in them
folders = Watched folders
folders-empty = Watch the folder that your bank's files are saved to: each new one is imported by itself while your file is open. Nothing is guessed: a file that leaves something open waits for you.
folders-elsewhere = A folder is added in PocketSage's own window, or by command on this machine:
folder-add = Watch a folder
folder-start = Watch it
folder-path = Folder
folder-path-help = Files in folders inside it are left alone.
folder-choose = Choose…
folder-choose-archive = Choose the folder to move files to
folder-account = Rows go into
folder-into = into { $name }
folder-into-file = into the account each file suggests
folder-archive = Move files afterwards to
folder-archive-help = Empty leaves them where they are. The folder is made if it is missing.
folder-then = then moved to { $path }
folder-watching = watching
folder-paused = paused
folder-missing = not there
folder-unreadable = cannot be read
folder-pause = Pause
folder-pause-this = Pause { $path }
folder-resume = Resume
folder-resume-this = Resume { $path }
folder-change = Change
folder-change-this = Change { $path }
folder-remove = Remove
folder-remove-this = Stop watching { $path }
folder-last = Last: { $name }, { $outcome }, { $when }
folder-files = Files seen
folder-files-of = files seen in { $path }
folder-unsettled = { $count } { $count ->
    [one] needs a look
   *[other] need a look
  }
seen-outcome = What became of it
seen-added = imported
seen-known = already known
seen-asks = asks you something
seen-waiting = is tried again
seen-failed = not imported
seen-gone = taken away
seen-open = Open { $name }
count-added = added
count-known = known
count-matched = matched
count-rejected = rejected
inbox = Inbox
inbox-empty = Nothing needs you.
inbox-empty-next = Import the next statement: what looks like a duplicate or a transfer, has no category or cannot be read will wait here for you.
inbox-need-you = { $count } { $count ->
    [one] thing needs
   *[other] things need
  } you
inbox-same = Possible duplicates
inbox-transfer = Transfers between your accounts
inbox-corrected = Corrections by the bank
inbox-vanished = Pending payments that are gone
inbox-lonely = Transfers without their other side
inbox-unread = Imports with rows that could not be read
inbox-guessed = Imports that were read by a guess
inbox-late = Statements that are late
inbox-uncategorised = Without a category
need-same = { $count } possible { $count ->
    [one] duplicate
   *[other] duplicates
  }
need-transfer = { $count } { $count ->
    [one] transfer
   *[other] transfers
  }
need-corrected = { $count } { $count ->
    [one] correction
   *[other] corrections
  }
need-unread = { $count } { $count ->
    [one] import
   *[other] imports
  } to look at
need-late = { $count } late { $count ->
    [one] statement
   *[other] statements
  }
need-uncategorised = { $count } without a category
need-vanished = { $count } pending { $count ->
    [one] payment that is
   *[other] payments that are
  } gone
need-lonely = { $count } { $count ->
    [one] transfer without its
   *[other] transfers without their
  } other side
need-guessed = { $count } { $count ->
    [one] import
   *[other] imports
  } read by a guess
inbox-of = { $shown } of { $count }
inbox-show-all = show all in the ledger
inbox-more = others come up as these are settled
inbox-key-move = move
inbox-key-accept = accept
inbox-key-refuse = refuse
inbox-key-category = choose a category
inbox-key-open = open
inbox-key-certain = accept all that are certain
inbox-certain = Accept the { $count } that are certain
inbox-certain-why = Score of { $score } or more: the same amount, told by day and words, and nothing else fits. One undo takes all of it back.
inbox-all-fine = Leave all { $count } as they are
inbox-all-fine-why = They are asked about no more. One undo brings all of them back.
inbox-remove = Remove it
inbox-keep-it = Keep it
inbox-fine = Fine as it is
inbox-right = That is right
inbox-dismiss = Dismiss
lonely-names = it names { $name }, and nothing that fits has come there
lonely-category = { $category } holds transfers, and no account of yours has the other side
vanished-why = it was pending; the files that came since neither list nor book it
batch-refuse = Refuse its { $count } proposals
reason-rivals = { $value ->
    [one] another fits as well
   *[other] { $value } others fit as well
  }
inbox-join = Join
inbox-keep-both = Keep both
inbox-link = Link
inbox-keep-apart = Keep apart
inbox-take-bank = Take the bank's
inbox-keep-mine = Keep mine
inbox-seen = Mark as seen
inbox-accept = Accept
inbox-other = Another
inbox-choose = Choose
inbox-as-before = — as { $seen } of { $of } before
inbox-late-since = no statement for { $name } since { $day }; they used to come every { $days } { $days ->
    [one] day
   *[other] days
  }
inbox-guesses = { $count } { $count ->
    [one] remark
   *[other] remarks
  }
inbox-score = { $score } of 100: { $reasons }
reason-amount = same amount
reason-amount_near = amounts { $amount } apart
reason-days = { $value ->
    [0] same day
    [one] { $value } day apart
   *[other] { $value } days apart
  }
reason-words = words { $value } % alike
reason-number = same number in both
reason-account = one names the other’s account
reason-transfer_word = one says transfer
side-typed = typed by you
side-pending = was pending
side-other-file = from another file
side-new = from the bank
side-mine = yours
side-bank = the bank's
transfer-into = to
transfer-from = from
transfer-arrived = arrived { $day }
result-matched = { $count } met a row you had typed and { $count ->
    [one] was
   *[other] were
  } joined with it.
result-updated = Of the known, { $count } { $count ->
    [one] was
   *[other] were
  } booked or corrected by the bank since.
ignored-rows = { $count } removed { $count ->
    [one] row
   *[other] rows
  }
ignored-lead = Ignored: they stay away when the file comes again.
ignored-bring = Bring back
ignored-bring-all = Bring back all { $count }
command-inbox = Go to the inbox
keys-inbox = In the inbox
quoted = “{ $text }”
command-rules = Edit rules
command-rule-row = Make a rule from this row
selection-rule = Make a rule
keys-rules = In the list of rules
rules = Rules
rules-empty = A rule says what is done with rows as they come in: a category, a clean name, a memo, or left out.
rules-empty-more = Each one is tried on what is there before it counts.
rules-order = The most particular first: where two fit, it wins.
rules-key-move = next, previous
rules-key-edit = edit
rules-key-pause = pause, resume
rules-key-remove = remove
rules-key-new = new
rules-run = Run over the past
rules-ran = rules changed { $count } of { $total } transactions
rules-ran-none = rules looked at { $total } { $total ->
    [one] transaction
   *[other] transactions
  }: nothing to change
rule = rule
rule-new = New rule
rule-name = Name
rule-paused = paused
rule-pause = Pause
rule-resume = Resume
rule-remove = Remove
rule-gone = (no longer there)
rule-when = When all of these hold
rule-then = Then
rule-condition = condition { $number }
rule-condition-add = Add a condition
rule-condition-remove = remove condition { $number }
rule-action = action { $number }
rule-action-add = Add an action
rule-action-remove = remove action { $number }
rule-field = what is looked at
rule-field-payee = payee
rule-field-text = bank's text
rule-field-amount = amount
rule-field-direction = direction
rule-field-account = account
rule-field-month_day = day of the month
rule-field-weekday = weekday
rule-field-day = day
rule-field-currency = currency
rule-how = how
rule-how-contains = contains
rule-how-starts = starts with
rule-how-ends = ends with
rule-how-is = is
rule-money-in = money comes in
rule-money-out = money goes out
rule-words = words to look for
rule-words-or = or…
rule-value-remove = remove { $value }
rule-do = what is done
rule-do-set_category = category
rule-do-set_payee = payee
rule-do-set_memo = memo
rule-do-transfer = transfer with
rule-do-split = split
rule-do-skip = leave out
rule-choose-category = choose a category
rule-choose-categories = choose a category for each part
rule-only-new = For rows that come in: what is there stays as it is.
rule-parts = parts
rule-part-rest = the rest
rule-part-size = size
rule-part-unit = unit
rule-part-add = Add a part
rule-part-remove = remove part { $number }
rule-trial = rows that would change
rule-trial-counts = fits { $fits } of { $total } { $total ->
    [one] transaction
   *[other] transactions
  }, { $changes } would change
rule-trial-more = and { $count } older
rule-trial-wait = Say when, and see here what it fits.
rule-trial-running = trying it on what is there…
rule-trial-cancelled = cancelled
rule-trial-again = Try it again
rule-becomes = becomes
rule-save-run = Save and change { $count } { $count ->
    [one] transaction
   *[other] transactions
  }
rule-said-when = when { $conditions }
rule-said-then = then
rule-payee-contains = the payee contains { $values }
rule-payee-starts = the payee starts with { $values }
rule-payee-ends = the payee ends with { $values }
rule-payee-is = the payee is { $values }
rule-text-contains = the bank's text contains { $values }
rule-text-starts = the bank's text starts with { $values }
rule-text-ends = the bank's text ends with { $values }
rule-text-is = the bank's text is { $values }
rule-amount-span = the amount is { $from } to { $to }
rule-amount-least = the amount is at least { $from }
rule-amount-most = the amount is at most { $to }
rule-amount-one = the amount is { $from }
rule-direction-in = money comes in
rule-direction-out = money goes out
rule-account-is = the account is { $values }
rule-month_day-span = it is day { $from } to { $to } of the month
rule-month_day-one = it is day { $from } of the month
rule-weekday-is = it is a { $values }
rule-day-span = the day is { $from } to { $to }
rule-day-least = the day is { $from } or later
rule-day-most = the day is { $to } or earlier
rule-day-one = the day is { $from }
rule-currency-is = the currency is { $values }
rule-said-payee = payee { $value }
rule-said-memo = memo { $value }
rule-said-no-memo = no memo
rule-said-skip = left out
rule-said-transfer = transfer with { $value }
rule-said-split = split into { $parts }
rule-said-part = { $size } { $category }
rule-said-rest = the rest { $category }
today-empty = Drop a bank's file anywhere on this window to begin.
today-month = This month
today-nothing-yet = Nothing came in or went out this month.
today-uncategorised = { $count } { $count ->
    [one] transaction has
   *[other] transactions have
  } no category
today-chart = Spending, the last 12 months
today-chart-more = numbers and ranges
today-chart-alt = spending of the last 12 months, { $total } { $currency } in total
today-imports = Last imports
settings-appearance = Appearance
settings-household = Household
settings-file = File
settings-configuration = Configuration
settings-configuration-lead = These are set in config.toml in the data directory, or as environment variables named POCKETSAGE_ and the setting in capitals; they count from the next start.
settings-history = History
settings-about = About

# Reminders
settings-reminders = Reminders
command-reminders = Reminders
today-reminders = Reminders
today-reminders-all = all of them
actor-schedule = a reminder's time
reminders-what = Tell me of
reminder-kind-habit = Habits, at the time that each says
reminder-kind-bill = Bills that are due
reminder-kind-debt = Payments of debts that are due or missed
reminder-kind-statement = Statements that do not come
reminder-kind-charge = Large or unusual charges, and price rises
reminders-at = Time of day
reminders-at-help = for all that has no time of its own
reminders-bill-days = Days before a bill or a debt is due
reminders-quiet = Quiet hours
reminders-quiet-on = Tell nothing in some hours; it waits until they end
reminders-quiet-from = From
reminders-quiet-to = To
reminders-how = How
reminders-desktop = By notifications of this computer
reminders-email = By e-mail, through a mail server of my own
reminders-smtp-host = Mail server
reminders-smtp-user = User name, if it asks for one
reminders-smtp-from = Sender
reminders-smtp-to = Recipient
reminders-smtp-port = Port
reminders-smtp-security = Encryption
reminders-security-tls = TLS
reminders-security-starttls = STARTTLS
reminders-security-none = none, a server on this machine
reminders-password = Password
reminders-password-help = kept in the system's keychain, not in the file
reminders-password-is-kept = there is one in the system's keychain
reminders-password-in-settings = The password stands in the settings of this machine.
reminders-password-keep = Keep the password
reminders-password-forget = Forget the password
reminders-password-kept = kept the password
reminders-password-forgotten = forgot the password
reminders-test = Send a letter now
reminders-test-later = save first
reminders-test-sent = the server took a letter to { $to }
reminders-log = Told, and to be told
reminders-log-empty = Nothing yet: give a habit a reminder, and it stands here.
reminder-what = what
reminder-way = way
reminder-channel-desktop = notification
reminder-channel-email = e-mail
reminder-state-scheduled = to come
reminder-state-sending = being told
reminder-state-sent = told
reminder-state-failed = failed
reminder-state-snoozed = put off
reminder-state-dismissed = over
reminder-answer-done = Done
reminder-answer-skip = Skip
reminder-answer-snooze-hour = In an hour
reminder-answer-snooze-tomorrow = Tomorrow
reminder-answer-dismiss = Dismiss
reminder-answer-to = { $answer }: { $title }

settings-theme = Theme
settings-language = Language
settings-density = Rows
theme-system = as the system
theme-light = light
theme-dark = dark
density-dense = dense
density-comfortable = comfortable
language-system = as the system
language-en = English
language-de = Deutsch
language-es = Español
setting-name = setting
setting-value = value
setting-source = comes from
setting-allowed = allowed
source-default = default
source-file = configuration file
source-environment = environment
source-command_line = command line
file-path = Path
file-key = Key
file-key-demo = none: a throw-away file
file-key-keychain = in the system's keychain
file-key-file = the file { $path }
file-key-passphrase = a passphrase
file-idle = Locks itself
file-idle-after = after { $minutes } { $minutes ->
    [one] minute
   *[other] minutes
  } without use
file-idle-never = never
file-check = Check the file
file-checking = looking at every page…
file-whole = the file is whole
file-faults = The file is damaged: { $count } { $count ->
    [one] fault
   *[other] faults
  } found. Copy it to a safe place before you change anything more. In the database's words:
household-name = Name
household-currency = Home currency
household-currency-help = three letters, such as EUR
history-empty = Nothing was done yet.
history-who = who
actor-desktop = you, in this app
actor-api = you, in a browser
actor-cli = you, by command
actor-folder = a watched folder
history-what = what
history-undone = undone
history-undo = Undo: { $label }
history-more = Show older
about-version = PocketSage { $version }
about-text = Your money in one encrypted file that is yours. It works offline and sends nothing anywhere.
origin = from { $file }, line { $line }
habit = Habit
habit-new = New habit
habit-begin = Begin
habit-name = Name
habit-question = Question of the day
habit-kind = Kind
habit-kind-build = Do it
habit-kind-measured = At least so much
habit-kind-limit = At most so much
habit-kind-avoid = Not at all
habit-kind-build-help = Done or not, as often as you say.
habit-kind-measured-help = You enter how much; at the target the day is kept.
habit-kind-limit-help = You enter how much; up to the target the day is kept.
habit-kind-avoid-help = A day that is over without a slip is kept.
habit-target = Target
habit-unit = Unit
habit-unit-glasses = glasses
habit-unit-minutes = minutes
habit-unit-pages = pages
habit-unit-coffees = coffees
habit-often = How often
habit-often-daily = every day
habit-often-other = every other day
habit-often-three-week = three times a week
habit-often-weekly = once a week
habit-often-monthly = once a month
habit-often-own = some other way
habit-often-times = { $times } × in { $days } days
habit-at-least = at least { $amount }, { $when }
habit-at-most = at most { $amount }, { $when }
habit-times = Times
habit-in-days = in so many days
habit-whole-numbers = write whole numbers
habit-weekdays = Due on
habit-colour = Colour
habit-icon = Icon
habit-group = Group
habit-group-none = Without a group
habit-group-health = Health
habit-group-money = Money
habit-group-home = Home
habit-group-learning = Learning
habit-cheers = Encouragements
habit-cheers-help = One a line; they take turns when a day is kept.
habit-cheer-1 = Well kept
habit-cheer-2 = One day further
habit-cheer-3 = That counts
habit-cheer-4 = It is adding up
habit-templates = Browse templates
habit-template-water = Drink water
habit-template-walk = Walk
habit-template-exercise = Exercise
habit-template-sleep = In bed by eleven
habit-template-no_smoking = No smoking
habit-template-check_accounts = Look at the accounts
habit-template-no_spend = A day without spending
habit-template-takeaway = No takeaway
habit-template-coffee = At most two coffees out
habit-template-save = Put something aside
habit-template-tidy = Ten minutes of tidying
habit-template-cook = Cook at home
habit-template-plants = Water the plants
habit-template-paperwork = Do the paperwork
habit-template-read = Read
habit-template-language = Practise a language
habit-template-instrument = Play an instrument
habit-template-course = Go on with the course
habit-open = Its page
habit-edit = Edit
habit-rest = Rest and archive
habit-pause = Pause
habit-pause-open = Pause until further notice
habit-pause-until = rest until
habit-resume = Go on now
habit-archive = Archive
habit-reactivate = Take up again
habit-remove = Remove with all its days
habit-archived = archived
habit-archived-on = archived on { $day }
habit-streak = Streak
habit-strength = Strength
habit-at-risk = ends tonight unless it is done
habit-noted = with a note
habit-day = This day
habit-day-yes = kept
habit-day-auto = implied
habit-day-skip = skipped
habit-day-off = not due
habit-day-no = not kept
habit-day-unknown = nothing said
habit-day-none = not begun
habit-say-amount = so much
habit-say-kept = kept
habit-say-missed = not kept
habit-say-skip = skip
habit-say-clear = nothing
habit-amount = How much
habit-amount-of = How many { $unit }
habit-amount-wrong = write a number from 0 on, such as 2.5
habit-note = Note
habit-streak-now = Streak now
habit-streak-best = Best streak
habit-this-week = This week
habit-this-month = This month
habit-kept-of = { $kept } of { $due }
habit-as-before = as before
habit-more-than-before = { $points } { $points ->
    [one] point more than before
   *[other] points more than before
  }
habit-less-than-before = { $points } { $points ->
    [one] point less than before
   *[other] points less than before
  }
habit-best-weekday = Best weekday
habit-strength-alt = strength, day by day
habit-month = Month
habit-year = Year
habit-year-before = The year before
habit-year-after = The year after
habit-streaks = Best streaks
habit-days-unit = Days
habit-targets = Targets
habit-period = Period
habit-period-day = today
habit-period-week = this week
habit-period-month = this month
habit-period-quarter = this quarter
habit-period-year = this year
habit-done = Done
habit-met = Met
habit-by-weekday = By weekday and month
habit-entries = History
habit-entries-more = Show more
habits-all = All habits
habits-empty = A habit is what you want to do, or not to do, again and again.
habits-empty-more = Begin with one; a day is ticked in a second.
habits-earlier = Earlier days
habits-later = Later days
habits-order = Order
habits-order-own = own
habits-order-name = name
habits-order-strength = strength
habits-order-streak = streak
habits-archived = with archived ones
habits-files = Files
habits-import = Bring in from a file
habits-import-kinds = Loop Habit Tracker (CSV zip or backup), HabitBull (CSV), or our own JSON.
habits-export-loop = Save as Loop CSV
habits-export-json = Save as JSON
habits-came = { $habits } new habits, { $days } days brought in, { $known } days were there already
keys-habits = In the habits
habits-key-cell = move by day and habit
habits-key-tick = tick
habits-key-skip = skip
habits-key-missed = not kept
habits-key-clear = take back what was said
habits-key-more = amount and note
habits-key-edit = edit
habits-key-open = its page
habits-key-move = move up, down
habits-key-page = earlier, later days
today-habits = Habits
today-habits-done = { $done } of { $due }
today-habits-all = all days
today-habit-least = of { $target } { $unit }
today-habit-most = at most { $target } { $unit }
habit-days = { $count } { $count ->
    [one] day
   *[other] days
  }
today-habit-streak = { $count } { $count ->
    [one] day
   *[other] days
  }
habit-year-kept = { $count } { $count ->
    [one] day kept
   *[other] days kept
  }
habit-year-alt = in { $year }: { $count } { $count ->
    [one] day kept
   *[other] days kept
  }
today-habit-risk = { $count } { $count ->
    [one] day, ends tonight
   *[other] days, ends tonight
  }
habit-asks-avoid = not at all
# Views of a habit, looking back, and what templates ask
habits-view-days = Days
habits-view-review = Review
command-habits-review = Look back on the habits
habit-month-before = The month before
habit-month-after = The month after
habit-month-alt = { $month }, a day each; space ticks
habit-day-column = Day
habit-it-was = It was
habit-share = Share
habit-weekday-column = Weekday
habit-weekday-cell = { $weekday }, { $month }: { $done } { $unit } on { $days } { $days ->
    [one] day
   *[other] days
  }
habit-times-unit = times
habit-up-to = up to { $amount }
habit-table = Table
habit-table-of = { $title }: as a Table
habit-table-key = The numbers as a table (T)
habit-numbers-of = { $title }, the numbers
habit-save-png = { $title }: save as PNG
habit-save-svg = { $title }: save as SVG
keys-habit-page = On a habit's page
habit-key-mark = from mark to mark, from day to day
habit-key-month = month
habit-key-act = tick a day, go to a day
habit-key-table = table or picture
review-week = Week
review-month = Month
review-period = Look back on
review-before-week = The week before
review-after-week = The week after
review-before-month = The month before
review-after-month = The month after
review-now = Now
review-total = { $kept } of { $due } days kept, { $share }
review-same-week = as in the week before ({ $kept } of { $due })
review-more-week = { $points } { $points ->
    [one] point
   *[other] points
  } more than in the week before ({ $kept } of { $due })
review-less-week = { $points } { $points ->
    [one] point
   *[other] points
  } less than in the week before ({ $kept } of { $due })
review-same-month = as in the month before ({ $kept } of { $due })
review-more-month = { $points } { $points ->
    [one] point
   *[other] points
  } more than in the month before ({ $kept } of { $due })
review-less-month = { $points } { $points ->
    [one] point
   *[other] points
  } less than in the month before ({ $kept } of { $due })
review-nothing-due = Nothing was due.
review-kept = Kept
review-share = Share
review-change = Change
review-best = Best weekday
review-best-help = over the twelve weeks up to then
review-longest = Longest streak
review-missed = Missed
review-missed-none = nothing
review-missed-more = and { $count } more
review-not-due = not due
review-none-begun = No habit had begun then.
review-notes = Notes
review-notes-none = Nothing was noted.
review-empty = There is nothing to look back on yet.
review-empty-more = Begin a habit and tick a day; each week and month then stands here beside the one before.
review-empty-do = To the habits
habit-asked-water = How many glasses today?
habit-asked-walk = How many minutes outside?
habit-asked-exercise = Did you train today?
habit-asked-sleep = In bed by eleven yesterday?
habit-asked-no_smoking = Did you smoke today?
habit-asked-check_accounts = Looked at what came and went?
habit-asked-no_spend = Nothing bought today?
habit-asked-takeaway = Was there takeaway today?
habit-asked-coffee = How many coffees out?
habit-asked-save = Put something aside this month?
habit-asked-tidy = Ten minutes tidied?
habit-asked-cook = Cooked today?
habit-asked-plants = Have the plants had water?
habit-asked-paperwork = Is the pile gone?
habit-asked-read = How many pages?
habit-asked-language = Practised today?
habit-asked-instrument = Played today?
habit-asked-course = A lesson this week?
# Habits that the ledger checks, and their reminder
habit-template-fuel = At most so much for fuel
habit-template-save_weekly = Save every week
habit-reminder = Reminder
habit-remind = Remind me
habit-remind-at = At
habit-remind-on = On these weekdays
habit-check = Checked by the ledger
habit-check-can = the ledger can check it
habit-check-build = A day with a charge is done. For what you put aside, choose the category of those transfers.
habit-check-avoid = A day with a charge is a slip; a day without is kept.
habit-check-measured = What is charged counts.
habit-check-limit = What is charged counts; a refund takes off.
habit-check-categories = Charged in any of these categories
habit-check-category = category, with all inside it
habit-check-payees = or at any of these payees
habit-check-payee = payee
habit-check-measure = What counts
habit-check-count = how often
habit-check-amount = how much money
habit-check-since = Judged from
habit-check-since-help = What was charged before then does not count. Today, unless you choose.
habit-check-missing = { $count } { $count ->
    [one] category or payee is gone; choose another
   *[other] categories or payees are gone; choose others
  }
habit-checked-by = Checked by the ledger: { $what }
habit-known-until = known until { $day }
habit-known-until-of = known until { $day }, the last day of { $account }
habit-known-never = nothing is known yet
habit-told = told by the ledger
habit-told-other = said by hand, the ledger says otherwise
habit-told-else = by hand; the ledger says: { $what }
habit-awaits = not known yet
habit-say-ledger = nothing; the ledger tells
habit-saved = Saved
habit-saved-over = Spent more
habit-saved-more = { $amount } { $currency } saved
habit-saved-less = { $amount } { $currency } more spent than before
habit-saved-before = Spent in the { $days } days before, { $from } to { $until }
habit-saved-expected = For the { $days } { $days ->
    [one] day
   *[other] days
  } since, { $from } to { $until }, that makes
habit-saved-actual = Spent on these days
habit-saved-short_past = What was saved can be told once there are thirty days of ledger before the habit’s first day.
habit-saved-not_yet = What was saved can be told once the ledger knows a day since it began.
habit-sent-to = Sent on { $day } to { $account }
habit-send = Send { $amount } { $currency } to a debt
habit-send-no-debt = There is no loan or card in { $currency } on which something is owed.
habit-send-from = From
habit-send-to = To
habit-send-owed = { $account } (owed: { $amount })
habit-send-amount = Amount in { $currency }
habit-send-now = Record the transfer
habit-send-help = It is recorded as a transfer of today between your accounts. Order it at your bank as well.

# Debts: the list, the forms and a debt's page.
debt-new = New debt
debts-view-list = Debts
debts-view-plan = Plan
command-debts-plan = How the debts are paid off
keys-debts = Debts
debts-empty = No debts here.
debts-empty-more = Add what you owe: a card, a loan, money from a friend. You see when it ends, what it costs, and what each payment changes.
debts-none-open = Nothing is open. What was paid off is in the archive.
debts-archived = archived ({ $count })
debts-all = All debts
debts-owed = { $amount } { $currency } owed on { $count } { $count ->
    [one] debt
   *[other] debts
  }
debts-owed-bare = { $amount } { $currency } owed
debts-free-on = debt-free on { $day }
debts-later = { $count } { $count ->
    [one] day
   *[other] days
  } behind the plan agreed to
debts-sooner = { $count } { $count ->
    [one] day
   *[other] days
  } ahead of the plan agreed to
debts-as-agreed = as agreed
debts-see-plan = see the plan
debts-make-plan = choose a plan
debts-change-plan = change the plan
debts-change-debt = change { $name }
debts-refused-grows = { $debt }: the { $what ->
    [minimum] minimum
   *[other] payment
  } of { $paid } does not cover the interest of { $interest } in { $month }: this debt grows; at least { $needed } is needed
debts-refused-stays = { $debt }: the { $what ->
    [minimum] minimum
   *[other] payment
  } of { $paid } does no more than cover the interest of { $interest } in { $month }: this debt never ends; at least { $needed } is needed
debts-refused-budget = the budget of { $budget } does not cover the minimums of { $minimums } in { $month }: plan at least that much
debts-refused-long = this takes more than 100 years: { $debt } would still owe { $balance }; pay more each month
debt-column-name = debt
debt-column-owed = owed
debt-column-rate = rate
debt-column-next = next payment
debt-column-end = paid off
debt-paid-percent = { $percent } % paid
debt-percent = { $percent } %
debt-rate-till = till { $month }
debt-rate-variable = variable
debt-proposals = { $count } { $count ->
    [one] payment
   *[other] payments
  } to confirm
debt-missed-on = { $amount } missed on { $day }
debt-short-on = { $amount } short on { $day }
debt-minimum-of = minimum { $amount }
debt-settled = paid off
debt-archived-on = archived on { $day }
debt-archived = { $name } is paid off and put away
debt-put-away = { $name } is put away
debt-paid-off = { $name } is paid off.
debt-freed-goes = Its { $amount } a month now goes to { $name }.
debt-freed-stays = Its { $amount } a month stays with you.
debt-key-open = open
debt-key-pay = record a payment
debt-key-edit = edit
debt-key-statement = check a statement
debt-state-due = due
debt-state-paid = paid
debt-state-short = short
debt-state-short-by = { $amount } short
debt-state-missed = missed
debt-state-unknown = not known yet
debt-state-assumed = taken as paid
debt-kind = Kind
debt-kind-card = credit card
debt-kind-personal = personal loan
debt-kind-student = student loan
debt-kind-car = car loan
debt-kind-mortgage = mortgage
debt-kind-overdraft = overdraft
debt-kind-private = private
debt-kind-tax = tax
debt-kind-card-help = Paid and used in turn. Begins with the usual minimum, 1 % and the interest, at least 25, and with interest by average daily balance.
debt-kind-personal-help = One sum, paid back in equal payments with monthly interest.
debt-kind-student-help = For study, paid back in equal payments with monthly interest. A time without interest goes under more.
debt-kind-car-help = For a car, paid back in equal payments with monthly interest.
debt-kind-mortgage-help = For a home, paid back in equal payments with monthly interest.
debt-kind-overdraft-help = What an account owes its bank, with interest by the day. Say what you put back each month.
debt-kind-private-help = From family or friends. The rate may be 0.
debt-kind-tax-help = Owed to the state, paid in instalments with interest by the day.
debt-from-account = Begin with:
debt-name = Name
debt-balance = Owed, { $currency }
debt-on = at the end of
debt-apr = Yearly rate, %
debt-due-day = Due day, 1 to 31
debt-minimum = Least to pay each month
debt-rule-fixed = the same each month
debt-rule-percent = a share of the balance
debt-rule-percent_plus_interest = a share, and the interest
debt-rule-fixed-help = An amount that does not change, as with a loan's instalment.
debt-rule-percent-help = A share of what is owed with the month's interest and fees, but at least the floor.
debt-rule-percent_plus_interest-help = A share of what was owed before interest, then the month's interest and fees on top, but at least the floor.
debt-minimum-amount = Each month, { $currency }
debt-minimum-percent = Share, %
debt-minimum-floor = At least, { $currency }
debt-minimum-now = Comes to { $amount } { $currency } on { $day }.
debt-minimum-end = With no more than this it is paid off on { $day } and costs { $interest } interest.
debt-more = More: lender, account, rate changes, fees, interest
debt-lender = Lender
debt-currency = Currency
debt-account = Account in the ledger
debt-account-none = none
debt-account-help = The account that is this debt. What comes in there is a payment.
debt-payee = Payments go to
debt-payee-help = A payee of the ledger. What goes to them is found as a payment of this debt.
debt-fee = Monthly fee, { $currency }
debt-limit = Credit limit, { $currency }
debt-variable = the lender may change the rate
debt-promo = Promotional rate
debt-promo-rate = Rate, %
debt-promo-until = up to and with
debt-changes = Rate from a day on
debt-change-from = From
debt-change-add = Add a change
debt-change-remove = Remove change { $number }
debt-grace = No interest up to and with
debt-grace-help = A day, or nothing.
debt-convention = How interest is counted
debt-convention-monthly_nominal = monthly, a twelfth of the rate
debt-convention-actual_365 = by the day, 365 days a year
debt-convention-actual_360 = by the day, 360 days a year
debt-convention-thirty_360 = months of 30 days
debt-convention-average_daily = average daily balance
debt-convention-average_daily_old = average daily balance without new purchases
debt-convention-grace_period = none if paid in full
debt-convention-monthly_nominal-help = A twelfth of the yearly rate on the balance, whatever the length of the month (12 CFR 1026.14(b)).
debt-convention-actual_365-help = Each day a 365th of the yearly rate, also in leap years (ISDA 2006, 4.16(d)).
debt-convention-actual_360-help = Each day a 360th of the yearly rate (ISDA 2006, 4.16(e)).
debt-convention-thirty_360-help = Each month counts 30 days and each year 360 (ISDA 2006, 4.16(f)).
debt-convention-average_daily-help = On the average of each day’s balance, new purchases included (12 CFR 1026.60(g)(1)(i)).
debt-convention-average_daily_old-help = On the average of each day’s balance, new purchases left out (12 CFR 1026.60(g)(1)(ii)).
debt-convention-grace_period-help = Nothing while the last statement was paid in full, else by average daily balance (12 CFR 1026.5(b)(2)(ii)).
debt-notes = Notes
debt-add = Add the debt
debt-open = Open its page
debt-rest = Put away
debt-archive = Archive
debt-reopen = Bring back
debt-remove = Remove with its history
debt-error-name = Give the debt a name.
debt-error-rate = Type a rate such as { $example }, 0 if there is none.
debt-error-due = Type a day of the month, 1 to 31.
debt-edit = Edit
debt-record = Record a payment
debt-record-of = { $name }: what happened
debt-record-kind = What
debt-record-payment = Record the payment
debt-record-fee = Record the fee
debt-record-charge = Record the charge
debt-record-interest = Record the interest
debt-record-after = From { $day } on; what came before is in the balance.
debt-entry-payment = payment
debt-entry-fee = fee
debt-entry-charge = charge
debt-entry-interest = interest
debt-entry-statement = statement
debt-entry-nothing = none of it
debt-entry-fee-help = What the lender took besides interest.
debt-entry-charge-help = A purchase, or more that was borrowed.
debt-entry-interest-help = Interest that the lender booked; only where it differs from what is reckoned.
debt-day = Day
debt-amount = Amount, { $currency }
debt-from = Paid from
debt-from-none = only here
debt-from-help = The ledger gets it too.
debt-from-none-help = The ledger does not get it: right when a bank’s file will bring it.
debt-note = Note
debt-statement = Lender’s statement
debt-statement-of = { $name }: a statement
debt-statement-lead = Type what the lender says you owed. You see what was reckoned for that day and what may explain a difference.
debt-stated = Owed by the statement, { $currency }
debt-stated-on = at the end of
debt-part-since = owed on { $day }
debt-part-interest = interest
debt-part-fees = fees
debt-part-charges = charges
debt-part-payments = payments
debt-part-reckoned = reckoned for { $day }
debt-part-stated = by the statement
debt-part-difference = difference
debt-agrees = It agrees to the cent.
debt-reasons = What may explain it, the likeliest first:
debt-reason-payment = the payment of { $amount } on { $day } was booked on another day, or is not confirmed here yet
debt-reason-assumed = the { $amount } due on { $day } was taken as paid and did not come
debt-reason-convention = interest counted as “{ $name }” comes to just this: { $amount }
debt-reason-cost = the lender took more interest or a fee that is not here
debt-reason-less = the lender took less interest, or a payment is missing here
debt-take = Take { $amount } as owed on { $day }
debt-take-it = Take it as true
debt-is-account = account { $name }
debt-pays-payee = paid to { $name }
debt-owed-today = Owed today
debt-reckoned = with { $amount } interest and fees, as reckoned
debt-used = Limit used
debt-limit-of = of { $amount }
debt-next = Next payment
debt-end = Paid off
debt-ahead = { $amount } interest and fees ahead
debt-no-schedule = The plan cannot say how this debt ends.
debt-why = Why
debt-asked = { $count ->
    [one] Is this a payment?
   *[other] Are these payments?
  }
debt-ask = A payment of { $name }? { $amount } on { $day } to { $text }
debt-ask-yes = Yes, a payment
debt-ask-always = Yes, always this payee
debt-ask-no = No
debt-facts = What happened
debt-facts-none = Nothing yet. Payments show here once they are recorded or found in the ledger.
debt-facts-all = Show all { $count }
debt-fact-kind = what
debt-fact-text = text
debt-fact-interest = interest
debt-fact-principal = paid off
debt-fact-do = do
debt-fact-drop = take back
debt-fact-not = not this debt’s
debt-fact-drop-of = { $what } on { $day }: take back
debt-in-ledger = in the ledger
debt-found-account = in its account
debt-found-payee = by payee
debt-found-amount = by amount
debt-months = Month by month
debt-months-all = Show all { $count } months
debt-month-till = up to
debt-month-opening = owed before
debt-month-interest = interest
debt-month-fees = fees
debt-month-charges = charges
debt-month-paid = paid
debt-month-assumed = taken as paid
debt-month-corrected = corrected
debt-month-closing = owed after
debt-month-state = payment
debt-month-running = running
debt-schedule = What is to come
debt-schedule-count = { $number } { $count ->
    [one] payment
   *[other] payments
  }
debt-schedule-save = Save as { $format }
debt-schedule-day = day
debt-schedule-payment = payment
debt-schedule-interest = interest
debt-schedule-fee = fee
debt-schedule-principal = paid off
debt-schedule-balance = owed after
debt-line = Owed over time, { $currency }
debt-line-was = { $day }: { $amount } owed
debt-line-planned = { $day }: { $amount } by the plan
debt-line-legend = solid: what was owed; dashed: by the plan
today-debts-all = all debts
today-debts-more = and { $count } more

# Bills, safe to spend, and how Today is arranged.
view-bills = Bills
bills = Bills
bills-empty = No bills yet.
bills-empty-more = What is paid or comes in regularly is found by itself once three payments of it are in the ledger. You can also add a bill by hand.
bills-dismissed = { $count } { $count ->
    [one] that is no bill
   *[other] that are no bills
  }
command-bills = Look at bills
command-arrange = Arrange Today
keys-bills = In bills
keys-today = In Today
bill-new = New bill
bill-add = Add the bill
bill-name = Name
bill-direction = Money
bill-out = goes out
bill-in = comes in
bill-amount = Amount in { $currency }
bill-amount-help = empty: what the ledger says
bill-cadence = How often
bill-next = Next on
bill-account = Account
bill-account-any = not said
bill-confirm = Confirm
bill-dismiss = Not a bill
bill-forget = Let the ledger find it
bill-remove = Remove
bill-again = a bill after all
bill-again-of = { $name } is a bill after all
bill-about = about
bill-spread = between { $least } and { $most }
bill-overdue = overdue
bill-rise = rose from { $from } on { $day }
bill-unseen = not seen yet; known up to { $day }
bill-state-found = found
bill-state-confirmed = confirmed
bill-state-dismissed = not a bill
bill-rests-on = { $count } { $count ->
    [one] payment
   *[other] payments
  } since { $since }, the last { $last } { $currency } on { $day }.
bill-payments = Show its payments
bill-key-open = open
bill-key-confirm = confirm
bill-key-dismiss = not a bill
cadence-weekly = every week
cadence-fortnightly = every two weeks
cadence-monthly = every month
cadence-quarterly = every quarter
cadence-half_yearly = every half-year
cadence-yearly = every year
safe-amount = { $amount } { $currency } safe to spend
safe-bare = { $amount } { $currency }
safe-no-bills = no bill falls due till then
safe-short = { $amount } { $currency } too little
safe-till-payday = until { $name } pays { $when }
safe-till-month = until the month ends { $when }
safe-per-day = { $amount } a day
safe-parts = What makes up safe to spend, { $currency }
safe-known = known up to { $day }
safe-owed = owed
safe-due = due on { $day }
safe-overdue = overdue since { $day }
safe-left = Safe to spend
safe-rests = savings are not counted
today-bills = Due within 14 days
today-bills-all = all bills
today-bills-more = and { $count } more
today-inbox = What needs you
today-safe = Safe to spend
today-safe-why = how it adds up
today-next-bill = next: { $name }, { $amount }, { $when }
today-risk = Streaks at risk
today-chart-none = Nothing was spent in these months.
today-arrange = Arrange
today-arrange-done = Done
today-arrange-lead = Drag the cards into your order, or move them with Alt and the arrow keys. What is not ticked is not shown.
today-arrange-reset = As at the beginning
today-all-hidden = Every card is hidden.
today-cards = Cards
today-move-up = Move { $name } up
today-move-down = Move { $name } down
today-moved = { $name }: place { $place } of { $of }
today-key-move = to the next card
today-key-open = to its room
today-key-arrange = while arranging: move the card

profiles = Kinds of files
format-rates = exchange rates
# Debts: the payoff plan
plan-currency = Currency
plan-empty = No debts yet.
plan-empty-more = Add what you owe, and the plan says when it is over and what it costs.
plan-nothing-owed = Nothing is owed in { $currency } any more.
plan-free-on = debt-free on
plan-months = { $count ->
    [one] in one month
   *[other] in { $count } months
  }
plan-interest = { $amount } { $currency } interest
plan-fees = { $amount } fees
plan-saved = { $amount } less than with minimums only
plan-costs-more = { $amount } more than with minimums only
plan-saved-never = minimums alone would never end
plan-refused = This plan cannot work
plan-refused-too = cannot work, for the same reason
plan-change = To change:
plan-field-minimum_minor = the minimum of { $debt }
plan-field-minimum = the minimum of { $debt }
plan-field-apr = the rate of { $debt }
plan-field-balance_minor = what is owed to { $debt }
plan-field-due_day = the due day of { $debt }
plan-field-fee_minor = the fee of { $debt }
plan-field-debt = { $debt }
plan-field-extra_minor = the extra a month, above
plan-field-budgets = the budget, below
plan-field-lump_sums = the lump sums, below
plan-field-order = your own order
plan-agreed-same = Agreed on { $on }: debt-free on { $day }. The last payment still falls on that day.
plan-agreed-stands = Agreed on { $on }: debt-free on { $day }, and so it stands.
plan-agreed-now = Agreed on { $on }: debt-free on { $day }. As things stand: { $now }.
plan-agreed-lost = Agreed on { $on }: debt-free on { $day }. As things stand it cannot be kept.
plan-by-day = Counted by the day:
plan-draft = A draft: nothing is kept until you follow it, and leaving forgets it.
plan-draft-over = A draft beside the plan you follow; leaving forgets it.
plan-discard = Discard the draft
plan-follow = Follow this plan
plan-followed = You follow this plan. What you change is a draft.
plan-again-help = To measure against today instead of that day:
plan-again = Agree to it as it stands
plan-extra = Extra a month, { $currency }
plan-extra-slide = Extra a month, beyond the minimums
plan-extra-frozen = With minimums only, nothing more is paid.
plan-extra-budgeted = From the day of the first budget on, the budget says all the money of a month, and the extra plays no part.
plan-amount-wrong = write an amount, such as { $example }
plan-chart = Owed over time
plan-chart-alt = owed over time, debt-free on { $day }
plan-chart-table = what is owed at the end of each month
plan-chart-caption = owed at the end of each month of the plan, in { $currency }
plan-chart-free = debt-free on { $day }
plan-chart-at = { $day }: { $total } { $currency } owed ({ $each })
plan-chart-hint = Point at the chart, or go along it with the arrow keys; T shows the numbers.
plan-chart-rest = { $count } smaller ones
plan-chart-agreed = as agreed
plan-chart-actual = as it came
plan-of-draft = of the draft
plan-axis-owed = owed, { $currency }
plan-axis-time = end of month
plan-today = today
plan-day = Day
plan-debt = Debt
plan-state = How it stands
plan-strategies = Strategies with this money
plan-strategy = Strategy
plan-column-months = Months
plan-column-free = Debt-free
plan-column-interest = Interest, { $currency }
plan-column-saved = Saved, { $currency }
plan-column-win = First debt gone
plan-win = { $debt }, { $day }
strategy-avalanche = Avalanche
strategy-avalanche-does = highest rate first
strategy-snowball = Snowball
strategy-snowball-does = lowest balance first
strategy-shortest_term = Shortest term
strategy-shortest_term-does = what its minimum ends soonest first
strategy-highest_utilisation = Highest utilisation
strategy-highest_utilisation-does = nearest to its limit first
strategy-hybrid = Hybrid
strategy-hybrid-does = the few smallest first, then the highest rate
strategy-custom = Your own order
strategy-custom-does = as you arrange it
strategy-minimums_only = Minimums only
strategy-minimums_only-does = nothing beyond what the lenders ask for
plan-smallest = smallest first, how many
plan-order = The order in which the debts are paid off
plan-order-lead = Drag the debts into your order, or move the one in focus with Alt and the arrow keys.
plan-more = A little more
plan-one-more = More a month, { $currency }
plan-one-more-does = { $months ->
    [0] Done in the same month
    [one] Done one month sooner
   *[other] Done { $months } months sooner
  }, on { $day }, with { $amount } less interest.
plan-one-more-nothing = It changes nothing.
plan-one-more-none = This plan takes no more.
plan-lump = A lump sum now, { $currency }
plan-lump-hint = Type an amount to see where it does most.
plan-lump-to = Goes to
plan-lump-saves = Saves, { $currency }
plan-lump-sooner = Months sooner
plan-lump-best = best
plan-money = The money
plan-rollover = Freed minimums roll over
plan-rollover-does = When a debt is gone, what its minimum was goes to the next one; without this the money stays with you.
plan-lumps = Sums that come once
plan-lump-day = On
plan-lump-amount = Amount, { $currency }
plan-lump-any = by strategy
plan-lump-for = to { $debt }
plan-lump-over = over
plan-lump-early = the plan begins on { $day }
plan-lump-add = Add the sum
plan-budgets = A monthly budget that changes
plan-budgets-does = All the money of a month, minimums included, from a day on; in place of minimums and extra.
plan-budget-day = From
plan-budget-amount = A month, { $currency }
plan-budget-from = from { $day }
plan-budget-twice = there is a budget from this day already
plan-budget-add = Add the budget
plan-take = Remove { $amount } of { $day }
plan-order-of-month = How a month goes
plan-month-accrue = Interest and fees are added to every open debt, rounded to the cent.
plan-month-minimums = Each minimum is paid, never more than is owed.
plan-month-rest = The rest of the month's money goes to the strategy's target.
plan-month-cascade = What the target no longer needs goes to the next one in the same month.
plan-month-ties = Where two debts stand equal, the lower balance comes first, then the name, then the id: the same debts always give the same plan.
plan-calendar = Payments
plan-calendar-total = { $amount } { $currency } in all
plan-calendar-alt = payments in { $month }
plan-calendar-table = the payments of the month
plan-calendar-none = no payment in this month
plan-day-none = { $day }: no payment
plan-day-sum = Together { $amount }.
plan-day-more = and { $count } more
plan-payment = { $debt } { $amount }, { $state }
plan-payment-amount = Payment, { $currency }
payment-due = due
payment-paid = paid
payment-short = short: only { $amount } came
payment-missed = missed
payment-unknown = taken as paid, the ledger does not reach so far yet
payment-assumed = taken as paid
payment-planned = planned
payment-last = the last one
plan-schedule = Payment schedule
plan-save-schedule = Save the whole schedule as { $format }
plan-save-chart = Save the chart as { $format }
plan-freed = freed minimums
plan-freed-goes = { $debt } is gone; its { $amount } goes to { $to }.
plan-freed-goes-some = { $debt } is gone; its minimum goes to { $to }.
plan-freed-stays = { $debt } is gone; its { $amount } a month stays with you.
plan-freed-stays-some = { $debt } is gone; its minimum stays with you.
plan-freed-done = { $debt } is gone, and with it the last debt.
plan-switch = What if: one loan in the place of others
plan-switch-name = New loan
plan-switch-debts = Debts that it pays off
plan-switch-rate = Rate, % a year
plan-switch-rate-wrong = write a rate in percent, from 0 to 1000
plan-switch-cost = Taking it costs, { $currency }
plan-switch-by = You know
plan-switch-by-months = the term
plan-switch-by-payment = the payment
plan-switch-months = Term, months
plan-switch-months-wrong = write a whole number of months
plan-switch-payment = Its payment a month, { $currency }
plan-switch-same = Go on paying as much a month as before, even if the new loan asks for less
plan-switch-none = Choose at least one debt.
plan-switch-hint = Type the rate on offer to see what it would change. Nothing is kept.
plan-switch-figure = figure
plan-switch-before = As planned
plan-switch-after = With the new loan
plan-switch-interest = Interest, { $currency }
plan-switch-fees = Fees and costs, { $currency }
plan-switch-paid = Paid in all, { $currency }
plan-switch-first = First month, { $currency }
plan-switch-saves = { $amount } { $currency } saved,
plan-switch-costs-more = { $amount } { $currency } more to pay,
plan-switch-sooner = { $count ->
    [one] a month sooner.
   *[other] { $count } months sooner.
  }
plan-switch-later = { $count ->
    [one] a month later.
   *[other] { $count } months later.
  }
plan-switch-same-time = in the same time.
plan-switch-even = { $count ->
    [one] It has paid for itself after a month.
   *[other] It has paid for itself after { $count } months.
  }
plan-switch-never = It never pays for itself.

# Why the debt-free date moved
moved-days = { $days } { $count ->
    [one] day
   *[other] days
  }
moved-of = { $debt }: { $said }
moved-part = { $said } ({ $by })
moved-not = { $day }, as agreed
moved-calendar = the plan counted anew
moved-missed = { $count ->
    [1] one payment missed
   *[other] { $count } payments missed
  }
moved-short = { $amount } paid too little
moved-over = { $amount } more paid
moved-fee = { $count ->
    [1] fee of { $amount }
   *[other] { $count } fees of { $amount } in all
  }
moved-charge = { $count ->
    [1] new charge of { $amount }
   *[other] { $count } new charges of { $amount } in all
  }
moved-interest = interest and corrections of { $signed }
moved-rate = another rate
moved-terms = other terms
moved-added = new, { $amount }
moved-removed = no longer in the plan, { $amount }
moved-money = { $signed } a month
moved-plans = other lump sums or another budget
moved-strategy = another order of payment

# The tray, quick add, and this computer.
tray-locked = PocketSage: the file is locked
tray-open-today = { $count ->
    [0] nothing open today
    [one] { $count } habit open today
   *[other] { $count } habits open today
  }
tray-more-habits = { $count } more on Today
tray-measured = { $name }: { $amount } of { $target } { $unit }
tray-reminder = { $time } { $name }
tray-inbox = { $count ->
    [0] nothing in the inbox
   *[other] { $count } in the inbox
  }
tray-quick = Quick-add a transaction…
tray-open = Open PocketSage
tray-lock = Lock the file
tray-quit = Quit
quick-title = Quick add
quick-label = What was it?
quick-placeholder = 12.50 coffee @cash yesterday
quick-hint = @account #category, a plus for money in; Enter adds, { $mod }Enter adds and stays, Esc closes
quick-understood = understood
quick-part-amount = amount
quick-part-currency = currency
quick-part-payee = payee
quick-part-account = account
quick-part-category = category
quick-part-day = day
quick-guess-last_account = the one used last
quick-guess-only_account = the only one
quick-guess-its_currency = by its currency
quick-guess-in_sight = the one in sight
quick-guess-as_last_time = as last time
quick-guess-today = today
quick-guess-nearest_day = the nearest
quick-guess-thousands = read as thousands
quick-guess-converted = at the rate of the day
quick-trouble-no_amount = Write an amount, as in 12.50.
quick-trouble-too_many_decimals = { $about } has fewer decimals than this amount.
quick-trouble-too_large = This amount is too large to be true.
quick-trouble-no_account = Say which account, as in @{ $first }: { $list }.
quick-trouble-no_account-none = Open an account first.
quick-trouble-unknown = Nothing begins with “{ $about }”. There is { $list }.
quick-trouble-unknown-none = There is nothing of that kind yet.
quick-trouble-ambiguous = “{ $about }” could be { $list }: write more of it.
quick-trouble-twice = “{ $about }” is one too many: name one.
quick-trouble-no_rate = No rate of { $about } is known for that day: write what it came to, or choose another account.
quick-added = added { $label }
quick-locked = The file is locked.
quick-absent = There is no file yet.
closing-title = Keep PocketSage running?
closing-text = In the tray it stays at hand: habits to tick, quick add, reminders. The file locks itself as always. You can change this in Settings.
closing-stay = Keep it in the tray
closing-quit = Quit
settings-computer = This computer
computer-close = When the window is closed
computer-close-ask = ask
computer-close-stay = keep running in the tray
computer-close-quit = quit
computer-no-tray = This desktop shows no icons of programs, so closing the window quits.
computer-autostart = Start when I sign in
computer-autostart-help = hidden, in the tray
computer-keys = Keys of quick add
computer-keys-none = none; set quick_add_keys
computer-keys-taken = { $keys }: the system did not give them to us; set quick_add_keys to others
command-profiles = Edit kinds of files
command-rates = Edit exchange rates
profiles-lead = What is remembered of each kind of file, the latest first.
profiles-empty = No file has come in yet. How each kind is read, and where its rows go, is remembered from the first on and shows here.
profiles-empty-more = Nothing to set up: bring in a file, and answer once what it leaves open.
profile-key-forget = forget
profile-files = { $count } { $count ->
    [one] file
   *[other] files
  }
profile-into-file = as each file says
profile-until = up to { $day }
profile-chosen = You settled how it is read.
profile-found = How it is read was found in the file.
profile-account = Rows go into
profile-account-help = A file that names an account of yours by its number goes there.
profile-currency = Currency of rows that name none
profile-due = How often one is due
profile-due-usual = as usual: every { $days } { $days ->
    [one] day
   *[other] days
  }
profile-due-learn = learned from its files
profile-due-said = every so many days
profile-due-none = never
profile-due-days = Days between two files
profile-due-wrong = write a number of days, such as 30
profile-due-never = none expected
profile-due-unknown = no rhythm yet
profile-due-on = next by { $day }, every { $days } { $days ->
    [one] day
   *[other] days
  }
profile-due-since = due since { $day }, every { $days } { $days ->
    [one] day
   *[other] days
  }
profile-columns = Columns and what they mean
profile-forget = Forget it
profile-forget-help = The next file of this kind is looked at anew, and what it leaves open is asked. What came in stays.
view-rates = Exchange rates
rates = Exchange rates
rates-lead = Used to find transfers between accounts in different currencies. Drop the European Central Bank’s file of rates on the window for those of many years.
rates-empty = No exchange rates yet. They help to find transfers between accounts in different currencies.
rates-drop = Drop the European Central Bank’s file here: eurofxref-hist.csv, or its zip. Or type a rate.
rates-newest = the newest { $count }
rate-new = New rate
rate-pair = 1 { $base } in { $quote }
rate-base = One of
rate-quote = in
rate-day = Day
rate-one = What 1 { $base } is worth in { $quote }
rate-set = Set the rate
rate-wrong = write a rate such as { $example }
rate-change-of = change the rate of { $day }
rate-remove-of = remove the rate of { $day }
rate-source-typed = typed
rate-source-file = from a file
rate-source-transfer = from a transfer
reason-rate = at the day’s rate { $rate }, { $off } off
transfer-came = { $amount } arrived { $day }
import-rates = { $total } exchange rates of { $currencies } { $currencies ->
    [one] currency
   *[other] currencies
  }, { $first } to { $last }: { $fresh } new, { $known } already known
import-add-rates = Add { $count } { $count ->
    [one] rate
   *[other] rates
  }
import-no-new-rates = Every rate is known already.
result-rates = { $total } exchange { $total ->
    [one] rate
   *[other] rates
  }: { $added } added, { $known } already known
result-rates-days = { $count } { $count ->
    [one] currency
   *[other] currencies
  }, { $first } to { $last }
result-show-rates = Show exchange rates
