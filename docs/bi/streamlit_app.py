"""Coverage and compliance in the newest release. Run in the folder that holds `published`; see streamlit.md."""

from pathlib import Path

import altair
import duckdb
import streamlit as st

COVERAGE = """
    SELECT council.name, region, tile_layer, tile_column, tile_row, coverage, considered_on,
        CASE considered_by_deadline WHEN true THEN 'yes' WHEN false THEN 'no' ELSE 'not known' END AS by_deadline
    FROM national_coverage JOIN councils AS council USING (gss_code)
    WHERE topic = ? ORDER BY council.name
"""
ANSWERS = """
    SELECT words AS question, status, coalesce(answer_words, answer) AS answer, amount, day
    FROM topic_answers JOIN councils USING (gss_code)
    WHERE topic = ? AND name = ? ORDER BY seq
"""
RULES = """
    SELECT rule_id, title, met, not_met, cannot_tell, not_applicable, denominator,
        CASE WHEN NOT is_small THEN share_met END AS share_met
    FROM compliance_by_group JOIN compliance_rules USING (rule_id)
    WHERE grouping = 'england' AND quarter = 'all' AND class = ? ORDER BY rule_id
"""

st.set_page_config("cleardays", layout="wide")
release = Path("published/current").resolve()
with duckdb.connect(release / "cleardays.duckdb", read_only=True) as copy:
    (release_id, data_until) = copy.sql("SELECT release_id, data_until FROM publication").fetchone()
    topics = dict(copy.sql("SELECT title, topic FROM topics ORDER BY deadline DESC").fetchall())
    topic = topics[st.selectbox("Campaign", topics)]
    coverage = copy.execute(COVERAGE, [topic]).df()

    st.header("Coverage")
    covered, of = (coverage["coverage"] == "covered").sum(), len(coverage)
    st.metric("Councils of which a paper was read", f"{covered} of {of}")
    tiles = (
        altair.Chart(coverage)
        .mark_rect(stroke="white")
        .encode(
            x=altair.X("tile_column:O", axis=None),
            y=altair.Y("tile_row:O", axis=None),
            row=altair.Row("tile_layer:N", title=None),
            color=altair.Color("coverage:N", title="Coverage"),
            tooltip=["name", "region", "coverage", "by_deadline"],
        )
    )
    st.altair_chart(tiles)
    st.subheader("By region")
    st.dataframe(coverage.groupby("region")["coverage"].value_counts().unstack(fill_value=0))
    st.subheader("Considered by members by the deadline")
    st.bar_chart(coverage["by_deadline"].value_counts())

    st.header("One council")
    council = st.selectbox("Council", coverage["name"])
    st.dataframe(copy.execute(ANSWERS, [topic, council]).df(), hide_index=True)

    st.header("What the rules find")
    kind = st.radio("Kind of rule", ["duty", "indicator", "data_quality"], horizontal=True)
    st.dataframe(copy.execute(RULES, [kind]).df(), hide_index=True)
    st.caption("Shares are of met + not met; cannot tell is in none. No share where the denominator is below ten.")

st.caption(f"Release {release_id}; papers up to {data_until:%d %B %Y, %H:%M} UTC.")
