package article

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"foresaid/internal/ledger"
)

// PDF files are read by PDFium, compiled to WebAssembly: a crafted file can
// reach neither files nor the network nor our memory, and is cut off when it
// takes too long or too much.
const (
	mostPages   = 500
	pdfTime     = 60 * time.Second
	pdfMemory   = 512 << 20
	mostPDFLine = 1_000_000 // lines in all; no page has more
)

// pdfCode keeps PDFium compiled, which takes seconds; pdfTurn lets in one
// file at a time.
var (
	pdfCode = sync.OnceValue(wazero.NewCompilationCache)
	pdfTurn sync.Mutex
)

func isPDF(content []byte) bool {
	return strings.Contains(string(content[:min(len(content), 1024)]), "%PDF-")
}

func (a *Article) readPDF(content []byte) error {
	lines, title, author, err := pdfLines(content)
	if err != nil {
		var ours *ledger.Error
		if errors.As(err, &ours) {
			return ours
		}
		return ledger.Invalidf("file", "pdf_unreadable", "This PDF file can’t be read; paste its text instead").Because(err)
	}
	blocks := pdfBlocks(lines)
	if len(blocks) == 0 {
		return ledger.Invalidf("file", "pdf_pictures", "This PDF file has only pictures of text; paste its text instead")
	}
	blocks, t := takeHead(blocks, firstLine)
	if isPDFTitle(title) {
		delete(t, "title")
		a.Title = title
	}
	a.use(t)
	a.use(told{"author": author})
	return a.finish(blocks, "")
}

// pdfLines reads the lines of a file, and what it says of itself.
func pdfLines(content []byte) (lines []pdfLine, title, author string, err error) {
	pdfTurn.Lock()
	defer pdfTurn.Unlock()
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("pdf: %v", r)
		}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), pdfTime)
	defer cancel()
	features := api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling
	pool, err := webassembly.Init(webassembly.Config{
		Context: ctx, MinIdle: 1, MaxIdle: 1, MaxTotal: 1, Stdout: io.Discard, Stderr: io.Discard,
		FSConfig: wazero.NewFSConfig(), // nothing
		RuntimeConfig: wazero.NewRuntimeConfig().WithCoreFeatures(features).WithCompilationCache(pdfCode()).
			WithCloseOnContextDone(true).WithMemoryLimitPages(pdfMemory >> 16),
	})
	if err != nil {
		return nil, "", "", err
	}
	defer func() { _ = pool.Close() }() // there is nothing to lose
	reader, err := pool.GetInstanceWithContext(ctx)
	if err != nil {
		return nil, "", "", err
	}
	opened, err := reader.OpenDocument(&requests.OpenDocument{File: &content})
	switch {
	case errors.Is(err, pdferrors.ErrPassword), errors.Is(err, pdferrors.ErrSecurity):
		return nil, "", "", ledger.Invalidf("file", "pdf_locked", "This PDF file is locked with a password; paste its text instead")
	case err != nil:
		return nil, "", "", err
	}
	title, author = pdfAbout(reader, opened.Document)
	count, err := reader.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err != nil {
		return nil, "", "", err
	}
	if count.PageCount > mostPages {
		return nil, "", "", ledger.Invalidf("file", "pdf_pages", "This PDF file has %d pages; %d can be read", count.PageCount, mostPages)
	}
	for i := range count.PageCount {
		page := requests.Page{ByIndex: &requests.PageByIndex{Document: opened.Document, Index: i}}
		size, err := reader.FPDF_GetPageSizeByIndex(&requests.FPDF_GetPageSizeByIndex{Document: opened.Document, Index: i})
		if err != nil {
			return nil, "", "", err
		}
		found, err := readPDFPage(reader, page, i, size.Height)
		if err != nil {
			return nil, "", "", err
		}
		if lines = append(lines, found...); len(lines) > mostPDFLine {
			return nil, "", "", fmt.Errorf("pdf: more than %d lines", mostPDFLine)
		}
	}
	return lines, title, author, nil
}

// readPDFPage reads the lines of one page, in PDFium's order. Each question
// to PDFium takes microseconds, so of a line only its ends are looked at.
func readPDFPage(reader pdfium.Pdfium, page requests.Page, number int, height float64) ([]pdfLine, error) {
	loaded, err := reader.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return nil, err
	}
	text := pdfText{reader, loaded.TextPage}
	defer func() { _, _ = reader.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.page}) }()
	count, err := reader.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text.page})
	if err != nil {
		return nil, err
	}
	var lines []pdfLine
	var letters []rune
	first, last := -1, -1
	for i := range count.Count + 1 {
		r := '\n'
		if i < count.Count {
			if r, err = text.letter(i); err != nil {
				return nil, err
			}
		}
		switch {
		case r == '\n' || r == '\r' || r == softHyphen: // which stands for a line end, too
			if r == softHyphen {
				letters = append(letters, r)
			}
			if first >= 0 {
				l := pdfLine{page: number, text: strings.TrimSpace(string(letters))}
				if err := text.look(&l, first, last); err != nil {
					return nil, err
				}
				l.margin = l.middle() < height*pageMargin || l.middle() > height*(1-pageMargin)
				lines = append(lines, l)
			}
			letters, first, last = nil, -1, -1
			continue
		case says(string(r)):
			if last = i; first < 0 {
				first = i
			}
		}
		letters = append(letters, r)
	}
	return lines, nil
}

// pdfText is the text of an open page.
type pdfText struct {
	reader pdfium.Pdfium
	page   references.FPDF_TEXTPAGE
}

func (t pdfText) letter(i int) (rune, error) {
	c, err := t.reader.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: t.page, Index: i})
	if err != nil || c.Unicode > unicode.MaxRune {
		return 0, err
	}
	return rune(c.Unicode), nil
}

// look fills in where a line stands and how large it is.
func (t pdfText) look(l *pdfLine, first, last int) error {
	begin, err := t.reader.FPDFText_GetCharBox(&requests.FPDFText_GetCharBox{TextPage: t.page, Index: first})
	if err != nil {
		return err
	}
	end, err := t.reader.FPDFText_GetCharBox(&requests.FPDFText_GetCharBox{TextPage: t.page, Index: last})
	if err != nil {
		return err
	}
	size, err := t.reader.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: t.page, Index: first})
	if err != nil {
		return err
	}
	l.left, l.right = min(begin.Left, end.Left), max(begin.Right, end.Right)
	l.top, l.bottom = max(begin.Top, end.Top), min(begin.Bottom, end.Bottom)
	l.size = size.FontSize
	if m, err := t.reader.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: t.page, Index: first}); err == nil {
		l.size *= math.Hypot(float64(m.Matrix.C), float64(m.Matrix.D))
	}
	l.bold = t.isBold(first) && t.isBold(last)
	return nil
}

func (t pdfText) isBold(i int) bool {
	w, err := t.reader.FPDFText_GetFontWeight(&requests.FPDFText_GetFontWeight{TextPage: t.page, Index: i})
	return err == nil && w.FontWeight >= 600
}

// pdfAbout reads the title and the author from the file's own description.
func pdfAbout(reader pdfium.Pdfium, document references.FPDF_DOCUMENT) (title, author string) {
	about, err := reader.GetMetaData(&requests.GetMetaData{Document: document, Tags: &[]string{"Title", "Author"}})
	if err != nil {
		return "", "" // it may have none
	}
	for _, tag := range about.Tags {
		switch value := plain(tag.Value); tag.Tag {
		case "Title":
			title = value
		case "Author":
			author = value
		}
	}
	return title, author
}
