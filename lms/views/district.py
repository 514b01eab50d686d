"""The district on one page: profile, holidays, duty calendars, words, and who changed what."""

from django import forms
from django.contrib import messages
from django.core.validators import RegexValidator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from courses.quoting.older import still_older, told
from goals.actions import change_word
from goals.models import Word
from people.actions import Twice, add_holiday, change_profile, remove_holiday, save_calendar
from people.district import district as district_of
from people.district_forms import CalendarForm, HolidayForm, ProfileForm
from people.hr_forms import PlainForm
from people.models import DistrictChange, DistrictProfile, DutyCalendar, Holiday
from people.permissions import role_required

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


class WordForm(PlainForm):
    key = forms.CharField(
        label=gettext_lazy("Token"),
        max_length=32,
        help_text=gettext_lazy("As lessons write it, without the braces: families."),
        validators=[RegexValidator(r"^[a-z_]+$", gettext_lazy("Small letters only."))],
    )
    text = forms.CharField(label=gettext_lazy("Our word"), max_length=80)


@role_required("hr")
@get_or_post
def district(request):
    form = ProfileForm(request.POST or None, initial=vars(district_of()))
    if request.method == "POST" and form.is_valid():
        change_profile(actor=request.user, **form.cleaned_data)
        messages.success(request, _("The profile is saved. Pages show it at once."))
        return redirect("district")
    return page(request, form=form)


def page(request, **forms_with_errors):
    context = {
        "form": ProfileForm(initial=vars(district_of())),
        "holiday_form": HolidayForm(),
        "word_form": WordForm(),
        "holidays": Holiday.objects.all(),
        "calendars": DutyCalendar.objects.all(),
        "words": Word.objects.all(),
        "changes": DistrictChange.objects.select_related("changed_by")[:30],
        "is_set": DistrictProfile.objects.exists(),
        **forms_with_errors,
    }
    return render(request, "lms/district.html", context)


@role_required("hr")
@get_or_post
def holiday(request):
    form = HolidayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_holiday(actor=request.user, **form.cleaned_data)
        except Twice:
            form.add_error("name", _("This holiday is on record already."))
        else:
            messages.success(request, _("The holiday is noted."))
            return redirect("district")
    return page(request, holiday_form=form)


@role_required("hr")
@require_POST
def holiday_off(request, pk):
    found = Holiday.objects.filter(pk=pk).first()
    if found:
        remove_holiday(holiday=found, actor=request.user)
    messages.success(request, _("The holiday is taken out."))
    return redirect("district")


@role_required("hr")
@get_or_post
def calendar(request, pk=None):
    """A new duty calendar, or one to change."""
    found = get_object_or_404(DutyCalendar, pk=pk) if pk else DutyCalendar()
    form = CalendarForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            save_calendar(calendar=form.instance, actor=request.user)
        except Twice:
            form.add_error("name", _("Another duty calendar has this name."))
        else:
            messages.success(request, _("The duty calendar is saved."))
            return redirect("district")
    return render(request, "lms/duty_calendar.html", {"form": form, "calendar": found})


@role_required("hr")
@get_or_post
def word(request):
    form = WordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        changed = change_word(actor=request.user, **form.cleaned_data)
        messages.success(request, _("The word is saved. Courses take it with their next release."))
        older = told(still_older(changed))
        if older:
            messages.info(request, f"{older} {_('A trainer can release them together in the studio.')}")
        return redirect("district")
    return page(request, word_form=form)
