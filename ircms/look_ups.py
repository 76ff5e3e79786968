"""Look-up fields of the staff site."""

from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView


class LookUpView(AutocompleteJsonView):
    """Django's, which tells the page of what is offered that it was."""

    model_admin: Any  # a StaffAdmin, as all our pages are

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        context["object_list"] = list(context["object_list"])
        self.model_admin.offers(self.request, context["object_list"])
        return context
