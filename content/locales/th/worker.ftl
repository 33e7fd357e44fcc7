# ข้อความที่แรงงานอ่าน นอกจากคำตอบ ใช้คำง่าย ประโยคสั้น

## First contact
welcome =
    สวัสดี ที่นี่คือ ชุมนวย (ជំនួយ แปลว่า ความช่วยเหลือ) สายด่วนฟรีสำหรับแรงงานกัมพูชาในประเทศไทย
    พิมพ์มาเป็นภาษาเขมร ไทย หรืออังกฤษก็ได้ ถามเรื่องเอกสาร ค่าจ้าง สิทธิของคุณ หรือเล่าปัญหาให้ฟังได้
    ถ้าตอนนี้มีอันตราย พิมพ์บอกมาด้วยคำของคุณเอง คุณจะได้เบอร์ฉุกเฉินทันที และเราจะตามเจ้าหน้าที่มาช่วย
    สิ่งที่ได้จากที่นี่เป็นข้อมูล ไม่ใช่คำปรึกษาจากทนายความ
first-words =
    ที่นี่คือ ชุมนวย สายด่วนฟรีสำหรับแรงงานกัมพูชา คุณจะได้ข้อมูล ไม่ใช่คำปรึกษาจากทนายความ
    ข้อความของคุณถูกเก็บแบบล็อกไว้ มีแต่เจ้าหน้าที่ของเราที่อ่านได้ ถ้าต้องการเปลี่ยนภาษา กดปุ่มได้เลย
greet = สวัสดี มีอะไรให้ช่วยไหม พิมพ์ถามด้วยคำของคุณเอง หรือกดปุ่มก็ได้
goodbye = ดูแลตัวเองด้วยนะ พิมพ์มาที่นี่ได้ตลอดเวลา ทั้งกลางวันและกลางคืน
thank = ยินดีช่วย ถ้าต้องการความช่วยเหลืออีก พิมพ์มาได้เสมอ
affirm = ได้เลย บอกมาว่าต้องการอะไร หรือกดปุ่มก็ได้
deny = ไม่เป็นไร ถ้าต้องการเรื่องอื่น พิมพ์มาที่นี่หรือกดปุ่มได้
is-it-a-bot = นี่คือโปรแกรมคอมพิวเตอร์ที่ตอบคำถาม ข้างหลังมีเจ้าหน้าที่ที่เป็นคนจริง ถ้าอยากคุยกับคน กดปุ่มได้เลย
out-of-scope = เรื่องนี้ช่วยไม่ได้ ที่นี่ช่วยเรื่องงาน เอกสาร ค่าจ้าง สุขภาพ และความปลอดภัยของแรงงานกัมพูชาในไทย
menu = เป็นเรื่องอะไร
group-choose = เลือกหนึ่งข้อ หรือพิมพ์ด้วยคำของคุณเอง
group-urgent = มีอันตรายตอนนี้
group-complaints = เจอเรื่องไม่ดี
group-rights = สิทธิของฉันในการทำงาน
group-documents = เอกสารของฉัน
say-it-again = ช่วยพิมพ์อีกครั้งด้วยคำของคุณเอง

## Buttons
button-person = คุยกับเจ้าหน้าที่
button-menu = เมนู
button-language = ភាសា / ภาษา / Language
button-short = สรุปสั้น ๆ
button-steps = ต้องทำอะไร
button-law = กฎหมาย
button-contacts = โทรหาใคร
button-danger-yes = ใช่ อันตรายตอนนี้
button-danger-no = ไม่ ตอนนี้ไม่เป็นไร
button-too-old = ปุ่มนี้ใช้ไม่ได้แล้ว ช่วยเลือกใหม่หรือพิมพ์มาได้เลย

## Languages
choose-language = ต้องการใช้ภาษาอะไร
language-set = จะตอบเป็นภาษาไทย
language-name-km = ភាសាខ្មែរ
language-name-th = ภาษาไทย
language-name-en = English
language-km = เขมร
language-th = ไทย
language-en = อังกฤษ
language-my = พม่า
language-lo = ลาว
language-vi = เวียดนาม
language-zh = จีน
language-shn = ไทใหญ่

## Answers
heading-steps = สิ่งที่คุณทำได้:
heading-law = กฎหมายและข้อตกลงบอกว่า:
heading-contacts = โทรหาได้ที่:
contacts-found = ที่เหล่านี้อาจช่วยคุณได้:
contact-speaks = พูดภาษา: { $languages }
hours-unknown = ไม่ทราบเวลาเปิดทำการ
hours-always = เปิดทั้งวันทั้งคืน
hours-weekdays = วันจันทร์ถึงวันศุกร์
hours-some-days = บางวัน
numbers-not-called = เบอร์เหล่านี้มาจากข้อมูลสาธารณะ เรายังไม่ได้ลองโทร
source = ที่มา: { $sources } (ตรวจเมื่อ { $date })
notice = ข้อมูล ณ { $date }: { $text }
not-advice = นี่คือข้อมูล ไม่ใช่คำปรึกษาจากทนายความ
no-answer-yet = เข้าใจคำถามแล้ว แต่ยังไม่มีคำตอบที่ตรวจสอบแล้ว เจ้าหน้าที่ช่วยคุณได้ หรือโทรสายด่วนนี้:

