"""Everything that the warehouse's rows say as statements: (document, part, version, field, path, text).

A list is a statement per item; what a report says to be none is the statement NONE. `path` is that of its evidence.
"""

from collections.abc import Sequence

from warehouse.rows import ROLE_KINDS

NONE = "[none stated]"
RECORDS = ("recommendations", "implications", "appendices", "background_papers", "decisions")
LISTS = ("exempt_paragraphs", "amounts", "history", "approvals")
"""Fields whose value is a JSON list; RECORDS and people have tables of their own."""
KEY = "document_sha256, part, reader_version"
AT = f"row_number() OVER (PARTITION BY {KEY}, {{}} ORDER BY seq) - 1"


def _listed(names: Sequence[str]) -> str:
    return "(" + ", ".join(f"'{name}'" for name in names) + ")"


FIELDS = f"""
    SELECT {KEY}, field, '/' || field AS path,
        concat_ws(' ', value, if(state = 'none_stated', '{NONE}', NULL)) AS text
    FROM report_fields WHERE field NOT IN {_listed([*RECORDS, *LISTS, *ROLE_KINDS])}
    UNION ALL
    SELECT {KEY}, field, '/' || field, '{NONE}' FROM report_fields
    WHERE state = 'none_stated' AND value IS NULL AND field IN {_listed([*RECORDS, *LISTS, *ROLE_KINDS])}
    UNION ALL
    SELECT {KEY}, field, '/' || field || '/' || (nth - 1), items[nth] FROM (
        SELECT {KEY}, field, from_json(value, '["VARCHAR"]') AS items, unnest(range(1, len(items) + 1)) AS nth
        FROM report_fields WHERE value IS NOT NULL AND field IN {_listed(LISTS)}
    )
"""
PEOPLE = f"""
    SELECT {KEY}, kinds.field, '/' || kinds.field || '/' || {AT.format("role_kind")},
        concat_ws(' | ', name, role, label, portfolio, phone, email)
    FROM report_people JOIN (VALUES {", ".join(str((kind, field)) for field, kind in ROLE_KINDS.items())})
        AS kinds (role_kind, field) USING (role_kind)
"""
RECOMMENDATIONS = f"""
    SELECT {KEY}, 'recommendations', '/recommendations/' || seq || '/text', text FROM recommendations
    UNION ALL
    SELECT {KEY}, 'recommendations.actions', '/recommendations/' || seq || '/text', array_to_string(actions, ', ')
    FROM recommendations
    UNION ALL
    SELECT {KEY}, 'recommendations.delegations', '/recommendations/' || recommendation_seq || '/delegations/' || seq,
        concat_ws(' | ', delegated_to, in_consultation_with, scope)
    FROM delegations
"""
IMPLICATIONS = f"""
    SELECT {KEY}, unnest(['implications.heading', 'implications.types', 'implications.stance', 'implications.text']),
        '/implications/' || seq || unnest(['/heading', '/heading', '/text', '/text']),
        unnest([heading, array_to_string(types, ', '), stance, text])
    FROM implications
"""
DECISIONS = f"""
    SELECT {KEY}, unnest(['decisions.title', 'decisions.outcome', 'decisions.text', 'decisions.decided_on']),
        '/decisions/' || seq || unnest(['/title', '/text', '/text', '/decided_on']),
        unnest([title, outcome, text, decided_on::VARCHAR])
    FROM decisions
"""
PAPERS = f"""
    SELECT {KEY}, if(paper_kind = 'appendix', 'appendices', 'background_papers') AS field,
        '/' || field || '/' || seq, concat_ws(' | ', label, title, url)
    FROM papers
"""
WHOLE = f"""
    SELECT {KEY}, 'kind', NULL, kind FROM reports
    UNION ALL
    SELECT document_sha256, 0, reader_version, 'read_state', NULL, read_state FROM readings
"""
SAID = f"""
    CREATE TEMP VIEW said AS
    SELECT * FROM ({" UNION ALL ".join((FIELDS, PEOPLE, RECOMMENDATIONS, IMPLICATIONS, DECISIONS, PAPERS, WHOLE))})
    WHERE text <> ''
"""
