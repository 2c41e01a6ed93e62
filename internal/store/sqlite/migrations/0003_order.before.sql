-- A row of the list is found in few steps. As a table that is its own index it had three rows or so on a page, and each step down
-- read one of them whole.
ALTER TABLE listed RENAME TO listed_was;
CREATE TABLE listed (
	stream TEXT PRIMARY KEY NOT NULL,
	kind TEXT NOT NULL,
	court TEXT NOT NULL,
	agency TEXT NOT NULL,
	stage TEXT NOT NULL,
	opened INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	due INTEGER NOT NULL,
	sealed INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	text BLOB NOT NULL
);
INSERT INTO listed (stream, kind, court, agency, stage, opened, changed, due, sealed, seq, text)
	SELECT stream, kind, court, agency, stage, opened, changed, due, sealed, seq, text FROM listed_was;
DROP TABLE listed_was;
CREATE INDEX listed_changed ON listed (changed DESC, stream);
CREATE INDEX listed_court ON listed (court, stage, changed DESC, stream);
CREATE INDEX listed_agency ON listed (agency, stage, changed DESC, stream);
-- The last two columns, so that what one may not find by a post is passed over without its row being read.
CREATE INDEX listed_agency_changed ON listed (agency, changed DESC, stream, stage, kind);
CREATE INDEX listed_court_changed ON listed (court, changed DESC, stream, stage, kind);
-- What is due at a court, the most pressing first.
CREATE INDEX listed_court_due ON listed (court, due, stream);

-- The rows of a tag stand in the order of their change, to the minute, and say at what stage they are: a list of what very many have is
-- read from its beginning. To the minute, so that of acts that follow one another the first alone moves a row.
ALTER TABLE tag ADD COLUMN minute INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tag ADD COLUMN stage TEXT NOT NULL DEFAULT '';
UPDATE tag SET (minute, stage) = (SELECT changed / 60000000, stage FROM listed WHERE listed.stream = tag.stream) WHERE stream IN (SELECT stream FROM listed);
CREATE INDEX tag_minute ON tag (tag, minute DESC, stage, stream);
CREATE TRIGGER tag_put AFTER INSERT ON tag BEGIN UPDATE tag SET (minute, stage) = (SELECT changed / 60000000, stage FROM listed WHERE listed.stream = NEW.stream) WHERE tag = NEW.tag AND stream = NEW.stream AND EXISTS (SELECT 1 FROM listed WHERE listed.stream = NEW.stream); END;
CREATE TRIGGER tag_moved AFTER UPDATE ON listed WHEN OLD.changed / 60000000 <> NEW.changed / 60000000 OR OLD.stage <> NEW.stage BEGIN UPDATE tag SET minute = NEW.changed / 60000000, stage = NEW.stage WHERE stream = NEW.stream; END;
CREATE TRIGGER tag_listed AFTER INSERT ON listed BEGIN UPDATE tag SET minute = NEW.changed / 60000000, stage = NEW.stage WHERE stream = NEW.stream; END;