## Not understood
misunderstood = ขอโทษ ยังไม่เข้าใจ ช่วยพิมพ์ด้วยคำอื่น หรือกดปุ่มได้เลย
ask-which = อยากเข้าใจให้ถูกต้อง คุณหมายถึงเรื่องไหน
sticker-received = ขอบคุณ ช่วยพิมพ์คำถามเป็นข้อความ หรือกดปุ่มได้เลย
attachment-received = ได้รับสิ่งที่คุณส่งมาและเก็บไว้แล้ว โปรแกรมดูหรือฟังไม่ได้ แต่เจ้าหน้าที่ดูได้ ช่วยพิมพ์สั้น ๆ ว่าเป็นเรื่องอะไร
action-failed = ระบบของเรามีปัญหา กำลังตามเจ้าหน้าที่มาช่วยคุณ

## Danger
urgent-heading = ถ้ามีอันตราย โทรทันที:
urgent-in-cambodia = ถ้าอยู่ในกัมพูชา: ตำรวจ { $police } รถพยาบาล { $ambulance }
urgent-read-out =
    ถ้าเขาพูดภาษาเขมรไม่ได้ ให้อ่านหรือยื่นข้อความนี้:
    ช่วยด้วยค่ะ/ครับ พูดภาษาไทยไม่ได้ พูดภาษาเขมร ตอนนี้อยู่ที่ ...
urgent-again = แจ้งเจ้าหน้าที่อีกครั้งแล้วว่าเรื่องนี้ด่วน ถ้ามีอันตราย โทรเบอร์ข้างบน ถ้าปลอดภัยพอ พิมพ์บอกว่าคุณอยู่ที่ไหน
danger-question = ตอนนี้มีใครกำลังอยู่ในอันตรายไหม
danger-lowered = ดีแล้วที่คุณปลอดภัย เจ้าหน้าที่จะยังอ่านข้อความของคุณ มีอะไรให้ช่วยไหม

## A person
person-asked = ตามเจ้าหน้าที่ให้แล้ว เลขเรื่องของคุณคือ { $number } พิมพ์ต่อที่นี่ได้ โปรแกรมยังตอบอยู่ ตอนนี้ยังบอกไม่ได้ว่าต้องรอนานเท่าไร
person-asked-urgent = ขอให้เจ้าหน้าที่ช่วยคุณก่อนเรื่องอื่นแล้ว เลขเรื่องของคุณคือ { $number } ถ้าปลอดภัยพอ พิมพ์บอกว่าอยู่ที่ไหนและเกิดอะไรขึ้น
person-already-asked = ตามเจ้าหน้าที่ไว้แล้ว เลขเรื่องของคุณคือ { $number } พิมพ์ต่อที่นี่ได้
person-here = ตอนนี้มีเจ้าหน้าที่อยู่ที่นี่แล้ว และกำลังอ่านข้อความของคุณ
person-gone = ขอโทษที่ให้รอ กำลังหาเจ้าหน้าที่คนอื่นให้คุณ ระหว่างนี้โปรแกรมจะตอบแทน
handed-back = เจ้าหน้าที่ช่วยเสร็จส่วนหนึ่งแล้ว ตอนนี้โปรแกรมจะตอบแทน ถ้าต้องการคุยกับคนอีก กดปุ่มหรือพิมพ์ว่า "คุยกับเจ้าหน้าที่"
case-closed-helped = ปิดเรื่อง { $number } แล้ว เพราะเราคิดว่าคุณได้รับความช่วยเหลือแล้ว ถ้ายังไม่ได้ พิมพ์มาที่นี่และขอคุยกับเจ้าหน้าที่
case-closed-referred = ปิดเรื่อง { $number } ที่นี่แล้ว คุณได้รู้แล้วว่าใครช่วยต่อได้ ถ้าไม่ได้ผล พิมพ์กลับมาอีก
case-closed-no-answer = ปิดเรื่อง { $number } เพราะติดต่อคุณไม่ได้ พิมพ์มาเมื่อไรก็ได้ แล้วเราจะช่วยต่อ
case-closed-not-for-us = ปิดเรื่อง { $number } เพราะเรื่องนี้เราช่วยไม่ได้ ถ้ามีเรื่องอื่น พิมพ์มาที่นี่
case-closed-duplicate = ปิดเรื่อง { $number } เพราะซ้ำกับอีกเรื่องหนึ่งของคุณ เราจะช่วยต่อในเรื่องนั้น
case-open = เรื่อง { $number } ของคุณยังเปิดอยู่ เจ้าหน้าที่จะเห็นสิ่งที่คุณพิมพ์ที่นี่
case-none = ตอนนี้คุณไม่มีเรื่องที่เปิดอยู่ที่นี่ ถ้าคุณมีเลขจากสำนักงานอื่น ให้ถามสำนักงานนั้น เจ้าหน้าที่ที่นี่ช่วยคุณได้

