# โทรศัพท์จำลอง
phone-title = ชุมนวย: โทรศัพท์ของแรงงาน (จำลอง)
phone-new = เครื่องใหม่
phone-write = พิมพ์ข้อความ
phone-send = ส่ง
phone-trouble = ส่งไม่ได้ กดส่งอีกครั้ง
