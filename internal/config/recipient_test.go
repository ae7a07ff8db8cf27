package config

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const server = "notify:\n  smtp_address: 'mail.example.org:587'\n  from: f@example.org\n  recipients:\n"

func TestRecipients(t *testing.T) {
	got, err := load(t, server+`
    - name: Ana
      mail: ana@example.org
    - name: 林伟
      hour: 0
      language: zh-CN
      chat: ntfy://ntfy.sh/topic
      webhook: {url: "https://example.org/hook", secret: 0123456789abcdef-}
      topics: [ai, " energy "]
      speakers: [Sam Altman]
`, nil, nil)
	require.NoError(t, err)
	assert.Equal(t, []Recipient{
		{Name: "Ana", Hour: 8, Mail: "ana@example.org"},
		{
			Name: "林伟", Language: "zh-CN", Chat: "ntfy://ntfy.sh/topic", WebhookURL: "https://example.org/hook", WebhookSecret: "0123456789abcdef-",
			Topics: []string{"ai", "energy"}, Speakers: []string{"Sam Altman"},
		},
	}, got.Notify.Recipients)
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("settings", "config", got)
	assert.NotContains(t, log.String()+fmt.Sprintf("%+v %#v", got, got), "0123456789abcdef")
	assert.NotContains(t, log.String()+fmt.Sprintf("%+v %#v", got, got), "ntfy.sh/topic")
}

func TestRecipientsThatCannotBe(t *testing.T) {
	for item, wrong := range map[string]string{
		"{mail: ana@example.org}":                                                            "recipient 1: name is missing",
		"{name: Ana}":                                                                        "recipient 1: one of mail, chat and webhook is needed",
		"{name: Ana, mail: Ana <ana@example.org>}":                                           "mail must be a mail address",
		"{name: Ana, mail: ana@example.org, hour: 24}":                                       "hour must be 0 to 23",
		"{name: Ana, mail: ana@example.org, language: de}":                                   "language must be en or zh-CN",
		"{name: Ana, mial: ana@example.org}":                                                 "mail",
		"{name: Ana, webhook: 'https://hunter2.example'}":                                    "webhook must be url: an http or https URL",
		"{name: Ana, webhook: {url: 'https://hunter2.example'}}":                             "and secret: at least 16",
		"{name: Ana, webhook: {url: 'ftp://a', secret: hunter2hunter2hunter2}}":              "webhook must be url",
		"{name: Ana, webhook: {url: 'https://a', secret: hunter2hunter2hunter2, hunter: 1}}": "webhook has url and secret",
		"Ana": "must have a name",
		"{name: Ana, chat: 'nosuch://hunter2@host'}": "chat of Ana: no such service",
	} {
		_, err := load(t, server+"    - "+item+"\n", nil, nil, Check{KeyOfChat, func(string) error { return errors.New("no such service") }})
		require.ErrorContains(t, err, wrong, item)
		assert.ErrorContains(t, err, "notify.recipients (file config.yaml)", item)
		assert.NotContains(t, err.Error(), "hunter2", item)
	}
	_, err := load(t, server+"    - {name: Ana, mail: a@b.example}\n    - {name: Ana, mail: a@b.example}\n", nil, nil)
	require.ErrorContains(t, err, "recipient 2: name is another's, too")
	_, err = load(t, "notify: {recipients: [{name: Ana, mail: a@b.example}], from: f@example.org}", nil, nil)
	require.ErrorContains(t, err, "notify.smtp_address (settings): must be set, since Ana is to get mail")
	_, err = load(t, "notify: {recipients: [{name: Ana, mail: a@b.example}], smtp_address: 'm:25'}", nil, nil)
	require.ErrorContains(t, err, "notify.from (settings): must be set, since Ana is to get mail")
	_, err = load(t, "", []string{"FORESAID_NOTIFY_RECIPIENTS=Ana"}, nil)
	require.ErrorContains(t, err, "must be a list in the file")
	_, err = load(t, "notify: {smtp_password: [hunter2]}", nil, nil)
	require.ErrorContains(t, err, "notify.smtp_password")
	assert.NotContains(t, err.Error(), "hunter2")
}
