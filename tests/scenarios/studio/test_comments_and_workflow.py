"""What Wagtail brings works on conversations too: comments beside a field, and a review before one is ready."""

from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Comment, GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from scenarios.models import ScenarioPage


def test_a_comment_stands_beside_its_field(studio, page, tomas):
    made = page()
    Comment.objects.create(page=made, user=tomas, text="Is this so?", contentpath="situation")
    answer = studio.get(reverse("wagtailadmin_pages:edit", args=[made.pk]))
    assert [panel.name for panel in answer.context["side_panels"] if panel.name == "comments"] == ["comments"]
    assert "Is this so?" in answer.content.decode()


def test_a_draft_goes_through_a_review_before_it_is_ready(studio, page, tomas):
    made = page()
    task = GroupApprovalTask.objects.create(name="A second reader")
    task.groups.add(Group.objects.get(name="Trainers"))
    workflow = Workflow.objects.create(name="Two pairs of eyes")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    WorkflowPage.objects.update_or_create(page=made.get_parent(), defaults={"workflow": workflow})
    draft = made.get_latest_revision_as_object()
    draft.situation = "Read by two."
    draft.save_revision()
    state = made.get_workflow().start(made, tomas)
    assert ScenarioPage.objects.get(pk=made.pk).situation != "Read by two."
    state.current_task_state.approve(user=tomas)
    assert ScenarioPage.objects.get(pk=made.pk).situation == "Read by two."
