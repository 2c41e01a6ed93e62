package moot

// tour leads through the life of an application, by the pages of those whose day it is.
var tour = []Stop{
	{affiant, "/matters/malley-drafting/applications/arrest", "The officer writes.",
		"Every sentence says how it is known and which line of the log it rests on. Follow a link to the line: ¶ 13 swears to a cigarette, and the log says “it”."},
	{supervisor, "/matters/malley-drafting/applications/arrest/review", "Someone reads it before the oath.",
		"A supervisor or the prosecutor questions a sentence at its words, and endorses or declines, for reasons. It stays on the record either way, and decides nothing."},
	{affiant, "/matters/malley-drafting/applications/arrest/oath", "The oath is no formality.",
		"Try to swear: as long as a question about the paper is neither mended nor answered, the oath is refused and each is named. The program asks, and never says what the answer is."},
	{magistrate, "/matters/malley-bench/applications/arrest/bench", "The magistrate reads what was sworn.",
		"One calm document, the four corners and no more. No page says a verdict word before the decision, and what is opened here joins the four corners."},
	{office, "/matters/malley-bench", "The clerk keeps the docket.",
		"Who did what, in what role, when: each line is in a log that no one can quietly change. Open a line’s proof."},
	{executing, "/matters/malley-warrant/applications/arrest/warrants", "A warrant that lives.",
		"The officer who serves it sees whether it lives now, and not the affidavit. It dies everywhere the moment it is served or recalled."},
	{named, "/matters/malley-after", "The person named.",
		"Louisa Briggs was arrested, and no grand jury indicted her. What she may see, and what she may ask for, is here once she has been told."},
	{counsel, "/matters/malley-after/applications/arrest", "Counsel reads the four corners.",
		"As the magistrate saw them, to the byte: the digest below the papers is the one that the decision was bound to."},
	{auditor, "/figures", "The auditor sees figures.",
		"How often papers were granted, refused or sent back, and how long they were open against how much there was to read. Small counts are hidden, and nothing names one."},
}
