# ข้อความที่เจ้าหน้าที่อ่าน ทั้งป้ายบนหน้าจอและประโยคเวลาทำไม่ได้ ใช้คำง่าย ประโยคสั้น

## Every page
console-name = หน้าจอทำงาน ชุมนวย
skip-to-content = ไปที่เนื้อหา
navigation = เมนู
nav-cases = เคส
nav-operators = เจ้าหน้าที่
nav-audit = ใครทำอะไร
choose-console-language = ภาษาของหน้าจอ
own-name-km = ខ្មែរ
own-name-th = ไทย
own-name-en = English
sound-on = เปิดเสียง
sound-off = ปิดเสียง
live-lost = การเชื่อมต่อหลุด ข้อความใหม่ยังไม่แสดง กำลังลองใหม่
live-urgent = เคสด่วน:
pages = หน้า
page-before = หน้าก่อน
page-after = หน้าถัดไป
back-to-queue = กลับไปที่รายการเคส
something-wrong = ทำไม่สำเร็จ

## Log in
log-in = เข้าสู่ระบบ
log-out = ออกจากระบบ
login-name = ชื่อผู้ใช้
password = รหัสผ่าน
log-in-hint = ไม่มีชื่อผู้ใช้ หรือลืมรหัสผ่าน ให้ถามผู้ดูแล

## Own account
own-account = บัญชีของฉัน
change-password = เปลี่ยนรหัสผ่าน
password-changed = เปลี่ยนรหัสผ่านแล้ว และออกจากระบบในเครื่องอื่นทั้งหมดแล้ว
old-password = รหัสผ่านปัจจุบัน
new-password = รหัสผ่านใหม่
new-password-again = รหัสผ่านใหม่อีกครั้ง
password-hint = อย่างน้อย 12 ตัวอักษร ใช้หลายคำต่อกันก็ดี จำง่าย

## Lists
lists = รายการ
tab-waiting = รออยู่
tab-mine = ของฉัน
tab-all = ทั้งหมด
empty-waiting = ไม่มีใครรออยู่
empty-mine = ตอนนี้คุณไม่มีเคส รับเคสได้จากรายการที่รออยู่
empty-all = ยังไม่มีเคส
find-case = เลขเคส
find = ค้นหา
waits-for = รอมาแล้ว
answer-due = ต้องตอบก่อน
last-change = เปลี่ยนล่าสุด
owned-by = อยู่กับ { $name }

## Waiting times
wait-moment = ไม่ถึงหนึ่งนาที
wait-minutes = { $n } นาที
wait-hours = { $n } ชม. { $m } นาที
wait-days = { $n } วัน

## Marks on a case
priority-urgent = ด่วน
priority-high = สำคัญ
priority-normal = ปกติ
case-waiting = รออยู่
case-active = มีคนดูแล
case-snoozed = พักไว้
case-closed = ปิดแล้ว
flag-front = ถูกส่งคืน ได้คิวก่อน
flag-alarms = มีอันตรายอีก: { $n }
flag-unreachable = ติดต่อไม่ได้
flag-test = ทดสอบ
kind-bot-unavailable = บอตใช้งานไม่ได้
kind-misunderstood = บอตไม่เข้าใจ
kind-action-failed = ระบบของเราผิดพลาด
kind-other = เรื่องอื่น

## Languages and places
tongue-km = ภาษาเขมร
tongue-th = ภาษาไทย
tongue-en = ภาษาอังกฤษ
tongue-km-latn = เขมรเขียนด้วยอักษรโรมัน
tongue-th-latn = ไทยเขียนด้วยอักษรโรมัน
tongue-other = ภาษาอื่น
tongue-und = ไม่รู้ว่าภาษาอะไร
country-th = ประเทศไทย
country-kh = ประเทศกัมพูชา
in-latin-letters = (อักษรโรมัน)

