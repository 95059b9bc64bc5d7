"""What whoever writes very many new customers at once must know to write what `write_customer` would."""

from huawu.customers.core import numbers, pinyin, record, relations, searching

digits_reversed = numbers.digits_reversed
keys_of = searching.keys_of
plain_of = record.plain_of
relation_written = relations.written
sort_key = pinyin.sort_key
