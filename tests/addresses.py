"""Every address of ours: how to build it, and what each person of the cast gets there.

Two suites read this table: who may open what (`tests/lms/test_urls_by_role.py`) and what every page is like for people
who use a screen reader (`tests/browser/test_every_page.py`). An address without a row fails the first.
"""

from dataclasses import dataclass, field

from tests.plant import NUMBERS, PEOPLE, PRIVATE, QUESTION_KINDS, leased, plant, scored

__all__ = ["INCLUDES", "NUMBERS", "PEOPLE", "PRIVATE", "ROWS", "Row", "leased", "plant", "scored"]


def signed_in(status=200, **others):
    """Everyone with a session; a stranger is asked to sign in."""
    return {"stranger": 302, **dict.fromkeys(NUMBERS, status), **others}


def public(status=200, **others):
    return {**dict.fromkeys(PEOPLE, status), **others}


def roles(*who, yes=200, no=404, **others):
    """Staff pages: these people; to others who are signed in they are not there."""
    return {"stranger": 302, **dict.fromkeys(NUMBERS, no), **dict.fromkeys(who, yes), **others}


def owner(*who, yes=200):
    """One's own things: to everyone else they are not there."""
    return roles(*who, yes=yes)


LEADS = ("bruno", "lena", "paul", "helen", "mei")  # who is somebody's supervisor in the demo district
hr = roles("helen")
markers = roles("tomas", "mei")
leaders = roles("lena", "paul")
studio = roles("tomas", no=302)


@dataclass(frozen=True)
class Row:
    expected: dict
    args: tuple = ()  # names of facts
    query: str = ""
    post: bool = False  # for these `expected` says who is let through; the others' POST is tried
    file: bool = False  # no page: nothing to look at
    note: str = field(default="", compare=False)


def acts(expected, *args):
    return Row(expected, args, post=True)


