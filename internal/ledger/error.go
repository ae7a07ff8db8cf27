package ledger

import (
	"errors"
	"fmt"
	"strings"
)

// Code says what kind of failure an Error is. Adapters map it, in one place
// each, to an HTTP status or an exit code.
type Code string

// The codes.
const (
	Invalid     Code = "invalid"     // the input breaks a rule; Field names where
	NotFound    Code = "not_found"   // no such thing
	Conflict    Code = "conflict"    // the thing's state, or somebody else's change, does not allow it
	Duplicate   Code = "duplicate"   // it is there already; the caller may insist
	Forbidden   Code = "forbidden"   // not from there, or not by them
	Unavailable Code = "unavailable" // the database is locked, full, read-only or newer than the program
	Internal    Code = "internal"    // a fault of ours
)

// Error is the one error type that crosses package borders. Format and Args
// make the English text; Key finds its translation, which takes the same Args
// in the same order.
type Error struct {
	Code   Code
	Key    string // stable, for translation: "statement_missing"
	Field  string // the input's name, where one is to blame: "statement"
	Format string
	Args   []any
	Cause  error // for the log only, never shown
}

// Errorf returns an Error that blames no field.
func Errorf(code Code, key, format string, args ...any) *Error {
	return &Error{Code: code, Key: key, Format: format, Args: args}
}

// Invalidf returns an Invalid error at a field.
func Invalidf(field, key, format string, args ...any) *Error {
	return &Error{Code: Invalid, Key: key, Field: field, Format: format, Args: args}
}

// Because returns the error with its cause attached.
func (e *Error) Because(cause error) *Error {
	c := *e
	c.Cause = cause
	return &c
}

// At returns the error moved to another field.
func (e *Error) At(field string) *Error {
	c := *e
	c.Field = field
	return &c
}

// Message is the English text without the field.
func (e *Error) Message() string { return fmt.Sprintf(e.Format, e.Args...) }

func (e *Error) Error() string {
	if e.Field != "" {
		return e.Field + ": " + e.Message()
	}
	return e.Message()
}

func (e *Error) Unwrap() error { return e.Cause }

// Problems are all the faults found in one input, in the order of its fields.
type Problems []*Error

// Add appends err; Problems inside it are flattened and nil is ignored.
func (p *Problems) Add(err error) {
	if err == nil {
		return
	}
	var one *Error // first: Problems may be its cause
	if errors.As(err, &one) && one != nil {
		*p = append(*p, one)
		return
	}
	var many Problems
	if errors.As(err, &many) {
		*p = append(*p, many...)
		return
	}
	*p = append(*p, Errorf(Internal, "internal", "Internal error").Because(err))
}

// Err returns nil when there are none.
func (p Problems) Err() error {
	if len(p) == 0 {
		return nil
	}
	return p
}

func (p Problems) Error() string {
	texts := make([]string, len(p))
	for i, e := range p {
		texts[i] = e.Error()
	}
	return strings.Join(texts, "; ")
}

// At returns the problems of one field.
func (p Problems) At(field string) Problems {
	var at Problems
	for _, e := range p {
		if e.Field == field {
			at = append(at, e)
		}
	}
	return at
}

// CodeOf returns the code of err: that of its Error; for Problems Internal if
// one of them is, else the first one's; Internal for any other error, and ""
// for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var one *Error // first: Problems may be its cause
	if errors.As(err, &one) {
		return one.Code
	}
	var many Problems
	if errors.As(err, &many) && len(many) > 0 {
		for _, e := range many {
			if e.Code == Internal {
				return Internal
			}
		}
		return many[0].Code
	}
	return Internal
}
