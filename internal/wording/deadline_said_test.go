package wording_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"foresaid/internal/ledger"
	"foresaid/internal/locale"
	"foresaid/internal/wording"
)

// Below a line "@ DAY", each row is words said on that day, the first and last
// day, the precision and the rule.
const saidEN = `
@ 2024-04-24
by the 15th | 2024-05-15 2024-05-15 day | day
next Christmas | 2025-12-25 2025-12-25 day | holiday
at year's end | 2024-01-01 2024-12-31 year | end of year
as late as 2030 | 2030-01-01 2030-12-31 year | year
in a quarter of a century | 2024-04-24 2049-04-24 day | within a span
anywhere from 5 to 10 years | 2029-04-24 2034-04-24 day | within a span
1JAn-2100 | 2100-01-01 2100-01-01 day | day
next year | 2025-01-01 2025-12-31 year | year
by next year | 2025-01-01 2025-12-31 year | year
by the end of the year | 2024-01-01 2024-12-31 year | end of year
by year-end | 2024-01-01 2024-12-31 year | end of year
by the end of this year | 2024-01-01 2024-12-31 year | end of year
end of next year | 2025-01-01 2025-12-31 year | end of year
later this year | 2024-01-01 2024-12-31 year | end of year
early next year | 2025-01-01 2025-03-31 quarter | early year
late next year | 2025-01-01 2025-12-31 year | end of year
mid next year | 2025-01-01 2025-06-30 half | mid year
by mid-2027 | 2027-01-01 2027-06-30 half | mid year
by early 2027 | 2027-01-01 2027-03-31 quarter | early year
by late 2027 | 2027-01-01 2027-12-31 year | end of year
late 2020s | 2020-01-01 2029-12-31 year | end of decade
the early 2030s | 2030-01-01 2032-06-30 month | early decade
by the mid-2030s | 2030-01-01 2034-12-31 year | mid decade
in the 2030s | 2030-01-01 2039-12-31 year | decade
by the 2030s | 2030-01-01 2039-12-31 year | decade
this decade | 2020-01-01 2029-12-31 year | decade
by the end of this decade | 2020-01-01 2029-12-31 year | end of decade
before the decade is out | 2020-01-01 2029-12-31 year | end of decade
before the end of the decade | 2020-01-01 2029-12-31 year | end of decade
next decade | 2030-01-01 2039-12-31 year | decade
within the next decade | 2024-04-24 2034-04-24 day | within a span
over the next decade | 2024-04-24 2034-04-24 day | within a span
in the next ten years | 2024-04-24 2034-04-24 day | within a span
in the coming five years | 2024-04-24 2029-04-24 day | within a span
in the next 5-10 years | 2029-04-24 2034-04-24 day | within a span
in five to ten years | 2029-04-24 2034-04-24 day | within a span
in the next two or three years | 2026-04-24 2027-04-24 day | within a span
within 12 to 18 months | 2025-04-24 2025-10-24 day | within a span
within a year | 2024-04-24 2025-04-24 day | within a span
within the year | 2024-01-01 2024-12-31 year | year
in a year | 2024-04-24 2025-04-24 day | within a span
in a year's time | 2025-04-24 2025-04-24 day | after a span
a year from now | 2025-04-24 2025-04-24 day | after a span
two years from now | 2026-04-24 2026-04-24 day | after a span
ten years hence | 2034-04-24 2034-04-24 day | after a span
three months later | 2024-07-24 2024-07-24 day | after a span
in half a year | 2024-04-24 2024-10-24 day | within a span
in a year and a half | 2024-04-24 2025-10-24 day | within a span
in one and a half years | 2024-04-24 2025-10-24 day | within a span
in 1.5 years | 2024-04-24 2025-10-24 day | within a span
in two and a half years | 2024-04-24 2026-10-24 day | within a span
in a few months | 2024-07-24 2024-09-24 day | within a span
in several years | 2029-04-24 2031-04-24 day | within a span
in a couple of weeks | 2024-04-24 2024-05-08 day | within a span
in a dozen years | 2024-04-24 2036-04-24 day | within a span
within 24 hours | 2024-04-24 2024-04-25 day | within a span
within 90 days | 2024-04-24 2024-07-23 day | within a span
within six weeks | 2024-04-24 2024-06-05 day | within a span
by next month | 2024-05-01 2024-05-31 month | month
by the end of the month | 2024-04-01 2024-04-30 month | end of month
by the end of next month | 2024-05-01 2024-05-31 month | end of month
by the end of next quarter | 2024-07-01 2024-09-30 quarter | end of quarter
next quarter | 2024-07-01 2024-09-30 quarter | quarter
in the third quarter | 2024-07-01 2024-09-30 quarter | quarter
by Q4 | 2024-10-01 2024-12-31 quarter | quarter
in the second half of the year | 2024-07-01 2024-12-31 half | half
in the second half of next year | 2025-07-01 2025-12-31 half | half
first half of 2027 | 2027-01-01 2027-06-30 half | half
next June | 2025-06-01 2025-06-30 month | month
this June | 2024-06-01 2024-06-30 month | month
by June | 2024-06-01 2024-06-30 month | month
by the end of June | 2024-06-01 2024-06-30 month | end of month
by June next year | 2025-06-01 2025-06-30 month | month
in June of next year | 2025-06-01 2025-06-30 month | month
June 30 | 2024-06-30 2024-06-30 day | day
by June 30 | 2024-06-30 2024-06-30 day | day
by March 15 | 2025-03-15 2025-03-15 day | day
by 15 March | 2025-03-15 2025-03-15 day | day
the first week of June | 2024-06-01 2024-06-07 day | week of month
by Friday | 2024-04-26 2024-04-26 day | weekday
this Friday | 2024-04-26 2024-04-26 day | weekday
next Friday | 2024-05-03 2024-05-03 day | weekday
by next Tuesday | 2024-04-30 2024-04-30 day | weekday
by Monday | 2024-04-29 2024-04-29 day | weekday
this weekend | 2024-04-27 2024-04-28 day | weekend
next weekend | 2024-05-04 2024-05-05 day | weekend
next week | 2024-04-29 2024-05-05 day | week
by the end of the week | 2024-04-22 2024-04-28 day | end of week
tomorrow | 2024-04-25 2024-04-25 day | day
the day after tomorrow | 2024-04-26 2024-04-26 day | day
today | 2024-04-24 2024-04-24 day | day
tonight | 2024-04-24 2024-04-24 day | day
this summer | 2024-06-01 2024-08-31 quarter | season
next summer | 2025-06-01 2025-08-31 quarter | season
by the summer | 2024-06-01 2024-08-31 quarter | season
by the summer of 2027 | 2027-06-01 2027-08-31 quarter | season
in spring 2027 | 2027-03-01 2027-05-31 quarter | season
by autumn | 2024-09-01 2024-11-30 quarter | season
next winter | 2025-12-01 2026-02-28 quarter | season
by Christmas | 2024-12-25 2024-12-25 day | holiday
by Christmas 2026 | 2026-12-25 2026-12-25 day | holiday
before Christmas | 2024-12-24 2024-12-24 day | before holiday
by New Year's Eve | 2024-12-31 2024-12-31 day | holiday
by the end of the century | 2001-01-01 2100-12-31 year | end of century
this century | 2001-01-01 2100-12-31 year | century
by mid-century | 2001-01-01 2050-12-31 year | mid century
by 2050 | 2050-01-01 2050-12-31 year | year
by the turn of the century | 2001-01-01 2100-12-31 year | end of century
in the 21st century | 2001-01-01 2100-12-31 year | century
by this time next year | 2025-04-24 2025-04-24 day | year after
between 2027 and 2030 | 2027-01-01 2030-12-31 year | range
from 2027 to 2030 | 2027-01-01 2030-12-31 year | range
2027-2030 | 2027-01-01 2030-12-31 year | range
2027 or 2028 | 2027-01-01 2028-12-31 year | range
by 2027 or 2028 | 2027-01-01 2028-12-31 year | range
as early as 2027 | 2027-01-01 2027-12-31 year | year
as soon as next year | 2025-01-01 2025-12-31 year | year
by the beginning of 2027 | 2027-01-01 2027-03-31 quarter | early year
by the start of next year | 2025-01-01 2025-03-31 quarter | early year
before next summer | 2024-04-24 2025-05-31 day | before season
before the end of next year | 2025-01-01 2025-12-31 year | end of year
before year-end | 2024-01-01 2024-12-31 year | end of year
sometime next year | 2025-01-01 2025-12-31 year | year
over the course of next year | 2025-01-01 2025-12-31 year | year
for the next five years | 2024-04-24 2029-04-24 day | within a span
until the end of next year | 2025-01-01 2025-12-31 year | end of year
through 2030 | 2030-01-01 2030-12-31 year | year
by 2030 at the latest | 2030-01-01 2030-12-31 year | year
in 2-3 years | 2026-04-24 2027-04-24 day | within a span
in 3 yrs | 2024-04-24 2027-04-24 day | within a span
in April | 2024-04-01 2024-04-30 month | month
by end of Q1 | 2025-01-01 2025-03-31 quarter | end of quarter
the next 12 months | 2024-04-24 2025-04-24 day | within a span
over the next 12-24 months | 2025-04-24 2026-04-24 day | within a span
within the next couple of years | 2024-04-24 2026-04-24 day | within a span
in the next few years | 2027-04-24 2029-04-24 day | within a span
within the decade | 2020-01-01 2029-12-31 year | decade
in less than three years | 2024-04-24 2027-04-24 day | within a span
in under 5 years | 2024-04-24 2029-04-24 day | within a span
in three years' time | 2027-04-24 2027-04-24 day | after a span
three years on | 2027-04-24 2027-04-24 day | after a span
in 10 years or so | 2024-04-24 2034-04-24 day | within a span
within 5 years at most | 2024-04-24 2029-04-24 day | within a span
last year | 2023-01-01 2023-12-31 year | year
two years ago | 2022-04-24 2022-04-24 day | ago
in 2019 | 2019-01-01 2019-12-31 year | year
by the second quarter of next year | 2025-04-01 2025-06-30 quarter | quarter
by Q2 next year | 2025-04-01 2025-06-30 quarter | quarter
the year after next | 2026-01-01 2026-12-31 year | year
in the next decade | 2024-04-24 2034-04-24 day | within a span
the next year | 2024-04-24 2025-04-24 day | within a span
over the next month | 2024-04-24 2024-05-24 day | within a span
in the coming year | 2024-04-24 2025-04-24 day | within a span
Give it five years | 2024-04-24 2029-04-24 day | within a span
the last week of June 2026 | 2026-06-24 2026-06-30 day | week of month
first half of June | 2024-06-01 2024-06-15 day | half of month
the second half of May 2026 | 2026-05-16 2026-05-31 day | half of month
by the last quarter of 2026 | 2026-10-01 2026-12-31 quarter | quarter
in twenty twenty six | 2026-01-01 2026-12-31 year | year
before twenty thirty | 2029-01-01 2029-12-31 year | before year
by the end of twenty twenty-eight | 2028-01-01 2028-12-31 year | end of year
before summer's over | 2024-06-01 2024-08-31 quarter | end of season
before the year is out | 2024-01-01 2024-12-31 year | end of year
by H2 next year | 2025-07-01 2025-12-31 half | half
by Halloween | 2024-10-31 2024-10-31 day | holiday
by the end of the first half | 2024-01-01 2024-06-30 half | end of half
around 2030 | 2030-01-01 2030-12-31 year | year
by about 2030 | 2030-01-01 2030-12-31 year | year
towards the end of 2027 | 2027-01-01 2027-12-31 year | end of year
at the end of next month | 2024-05-01 2024-05-31 month | end of month
by the close of 2026 | 2026-01-01 2026-12-31 year | end of year
in the course of 2026 | 2026-01-01 2026-12-31 year | year
sometime in 2026 | 2026-01-01 2026-12-31 year | year
within three to five years | 2027-04-24 2029-04-24 day | within a span
in two weeks' time | 2024-05-08 2024-05-08 day | after a span
six months from today | 2024-10-24 2024-10-24 day | after a span
within ten days | 2024-04-24 2024-05-04 day | within a span
after two years | 2026-04-24 2026-04-24 day | after a span
by the middle of June | 2024-06-01 2024-06-15 day | mid month
by mid-June | 2024-06-01 2024-06-15 day | mid month
early June | 2024-06-01 2024-06-07 day | early month
late June | 2024-06-01 2024-06-30 month | end of month
in early July 2026 | 2026-07-01 2026-07-07 day | early month
in the opening months of 2026 | 2026-01-01 2026-03-31 quarter | early year
in the latter part of 2026 | 2026-01-01 2026-12-31 year | end of year
in three quarters | 2024-04-24 2025-01-24 day | within a span
in a century | 2024-04-24 2124-04-24 day | within a span
in half a century | 2024-04-24 2074-04-24 day | within a span
within two centuries | 2024-04-24 2224-04-24 day | within a span
by the late 2040s | 2040-01-01 2049-12-31 year | end of decade
in the mid 2050s | 2050-01-01 2054-12-31 year | mid decade
by the end of the 2030s | 2030-01-01 2039-12-31 year | end of decade
in the first half of the 2030s | 2030-01-01 2034-12-31 year | half of decade
in the second half of the century | 2051-01-01 2100-12-31 year | half of century
in under a year | 2024-04-24 2025-04-24 day | within a span
in less than a decade | 2024-04-24 2034-04-24 day | within a span
over a period of two years | 2024-04-24 2026-04-24 day | within a span
over the next 24 months | 2024-04-24 2026-04-24 day | within a span
over the coming decade | 2024-04-24 2034-04-24 day | within a span
by next summer | 2025-06-01 2025-08-31 quarter | season
by this fall | 2024-09-01 2024-11-30 quarter | season
this coming Friday | 2024-04-26 2024-04-26 day | weekday
by the end of this month | 2024-04-01 2024-04-30 month | end of month
at the end of this quarter | 2024-04-01 2024-06-30 quarter | end of quarter
the week after next | 2024-05-06 2024-05-12 day | week
next Wednesday | 2024-05-01 2024-05-01 day | weekday
Wednesday | 2024-05-01 2024-05-01 day | weekday
on Wednesday | 2024-05-01 2024-05-01 day | weekday
by the weekend | 2024-04-27 2024-04-28 day | weekend
24 April | 2024-04-24 2024-04-24 day | day
April 24 next year | 2025-04-24 2025-04-24 day | day
June, 2026 | 2026-06-01 2026-06-30 month | month
5 years | 2024-04-24 2029-04-24 day | within a span
18 months | 2024-04-24 2025-10-24 day | within a span
a couple of years | 2024-04-24 2026-04-24 day | within a span
5-7 years | 2029-04-24 2031-04-24 day | within a span
two or three years | 2026-04-24 2027-04-24 day | within a span
several decades | 2074-04-24 2094-04-24 day | within a span
a few weeks from now | 2024-05-15 2024-05-29 day | after a span
thirty years from now | 2054-04-24 2054-04-24 day | after a span
one hundred years from now | 2124-04-24 2124-04-24 day | after a span
in fifteen to twenty years | 2039-04-24 2044-04-24 day | within a span
in 2 to 3 months | 2024-06-24 2024-07-24 day | within a span
within the week | 2024-04-22 2024-04-28 day | week
within the month | 2024-04-01 2024-04-30 month | month
within this quarter | 2024-04-01 2024-06-30 quarter | quarter
in this century | 2001-01-01 2100-12-31 year | century
before this summer | 2024-04-24 2024-05-31 day | before season
before Friday | 2024-04-25 2024-04-25 day | before weekday
before next Friday | 2024-05-02 2024-05-02 day | before weekday
before the 2030s | 2024-04-24 2029-12-31 day | before decade
before mid-2026 | 2026-01-01 2026-06-30 half | mid year
until Christmas | 2024-12-25 2024-12-25 day | holiday
till the end of May | 2024-05-01 2024-05-31 month | end of month
through next year | 2025-01-01 2025-12-31 year | year
through the end of 2026 | 2026-01-01 2026-12-31 year | end of year
up to 2030 | 2030-01-01 2030-12-31 year | year
no later than next June | 2025-06-01 2025-06-30 month | month
not later than the end of Q2 2026 | 2026-04-01 2026-06-30 quarter | end of quarter
by or before 2030 | 2030-01-01 2030-12-31 year | year
by the year 2040 | 2040-01-01 2040-12-31 year | year
in the year 2040 | 2040-01-01 2040-12-31 year | year
by calendar year 2026 | 2026-01-01 2026-12-31 year | year
come 2030 | 2030-01-01 2030-12-31 year | year
due by June 2026 | 2026-06-01 2026-06-30 month | month
@ 2024-02-29
within a year | 2024-02-29 2025-02-28 day | within a span
within a month | 2024-02-29 2024-03-29 day | within a span
in two months | 2024-02-29 2024-04-29 day | within a span
in four years | 2024-02-29 2028-02-29 day | within a span
next month | 2024-03-01 2024-03-31 month | month
by the end of the month | 2024-02-01 2024-02-29 month | end of month
by the end of next week | 2024-03-04 2024-03-10 day | end of week
by Friday | 2024-03-01 2024-03-01 day | weekday
next Friday | 2024-03-08 2024-03-08 day | weekday
this Sunday | 2024-03-03 2024-03-03 day | weekday
by Sunday | 2024-03-03 2024-03-03 day | weekday
next Monday | 2024-03-04 2024-03-04 day | weekday
this weekend | 2024-03-02 2024-03-03 day | weekend
tomorrow | 2024-03-01 2024-03-01 day | day
by spring | 2024-03-01 2024-05-31 quarter | season
this winter | 2023-12-01 2024-02-29 quarter | season
next winter | 2024-12-01 2025-02-28 quarter | season
by the end of Q1 | 2024-01-01 2024-03-31 quarter | end of quarter
in Q4 | 2024-10-01 2024-12-31 quarter | quarter
by February | 2024-02-01 2024-02-29 month | month
by March 1 | 2024-03-01 2024-03-01 day | day
by year-end | 2024-01-01 2024-12-31 year | end of year
early next year | 2025-01-01 2025-03-31 quarter | early year
in half a year | 2024-02-29 2024-08-29 day | within a span
in a decade | 2024-02-29 2034-02-28 day | within a span
by Christmas | 2024-12-25 2024-12-25 day | holiday
next quarter | 2024-04-01 2024-06-30 quarter | quarter
this quarter | 2024-01-01 2024-03-31 quarter | quarter
over the next two quarters | 2024-02-29 2024-08-29 day | within a span
a fortnight from now | 2024-03-14 2024-03-14 day | after a span
in 100 days | 2024-02-29 2024-06-08 day | within a span
by the end of the decade | 2020-01-01 2029-12-31 year | end of decade
@ 2024-01-31
within a year | 2024-01-31 2025-01-31 day | within a span
within a month | 2024-01-31 2024-02-29 day | within a span
in two months | 2024-01-31 2024-03-31 day | within a span
in four years | 2024-01-31 2028-01-31 day | within a span
next month | 2024-02-01 2024-02-29 month | month
by the end of the month | 2024-01-01 2024-01-31 month | end of month
by the end of next week | 2024-02-05 2024-02-11 day | end of week
by Friday | 2024-02-02 2024-02-02 day | weekday
next Friday | 2024-02-09 2024-02-09 day | weekday
this Sunday | 2024-02-04 2024-02-04 day | weekday
by Sunday | 2024-02-04 2024-02-04 day | weekday
next Monday | 2024-02-05 2024-02-05 day | weekday
this weekend | 2024-02-03 2024-02-04 day | weekend
tomorrow | 2024-02-01 2024-02-01 day | day
by spring | 2024-03-01 2024-05-31 quarter | season
this winter | 2023-12-01 2024-02-29 quarter | season
next winter | 2024-12-01 2025-02-28 quarter | season
by the end of Q1 | 2024-01-01 2024-03-31 quarter | end of quarter
in Q4 | 2024-10-01 2024-12-31 quarter | quarter
by February | 2024-02-01 2024-02-29 month | month
by March 1 | 2024-03-01 2024-03-01 day | day
by year-end | 2024-01-01 2024-12-31 year | end of year
early next year | 2025-01-01 2025-03-31 quarter | early year
in half a year | 2024-01-31 2024-07-31 day | within a span
in a decade | 2024-01-31 2034-01-31 day | within a span
by Christmas | 2024-12-25 2024-12-25 day | holiday
next quarter | 2024-04-01 2024-06-30 quarter | quarter
this quarter | 2024-01-01 2024-03-31 quarter | quarter
over the next two quarters | 2024-01-31 2024-07-31 day | within a span
a fortnight from now | 2024-02-14 2024-02-14 day | after a span
in 100 days | 2024-01-31 2024-05-10 day | within a span
by the end of the decade | 2020-01-01 2029-12-31 year | end of decade
@ 2024-12-31
within a year | 2024-12-31 2025-12-31 day | within a span
within a month | 2024-12-31 2025-01-31 day | within a span
in two months | 2024-12-31 2025-02-28 day | within a span
in four years | 2024-12-31 2028-12-31 day | within a span
next month | 2025-01-01 2025-01-31 month | month
by the end of the month | 2024-12-01 2024-12-31 month | end of month
by the end of next week | 2025-01-06 2025-01-12 day | end of week
by Friday | 2025-01-03 2025-01-03 day | weekday
next Friday | 2025-01-10 2025-01-10 day | weekday
this Sunday | 2025-01-05 2025-01-05 day | weekday
by Sunday | 2025-01-05 2025-01-05 day | weekday
next Monday | 2025-01-06 2025-01-06 day | weekday
this weekend | 2025-01-04 2025-01-05 day | weekend
tomorrow | 2025-01-01 2025-01-01 day | day
by spring | 2025-03-01 2025-05-31 quarter | season
this winter | 2024-12-01 2025-02-28 quarter | season
next winter | 2025-12-01 2026-02-28 quarter | season
by the end of Q1 | 2025-01-01 2025-03-31 quarter | end of quarter
in Q4 | 2024-10-01 2024-12-31 quarter | quarter
by February | 2025-02-01 2025-02-28 month | month
by March 1 | 2025-03-01 2025-03-01 day | day
by year-end | 2024-01-01 2024-12-31 year | end of year
early next year | 2025-01-01 2025-03-31 quarter | early year
in half a year | 2024-12-31 2025-06-30 day | within a span
in a decade | 2024-12-31 2034-12-31 day | within a span
by Christmas | 2025-12-25 2025-12-25 day | holiday
next quarter | 2025-01-01 2025-03-31 quarter | quarter
this quarter | 2024-10-01 2024-12-31 quarter | quarter
over the next two quarters | 2024-12-31 2025-06-30 day | within a span
a fortnight from now | 2025-01-14 2025-01-14 day | after a span
in 100 days | 2024-12-31 2025-04-10 day | within a span
by the end of the decade | 2020-01-01 2029-12-31 year | end of decade
@ 2023-01-01
within a year | 2023-01-01 2024-01-01 day | within a span
within a month | 2023-01-01 2023-02-01 day | within a span
in two months | 2023-01-01 2023-03-01 day | within a span
in four years | 2023-01-01 2027-01-01 day | within a span
next month | 2023-02-01 2023-02-28 month | month
by the end of the month | 2023-01-01 2023-01-31 month | end of month
by the end of next week | 2023-01-02 2023-01-08 day | end of week
by Friday | 2023-01-06 2023-01-06 day | weekday
next Friday | 2023-01-06 2023-01-06 day | weekday
this Sunday | 2023-01-08 2023-01-08 day | weekday
by Sunday | 2023-01-08 2023-01-08 day | weekday
next Monday | 2023-01-02 2023-01-02 day | weekday
this weekend | 2022-12-31 2023-01-01 day | weekend
tomorrow | 2023-01-02 2023-01-02 day | day
by spring | 2023-03-01 2023-05-31 quarter | season
this winter | 2022-12-01 2023-02-28 quarter | season
next winter | 2023-12-01 2024-02-29 quarter | season
by the end of Q1 | 2023-01-01 2023-03-31 quarter | end of quarter
in Q4 | 2023-10-01 2023-12-31 quarter | quarter
by February | 2023-02-01 2023-02-28 month | month
by March 1 | 2023-03-01 2023-03-01 day | day
by year-end | 2023-01-01 2023-12-31 year | end of year
early next year | 2024-01-01 2024-03-31 quarter | early year
in half a year | 2023-01-01 2023-07-01 day | within a span
in a decade | 2023-01-01 2033-01-01 day | within a span
by Christmas | 2023-12-25 2023-12-25 day | holiday
next quarter | 2023-04-01 2023-06-30 quarter | quarter
this quarter | 2023-01-01 2023-03-31 quarter | quarter
over the next two quarters | 2023-01-01 2023-07-01 day | within a span
a fortnight from now | 2023-01-15 2023-01-15 day | after a span
in 100 days | 2023-01-01 2023-04-11 day | within a span
by the end of the decade | 2020-01-01 2029-12-31 year | end of decade
@ 2024-01-01
within a year | 2024-01-01 2025-01-01 day | within a span
within a month | 2024-01-01 2024-02-01 day | within a span
in two months | 2024-01-01 2024-03-01 day | within a span
in four years | 2024-01-01 2028-01-01 day | within a span
next month | 2024-02-01 2024-02-29 month | month
by the end of the month | 2024-01-01 2024-01-31 month | end of month
by the end of next week | 2024-01-08 2024-01-14 day | end of week
by Friday | 2024-01-05 2024-01-05 day | weekday
next Friday | 2024-01-12 2024-01-12 day | weekday
this Sunday | 2024-01-07 2024-01-07 day | weekday
by Sunday | 2024-01-07 2024-01-07 day | weekday
next Monday | 2024-01-08 2024-01-08 day | weekday
this weekend | 2024-01-06 2024-01-07 day | weekend
tomorrow | 2024-01-02 2024-01-02 day | day
by spring | 2024-03-01 2024-05-31 quarter | season
this winter | 2023-12-01 2024-02-29 quarter | season
next winter | 2024-12-01 2025-02-28 quarter | season
by the end of Q1 | 2024-01-01 2024-03-31 quarter | end of quarter
in Q4 | 2024-10-01 2024-12-31 quarter | quarter
by February | 2024-02-01 2024-02-29 month | month
by March 1 | 2024-03-01 2024-03-01 day | day
by year-end | 2024-01-01 2024-12-31 year | end of year
early next year | 2025-01-01 2025-03-31 quarter | early year
in half a year | 2024-01-01 2024-07-01 day | within a span
in a decade | 2024-01-01 2034-01-01 day | within a span
by Christmas | 2024-12-25 2024-12-25 day | holiday
next quarter | 2024-04-01 2024-06-30 quarter | quarter
this quarter | 2024-01-01 2024-03-31 quarter | quarter
over the next two quarters | 2024-01-01 2024-07-01 day | within a span
a fortnight from now | 2024-01-15 2024-01-15 day | after a span
in 100 days | 2024-01-01 2024-04-10 day | within a span
by the end of the decade | 2020-01-01 2029-12-31 year | end of decade
@ 2024-11-15
within a year | 2024-11-15 2025-11-15 day | within a span
within a month | 2024-11-15 2024-12-15 day | within a span
in two months | 2024-11-15 2025-01-15 day | within a span
in four years | 2024-11-15 2028-11-15 day | within a span
next month | 2024-12-01 2024-12-31 month | month
by the end of the month | 2024-11-01 2024-11-30 month | end of month
by the end of next week | 2024-11-18 2024-11-24 day | end of week
by Friday | 2024-11-22 2024-11-22 day | weekday
next Friday | 2024-11-22 2024-11-22 day | weekday
this Sunday | 2024-11-17 2024-11-17 day | weekday
by Sunday | 2024-11-17 2024-11-17 day | weekday
next Monday | 2024-11-18 2024-11-18 day | weekday
this weekend | 2024-11-16 2024-11-17 day | weekend
tomorrow | 2024-11-16 2024-11-16 day | day
by spring | 2025-03-01 2025-05-31 quarter | season
this winter | 2024-12-01 2025-02-28 quarter | season
next winter | 2025-12-01 2026-02-28 quarter | season
by the end of Q1 | 2025-01-01 2025-03-31 quarter | end of quarter
in Q4 | 2024-10-01 2024-12-31 quarter | quarter
by February | 2025-02-01 2025-02-28 month | month
by March 1 | 2025-03-01 2025-03-01 day | day
by year-end | 2024-01-01 2024-12-31 year | end of year
early next year | 2025-01-01 2025-03-31 quarter | early year
in half a year | 2024-11-15 2025-05-15 day | within a span
in a decade | 2024-11-15 2034-11-15 day | within a span
by Christmas | 2024-12-25 2024-12-25 day | holiday
next quarter | 2025-01-01 2025-03-31 quarter | quarter
this quarter | 2024-10-01 2024-12-31 quarter | quarter
over the next two quarters | 2024-11-15 2025-05-15 day | within a span
a fortnight from now | 2024-11-29 2024-11-29 day | after a span
in 100 days | 2024-11-15 2025-02-23 day | within a span
by the end of the decade | 2020-01-01 2029-12-31 year | end of decade
`

