"""Marts as dbt leaves them in a warehouse, few and made by hand, so that a release takes a tenth of a second."""

import json
from pathlib import Path

import duckdb
import invented_paper as invented

from warehouse.connect import warehouse_path, writer
from warehouse.load import load
from warehouse.publish import MARTS

LONG = "The harbour wall was built in parts. " * 20
SAID = "Write to ann.brook@saltmere.example or ring (01632) 960 001 by 01-02-2024; £4,000, ref 24/0001234."

ROWS = {
    "councils": """
        SELECT 'E99000001' AS gss_code, 'saltmere' AS slug, 'Saltmere' AS name,
        'https://www.saltmere.example' AS website
    """,
    "reports": """
        SELECT 'r1' AS report_id, 'E99000001' AS gss_code, 'Harbour Plan' AS title, DATE '2024-07-11' AS meeting_date,
        true AS key_decision, 2 AS pages, 'officer_report' AS kind, 1 AS first_page,
        'http://127.0.0.1:9001/doc1.pdf' AS url
    """,
    "report_places": "SELECT 'r1' AS report_id, 'E99000001' AS gss_code, 'http://127.0.0.1:9001/0123456789.pdf' AS url",
    "report_fields": f"""
        SELECT 'r1' AS report_id, unnest(['title', 'authors', 'summary', 'wards_affected']) AS field,
        unnest(['found', 'found', 'found', 'absent']) AS state,
        unnest(['Harbour Plan', '[{{"name": "Ann Brook"}}]', '{LONG}', NULL]) AS value
    """,
    "report_people": """
        SELECT 'r1' AS report_id, 'author' AS role_kind, 'Ann Brook' AS name, 'ann.brook@saltmere.example' AS email,
        '01632 960001' AS phone
    """,
    "recommendations": f"SELECT 'r1' AS report_id, 0 AS seq, '{SAID}' AS text, ['approve'] AS actions",
    "implications": f"""
        SELECT 'r1' AS report_id, 0 AS seq, 'Financial' AS heading, '{LONG}' AS text, 140::BIGINT AS word_count
    """,
    "passages": f"SELECT 'r1' AS report_id, 0 AS seq, 'Background' AS heading, '{LONG}' AS text, 1 AS first_page",
    "evidence": f"""
        SELECT 'r1' AS report_id, unnest(['/title', '/authors/0/name', '/authors/0/email', '/summary']) AS path,
        unnest(['Harbour Plan', 'Ann Brook', 'ann.brook@saltmere.example', '{LONG}']) AS value,
        unnest(['Harbour Plan', 'Ann Brook', 'ann.brook@saltmere.example', '{LONG}']) AS quote, 1 AS page,
        'by hand' AS rule, 0.9::DOUBLE AS confidence, 'ab12' AS document_sha256, 'http://127.0.0.1:9001/doc1.pdf' AS url
    """,
    "decisions": "SELECT 'r1' AS report_id, 'r9' AS source_report_id, 0 AS seq WHERE false",
    "national_coverage": """
        SELECT 'E99000001' AS gss_code, 'saltmere' AS slug, 'harbours' AS topic, 'covered' AS coverage, 1 AS reports,
        DATE '2024-07-11' AS considered_on, 'cabinet_executive' AS considered_by, 'approve' AS action_proposed,
        true AS considered_by_deadline, -8 AS days_after_deadline, NULL::DATE AS decided_on,
        NULL::BOOLEAN AS decided_by_deadline
    """,
    "compliance_rules": "SELECT 'B01' AS rule_id, 'Background papers are listed' AS title, 'duty' AS class",
    "rule_results": """
        SELECT 'B01' AS rule_id, 'r' || n AS report_id, 'E99000001' AS gss_code,
        unnest(['met', 'met', 'not_met', 'cannot_tell']) AS status FROM range(1) t(n)
    """,
}
MANIFEST = {
    "nodes": {
        "model.cleardays.evidence": {
            "resource_type": "model",
            "schema": "marts",
            "name": "evidence",
            "description": "Where each stated value\nstands.",
            "columns": {"page": {"description": "Page of the file."}},
        },
        "test.cleardays.grain_evidence": {
            "resource_type": "test",
            "attached_node": "model.cleardays.evidence",
            "test_metadata": {"name": "grain", "kwargs": {"columns": ["report_id", "path"]}},
        },
    }
}


def build_marts(home: Path) -> None:
    """Tables in the schema `marts` of the home's warehouse, and the manifest that dbt leaves."""
    with writer(home) as engine:
        load(engine, run_id="night 1", at=invented.NIGHT, readings=[invented.reading()], outcomes=[invented.searched()])
    with duckdb.connect(warehouse_path(home)) as connection:
        connection.execute("CREATE SCHEMA IF NOT EXISTS marts")
        for table in MARTS:
            rows = ROWS.get(table, "SELECT 1 AS n WHERE false")
            connection.execute(f"CREATE OR REPLACE TABLE marts.{table} AS {rows}")
    target = home / "dbt" / "target"
    target.mkdir(parents=True, exist_ok=True)
    (target / "manifest.json").write_text(json.dumps(MANIFEST))
