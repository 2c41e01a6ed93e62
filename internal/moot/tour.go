package moot

// tour leads through the life of an application, by the pages of those whose day it is.
var tour = []Stop{
	{affiant, "/matters/malley-drafting/applications/arrest/edit", "The officer writes.",
		"Sources left, affidavit right. What is in question is marked on both sides: ¶ 13 swears to a cigarette, and the log says “it”. The program asks, and never says what the answer is."},
	{supervisor, "/matters/malley-drafting/applications/arrest/review", "Someone reads it before the oath.",
		"A supervisor or the prosecutor reads, questions, endorses or declines, for reasons. It stays on the record either way, and decides nothing."},
	{affiant, "/matters/malley-drafting/applications/arrest/gate", "The oath is no formality.",
		"What is empty and what is open stands here. As long as a question is neither mended nor answered, the oath is refused and each is named."},
	{magistrate, "/matters/malley-bench/applications/arrest/bench", "The magistrate decides.",
		"One calm document: what was sworn, and what joins it when it is opened here. Grant, modify, ask and refuse weigh the same, and no page says a verdict word before the decision."},
	{office, "/registry", "The clerk keeps the docket.",
		"What waits, what is due, who is on call, which seal ends when. In a matter each line is in a log that no one can quietly change."},
	{executing, "/matters/malley-warrant/applications/arrest/warrants", "A warrant lives or is dead.",
		"The officer who serves it sees whether it lives now, and not the affidavit. It dies everywhere the moment it is served or recalled."},
	{named, "/matters/malley-after/concerned", "The person named is told.",
		"Louisa Briggs was arrested, and no grand jury indicted her. What happened, how it ended and what she may ask for stand here in plain words."},
	{counsel, "/matters/malley-after/applications/arrest/counsel", "Counsel reads it again.",
		"What was disclosed, what is for the court and what for the fact-finder. “Read it again” strikes a sentence or puts a line of the log in, and shows the answers before and after."},
	{auditor, "/figures", "The auditor sees figures.",
		"How often papers were granted, refused or sent back, and how long they were open against how much there was to read. Small counts are hidden, and nothing names one."},
	{administrator, "/roll", "The administrator keeps the roll.",
		"People, posts, courts and rotas; every change is signed. An administrator reads no matter. That is the whole docket: go anywhere as anyone from here."},
}
