-- Brings a store of version 2 up: plans have a table of their own, two indexes are other ones.

DROP INDEX IF EXISTS documents_on_topic;
DROP INDEX IF EXISTS works_of_title;
INSERT OR IGNORE INTO plans (topic, place, year, document)
SELECT d.topic, above.value, d.year, d.id FROM documents d, json_each(d.body, '$.above') above
WHERE d.topic <> '' AND d.year IS NOT NULL;