## A case
about-case = เกี่ยวกับเคสนี้
owner = ผู้ดูแล
opened = เปิดเมื่อ
closed-at = ปิดเมื่อ
worker-language = ภาษาของแรงงาน
place = สถานที่
channel = ช่องทาง
outcome = ผลที่ได้
note = บันทึก
unreachable-explained = มีข้อความที่ส่งไม่ถึง หรือแรงงานหยุดบอตไว้ ข้อความจะไปไม่ถึงจนกว่าเขาจะพิมพ์มาอีก
transcript = บทสนทนา
show-older = แสดงข้อความเก่ากว่านี้
end-of-transcript = จบบทสนทนา
author-worker = แรงงาน
author-bot = บอต
author-operator = เจ้าหน้าที่
danger-words = อันตราย
corrected-later = แก้ไขทีหลัง
corrects = แก้ไขแล้ว เดิมคือ:
pressed = กดปุ่ม:
pressed-unknown = (ปุ่มเก่า)
buttons-shown = ปุ่มที่แรงงานเห็น
understood-as = เข้าใจว่า:
message-cut = ข้อความยาวเกินไปและถูกตัด
attached-photo = รูปถ่าย
attached-voice = ข้อความเสียง
attached-audio = ไฟล์เสียง
attached-video = วิดีโอ
attached-video-note = ข้อความวิดีโอ
attached-animation = ภาพเคลื่อนไหว
attached-document = ไฟล์
attached-sticker = สติกเกอร์
attached-location = ตำแหน่งที่อยู่
attached-contact = ข้อมูลติดต่อ
attached-other = มีสิ่งที่แนบมา
delivery-received = รอบอตอยู่
delivery-queued = จะส่ง
delivery-sending = กำลังส่ง
delivery-sent = ส่งแล้ว
delivery-failed = ส่งไม่ถึง
delivery-stopped = ไม่ได้ส่ง เพราะแรงงานหยุดบอตไว้
delivery-answered = ตอบแล้ว

## Acts on a case
what-you-can-do = สิ่งที่คุณทำได้
claim = รับเคสนี้
claim-hint = บอตจะหยุดตอบ และแรงงานจะรู้ว่ามีเจ้าหน้าที่อยู่ที่นี่
your-reply = คำตอบของคุณถึงแรงงาน
reply-hint = ถ้าทำได้ ให้เขียนเป็นภาษาของแรงงาน ไม่เกิน { $longest } ตัวอักษร
send = ส่ง
hand-back = คืนให้บอต
hand-back-hint = บอตจะตอบอีกครั้ง เคสจะตื่นเมื่อแรงงานพิมพ์มา
has-it = { $name } ดูแลเคสนี้อยู่ มีแต่เขาที่เขียนถึงแรงงานได้
is-closed = เคสนี้ปิดแล้ว
close-case = ปิดเคส
close-hint = แรงงานจะรู้ว่าเคสปิดแล้วและจะกลับมาได้อย่างไร เขาไม่เห็นบันทึก
note-for-colleagues = บันทึกถึงเพื่อนร่วมงาน
unsent-words = ข้อความของคุณไม่ได้ส่ง คุณคัดลอกไว้ได้
outcome-helped = ช่วยแล้ว
outcome-referred = ส่งต่อให้คนที่ช่วยได้
outcome-no-answer = แรงงานไม่ตอบ
outcome-not-for-us = ไม่ใช่เรื่องของเรา
outcome-duplicate = ซ้ำกับเคสอื่น

## Operators
role = หน้าที่
role-admin = ผู้ดูแล
role-operator = เจ้าหน้าที่
shown-name = ชื่อที่คนอื่นเห็น
console-language = ภาษาของหน้าจอ
new-operator = เจ้าหน้าที่ใหม่
make-operator = สร้างบัญชี
switched-off = ปิดใช้งาน
switch-off = ปิดใช้งาน
switch-on = เปิดใช้งาน
give-password = ให้รหัสผ่านใหม่
password-once = รหัสผ่านของ { $login } จะแสดงเพียงครั้งนี้ ส่งให้เขาอย่างปลอดภัย และบอกให้เขาเปลี่ยน

