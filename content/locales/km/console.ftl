# អ្វីដែលបុគ្គលិកអាន៖ ស្លាកនៃផ្ទាំងការងារ និងប្រយោគពេលធ្វើអ្វីមួយមិនបាន។ ពាក្យសាមញ្ញ ប្រយោគខ្លី។

## Every page
console-name = ផ្ទាំងការងារ ជំនួយ
skip-to-content = ទៅកាន់មាតិកា
navigation = បញ្ជីមុខងារ
nav-cases = សំណុំរឿង
nav-operators = បុគ្គលិក
nav-audit = នរណាធ្វើអ្វី
choose-console-language = ភាសារបស់ផ្ទាំងការងារ
own-name-km = ខ្មែរ
own-name-th = ไทย
own-name-en = English
sound-on = បើកសំឡេង
sound-off = បិទសំឡេង
live-lost = ដាច់ការតភ្ជាប់។ សារថ្មីមិនទាន់បង្ហាញទេ។ កំពុងព្យាយាមម្តងទៀត។
live-urgent = សំណុំរឿងបន្ទាន់៖
pages = ទំព័រ
page-before = ទំព័រមុន
page-after = ទំព័របន្ទាប់
back-to-queue = ត្រឡប់ទៅបញ្ជីសំណុំរឿង
something-wrong = ធ្វើមិនបានសម្រេច

## Log in
log-in = ចូលប្រើ
log-out = ចាកចេញ
login-name = ឈ្មោះចូលប្រើ
password = ពាក្យសម្ងាត់
log-in-hint = មិនទាន់មានឈ្មោះចូលប្រើ ឬភ្លេចពាក្យសម្ងាត់? សូមសួរអ្នកគ្រប់គ្រង។

## Own account
own-account = គណនីរបស់ខ្ញុំ
change-password = ប្តូរពាក្យសម្ងាត់
password-changed = បានប្តូរពាក្យសម្ងាត់ហើយ។ អ្នកត្រូវបានដាក់ឱ្យចាកចេញពីឧបករណ៍ផ្សេងទៀតទាំងអស់។
old-password = ពាក្យសម្ងាត់បច្ចុប្បន្ន
new-password = ពាក្យសម្ងាត់ថ្មី
new-password-again = ពាក្យសម្ងាត់ថ្មីម្តងទៀត
password-hint = យ៉ាងតិច ១២ តួ។ យកពាក្យច្រើនតៗគ្នាក៏ល្អ ហើយងាយចាំ។

## Lists
lists = បញ្ជី
tab-waiting = កំពុងរង់ចាំ
tab-mine = របស់ខ្ញុំ
tab-all = ទាំងអស់
empty-waiting = គ្មាននរណារង់ចាំទេ។
empty-mine = ឥឡូវអ្នកមិនមានសំណុំរឿងទេ។ សូមទទួលមួយពីបញ្ជីរង់ចាំ។
empty-all = មិនទាន់មានសំណុំរឿងទេ។
find-case = លេខសំណុំរឿង
find = ស្វែងរក
waits-for = រង់ចាំអស់
answer-due = ត្រូវឆ្លើយមុន
last-change = ប្រែប្រួលចុងក្រោយ
owned-by = នៅជាមួយ { $name }

## Waiting times
wait-moment = មិនដល់មួយនាទី
wait-minutes = { $n } នាទី
wait-hours = { $n } ម៉ោង { $m } នាទី
wait-days = { $n } ថ្ងៃ

## Marks on a case
priority-urgent = បន្ទាន់
priority-high = សំខាន់
priority-normal = ធម្មតា
case-waiting = រង់ចាំ
case-active = មានបុគ្គលិកទទួល
case-snoozed = ផ្អាក
case-closed = បានបិទ
flag-front = ត្រូវប្រគល់មកវិញ ទៅមុនគេ
flag-alarms = មានគ្រោះថ្នាក់ម្តងទៀត៖ { $n }
flag-unreachable = ទាក់ទងមិនបាន
flag-test = សាកល្បង
kind-bot-unavailable = កម្មវិធីឆ្លើយមិនដំណើរការ
kind-misunderstood = កម្មវិធីមិនយល់
kind-action-failed = មានបញ្ហានៅខាងប្រព័ន្ធយើង
kind-other = រឿងផ្សេង

## Languages and places
tongue-km = ភាសាខ្មែរ
tongue-th = ភាសាថៃ
tongue-en = ភាសាអង់គ្លេស
tongue-km-latn = ខ្មែរសរសេរជាអក្សរឡាតាំង
tongue-th-latn = ថៃសរសេរជាអក្សរឡាតាំង
tongue-other = ភាសាផ្សេង
tongue-und = មិនស្គាល់ភាសា
country-th = ប្រទេសថៃ
country-kh = ប្រទេសកម្ពុជា
in-latin-letters = (ជាអក្សរឡាតាំង)