const saidZH = `
@ 2024-04-24
下月1日 | 2024-05-01 2024-05-01 day | day
本月15日 | 2024-04-15 2024-04-15 day | day
未来二三十年 | 2044-04-24 2054-04-24 day | within a span
在十年到二十年之间 | 2034-04-24 2044-04-24 day | within a span
月内 | 2024-04-01 2024-04-30 month | month
明年初 | 2025-01-01 2025-03-31 quarter | early year
今年年底 | 2024-01-01 2024-12-31 year | end of year
今年年底前 | 2024-01-01 2024-12-31 year | end of year
年底前 | 2024-01-01 2024-12-31 year | end of year
年内 | 2024-01-01 2024-12-31 year | year
三年内 | 2024-04-24 2027-04-24 day | within a span
三年之内 | 2024-04-24 2027-04-24 day | within a span
未来三年 | 2024-04-24 2027-04-24 day | within a span
未来三年内 | 2024-04-24 2027-04-24 day | within a span
未来几年 | 2029-04-24 2031-04-24 day | within a span
未来几年内 | 2029-04-24 2031-04-24 day | within a span
几年后 | 2029-04-24 2031-04-24 day | after a span
数年内 | 2029-04-24 2031-04-24 day | within a span
十几年内 | 2035-04-24 2043-04-24 day | within a span
二十多年后 | 2044-04-24 2053-04-24 day | after a span
两年半内 | 2024-04-24 2026-10-24 day | within a span
一年半之内 | 2024-04-24 2025-10-24 day | within a span
半年后 | 2024-10-24 2024-10-24 day | after a span
半个世纪内 | 2024-04-24 2074-04-24 day | within a span
上半年 | 2024-01-01 2024-06-30 half | half
下半年 | 2024-07-01 2024-12-31 half | half
今年下半年 | 2024-07-01 2024-12-31 half | half
明年下半年 | 2025-07-01 2025-12-31 half | half
明年第三季度 | 2025-07-01 2025-09-30 quarter | quarter
明年三季度 | 2025-07-01 2025-09-30 quarter | quarter
本季度 | 2024-04-01 2024-06-30 quarter | quarter
下季度 | 2024-07-01 2024-09-30 quarter | quarter
下个季度 | 2024-07-01 2024-09-30 quarter | quarter
本月底 | 2024-04-01 2024-04-30 month | end of month
下个月 | 2024-05-01 2024-05-31 month | month
下个月底 | 2024-05-01 2024-05-31 month | end of month
月底前 | 2024-04-01 2024-04-30 month | end of month
6月 | 2024-06-01 2024-06-30 month | month
6月底前 | 2024-06-01 2024-06-30 month | end of month
6月30日前 | 2024-06-29 2024-06-29 day | before day
明年6月 | 2025-06-01 2025-06-30 month | month
明年6月前 | 2025-05-01 2025-05-31 month | before month
后年底 | 2026-01-01 2026-12-31 year | end of year
大后年 | 2027-01-01 2027-12-31 year | year
明天 | 2024-04-25 2024-04-25 day | day
后天 | 2024-04-26 2024-04-26 day | day
周五 | 2024-04-26 2024-04-26 day | weekday
本周五 | 2024-04-26 2024-04-26 day | weekday
下周一 | 2024-04-29 2024-04-29 day | weekday
周末 | 2024-04-27 2024-04-28 day | weekend
下周末 | 2024-05-04 2024-05-05 day | weekend
今年春天 | 2024-03-01 2024-05-31 quarter | season
明年春天 | 2025-03-01 2025-05-31 quarter | season
今夏 | 2024-06-01 2024-08-31 quarter | season
明冬 | 2025-12-01 2026-02-28 quarter | season
2026年春季 | 2026-03-01 2026-05-31 quarter | season
2026年初 | 2026-01-01 2026-03-31 quarter | early year
2026年中 | 2026-01-01 2026-06-30 half | mid year
2026年年中 | 2026-01-01 2026-06-30 half | mid year
2026年年初 | 2026-01-01 2026-03-31 quarter | early year
6月上旬 | 2024-06-01 2024-06-10 day | third of month
2026年6月中旬 | 2026-06-11 2026-06-20 day | third of month
本世纪 | 2001-01-01 2100-12-31 year | century
本世纪中叶 | 2001-01-01 2050-12-31 year | mid century
本世纪30年代 | 2030-01-01 2039-12-31 year | decade
2030年代 | 2030-01-01 2039-12-31 year | decade
2030年代初 | 2030-01-01 2032-06-30 month | early decade
2030年代末 | 2030-01-01 2039-12-31 year | end of decade
二十一世纪末 | 2001-01-01 2100-12-31 year | end of century
21世纪末 | 2001-01-01 2100-12-31 year | end of century
21世纪下半叶 | 2051-01-01 2100-12-31 year | half of century
本世纪下半叶 | 2051-01-01 2100-12-31 year | half of century
十年之内 | 2024-04-24 2034-04-24 day | within a span
十年以内 | 2024-04-24 2034-04-24 day | within a span
五年左右 | 2024-04-24 2029-04-24 day | within a span
五年之后 | 2029-04-24 2029-04-24 day | after a span
三到五年内 | 2027-04-24 2029-04-24 day | within a span
3-5年 | 2027-04-24 2029-04-24 day | within a span
3至5年内 | 2027-04-24 2029-04-24 day | within a span
三五年内 | 2027-04-24 2029-04-24 day | within a span
五六年内 | 2029-04-24 2030-04-24 day | within a span
未来五到十年 | 2029-04-24 2034-04-24 day | within a span
未来十年 | 2024-04-24 2034-04-24 day | within a span
今后十年 | 2024-04-24 2034-04-24 day | within a span
接下来的十年 | 2024-04-24 2034-04-24 day | within a span
再过十年 | 2034-04-24 2034-04-24 day | after a span
不出三年 | 2024-04-24 2027-04-24 day | within a span
到2030年 | 2030-01-01 2030-12-31 year | year
2027年到2030年 | 2027-01-01 2030-12-31 year | range
2027至2030年间 | 2027-01-01 2030-12-31 year | range
2027-2030年 | 2027-01-01 2030-12-31 year | range
最快明年 | 2025-01-01 2025-12-31 year | year
最早2027年 | 2027-01-01 2027-12-31 year | year
两周内 | 2024-04-24 2024-05-08 day | within a span
十天内 | 2024-04-24 2024-05-04 day | within a span
24小时内 | 2024-04-24 2024-04-25 day | within a span
两个月内 | 2024-04-24 2024-06-24 day | within a span
一个半月内 | 2024-04-24 2024-06-08 day | within a span
6个月内 | 2024-04-24 2024-10-24 day | within a span
１８个月内 | 2024-04-24 2025-10-24 day | within a span
百年之内 | 2024-04-24 2124-04-24 day | within a span
圣诞节前 | 2024-12-24 2024-12-24 day | before holiday
明年元旦 | 2025-01-01 2025-01-01 day | holiday
国庆前 | 2024-09-30 2024-09-30 day | before holiday
岁末 | 2024-01-01 2024-12-31 year | end of year
季度末 | 2024-04-01 2024-06-30 quarter | end of quarter
年中 | 2024-01-01 2024-06-30 half | mid year
年初 | 2025-01-01 2025-03-31 quarter | early year
明年此时 | 2025-04-24 2025-04-24 day | year after
二〇三〇年 | 2030-01-01 2030-12-31 year | year
2030年底以前 | 2030-01-01 2030-12-31 year | end of year
明年夏天之前 | 2024-04-24 2025-05-31 day | before season
明年九到十月 | 2025-09-01 2025-10-31 month | range
2027年三到六月 | 2027-03-01 2027-06-30 month | range
五到十年 | 2029-04-24 2034-04-24 day | within a span
一年半 | 2024-04-24 2025-10-24 day | within a span
三年 | 2024-04-24 2027-04-24 day | within a span
本周三 | 2024-04-24 2024-04-24 day | weekday
本世纪末 | 2001-01-01 2100-12-31 year | end of century
下周五 | 2024-05-03 2024-05-03 day | weekday
年底 | 2024-01-01 2024-12-31 year | end of year
第三季度 | 2024-07-01 2024-09-30 quarter | quarter
第四季度前 | 2024-07-01 2024-09-30 quarter | before quarter
十年内 | 2024-04-24 2034-04-24 day | within a span
半年内 | 2024-04-24 2024-10-24 day | within a span
后年 | 2026-01-01 2026-12-31 year | year
截至今年年底 | 2024-01-01 2024-12-31 year | end of year
到今年底 | 2024-01-01 2024-12-31 year | end of year
到年底 | 2024-01-01 2024-12-31 year | end of year
在年底之前 | 2024-01-01 2024-12-31 year | end of year
今年内 | 2024-01-01 2024-12-31 year | year
今年之内 | 2024-01-01 2024-12-31 year | year
明年之内 | 2025-01-01 2025-12-31 year | year
明年内 | 2025-01-01 2025-12-31 year | year
明年年底 | 2025-01-01 2025-12-31 year | end of year
明年年末 | 2025-01-01 2025-12-31 year | end of year
明年末 | 2025-01-01 2025-12-31 year | end of year
明年年中 | 2025-01-01 2025-06-30 half | mid year
明年中 | 2025-01-01 2025-06-30 half | mid year
明年夏季 | 2025-06-01 2025-08-31 quarter | season
明年一季度 | 2025-01-01 2025-03-31 quarter | quarter
明年Q3 | 2025-07-01 2025-09-30 quarter | quarter
明年H2 | 2025-07-01 2025-12-31 half | half
明年前 | 2024-01-01 2024-12-31 year | before year
后年初 | 2026-01-01 2026-03-31 quarter | early year
后年年底前 | 2026-01-01 2026-12-31 year | end of year
年底以前 | 2024-01-01 2024-12-31 year | end of year
岁末之前 | 2024-01-01 2024-12-31 year | end of year
本月内 | 2024-04-01 2024-04-30 month | month
本月 | 2024-04-01 2024-04-30 month | month
本月末 | 2024-04-01 2024-04-30 month | end of month
下月初 | 2024-05-01 2024-05-07 day | early month
下月中旬 | 2024-05-11 2024-05-20 day | third of month
下月底前 | 2024-05-01 2024-05-31 month | end of month
下下个月 | 2024-06-01 2024-06-30 month | month
本季度内 | 2024-04-01 2024-06-30 quarter | quarter
下季度末 | 2024-07-01 2024-09-30 quarter | end of quarter
今年第四季度 | 2024-10-01 2024-12-31 quarter | quarter
今年四季度 | 2024-10-01 2024-12-31 quarter | quarter
今年Q4 | 2024-10-01 2024-12-31 quarter | quarter
今年上半年 | 2024-01-01 2024-06-30 half | half
今年下半年内 | 2024-07-01 2024-12-31 half | half
明年下半年前 | 2025-01-01 2025-06-30 half | before half
三季度末 | 2024-07-01 2024-09-30 quarter | end of quarter
上半年内 | 2024-01-01 2024-06-30 half | half
上半年结束前 | 2024-01-01 2024-06-30 half | end of half
下半年底 | 2024-07-01 2024-12-31 half | end of half
8月 | 2024-08-01 2024-08-31 month | month
8月份 | 2024-08-01 2024-08-31 month | month
8月内 | 2024-08-01 2024-08-31 month | month
八月 | 2024-08-01 2024-08-31 month | month
十二月底前 | 2024-12-01 2024-12-31 month | end of month
12月31日前 | 2024-12-30 2024-12-30 day | before day
12月31日 | 2024-12-31 2024-12-31 day | day
明年1月 | 2025-01-01 2025-01-31 month | month
明年1月15日 | 2025-01-15 2025-01-15 day | day
明年3月前 | 2025-02-01 2025-02-28 month | before month
今年9月 | 2024-09-01 2024-09-30 month | month
今年9月底之前 | 2024-09-01 2024-09-30 month | end of month
星期三 | 2024-05-01 2024-05-01 day | weekday
礼拜天 | 2024-04-28 2024-04-28 day | weekday
周六前 | 2024-04-26 2024-04-26 day | before weekday
下周三之前 | 2024-04-30 2024-04-30 day | before weekday
下下周 | 2024-05-06 2024-05-12 day | week
本周内 | 2024-04-22 2024-04-28 day | week
这周五 | 2024-04-26 2024-04-26 day | weekday
下星期一 | 2024-04-29 2024-04-29 day | weekday
下周内 | 2024-04-29 2024-05-05 day | week
周末前 | 2024-04-26 2024-04-26 day | before weekend
今天 | 2024-04-24 2024-04-24 day | day
今晚 | 2024-04-24 2024-04-24 day | day
明晚 | 2024-04-25 2024-04-25 day | day
大后天 | 2024-04-27 2024-04-27 day | day
两天内 | 2024-04-24 2024-04-26 day | within a span
三天后 | 2024-04-27 2024-04-27 day | after a span
一周内 | 2024-04-24 2024-05-01 day | within a span
两星期后 | 2024-05-08 2024-05-08 day | after a span
十五天之内 | 2024-04-24 2024-05-09 day | within a span
30天内 | 2024-04-24 2024-05-24 day | within a span
一百天内 | 2024-04-24 2024-08-02 day | within a span
两个月之内 | 2024-04-24 2024-06-24 day | within a span
三个月后 | 2024-07-24 2024-07-24 day | after a span
三四个月内 | 2024-07-24 2024-08-24 day | within a span
六到九个月 | 2024-10-24 2025-01-24 day | within a span
一年后 | 2025-04-24 2025-04-24 day | after a span
一年左右 | 2024-04-24 2025-04-24 day | within a span
一年以内 | 2024-04-24 2025-04-24 day | within a span
两年后 | 2026-04-24 2026-04-24 day | after a span
两年内 | 2024-04-24 2026-04-24 day | within a span
二年内 | 2024-04-24 2026-04-24 day | within a span
二十年内 | 2024-04-24 2044-04-24 day | within a span
二十五年后 | 2049-04-24 2049-04-24 day | after a span
一百年内 | 2024-04-24 2124-04-24 day | within a span
半个月内 | 2024-04-24 2024-05-09 day | within a span
十来年内 | 2024-04-24 2034-04-24 day | within a span
十多年后 | 2034-04-24 2043-04-24 day | after a span
几个月内 | 2024-09-24 2024-11-24 day | within a span
几周内 | 2024-05-29 2024-06-12 day | within a span
几十年内 | 2074-04-24 2094-04-24 day | within a span
数月内 | 2024-09-24 2024-11-24 day | within a span
数周内 | 2024-05-29 2024-06-12 day | within a span
数十年后 | 2074-04-24 2094-04-24 day | after a span
近十年 | 2014-04-24 2014-04-24 day | ago
三年前 | 2021-04-24 2021-04-24 day | ago
五至十年内 | 2029-04-24 2034-04-24 day | within a span
10-15年 | 2034-04-24 2039-04-24 day | within a span
10到20年后 | 2034-04-24 2044-04-24 day | after a span
未来12个月 | 2024-04-24 2025-04-24 day | within a span
未来12至18个月 | 2025-04-24 2025-10-24 day | within a span
未来两周 | 2024-04-24 2024-05-08 day | within a span
未来几个季度 | 2025-07-24 2026-01-24 day | within a span
未来半年 | 2024-04-24 2024-10-24 day | within a span
未来一年内 | 2024-04-24 2025-04-24 day | within a span
未来数年 | 2029-04-24 2031-04-24 day | within a span
今后三年内 | 2024-04-24 2027-04-24 day | within a span
接下来两年 | 2024-04-24 2026-04-24 day | within a span
再过五年 | 2029-04-24 2029-04-24 day | after a span
再过两三年 | 2026-04-24 2027-04-24 day | after a span
最多五年 | 2024-04-24 2029-04-24 day | within a span
至多三年内 | 2024-04-24 2027-04-24 day | within a span
不到两年 | 2024-04-24 2026-04-24 day | within a span
用不了十年 | 2024-04-24 2034-04-24 day | within a span
本年代末 | 2020-01-01 2029-12-31 year | end of decade
这个十年结束前 | 2020-01-01 2029-12-31 year | end of decade
下一个十年 | 2030-01-01 2039-12-31 year | decade
2040年代 | 2040-01-01 2049-12-31 year | decade
2040年代中期 | 2040-01-01 2044-12-31 year | mid decade
三十年代 | 2030-01-01 2039-12-31 year | decade
下个世纪 | 2101-01-01 2200-12-31 year | century
本世纪上半叶 | 2001-01-01 2050-12-31 year | half of century
21世纪中叶 | 2001-01-01 2050-12-31 year | mid century
世纪末 | 2001-01-01 2100-12-31 year | end of century
2028年夏天 | 2028-06-01 2028-08-31 quarter | season
2028年冬季 | 2028-12-01 2029-02-28 quarter | season
2028年10月中旬 | 2028-10-11 2028-10-20 day | third of month
2028年10月上旬 | 2028-10-01 2028-10-10 day | third of month
2028年10月初 | 2028-10-01 2028-10-07 day | early month
2028年10月底 | 2028-10-01 2028-10-31 month | end of month
2028年元旦前 | 2027-12-31 2027-12-31 day | before holiday
2028年国庆节前 | 2028-09-30 2028-09-30 day | before holiday
2028年圣诞 | 2028-12-25 2028-12-25 day | holiday
2027到2028年间 | 2027-01-01 2028-12-31 year | range
2026年至2028年 | 2026-01-01 2028-12-31 year | range
2028年上半年末 | 2028-01-01 2028-06-30 half | end of half
２０２８年底前 | 2028-01-01 2028-12-31 year | end of year
二〇二八年底 | 2028-01-01 2028-12-31 year | end of year
二零二八年前 | 2027-01-01 2027-12-31 year | before year
2028年以内 | 2028-01-01 2028-12-31 year | year
不晚于2028年 | 2028-01-01 2028-12-31 year | year
最迟2028年 | 2028-01-01 2028-12-31 year | year
最晚明年底 | 2025-01-01 2025-12-31 year | end of year
最快今年年底 | 2024-01-01 2024-12-31 year | end of year
最早下个月 | 2024-05-01 2024-05-31 month | month
去年 | 2023-01-01 2023-12-31 year | year
前年 | 2022-01-01 2022-12-31 year | year
上个月 | 2024-03-01 2024-03-31 month | month
上周 | 2024-04-15 2024-04-21 day | week
昨天 | 2024-04-23 2024-04-23 day | day
未來五年 | 2024-04-24 2029-04-24 day | within a span
數年內 | 2029-04-24 2031-04-24 day | within a span
兩年內 | 2024-04-24 2026-04-24 day | within a span
後年 | 2026-01-01 2026-12-31 year | year
下個月 | 2024-05-01 2024-05-31 month | month
下週五 | 2024-05-03 2024-05-03 day | weekday
@ 2024-02-29
一年内 | 2024-02-29 2025-02-28 day | within a span
一个月内 | 2024-02-29 2024-03-29 day | within a span
两个月后 | 2024-04-29 2024-04-29 day | after a span
四年内 | 2024-02-29 2028-02-29 day | within a span
下个月 | 2024-03-01 2024-03-31 month | month
月底前 | 2024-02-01 2024-02-29 month | end of month
本周末 | 2024-03-02 2024-03-03 day | weekend
周日 | 2024-03-03 2024-03-03 day | weekday
本周五 | 2024-03-01 2024-03-01 day | weekday
下周五 | 2024-03-08 2024-03-08 day | weekday
下周一 | 2024-03-04 2024-03-04 day | weekday
后天 | 2024-03-02 2024-03-02 day | day
今冬 | 2023-12-01 2024-02-29 quarter | season
明年春天 | 2025-03-01 2025-05-31 quarter | season
今年秋天 | 2024-09-01 2024-11-30 quarter | season
一季度 | 2024-01-01 2024-03-31 quarter | quarter
四季度末 | 2024-10-01 2024-12-31 quarter | end of quarter
2月底前 | 2024-02-01 2024-02-29 month | end of month
3月1日前 | 2024-02-29 2024-02-29 day | before day
年底前 | 2024-01-01 2024-12-31 year | end of year
明年初 | 2025-01-01 2025-03-31 quarter | early year
半年内 | 2024-02-29 2024-08-29 day | within a span
未来十年 | 2024-02-29 2034-02-28 day | within a span
圣诞节前 | 2024-12-24 2024-12-24 day | before holiday
下季度 | 2024-04-01 2024-06-30 quarter | quarter
本季度末 | 2024-01-01 2024-03-31 quarter | end of quarter
两个季度内 | 2024-02-29 2024-08-29 day | within a span
百日内 | 2024-02-29 2024-06-08 day | within a span
三周后 | 2024-03-21 2024-03-21 day | after a span
本世纪末 | 2001-01-01 2100-12-31 year | end of century
后年上半年 | 2026-01-01 2026-06-30 half | half
未来两到三年 | 2026-02-28 2027-02-28 day | within a span
@ 2024-01-31
一年内 | 2024-01-31 2025-01-31 day | within a span
一个月内 | 2024-01-31 2024-02-29 day | within a span
两个月后 | 2024-03-31 2024-03-31 day | after a span
四年内 | 2024-01-31 2028-01-31 day | within a span
下个月 | 2024-02-01 2024-02-29 month | month
月底前 | 2024-01-01 2024-01-31 month | end of month
本周末 | 2024-02-03 2024-02-04 day | weekend
周日 | 2024-02-04 2024-02-04 day | weekday
本周五 | 2024-02-02 2024-02-02 day | weekday
下周五 | 2024-02-09 2024-02-09 day | weekday
下周一 | 2024-02-05 2024-02-05 day | weekday
后天 | 2024-02-02 2024-02-02 day | day
今冬 | 2023-12-01 2024-02-29 quarter | season
明年春天 | 2025-03-01 2025-05-31 quarter | season
今年秋天 | 2024-09-01 2024-11-30 quarter | season
一季度 | 2024-01-01 2024-03-31 quarter | quarter
四季度末 | 2024-10-01 2024-12-31 quarter | end of quarter
2月底前 | 2024-02-01 2024-02-29 month | end of month
3月1日前 | 2024-02-29 2024-02-29 day | before day
年底前 | 2024-01-01 2024-12-31 year | end of year
明年初 | 2025-01-01 2025-03-31 quarter | early year
半年内 | 2024-01-31 2024-07-31 day | within a span
未来十年 | 2024-01-31 2034-01-31 day | within a span
圣诞节前 | 2024-12-24 2024-12-24 day | before holiday
下季度 | 2024-04-01 2024-06-30 quarter | quarter
本季度末 | 2024-01-01 2024-03-31 quarter | end of quarter
两个季度内 | 2024-01-31 2024-07-31 day | within a span
百日内 | 2024-01-31 2024-05-10 day | within a span
三周后 | 2024-02-21 2024-02-21 day | after a span
本世纪末 | 2001-01-01 2100-12-31 year | end of century
后年上半年 | 2026-01-01 2026-06-30 half | half
未来两到三年 | 2026-01-31 2027-01-31 day | within a span
@ 2024-12-31
一年内 | 2024-12-31 2025-12-31 day | within a span
一个月内 | 2024-12-31 2025-01-31 day | within a span
两个月后 | 2025-02-28 2025-02-28 day | after a span
四年内 | 2024-12-31 2028-12-31 day | within a span
下个月 | 2025-01-01 2025-01-31 month | month
月底前 | 2024-12-01 2024-12-31 month | end of month
本周末 | 2025-01-04 2025-01-05 day | weekend
周日 | 2025-01-05 2025-01-05 day | weekday
本周五 | 2025-01-03 2025-01-03 day | weekday
下周五 | 2025-01-10 2025-01-10 day | weekday
下周一 | 2025-01-06 2025-01-06 day | weekday
后天 | 2025-01-02 2025-01-02 day | day
今冬 | 2024-12-01 2025-02-28 quarter | season
明年春天 | 2025-03-01 2025-05-31 quarter | season
今年秋天 | 2024-09-01 2024-11-30 quarter | season
一季度 | 2025-01-01 2025-03-31 quarter | quarter
四季度末 | 2024-10-01 2024-12-31 quarter | end of quarter
2月底前 | 2025-02-01 2025-02-28 month | end of month
3月1日前 | 2025-02-28 2025-02-28 day | before day
年底前 | 2024-01-01 2024-12-31 year | end of year
明年初 | 2025-01-01 2025-03-31 quarter | early year
半年内 | 2024-12-31 2025-06-30 day | within a span
未来十年 | 2024-12-31 2034-12-31 day | within a span
圣诞节前 | 2025-12-24 2025-12-24 day | before holiday
下季度 | 2025-01-01 2025-03-31 quarter | quarter
本季度末 | 2024-10-01 2024-12-31 quarter | end of quarter
两个季度内 | 2024-12-31 2025-06-30 day | within a span
百日内 | 2024-12-31 2025-04-10 day | within a span
三周后 | 2025-01-21 2025-01-21 day | after a span
本世纪末 | 2001-01-01 2100-12-31 year | end of century
后年上半年 | 2026-01-01 2026-06-30 half | half
未来两到三年 | 2026-12-31 2027-12-31 day | within a span
@ 2023-01-01
一年内 | 2023-01-01 2024-01-01 day | within a span
一个月内 | 2023-01-01 2023-02-01 day | within a span
两个月后 | 2023-03-01 2023-03-01 day | after a span
四年内 | 2023-01-01 2027-01-01 day | within a span
下个月 | 2023-02-01 2023-02-28 month | month
月底前 | 2023-01-01 2023-01-31 month | end of month
本周末 | 2022-12-31 2023-01-01 day | weekend
周日 | 2023-01-08 2023-01-08 day | weekday
本周五 | 2022-12-30 2022-12-30 day | weekday
下周五 | 2023-01-06 2023-01-06 day | weekday
下周一 | 2023-01-02 2023-01-02 day | weekday
后天 | 2023-01-03 2023-01-03 day | day
今冬 | 2022-12-01 2023-02-28 quarter | season
明年春天 | 2024-03-01 2024-05-31 quarter | season
今年秋天 | 2023-09-01 2023-11-30 quarter | season
一季度 | 2023-01-01 2023-03-31 quarter | quarter
四季度末 | 2023-10-01 2023-12-31 quarter | end of quarter
2月底前 | 2023-02-01 2023-02-28 month | end of month
3月1日前 | 2023-02-28 2023-02-28 day | before day
年底前 | 2023-01-01 2023-12-31 year | end of year
明年初 | 2024-01-01 2024-03-31 quarter | early year
半年内 | 2023-01-01 2023-07-01 day | within a span
未来十年 | 2023-01-01 2033-01-01 day | within a span
圣诞节前 | 2023-12-24 2023-12-24 day | before holiday
下季度 | 2023-04-01 2023-06-30 quarter | quarter
本季度末 | 2023-01-01 2023-03-31 quarter | end of quarter
两个季度内 | 2023-01-01 2023-07-01 day | within a span
百日内 | 2023-01-01 2023-04-11 day | within a span
三周后 | 2023-01-22 2023-01-22 day | after a span
本世纪末 | 2001-01-01 2100-12-31 year | end of century
后年上半年 | 2025-01-01 2025-06-30 half | half
未来两到三年 | 2025-01-01 2026-01-01 day | within a span
@ 2024-01-01
一年内 | 2024-01-01 2025-01-01 day | within a span
一个月内 | 2024-01-01 2024-02-01 day | within a span
两个月后 | 2024-03-01 2024-03-01 day | after a span
四年内 | 2024-01-01 2028-01-01 day | within a span
下个月 | 2024-02-01 2024-02-29 month | month
月底前 | 2024-01-01 2024-01-31 month | end of month
本周末 | 2024-01-06 2024-01-07 day | weekend
周日 | 2024-01-07 2024-01-07 day | weekday
本周五 | 2024-01-05 2024-01-05 day | weekday
下周五 | 2024-01-12 2024-01-12 day | weekday
下周一 | 2024-01-08 2024-01-08 day | weekday
后天 | 2024-01-03 2024-01-03 day | day
今冬 | 2023-12-01 2024-02-29 quarter | season
明年春天 | 2025-03-01 2025-05-31 quarter | season
今年秋天 | 2024-09-01 2024-11-30 quarter | season
一季度 | 2024-01-01 2024-03-31 quarter | quarter
四季度末 | 2024-10-01 2024-12-31 quarter | end of quarter
2月底前 | 2024-02-01 2024-02-29 month | end of month
3月1日前 | 2024-02-29 2024-02-29 day | before day
年底前 | 2024-01-01 2024-12-31 year | end of year
明年初 | 2025-01-01 2025-03-31 quarter | early year
半年内 | 2024-01-01 2024-07-01 day | within a span
未来十年 | 2024-01-01 2034-01-01 day | within a span
圣诞节前 | 2024-12-24 2024-12-24 day | before holiday
下季度 | 2024-04-01 2024-06-30 quarter | quarter
本季度末 | 2024-01-01 2024-03-31 quarter | end of quarter
两个季度内 | 2024-01-01 2024-07-01 day | within a span
百日内 | 2024-01-01 2024-04-10 day | within a span
三周后 | 2024-01-22 2024-01-22 day | after a span
本世纪末 | 2001-01-01 2100-12-31 year | end of century
后年上半年 | 2026-01-01 2026-06-30 half | half
未来两到三年 | 2026-01-01 2027-01-01 day | within a span
@ 2024-11-15
一年内 | 2024-11-15 2025-11-15 day | within a span
一个月内 | 2024-11-15 2024-12-15 day | within a span
两个月后 | 2025-01-15 2025-01-15 day | after a span
四年内 | 2024-11-15 2028-11-15 day | within a span
下个月 | 2024-12-01 2024-12-31 month | month
月底前 | 2024-11-01 2024-11-30 month | end of month
本周末 | 2024-11-16 2024-11-17 day | weekend
周日 | 2024-11-17 2024-11-17 day | weekday
本周五 | 2024-11-15 2024-11-15 day | weekday
下周五 | 2024-11-22 2024-11-22 day | weekday
下周一 | 2024-11-18 2024-11-18 day | weekday
后天 | 2024-11-17 2024-11-17 day | day
今冬 | 2024-12-01 2025-02-28 quarter | season
明年春天 | 2025-03-01 2025-05-31 quarter | season
今年秋天 | 2024-09-01 2024-11-30 quarter | season
一季度 | 2025-01-01 2025-03-31 quarter | quarter
四季度末 | 2024-10-01 2024-12-31 quarter | end of quarter
2月底前 | 2025-02-01 2025-02-28 month | end of month
3月1日前 | 2025-02-28 2025-02-28 day | before day
年底前 | 2024-01-01 2024-12-31 year | end of year
明年初 | 2025-01-01 2025-03-31 quarter | early year
半年内 | 2024-11-15 2025-05-15 day | within a span
未来十年 | 2024-11-15 2034-11-15 day | within a span
圣诞节前 | 2024-12-24 2024-12-24 day | before holiday
下季度 | 2025-01-01 2025-03-31 quarter | quarter
本季度末 | 2024-10-01 2024-12-31 quarter | end of quarter
两个季度内 | 2024-11-15 2025-05-15 day | within a span
百日内 | 2024-11-15 2025-02-23 day | within a span
三周后 | 2024-12-06 2024-12-06 day | after a span
本世纪末 | 2001-01-01 2100-12-31 year | end of century
后年上半年 | 2026-01-01 2026-06-30 half | half
未来两到三年 | 2026-11-15 2027-11-15 day | within a span
`

