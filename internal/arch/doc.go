// Package arch holds nothing but tests: the import plan of the house, and the
// habits that a machine can watch. plan_test.go is the plan; a change of it is
// a change of the architecture.
//
// The files are read with go/parser, all of them, whatever their build tags. A
// test that ran `go list` could report a cached pass after a rule was broken.
package arch
