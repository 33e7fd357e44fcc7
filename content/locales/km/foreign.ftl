# Said to those who write in a language that we don't speak, in that language; the same in every catalogue.
foreign-my = ဒီအကူအညီလိုင်းက ခမာ၊ ထိုင်းနဲ့ အင်္ဂလိပ်ဘာသာစကားပဲ နားလည်ပါတယ်။ အဲဒီထဲက တစ်ခုနဲ့ ရေးနိုင်ပါတယ်။ လူတစ်ယောက်နဲ့ ပြောချင်ရင် ခလုတ်ကို နှိပ်ပါ။
foreign-lo = ສາຍດ່ວນນີ້ເຂົ້າໃຈພຽງແຕ່ພາສາຂະແມ, ພາສາໄທ ແລະ ພາສາອັງກິດ. ກະລຸນາຂຽນເປັນພາສາໃດໜຶ່ງໃນນັ້ນ. ຖ້າຢາກລົມກັບຄົນ ໃຫ້ກົດປຸ່ມ.
foreign-vi = Đường dây này chỉ hiểu tiếng Khmer, tiếng Thái và tiếng Anh. Bạn hãy viết bằng một trong các tiếng đó. Nếu muốn nói chuyện với một người, hãy bấm nút.
foreign-id = Layanan ini hanya mengerti bahasa Khmer, Thai, dan Inggris. Silakan tulis dalam salah satu bahasa itu. Jika ingin bicara dengan orang, tekan tombol.
foreign-zh = 这条热线只懂高棉语、泰语和英语。请用其中一种语言写。如果想和人谈话，请按按钮。
foreign-other = This helpline understands only Khmer, Thai and English. Please write in one of them. If you want to talk to a person, press the button.
