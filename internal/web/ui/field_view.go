package ui

// Field is an input of a form: its label, what was typed into it, and what is
// said below it, which is the first of Problems, Unread, Read and Hint that
// there is.
type Field struct {
	Name, Label, Value string
	Scope              string   // begins the ids, where a page has several such forms
	Example            string   // shown while it is empty
	Hint               string   // how to fill it in
	Problems           []string // why it was refused
	Unread             string   // why it can't be read yet, while it is being typed
	Read               Read     // what was understood

	Rows     int    // of a field for several lines
	List     string // id of the list of what it may hold
	Suggest  string // where a script finds more for that list
	Mode     string // of the keyboard on a phone
	Narrow   bool   // takes half of the row
	Required bool
	Locked   bool // can't be changed without a reason
	Focus    bool // where typing begins
}

// Read is what was understood of a field, in words.
type Read struct {
	Text string
	URL  string // of the thing that it names, if that is known
	New  bool   // whether it names something that was not there before
}

// ID is the id of the input.
func (f Field) ID() string { return "f-" + f.Scope + f.Name }

// Below is the id of what is said below it.
func (f Field) Below() string { return "below-" + f.Scope + f.Name }

// Invalid tells whether the input was refused.
func (f Field) Invalid() bool { return len(f.Problems) > 0 }

// field labels a value. texts begins the keys of what is said about the
// inputs of this form; a field without a label there has the one that
// histories use.
func (f form) field(texts, name, value string) Field {
	text := func(part string) string {
		if key := texts + name + part; f.L.Has(key) {
			return f.L.T(key)
		}
		return ""
	}
	field := Field{
		Name: name, Value: value, Label: text(".label"), Example: text(".eg"), Hint: text(".hint"), Problems: f.At(name),
	}
	if field.Label == "" {
		field.Label = f.L.T("field." + name)
	}
	return field
}
