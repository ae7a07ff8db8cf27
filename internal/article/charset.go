package article

import (
	"bytes"
	"mime"
	"net/http"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"foresaid/internal/ledger"
)

// decode turns bytes into text. What they are encoded in is told by a byte
// order mark, the content type or, in HTML, a meta element; failing these
// they are UTF-8 or, if that is impossible, GB18030, where that fits cleanly.
func decode(content []byte, contentType string, isHTML bool) (string, error) {
	if e := byMark(content); e != nil {
		return decodeWith(e, content)
	}
	if isBinary(content) {
		return "", ledger.Invalidf("file", "article_binary", "This is not a text; it can be plain text, Markdown, HTML, subtitles (srt, vtt) or PDF")
	}
	_, params, _ := mime.ParseMediaType(contentType)
	if label := params["charset"]; label != "" {
		if e, name := charset.Lookup(label); e != nil && !(name == "utf-8" && !utf8.Valid(content)) {
			return decodeWith(e, content)
		}
	}
	if m := metaCharset.FindSubmatch(content[:min(len(content), 4<<10)]); isHTML && m != nil {
		if e, name := charset.Lookup(string(m[1])); e != nil && !strings.HasPrefix(name, "utf-") && !(utf8.Valid(content) && !isASCII(content)) {
			return decodeWith(e, content)
		}
	}
	if utf8.Valid(content) {
		return string(content), nil
	}
	switch {
	case nearlyUTF8(content):
		return strings.ToValidUTF8(string(content), "�"), nil
	case looksLikeGB(content):
		return decodeWith(simplifiedchinese.GB18030, content)
	case isHTML:
		return decodeWith(charmap.Windows1252, content) // as browsers do
	}
	return "", badEncoding()
}

var metaCharset = regexp.MustCompile(`(?i)<meta[^>]+?charset\s*=\s*["']?\s*([\w-]+)`)

func isASCII(content []byte) bool {
	return !bytes.ContainsFunc(content, func(r rune) bool { return r >= utf8.RuneSelf })
}

// looksLikeGB tells whether most of what is not ASCII are pairs of bytes that
// stand for the characters of everyday Chinese, all of it the older GB2312.
func looksLikeGB(content []byte) bool {
	pairs, common := 0, 0
	for i := 0; i < len(content); i++ {
		if content[i] < 0x80 {
			continue
		}
		pairs++
		if i+1 < len(content) && content[i] >= 0xa1 && content[i] <= 0xf7 && content[i+1] >= 0xa1 {
			common++
		}
		i++
	}
	return common*10 >= pairs*8
}

func badEncoding() error {
	return ledger.Invalidf("file", "article_encoding", "The letters of this text can’t be read; save it as UTF-8")
}

func byMark(content []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(content, []byte("\xef\xbb\xbf")):
		return unicode.UTF8BOM
	case bytes.HasPrefix(content, []byte("\xff\xfe")):
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	case bytes.HasPrefix(content, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM)
	}
	return nil
}

// decodeWith refuses a text of which more than one character in a hundred
// does not exist in the encoding.
func decodeWith(e encoding.Encoding, content []byte) (string, error) {
	decoded, err := e.NewDecoder().Bytes(content)
	if err != nil {
		return "", badEncoding()
	}
	if bad := bytes.Count(decoded, []byte("�")); bad*100 > utf8.RuneCount(decoded) {
		return "", badEncoding()
	}
	return string(decoded), nil
}

// nearlyUTF8 tells whether a text is UTF-8 but for a few broken characters.
func nearlyUTF8(content []byte) bool {
	bad, wide := 0, 0
	for len(content) > 0 {
		r, size := utf8.DecodeRune(content)
		if r == utf8.RuneError && size == 1 {
			bad++
		} else if size > 1 {
			wide++
		}
		content = content[size:]
	}
	return bad*20 <= wide
}

// isBinary tells pictures, archives and programs from texts.
func isBinary(content []byte) bool {
	head := content[:min(len(content), 64<<10)]
	if bytes.IndexByte(head, 0) >= 0 {
		return true
	}
	switch kind, _, _ := strings.Cut(http.DetectContentType(head), "/"); kind {
	case "image", "audio", "video", "font":
		return true
	}
	control := 0
	for _, b := range head {
		if b < ' ' && !strings.ContainsRune("\t\n\v\f\r\x1b", rune(b)) {
			control++
		}
	}
	return control*50 > len(head)
}
