package article

import "regexp"

// turn finds the label of a speaker's turn at the start of a paragraph.
var turn = regexp.MustCompile(`^(\p{Lu}[\p{L}.'’-]*(?: [\p{L}][\p{L}.'’-]*){0,4}|[\p{Han}·]{1,12})\s*[:：]\s*`)
