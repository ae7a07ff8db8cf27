// Package measure reads a value out of a JSON answer and compares it with what
// a claim's measure asks for. It misreads nothing: what could mean two things
// is refused, with words that say why.
package measure
