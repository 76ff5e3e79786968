"""Django's classes that are generic to type checkers alone, each named once."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core import paginator
from django.forms import models

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    StackedInline = admin.StackedInline[Any, Any]
    ModelForm = forms.ModelForm[Any]
    BaseInlineFormSet = models.BaseInlineFormSet[Any, Any, Any]
    Paginator = paginator.Paginator[Any]
    Page = paginator.Page[Any]
else:
    ModelAdmin = admin.ModelAdmin
    StackedInline = admin.StackedInline
    ModelForm = forms.ModelForm
    BaseInlineFormSet = models.BaseInlineFormSet
    Paginator = paginator.Paginator
    Page = paginator.Page