ROWS = {
    "home": Row(signed_in(302)),
    "healthz": Row(public(), file=True),
    "accessibility": Row(public()),
    "privacy": Row(public()),
    "styleguide": Row(public()),
    "my_learning": Row(signed_in()),
    "progress": Row(hr),
    "progress_csv": Row(hr, ("course",), file=True),
    "plan": Row(leaders),
    "minutes": Row(hr),
    "minutes_file": Row(hr, ("kind",), file=True),
    # learning
    "courses:catalog": Row(signed_in()),
    "courses:record": Row(signed_in()),
    "courses:draft": acts(signed_in(stranger=403)),
    "courses:report_problem": Row(signed_in()),
    "courses:refer": Row(owner("bruno", "helen"), ("number",)),
    "courses:withdraw_referral": acts(owner("bruno", "helen"), "number", "referral"),
    "courses:put_path_news_away": acts(signed_in()),
    "courses:put_referral_away": acts(owner("ana"), "referral"),
    "courses:enroll_people": Row(hr),
    "courses:equivalencies": Row(hr),
    "courses:undo_equivalency": acts(hr, "referral"),
    "courses:enrolled": Row(hr, ("course",)),
    "courses:open_item": Row(owner("ana"), ("round", "item")),
    "courses:activity": Row(owner("ana", "dario", "bruno", yes=302), ("activity",), note="each to a step of their own"),
    "courses:practice": Row(signed_in(302), ("practice_activity",)),
    "courses:lesson": Row(owner("ana"), ("lesson",)),
    "courses:quiz": Row(owner("ana"), ("quiz",)),
    "courses:survey": Row(owner("ana"), ("survey",)),
    "courses:sessions": Row(signed_in()),
    "courses:session_plan": Row(roles("tomas", "helen")),
    "courses:session": Row(signed_in(), ("session",)),
    "courses:session_join": acts(signed_in(), "session"),
    "courses:session_leave": acts(signed_in(), "session"),
    "courses:session_code": acts(signed_in(), "session"),
    "courses:session_desk": Row(owner("tomas", "helen", "mei"), ("session",), note="Mei leads it"),
    "courses:session_list": acts(owner("tomas", "helen", "mei"), "session"),
    "courses:session_back": acts(owner("tomas", "helen", "mei"), "session", "attended"),
    "courses:session_cancel": acts(owner("tomas", "helen", "mei"), "session"),
    "courses:kiosk": Row(public(), ("kiosk",)),
    "courses:off_screen": Row(owner(), ("survey",), note="nobody's step away from the screen"),
    "courses:observed": Row(owner(*LEADS, "tomas")),
    "courses:observed_pick": Row(signed_in(302)),
    "courses:observe": Row(owner("bruno", "tomas"), ("number", "observed")),
    "courses:prior": Row(signed_in()),
    "courses:prior_queue": Row(owner(*LEADS)),
    "courses:prior_decide": Row(owner("bruno", "helen"), ("claim",)),
    "courses:prior_file": Row(owner("ana", "bruno", "helen"), ("claim",), file=True),
    "courses:past": Row(hr),
    "courses:past_template": Row(hr, file=True),
    "courses:past_check": Row(hr, ("past",)),
    "courses:past_apply": acts(hr, "past"),
    "courses:past_again": acts(hr, "past"),
    "courses:past_discard": acts(hr, "past"),
    "courses:past_undo": acts(hr, "past"),
    "courses:past_file": Row(hr, ("past",), file=True),
    "courses:media": Row(signed_in(404), ("picture", "width"), file=True, note="no picture of that name"),
    "courses:course": Row(signed_in(), ("course",)),
    "courses:join": acts(signed_in(), "course"),
    "courses:start": acts(signed_in(), "course"),
    "courses:change_path": acts(roles("ana", "dario", "tomas", "mei", "helen", "lena", "paul"), "course"),
    "courses:take_new": acts(signed_in(), "course"),
    "studio_media": Row(roles("tomas", yes=404), ("upload",), file=True, note="no upload of that name"),
    # practice and scoring
    "scenarios:library": Row(signed_in()),
    "scenarios:start": Row(signed_in(), ("practice_activity",)),
    "scenarios:play": Row(owner("ana"), ("conversation",)),
    "scenarios:move": acts(owner("ana"), "conversation"),
    "scenarios:debrief": Row(owner("ana"), ("practice",)),
    "scenarios:finish": acts(owner("ana"), "practice"),
    "scenarios:again_from": acts(owner("ana"), "practice", "first_move"),
    "scenarios:feedback": Row(owner("ana"), ("conversation",)),
    "scenarios:hand_in": Row(owner("ana"), ("conversation",)),
    "scenarios:again": acts(owner("ana"), "conversation"),
    "scenarios:delete": Row(owner("ana"), ("practice",)),
    "scenarios:desk": Row(markers),
    "scenarios:next": acts(markers),
    "scenarios:mark": Row(markers, ("task",)),
    "scenarios:open": acts(markers, "task"),
    "scenarios:keep": acts(markers, "task"),
    "scenarios:hand_back": acts(markers, "task"),
    "scenarios:sent": Row(roles("tomas"), ("sent",)),
    "scenarios:how_scored": Row(roles("bruno", "tomas", "helen"), ("scored_conversation",)),
    "scenarios:dispute": acts(owner("bruno"), "scored_conversation"),
    "scenarios:agreement": Row(roles("tomas", "mei", "helen")),
    "scenarios:calibration": Row(markers),
    "scenarios:begin_calibration": acts(markers),
    "scenarios:sample": Row(
        roles("mei", tomas=302), ("first_move",), note="she has begun; his ten are done, so he is sent to how they went"
    ),
    "scenarios:comments": Row(markers),
    "scenarios:drop_comment": acts(roles("tomas"), "comment"),
    "scenarios:markers": Row(roles("tomas", "helen")),
    "scenarios:mended": Row(roles("tomas")),
    "scenarios:agree_to_lower": acts(roles("tomas"), "sent"),
    "scenarios:leave_as_it_is": acts(roles("tomas"), "sent"),
    # the district
    "district": Row(hr),
    "holiday": Row(hr),
    "holiday_off": acts(hr, "holiday"),
    "duty_calendar_new": Row(hr),
    "duty_calendar": Row(hr, ("calendar",)),
    "district_word": Row(hr),
    # people
    "people:list": Row(hr),
    "people:me": Row(signed_in()),
    "people:add": Row(hr),
    "people:person": Row(hr, ("number",)),
    "people:end": Row(hr, ("number",)),
    "people:email": Row(hr, ("number",)),
    "people:keep": acts(hr, "number"),
    "people:give_role": acts(hr, "number"),
    "people:end_role": acts(hr, "marker_number", "grant"),
    "people:move": Row(hr, ("number", "job")),
    "people:stay": acts(hr, "number", "job"),
    "people:duplicates": Row(hr),
    "people:pick": Row(hr),
    "people:merge": Row(hr, ("number", "other_number")),
    "people:unmerge": acts(hr, "merge"),
    "people:invite": acts(hr, "number"),
    "people:withdraw": acts(hr, "number"),
    "people:invitations": Row(hr),
    "people:send_links": acts(hr),
    "people:print_codes": acts(hr),
    "people:roster": Row(hr),
    "people:roster_template": Row(hr, file=True),
    "people:roster_check": Row(hr, ("roster",)),
    "people:roster_apply": acts(hr, "roster"),
    "people:roster_again": acts(hr, "roster"),
    "people:roster_discard": acts(hr, "roster"),
    "people:roster_undo": Row(hr, ("applied_roster",)),
    "people:roster_file": Row(hr, ("roster",), file=True),
    "welcome:code": Row(public()),
    "welcome:link": Row(public(404), ("token",), note="an unknown link"),
    # sign-in
    "account_login": Row(signed_in(302, stranger=200)),
    "account_logout": Row(signed_in()),
    "account_inactive": Row(public()),
    "account_signup": Row(public()),
    "account_reauthenticate": Row(signed_in()),
    "account_change_password": Row(signed_in()),
    "account_set_password": Row(public(302)),
    "account_reset_password": Row(public()),
    "account_reset_password_done": Row(public()),
    "account_reset_password_from_key": Row(public(), ("uid", "reset_key")),
    "account_reset_password_from_key_done": Row(public()),
    # proof
    "certificates:transcripts": Row(owner("ana", "bruno", "helen"), ("number",)),
    "certificates:transcript_state": Row(owner("ana", "bruno", "helen"), ("number", "transcript"), file=True),
    "certificates:transcript_pdf": Row(owner("ana", "bruno", "helen"), ("number", "transcript"), file=True),
    "certificates:mine": Row(signed_in()),
    "certificates:view": Row(owner("bruno", "helen"), ("certificate",)),
    "certificates:pdf": Row(owner("bruno", "helen"), ("certificate", "issue"), file=True),
    "certificates:look_up": Row(public()),
    "certificates:check": Row(public(), ("certificate",)),
    "certificates:issued": Row(hr),
    "certificates:manage": Row(hr, ("certificate",)),
    "certificates:revoke": acts(hr, "certificate"),
    "certificates:restore": acts(hr, "certificate"),
    "certificates:reissue": acts(hr, "certificate"),
    # who must do what by when
    "compliance:overview": Row(hr),
    "compliance:past_day": Row(hr, query="?as_of=2026-08-31"),
    "compliance:past_people": Row(hr, query="?as_of=2026-08-31"),
    "compliance:unit": Row(hr, ("unit",)),
    "compliance:list": Row(hr),
    "compliance:list_csv": Row(hr, file=True),
    "compliance:bulk": Row(hr),
    "compliance:exceptions": Row(hr),
    "compliance:exception_counts": Row(hr, file=True, note="a part of the overview"),
    "compliance:shared_course": Row(hr, ("requirement_shared", "other_requirement")),
    "compliance:leave": Row(hr),
    "compliance:leave_of": Row(hr, ("other_number",)),
    "compliance:leave_change": Row(hr, ("other_number", "away")),
    "compliance:views": Row(owner(*LEADS)),
    "compliance:new_view": Row(owner(*LEADS)),
    "compliance:view": Row(hr, ("saved_view",)),
    "compliance:delete_view": acts(hr, "saved_view"),
    "compliance:take_over_view": acts(hr, "left_view"),
    "compliance:remove_reader": acts(hr, "report", "number"),
    "compliance:new_report": Row(hr, ("saved_view",)),
    "compliance:report": Row(hr, ("report",)),
    "compliance:pause_report": acts(hr, "report"),
    "compliance:resume_report": acts(hr, "report"),
    "compliance:stop_report": acts(hr, "report"),
    "compliance:audit": Row(hr),
    "compliance:audit_state": Row(hr, ("audit",), file=True, note="a part of the page before"),
    "compliance:audit_file": Row(hr, ("audit", "kind"), file=True),
    "compliance:rules": Row(hr),
    "compliance:new_audience": Row(hr),
    "compliance:count_audience": Row(hr, file=True, note="a part of the page before"),
    "compliance:audience": Row(hr, ("audience",)),
    "compliance:new_requirement": Row(hr),
    "compliance:requirement": Row(hr, ("requirement",)),
    "compliance:change_requirement": Row(hr, ("requirement",)),
    "compliance:retire": acts(hr, "requirement"),
    "compliance:new_ladder": Row(hr),
    "compliance:ladder": Row(owner("bruno", "helen"), ("ladder",)),
    "compliance:withdraw_ladder": acts(hr, "ladder"),
    "compliance:duty": acts(hr, "requirement"),
    "compliance:adjust": Row(owner("bruno", "helen"), ("assignment",)),
    "compliance:ask": Row(owner("ana"), ("assignment",)),
    "compliance:void": acts(owner("bruno", "helen"), "extension"),
    "compliance:end_hold": acts(owner("bruno", "helen"), "hold"),
    "compliance:answer": Row(owner("bruno", "helen"), ("wish",)),
    "compliance:withdraw": acts(owner("ana"), "wish"),
    "compliance:why": Row(owner("ana", "bruno", "helen"), ("number", "requirement")),
    "compliance:mine": Row(signed_in()),
    "compliance:reminders": Row(hr),
    "compliance:templates": Row(hr),
    "compliance:new_template": Row(hr),
    "compliance:template": Row(hr, ("letter_template",)),
    "compliance:letters": Row(signed_in()),
    "compliance:letter": Row(owner("ana", "helen"), ("letter",)),
    "compliance:letter_again": acts(hr, "letter"),
    "compliance:stop": Row(public(), ("stop_token",), note="the signature is the key"),
    "compliance:calendar_new": acts(signed_in()),
    "compliance:calendar_end": acts(signed_in()),
    "compliance:calendar": Row(public(), ("calendar_secret",), file=True, note="the secret is the key"),
    "compliance:my_people": Row(owner("bruno", "paul", "helen", "lena", "mei")),
    "compliance:my_people_csv": Row(owner("bruno", "paul", "helen", "lena", "mei"), file=True),
    "compliance:record": Row(owner("ana", "bruno", "helen"), ("number",)),
    "everything": Row(owner("ana", "bruno", "helen"), ("number",), file=True),
    # what is ours in the studio
    "studio_sign_in": Row(signed_in(403)),
    "courses_release": Row(studio, ("course_page",)),
    "quoted_standard": Row(studio, ("standard",)),
    "quoted_word": Row(studio, ("word",)),
    "courses_bulk_release": Row(studio, ("bulk",)),
    "choose_activity": Row(studio, file=True),
    "choose_activity_below": Row(studio, ("course_page",), file=True),
    "scenario_from_message": Row(studio),
    "scenario_map": Row(studio, ("scenario_page",)),
    "scenario_preview": Row(studio, ("scenario_page",)),
    "scenario_play": Row(studio, ("scenario_page",)),
    "scenario_samples": Row(studio, ("scenario_page",)),
    "question_bank:index": Row(studio),
    "question_bank:index_results": Row(studio, file=True),
    "wagtailsnippets_courses_singlechoicequestion:add": Row(studio),
    "wagtailsnippets_courses_multiplechoicequestion:add": Row(studio),
    "wagtailsnippets_courses_shorttextquestion:add": Row(studio),
    "wagtailsnippets_courses_orderquestion:add": Row(studio),
    "wagtailsnippets_courses_matchquestion:add": Row(studio),
    "wagtailsnippets_goals_rubricversion:inspect": Row(studio, ("rubric",)),
}
# A question of each kind is edited in a view of ours, and retired where somebody answered it.
for kind in QUESTION_KINDS:
    address, kept = f"wagtailsnippets_courses_{kind}question", roles("tomas", no=302, yes=302)
    ROWS[f"{address}:edit"] = Row(studio, (f"{kind}_question",))
    # Ana has answered this one: it is sent back to the bank, to be retired.
    ROWS[f"{address}:delete"] = Row(kept if kind != "singlechoice" else studio, (f"{kind}_question",))
ROWS["question_bank_retire"] = Row(studio, ("singlechoice_question",))
# One row for each include that is not ours: where it starts, and who gets what.
INCLUDES = {
    "admin/": ("/admin/", studio),
    "pages/": ("course_page_url", public(302)),  # a page of ours never shows itself: it sends to the player
}