func TestParseDeadlineFromTheDayItWasSaid(t *testing.T) {
	for lang, table := range map[string]string{"en": saidEN, "zh": saidZH} {
		var said ledger.Date
		phrases := map[string]bool{}
		for _, line := range strings.Split(strings.TrimSpace(table), "\n") {
			if day, ok := strings.CutPrefix(line, "@ "); ok {
				said = date(t, day)
				continue
			}
			row := strings.Split(line, " | ")
			phrases[row[0]] = true
			d, err := wording.ParseDeadline(row[0], said)
			if err != nil {
				t.Errorf("%q, said %s: %v", row[0], said, err)
				continue
			}
			if got := d.From.String() + " " + d.To.String() + " " + string(d.Precision); got != row[1] || d.Rule != row[2] {
				t.Errorf("%q, said %s: got %s by rule %q, want %s by %q", row[0], said, got, d.Rule, row[1], row[2])
			}
		}
		for _, row := range rows(readable) {
			if strings.ContainsFunc(row[0], isHan) == (lang == "zh") {
				phrases[row[0]] = true
			}
		}
		if len(phrases) < 300 {
			t.Errorf("%s: %d phrases", lang, len(phrases))
		}
	}
}

func date(t testing.TB, day string) ledger.Date {
	t.Helper()
	d, err := ledger.ParseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// Relative words without a day from which they count.
func TestParseDeadlineAsksForTheDayItWasSaid(t *testing.T) {
	for _, words := range []string{"next year", "within three years", "三年内", "明年底", "年底", "next Friday", "下周五", "tomorrow", "the end of the decade", "本世纪末"} {
		_, err := wording.ParseDeadline(words, ledger.Date{})
		checkRefusal(t, words, err, "deadline_relative")
	}
	for _, words := range []string{"by June", "第三季度", "by Christmas", "spring"} {
		_, err := wording.ParseDeadline(words, ledger.Date{})
		checkRefusal(t, words, err, "date_year_missing")
	}
}

// What is refused although the day is known.
const refusedSaid = `
soon | deadline_vague
eventually | deadline_vague
one day | deadline_vague
in the near future | deadline_vague
in the coming years | deadline_vague
sooner or later | deadline_vague
迟早 | deadline_vague
早晚 | deadline_vague
很快 | deadline_vague
不久的将来 | deadline_vague
未来某个时候 | deadline_vague
after 2030 | deadline_floor
not before 2030 | deadline_floor
not until 2030 | deadline_floor
no earlier than 2030 | deadline_floor
2030年后 | deadline_floor
2030年以后 | deadline_floor
从2027年起 | deadline_floor
Easter 2026 | date_moves
by Lunar New Year | date_moves
春节前 | date_moves
明年中秋 | date_moves
FY26 | date_fiscal_year
2025财年 | date_fiscal_year
2025-26 season | date_season
2025/26 | date_season
民国115年 | date_other_calendar
03/04/2025 | date_ambiguous
Q5 | date_no_such_quarter
in 3025 | date_year_range
within 990 years | date_year_range
the day the music died | deadline_unreadable
六月的雪 | deadline_unreadable
`

func TestParseDeadlineStillRefuses(t *testing.T) {
	for _, row := range rows(refusedSaid) {
		_, err := wording.ParseDeadline(row[0], date(t, "2024-04-24"))
		checkRefusal(t, row[0], err, row[1])
	}
}

func checkRefusal(t *testing.T, words string, err error, key string) {
	t.Helper()
	var e *ledger.Error
	if !errors.As(err, &e) || e.Key != key || e.Field != "deadline" {
		t.Errorf("%q: got %v, want %s", words, err, key)
	}
}

// Each row is a sentence said on 2024-04-24, and what is found in it: words =
// last day, with "past" before those that are over.
const sentences = `
The shortage will end by the middle of next year, the chief executive said. | by the middle of next year = 2025-06-30
GPT-5 may arrive in May or in the second half of 2025. | in May = 2024-05-31; in the second half of 2025 = 2025-12-31
It costs $2025 and page 2025 says so. |
The plant opens in March. | in March = 2025-03-31
Within three years, over 500 million people will use it. | Within three years = 2027-04-24
He worked there for three years and left in 2019. | past in 2019 = 2019-12-31
Unemployment is the lowest in three years. |
Over the next decade AI will cost more than 5 billion. | Over the next decade = 2034-04-24
She said that by the end of the decade all cars will be electric. | by the end of the decade = 2029-12-31
In 1955 they said that within ten years every home would have one. | past In 1955 = 1955-12-31; past within ten years = 1965-12-31
The market may grow in 2025-26. |
The vote is set for June 4. | for June 4 = 2024-06-04
You may march in protest. |
Prices rose 5% last year. | past last year = 2023-12-31
We will need at least 100 days of supply. |
Peak oil is ten years away. | ten years away = 2034-04-24
他表示，未来三到五年内，人工智能将改变世界。 | 未来三到五年内 = 2029-04-24
到2030年，三十岁以下没有人买车。 | 到2030年 = 2030-12-31
公司去年营收增长12%，预计明年第三季度推出新产品。 | past 去年 = 2023-12-31; 明年第三季度 = 2025-09-30
三年前他还在学校，十年后他会成为总统。 | past 三年前 = 2021-04-24; 十年后 = 2034-04-24
2027年底前，该工厂将投产。 | 2027年底前 = 2027-12-31
2017年，有人说两年之内必死。 | past 2017年 = 2017-12-31; past 两年之内 = 2019-12-31
价格拐点可能提前一个季度。 |
他十一点到，十一个人在等。 |
`

func TestFindDeadlines(t *testing.T) {
	for _, line := range strings.Split(strings.TrimSpace(sentences), "\n") {
		sentence, want, _ := strings.Cut(line, " |")
		var got []string
		for _, d := range wording.FindDeadlines(sentence, date(t, "2024-04-24")) {
			if words := string([]rune(sentence)[d.Start:d.End]); words != d.Words {
				t.Errorf("%q: %q is at the place of %q", sentence, words, d.Words)
			}
			text := d.Words + " = " + d.To.String()
			if d.Past {
				text = "past " + text
			}
			got = append(got, text)
		}
		if strings.Join(got, "; ") != strings.TrimSpace(want) {
			t.Errorf("%q:\n got %s\nwant %s", sentence, strings.Join(got, "; "), want)
		}
	}
}

// What is within a span never ends before the day it was said, and a longer
// span never ends sooner.
func TestSpansCountOnwards(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		said := ledger.NewDate(rapid.IntRange(1990, 2090).Draw(t, "year"), 1, rapid.IntRange(1, 366).Draw(t, "day"))
		n := rapid.IntRange(1, 60).Draw(t, "n")
		unit := rapid.SampledFrom([]string{"days", "weeks", "months", "quarters", "years"}).Draw(t, "unit")
		one, err := wording.ParseDeadline(fmt.Sprintf("within %d %s", n, unit), said)
		if err != nil {
			t.Fatal(err)
		}
		more, err := wording.ParseDeadline(fmt.Sprintf("within %d %s", n+1, unit), said)
		if err != nil {
			t.Fatal(err)
		}
		if one.From != said || !one.To.After(said) || !more.To.After(one.To) {
			t.Fatalf("%+v, then %+v", one, more)
		}
		han := map[string]string{"days": "天", "weeks": "周", "months": "个月", "quarters": "个季度", "years": "年"}[unit]
		same, err := wording.ParseDeadline(fmt.Sprintf("%d%s内", n, han), said)
		if err != nil || same.To != one.To || same.From != one.From {
			t.Fatalf("%+v and %+v, %v", one, same, err)
		}
		if unit == "months" || unit == "years" {
			if end := one.To.AddDays(1); one.To.Day != said.Day && end.Day != 1 {
				t.Fatalf("%s + %d %s is %s", said, n, unit, one.To)
			}
		}
	})
}