## A case
about-case = អំពីសំណុំរឿងនេះ
owner = អ្នកទទួល
opened = បើកនៅ
closed-at = បិទនៅ
worker-language = ភាសារបស់ពលករ
place = ទីកន្លែង
channel = បណ្តាញ
outcome = លទ្ធផល
note = កំណត់ចំណាំ
unreachable-explained = មានសារផ្ញើមិនដល់ ឬពលករបានបញ្ឈប់កម្មវិធី។ សារនឹងមិនទៅដល់ទេ រហូតដល់គាត់សរសេរមកវិញ។
transcript = ការសន្ទនា
show-older = បង្ហាញសារចាស់ៗ
end-of-transcript = ចប់ការសន្ទនា
author-worker = ពលករ
author-bot = កម្មវិធី
author-operator = បុគ្គលិក
danger-words = គ្រោះថ្នាក់
corrected-later = បានកែនៅពេលក្រោយ
corrects = បានកែ។ ពីមុន៖
pressed = បានចុចប៊ូតុង៖
pressed-unknown = (ប៊ូតុងចាស់)
buttons-shown = ប៊ូតុងដែលបង្ហាញឱ្យពលករ
understood-as = យល់ថា៖
message-cut = សារវែងពេក ត្រូវបានកាត់។
attached-photo = រូបថត
attached-voice = សារជាសំឡេង
attached-audio = ឯកសារសំឡេង
attached-video = វីដេអូ
attached-video-note = សារជាវីដេអូ
attached-animation = រូបចលនា
attached-document = ឯកសារ
attached-sticker = ស្ទីគ័រ
attached-location = ទីតាំង
attached-contact = លេខទំនាក់ទំនង
attached-other = មានផ្ញើអ្វីមួយមកជាមួយ
delivery-received = កំពុងរង់ចាំកម្មវិធី
delivery-queued = នឹងផ្ញើ
delivery-sending = កំពុងផ្ញើ
delivery-sent = បានផ្ញើ
delivery-failed = ផ្ញើមិនដល់
delivery-stopped = មិនបានផ្ញើ៖ ពលករបានបញ្ឈប់កម្មវិធី
delivery-answered = បានឆ្លើយ

## Acts on a case
what-you-can-do = អ្វីដែលអ្នកអាចធ្វើ
claim = ទទួលសំណុំរឿងនេះ
claim-hint = កម្មវិធីនឹងឈប់ឆ្លើយ។ ពលករនឹងដឹងថាមានបុគ្គលិកនៅទីនេះ។
your-reply = ចម្លើយរបស់អ្នកទៅពលករ
reply-hint = បើអាច សូមសរសេរជាភាសារបស់ពលករ។ យ៉ាងច្រើន { $longest } តួ។
send = ផ្ញើ
hand-back = ប្រគល់ឱ្យកម្មវិធីវិញ
hand-back-hint = កម្មវិធីនឹងឆ្លើយវិញ។ សំណុំរឿងនឹងបើកឡើងវិញ ពេលពលករសរសេរមក។
has-it = { $name } កំពុងទទួលសំណុំរឿងនេះ។ មានតែគាត់ទេដែលអាចសរសេរទៅពលករ។
is-closed = សំណុំរឿងនេះបានបិទហើយ។
close-case = បិទសំណុំរឿង
close-hint = ពលករនឹងដឹងថាសំណុំរឿងបានបិទ និងរបៀបសរសេរមកវិញ។ គាត់មិនឃើញកំណត់ចំណាំទេ។
note-for-colleagues = កំណត់ចំណាំសម្រាប់មិត្តរួមការងារ
unsent-words = ពាក្យរបស់អ្នកមិនបានផ្ញើទេ។ អ្នកអាចចម្លងទុកបាន។
outcome-helped = បានជួយ
outcome-referred = បានបញ្ជូនទៅអ្នកដែលអាចជួយ
outcome-no-answer = ពលករមិនឆ្លើយតប
outcome-not-for-us = មិនមែនជារឿងដែលយើងជួយបាន
outcome-duplicate = ដូចសំណុំរឿងមួយទៀត

## Operators
role = តួនាទី
role-admin = អ្នកគ្រប់គ្រង
role-operator = បុគ្គលិក
shown-name = ឈ្មោះដែលអ្នកដទៃឃើញ
console-language = ភាសារបស់ផ្ទាំងការងារ
new-operator = បុគ្គលិកថ្មី
make-operator = បង្កើតគណនី
switched-off = បានបិទ
switch-off = បិទគណនី
switch-on = បើកគណនី
give-password = ឱ្យពាក្យសម្ងាត់ថ្មី
password-once = ពាក្យសម្ងាត់របស់ { $login }។ បង្ហាញតែម្តងនេះទេ។ សូមប្រគល់ឱ្យគាត់ដោយសុវត្ថិភាព ហើយប្រាប់ឱ្យគាត់ប្តូរវា។

