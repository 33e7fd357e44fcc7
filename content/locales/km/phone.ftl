# ទូរស័ព្ទសាកល្បង
phone-title = ជំនួយ៖ ទូរស័ព្ទពលករ (សាកល្បង)
phone-new = ទូរស័ព្ទថ្មី
phone-write = សរសេរសារ
phone-send = ផ្ញើ
phone-trouble = ផ្ញើមិនបានទេ។ សូមចុច ផ្ញើ ម្តងទៀត។
