package hall

import "slices"

// afterGroup is for those who come after: counsel, the person named, the auditor; and the administrator.
var afterGroup = group{
	pages: slices.Concat(figuresPages, counselPages, concernedPages, rollPages),
	views: slices.Concat(counselViews),
}
