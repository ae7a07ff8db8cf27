package config

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// KeyOfChat is the Check.Key of each recipient's chat address.
const KeyOfChat = keyOfRecipients + ".chat"

const recipientsAllowed = "a list in the file, each item with name, hour, language, mail, chat, webhook, topics and speakers"

// readRecipients reads the list into field. It returns what is wrong with it, without any value, since those are
// passwords as often as not; field is then left as it was.
func readRecipients(field *[]Recipient, value any) string {
	items, ok := value.([]any)
	if !ok {
		return "must be " + recipientsAllowed
	}
	var all []Recipient
	for i, item := range items {
		r, wrong := readRecipient(item)
		if slices.ContainsFunc(all, func(o Recipient) bool { return o.Name == r.Name }) {
			wrong = "name is another's, too"
		}
		if wrong != "" {
			return fmt.Sprintf("recipient %d: %s", i+1, wrong)
		}
		all = append(all, r)
	}
	*field = all
	return ""
}

func readRecipient(item any) (r Recipient, wrong string) {
	values, ok := item.(map[string]any)
	if !ok {
		return r, "must have a name and, indented below it, the rest"
	}
	r.Hour = 8
	var url, secret any
	hook, hooked := values["webhook"].(map[string]any)
	if hooked {
		url, secret = hook["url"], hook["secret"]
		for _, key := range slices.Sorted(maps.Keys(hook)) {
			if key != "url" && key != "secret" {
				return r, "webhook has url and secret, nothing else"
			}
		}
	}
	fields := map[string]struct {
		set     func(any) bool
		allowed string
	}{
		"name":     {scalar(&r.Name, parseUser), "one line of 1 to 100 characters"},
		"hour":     {scalar(&r.Hour, parseHour), "0 to 23"},
		"language": {scalar(&r.Language, oneOf("en", "zh-CN")), "en or zh-CN"},
		"mail":     {scalar(&r.Mail, parseMail), "a mail address, such as ana@example.org"},
		"chat":     {scalar(&r.Chat, parseSecret), "an address of shoutrrr, such as ntfy://ntfy.sh/topic"},
		"webhook": {func(any) bool {
			return hooked && scalar(&r.WebhookURL, parseWebhook)(url) && scalar(&r.WebhookSecret, parseSecret)(secret) && len(r.WebhookSecret) >= 16
		}, "url: an http or https URL, and secret: at least 16 visible ASCII characters"},
		"topics":   {list(&r.Topics, parseNotEmpty), "a list of topics"},
		"speakers": {list(&r.Speakers, parseNotEmpty), "a list of speakers' names"},
	}
	for _, key := range slices.Sorted(maps.Keys(values)) {
		field, known := fields[key]
		if !known {
			return r, unknown(key, slices.Sorted(maps.Keys(fields)))
		}
		if !field.set(values[key]) {
			return r, key + " must be " + field.allowed
		}
	}
	switch {
	case r.Name == "":
		return r, "name is missing"
	case r.Mail == "" && r.Chat == "" && r.WebhookURL == "":
		return r, "one of mail, chat and webhook is needed"
	}
	return r, ""
}

func parseHour(s string) (int, bool) {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	return n, err == nil && 0 <= n && n <= 23
}
