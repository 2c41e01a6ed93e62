package report

// A Sheet is text for a terminal that someone else composes: the same setting as that of a review.
type Sheet struct{ p *page }

// NewSheet begins an empty sheet.
func NewSheet(o TextOptions) *Sheet { return &Sheet{newPage(o)} }

// Title sets a title.
func (s *Sheet) Title(text string) { s.p.para(0, bold, text) }

// Section sets a heading with a rule under it.
func (s *Sheet) Section(text string) { s.p.section(text) }

// Para sets a paragraph.
func (s *Sheet) Para(text string) { s.p.para(0, plain, text) }

// Item sets text beside a label; the text begins at column hang.
func (s *Sheet) Item(label string, hang int, text string) { s.p.item(0, hang, dim, label, text) }

// Gap sets an empty line.
func (s *Sheet) Gap() { s.p.gap() }

// Bytes returns what was set.
func (s *Sheet) Bytes() []byte { return s.p.Bytes() }