## The machine is down
one-moment = รอสักครู่ ตอนนี้ระบบช้าเล็กน้อย ข้อความของคุณไม่หาย
bot-unavailable = ตอนนี้โปรแกรมตอบเองไม่ได้ ข้อความของคุณไม่หาย และตามเจ้าหน้าที่ให้แล้ว เลขเรื่องของคุณคือ { $number } ถ้ามีอันตราย โทรตำรวจ { $police } หรือรถพยาบาล { $ambulance }
bot-still-unavailable = โปรแกรมยังตอบเองไม่ได้ ข้อความของคุณถูกเพิ่มในเรื่อง { $number } แล้ว เจ้าหน้าที่จะอ่าน

## Privacy
privacy =
    สิ่งที่คุณพิมพ์ถูกเก็บแบบล็อกไว้ มีแต่เจ้าหน้าที่ของเราที่อ่านได้ เราไม่บอกนายจ้างหรือตำรวจ
    เราไม่เก็บชื่อหรือเบอร์โทรของคุณจาก Telegram คุณขอให้เราลบทั้งหมดได้
delete-asked = คุณต้องการให้ลบสิ่งที่คุณบอกเรา เจ้าหน้าที่จะลบและแจ้งคุณเมื่อลบแล้ว

## Topics, as buttons
topic-urgent-medical = มีคนต้องการหมอตอนนี้
topic-urgent-violence = มีคนทำร้ายหรือขู่ฉัน
topic-urgent-sexual-abuse = ล่วงละเมิดหรือคุกคามทางเพศ
topic-urgent-trafficking = ถูกกักไว้ ออกไปไม่ได้
topic-urgent-child = เด็กอยู่ในอันตราย
topic-urgent-self-harm = ไม่อยากมีชีวิตอยู่
topic-urgent-detained = ถูกจับหรือควบคุมตัวตอนนี้
topic-complaint-unpaid-wages = ไม่ได้ค่าจ้าง
topic-complaint-documents-held = ถูกยึดเอกสาร
topic-complaint-broker-fraud = นายหน้าโกง
topic-complaint-working-conditions = สภาพงานแย่หรืออันตราย
topic-complaint-injury-denied = บาดเจ็บจากงาน ไม่มีใครช่วย
topic-complaint-dismissed = ถูกเลิกจ้างไม่เป็นธรรม
topic-complaint-discrimination = ถูกเลือกปฏิบัติ
topic-complaint-official = เจ้าหน้าที่รัฐเรียกเงิน
topic-complaint-file = อยากร้องเรียน
topic-complaint-status = เรื่องของฉันถึงไหนแล้ว
topic-rights-minimum-wage = ค่าจ้าง
topic-rights-working-hours = เวลาทำงาน โอที วันหยุด
topic-rights-leave = ลาป่วยและการลาอื่น
topic-rights-maternity = ตั้งครรภ์และคลอดลูก
topic-rights-social-security = ประกันสังคม
topic-rights-healthcare = โรงพยาบาลและบัตรสุขภาพ
topic-rights-work-injury = อุบัติเหตุจากงาน
topic-rights-termination = ตกงานหรือลาออก
topic-rights-change-employer = เปลี่ยนนายจ้าง
topic-rights-recruitment-fees = ค่านายหน้าและบริษัทจัดหางาน
topic-rights-contract = สัญญาจ้าง
topic-rights-equal-treatment = สิทธิเท่าเทียม
topic-rights-union = สหภาพแรงงาน
topic-rights-irregular-status = สิทธิเมื่อไม่มีเอกสาร
topic-rights-arrest = ถ้าตำรวจเรียกตรวจ
topic-rights-housing-safety = ความปลอดภัยและที่พัก
topic-rights-children-school = ลูกและโรงเรียน
topic-rights-return-home = กลับบ้าน ส่งเงิน
topic-rights-instruments = ข้อตกลงอาเซียน
topic-documents-passport = หนังสือเดินทาง
topic-documents-work-permit = ใบอนุญาตทำงาน บัตรชมพู
topic-documents-visa = วีซ่าและรายงานตัว 90 วัน
topic-documents-registration = ขึ้นทะเบียนแรงงาน
topic-documents-lost = เอกสารหาย
topic-documents-border-pass = บัตรผ่านแดน
topic-documents-family = เอกสารของครอบครัว
topic-greet = แค่ทักทาย
topic-goodbye = ลาก่อน
topic-thank = ขอบคุณ
topic-affirm = ใช่
topic-deny = ไม่
topic-menu = ช่วยอะไรได้บ้าง
topic-change-language = เปลี่ยนภาษา
topic-talk-to-human = คุยกับเจ้าหน้าที่
topic-find-contact = หาสำนักงานหรือเบอร์โทร
topic-is-it-a-bot = คุณเป็นใคร
topic-privacy = ใครอ่านข้อความนี้
topic-delete-my-data = ลบข้อความของฉัน
topic-out-of-scope = เรื่องอื่น
