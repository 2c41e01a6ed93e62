// Package aloud tells a page as a screen reader is given it: the accessibility tree that a real Chromium makes of it, a line for each thing
// with its role, its name and its state. It serves tests alone.
package aloud

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/chromedp"
)

// silent are roles that are not spoken: what is in them is.
var silent = []string{"generic", "none", "InlineTextBox", "LineBreak", "paragraph", "LayoutTable", "LayoutTableRow", "LayoutTableCell", "Abbr", "emphasis", "strong", "mark", "superscript", "LabelText",
	"SvgRoot", "rowgroup", "ListMarker", "contentinfo"}

// told are the states that are told, by what Chromium calls them.
var told = []accessibility.PropertyName{accessibility.PropertyNameLevel, accessibility.PropertyNameExpanded, accessibility.PropertyNameChecked, accessibility.PropertyNameSelected,
	accessibility.PropertyNamePressed, accessibility.PropertyNameDisabled, accessibility.PropertyNameInvalid, accessibility.PropertyNameRequired, accessibility.PropertyNameLive, accessibility.PropertyNameMultiline}

// Page tells what of a page is within the first element that a selector of CSS chooses, a line for each thing, set in by how deep it lies. It
// asks the browser that ctx is of; the error is the browser's, or that nothing was chosen.
func Page(ctx context.Context, selector string) (string, error) {
	var out string
	err := chromedp.Do(ctx, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		doc, err := cdp.Call(ctx, t, dom.GetDocument, dom.GetDocumentParams{})
		if err != nil {
			return err
		}
		at, err := cdp.Call(ctx, t, dom.QuerySelector, dom.QuerySelectorParams{NodeID: doc.Root.NodeID, Selector: selector})
		if err != nil || at.NodeID == 0 {
			return fmt.Errorf("nothing on the page is %s: %v", selector, err)
		}
		node, err := cdp.Call(ctx, t, dom.DescribeNode, dom.DescribeNodeParams{NodeID: at.NodeID})
		if err != nil {
			return err
		}
		tree, err := cdp.Call(ctx, t, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
		if err != nil {
			return err
		}
		out = tell(tree.Nodes, node.Node.BackendNodeID)
		return nil
	}))
	return out, err
}

func tell(nodes []*accessibility.Node, from cdp.BackendNodeID) string {
	by := map[accessibility.NodeID]*accessibility.Node{}
	var root *accessibility.Node
	for _, n := range nodes {
		by[n.NodeID] = n
		if n.BackendDOMNodeID == from {
			root = n
		}
	}
	var b strings.Builder
	var say func(n *accessibility.Node, deep int, above string)
	say = func(n *accessibility.Node, deep int, above string) {
		role, name := text(n.Role), plain(n.Name)
		spoken := !n.Ignored && !slices.Contains(silent, role)
		if role == "StaticText" && (name == "" || strings.Contains(above, name)) { // it is the name of what it stands in
			spoken = false
		}
		if spoken {
			b.WriteString(strings.Repeat("  ", deep))
			if role == "StaticText" {
				role = "text"
			}
			b.WriteString(role)
			if name != "" {
				fmt.Fprintf(&b, " %q", name)
			}
			for _, p := range told {
				for _, x := range n.Properties {
					if v := text(x.Value); x.Name == p && v != "" && !(v == "false" && p != accessibility.PropertyNameExpanded && p != accessibility.PropertyNameChecked) {
						fmt.Fprintf(&b, " %s=%s", p, v)
					}
				}
			}
			if d := plain(n.Description); d != "" {
				fmt.Fprintf(&b, " described %q", d)
			}
			if v := text(n.Value); v != "" {
				fmt.Fprintf(&b, " value %q", v)
			}
			b.WriteByte('\n')
			deep++
			if role != "text" && name != "" {
				above = name
			}
		}
		for _, id := range n.ChildIDs {
			if k := by[id]; k != nil {
				say(k, deep, above)
			}
		}
	}
	if root != nil {
		say(root, 0, "")
	}
	return b.String()
}

// plain is a value without what is not spoken: runs of white space, joiners of words, and the space before a comma.
func plain(v *accessibility.Value) string {
	s := strings.Join(strings.Fields(strings.ReplaceAll(text(v), "\u2060", "")), " ")
	return strings.ReplaceAll(s, " ,", ",")
}

// text is a value as words.
func text(v *accessibility.Value) string {
	if v == nil || len(v.Value) == 0 {
		return ""
	}
	var x any
	if json.Unmarshal(v.Value, &x) != nil || x == nil {
		return ""
	}
	return fmt.Sprint(x)
}