## Who did what
audit-when = เมื่อไร
audit-who = ใคร
audit-what = ทำอะไร
audit-case = เคส
audit-detail = รายละเอียด
empty-audit = ยังไม่มีอะไร
the-service = ระบบ
act-transcript-read = อ่านเคส
act-case-open = เปิดเคส
act-case-lower = แรงงานบอกว่าตอนนี้ไม่มีอันตราย
act-case-claim = รับเคส
act-case-reply = ตอบแล้ว
act-case-hand-back = คืนให้บอต
act-case-release = คืนเข้าคิวเพราะไม่มีใครตอบ
act-case-close = ปิดเคส
act-case-unreachable = ติดต่อแรงงานไม่ได้
act-operator-log-in = เข้าสู่ระบบ
act-operator-log-in-refused = เข้าสู่ระบบไม่ได้
act-operator-log-out = ออกจากระบบ
act-operator-create = เพิ่มเจ้าหน้าที่
act-operator-activate = เปิดใช้งานเจ้าหน้าที่
act-operator-deactivate = ปิดใช้งานเจ้าหน้าที่
act-operator-password = รหัสผ่านใหม่
act-other = เรื่องอื่น

## The description of the API
api-docs = API สำหรับโปรแกรมเมอร์
api-docs-hint = เข้าสู่ระบบก่อน ทุก POST และ DELETE ต้องมีส่วนหัว X-CSRF-Token จาก GET /api/session ในรูปแบบ OpenAPI:

## Refusals
error-bad-request = ไม่เข้าใจคำขอนี้ กลับไปแล้วลองใหม่
error-not-found = ไม่พบ หรือคุณไม่มีสิทธิ์ดู
error-forbidden = คุณไม่มีสิทธิ์ทำสิ่งนี้ ให้ถามผู้ดูแล
error-conflict = ทำไม่ได้แล้ว เพราะเคสเปลี่ยนไป ลองดูอีกครั้ง
error-case-taken = เคสนี้ไม่ใช่ของคุณ หรือปิดไปแล้ว
error-case-taken-by = { $name } ดูแลเคสนี้อยู่ คุณทำสิ่งนี้ไม่ได้
error-setup = ระบบยังตั้งค่าไม่ถูกต้อง ให้บอกคนที่ดูแลระบบ
error-log-in = เข้าสู่ระบบก่อน
error-wrong-login = ชื่อผู้ใช้กับรหัสผ่านไม่ตรงกัน ลองอีกครั้ง
error-wrong-password = รหัสผ่านปัจจุบันไม่ถูกต้อง
error-too-many-logins = ลองหลายครั้งเกินไป รอสองสามนาทีแล้วลองใหม่
error-stale-form = แบบฟอร์มนี้เก่าเกินไป เปิดหน้านี้ใหม่แล้วส่งอีกครั้ง
error-reply-empty = คำตอบยังว่างอยู่ พิมพ์ก่อน
error-reply-too-long = คำตอบยาวเกินไป: { $length } ตัวอักษร ใส่ได้ไม่เกิน { $longest } ให้แบ่งส่งเป็นสองส่วน
error-note-too-long = บันทึกยาวเกินไป: { $length } ตัวอักษร ใส่ได้ไม่เกิน { $longest }
error-outcome-missing = เลือกผลของเคสก่อน
error-password-short = รหัสผ่านสั้นเกินไป ต้องมีอย่างน้อย { $shortest } ตัวอักษร
error-password-long = รหัสผ่านยาวเกินไป ใส่ได้ไม่เกิน { $longest } ตัวอักษร
error-password-differs = รหัสผ่านใหม่สองช่องไม่เหมือนกัน
error-operator-unfit = ต้องมีชื่อผู้ใช้ (ไม่เกิน 60 ตัว ไม่มีช่องว่าง) และชื่อ (ไม่เกิน 80 ตัว)
error-login-used = มีเจ้าหน้าที่คนอื่นใช้ชื่อนี้แล้ว เลือกชื่ออื่น
error-own-account = ปิดบัญชีตัวเองไม่ได้ ให้ถามผู้ดูแลคนอื่น
error-too-large = ใหญ่เกินไป ส่งไม่ได้
error-not-ready = ระบบยังไม่พร้อม ลองใหม่อีกหนึ่งนาที
error-broken = ระบบของเรามีปัญหา บันทึกไว้แล้ว ลองใหม่อีกหนึ่งนาที
