# ពាក្យបញ្ជារបស់បុត ដែល Telegram បង្ហាញក្នុងប៊ូតុងម៉ឺនុយ។ យ៉ាងវែង ២៥៦ តួអក្សរ។ កាន់តែខ្លី កាន់តែល្អ។
command-start = ចាប់ផ្តើម
command-help = អ្វីដែលយើងអាចជួយអ្នកបាន
command-language = ប្តូរភាសា · ภาษา · Language
command-human = និយាយជាមួយបុគ្គលិក
command-delete = លុបអ្វីដែលខ្ញុំបានប្រាប់
