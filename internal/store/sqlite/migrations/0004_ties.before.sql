-- The rows of a tag stand in the order of the list itself: by the moment of their change, and of one moment by their stream, with stage and kind, so
-- that a page is read from where it begins to where it ends, however many changed within one minute. The minute stays until the code that goes
-- by it runs nowhere.
ALTER TABLE tag ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tag ADD COLUMN kind TEXT NOT NULL DEFAULT '';
UPDATE tag SET (changed, kind) = (SELECT changed, kind FROM listed WHERE listed.stream = tag.stream) WHERE stream IN (SELECT stream FROM listed);
CREATE INDEX tag_changed ON tag (tag, changed DESC, stream, stage, kind);
DROP TRIGGER tag_put;
DROP TRIGGER tag_listed;
CREATE TRIGGER tag_put AFTER INSERT ON tag BEGIN UPDATE tag SET (minute, stage, changed, kind) = (SELECT changed / 60000000, stage, changed, kind FROM listed WHERE listed.stream = NEW.stream) WHERE tag = NEW.tag AND stream = NEW.stream AND EXISTS (SELECT 1 FROM listed WHERE listed.stream = NEW.stream); END;
CREATE TRIGGER tag_changed AFTER UPDATE ON listed WHEN OLD.changed <> NEW.changed OR OLD.kind <> NEW.kind BEGIN UPDATE tag SET changed = NEW.changed, kind = NEW.kind WHERE stream = NEW.stream; END;
CREATE TRIGGER tag_listed AFTER INSERT ON listed BEGIN UPDATE tag SET minute = NEW.changed / 60000000, stage = NEW.stage, changed = NEW.changed, kind = NEW.kind WHERE stream = NEW.stream; END;
