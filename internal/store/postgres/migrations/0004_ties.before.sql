-- The rows of a tag stand in the order of the list itself: by the moment of their change, and of one moment by their stream, with stage and kind, so
-- that a page is read from where it begins to where it ends, however many changed within one minute. The minute stays until the code that goes
-- by it runs nowhere.
ALTER TABLE tag ADD COLUMN changed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE tag ADD COLUMN kind TEXT COLLATE "C" NOT NULL DEFAULT '';
UPDATE tag SET changed = listed.changed, kind = listed.kind FROM listed WHERE listed.stream = tag.stream;
CREATE INDEX tag_changed ON tag (tag, changed DESC, stream, stage, kind);
CREATE OR REPLACE FUNCTION tag_put() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN SELECT changed / 60000000, stage, changed, kind INTO NEW.minute, NEW.stage, NEW.changed, NEW.kind FROM listed WHERE listed.stream = NEW.stream; NEW.minute := coalesce(NEW.minute, 0); NEW.stage := coalesce(NEW.stage, ''); NEW.changed := coalesce(NEW.changed, 0); NEW.kind := coalesce(NEW.kind, ''); RETURN NEW; END$$;
CREATE OR REPLACE FUNCTION tag_moved() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN UPDATE tag SET minute = NEW.changed / 60000000, stage = NEW.stage, changed = NEW.changed, kind = NEW.kind WHERE stream = NEW.stream; RETURN NULL; END$$;
DROP TRIGGER tag_moved ON listed;
CREATE TRIGGER tag_moved AFTER UPDATE ON listed FOR EACH ROW WHEN (OLD.changed <> NEW.changed OR OLD.stage <> NEW.stage OR OLD.kind <> NEW.kind) EXECUTE FUNCTION tag_moved();
