package locale

import (
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// Locale is one language of the interface. It does not change and is safe for
// concurrent use.
type Locale struct {
	tag       language.Tag
	name      string
	capitals  bool // sentences begin with one
	texts     catalogue
	localizer *i18n.Localizer
}

// English comes first: it is what readers get for whom nothing fits.
var all = []*Locale{
	load(language.English, "English", true),
	load(language.MustParse("zh-CN"), "中文", false),
}

// All lists the locales, English first.
func All() []*Locale { return append([]*Locale(nil), all...) }

// Get returns the locale of exactly this tag: "en" or "zh-CN".
func Get(tag string) (*Locale, bool) {
	for _, l := range all {
		if l.Tag() == tag {
			return l, true
		}
	}
	return nil, false
}

// Match returns the locale that suits best. preferred are language tags or
// whole Accept-Language headers, in order of preference; what can't be read is
// passed over. Any sort of Chinese is answered in ours, and English is the
// answer when nothing fits.
func Match(preferred ...string) *Locale {
	for _, p := range preferred {
		tags, _, err := language.ParseAcceptLanguage(p)
		if err != nil {
			continue
		}
		for _, tag := range tags {
			// By base language and in order. A language.Matcher would rather
			// give English to readers of zh-TW who list English second.
			base, _ := tag.Base()
			for _, l := range all {
				if own, _ := l.tag.Base(); own == base {
					return l
				}
			}
		}
	}
	return all[0]
}

// Tag is the BCP 47 tag, as for <html lang>: "en", "zh-CN".
func (l *Locale) Tag() string { return l.tag.String() }

// Name is what the language calls itself.
func (l *Locale) Name() string { return l.name }
