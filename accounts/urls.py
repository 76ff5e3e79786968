"""Pages about one's own account: to prove who one is, and what proves it. Below ``/admin/``."""

from django.contrib import admin
from django.urls import path

from accounts.views import enrolling, own, proof

app_name = "account"
_view = admin.site.admin_view

urlpatterns = [
    path("login/code/", _view(proof.code), name="code"),
    path("login/passkey/", proof.passkey_sign_in, name="passkey_sign_in"),
    path("account/passkey_options/", _view(proof.passkey_options), name="passkey_options"),
    path("account/", _view(own.overview), name="overview"),
    path("account/again/", _view(proof.again), name="again"),
    path("account/app/", _view(enrolling.app), name="app"),
    path("account/passkey/", _view(enrolling.passkey), name="passkey"),
    path("account/recovery_codes/", _view(enrolling.recovery_codes), name="recovery_codes"),
    path("account/factor/<int:key>/remove/", _view(own.remove_factor), name="remove_factor"),
    path("account/session/<int:key>/end/", _view(own.end_session), name="end_session"),
    path("account/sessions/end/", _view(own.end_others), name="end_others"),
]
