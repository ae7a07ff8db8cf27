package ledger_test

import (
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
)

// assertProblem asserts that err holds exactly one Error, and which.
func assertProblem(t *testing.T, err error, code ledger.Code, field, key string) {
	t.Helper()
	var p ledger.Problems
	p.Add(err)
	if !assert.Len(t, p, 1, "%v", err) {
		return
	}
	assert.Equal(t, code, p[0].Code)
	assert.Equal(t, field, p[0].Field)
	assert.Equal(t, key, p[0].Key)
	assert.NotEmpty(t, p[0].Message())
	assert.NotContains(t, p[0].Message(), "%!", "format and arguments agree")
}

func TestErrorText(t *testing.T) {
	e := ledger.Invalidf("deadline", "k", "It ends on %s", day("2025-12-31"))
	assert.Equal(t, "It ends on 2025-12-31", e.Message())
	assert.Equal(t, "deadline: It ends on 2025-12-31", e.Error())
	assert.Equal(t, "Busy", ledger.Errorf(ledger.Unavailable, "k", "Busy").Error())

	moved := e.At("review_on").Because(io.EOF)
	assert.Equal(t, "review_on", moved.Field)
	assert.ErrorIs(t, moved, io.EOF)
	assert.NotContains(t, moved.Error(), "EOF", "a cause is never shown")
	assert.Equal(t, "deadline", e.Field, "the first one is left as it was")
	assert.NoError(t, e.Cause)
}

func TestProblems(t *testing.T) {
	a, b := ledger.Invalidf("a", "a", "A"), ledger.Invalidf("b", "b", "B")

	var p ledger.Problems
	p.Add(nil)
	assert.NoError(t, p.Err())
	p.Add(a)
	p.Add(fmt.Errorf("while reading: %w", ledger.Problems{b, a}))
	p.Add(io.ErrUnexpectedEOF)
	require.Error(t, p.Err())
	require.Len(t, p, 4)
	assert.Equal(t, ledger.Problems{a, a}, p.At("a"))
	assert.Equal(t, "a: A; b: B; a: A; Internal error", p.Error())
	assert.ErrorIs(t, p[3], io.ErrUnexpectedEOF)

	var outer ledger.Problems
	outer.Add(ledger.Errorf(ledger.Internal, "internal", "Internal error").Because(p))
	assert.Len(t, outer, 1, "what caused an error is not shown in its place")
}

func TestCodeOf(t *testing.T) {
	invalid, missing := ledger.Invalidf("a", "a", "A"), ledger.Errorf(ledger.NotFound, "b", "B")
	for _, c := range []struct {
		err  error
		want ledger.Code
	}{
		{nil, ""},
		{missing, ledger.NotFound},
		{fmt.Errorf("claim: %w", missing), ledger.NotFound},
		{ledger.Problems{invalid, missing}, ledger.Invalid},
		{ledger.Problems{invalid}.Err(), ledger.Invalid},
		{ledger.Problems{invalid, ledger.Errorf(ledger.Internal, "internal", "Internal error")}, ledger.Internal},
		{ledger.Problems{}, ledger.Internal},
		{io.EOF, ledger.Internal},
		{missing.Because(io.EOF), ledger.NotFound},
		{ledger.Errorf(ledger.Internal, "c", "C").Because(invalid), ledger.Internal},
		{ledger.Errorf(ledger.Internal, "c", "C").Because(ledger.Problems{invalid}), ledger.Internal},
		{errors.Join(io.EOF, missing), ledger.NotFound},
	} {
		assert.Equal(t, c.want, ledger.CodeOf(c.err), "%v", c.err)
	}
}
