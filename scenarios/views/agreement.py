from django.shortcuts import render


def agreement(request):
    return render(request, "scenarios/agreement.html")