## Who did what
audit-when = ពេលណា
audit-who = នរណា
audit-what = ធ្វើអ្វី
audit-case = សំណុំរឿង
audit-detail = លម្អិត
empty-audit = មិនទាន់មានអ្វីទេ។
the-service = ប្រព័ន្ធ
act-transcript-read = បានអានសំណុំរឿង
act-case-open = បានបើកសំណុំរឿង
act-case-lower = ពលករប្រាប់ថា ឥឡូវគ្មានគ្រោះថ្នាក់ទេ
act-case-claim = បានទទួលសំណុំរឿង
act-case-reply = បានឆ្លើយ
act-case-hand-back = បានប្រគល់ឱ្យកម្មវិធីវិញ
act-case-release = បានដាក់ចូលបញ្ជីវិញ ព្រោះគ្មានអ្នកឆ្លើយ
act-case-close = បានបិទសំណុំរឿង
act-case-unreachable = ទាក់ទងពលករមិនបាន
act-operator-log-in = បានចូលប្រើ
act-operator-log-in-refused = ចូលប្រើមិនបាន
act-operator-log-out = បានចាកចេញ
act-operator-create = បានបន្ថែមបុគ្គលិក
act-operator-activate = បានបើកគណនីបុគ្គលិក
act-operator-deactivate = បានបិទគណនីបុគ្គលិក
act-operator-password = ពាក្យសម្ងាត់ថ្មី
act-other = រឿងផ្សេង

## The description of the API
api-docs = API សម្រាប់អ្នកសរសេរកម្មវិធី
api-docs-hint = សូមចូលប្រើជាមុន។ រាល់ POST និង DELETE ត្រូវមានក្បាល X-CSRF-Token ដែលយកពី GET /api/session។ ជាទម្រង់ OpenAPI៖

## Refusals
error-bad-request = មិនយល់សំណើនេះទេ។ សូមត្រឡប់ក្រោយ ហើយសាកម្តងទៀត។
error-not-found = រកមិនឃើញ ឬអ្នកមិនមានសិទ្ធិមើល។
error-forbidden = អ្នកមិនមានសិទ្ធិធ្វើរឿងនេះទេ។ សូមសួរអ្នកគ្រប់គ្រង។
error-conflict = ធ្វើមិនបានទៀតទេ ព្រោះសំណុំរឿងបានប្រែប្រួល។ សូមមើលវាម្តងទៀត។
error-case-taken = សំណុំរឿងនេះមិនមែនរបស់អ្នកទេ ឬបានបិទហើយ។
error-case-taken-by = { $name } កំពុងទទួលសំណុំរឿងនេះ។ អ្នកធ្វើមិនបានទេ។
error-setup = ប្រព័ន្ធរៀបចំមិនទាន់ត្រឹមត្រូវ។ សូមប្រាប់អ្នកថែទាំប្រព័ន្ធ។
error-log-in = សូមចូលប្រើជាមុន។
error-wrong-login = ឈ្មោះចូលប្រើ និងពាក្យសម្ងាត់មិនត្រូវគ្នា។ សូមសាកម្តងទៀត។
error-wrong-password = ពាក្យសម្ងាត់បច្ចុប្បន្នមិនត្រឹមត្រូវ។
error-too-many-logins = សាកច្រើនដងពេក។ សូមរង់ចាំពីរបីនាទី រួចសាកម្តងទៀត។
error-stale-form = ទម្រង់នេះចាស់ពេកហើយ។ សូមបើកទំព័រឡើងវិញ ហើយផ្ញើម្តងទៀត។
error-reply-empty = ចម្លើយនៅទទេ។ សូមសរសេរជាមុនសិន។
error-reply-too-long = ចម្លើយវែងពេក៖ { $length } តួ។ យ៉ាងច្រើន { $longest } តួ។ សូមផ្ញើជាពីរផ្នែក។
error-note-too-long = កំណត់ចំណាំវែងពេក៖ { $length } តួ។ យ៉ាងច្រើន { $longest } តួ។
error-outcome-missing = សូមជ្រើសរើសលទ្ធផលនៃសំណុំរឿង។
error-password-short = ពាក្យសម្ងាត់ខ្លីពេក។ ត្រូវមានយ៉ាងតិច { $shortest } តួ។
error-password-long = ពាក្យសម្ងាត់វែងពេក។ យ៉ាងច្រើន { $longest } តួ។
error-password-differs = ពាក្យសម្ងាត់ថ្មីទាំងពីរមិនដូចគ្នា។
error-operator-unfit = ត្រូវមានឈ្មោះចូលប្រើ (យ៉ាងច្រើន ៦០ តួ គ្មានដកឃ្លា) និងឈ្មោះ (យ៉ាងច្រើន ៨០ តួ)។
error-login-used = មានបុគ្គលិកម្នាក់ទៀតប្រើឈ្មោះចូលប្រើនេះហើយ។ សូមយកឈ្មោះផ្សេង។
error-own-account = អ្នកមិនអាចបិទគណនីខ្លួនឯងទេ។ សូមសួរអ្នកគ្រប់គ្រងម្នាក់ទៀត។
error-too-large = ធំពេក ផ្ញើមិនបាន។
error-not-ready = ប្រព័ន្ធមិនទាន់រួចរាល់។ សូមសាកម្តងទៀតក្នុងមួយនាទី។
error-broken = ប្រព័ន្ធយើងមានបញ្ហា។ បានកត់ទុកហើយ។ សូមសាកម្តងទៀតក្នុងមួយនាទី។
