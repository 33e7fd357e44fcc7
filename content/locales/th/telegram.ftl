# คำสั่งของบอตที่ Telegram แสดงในปุ่มเมนู ยาวไม่เกิน 256 ตัวอักษร ยิ่งสั้นยิ่งดี
command-start = เริ่มต้น
command-help = เราช่วยอะไรคุณได้บ้าง
command-language = เปลี่ยนภาษา · ភាសា · Language
command-human = คุยกับเจ้าหน้าที่
command-delete = ลบข้อมูลที่ฉันเคยบอกไว้
