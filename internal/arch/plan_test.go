package arch_test

// module is the path of this module.
const module = "foresaid"

// plan says which other rooms each room may import. A room is a directory,
// named without "internal/". Packages outside this module are dealt with in
// outside and barred.
var plan = map[string][]string{
	"ledger":  {},
	"scoring": {"ledger"},
	"wording": {"ledger"},
	"locale":  {"ledger"},

	"article": {"ledger", "wording"},
	"measure": {"ledger"},
	"assist":  {"ledger", "wording"},

	"tracker": {"ledger", "scoring", "wording", "article", "measure"},
	"store":   {"ledger", "migrations"},
	"jobs":    {"ledger", "tracker"},
	"notify":  {"ledger", "tracker", "locale", "templates"},
	"demo":    {"ledger", "tracker", "wording"},

	"exchange": {"ledger", "tracker"},

	"web":         {"web/ui", "web/respond", "web/assets", "ledger", "tracker", "locale"},
	"web/ui":      {"ledger", "tracker", "scoring", "wording", "article", "exchange", "locale", "web/respond", "web/assets", "web/chart", "web/share"},
	"web/respond": {"ledger", "locale", "templates"},
	"web/assets":  {},
	"web/chart":   {},
	"web/share":   {},

	"web/screenshots": {}, // a program of its own, not in the binary

	"migrations": {},
	"templates":  {},

	"config":       {"ledger"},
	"cli":          {everything},
	"cmd/foresaid": {"cli"},

	"arch": {},
}

// everything stands for all rooms.
const everything = "*"

// outside names the only room, with those below it, that may import a package
// from elsewhere: one room for each outside thing.
var outside = map[string]string{
	"gorm.io":                       "store",
	"github.com/jackc/pgx":          "store",
	"github.com/mattn/go-sqlite3":   "store",
	"github.com/pressly/goose":      "store",
	"github.com/labstack":           "web",
	"github.com/robfig/cron":        "jobs",
	"github.com/gorilla/feeds":      "exchange",
	"github.com/arran4/golang-ical": "exchange",
	"github.com/prometheus":         "web",
	"github.com/wneessen/go-mail":   "notify",
	"github.com/nicholas-fedor":     "notify",
	"github.com/emersion":           onlyTests,
	"github.com/knadh/koanf":        "config",
	"github.com/nicksnyder/go-i18n": "locale",
	"github.com/spf13/cobra":        "cli",
	"github.com/stretchr/testify":   onlyTests,
	"gonum.org/v1/gonum":            "scoring",
	"github.com/sashabaranov":       "assist",
	"github.com/chromedp":           "web/screenshots",
	"golang.org/x/image":            "web/share",
	"codeberg.org/readeck":          "article",
	"github.com/yuin/goldmark":      "article",
	"golang.org/x/net":              "article",
	"github.com/temoto/robotstxt":   "article",
	"github.com/theory/jsonpath":    "measure",
	"github.com/klippa-app":         "article",
	"github.com/tetratelabs/wazero": "article",
	"go.uber.org/goleak":            onlyTests,
	"pgregory.net/rapid":            onlyTests,
	"testing":                       onlyTests,
	"net/http/httptest":             onlyTests,
}

// onlyTests stands for test files and for the rooms that help them, whose
// names end in "test".
const onlyTests = ""

// heldInTests are the outside packages that tests, too, leave to their room.
var heldInTests = []string{"gorm.io"}

// bar is what a room must not touch, tests apart.
type bar struct {
	imports []string            // with everything below them
	names   map[string][]string // of a package
	except  map[string]string   // import → the one file that may have it
	foreign bool                // nothing but the standard library, the rooms of the plan and but
	but     []string
}

var clock = map[string][]string{"time": {"Now", "Since", "Until"}}

// barred keeps the clock, input and output out of the rooms that compute.
var barred = map[string]bar{
	"ledger": {
		imports: []string{"os", "net/http", "log", "context"},
		names:   clock,
		except:  map[string]string{"context": "store.go"},
	},
	"scoring": {
		imports: []string{"os", "net", "log", "context", "math/rand"},
		names:   clock,
		foreign: true,
		but:     []string{"gonum.org/v1/gonum"},
	},
	"wording": {
		imports: []string{"os", "net", "log", "context", "math/rand"},
		names:   clock,
	},
}

// mostLines is the length from which a file that is not a test is too long.
const mostLines = 600

// drawers are names that tell nobody what may come in.
var drawers = []string{"util", "utils", "common", "helper", "helpers", "misc"}
