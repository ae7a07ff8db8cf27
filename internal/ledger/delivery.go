package ledger

import "time"

// Channel is a way to reach somebody.
type Channel string

// The channels.
const (
	ByMail    Channel = "mail"
	ByChat    Channel = "chat"
	ByWebhook Channel = "webhook"
)

// Channels lists the channels in the order in which one stands in for another.
var Channels = []Channel{ByMail, ByChat, ByWebhook}

// DeliveryKind says what is told.
type DeliveryKind string

// The kinds.
const (
	DigestDelivery  DeliveryKind = "digest"  // what is due
	TroubleDelivery DeliveryKind = "trouble" // that another delivery fails
	TestDelivery    DeliveryKind = "test"
)

// DeliveryState is where a delivery stands.
type DeliveryState string

// The states.
const (
	DeliveryWaiting DeliveryState = "waiting"
	DeliverySending DeliveryState = "sending" // or was cut off while it was
	DeliverySent    DeliveryState = "sent"
	DeliveryFailed  DeliveryState = "failed"   // and will be tried again
	DeliveryGivenUp DeliveryState = "given up" // after too many attempts
	DeliveryDropped DeliveryState = "dropped"  // no longer needed
)

// Delivery is one message to one recipient through one channel. It is kept
// before it is sent; there is one for each recipient, period and channel.
type Delivery struct {
	ID        int64
	PublicID  string // by which the receiver tells a repetition
	Kind      DeliveryKind
	Recipient string
	Period    string // the day of a digest; what else tells one message from another
	Channel   Channel
	Matter    []byte // what it says, as the tracker writes it
	State     DeliveryState
	Attempts  int
	Error     string    // of the newest attempt
	NextTry   time.Time // while Waiting or Failed; while Sending, when it counts as cut off; else zero
	MadeAt    time.Time
	TriedAt   time.Time // zero before the first attempt
	SentAt    time.Time
}

// DeliveryFilter chooses deliveries, newest first. Zero fields do not restrict.
type DeliveryFilter struct {
	Failing   bool // only the failed and given up with nothing sent the same way since
	Recipient string
	Limit     int
}

// DueClaim is what decides who is told of a due claim.
type DueClaim struct {
	ID        int64
	SpeakerID int64
	FlaggedAt time.Time
	Flagged   int64 // number of the newest entry that flagged it, or 0
	DueOn     Date
	Topics    []string
}
