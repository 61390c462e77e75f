"""A plan in one statement: its sections when it is established, else the draft's rows (architecture 5).

The database's policies leave out what the reader does not see; nothing here adds to it.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from samsyn.process.plans import presenting, sections

Row = dict[str, Any]

_ROWS = (
    "childvoice", "overallgoal", "strength", "need", "goal", "assessment", "disagreement", "summary",
)  # fmt: skip
STATEMENT = """
select jsonb_build_object(
  'plan', to_jsonb(p),
  'case', (select jsonb_build_object('number', c.number, 'called', c.called, 'ref', c.ref, 'of_child',
                    exists (select from cases_place l where l.case_id = c.id and l.kind = 'child'))
             from cases_case c where c.id = p.case_id),
  'coordinator', (select jsonb_build_object('ref', l.ref, 'name', l.called, 'telephone', a.telephone,
                                            'title', a.title, 'unit', u.name)
                    from cases_place l left join people_assignment a on a.id = l.assignment_id
                    left join people_unit u on u.id = a.unit_id where l.id = p.coordinator_id),
  'present', (select coalesce(jsonb_agg(jsonb_build_object('name', l.called, 'kind', l.kind, 'title', a.title,
                      'unit', u.name, 'unit_ref', u.ref, 'principal', coalesce(h.kind, o.kind))
                      order by i.id), '[]')
                from meetings_meeting m join meetings_invitation i on i.meeting_id = m.id and i.present
                join cases_place l on l.id = i.place_id
                left join people_assignment a on a.id = l.assignment_id
                left join people_unit u on u.id = a.unit_id
                left join people_organisation o on o.id = u.organisation_id
                left join people_organisation h on h.id = o.principal_id
               where m.case_id = p.case_id and m.round = p.round and m.purpose = 'first'
                 and m.replaced_at is null),
  'scopes', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'kind', s.kind, 'number', s.question,
                                                          'root', coalesce(r.id, s.id),
                                                          'like', coalesce(r.kind, s.kind))
                                       order by s.question nulls first, s.id), '[]')
               from cases_scope s left join cases_scope r on r.id = s.root_id
              where s.case_id = p.case_id and coalesce(r.kind, s.kind) in ('frame', 'whole', 'question')),
  'questions', (select coalesce(jsonb_agg(jsonb_build_object('scope', q.scope_id, 'number', q.number,
                       'text', q.text, 'language', q.language, 'removed', q.removed_at)
                       order by q.number), '[]')
                  from cases_question q where q.case_id = p.case_id),
  'childvoice', (select coalesce(jsonb_agg(to_jsonb(r) order by r.id), '[]')
                   from plans_childvoice r where r.plan_id = p.id and p.state = 'draft'),
  'overallgoal', (select coalesce(jsonb_agg(to_jsonb(r) order by r.id), '[]')
                   from plans_overallgoal r where r.plan_id = p.id and p.state = 'draft'),
  'strength', (select coalesce(jsonb_agg(to_jsonb(r) order by r.id), '[]')
                   from plans_strength r where r.plan_id = p.id and p.state = 'draft'),
  'need', (select coalesce(jsonb_agg(to_jsonb(r) order by r.id), '[]')
                   from plans_need r where r.plan_id = p.id and p.state = 'draft'),
  'goal', (select coalesce(jsonb_agg(to_jsonb(r) order by r.id), '[]')
                   from plans_goal r where r.plan_id = p.id and p.state = 'draft'),
  'assessment', (select coalesce(jsonb_agg(to_jsonb(r) order by r.assessor desc), '[]')
                   from plans_assessment r where r.plan_id = p.id and p.state = 'draft'),
  'disagreement', (select coalesce(jsonb_agg(to_jsonb(r) order by r.id), '[]')
                   from plans_disagreement r where r.plan_id = p.id and p.state = 'draft'),
  'summary', (select coalesce(jsonb_agg(to_jsonb(r) order by r.id), '[]')
                   from plans_summary r where r.plan_id = p.id and p.state = 'draft'),
  'measure', (select coalesce(jsonb_agg(to_jsonb(r) || jsonb_build_object('unit', u.name, 'unit_ref', u.ref)
                                        order by r.id), '[]')
                from plans_measure r left join people_unit u on u.id = r.unit_id
               where r.plan_id = p.id and p.state = 'draft'),
  'sections', (select coalesce(jsonb_agg(jsonb_build_object('body', s.body, 'scope', s.scope_id)
                                         order by s.place), '[]')
                 from plans_plansection s where s.plan_id = p.id),
  'approvals', (select coalesce(jsonb_agg(to_jsonb(a) || jsonb_build_object('called', l.called,
                       'place_kind', l.kind, 'place_ref', l.ref) order by a.id), '[]')
                  from plans_approval a join cases_place l on l.id = a.place_id where a.plan_id = p.id),
  'replies', (select coalesce(jsonb_agg(jsonb_build_object('measure', m.ref, 'kind', r.kind, 'words', r.words,
                       'language', r.language, 'at', r.at, 'called', l.called) order by r.id), '[]')
                from plans_measure m join plans_measurereply r on r.measure_id = m.id
                join cases_place l on l.id = r.by_id where m.plan_id = p.id),
  'shown_at', (select max(y.at) from plans_preliminary y where y.plan_id = p.id),
  'consultations', (select coalesce(jsonb_agg(jsonb_build_object('called', l.called, 'kind', c.kind,
                       'words', c.words, 'language', c.language, 'how', c.how) order by c.id), '[]')
                      from plans_preliminary y join plans_consultation c on c.preliminary_id = y.id
                      join cases_place l on l.id = c.place_id where y.plan_id = p.id)
)::text
from plans_plan p where p.id = %s
"""


@dataclass(frozen=True)
class Shown:
    """A plan as its reader sees it, draft or established."""

    plan: Row
    case: Row
    content: Row  # the sections the reader sees, made into one
    approvals: list[Row] = field(default_factory=list)
    shown_at: str = ""  # when it was last shown as a preliminary plan
    consultations: list[Row] = field(default_factory=list)  # what absent ones said before it was established
    rows: dict[str, list[Row]] = field(default_factory=dict)  # of a draft, the removed ones too
    scopes: list[Row] = field(default_factory=list)
    questions: list[Row] = field(default_factory=list)
    bodies: list[tuple[int, Row]] = field(default_factory=list)


def read(plan_id: int) -> Shown:
    """One statement, whatever the size of the plan."""
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, [plan_id])
        found = json.loads(cursor.fetchone()[0])
    if found["plan"]["state"] == "draft":
        bodies = sections.bodies(found)
        content = sections.merge(bodies)
    else:
        bodies = []
        content = sections.merge([(one["scope"], json.loads(one["body"])) for one in found["sections"]])
    return Shown(
        plan=found["plan"],
        case=found["case"],
        content=presenting.present(content, {reply["measure"]: reply for reply in found["replies"]}),
        approvals=found["approvals"],
        shown_at=found["shown_at"] or "",
        consultations=found["consultations"],
        rows={name: found[name] for name in (*_ROWS, "measure")},
        scopes=found["scopes"],
        questions=[question for question in found["questions"] if not question["removed"]],
        bodies=bodies,
    )