// A deadline that is shown in words, in either language, is read back as the
// same.
func TestShownDeadlinesAreReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		precision := rapid.SampledFrom([]ledger.Precision{ledger.Day, ledger.Month, ledger.Quarter, ledger.Half, ledger.Year}).Draw(t, "precision")
		from, to := precision.Period(ledger.NewDate(rapid.IntRange(1900, 2999).Draw(t, "year"), 1, rapid.IntRange(1, 365).Draw(t, "day")))
		d := ledger.Deadline{From: from, To: to, Precision: precision, Kind: ledger.Stated}
		for _, l := range locale.All() {
			text := l.Deadline(d)
			read, err := wording.ParseDeadline(text, ledger.Date{})
			if err != nil || read.From != from || read.To != to || read.Precision != precision {
				t.Fatalf("%s: %q was %s to %s, and is read as %+v, %v", l.Tag(), text, from, to, read, err)
			}
		}
	})
}

func TestFindDeadlinesWithoutTheDay(t *testing.T) {
	for sentence, words := range map[string]string{
		"Wages will rise by the end of next year.": "by the end of next year", "三年内价格会下降。": "三年内", "It opens by June.": "by June",
	} {
		found := wording.FindDeadlines(sentence, ledger.Date{})
		if len(found) != 1 || found[0].Words != words || !found[0].To.IsZero() || found[0].Past {
			t.Errorf("%q: %+v", sentence, found)
		}
	}
	if found := wording.FindDeadlines("Wages will rise by the end of 2030.", ledger.Date{}); len(found) != 1 || found[0].To != date(t, "2030-12-31") {
		t.Errorf("%+v", found)
	}
}
