-- Nothing goes by the minute any more, and nothing looks for a stream under a tag but by the stream: of two orders beside that of the list one is left.
DROP TRIGGER tag_put;
DROP TRIGGER tag_moved;
DROP TRIGGER tag_changed;
DROP TRIGGER tag_listed;
ALTER TABLE tag RENAME TO tag_was;
CREATE TABLE tag (tag TEXT NOT NULL, stream TEXT NOT NULL, stage TEXT NOT NULL, changed INTEGER NOT NULL, kind TEXT NOT NULL, PRIMARY KEY (stream, tag)) WITHOUT ROWID;
INSERT INTO tag (tag, stream, stage, changed, kind) SELECT tag, stream, stage, changed, kind FROM tag_was ORDER BY stream, tag;
DROP TABLE tag_was;
CREATE INDEX tag_changed ON tag (tag, changed DESC, stream, stage, kind);
CREATE TRIGGER tag_moved AFTER UPDATE ON listed WHEN OLD.changed <> NEW.changed OR OLD.stage <> NEW.stage OR OLD.kind <> NEW.kind BEGIN UPDATE tag SET stage = NEW.stage, changed = NEW.changed, kind = NEW.kind WHERE stream = NEW.stream; END;
